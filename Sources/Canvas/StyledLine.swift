// Text in pieces of several styles that must stay readable at any width. What belongs together is one part: a line that
// is too long loses whole parts, or goes on below, and never loses the end of a number.

/// A line of text.
public struct StyledLine: Hashable, Sendable {
  /// A stretch of one style.
  public struct Piece: Hashable, Sendable {
    /// The text.
    public var text: String
    /// How it looks.
    public var style: Style

    /// A piece.
    public init(_ text: String, _ style: Style) {
      self.text = text
      self.style = style
    }
  }

  /// Pieces that are shown together or not at all.
  public struct Part: Hashable, Sendable {
    /// The pieces, with their own blanks.
    public var pieces: [Piece]
    /// Blanks before the part where it does not begin the line.
    public var gap: Int
    /// What goes first where there is no room: the highest rank, and of equals the last.
    public var rank: Int
    /// Whether the part may be broken anywhere where it alone is wider than the line, as a path may and a number not.
    public var isBreakable: Bool

    /// A part.
    public init(_ pieces: [Piece], gap: Int = 1, rank: Int = 0, isBreakable: Bool = false) {
      self.pieces = pieces
      self.gap = gap
      self.rank = rank
      self.isBreakable = isBreakable
    }

    /// Columns of the part itself.
    public var width: Int { pieces.reduce(0) { $0 + $1.text.columns } }
  }

  /// The parts, from left to right.
  public var parts: [Part]

  /// A line of parts.
  public init(_ parts: [Part] = []) { self.parts = parts }

  /// A sentence: its words are the parts.
  public init(words text: String, _ style: Style) {
    parts = text.split(separator: " ").map { Part([Piece(String($0), style)], isBreakable: true) }
  }

  /// Columns of the whole line.
  public var width: Int {
    parts.enumerated().reduce(0) { $0 + $1.element.width + ($1.offset > 0 ? $1.element.gap : 0) }
  }

  /// One line after another; `gap` blanks between them.
  public func joined(_ other: StyledLine, gap: Int = 1) -> StyledLine {
    var copy = self
    for (index, part) in other.parts.enumerated() {
      copy.parts.append(part)
      if index == 0 { copy.parts[copy.parts.count - 1].gap = gap }
    }
    return copy
  }

  /// The line without the parts that have no room in so many columns.
  public func fitted(to width: Int) -> StyledLine {
    var copy = self
    while copy.width > width, let rank = copy.parts.map(\.rank).max(),
      let last = copy.parts.lastIndex(where: { $0.rank == rank })
    {
      copy.parts.remove(at: last)
    }
    return copy
  }

  /// The line shortened at its end to so many columns, with a mark that says so; empty where there is room for nothing.
  public func shortened(to width: Int, mark: String) -> StyledLine {
    guard self.width > width else { return self }
    var copy = self
    while let last = copy.parts.popLast() {
      guard let piece = last.pieces.last else { continue }
      if copy.parts.isEmpty {
        // A single word too long, such as a path: its beginning is better than nothing.
        let room = width - mark.columns
        guard last.isBreakable, last.pieces.count == 1, room > 0 else { break }
        return StyledLine([Part([Piece(piece.text.prefix(columns: room) + mark, piece.style)])])
      }
      let candidate = StyledLine(copy.parts + [Part([Piece(mark, piece.style)])])
      if candidate.width <= width { return candidate }
    }
    return StyledLine()
  }

  /// The line broken between parts over as many as it takes, those after the first `indent` columns in. A part that
  /// alone is wider than that is broken if it may be, and is left out otherwise.
  public func wrapped(to width: Int, indent: Int = 0) -> [StyledLine] {
    var lines: [StyledLine] = []
    var current = StyledLine()
    func begun(_ part: Part) -> StyledLine {
      guard !lines.isEmpty, indent > 0 else { return StyledLine([part]) }
      var first = part
      first.pieces.insert(Piece(String(repeating: " ", count: indent), part.pieces.first?.style ?? .plain), at: 0)
      return StyledLine([first])
    }
    let stretches = parts.enumerated().flatMap { $1.broken(to: max(1, $0 == 0 ? width : width - indent)) }
    for part in stretches {
      if current.parts.isEmpty {
        current = begun(part)
      } else if current.width + part.gap + part.width <= width {
        current.parts.append(part)
      } else {
        lines.append(current)
        current = begun(part)
      }
    }
    if !current.parts.isEmpty { lines.append(current) }
    return lines
  }
}

extension StyledLine.Part {
  /// The part, or as many of its stretches as it takes.
  fileprivate func broken(to width: Int) -> [StyledLine.Part] {
    if self.width <= width { return [self] }
    guard isBreakable else { return [] }
    var parts: [StyledLine.Part] = []
    for piece in pieces {
      var rest = Substring(piece.text)
      while !rest.isEmpty {
        // One that is wider than the line is cut by it.
        let head = String(rest).prefix(columns: width)
        let taken = max(1, head.unicodeScalars.count)
        parts.append(
          StyledLine.Part(
            [StyledLine.Piece(String(rest.unicodeScalars.prefix(taken)), piece.style)], gap: parts.isEmpty ? gap : 0))
        rest = Substring(rest.unicodeScalars.dropFirst(taken))
      }
    }
    return parts
  }
}

extension Frame {
  /// Writes as much of a line as fits into `limit` columns, in whole parts.
  /// - Returns: the column after the last one written.
  @discardableResult
  public mutating func put(_ line: StyledLine, x: Int, y: Int, limit: Int) -> Int {
    var column = x
    for (index, part) in line.fitted(to: limit).parts.enumerated() {
      if index > 0 { column = put(String(repeating: " ", count: part.gap), x: column, y: y) { $0 } }
      for piece in part.pieces { column = put(piece.text, x: column, y: y, piece.style) }
    }
    return column
  }

  /// Writes lines one below the other, as far as there are rows.
  /// - Returns: the row after the last one written.
  @discardableResult
  public mutating func put(_ lines: [StyledLine], in rect: Rect) -> Int {
    for (row, line) in lines.prefix(rect.height).enumerated() {
      put(line, x: rect.x, y: rect.y + row, limit: rect.width)
    }
    return rect.y + min(lines.count, rect.height)
  }
}
