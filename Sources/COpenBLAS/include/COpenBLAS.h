// The CBLAS and LAPACK routines the simulation calls, from Debian's libopenblas-dev.
#ifndef COPENBLAS_H
#define COPENBLAS_H

#include <cblas.h>

// Every later call runs on the thread that makes it, so that last digits do not depend on the machine's cores.
void openblas_single_threaded(void);

// Eigenvalues (ascending, into `values`) and eigenvectors (over `matrix`, column by column) of a symmetric matrix
// whose lower triangle, column-major, is given: LAPACK's dsyevd. Returns its `info`; 0 is success, and -1000 means
// that the workspace could not be allocated.
int openblas_symmetric_eigen(int order, double *matrix, double *values);

#endif
