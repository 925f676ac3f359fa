// How many columns a terminal gives to text, and which of its characters it must never be given.

extension String {
  /// Columns of the text on a terminal.
  public var columns: Int {
    utf8.allSatisfy { (0x20..<0x7F).contains($0) } ? utf8.count : unicodeScalars.reduce(0) { $0 + $1.columns }
  }

  /// As much of its beginning as has room in so many columns.
  public func prefix(columns limit: Int) -> String {
    var columns = 0
    return String(
      String.UnicodeScalarView(
        unicodeScalars.prefix { scalar in
          columns += scalar.columns
          return columns <= limit
        }))
  }

  /// As much of its end as has room in so many columns.
  public func suffix(columns limit: Int) -> String {
    var (columns, start) = (0, unicodeScalars.endIndex)
    while start > unicodeScalars.startIndex {
      let before = unicodeScalars.index(before: start)
      columns += unicodeScalars[before].columns
      if columns > limit { break }
      start = before
    }
    return String(unicodeScalars[start...])
  }

  /// The text with `?` for each character that could do anything to a terminal, or to the line it stands on, but stand
  /// there.
  public var undisturbing: String { shown { $0.isDisturbing } }

  /// The same of text of several lines.
  public var undisturbingLines: String { shown { $0.isDisturbing && $0 != "\n" } }

  private func shown(_ isHidden: (Unicode.Scalar) -> Bool) -> String {
    guard unicodeScalars.contains(where: isHidden) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { isHidden($0) ? "?" : $0 }))
  }
}

extension Unicode.Scalar {
  /// Whether it is a control, or changes the direction or the lines of the text around it.
  public var isDisturbing: Bool {
    if value < 0x7F { return value < 0x20 }
    if value < 0xA0 { return true }
    if value < 0x300 { return value == 0xAD }
    // What a screen is mostly made of.
    if isUsual { return false }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  /// Columns that a terminal gives it: none to a mark that combines with the character before it, two to one that is
  /// wide in East Asia [UAX 11], one to all others. What is disturbing is shown as something of one column.
  public var columns: Int {
    if value < 0x300 || isUsual || isDisturbing { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: return 0
    default: return isWide ? 2 : 1
    }
  }

  /// Whether a terminal gives the character one column: printing, not combining, not East Asian wide.
  public var isSingleColumn: Bool { columns == 1 && !isDisturbing }

  /// Greek, arrows, mathematics, boxes, blocks and Braille.
  private var isUsual: Bool {
    (0x391...0x3C9).contains(value) || (0x2190...0x22FF).contains(value) || (0x2500...0x25FF).contains(value)
      || (0x2800...0x28FF).contains(value)
  }

  private var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
