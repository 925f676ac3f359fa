// What tmux says of itself.

#define _GNU_SOURCE
#include "CNcurses.h"

#include <stdio.h>
#include <string.h>

bool w2s_tmux_answer(const char *format, char *answer, size_t size) {
  char command[512];
  // A tmux that does not answer must not keep the program.
  int length = snprintf(
      command, sizeof command, "exec timeout 1 tmux display-message -p -t \"$TMUX_PANE\" '%s' </dev/null 2>/dev/null", format);
  if (length < 0 || (size_t)length >= sizeof command || size == 0) return false;
  FILE *pipe = popen(command, "re");
  if (pipe == NULL) return false;
  bool answered = fgets(answer, (int)size, pipe) != NULL;
  if (answered) answer[strcspn(answer, "\n")] = 0;
  return pclose(pipe) == 0 && answered;
}
