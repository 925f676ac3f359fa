import Canvas
import Testing

@Suite struct TextWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("λt −1", 5), ("日本", 4), ("e\u{301}", 1), ("한글!", 5), ("😀", 2), ("a\u{200D}b", 3),
    ("\u{1B}[", 2),
    ("▀█⣿", 3), ("ｱ", 1), ("Ａ", 2),
  ])
  func columnsOfText(text: String, columns: Int) { #expect(text.columns == columns) }

  @Test func disturbingCharactersAreReplaced() {
    let hostile = "a\u{1B}]52;c;x\u{7}b\u{9B}c\u{202E}d\u{2066}e\u{200F}f\u{2028}g\u{7F}h\ni\u{AD}j\u{FEFF}k\u{E000}"
    #expect(hostile.undisturbing == "a?]52;c;x?b?c?d?e?f?g?h?i?j?k?")
    #expect("a\nb\u{1B}".undisturbingLines == "a\nb?")
    #expect("λ⋆t 日本 e\u{301} ∞".undisturbing == "λ⋆t 日本 e\u{301} ∞")
    for value in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let category = scalar.properties.generalCategory
      let isBad = [.control, .format, .lineSeparator, .paragraphSeparator].contains(category)
      #expect(!isBad || scalar.isDisturbing, "\(value)")
    }
  }

  @Test func wideCharactersTakeTwoCells() {
    var frame = Frame(width: 10, height: 1)
    #expect(frame.put("a日本b", x: 0, y: 0, .plain) == 6)
    #expect(frame.plainText == "a日本b\n" && frame[2, 0].glyph == Cell.wideEnd && frame[5, 0].glyph == "b")
    // Half of one written over leaves nothing of the other half.
    frame[1, 0] = Cell("x")
    #expect(frame.plainText == "ax 本b\n")
    frame[4, 0] = Cell("y")
    #expect(frame.plainText == "ax  yb\n")
    frame.put("日", x: 3, y: 0, .plain)
    frame.put("本", x: 4, y: 0, .plain)
    #expect(frame.plainText == "ax  本\n" && frame[5, 0].glyph == Cell.wideEnd)
    frame.fill(Rect(x: 0, y: 0, width: 10, height: 1), Cell(" "))
    // There is no half of one, at a limit or at an edge; and marks shift nothing.
    #expect(frame.put("日本", x: 0, y: 0, .plain, limit: 3) == 4)
    #expect(frame.plainText == "日\n")
    frame.put("日", x: 9, y: 0, .plain)
    frame.put("e\u{301}x", x: 4, y: 0, .plain)
    #expect(frame.plainText == "日  ex\n")
    #expect(frame.ansiText == "日  ex    \n")
  }

  @Test func tablesAndLinesCountColumns() {
    #expect(TextTable([["日本", "1"], ["abc", "22"]]).lines == ["日本   1", "abc   22"])
    #expect(TextTable([["a\nb\u{1B}", "1"]]).lines == ["a?b?  1"])
    let line = StyledLine(words: "日本日本日本 abc", .plain)
    #expect(line.width == 16)
    #expect(line.wrapped(to: 5).map(\.width) == [4, 4, 4, 3])
    #expect("日本x".prefix(columns: 3) == "日" && "日本x".suffix(columns: 4) == "本x" && "ab".suffix(columns: 9) == "ab")
  }
}
