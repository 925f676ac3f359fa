import Canvas
import RandomSupport
import TerminalSupport
import Testing

@testable import Terminal

@Suite("Output without the colours that are set already")
struct CompactRenditionsTests {
  private func compacted(_ text: String) -> String {
    String(decoding: compactingRenditions(Array(text.utf8)), as: UTF8.self)
  }

  @Test(
    "What is dropped, and what is not",
    arguments: [
      ("\u{1B}[38;2;1;2;3m\u{1B}[48;5;9mx", "\u{1B}[38;2;1;2;3;48;5;9mx"),
      ("\u{1B}[31mx\u{1B}[31my\u{1B}[32mz", "\u{1B}[31mxy\u{1B}[32mz"),
      // A blank shows no foreground.
      ("\u{1B}[m\u{1B}[31m\u{1B}[44m a", "\u{1B}[m\u{1B}[44m \u{1B}[31ma"),
      ("\u{1B}[4m\u{1B}[31m a", "\u{1B}[4m\u{1B}[31m a"),
      // A half block the other way up.
      (
        "\u{1B}[m\u{1B}[38;5;20m\u{1B}[48;5;30m▄\u{1B}[38;5;30m\u{1B}[48;5;40m▄",
        "\u{1B}[m\u{1B}[38;5;20;48;5;30m▄\u{1B}[38;5;40m▀\u{1B}[38;5;30;48;5;40m"
      ),
      // What repeats a character follows it.
      ("\u{1B}[m\u{1B}[31m \u{1B}[5bx", "\u{1B}[m \u{1B}[5b\u{1B}[31mx"),
      ("\u{1B}[m\u{1B}[41m\u{1B}[K", "\u{1B}[m\u{1B}[41m\u{1B}[K"),
      ("\u{1B}[31m\u{1B}[mx\u{1B}[39mx", "\u{1B}[mxx"), ("a\u{1B}[3", "a\u{1B}[3"),
      ("\u{1B}[38m\u{1B}[38;2mx", "\u{1B}[38m\u{1B}[38;2mx"),
    ])
  func known(text: String, expected: String) { #expect(compacted(text) == expected) }

  @Test("The screen is the same")
  func screens() {
    var random = SplitMix64(seed: 5)
    func below(_ count: UInt64) -> UInt64 { random.next() % count }
    for _ in 0..<200 {
      var text = "\u{1B}[0m\u{1B}[2J"
      for _ in 0..<100 {
        switch below(8) {
        case 0: text += "\u{1B}[\(1 + below(6));\(1 + below(3))H"
        case 1: text += ["\u{1B}[0m", "\u{1B}[0;1m", "\u{1B}[4m", "\u{1B}[7m"][Int(below(4))]
        case 2: text += "\u{1B}[\(30 + below(8))m\u{1B}[\(40 + below(8))m"
        case 3: text += "\u{1B}[38;2;1;2;\(below(3))m\u{1B}[48;2;1;2;\(below(3))m"
        case 4: text += "\u{1B}[39;49m"
        default: text += ["▀", "▄", " ", "x"][Int(below(4))]
        }
      }
      // Far from the right edge.
      var (plain, compact) = (TinyTerminal(width: 120, height: 6), TinyTerminal(width: 120, height: 6))
      plain.write(text)
      compact.write(compacted(text))
      #expect(plain.complaints.isEmpty && compact.complaints.isEmpty)
      #expect(plain.cells.map(Look.init) == compact.cells.map(Look.init))
    }
  }

}

/// What is seen of a cell: a half block is its two halves, whichever way up it is.
struct Look: Equatable {
  private var glyph: Unicode.Scalar
  private var style: Style

  init(_ cell: Cell) {
    (glyph, style) = (cell.glyph, cell.style)
    if style.attributes.isDisjoint(with: [.underline, .reverse]) {
      if glyph == " " { style.foreground = .terminalDefault }
      if glyph == "▄" {
        glyph = "▀"
        (style.foreground, style.background) = (style.background, style.foreground)
      }
    }
  }
}
