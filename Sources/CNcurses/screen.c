// Output through ncurses. Its input is not used: the program reads the keys itself.

#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"

#include <curses.h>
#include <stdio.h>
#include <termios.h>
#include <wchar.h>

static SCREEN *screen;

bool w2s_screen_open(const char *term, bool *default_colors) {
  // LINES and COLUMNS of the environment would freeze the size.
  use_env(FALSE);
  use_tioctl(TRUE);
  screen = newterm(term, stdout, stdin);
  if (screen == NULL) return false;
  cbreak();
  noecho();
  nonl();
  // Without this, a refresh stops halfway when it sees input waiting.
  typeahead(-1);
  leaveok(stdscr, TRUE);
  curs_set(0);
  *default_colors = has_colors() && start_color() == OK && use_default_colors() == OK;
  // Ctrl-S and Ctrl-Q are keys; Ctrl-C and Ctrl-Z remain signals.
  struct termios modes;
  if (tcgetattr(0, &modes) == 0) {
    modes.c_iflag &= ~(tcflag_t)IXON;
    modes.c_lflag &= ~(tcflag_t)IEXTEN;
    tcsetattr(0, TCSADRAIN, &modes);
    def_prog_mode();
  }
  return true;
}

bool w2s_screen_is_open(void) { return screen != NULL; }

void w2s_screen_close(void) {
  if (screen == NULL) return;
  endwin();
  delscreen(screen);
  screen = NULL;
}

void w2s_screen_suspend(void) { endwin(); }
int w2s_screen_columns(void) { return COLS; }
int w2s_screen_rows(void) { return LINES; }
int w2s_screen_pairs(void) { return has_colors() ? COLOR_PAIRS : 0; }
void w2s_screen_resize(int columns, int rows) { resizeterm(rows, columns); }
void w2s_screen_clear(void) { clearok(curscr, TRUE); }

bool w2s_screen_define_pair(int pair, int foreground, int background) {
  return init_extended_pair(pair, foreground, background) == OK;
}

void w2s_screen_set_row(int row, const uint64_t *cells, int count) {
  cchar_t line[count + 1];
  int filled = 0;
  bool reached = false;
  for (int i = 0; i < count; i++) {
    wchar_t glyph[2] = {(wchar_t)(cells[i] & 0x1FFFFF), 0};
    // ncurses itself knows that a wide glyph reaches into the next cell; where the C library thinks otherwise of a glyph
    // than the program, the row would be shifted.
    bool reaches = i + 1 < count && (cells[i + 1] & 0x1FFFFF) == 0;
    if (glyph[0] == 0) {
      if (i > 0 && reached) continue;
      glyph[0] = L' ';
    }
    bool is_usual = glyph[0] < 0x300 || (glyph[0] >= 0x2190 && glyph[0] < 0x2900);
    reached = reaches && !is_usual && wcwidth(glyph[0]) == 2;
    if (!is_usual && !reached && wcwidth(glyph[0]) != 1) glyph[0] = L'?';
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
