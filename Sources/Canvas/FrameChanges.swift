// What to write to a terminal that shows one frame so that it shows another.

extension Frame {
  /// The escape sequences and text that change a terminal's screen to this frame: cursor addresses, renditions, and the
  /// cells that are not as they were. They begin and end in the terminal's own style. Without a frame before, or after one
  /// of another size, the cursor is hidden and the screen cleared first.
  /// - Parameter before: the frame that is on the screen.
  /// - Returns: nothing where the frames look the same.
  public func ansiChanges(since before: Frame?) -> String {
    guard let before, (before.width, before.height) == (width, height) else {
      return "\u{1B}[?25l\u{1B}[0m\u{1B}[2J" + ansiChanges(since: Frame(width: width, height: height))
    }
    var text = ""
    var style = Style.plain
    for y in 0..<height where row(y) != before.row(y) {
      // Where the cursor is, on this row.
      var column: Int?
      // A wide character is written with its first half, in the style of that. Where one was and is no more, both its
      // cells have changed, so that what a terminal makes of a half of it is written over.
      for x in 0..<width where self[x, y] != before[x, y] && self[x, y].glyph != Cell.wideEnd {
        let cell = self[x, y]
        if column != x { text += "\u{1B}[\(y + 1);\(x + 1)H" }
        if cell.style != style {
          text += cell.style.escapeSequence
          style = cell.style
        }
        text.unicodeScalars.append(cell.glyph)
        let isWide = x + 1 < width && self[x + 1, y].glyph == Cell.wideEnd
        column = x + (isWide ? 2 : 1)
      }
    }
    return style == .plain ? text : text + Style.plain.escapeSequence
  }
}
