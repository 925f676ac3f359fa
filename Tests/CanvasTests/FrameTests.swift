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

  @Test func controlsAreReplacedAndMarksLeftOut() {
    var frame = Frame(width: 8, height: 1)
    frame.put("a\u{7}\u{301}漢😀λ", x: 0, y: 0, .plain)
    #expect(frame.plainText == "a?漢😀λ\n")
  }

  @Test func limitsCutText() {
    var frame = Frame(width: 8, height: 1)
    let end = frame.put("abcdef", x: 1, y: 0, .plain, limit: 3)
    #expect(end == 4)
    #expect(frame.plainText == " abc\n")
  }

  @Test func anAuditNotesWhatCannotBeRead() {
    func faults(_ draw: (inout Frame) -> Void) -> [FrameFault.Kind] {
      var frame = Frame(width: 12, height: 2, isAudited: true)
      draw(&frame)
      return frame.faults.map(\.kind)
    }
    #expect(faults { $0.put("0.0893", x: 1, y: 0, .plain) } == [])
    #expect(faults { $0.put("0.0893", x: 8, y: 0, .plain) } == [.cut])
    #expect(faults { $0.put("0.0893", x: -1, y: 0, .plain) } == [.cut])
    #expect(faults { $0.put("0.0893", x: 1, y: 0, .plain, limit: 4) } == [.cut])
    #expect(faults { $0.put("0.08  ", x: 1, y: 0, .plain, limit: 4) } == [], "blanks are no loss")
    #expect(faults { $0.put("0.0893", x: 1, y: 2, .plain) } == [.cut])
    let touching = faults {
      $0.put("0.0893", x: 0, y: 0, .plain)
      $0.put("γs", x: 6, y: 0, .plain)
    }
    #expect(touching == [.touching])
    let over = faults {
      $0.put("0.0893", x: 0, y: 0, .plain)
      $0[2, 0] = Cell("●")
    }
    #expect(over == [.overwritten])
    let cleared = faults {
      $0.put("0.0893", x: 0, y: 0, .plain)
      $0.fill($0.bounds, Cell())
      $0.put("λt", x: 3, y: 0, .plain)
    }
    #expect(cleared == [])
    var production = Frame(width: 2, height: 1)
    production.put("abc", x: 0, y: 0, .plain)
    #expect(production.faults.isEmpty)
  }

  @Test func linesLoseWholeParts() {
    func part(_ text: String, rank: Int = 0) -> StyledLine.Part {
      StyledLine.Part([StyledLine.Piece(text, .plain)], rank: rank)
    }
    func text(_ line: StyledLine) -> String {
      var frame = Frame(width: 40, height: 1, isAudited: true)
      frame.put(line, x: 0, y: 0, limit: 40)
      #expect(frame.faults.isEmpty)
      return String(frame.plainText.dropLast())
    }
    let line = StyledLine([part("λt 0.0893"), part("more", rank: 1), part("γs 0.683"), part("end")])
    #expect(text(line) == "λt 0.0893 more γs 0.683 end")
    #expect(text(line.fitted(to: 23)) == "λt 0.0893 γs 0.683 end")
    #expect(text(line.fitted(to: 21)) == "λt 0.0893 γs 0.683")
    #expect(text(line.fitted(to: 8)) == "")
    #expect(line.wrapped(to: 15, indent: 2).map(text) == ["λt 0.0893 more", "  γs 0.683 end"])
    let words = StyledLine(words: "no letter is lost of /a/very/long/path", .plain)
    #expect(words.wrapped(to: 12).map(text) == ["no letter is", "lost of", "/a/very/long", "/path"])
    #expect(text(words.shortened(to: 16, mark: "…")) == "no letter is …")
    #expect(text(words.shortened(to: 1, mark: "…")) == "")
    #expect(text(StyledLine(words: "/a/very/long/path", .plain).shortened(to: 8, mark: "…")) == "/a/very…")
    // A number never goes on below.
    #expect(StyledLine([part("1.23e−100")]).wrapped(to: 5).isEmpty)
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
