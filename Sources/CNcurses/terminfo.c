// Terminfo and the locale, which need no terminal.

#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"

#include <curses.h>
#include <langinfo.h>
#include <sys/ioctl.h>
#include <term.h>
#include <wchar.h>

static char *capability(const char *name) {
  char *value = tigetstr((char *)name);
  return value == (char *)-1 ? NULL : value;
}

const char *w2s_capability(const char *name) { return capability(name); }

bool w2s_flag(const char *name) { return tigetflag((char *)name) > 0; }

int w2s_number(const char *name) { return tigetnum((char *)name); }

const char *w2s_color_setting(bool foreground, int number) {
  const char *setting = foreground ? set_a_foreground : set_a_background;
  return setting == NULL ? NULL : tiparm(setting, number);
}

const char *w2s_cursor_placement(int column, int row) {
  return cursor_address == NULL ? NULL : tiparm(cursor_address, row, column);
}

struct w2s_terminfo w2s_screen_terminfo(void) {
  return (struct w2s_terminfo){
    .colors = tigetnum((char *)"colors"),
    .pairs = tigetnum((char *)"pairs"),
    .direct = tigetflag((char *)"RGB") > 0 || tigetnum((char *)"RGB") > 0 || capability("RGB") != NULL,
    .can_place_cursor = capability("cup") != NULL,
  };
}

int w2s_terminfo_lookup(const char *term, struct w2s_terminfo *entry) {
  TERMINAL *open = set_curterm(NULL);
  int status = 0;
  if (setupterm((char *)term, 1, &status) == OK) *entry = w2s_screen_terminfo();
  TERMINAL *looked_up = set_curterm(open);
  if (looked_up != NULL && looked_up != open) del_curterm(looked_up);
  return status;
}

int w2s_columns(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

const char *w2s_ncurses_version(void) { return curses_version(); }

const char *w2s_codeset(void) { return nl_langinfo(CODESET); }

bool w2s_window_size(int descriptor, int *width, int *height) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
  *width = size.ws_col;
  *height = size.ws_row;
  return true;
}

bool w2s_window_pixels(int descriptor, int *width, int *height) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_xpixel == 0 || size.ws_ypixel == 0) return false;
  *width = size.ws_xpixel;
  *height = size.ws_ypixel;
  return true;
}
