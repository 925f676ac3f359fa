#include "COpenBLAS.h"

#include <stdlib.h>

void openblas_set_num_threads(int);
void dsyevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
             const int *lwork, int *iwork, const int *liwork, int *info);

void openblas_single_threaded(void) { openblas_set_num_threads(1); }

int openblas_symmetric_eigen(int order, double *matrix, double *values) {
  int info = 0, query = -1, integers = 0;
  double size = 0;
  dsyevd_("V", "L", &order, matrix, &order, values, &size, &query, &integers, &query, &info);
  if (info != 0) return info;
  int length = (int)size;
  double *work = malloc(sizeof(double) * (size_t)length);
  int *iwork = malloc(sizeof(int) * (size_t)integers);
  if (work && iwork)
    dsyevd_("V", "L", &order, matrix, &order, values, work, &length, iwork, &integers, &info);
  else
    info = -1000;
  free(work);
  free(iwork);
  return info;
}
