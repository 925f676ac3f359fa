// What Swift cannot say to ncurses, to the terminal and to signals itself: variadics, macros, `stdscr`, handlers.

#ifndef W2S_CNCURSES_H
#define W2S_CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

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
/// What the open screen's entry says.
struct w2s_terminfo w2s_screen_terminfo(void);
/// A string capability of the open screen; null if it has none.
const char *w2s_capability(const char *name);
/// Whether the open screen has a boolean capability.
bool w2s_flag(const char *name);
/// A numeric capability of the open screen; negative if it has none.
int w2s_number(const char *name);
/// What sets a colour on the open screen, until the next call; null if nothing does.
const char *w2s_color_setting(bool foreground, int number);
/// What places the open screen's cursor, until the next call; null if nothing does.
const char *w2s_cursor_placement(int column, int row);
/// Columns that the C library gives a character in the locale; negative if none are known.
int w2s_columns(uint32_t scalar);
/// The version of ncurses.
const char *w2s_ncurses_version(void);
/// The character encoding of the locale, after `setlocale`.
const char *w2s_codeset(void);
/// Columns (width) and rows (height) of the terminal behind a descriptor.
bool w2s_window_size(int descriptor, int *width, int *height);
/// The same in pixels, where the terminal tells.
bool w2s_window_pixels(int descriptor, int *width, int *height);

// --- tmux ---

/// What the tmux around the program makes of a format without single quotes, in one line; false if none answers in a second.
bool w2s_tmux_answer(const char *format, char *answer, size_t size);

// --- the screen ---

/// Starts ncurses on a file in memory, with `description` in place of the host's entry if it is not null: an entry of that
/// name, compiled, as `b64:` and its bytes in base 64. `default_colors` tells whether the terminal's own can be used in pairs.
bool w2s_screen_open(const char *term, const char *description, int columns, int rows, bool *default_colors);
bool w2s_screen_is_open(void);
/// Frees it. What ncurses writes on leaving is dropped: the farewell is written instead.
void w2s_screen_close(void);
/// Makes the next `w2s_screen_refresh` start from nothing, as after leaving the terminal.
void w2s_screen_suspend(void);
int w2s_screen_pairs(void);
void w2s_screen_resize(int columns, int rows);
/// Paints everything at the next refresh.
void w2s_screen_clear(void);
bool w2s_screen_define_pair(int pair, int foreground, int background);
/// Sets a row from column 0. A cell is its scalar in bits 0–20, 0 where the one before reaches into it; bold, dim, underline, reverse in 21–24; its pair in 32–63.
void w2s_screen_set_row(int row, const uint64_t *cells, int count);
/// Makes the bytes for what changed.
void w2s_screen_refresh(void);
/// How many bytes there are for the terminal.
size_t w2s_screen_written(void);
/// Takes them, `count` at most, and drops the rest. Returns how many.
size_t w2s_screen_take(void *bytes, size_t count);
/// Drops them.
void w2s_screen_discard(void);

// --- the terminal's line ---

/// Opens standard input and output once more, for the program alone.
bool w2s_line_open(void);
/// The descriptor to wait for until something can be written; -1 before opening.
int w2s_line_descriptor(void);
/// The descriptor that the keys are read from. Reading does not wait: Ctrl-C takes back what was typed before it.
int w2s_line_keys(void);
/// Writes what the terminal takes at once; as `write`, with EAGAIN when that is nothing, and EIO when it has been left.
ssize_t w2s_line_write(const void *bytes, size_t count);
/// Whether another job has the terminal.
bool w2s_line_is_taken(void);
/// Saves the modes that leaving restores.
void w2s_line_save_modes(void);
/// Gives what is written on leaving, at most 1024 bytes.
void w2s_line_set_farewell(const void *bytes, size_t count);
/// Sets the modes of a full-screen program. What is written to standard error on the same terminal is kept until it is
/// left.
void w2s_line_enter(void);
/// Whether standard error is kept, and seen on the terminal later.
bool w2s_line_keeps_errors(void);
/// Writes the farewell, in half a second or not at all, and restores the modes. Without having entered, it does nothing.
void w2s_line_leave(void);

// --- signals, waking, and the ways out ---

/// Installs the handlers: every signal that ends the program leaves the line first. Returns the descriptor that becomes
/// readable when something happens, or -1.
int w2s_signals_open(void);
/// Puts the previous handlers back.
void w2s_signals_close(void);
/// Whether a signal came since it was last asked. One that asks for the end ends the program itself if it has not ended
/// within two seconds, or if it comes again and has not been taken.
bool w2s_signals_take(int signal);
/// Makes the descriptor readable; from any thread.
void w2s_wake(void);
/// Stops the process as Ctrl-Z does, and returns when it is continued.
void w2s_stop(void);
/// Waits, stopped, while another job has the terminal. Returns false if the program has to end instead.
bool w2s_await_line(void);

#endif
