// Pictures through ncurses, which writes them to a file in memory: it would wait for a terminal that takes nothing. The
// program itself writes them to the terminal, sets its modes and reads its keys.

#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *written;

// ncurses cannot ask a file for its size; the environment is where it looks instead, only once.
static SCREEN *new_screen(const char *term, int columns, int rows) {
  char number[16];
  snprintf(number, sizeof number, "%d", columns);
  setenv("COLUMNS", number, 1);
  snprintf(number, sizeof number, "%d", rows);
  setenv("LINES", number, 1);
  use_env(TRUE);
  return newterm(term, written, written);
}

// The environment is also where ncurses takes a description from [terminfo(5)]; nobody else is to see it there.
static SCREEN *new_described_screen(const char *term, const char *description, int columns, int rows) {
  if (description == NULL) return new_screen(term, columns, rows);
  const char *value = getenv("TERMINFO");
  char *before = value == NULL ? NULL : strdup(value);
  setenv("TERMINFO", description, 1);
  SCREEN *new = new_screen(term, columns, rows);
  if (before == NULL) unsetenv("TERMINFO"); else setenv("TERMINFO", before, 1);
  free(before);
  return new;
}

bool w2s_screen_open(const char *term, const char *description, int columns, int rows, bool *default_colors) {
  if (written == NULL) {
    int file = memfd_create("w2s-screen", MFD_CLOEXEC);
    if (file >= 0) written = fdopen(file, "w+");
    if (written == NULL) return false;
  }
  screen = new_described_screen(term, description, columns, rows);
  if (screen == NULL) return false;
  nonl();
  // Without this, a refresh stops halfway when it sees input waiting.
  typeahead(-1);
  leaveok(stdscr, TRUE);
  curs_set(0);
  *default_colors = has_colors() && start_color() == OK && use_default_colors() == OK;
  return true;
}

size_t w2s_screen_written(void) {
  off_t count = lseek(fileno(written), 0, SEEK_CUR);
  return count > 0 ? (size_t)count : 0;
}

size_t w2s_screen_take(void *bytes, size_t count) {
  ssize_t taken = pread(fileno(written), bytes, count, 0);
  w2s_screen_discard();
  return taken > 0 ? (size_t)taken : 0;
}

void w2s_screen_discard(void) {
  if (ftruncate(fileno(written), 0) == 0) lseek(fileno(written), 0, SEEK_SET);
}

bool w2s_screen_is_open(void) { return screen != NULL; }

void w2s_screen_close(void) {
  if (screen == NULL) return;
  endwin();
  delscreen(screen);
  screen = NULL;
  w2s_screen_discard();
}

void w2s_screen_suspend(void) {
  endwin();
  w2s_screen_discard();
}

int w2s_screen_pairs(void) { return has_colors() ? COLOR_PAIRS : 0; }
void w2s_screen_resize(int columns, int rows) { resizeterm(rows, columns); }
void w2s_screen_clear(void) { clearok(curscr, TRUE); }

bool w2s_screen_define_pair(int pair, int foreground, int background) {
  return init_extended_pair(pair, foreground, background) == OK;
}

void w2s_screen_set_row(int row, const uint64_t *cells, int count) {
  cchar_t line[count + 1];
  int filled = 0;
  for (int i = 0; i < count; i++) {
    wchar_t glyph[2] = {(wchar_t)(cells[i] & 0x1FFFFF), 0};
    // ncurses itself knows that a wide glyph reaches into the next cell.
    if (glyph[0] == 0) continue;
    attr_t attributes = A_NORMAL;
    if (cells[i] & 1 << 21) attributes |= A_BOLD;
    if (cells[i] & 1 << 22) attributes |= A_DIM;
    if (cells[i] & 1 << 23) attributes |= A_UNDERLINE;
    if (cells[i] & 1 << 24) attributes |= A_REVERSE;
    int pair = (int)(cells[i] >> 32);
    // The pair goes through `opts`: the short argument ends at 32767.
    if (setcchar(&line[filled], glyph, attributes, 0, &pair) != OK) setcchar(&line[filled], L"?", attributes, 0, &pair);
    filled++;
  }
  mvadd_wchnstr(row, 0, line, filled);
}

void w2s_screen_refresh(void) { refresh(); }
