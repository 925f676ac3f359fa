// Text for panes, readouts, legends and overlays: built of parts by role, so that nothing is ever cut in the middle.

import Canvas
import Preferences

extension Look {
  /// Pieces that belong together, such as a name and its number.
  /// - Parameters:
  ///   - gap: blanks before it where it does not begin the line.
  ///   - rank: what goes first where there is no room: the highest.
  func part(_ pieces: (String, Role)..., gap: Int = 1, rank: Int = 0) -> StyledLine.Part {
    StyledLine.Part(pieces.map { StyledLine.Piece(glyphs.text($0.0), self[$0.1]) }, gap: gap, rank: rank)
  }

  /// A line of parts.
  func line(_ parts: StyledLine.Part...) -> StyledLine { StyledLine(parts) }

  /// A sentence, which may break between its words.
  func words(_ text: String, _ role: Role) -> StyledLine { StyledLine(words: glyphs.text(text), self[role]) }

  /// What stands for words left out.
  var ellipsis: String { glyphs.text("…") }

  /// A number in so many columns, with three significant digits or with fewer where these do not fit, and where not even
  /// one does with an exponent; nil where that has no room either.
  func number(_ value: Double, room: Int, digits: Int = 3, plus: Bool = false, trim: Bool = false) -> String? {
    var short = NumberFormat(digits: 1, showsPlus: plus, isUnicode: glyphs.isUnicode)
    short.leastFixed = 0
    return
      ((1...digits).reversed().map { self.number(value, digits: $0, plus: plus, trim: trim) } + [short.text(value)])
      .first { $0.unicodeScalars.count <= room }
  }

  /// What is being typed, its end where all of it has no room, with the cursor.
  func typed(_ text: String, room: Int) -> String {
    let spelt = glyphs.text(text)
    let cursor = glyphs.isUnicode ? "▏" : "_"
    guard spelt.columns + 1 > room else { return spelt + cursor }
    return ellipsis + spelt.suffix(columns: max(1, room - 1 - ellipsis.columns)) + cursor
  }

  /// The first of several ways to say something that fits; nil where none does.
  func first(of lines: [StyledLine], fitting width: Int) -> StyledLine? { lines.first { $0.width <= width } }
}

extension StyledLine {
  /// The line over at most so many rows, its end left out with a mark where that is too few.
  func wrapped(to width: Int, indent: Int = 0, rows: Int, look: Look) -> [StyledLine] {
    let lines = wrapped(to: width, indent: indent)
    guard lines.count > rows, rows > 0 else { return Array(lines.prefix(max(0, rows))) }
    let rest = lines.dropFirst(rows - 1).reduce(StyledLine()) { $0.joined($1) }
    return lines.prefix(rows - 1) + [rest.shortened(to: width, mark: look.ellipsis)]
  }
}

extension Frame {
  /// Writes lines one below the other, each over as many rows as it takes. What has no room at the foot is left out
  /// whole; what the lines after it say may still fit.
  /// - Returns: the row after the last one written.
  @discardableResult
  mutating func putWrapped(_ lines: [StyledLine], in rect: Rect, indent: Int = 2) -> Int {
    var y = rect.y
    for line in lines {
      let rows = line.wrapped(to: rect.width, indent: indent)
      guard y + rows.count <= rect.maxY else { continue }
      y = put(rows, in: Rect(x: rect.x, y: y, width: rect.width, height: rows.count))
    }
    return y
  }
}

extension String {
  /// The text with blanks up to a width.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - unicodeScalars.count))
  }
}
