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
      let isChanged = changes(since: before, inRow: y)
      // Where the cursor is, on this row.
      var column: Int?
      for x in 0..<width where isChanged[x] {
        let cell = self[x, y]
        if cell.glyph == Cell.wideEnd { continue }
        if column != x { text += "\u{1B}[\(y + 1);\(x + 1)H" }
        if cell.style != style {
          text += cell.style.escapeSequence
          style = cell.style
        }
        text.unicodeScalars.append(cell.glyph)
        column = x + (endsWide(x + 1, y) ? 2 : 1)
      }
    }
    return style == .plain ? text : text + Style.plain.escapeSequence
  }

  /// Which cells of a row are to be written: those that are not as before, and the other half of every wide character of
  /// which one half is, before or now. A terminal that is given half of one loses the rest.
  private func changes(since before: Frame, inRow y: Int) -> [Bool] {
    var isChanged = (0..<width).map { self[$0, y] != before[$0, y] }
    let isJoined = (0..<width).map { endsWide($0, y) || before.endsWide($0, y) }
    for x in isChanged.indices.dropFirst() where isJoined[x] && isChanged[x - 1] { isChanged[x] = true }
    for x in isChanged.indices.dropFirst().reversed() where isJoined[x] && isChanged[x] { isChanged[x - 1] = true }
    return isChanged
  }

  /// Whether a wide character reaches into a cell.
  private func endsWide(_ x: Int, _ y: Int) -> Bool { x < width && self[x, y].glyph == Cell.wideEnd }
}
