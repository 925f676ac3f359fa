import Canvas
import RandomSupport
import TerminalHarness
import Testing

@testable import Terminal

@Suite("What is written for a frame makes the terminal show it")
struct FrameWriterTests {
  /// A terminal of one kind, and what writes to it.
  private struct Session {
    var painter: Painter
    var screen: EmulatedScreen
    let depth: ColorDepth

    init(
      columns: Int, rows: Int, depth: ColorDepth, repeats: Bool = true, erasesInColor: Bool = true,
      change: (inout ScreenTraits) -> Void = { _ in }
    ) {
      let isIndexed = depth < .trueColor
      var traits = ScreenTraits { ground, number in
        Array(
          (number < 8
            ? "\(ground)\(number)"
            : isIndexed
              ? "\(ground)8;5;\(number)"
              : "\(ground)8;2;\(number >> 16);\(number >> 8 & 255);\(number & 255)").utf8)
      }
      (traits.repeats, traits.erasesInColor) = (repeats, erasesInColor)
      change(&traits)
      let encoder = CellEncoder(
        depth: depth, isUnicode: true, hasDefaultColors: true, pairLimit: depth == .mono ? 0 : 1 << 17,
        define: { _, _, _ in })
      painter = Painter(encoder, FrameWriter(traits))
      screen = EmulatedScreen(
        columns: columns, rows: rows, traits: .init(repeats: repeats, erasesInColor: erasesInColor))
      self.depth = depth
    }

    /// Shows a frame. Returns the bytes.
    @discardableResult
    mutating func show(_ frame: Frame, budget: Int? = nil) -> String {
      let bytes = painter.paint(frame, columns: screen.columns, rows: screen.rows, budget: budget).bytes
      screen.take(bytes)
      return String(decoding: bytes, as: UTF8.self)
    }

    /// Says where the screen is not what the frame looks like; nil where it is.
    func difference(from frame: Frame) -> String? {
      if let complaint = screen.complaints.first { return complaint }
      for (index, (shown, wanted)) in zip(screen.cells, frame.cells).enumerated()
      where Look(shown, depth) != Look(wanted, depth) {
        return "column \(index % frame.width), row \(index / frame.width) is \(shown) and not \(wanted)"
      }
      return nil
    }
  }

  /// Rectangles and texts in few styles over what was there, so that much is alike and much remains.
  private func draw(_ frame: inout Frame, _ random: inout SplitMix64) {
    func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    let colors: [Color] = [
      .terminalDefault, .terminalDefault, .indexed(1), .indexed(12), .indexed(100), .rgb(9, 90, 200), .rgb(250, 3, 77),
    ]
    func style() -> Style {
      let attributes = below(3) == 0 ? Style.Attributes(rawValue: UInt8(below(16))) : []
      return Style(colors[below(colors.count)], on: colors[below(colors.count)], attributes)
    }
    for _ in 0..<1 + below(6) {
      let (x, y) = (below(frame.width), below(frame.height))
      switch below(5) {
      case 0:
        let glyph = (["▀", "▄", " ", "█", "─", "x"] as [Unicode.Scalar])[below(6)]
        let rect = Rect(x: x, y: y, width: 1 + below(frame.width), height: 1 + below(3))
        frame.fill(rect, Cell(glyph, style()))
      case 1:
        for column in x..<min(frame.width, x + 20) {
          frame[column, y] = Cell(
            below(2) == 0 ? "▀" : "▄", Style(colors[2 + below(5)], on: colors[2 + below(5)]))
        }
      case 2: frame.put(["λ = 0.1", "aaaaaaaaaaaa bbbbb", "日本語 x", "é‼½…"][below(4)], x: x, y: y, style())
      default: frame[x, y] = Cell(below(2) == 0 ? " " : "·", style())
      }
    }
  }

