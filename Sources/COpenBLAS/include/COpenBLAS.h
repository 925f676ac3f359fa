// The CBLAS and LAPACK routines the simulation calls, from Debian's libopenblas-dev.
#ifndef COPENBLAS_H
#define COPENBLAS_H

#include <cblas.h>
#include <stdbool.h>

// Loads the library, unless it is already. Every call then runs on the thread that makes it, so that last digits do not
// depend on the machine's cores. False where the library is missing.
//
// No other function here may be called before this has returned true, on whatever thread: they do not look, and would
// jump to nowhere. What may be reached from outside a Swift module therefore calls this first and throws where it fails.
bool openblas_load(void);

// Why the library could not be loaded; empty where it could, or was not tried.
const char *openblas_failure(void);

// What the library says of itself: its version, and the processor it is made for. Empty where it is not loaded.
const char *openblas_version(void);

// Eigenvalues (ascending, into `values`) and eigenvectors (over `matrix`, column by column) of a symmetric matrix
// whose lower triangle, column-major, is given: LAPACK's dsyevd. Returns its `info`; 0 is success, and -1000 means
// that the workspace could not be allocated.
int openblas_symmetric_eigen(int order, double *matrix, double *values);

// Singular values (descending, over `diagonal`) of an upper bidiagonal matrix, to nearly all digits of each: LAPACK's
// dbdsqr. `beside` has order − 1 numbers and is overwritten. Returns its `info` as above.
int openblas_bidiagonal_values(int order, double *diagonal, double *beside);

#endif
