// A bracketed paste: what comes between `ESC [ 200 ~` and `ESC [ 201 ~` is text, whatever is in it.

import Canvas

/// What a paste has brought so far. It keeps no more than ``Paste/limit`` bytes, and each is looked at once.
///
/// A terminal that does not take the end out of what it pastes lets a stranger's text end the paste and go on as keys. The
/// true end comes after it, so what follows an end is held back for a moment: if another end is in it, none of it was typed.
struct PasteCollector {
  private static let end = Array("\u{1B}[201~".utf8)

  private var bytes: [UInt8] = []
  private var isTooLong = false
  /// How much of an end the last bytes are.
  private var matched = 0
  private var hasFalseEnd = false
  /// What came after the end; nil before it.
  private(set) var after: [UInt8]?

  /// How long the next byte may take, in milliseconds: until the end as long as a slow line needs, then no longer than a
  /// hand.
  var patience: Int { after == nil ? 2000 : 100 }

  mutating func take(_ byte: UInt8) {
    matched = byte == Self.end[matched] ? matched + 1 : byte == .escape ? 1 : 0
    let isEnd = matched == Self.end.count
    if isEnd { matched = 0 }
    if let held = after {
      if isEnd || held.count == Paste.limit { hasFalseEnd = true }
      if hasFalseEnd { after = [] } else { after?.append(byte) }
    } else {
      if bytes.count == Paste.limit + Self.end.count { isTooLong = true } else { bytes.append(byte) }
      if isEnd { after = [] }
    }
  }

  /// The paste, when no more comes.
  var paste: Paste {
    let text = bytes.dropLast(after == nil ? 0 : Self.end.count)
    if isTooLong || text.count > Paste.limit { return .tooLong }
    guard after != nil, !hasFalseEnd, let text = String(validating: text, as: UTF8.self) else { return .notText }
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let isPlain = lines.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || !$0.isDisturbing }
    return isPlain ? .text(lines) : .notText
  }
}
