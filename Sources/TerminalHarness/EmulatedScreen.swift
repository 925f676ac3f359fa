// The screen of an ECMA-48 terminal, as what is written to it makes it. Pure.

import Canvas

/// What a terminal shows, and what the bytes that made it so were spent on. It is strict: what it does not know, and text
/// past the right edge, are complaints.
public struct EmulatedScreen: Sendable {
  /// What terminals differ in.
  public struct Traits: Hashable, Sendable {
    /// Whether the last character can be repeated (REP).
    public var repeats: Bool
    /// Whether what is erased takes the background that is set.
    public var erasesInColor: Bool

    /// Traits; by default those of xterm.
    public init(repeats: Bool = true, erasesInColor: Bool = true) {
      self.repeats = repeats
      self.erasesInColor = erasesInColor
    }
  }

  /// What bytes are for.
  public enum Purpose: CaseIterable, Sendable {
    /// Glyphs.
    case text
    /// Colours and attributes.
    case renditions
    /// The cursor's place.
    case motion
    /// Erasing.
    case erasure
    /// Repeating the last character.
    case repetition
    /// Modes and what else is not seen.
    case other
  }

  /// Columns.
  public let columns: Int
  /// Rows.
  public let rows: Int
  /// The cells, row by row.
  public private(set) var cells: [Cell]
  /// How many bytes were taken for each purpose.
  public private(set) var spent: [Purpose: Int] = [:]
  /// What was not understood, or went past the edge.
  public private(set) var complaints: [String] = []

  private let traits: Traits
  private var style = Style.plain
  private var (x, y) = (0, 0)
  /// Whether the last column was written, so that the next character would begin a row.
  private var isAtEnd = false
  private var last: Unicode.Scalar?
  private var saved = (style: Style.plain, x: 0, y: 0)
  /// The bytes of a sequence or of a character that is not over yet.
  private var pending: [UInt8] = []

  /// A screen of blanks.
  public init(columns: Int, rows: Int, traits: Traits = Traits()) {
    (self.columns, self.rows, self.traits) = (columns, rows, traits)
    cells = Array(repeating: Cell(), count: columns * rows)
  }

  /// All bytes taken.
  public var spentInAll: Int { spent.values.reduce(0, +) }

