// What an audited frame notes of the texts written into it. A screen says something else than it means where a number
// has lost its last digits, where a label stands on another, or where a digit runs into the next label.

/// A text that cannot be read as it was meant.
public struct FrameFault: Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with it.
  public enum Kind: Hashable, Sendable {
    /// It did not fit and lost its end, or its beginning.
    case cut
    /// Something was written over it.
    case overwritten
    /// Another text follows or precedes it with no blank between letters or digits.
    case touching
  }
  /// What is wrong.
  public let kind: Kind
  /// The text as it was to be written.
  public let text: String
  /// Column of its first character.
  public let x: Int
  /// Its row.
  public let y: Int

  /// The fault in a line.
  public var description: String { "\(kind) at column \(x), row \(y): '\(text)'" }
}

/// The texts of a frame, and whose each cell is.
struct FrameAudit: Hashable, Sendable {
  private struct Text: Hashable, Sendable {
    let text: String
    let x: Int
    let y: Int
  }

  private(set) var faults: [FrameFault] = []
  /// The text that each cell belongs to, as an index; −1 for none. A blank belongs to none.
  private var owners: [Int]
  private var texts: [Text] = []
  private var rowWidth = 0

  init(cells: Int) { owners = Array(repeating: -1, count: cells) }

  mutating func begin(_ text: String, x: Int, y: Int, width: Int, isWhole: Bool) {
    rowWidth = width
    texts.append(Text(text: text, x: x, y: y))
    if !isWhole, text.contains(where: { $0 != " " }) { cut() }
  }

  mutating func cut() { note(.cut, texts.count - 1) }

  mutating func write(_ scalar: Unicode.Scalar, at index: Int) {
    overwrite(index)
    owners[index] = scalar == " " ? -1 : texts.count - 1
  }

  /// Notes that a cell's text is no longer whole.
  mutating func overwrite(_ index: Int) {
    if owners[index] >= 0 { note(.overwritten, owners[index]) }
    owners[index] = -1
  }

  mutating func clear(_ index: Int) { owners[index] = -1 }

  /// Looks at both ends of the text just written.
  mutating func end(x end: Int, glyphs: [Cell]) {
    guard let last = texts.last, last.y >= 0, rowWidth > 0 else { return }
    for column in [last.x, end] where column > 0 && column < rowWidth {
      let (left, right) = (last.y * rowWidth + column - 1, last.y * rowWidth + column)
      guard owners.indices.contains(right), owners[left] >= 0, owners[right] >= 0, owners[left] != owners[right] else {
        continue
      }
      if glyphs[left].glyph.isWordLike, glyphs[right].glyph.isWordLike { note(.touching, texts.count - 1) }
    }
  }

  private mutating func note(_ kind: FrameFault.Kind, _ index: Int) {
    let fault = FrameFault(kind: kind, text: texts[index].text, x: texts[index].x, y: texts[index].y)
    if faults.last != fault { faults.append(fault) }
  }
}

extension Unicode.Scalar {
  /// Whether two of it side by side read as one word or number.
  fileprivate var isWordLike: Bool { properties.isAlphabetic || properties.numericType != nil }
}
