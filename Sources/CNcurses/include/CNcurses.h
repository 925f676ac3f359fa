// What Swift cannot say to ncurses and to signals itself: variadics, macros, `stdscr`, handlers.

#ifndef W2S_CNCURSES_H
#define W2S_CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// --- terminfo ---

/// What a terminfo entry says, whether or not there is a terminal.
struct w2s_terminfo {
  /// Number of colours and of pairs; negative or 0 for none.
  int colors, pairs;
  /// Whether a colour number is red, green and blue.
  bool direct;
  /// Whether the cursor can be placed.
  bool can_place_cursor;
};

/// Looks up an entry: 1 found, 0 not found, -1 no terminfo at all.
int w2s_terminfo_lookup(const char *term, struct w2s_terminfo *entry);
/// A string capability of the open screen; null if it has none.
const char *w2s_capability(const char *name);
/// The version of ncurses.
const char *w2s_ncurses_version(void);
/// The character encoding of the locale, after `setlocale`.
const char *w2s_codeset(void);
/// Columns (width) and rows (height) of the terminal behind a descriptor.
bool w2s_window_size(int descriptor, int *width, int *height);

// --- the screen ---

/// Starts ncurses on standard input and output. `default_colors` tells whether the terminal's own can be used in pairs.
bool w2s_screen_open(const char *term, bool *default_colors);
bool w2s_screen_is_open(void);
/// Leaves the screen and frees it.
void w2s_screen_close(void);
/// Leaves the screen until the next `w2s_screen_refresh`.
void w2s_screen_suspend(void);
int w2s_screen_columns(void);
int w2s_screen_rows(void);
int w2s_screen_pairs(void);
void w2s_screen_resize(int columns, int rows);
/// Paints everything at the next refresh.
void w2s_screen_clear(void);
bool w2s_screen_define_pair(int pair, int foreground, int background);
/// Sets a row from column 0. A cell is its scalar in bits 0–20; bold, dim, underline, reverse in 21–24; its pair in 32–63.
void w2s_screen_set_row(int row, const uint64_t *cells, int count);
/// Writes what changed.
void w2s_screen_refresh(void);

// --- signals, waking, and the ways out ---

/// Installs the handlers. Returns the descriptor that becomes readable when something happens, or -1.
int w2s_signals_open(void);
/// Puts the previous handlers back.
void w2s_signals_close(void);
/// Whether a signal came since it was last asked.
bool w2s_signals_take(int signal);
/// Makes the descriptor readable; from any thread.
void w2s_wake(void);
/// Stops the process as Ctrl-Z does, and returns when it is continued.
void w2s_stop(void);
/// Saves the terminal's modes, before ncurses changes them.
void w2s_restore_save_modes(void);
/// Gives what is written to leave the screen if the process ends without closing it.
void w2s_restore_arm(const char *bytes, size_t count);
/// Holds it back, while the screen is left or for good.
void w2s_restore_disarm(void);
/// Gives it again.
void w2s_restore_rearm(void);

#endif
