// What Swift cannot do itself for a pseudo-terminal: fork, and the ioctls, whose arguments are variadic.

#ifndef W2S_CPSEUDOTERMINAL_H
#define W2S_CPSEUDOTERMINAL_H

#include <sys/types.h>
#include <termios.h>

/// How large a terminal is, in cells, and how large a cell is, in pixels; 0 pixels where that is not told.
struct w2s_pty_size {
  int columns, rows, cell_width, cell_height;
};

/// Starts a program as leader of a session on a new pseudo-terminal, whose modes before that are given. Returns its
/// process, or -errno.
pid_t w2s_pty_spawn(
    const char *path, char *const arguments[], char *const environment[], struct w2s_pty_size size, int *master,
    struct termios *modes);
/// Changes its size, which signals the program.
void w2s_pty_resize(int master, struct w2s_pty_size size);

#endif