  /// Takes what is written to the terminal, which may end in the midst of a sequence.
  public mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      pending.append(byte)
      if isWhole {
        obey()
        pending.removeAll(keepingCapacity: true)
      }
    }
  }

  private var isWhole: Bool {
    let (first, last) = (pending[0], pending[pending.count - 1])
    if first != 0x1B {
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      return pending.count == length
    }
    if pending.count == 1 { return false }
    switch pending[1] {
    case UInt8(ascii: "["): return pending.count > 2 && (0x40...0x7E).contains(last)
    // Texts for the terminal itself, and for the one around it.
    case UInt8(ascii: "]"), UInt8(ascii: "_"), UInt8(ascii: "P"):
      return last == 7 || pending.count > 3 && last == UInt8(ascii: "\\") && pending[pending.count - 2] == 0x1B
    case UInt8(ascii: "("), UInt8(ascii: ")"): return pending.count == 3
    default: return true
    }
  }

  private mutating func obey() {
    let purpose: Purpose =
      if pending[0] != 0x1B {
        character()
      } else if pending[1] == UInt8(ascii: "[") {
        sequence(String(decoding: pending[2..<pending.count - 1], as: UTF8.self), pending[pending.count - 1])
      } else {
        escape()
      }
    spent[purpose, default: 0] += pending.count
  }

  // MARK: Characters

  private mutating func character() -> Purpose {
    switch pending[0] {
    case 8: go(x - 1, y)
    case 10: go(x, y + 1, staysAtEnd: true)
    case 13: go(0, y)
    case 0x0E, 0x0F: return .other
    default:
      guard let scalar = String(decoding: pending, as: UTF8.self).unicodeScalars.first, !scalar.isDisturbing else {
        complaints.append("\(pending) is no character")
        return .text
      }
      put(scalar)
      return .text
    }
    return .motion
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = scalar.columns
    guard width > 0, x + width <= columns, !isAtEnd else {
      complaints.append("U+\(String(scalar.value, radix: 16)) at column \(x), row \(y)")
      return
    }
    for column in x..<x + width { set(column, Cell(column == x ? scalar : Cell.wideEnd, style)) }
    last = scalar
    isAtEnd = x + width == columns
    x = min(x + width, columns - 1)
  }

  /// Sets a cell; the other half of a wide glyph that it was part of becomes a blank.
  private mutating func set(_ column: Int, _ cell: Cell) {
    let index = y * columns + column
    if cells[index].glyph == Cell.wideEnd, cell.glyph != Cell.wideEnd { cells[index - 1].glyph = " " }
    if column + 1 < columns, cells[index + 1].glyph == Cell.wideEnd { cells[index + 1].glyph = " " }
    cells[index] = cell
  }

  private mutating func go(_ column: Int, _ row: Int, staysAtEnd: Bool = false) {
    if !(0..<columns).contains(column) || !(0..<rows).contains(row) {
      complaints.append("the cursor at column \(column), row \(row)")
    }
    (x, y) = (min(max(0, column), columns - 1), min(max(0, row), rows - 1))
    isAtEnd = isAtEnd && staysAtEnd
  }

  // MARK: Sequences

  private mutating func escape() -> Purpose {
    switch pending[1] {
    case UInt8(ascii: "7"): saved = (style, x, y)
    case UInt8(ascii: "8"):
      (style, x, y) = saved
      isAtEnd = false
    default: break
    }
    return .other
  }

  private mutating func sequence(_ parameters: String, _ final: UInt8) -> Purpose {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let count = max(1, numbers.first.flatMap { $0 } ?? 1)
    switch final {
    case UInt8(ascii: "m"):
      render(numbers.map { $0 ?? 0 }[...])
      return .renditions
    case UInt8(ascii: "H"): go((numbers.count > 1 ? numbers[1] ?? 1 : 1) - 1, count - 1)
    case UInt8(ascii: "A"): go(x, y - count)
    case UInt8(ascii: "B"): go(x, y + count)
    case UInt8(ascii: "C"): go(x + count, y)
    case UInt8(ascii: "D"): go(x - count, y)
    case UInt8(ascii: "G"): go(count - 1, y)
    case UInt8(ascii: "d"): go(x, count - 1)
    case UInt8(ascii: "K"), UInt8(ascii: "J"), UInt8(ascii: "X"):
      erase(final, numbers.first.flatMap { $0 } ?? 0)
      return .erasure
    case UInt8(ascii: "b"):
      guard traits.repeats, let last else {
        complaints.append("nothing to repeat")
        return .repetition
      }
      for _ in 0..<count { put(last) }
      return .repetition
    default: return .other
    }
    return .motion
  }

  private mutating func erase(_ final: UInt8, _ number: Int) {
    let blank = Cell(" ", Style(on: traits.erasesInColor ? style.background : .terminalDefault))
    let place = y * columns + x
    let range =
      switch (final, number) {
      case (UInt8(ascii: "X"), _): place..<min(place + max(1, number), (y + 1) * columns)
      case (UInt8(ascii: "K"), 0): place..<(y + 1) * columns
      case (UInt8(ascii: "K"), 1): y * columns..<place + 1
      case (UInt8(ascii: "J"), 0): place..<cells.count
      case (UInt8(ascii: "J"), 2): 0..<cells.count
      default: 0..<0
      }
    if range.isEmpty { complaints.append("erasing \(number) is not known") }
    if style.attributes.contains(.reverse) { complaints.append("erasing in reverse differs among terminals") }
    for index in range {
      if index % columns > 0, cells[index].glyph == Cell.wideEnd { cells[index - 1].glyph = " " }
      if index % columns + 1 < columns, cells[index + 1].glyph == Cell.wideEnd { cells[index + 1].glyph = " " }
      cells[index] = blank
    }
    isAtEnd = false
  }

  // MARK: Renditions

  private mutating func render(_ numbers: ArraySlice<Int>) {
    var rest = numbers
    while let code = rest.popFirst() {
      switch code {
      case 0: style = .plain
      case 1: style.attributes.insert(.bold)
      case 2: style.attributes.insert(.dim)
      case 4: style.attributes.insert(.underline)
      case 7: style.attributes.insert(.reverse)
      case 10: break
      case 22: style.attributes.subtract([.bold, .dim])
      case 24: style.attributes.remove(.underline)
      case 27: style.attributes.remove(.reverse)
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
}
