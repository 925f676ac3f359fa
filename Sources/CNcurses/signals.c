// Signals become readable bytes, or the end; no end leaves the terminal otherwise than it was. All the state that handlers
// touch is here and in line.c, and everything they call is async-signal-safe.

#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// How long the program may take to end when it is asked to.
enum { grace_seconds = 2 };

// Kept open for the life of the process, so that waking after closing is harmless.
static int pipe_ends[2] = {-1, -1};
static atomic_bool pending[NSIG];
static struct sigaction previous[NSIG];
static bool installed[NSIG];
// The signal that asked for the end; 0 while none has.
static atomic_int asked;

void w2s_wake(void) {
  int error = errno;
  // A full pipe is readable already.
  if (pipe_ends[1] >= 0 && write(pipe_ends[1], "", 1) < 0) errno = error;
  errno = error;
}

static void report(int number) {
  bool unanswered = atomic_exchange(&pending[number], true);
  if (number == SIGINT || number == SIGTERM || number == SIGHUP) {
    if (unanswered) {
      // Asked twice, and the program did not answer the first time.
      w2s_line_leave();
      signal(number, SIG_DFL);
      raise(number);
    }
    int none = 0;
    if (atomic_compare_exchange_strong(&asked, &none, number)) alarm(grace_seconds);
  }
  w2s_wake();
}

static bool is_fault(int number, const siginfo_t *info) {
  switch (number) {
  case SIGILL: case SIGSEGV: case SIGBUS: case SIGFPE: return info->si_code > 0;
  // x86 goes on behind its breakpoints.
  case SIGTRAP: return info->si_code > 0 && info->si_code != SI_KERNEL;
  default: return false;
  }
}

static void end(int number, siginfo_t *info, void *context) {
  (void)context;
  w2s_line_leave();
  // On a terminal, Swift's backtracer asks whether to go on and waits 30 s, in raw mode; at the end of input it does not.
  int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing > 0) dup2(nothing, 0);
  sigaction(number, &previous[number], NULL);
  // A fault happens again on return; a signal that was sent does not, and must not be survived either.
  if (is_fault(number, info)) return;
  sigset_t this_one;
  sigemptyset(&this_one);
  sigaddset(&this_one, number);
  pthread_sigmask(SIG_UNBLOCK, &this_one, NULL);
  raise(number);
  signal(number, SIG_DFL);
  raise(number);
}

static void run_out(int number, siginfo_t *info, void *context) {
  int ending = atomic_load(&asked);
  if (ending != 0) {
    w2s_line_leave();
    _exit(128 + ending);
  }
  if (previous[number].sa_handler != SIG_IGN) end(number, info, context);
}

// What a signal does that nobody has asked for: nothing or a stop, or the end.
static bool ends_by_default(int number) {
  switch (number) {
  case SIGCHLD: case SIGCONT: case SIGURG: case SIGWINCH: return false;
  case SIGSTOP: case SIGTSTP: case SIGTTIN: case SIGTTOU: return false;
  default: return true;
  }
}

// Those for which Swift's backtracer, or a sanitizer, has a handler of its own, which gets its turn.
static bool is_of_a_crash(int number) {
  switch (number) {
  case SIGILL: case SIGTRAP: case SIGSEGV: case SIGBUS: case SIGFPE: case SIGABRT: case SIGQUIT: return true;
  default: return false;
  }
}

static void install(int number) {
  struct sigaction action;
  if (installed[number] || sigaction(number, NULL, &previous[number]) != 0) return;
  bool ignored = previous[number].sa_handler == SIG_IGN, standard = previous[number].sa_handler == SIG_DFL;
  memset(&action, 0, sizeof action);
  sigfillset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  switch (number) {
  case SIGINT: case SIGTERM: case SIGHUP: case SIGWINCH: case SIGTSTP: case SIGCONT:
    // What the parent ignores stays ignored, as under nohup.
    if (ignored) return;
    action.sa_handler = report;
    break;
  case SIGPIPE:
    // A write to a closed pipe is an error where it is made.
    if (!standard) return;
    action.sa_handler = SIG_IGN;
    break;
  case SIGALRM:
    // The program's own alarm must go off even so.
    action.sa_flags = SA_SIGINFO;
    action.sa_sigaction = run_out;
    break;
  default:
    if (!ends_by_default(number) || ignored || !(standard || is_of_a_crash(number))) return;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    action.sa_sigaction = end;
  }
  atomic_store(&pending[number], false);
  installed[number] = sigaction(number, &action, NULL) == 0;
}

// A stack that has run out has no room for a handler.
static void give_handlers_a_stack(void) {
  static char room[1 << 16];
  stack_t now, ours = {.ss_sp = room, .ss_size = sizeof room};
  if (sigaltstack(NULL, &now) == 0 && (now.ss_flags & SS_DISABLE) != 0) sigaltstack(&ours, NULL);
}

int w2s_signals_open(void) {
  if (pipe_ends[0] < 0 && pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  give_handlers_a_stack();
  // Those that cannot be caught, and the C library's own, are refused.
  for (int number = 1; number < NSIG; number++) install(number);
  return pipe_ends[0];
}

void w2s_signals_close(void) {
  for (int number = 1; number < NSIG; number++) {
    // What asked for the end has its time limit until then.
    if (number == SIGALRM && atomic_load(&asked) != 0) continue;
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
}

bool w2s_await_line(void) {
  while (w2s_line_is_taken()) {
    if (atomic_load(&asked) != 0) return false;
    atomic_store(&pending[SIGCONT], false);
    // The whole job, as the system does when one of it reads: a shell brings back what it has seen stop.
    kill(0, SIGTTIN);
    // Another thread may be the one that is told.
    for (int i = 0; i < 50 && !atomic_load(&pending[SIGCONT]); i++) {
      nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    // Not stopped: there is no shell that could bring it back.
    if (!atomic_load(&pending[SIGCONT]) && w2s_line_is_taken()) return false;
  }
  return true;
}
