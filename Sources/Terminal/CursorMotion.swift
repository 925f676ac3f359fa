// How the cursor comes from one cell to another, and control sequences with numbers [ECMA-48].

/// How the cursor is moved: not at all, to a cell, or so many lines down and columns to the right, from where it is or from
/// the row's first column.
enum CursorMotion {
  case none
  case to(x: Int, y: Int)
  case by(down: Int, right: Int)
  case fromFirst(down: Int, right: Int)

  /// How many bytes that is.
  var length: Int {
    switch self {
    case .none: 0
    case .to(let x, let y): 3 + (x == 0 && y == 0 ? 0 : (y + 1).digits) + (x == 0 ? 0 : 1 + (x + 1).digits)
    case .by(let down, let right): down + Self.length(right: right)
    case .fromFirst(let down, let right): 1 + down + Self.length(right: right)
    }
  }

  private static func length(right columns: Int) -> Int {
    switch columns {
    case 0: 0
    case 1: 3
    case -3..<0: -columns
    default: 3 + abs(columns).digits
    }
  }

  /// Adds them.
  func append(to bytes: inout [UInt8]) {
    switch self {
    case .none: break
    case .to(let x, let y):
      bytes += [.escape, UInt8(ascii: "[")]
      if x != 0 || y != 0 { bytes.append(number: y + 1) }
      if x != 0 {
        bytes.append(UInt8(ascii: ";"))
        bytes.append(number: x + 1)
      }
      bytes.append(UInt8(ascii: "H"))
    case .by(let down, let right):
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: down))
      Self.append(right: right, to: &bytes)
    case .fromFirst(let down, let right):
      bytes.append(UInt8(ascii: "\r"))
      Self.by(down: down, right: right).append(to: &bytes)
    }
  }

  private static func append(right columns: Int, to bytes: inout [UInt8]) {
    switch columns {
    case 0: break
    case -3..<0: bytes.append(contentsOf: repeatElement(8, count: -columns))
    default:
      bytes += [.escape, UInt8(ascii: "[")]
      if columns != 1 { bytes.append(number: abs(columns)) }
      bytes.append(UInt8(ascii: columns > 0 ? "C" : "D"))
    }
  }
}

extension Int {
  /// How many decimal digits it has, up to 9999.
  var digits: Int { self < 10 ? 1 : self < 100 ? 2 : self < 1000 ? 3 : 4 }
}

extension [UInt8] {
  /// Adds a number ≥ 0 in decimal.
  mutating func append(number: Int) {
    if number >= 10 { append(number: number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  /// Adds a control sequence of one number.
  mutating func append(_ number: Int, _ final: Unicode.Scalar) {
    self += [.escape, UInt8(ascii: "[")]
    append(number: number)
    append(UInt8(ascii: final))
  }

  /// Adds a character in UTF-8.
  mutating func append(_ glyph: Unicode.Scalar) {
    if glyph.isASCII { append(UInt8(ascii: glyph)) } else { append(contentsOf: glyph.utf8) }
  }
}
