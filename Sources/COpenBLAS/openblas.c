// OpenBLAS, found when it is first needed rather than when the program starts: its threads spin for a while as soon as the
// library is loaded, most runs never call it, and without it everything but simulation still works.

#define _GNU_SOURCE
#include "COpenBLAS.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static struct {
  __typeof__(&cblas_daxpy) daxpy;
  __typeof__(&cblas_dcopy) dcopy;
  __typeof__(&cblas_ddot) ddot;
  __typeof__(&cblas_dgemm) dgemm;
  __typeof__(&cblas_dgemv) dgemv;
  __typeof__(&cblas_dger) dger;
  __typeof__(&cblas_dnrm2) dnrm2;
  __typeof__(&cblas_dscal) dscal;
  __typeof__(&cblas_dsyr) dsyr;
  __typeof__(&cblas_dsyrk) dsyrk;
  __typeof__(&cblas_dtrsm) dtrsm;
  __typeof__(&cblas_dtrsv) dtrsv;
  __typeof__(&cblas_sgemm) sgemm;
  __typeof__(&cblas_sgemv) sgemv;
  void (*set_threads)(int);
  void (*dsyevd)(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
                 const int *lwork, int *iwork, const int *liwork, int *info);
  void (*dbdsqr)(const char *uplo, const int *n, const int *ncvt, const int *nru, const int *ncc, double *d, double *e,
                 double *vt, const int *ldvt, double *u, const int *ldu, double *c, const int *ldc, double *work, int *info);
} blas;

static bool is_loaded;
static char failure[256];
static const char *version = "";

// A variable of the environment, set for a while.
struct setting {
  const char *name;
  char *before;
};

static struct setting set(const char *name, const char *value) {
  const char *const before = getenv(name);
  struct setting setting = {name, before ? strdup(before) : NULL};
  setenv(name, value, 1);
  return setting;
}

static void restore(struct setting setting) {
  if (setting.before) {
    setenv(setting.name, setting.before, 1);
  } else {
    unsetenv(setting.name);
  }
  free(setting.before);
}

// The library reads how many threads to start from the environment, as it loads and never again. It is told so for just
// as long: the environment is the program's, and may be in use before this has run (a static Swift runtime reads its
// arguments from beside it).
static void *open_with_one_thread(void) {
  const struct setting threads = set("OPENBLAS_NUM_THREADS", "1");
  void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libopenblas.so", RTLD_NOW | RTLD_LOCAL);
  const char *const reason = library ? NULL : dlerror();
  if (reason) strncpy(failure, reason, sizeof failure - 1);
  restore(threads);
  return library;
}

// The kernels that a library should have chosen but did not, or NULL: one that is older than the processor does not know
// it, and falls back to those of 2004, a quarter as fast.
static const char *overlooked_core(void *library) {
#if defined(__x86_64__)
  static const char *const modern[] = {"Haswell", "Excavator", "Zen", "SkylakeX", "Cooperlake", "Sapphirerapids"};
  char *(*const corename)(void) = (char *(*)(void))dlsym(library, "openblas_get_corename");
  if (!corename || getenv("OPENBLAS_CORETYPE")) return NULL;
  for (size_t i = 0; i < sizeof modern / sizeof *modern; i++) {
    if (strcasecmp(corename(), modern[i]) == 0) return NULL;
  }
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return NULL;
  const bool has_wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512cd") &&
                        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
                        __builtin_cpu_supports("avx512vl");
  return has_wide ? "SkylakeX" : "Haswell";
#else
  (void)library;
  return NULL;
#endif
}

// The library, with the kernels that suit the processor.
static void *open_library(void) {
  void *const library = open_with_one_thread();
  const char *const core = library ? overlooked_core(library) : NULL;
  if (!core) return library;
  dlclose(library);
  const struct setting kernels = set("OPENBLAS_CORETYPE", core);
  void *const again = open_with_one_thread();
  restore(kernels);
  return again;
}

static void load(void) {
  void *const library = open_library();
  if (!library) return;
#define FIND(field, symbol) (*(void **)&blas.field = dlsym(library, symbol))
  is_loaded = FIND(daxpy, "cblas_daxpy") && FIND(dcopy, "cblas_dcopy") && FIND(ddot, "cblas_ddot") &&
              FIND(dgemm, "cblas_dgemm") && FIND(dgemv, "cblas_dgemv") && FIND(dger, "cblas_dger") &&
              FIND(dnrm2, "cblas_dnrm2") && FIND(dscal, "cblas_dscal") && FIND(dsyr, "cblas_dsyr") && FIND(dsyrk, "cblas_dsyrk") &&
              FIND(dtrsm, "cblas_dtrsm") && FIND(dtrsv, "cblas_dtrsv") &&
              FIND(sgemm, "cblas_sgemm") && FIND(sgemv, "cblas_sgemv") &&
              FIND(set_threads, "openblas_set_num_threads") && FIND(dsyevd, "dsyevd_") &&
              FIND(dbdsqr, "dbdsqr_");
#undef FIND
  if (!is_loaded) {
    strncpy(failure, "it lacks a routine", sizeof failure - 1);
    return;
  }
  blas.set_threads(1);
  char *(*const config)(void) = (char *(*)(void))dlsym(library, "openblas_get_config");
  if (config) version = config();
}

const char *openblas_failure(void) { return failure; }
const char *openblas_version(void) { return version; }

bool openblas_load(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_loaded;
}

