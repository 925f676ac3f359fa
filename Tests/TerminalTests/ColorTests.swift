import Canvas
import Testing

@testable import Terminal

@Suite("Colours that are asked for, and those that are had")
struct ColorPlanTests {
  private static let entries: [String: TerminfoEntry] = [
    "xterm": TerminfoEntry(colors: 8, pairs: 64), "xterm-256color": TerminfoEntry(colors: 256, pairs: 65536),
    "tmux-256color": TerminfoEntry(colors: 256, pairs: 65536), "vt100": TerminfoEntry(colors: -1, pairs: -1),
    "linux-16color": TerminfoEntry(colors: 16, pairs: 256), "linux": TerminfoEntry(colors: 8, pairs: 64),
  ]
  private static let direct = TerminfoEntry(colors: 1 << 24, pairs: 65536, isDirect: true)

  /// A description made of an entry, told by its name.
  private func made(_ name: String) -> CompiledTerminfo {
    CompiledTerminfo(names: Array(name.utf8), booleans: [], numbers: [], strings: [])
  }

  /// A plan on a host whose entries can be read if they are `readable`.
  private func plan(
    _ choice: ColorChoice, _ term: String, colorTerm: String = "", noColor: String = "", isInScreen: Bool = false,
    readable: Bool = true
  ) -> ColorPlan {
    let environment = ColorEnvironment(term: term, colorTerm: colorTerm, noColor: noColor, isInScreen: isInScreen)
    let known = ColorPlan.Descriptions(
      entry: { $0 == "xterm-direct" ? Self.direct : Self.entries[$0] },
      direct: { readable && (Self.entries[$0]?.colors ?? 0) >= 8 ? made($0) : nil })
    return ColorPlan(choice, environment, known)
  }

  @Test("auto follows terminfo, NO_COLOR and COLORTERM")
  func auto() {
    #expect(plan(.auto, "xterm-256color").depth == .palette256)
    #expect(plan(.auto, "linux-16color").depth == .sixteen)
    #expect(plan(.auto, "xterm").depth == .eight)
    #expect(plan(.auto, "vt100").depth == .mono)
    #expect(plan(.auto, "xterm-256color", noColor: "1").depth == .mono)
    let announced = plan(.auto, "xterm-256color", colorTerm: "truecolor")
    #expect(announced.depth == .trueColor && announced.term == "xterm-256color")
    #expect(announced.description == made("xterm-256color"))
    #expect(announced.reason == "COLORTERM=truecolor, through xterm-256color with direct colour added")
    #expect(plan(.auto, "linux", colorTerm: "24bit").description == made("linux"))
    #expect(plan(.auto, "linux").description == nil)
    let unreadable = plan(.auto, "xterm-256color", colorTerm: "truecolor", readable: false)
    #expect(unreadable.depth == .palette256 && unreadable.description == nil)
    #expect(unreadable.reason.contains("no terminfo entry to add direct colour to"))
    #expect(plan(.auto, "xterm-direct").depth == .trueColor)
    #expect(plan(.auto, "xterm-direct", colorTerm: "truecolor").description == nil)
    #expect(plan(.auto, "vt100", colorTerm: "truecolor").depth == .mono)
  }

  @Test("A person's choice is followed as far as terminfo goes")
  func choices() {
    #expect(plan(.never, "xterm-256color").depth == .mono)
    #expect(plan(.always, "xterm-256color", noColor: "1").depth == .palette256)
    #expect(plan(.palette256, "xterm").term == "xterm-256color")
    #expect(plan(.palette256, "xterm", noColor: "1").depth == .palette256)
    #expect(plan(.palette256, "vt100").depth == .mono)
    #expect(plan(.palette256, "xterm-direct").term == "xterm-256color")
    #expect(plan(.trueColor, "tmux-256color").description == made("tmux-256color"))
    #expect(plan(.trueColor, "linux").description == made("linux"))
    #expect(plan(.trueColor, "linux", readable: false).depth == .eight)
    // Of an entry without colours none is made, but of its sibling's with them.
    let sibling = plan(.trueColor, "xterm-mono")
    #expect(sibling.term == "xterm-256color" && sibling.description == made("xterm-256color"))
    #expect(plan(.trueColor, "vt100").depth == .mono)
  }

  @Test("Within GNU screen, COLORTERM may be of the terminal around it")
  func screen() {
    let inside = plan(.auto, "xterm-256color", colorTerm: "truecolor", isInScreen: true)
    #expect(inside.depth == .palette256 && inside.reason.contains("around screen"))
    #expect(plan(.trueColor, "xterm-256color", colorTerm: "truecolor", isInScreen: true).depth == .trueColor)
  }
}

