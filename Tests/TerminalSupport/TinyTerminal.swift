// A terminal that knows only what a recording is made of: clearing, cursor addresses, renditions and text.

import Canvas

/// The screen of such a terminal. It is unforgiving: it keeps a broken glyph where half of a wide character is written
/// over, and says what it does not know.
public struct TinyTerminal: Sendable {
  /// What stands where half of a wide character was lost.
  public static let broken: Unicode.Scalar = "\u{FFFD}"

  /// Columns.
  public let width: Int
  /// Rows.
  public let height: Int
  /// The cells, row by row.
  public private(set) var cells: [Cell]
  /// The cells written since ``written`` was emptied last, by their place in ``cells``.
  public var written: Set<Int> = []
  /// What it was given and does not know, and text past the edges.
  public private(set) var complaints: [String] = []
  /// Whether the cursor is hidden.
  public private(set) var isCursorHidden = false
  /// The rendition of what is written next.
  public private(set) var style = Style.plain
  private var x = 0
  private var y = 0

  /// A screen full of broken glyphs, so that one that was not cleared is seen.
  public init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    cells = Array(repeating: Cell(Self.broken), count: width * height)
  }

  /// Takes what is written to the terminal.
  public mutating func write(_ text: String) {
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}" else {
        put(scalar)
        continue
      }
      guard rest.popFirst() == "[", let end = rest.firstIndex(where: { (0x40...0x7E).contains($0.value) }) else {
        complaints.append("a sequence that is none: \(String(rest.prefix(8)))")
        continue
      }
      let parameters = String(rest[..<end])
      obey(parameters, rest[end])
      rest = rest[rest.index(after: end)...]
    }
  }

  /// Moves the cursor.
  public mutating func go(x: Int, y: Int) { (self.x, self.y) = (x, y) }

  private mutating func obey(_ parameters: String, _ final: Unicode.Scalar) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    switch (final, parameters) {
    case ("l", "?25"): isCursorHidden = true
    case ("J", "2"): cells = Array(repeating: Cell(" ", Style(on: style.background)), count: cells.count)
    case ("H", _) where numbers.count == 2: go(x: numbers[1] - 1, y: numbers[0] - 1)
    case ("m", _): render(numbers[...])
    default: complaints.append("unknown: CSI \(parameters)\(final)")
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let columns = scalar.columns
    guard !scalar.isDisturbing, columns > 0, x >= 0, y >= 0, x + columns <= width, y < height else {
      complaints.append("U+\(String(scalar.value, radix: 16)) at column \(x), row \(y)")
      return
    }
    for column in x..<x + columns {
      let index = y * width + column
      if cells[index].glyph == Cell.wideEnd { cells[index - 1].glyph = Self.broken }
      if column + 1 < width, cells[index + 1].glyph == Cell.wideEnd { cells[index + 1].glyph = Self.broken }
      cells[index] = Cell(column == x ? scalar : Cell.wideEnd, style)
      written.insert(index)
    }
    x += columns
  }

  private mutating func render(_ numbers: ArraySlice<Int>) {
    var rest = numbers
    while let code = rest.popFirst() {
      switch code {
      case 0: style = .plain
      case 1: style.attributes.insert(.bold)
      case 2: style.attributes.insert(.dim)
      case 4: style.attributes.insert(.underline)
      case 7: style.attributes.insert(.reverse)
      case 30...37, 90...97: style.foreground = .indexed(UInt8(code < 90 ? code - 30 : code - 82))
      case 40...47, 100...107: style.background = .indexed(UInt8(code < 100 ? code - 40 : code - 92))
      case 39: style.foreground = .terminalDefault
      case 49: style.background = .terminalDefault
      case 38, 48:
        guard let color = Self.color(&rest) else {
          complaints.append("a colour that is none: \(numbers)")
          return
        }
        if code == 38 { style.foreground = color } else { style.background = color }
      default: complaints.append("unknown rendition \(code)")
      }
    }
  }

  private static func color(_ rest: inout ArraySlice<Int>) -> Color? {
    let kind = rest.popFirst()
    let parts = rest.prefix(kind == 5 ? 1 : 3).compactMap { UInt8(exactly: $0) }
    rest = rest.dropFirst(parts.count)
    switch (kind, parts.count) {
    case (5, 1): return .indexed(parts[0])
    case (2, 3): return .rgb(parts[0], parts[1], parts[2])
    default: return nil
    }
  }

  /// Says where the screen is not that of a frame; nil where it is.
  public func difference(from frame: Frame) -> String? {
    guard (width, height) == (frame.width, frame.height) else { return "the sizes differ" }
    guard let index = cells.indices.first(where: { cells[$0] != frame.cells[$0] }) else { return nil }
    return "column \(index % width), row \(index / width) is \(cells[index]) and not \(frame.cells[index])"
  }
}