void cblas_daxpy(const blasint n, const double alpha, const double *x, const blasint incx, double *y, const blasint
    incy) {
  blas.daxpy(n, alpha, x, incx, y, incy);
}

void cblas_dcopy(const blasint n, const double *x, const blasint incx, double *y, const blasint incy) {
  blas.dcopy(n, x, incx, y, incy);
}

double cblas_ddot(const blasint n, const double *x, const blasint incx, const double *y, const blasint incy) {
  return blas.ddot(n, x, incx, y, incy);
}

void cblas_dgemm(const enum CBLAS_ORDER Order, const enum CBLAS_TRANSPOSE TransA, const enum CBLAS_TRANSPOSE TransB,
    const blasint M, const blasint N, const blasint K, const double alpha, const double *A, const blasint lda, const
    double *B, const blasint ldb, const double beta, double *C, const blasint ldc) {
  blas.dgemm(Order, TransA, TransB, M, N, K, alpha, A, lda, B, ldb, beta, C, ldc);
}

void cblas_dgemv(const enum CBLAS_ORDER order, const enum CBLAS_TRANSPOSE trans, const blasint m, const blasint n,
    const double alpha, const double *a, const blasint lda, const double *x, const blasint incx, const double beta,
    double *y, const blasint incy) {
  blas.dgemv(order, trans, m, n, alpha, a, lda, x, incx, beta, y, incy);
}

void cblas_dger(const enum CBLAS_ORDER order, const blasint M, const blasint N, const double alpha, const double *X,
    const blasint incX, const double *Y, const blasint incY, double *A, const blasint lda) {
  blas.dger(order, M, N, alpha, X, incX, Y, incY, A, lda);
}

double cblas_dnrm2(const blasint N, const double *X, const blasint incX) {
  return blas.dnrm2(N, X, incX);
}

void cblas_dscal(const blasint N, const double alpha, double *X, const blasint incX) {
  blas.dscal(N, alpha, X, incX);
}

void cblas_dsyr(const enum CBLAS_ORDER order, const enum CBLAS_UPLO Uplo, const blasint N, const double alpha, const
    double *X, const blasint incX, double *A, const blasint lda) {
  blas.dsyr(order, Uplo, N, alpha, X, incX, A, lda);
}

void cblas_dsyrk(const enum CBLAS_ORDER Order, const enum CBLAS_UPLO Uplo, const enum CBLAS_TRANSPOSE Trans, const
    blasint N, const blasint K, const double alpha, const double *A, const blasint lda, const double beta, double *C,
    const blasint ldc) {
  blas.dsyrk(Order, Uplo, Trans, N, K, alpha, A, lda, beta, C, ldc);
}

void cblas_dtrsm(const enum CBLAS_ORDER Order, const enum CBLAS_SIDE Side, const enum CBLAS_UPLO Uplo, const enum
    CBLAS_TRANSPOSE TransA, const enum CBLAS_DIAG Diag, const blasint M, const blasint N, const double alpha, const
    double *A, const blasint lda, double *B, const blasint ldb) {
  blas.dtrsm(Order, Side, Uplo, TransA, Diag, M, N, alpha, A, lda, B, ldb);
}

void cblas_dtrsv(const enum CBLAS_ORDER order, const enum CBLAS_UPLO Uplo, const enum CBLAS_TRANSPOSE TransA, const
    enum CBLAS_DIAG Diag, const blasint N, const double *A, const blasint lda, double *X, const blasint incX) {
  blas.dtrsv(order, Uplo, TransA, Diag, N, A, lda, X, incX);
}

void cblas_sgemm(const enum CBLAS_ORDER Order, const enum CBLAS_TRANSPOSE TransA, const enum CBLAS_TRANSPOSE TransB,
    const blasint M, const blasint N, const blasint K, const float alpha, const float *A, const blasint lda, const
    float *B, const blasint ldb, const float beta, float *C, const blasint ldc) {
  blas.sgemm(Order, TransA, TransB, M, N, K, alpha, A, lda, B, ldb, beta, C, ldc);
}

void cblas_sgemv(const enum CBLAS_ORDER order, const enum CBLAS_TRANSPOSE trans, const blasint m, const blasint n,
    const float alpha, const float *a, const blasint lda, const float *x, const blasint incx, const float beta,
    float *y, const blasint incy) {
  blas.sgemv(order, trans, m, n, alpha, a, lda, x, incx, beta, y, incy);
}

int openblas_symmetric_eigen(int order, double *matrix, double *values) {
  int info = 0, query = -1, integers = 0;
  double size = 0;
  blas.dsyevd("V", "L", &order, matrix, &order, values, &size, &query, &integers, &query, &info);
  if (info != 0) return info;
  int length = (int)size;
  double *work = malloc(sizeof(double) * (size_t)length);
  int *iwork = malloc(sizeof(int) * (size_t)integers);
  if (work && iwork)
    blas.dsyevd("V", "L", &order, matrix, &order, values, work, &length, iwork, &integers, &info);
  else
    info = -1000;
  free(work);
  free(iwork);
  return info;
}

int openblas_bidiagonal_values(int order, double *diagonal, double *beside) {
  int info = 0, none = 0, one = 1;
  double unused = 0;
  double *work = malloc(sizeof(double) * 4 * (size_t)(order > 0 ? order : 1));
  if (!work) return -1000;
  blas.dbdsqr("U", &order, &none, &none, &none, diagonal, beside, &unused, &one, &unused, &one, &unused, &one, work, &info);
  free(work);
  return info;
}