@Suite("Cells as ncurses takes them")
struct CellEncoderTests {
  private final class Pairs { var defined: [Int: [Int]] = [:] }

  private func encoder(
    _ depth: ColorDepth, limit: Int = 65536, defaults: Bool = true, unicode: Bool = true
  ) -> (CellEncoder, Pairs) {
    let pairs = Pairs()
    return (
      CellEncoder(depth: depth, isUnicode: unicode, hasDefaultColors: defaults, pairLimit: limit) {
        pairs.defined[$0] = [$1, $2]
      }, pairs
    )
  }

  private func colors(_ style: Style, _ depth: ColorDepth, defaults: Bool = true) -> [Int]? {
    var (encoder, pairs) = encoder(depth, defaults: defaults)
    return encoder.encode(Cell("x", style)).flatMap { pairs.defined[Int($0 >> 32)] }
  }

  @Test("A half block is a blank only where both its halves are one colour")
  func halfBlocks() {
    var (encoder, _) = encoder(.palette256)
    func glyph(_ style: Style) -> UInt32? { encoder.encode(Cell("▀", style)).map { UInt32($0 & 0x1F_FFFF) } }
    #expect(glyph(Style(.terminalDefault, on: .terminalDefault)) == ("▀" as Unicode.Scalar).value)
    #expect(glyph(Style(.terminalDefault, on: .terminalDefault, .bold)) == ("▀" as Unicode.Scalar).value)
    #expect(glyph(Style(.indexed(7), on: .indexed(7))) == (" " as Unicode.Scalar).value)
  }

  @Test("Every depth gets numbers it knows")
  func numbers() {
    let style = Style(.rgb(255, 128, 0), on: .indexed(12))
    #expect(colors(style, .trueColor) == [0xFF8000, 0x5C5CFF])
    #expect(colors(style, .palette256) == [208, 12])
    #expect(colors(style, .sixteen)?.allSatisfy { (0..<16).contains($0) } == true)
    #expect(colors(style, .eight)?.allSatisfy { (0..<8).contains($0) } == true)
    #expect(colors(style, .mono) == nil)
    #expect(colors(Style(.rgb(0, 0, 3), on: .indexed(3)), .trueColor) == [8, 3])
    #expect(colors(Style(.indexed(2)), .eight) == [2, -1])
    #expect(colors(Style(.indexed(2)), .eight, defaults: false) == [2, 0])
  }

  @Test("Of eight colours, the bright ones are bold")
  func bright() {
    var (encoder, pairs) = encoder(.eight)
    let cell = encoder.encode(Cell("x", Style(.indexed(9), on: .indexed(10))))
    #expect(cell.map { $0 >> 21 & 0xF } == EncodedCell(Style.Attributes.bold.rawValue))
    #expect(pairs.defined[1] == [1, 2])
  }

  @Test("Cells that look alike share a pair")
  func canonical() {
    var (encoder, pairs) = encoder(.palette256)
    let (a, b) = (Color.indexed(20), Color.indexed(30))
    let upper = encoder.encode(Cell("▀", Style(b, on: a)))
    #expect(upper == encoder.encode(Cell("▄", Style(a, on: b))))
    #expect(upper.map { $0 & 0x1FFFFF } == 0x2584)
    #expect(encoder.pairCount == 1)
    let even = encoder.encode(Cell("▀", Style(a, on: a)))
    #expect(even.map { $0 & 0x1FFFFF } == 0x20)
    let blank = encoder.encode(Cell(" ", Style(a, on: b)))
    #expect(blank == encoder.encode(Cell(" ", Style(.indexed(40), on: b))))
    #expect(pairs.defined[1] == [20, 30])
  }

  @Test("Pairs run out, and are given out again")
  func recycling() {
    var (encoder, pairs) = encoder(.palette256, limit: 4)
    for i in 1...3 { #expect(encoder.encode(Cell("x", Style(.indexed(UInt8(i))))) != nil) }
    let fourth = Cell("x", Style(.indexed(4)))
    #expect(encoder.encode(fourth) == nil)
    #expect(encoder.encodeAnyway(fourth) == EncodedCell(0x78))
    encoder.recyclePairs()
    #expect(encoder.encode(fourth).map { $0 >> 32 } == 1)
    #expect(pairs.defined[1] == [4, -1])
    #expect(pairs.defined.keys.allSatisfy { $0 < 4 })
  }

  @Test("Without UTF-8, what is not ASCII is a question mark")
  func ascii() {
    var (encoder, _) = encoder(.mono, unicode: false)
    #expect(encoder.encode(Cell("λ")) == 0x3F)
    #expect(encoder.encode(Cell("\u{1B}")) == 0x3F)
  }
}
