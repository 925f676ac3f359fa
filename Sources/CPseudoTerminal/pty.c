// A program on a terminal of its own.

#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

void w2s_pty_resize(int master, struct w2s_pty_size size) {
  struct winsize window = {
    .ws_row = (unsigned short)size.rows,
    .ws_col = (unsigned short)size.columns,
    .ws_xpixel = (unsigned short)(size.columns * size.cell_width),
    .ws_ypixel = (unsigned short)(size.rows * size.cell_height),
  };
  ioctl(master, TIOCSWINSZ, &window);
}

// Between fork and exec only async-signal-safe calls are allowed: other threads of the parent may hold any lock.
static void become(const char *path, char *const arguments[], char *const environment[], const char *device) {
  setsid();
  int slave = open(device, O_RDWR);
  if (slave < 0) _exit(126);
  ioctl(slave, TIOCSCTTY, 0);
  for (int i = 0; i < 3; i++) dup2(slave, i);
  if (slave > 2) close(slave);
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(path, arguments, environment);
  _exit(127);
}

pid_t w2s_pty_spawn(
    const char *path, char *const arguments[], char *const environment[], struct w2s_pty_size size, int *master,
    struct termios *modes) {
  // Closed on exec from the start, or a program started meanwhile would hold this terminal open.
  *master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (*master < 0) return -errno;
  char device[128];
  if (grantpt(*master) != 0 || unlockpt(*master) != 0 || ptsname_r(*master, device, sizeof device) != 0) {
    int error = errno;
    close(*master);
    return -error;
  }
  w2s_pty_resize(*master, size);
  tcgetattr(*master, modes);
  // Until the program runs, on its own terminal, what is typed there reaches nobody: the end of this pipe says that it
  // does, and is closed on exec.
  int started[2];
  if (pipe2(started, O_CLOEXEC) != 0) {
    int error = errno;
    close(*master);
    return -error;
  }
  pid_t child = fork();
  if (child == 0) become(path, arguments, environment, device);
  int error = errno;
  close(started[1]);
  char none;
  while (child > 0 && read(started[0], &none, 1) < 0 && errno == EINTR) {}
  close(started[0]);
  if (child < 0) {
    close(*master);
    return -error;
  }
  fcntl(*master, F_SETFL, fcntl(*master, F_GETFL) | O_NONBLOCK);
  return child;
}
