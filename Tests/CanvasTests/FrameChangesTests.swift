import Canvas
import RandomSupport
import TerminalSupport
import Testing

@Suite struct FrameChangesTests {
  private static let styles: [Style] = [
    .plain, .plain, Style(.indexed(3)), Style(.indexed(12), on: .indexed(9)), Style(.indexed(200), on: .indexed(16)),
    Style(.rgb(1, 2, 3), on: .rgb(255, 0, 128), .bold), Style(.terminalDefault, on: .indexed(0), [.dim, .underline]),
    Style(.indexed(231), .reverse),
  ]

  /// Writes a few texts at random, some of them over the edges.
  private func draw(on frame: inout Frame, _ random: inout SplitMix64, wide: Bool) {
    let glyphs = ["a", "b", " ", " ", "λ", "▀"] + (wide ? ["漢", "字", "😀", "e\u{301}"] : [])
    for _ in 0..<random.below(6) {
      let text = (0..<1 + random.below(6)).map { _ in random.pick(glyphs) }.joined()
      frame.put(
        text, x: random.below(frame.width + 3) - 3, y: random.below(frame.height + 1), random.pick(Self.styles))
    }
  }

  @Test(arguments: [true, false])
  func changesMakeTheFrame(wide: Bool) {
    var random = SplitMix64(seed: wide ? 1 : 2)
    var changed = 0
    for _ in 0..<60 {
      let (width, height) = (1 + random.below(12), 1 + random.below(4))
      var terminal = TinyTerminal(width: width, height: height)
      var before: Frame?
      for _ in 0..<30 {
        var frame = random.chance(0.2) ? nil : before
        frame = frame ?? Frame(width: width, height: height, style: random.pick(Self.styles))
        if var drawn = frame {
          draw(on: &drawn, &random, wide: wide)
          frame = drawn
        }
        guard let frame else { continue }
        terminal.written = []
        let changes = frame.ansiChanges(since: before)
        terminal.write(changes)
        #expect(terminal.complaints.isEmpty)
        #expect(terminal.difference(from: frame) == nil)
        #expect(terminal.style == .plain && terminal.isCursorHidden)
        if let before {
          let different = Set(frame.cells.indices.filter { frame.cells[$0] != before.cells[$0] })
          #expect(terminal.written.isSuperset(of: different))
          if !wide { #expect(terminal.written == different) }
          #expect(changes.isEmpty == different.isEmpty)
          changed += different.count
        }
        before = frame
      }
    }
    #expect(changed > 1000)
  }

  @Test func theSequencesAreThese() {
    var first = Frame(width: 4, height: 2)
    first.put("ab", x: 1, y: 1, Style(.indexed(1)))
    #expect(first.ansiChanges(since: nil) == "\u{1B}[?25l\u{1B}[0m\u{1B}[2J\u{1B}[2;2H\u{1B}[0;31mab\u{1B}[0m")
    var second = first
    second.put("x", x: 3, y: 0, .plain)
    #expect(second.ansiChanges(since: first) == "\u{1B}[1;4Hx")
    #expect(second.ansiChanges(since: second) == "")
  }

  /// Half of a wide character cannot be written alone, nor can what was under its other half be left.
  @Test func wideCharactersChangeWhole() {
    var first = Frame(width: 6, height: 1)
    first.put("漢字", x: 0, y: 0, .plain)
    var second = first
    second.put("漢", x: 1, y: 0, .plain)
    #expect(second.plainText == " 漢\n")
    #expect(second.ansiChanges(since: first) == "\u{1B}[1;1H 漢 ")
    #expect(first.ansiChanges(since: second) == "\u{1B}[1;1H漢字")
    var third = first
    third.put("!", x: 4, y: 0, .plain)
    #expect(third.ansiChanges(since: first) == "\u{1B}[1;5H!", "what stands beside it is left alone")
  }

  @Test func anotherSizeIsPaintedAnew() {
    var frame = Frame(width: 2, height: 1)
    frame.put("a", x: 0, y: 0, .plain)
    #expect(frame.ansiChanges(since: Frame(width: 3, height: 1)) == frame.ansiChanges(since: nil))
  }
}
