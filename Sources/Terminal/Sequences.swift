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
  /// What is pasted comes with marks around it (2004).
  static let pasteOn = Array("\u{1B}[?2004h".utf8)
  static let pasteOff = Array("\u{1B}[?2004l".utf8)
  /// Text in base 64 for the clipboard (OSC 52) comes between the two.
  static let copyBegin = Array("\u{1B}]52;c;".utf8)
  static let copyEnd: [UInt8] = [0x07]
  /// What is written between the two appears at once.
  static let synchronizedBegin = Array("\u{1B}[?2026h".utf8)
  static let synchronizedEnd = Array("\u{1B}[?2026l".utf8)

  /// A string capability of the open screen, without the `$<5>` that asks for padding.
  static func capability(_ name: String) -> [UInt8]? {
    w2s_capability(name).map(withoutPadding)
  }

  /// What places the cursor.
  static func placingCursor(column: Int, row: Int) -> [UInt8] {
    w2s_cursor_placement(Int32(column), Int32(row)).map(withoutPadding) ?? []
  }

  /// What sets a colour by its number.
  static func settingColor(_ number: Int, isForeground: Bool) -> [UInt8]? {
    w2s_color_setting(isForeground, Int32(number)).map(withoutPadding)
  }

  private static func withoutPadding(_ value: UnsafePointer<CChar>) -> [UInt8] {
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
