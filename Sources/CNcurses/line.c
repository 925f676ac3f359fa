// The terminal's line: its modes, what is written to it, and how it is left. Nothing here waits for a terminal that takes
// nothing, and all that leaving needs is async-signal-safe, for it happens in handlers too.

#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { patience_milliseconds = 200 };

// All that is opened is kept for the life of the process, so that a handler never finds it closed.
static int line = -1, keys = 0;
static bool blocks;
static struct termios saved_modes[2];
static bool have_saved_modes[2];

// Two, so that the one in use is never written to.
static struct {
  char bytes[1024];
  size_t count;
} farewells[2];
static atomic_int farewell;

enum { left, entered, leaving };
static atomic_int state = left;

// Where standard error was, and what is written to it meanwhile, when it is this terminal.
static int errors = -1, caught_errors = -1;

static bool is_same_terminal(int one, int other) {
  struct stat first, second;
  return isatty(one) && isatty(other) && fstat(one, &first) == 0 && fstat(other, &second) == 0 &&
         first.st_rdev == second.st_rdev;
}

// Opens a terminal once more, for the flags of the description that is there are the shell's too; -1 if it cannot be.
static int open_again(const char *path, int descriptor) {
  const int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
  int opened = open(path, flags);
  // Another's terminal can only be had by the name that every process has for its own.
  return opened < 0 && tcgetsid(descriptor) == getsid(0) ? open("/dev/tty", flags) : opened;
}

bool w2s_line_open(void) {
  if (line >= 0) return true;
  int opened = open_again("/proc/self/fd/1", 1);
  blocks = opened < 0;
  if (blocks) opened = fcntl(1, F_DUPFD_CLOEXEC, 3);
  if (opened < 0) return false;
  keys = open_again("/proc/self/fd/0", 0);
  if (keys < 0) keys = 0;
  line = opened;
  if (is_same_terminal(1, 2)) {
    caught_errors = memfd_create("w2s-errors", MFD_CLOEXEC);
    errors = fcntl(2, F_DUPFD_CLOEXEC, 3);
  }
  atexit(w2s_line_leave);
  return true;
}

int w2s_line_descriptor(void) { return line; }
int w2s_line_keys(void) { return keys; }

static bool awaits(short events, int milliseconds) {
  struct pollfd asked = {.fd = line, .events = events};
  return poll(&asked, 1, milliseconds) > 0;
}

static ssize_t write_some(const void *bytes, size_t count) {
  if (!blocks) return write(line, bytes, count);
  // The one byte for which there is room.
  if (awaits(POLLOUT, 0)) return write(line, bytes, count > 0);
  errno = EAGAIN;
  return -1;
}

ssize_t w2s_line_write(const void *bytes, size_t count) {
  if (atomic_load(&state) == entered) return write_some(bytes, count);
  // Another thread's crash has left the screen, and the next picture is not for the shell.
  errno = EIO;
  return -1;
}

static long milliseconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Writes all, unless the terminal takes nothing for too long.
static bool write_patiently(const char *bytes, size_t count) {
  long deadline = milliseconds_now() + patience_milliseconds;
  size_t done = 0;
  while (done < count) {
    ssize_t written = write_some(bytes + done, count - done);
    if (written > 0) {
      done += (size_t)written;
    } else if (errno != EAGAIN && errno != EINTR) {
      return false;
    } else {
      long rest = deadline - milliseconds_now();
      if (rest <= 0) return false;
      // Another thread in the midst of a write makes the terminal refuse although there is room.
      if (awaits(POLLOUT, (int)rest)) nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
  }
  return true;
}

bool w2s_line_keeps_errors(void) { return errors >= 0 && caught_errors >= 0 && atomic_load(&state) == entered; }

static void give_back_errors(void) {
  if (errors < 0 || caught_errors < 0) return;
  dup2(errors, 2);
  char bytes[1024];
  ssize_t count;
  for (off_t offset = 0; (count = pread(caught_errors, bytes, sizeof bytes, offset)) > 0; offset += count) {
    if (!write_patiently(bytes, (size_t)count)) break;
  }
  if (ftruncate(caught_errors, 0) == 0) lseek(caught_errors, 0, SEEK_SET);
}

static void leave(void) {
  int last = atomic_load(&farewell);
  if (!write_patiently(farewells[last].bytes, farewells[last].count)) {
    // What the terminal has not taken is worth less than this.
    tcflush(line, TCOFLUSH);
    write_patiently(farewells[last].bytes, farewells[last].count);
  }
  for (int i = 0; i < 2; i++) {
    // While another job has the terminal, the modes are that job's.
    if (have_saved_modes[i] && !w2s_line_is_taken()) tcsetattr(i, TCSANOW, &saved_modes[i]);
  }
  give_back_errors();
}

void w2s_line_leave(void) {
  int error = errno;
  // No handler in the midst of it, and no stop for writing from the background.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  int expected = entered;
  if (atomic_compare_exchange_strong(&state, &expected, leaving)) {
    leave();
    atomic_store(&state, left);
  }
  // Another thread's leaving is waited for: what comes next may be the end of the process.
  while (atomic_load(&state) == leaving) nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = error;
}

bool w2s_line_is_taken(void) {
  for (int i = 0; i < 2; i++) {
    pid_t group = tcgetpgrp(i);
    if (group >= 0 && group != getpgrp()) return true;
  }
  return false;
}

void w2s_line_save_modes(void) {
  for (int i = 0; i < 2; i++) have_saved_modes[i] = tcgetattr(i, &saved_modes[i]) == 0;
}

void w2s_line_set_farewell(const void *bytes, size_t count) {
  int next = !atomic_load(&farewell);
  farewells[next].count = count < sizeof farewells[next].bytes ? count : sizeof farewells[next].bytes;
  memcpy(farewells[next].bytes, bytes, farewells[next].count);
  atomic_store(&farewell, next);
}

void w2s_line_enter(void) {
  if (errors >= 0 && caught_errors >= 0) dup2(caught_errors, 2);
  atomic_store(&state, entered);
  for (int i = 0; i < 2; i++) {
    if (!have_saved_modes[i]) continue;
    struct termios modes = saved_modes[i];
    // Bytes as they are typed, Ctrl-S and Ctrl-Q among them; Ctrl-C and Ctrl-Z remain signals.
    modes.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | IXON);
    modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | IEXTEN);
    modes.c_lflag |= ISIG;
    // What ncurses writes, it means.
    modes.c_oflag &= ~(tcflag_t)(ONLCR | XTABS);
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    while (tcsetattr(i, TCSANOW, &modes) != 0 && errno == EINTR) {}
  }
}
