// A frame as text: plain, or with the escape sequences of ECMA-48.

extension Frame {
  /// The glyphs, a line a row, without trailing blanks.
  public var plainText: String {
    var text = ""
    for y in 0..<height {
      let row = row(y)
      let end = row.lastIndex { $0.glyph != " " }.map { $0 + 1 } ?? row.startIndex
      for cell in row[..<end] where cell.glyph != Cell.wideEnd { text.unicodeScalars.append(cell.glyph) }
      text += "\n"
    }
    return text
  }

  /// The glyphs with their colours as select-graphic-rendition sequences; every line ends in the terminal's own style.
  public var ansiText: String {
    var text = ""
    for y in 0..<height {
      var current = Style.plain
      for cell in row(y) {
        if cell.style != current {
          text += cell.style.escapeSequence
          current = cell.style
        }
        if cell.glyph != Cell.wideEnd { text.unicodeScalars.append(cell.glyph) }
      }
      if current != .plain { text += "\u{1B}[0m" }
      text += "\n"
    }
    return text
  }
}

extension Style {
  /// The escape sequence that sets exactly this style.
  var escapeSequence: String {
    var codes = ["0"]
    if attributes.contains(.bold) { codes.append("1") }
    if attributes.contains(.dim) { codes.append("2") }
    if attributes.contains(.underline) { codes.append("4") }
    if attributes.contains(.reverse) { codes.append("7") }
    codes += foreground.codes(base: 30)
    codes += background.codes(base: 40)
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }
}

extension Color {
  fileprivate func codes(base: Int) -> [String] {
    switch kind {
    case .terminalDefault: []
    case .indexed(let i) where i < 8: ["\(base + Int(i))"]
    case .indexed(let i) where i < 16: ["\(base + 60 + Int(i) - 8)"]
    case .indexed(let i): ["\(base + 8)", "5", "\(i)"]
    case .rgb(let r, let g, let b): ["\(base + 8)", "2", "\(r)", "\(g)", "\(b)"]
    }
  }
}
