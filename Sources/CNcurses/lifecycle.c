// Signals become readable bytes; a crash or an exit leaves the terminal as it was. All the state that handlers touch is
// here, and everything they call is async-signal-safe.

#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int reported[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT};
static const int fatal[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGQUIT};
enum { reported_count = sizeof reported / sizeof *reported, fatal_count = sizeof fatal / sizeof *fatal };

// Kept open for the life of the process, so that waking after closing is harmless.
static int pipe_ends[2] = {-1, -1};
static atomic_bool pending[NSIG];
static struct sigaction previous[NSIG];
static bool installed[NSIG];

static char restore_bytes[1024];
static size_t restore_count;
static struct termios saved_modes;
static bool have_saved_modes;
static atomic_bool armed;

static void restore_now(void) {
  if (!atomic_exchange(&armed, false)) return;
  size_t done = 0;
  while (done < restore_count) {
    ssize_t n = write(1, restore_bytes + done, restore_count - done);
    if (n <= 0) break;
    done += (size_t)n;
  }
  if (have_saved_modes) tcsetattr(0, TCSANOW, &saved_modes);
}

void w2s_wake(void) {
  int error = errno;
  // A full pipe is readable already.
  if (pipe_ends[1] >= 0 && write(pipe_ends[1], "", 1) < 0) errno = error;
  errno = error;
}

static void report(int number) {
  bool unanswered = atomic_exchange(&pending[number], true);
  if (unanswered && (number == SIGINT || number == SIGTERM)) {
    // Asked twice, and the program did not answer the first time.
    restore_now();
    signal(number, SIG_DFL);
    raise(number);
  }
  w2s_wake();
}

static void crash(int number, siginfo_t *info, void *context) {
  (void)context;
  restore_now();
  // On a terminal, Swift's backtracer asks whether to go on and waits 30 s, in raw mode; at the end of input it does not.
  int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing > 0) dup2(nothing, 0);
  sigaction(number, &previous[number], NULL);
  // A fault happens again on return; a signal that was sent does not, and must not be survived either.
  if (number != SIGQUIT && number != SIGABRT && info->si_code > 0) return;
  sigset_t this_one;
  sigemptyset(&this_one);
  sigaddset(&this_one, number);
  pthread_sigmask(SIG_UNBLOCK, &this_one, NULL);
  raise(number);
  signal(number, SIG_DFL);
  raise(number);
}

static void install(int number, struct sigaction *action) {
  if (installed[number] || sigaction(number, NULL, &previous[number]) != 0) return;
  // What the parent ignores stays ignored, as under nohup.
  if (previous[number].sa_handler == SIG_IGN) return;
  atomic_store(&pending[number], false);
  installed[number] = sigaction(number, action, NULL) == 0;
}

int w2s_signals_open(void) {
  if (pipe_ends[0] < 0) {
    if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    atexit(restore_now);
  }
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigfillset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  action.sa_handler = report;
  for (int i = 0; i < reported_count; i++) install(reported[i], &action);
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  action.sa_sigaction = crash;
  for (int i = 0; i < fatal_count; i++) install(fatal[i], &action);
  return pipe_ends[0];
}

void w2s_signals_close(void) {
  for (int number = 1; number < NSIG; number++) {
    if (installed[number]) sigaction(number, &previous[number], NULL);
    installed[number] = false;
  }
}

bool w2s_signals_take(int number) { return atomic_exchange(&pending[number], false); }

void w2s_stop(void) {
  struct sigaction standard, ours;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &standard, &ours);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
  // The shell may have changed the modes; they are what it wants back.
  w2s_restore_save_modes();
}

void w2s_restore_save_modes(void) {
  if (tcgetattr(0, &saved_modes) == 0) have_saved_modes = true;
}

void w2s_restore_arm(const char *bytes, size_t count) {
  atomic_store(&armed, false);
  restore_count = count < sizeof restore_bytes ? count : sizeof restore_bytes;
  memcpy(restore_bytes, bytes, restore_count);
  atomic_store(&armed, true);
}

void w2s_restore_disarm(void) { atomic_store(&armed, false); }
void w2s_restore_rearm(void) { atomic_store(&armed, true); }