  @Test(
    "Whatever frames follow one another, on terminals of every kind",
    arguments: [ColorDepth.mono, .palette256, .trueColor], [true, false])
  func anyFrames(depth: ColorDepth, isCapable: Bool) {
    _ = useLocale(.unicode)
    var random = SplitMix64(seed: UInt64(depth.rawValue) * 2 + (isCapable ? 1 : 0))
    for kind in 0..<16 {
      let (columns, rows) = [(1, 1), (7, 3), (40, 6), (120, 9)][kind % 4]
      var session = Session(
        columns: columns, rows: rows, depth: depth, repeats: isCapable, erasesInColor: kind & 4 == 0
      ) {
        $0.erasesCells = isCapable
        $0.endsAttributes = kind & 8 == 0
        $0.setsDefaults = kind & 8 == 0
      }
      var frame = Frame(width: columns, height: rows)
      for number in 0..<30 {
        draw(&frame, &random)
        if number % 10 == 9 { _ = session.painter.repaint() }
        // In 24-bit colour a difference that is not seen is not drawn; these are all seen.
        let text = session.show(frame)
        #expect(session.difference(from: frame) == nil, "\(text.debugDescription)")
        if session.difference(from: frame) != nil { return }
      }
    }
  }

  @Test(
    "In haste all but colours is shown, and these are near; at leisure they are as they should be",
    arguments: [ColorDepth.palette256, .trueColor])
  func haste(depth: ColorDepth) {
    _ = useLocale(.unicode)
    let (columns, rows, budget) = (60, 16, 900)
    var session = Session(columns: columns, rows: rows, depth: depth)
    func frame(_ number: Int) -> Frame {
      var frame = Frame(width: columns, height: rows)
      for y in 0..<rows {
        for x in 0..<columns {
          let (a, b) = ((x * 2 + y + number * 40) % 250, (x + 3 * y + number * 40) % 250)
          let colors =
            depth == .trueColor
            ? (Color.rgb(UInt8(a), 100, 200), Color.rgb(UInt8(b), 100, 200))
            : (Color.indexed(UInt8(16 + a / 10)), Color.indexed(UInt8(16 + b / 10)))
          frame[x, y] = Cell("▀", Style(colors.0, on: colors.1))
        }
      }
      frame.put("number \(number)", x: 3, y: 4, .plain)
      return frame
    }
    session.show(frame(0))
    for number in 1...3 {
      let wanted = frame(number)
      session.show(wanted, budget: budget)
      #expect(!session.painter.isSettled)
      for x in 3..<11 { #expect(session.screen.cells[4 * columns + x].glyph == wanted[x, 4].glyph) }
      var parts = 0
      while !session.painter.isSettled && parts < 200 {
        let bytes = session.show(wanted, budget: budget).utf8.count
        // A row may take more by itself.
        #expect(bytes < 2 * budget + 20 * columns)
        parts += 1
      }
      #expect(session.painter.isSettled && parts > 0, "\(parts)")
      #expect(session.show(wanted, budget: budget).isEmpty)
      if depth == .palette256 { #expect(session.difference(from: wanted) == nil) }
      #expect(session.screen.complaints.isEmpty)
    }
  }

  @Test("A motion is as long as it says, and is what ECMA-48 calls it")
  func motions() {
    for (motion, text) in [
      (CursorMotion.none, ""), (.to(x: 0, y: 0), "\u{1B}[H"), (.to(x: 0, y: 8), "\u{1B}[9H"),
      (.to(x: 9, y: 0), "\u{1B}[1;10H"), (.to(x: 999, y: 99), "\u{1B}[100;1000H"), (.by(down: 2, right: 0), "\n\n"),
      (.by(down: 0, right: 1), "\u{1B}[C"), (.by(down: 1, right: 12), "\n\u{1B}[12C"),
      (.by(down: 0, right: -3), "\u{8}\u{8}\u{8}"), (.by(down: 0, right: -4), "\u{1B}[4D"),
      (.fromFirst(down: 1, right: 100), "\r\n\u{1B}[100C"),
    ] {
      var bytes: [UInt8] = []
      motion.append(to: &bytes)
      #expect(bytes == Array(text.utf8) && motion.length == bytes.count, "\(motion)")
    }
  }

  @Test("Where the last column of the last row would scroll the screen, its cell is left as it is")
  func scrolling() {
    var session = Session(columns: 4, rows: 2, depth: .mono) { $0.wrapsLate = false }
    var frame = Frame(width: 4, height: 2)
    for y in 0..<2 { frame.put("abcd", x: 0, y: y, .plain) }
    #expect(session.show(frame).hasSuffix("abcd\u{1B}[2Habc"))
  }

  @Test(
    "What is written for a change",
    arguments: [
      ("abc", "abd", "\u{1B}[1;3Hd"), ("one two", "oNe tWo", "\u{1B}[1;2HNe tW"),
      ("a", "aaaaaaaa", "\u{1B}[1;2Ha\u{1B}[6b"),
      ("abcdefgh", "a", "\u{1B}[1;2H\u{1B}[K"), ("ab", "ab\nab", "\u{1B}[2Hab"), ("a", "b\nc", "\u{1B}[Hb\r\nc"),
      ("abcdefghijklmnopq", "aBcdefghijklmnoPq", "\u{1B}[1;2HB\u{1B}[13CP"),
    ])
  func changes(before: String, after: String, expected: String) {
    var session = Session(columns: 20, rows: 2, depth: .palette256)
    for (text, isLast) in [(before, false), (after, true)] {
      var frame = Frame(width: 20, height: 2)
      for (y, line) in text.split(separator: "\n").enumerated() { frame.put(String(line), x: 0, y: y, .plain) }
      let written = session.show(frame)
      if isLast { #expect(written == expected, "\(written.debugDescription)") }
    }
  }

  @Test(
    "Renditions say what changes, or everything anew where that is shorter; half blocks are turned to keep a colour")
  func renditions() {
    var session = Session(columns: 9, rows: 1, depth: .palette256)
    var frame = Frame(width: 9, height: 1)
    frame.put("a", x: 0, y: 0, Style(.indexed(1), on: .indexed(2)))
    frame.put("b", x: 1, y: 0, Style(.indexed(1), on: .indexed(2), .bold))
    frame.put("c", x: 2, y: 0, Style(.indexed(3), on: .indexed(2)))
    frame.put("d", x: 3, y: 0, .plain)
    frame[4, 0] = Cell("▀", Style(.indexed(20), on: .indexed(30)))
    frame[5, 0] = Cell("▀", Style(.indexed(30), on: .indexed(40)))
    #expect(
      session.show(frame)
        == "\u{1B}[m\u{1B}[H\u{1B}[2J\u{1B}[31;42ma\u{1B}[1mb\u{1B}[22;33mc\u{1B}[md\u{1B}[38;5;30;48;5;20m▄\u{1B}[48;5;40m▀"
    )
  }

  @Test("A long bar is erased in its colour, if that is shorter, and not where the terminal's own ink is to be seen")
  func bars() {
    var session = Session(columns: 30, rows: 2, depth: .palette256, repeats: false)
    var frame = Frame(width: 30, height: 2)
    frame.put(String(repeating: "█", count: 20) + "x", x: 0, y: 0, Style(.indexed(4)))
    frame.put("██x", x: 0, y: 1, Style(.indexed(4)))
    let start = "\u{1B}[m\u{1B}[H\u{1B}[2J"
    #expect(session.show(frame) == start + "\u{1B}[44m\u{1B}[20X\u{1B}[20C\u{1B}[0;34mx\r\n██x")
    frame.fill(frame.bounds, Cell("█"))
    #expect(session.show(frame).contains("██████"))
  }

  @Test(
    "Characters are repeated only on terminals known to repeat any",
    arguments: [
      ("xterm-256color", [:], false), ("xterm-256color", ["XTERM_VERSION": "XTerm(379)"], true),
      ("xterm-256color", ["XTERM_VERSION": "XTerm(379)", "TMUX": "/tmp/tmux"], false), ("xterm-kitty", [:], true),
      ("foot-extra", [:], true), ("tmux-256color", ["KITTY_WINDOW_ID": "1"], false),
      ("xterm-256color", ["VTE_VERSION": "4600"], false), ("xterm-256color", ["VTE_VERSION": "7006"], true),
    ] as [(String, [String: String], Bool)])
  func repetition(term: String, variables: [String: String], expected: Bool) {
    #expect(ScreenTraits.repeatsAnything(term: term) { variables[$0] ?? "" } == expected)
  }
}
