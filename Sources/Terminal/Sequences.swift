// Bytes for the terminal besides what ncurses writes.

import CNcurses

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Sequences that terminfo does not have, and those it has as they are sent.
enum Sequences {
  /// Presses and drags (1002), in decimal (1006).
  static let mouseOn = Array("\u{1B}[?1002h\u{1B}[?1006h".utf8)
  static let mouseOff = Array("\u{1B}[?1002l\u{1B}[?1006l".utf8)
  /// What is written between the two appears at once.
  static let synchronizedBegin = Array("\u{1B}[?2026h".utf8)
  static let synchronizedEnd = Array("\u{1B}[?2026l".utf8)

  /// Writes to the terminal. ncurses keeps nothing back between refreshes, so this stays in order with what it writes.
  static func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = writeBytes(1, rest)
      if written < 0 && errno == EINTR { continue }
      if written <= 0 { return }
      rest = rest.dropFirst(written)
    }
  }

  /// A string capability of the open screen, without the `$<5>` that asks for padding.
  static func capability(_ name: String) -> [UInt8]? {
    guard let value = w2s_capability(name) else { return nil }
    var bytes: [UInt8] = []
    var rest = String(cString: value).utf8[...]
    while let byte = rest.first {
      if rest.starts(with: "$<".utf8), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
        rest = rest[rest.index(after: end)...]
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return bytes
  }
}
