// What everything is drawn with.

import Canvas
import Preferences

/// A frame, and the look of what is drawn on it.
struct Pen {
  /// The cells drawn so far.
  var frame: Frame
  /// The theme as the terminal can show it.
  let look: Look
  /// What is pointed at.
  var pointing = Pointing()
}
