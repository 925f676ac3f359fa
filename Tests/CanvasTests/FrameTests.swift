import Canvas
import Testing

@Suite struct FrameTests {
  @Test func drawingOutsideIsClipped() {
    var frame = Frame(width: 4, height: 2)
    frame.put("abcdef", x: 2, y: 0, .plain)
    frame.put("xyz", x: -2, y: 1, .plain)
    frame.put("nowhere", x: 0, y: 5, .plain)
    frame.fill(Rect(x: 3, y: 1, width: 9, height: 9), Cell("#"))
    #expect(frame.plainText == "  ab\nz  #\n")
  }

  @Test func whatIsNotOneColumnIsReplaced() {
    var frame = Frame(width: 8, height: 1)
    frame.put("a\u{7}\u{301}漢😀λ", x: 0, y: 0, .plain)
    #expect(frame.plainText == "a????λ\n")
  }

  @Test func limitsCutText() {
    var frame = Frame(width: 8, height: 1)
    let end = frame.put("abcdef", x: 1, y: 0, .plain, limit: 3)
    #expect(end == 4)
    #expect(frame.plainText == " abc\n")
  }

  @Test func escapesSetExactlyTheStyle() {
    var frame = Frame(width: 3, height: 1)
    frame.put("a", x: 0, y: 0, Style(.indexed(3), on: .indexed(200), [.bold, .underline]))
    frame.put("b", x: 1, y: 0, Style(.rgb(1, 2, 3), on: .indexed(9)))
    #expect(frame.ansiText == "\u{1B}[0;1;4;33;48;5;200ma\u{1B}[0;38;2;1;2;3;101mb\u{1B}[0m \n")
  }

  @Test func keyNamesReadBack() {
    let keys: [Key] = [
      .up, .pageDown, .enter, .escape, .backTab, .function(5), .control("r"), .character("λ"), .character(" "),
    ]
    for key in keys { #expect(Key(name: key.name) == key) }
    for bad in ["", "C-", "C-1", "F0", "F99", "up", "ab"] { #expect(Key(name: bad) == nil, "\(bad)") }
  }
}
