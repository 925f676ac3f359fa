import Canvas
import Foundation
import Terminal
import TerminalHarness
import TerminalSupport
import RandomSupport
import Testing

@Suite("A real terminal's screen and events", .serialized)
struct ScreenTests {
  @Test("An unchanged frame writes nothing; a changed one is written at once")
  func onlyChanges() throws {
    let run = try FixtureRun()
    #expect(run.starts())
    run.terminal.readUntilQuiet(milliseconds: 50)
    run.terminal.write("u")
    #expect(run.says("\"u\""))
    #expect(run.terminal.readUntilQuiet(milliseconds: 50).isEmpty)
    run.terminal.write("x")
    let change = String(decoding: run.terminal.readUntilQuiet(milliseconds: 50), as: UTF8.self)
    #expect(change.hasPrefix("\u{1B}[?2026h") && change.hasSuffix("\u{1B}[?2026l") && change.utf8.count < 100)
    run.terminal.write("r")
    let all = String(decoding: run.terminal.readUntilQuiet(milliseconds: 50), as: UTF8.self)
    #expect(all.contains("\u{1B}[2J") && !all.contains("2026"))
  }

  @Test("Two hundred sizes are all followed, down to one cell; LINES and COLUMNS do not matter")
  func resizing() throws {
    let run = try FixtureRun(environment: ["LINES": "10", "COLUMNS": "20"])
    #expect(run.says("size 80x24"))
    for i in 0..<200 {
      let (columns, rows) = i == 100 ? (1, 1) : (40 + i, 10 + i % 50)
      run.terminal.resize(columns: columns, rows: rows)
      #expect(run.says("resized(columns: \(columns), rows: \(rows))", within: 2000))
    }
    run.terminal.write("q")
    #expect(run.terminal.waitForExit(milliseconds: 2000) == .status(0))
  }

  @Test("Sizes that no screen has are drawn as far as a thousand columns and rows")
  func extremeSizes() throws {
    let run = try FixtureRun()
    #expect(run.starts())
    let sizes = [
      (65_535, 65_535), (1, 1), (0, 0), (65_535, 1), (1, 65_535), (0, 7), (7, 0), (1000, 1001), (2, 2),
      (32_768, 32_767),
      (1, 1), (80, 24),
    ]
    for (columns, rows) in sizes {
      run.terminal.resize(columns: columns, rows: rows)
      // Nothing is made of a size that is not known.
      if columns == 0 || rows == 0 { continue }
      let drawn = "resized(columns: \(min(columns, 1000)), rows: \(min(rows, 1000)))"
      #expect(run.says(drawn, within: 60_000), "\(columns)x\(rows)")
    }
    run.terminal.write("q")
    #expect(run.terminal.waitForExit(milliseconds: 60_000) == .status(0))
    run.expectRestored()
  }

  @Test("Keys and pointer, split or not; Esc alone within its delay; waking")
  func events() throws {
    let run = try FixtureRun()
    #expect(run.starts())
    run.terminal.write("\u{1B}[")
    run.terminal.write("A\u{1B}[<0;5;6M\u{1B}[M@&&\u{1B}[<0;5;6m")
    for said in ["up", "kind: Canvas.Mouse.Kind.press, x: 4, y: 5", "Kind.drag, x: 5, y: 5", "Kind.release"] {
      #expect(run.says(said), "\(said)")
    }
    let start = ContinuousClock.now
    run.terminal.write("\u{1B}")
    #expect(run.says("escape"))
    #expect(ContinuousClock.now - start < .milliseconds(200))
    run.terminal.write("w")
    #expect(run.says("woken"))
    run.terminal.write("mm")
    #expect(run.terminal.read(forMilliseconds: 2000) { $0.text.components(separatedBy: "\u{1B}[?1002h").count == 3 })
  }

  @Test(
    "Terminals of all kinds",
    arguments: ["vt52", "vt100", "linux", "xterm", "screen", "tmux-256color", "xterm-256color", "ansi"])
  func terms(term: String) throws {
    let run = try FixtureRun(environment: ["TERM": term])
    #expect(run.says("depth"))
    run.terminal.write("ppp")
    #expect(run.says("\"p\""))
    run.terminal.readUntilQuiet(milliseconds: 100)
    run.terminal.write("q")
    #expect(run.terminal.waitForExit(milliseconds: 5000) == .status(0))
    #expect(run.terminal.modes == run.terminal.initialModes)
    #expect(
      run.log.contains(
        "depth \(["vt52": "mono", "vt100": "mono", "tmux-256color": "palette256", "xterm-256color": "palette256"][term] ?? "eight") "
      ))
  }

  @Test(
    "What was written for changes shows what painting everything again does",
    arguments: ["vt100", "linux", "xterm", "screen", "tmux-256color", "xterm-256color"])
  func changesAndRepaints(term: String) throws {
    let run = try FixtureRun(environment: ["TERM": term])
    #expect(run.terminal.read(forMilliseconds: 5000) { $0.text.contains("bold") })
    let erasesInColor = ["linux", "xterm", "xterm-256color"].contains(term)
    var screen = EmulatedScreen(columns: 80, rows: 24, traits: .init(repeats: false, erasesInColor: erasesInColor))
    run.terminal.readUntilQuiet(milliseconds: 50)
    screen.take(run.terminal.output)
    func written(_ key: String) -> [UInt8] {
      let start = run.terminal.output.count
      run.terminal.write(key)
      run.terminal.read(forMilliseconds: 5000) { $0.output.count > start }
      run.terminal.readUntilQuiet(milliseconds: 50)
      return Array(run.terminal.output[start...])
    }
    for key in ["p", "x", "p", "0", "p"] {
      screen.take(written(key))
      let changed = screen.cells.map { Look($0) }
      screen.take(written("r"))
      let isSame = screen.cells.map { Look($0) } == changed
      #expect(isSame, "\(key)")
    }
    #expect(screen.complaints.isEmpty, "\(screen.complaints.first ?? "")")
  }

  @Test(
    "Terminals that cannot be used are refused in one line",
    arguments: [("", "not set"), ("nonsense", "nonsense"), ("dumb", "dumb")])
  func refusal(term: String, named: String) throws {
    let run = try FixtureRun(environment: ["TERM": term])
    #expect(run.terminal.waitForExit(milliseconds: 5000) == .status(69))
    let text = run.terminal.text
    #expect(text.contains(named) && text.contains("try TERM=") && text.filter { $0 == "\n" || $0 == "\r\n" }.count == 1)
    #expect(!text.contains("\u{1B}"))
  }

  @Test("NO_COLOR leaves attributes only, and a choice overrides it")
  func noColor() throws {
    let run = try FixtureRun(environment: ["NO_COLOR": "1"])
    #expect(run.says("depth mono"))
    run.terminal.write("p")
    run.terminal.readUntilQuiet(milliseconds: 100)
    #expect(!run.terminal.text.contains("[38;5") && !run.terminal.text.contains("[94m"))
    #expect(try FixtureRun(["always"], environment: ["NO_COLOR": "1"]).says("depth palette256"))
    #expect(try FixtureRun(["256"], environment: ["TERM": "xterm"]).says("depth palette256"))
  }

  @Test("Without UTF-8, ASCII alone is written")
  func asciiLocale() throws {
    let run = try FixtureRun(environment: ["LC_ALL": "C"])
    #expect(run.says("unicode false"))
    run.terminal.write("p")
    run.terminal.readUntilQuiet(milliseconds: 100)
    #expect(run.terminal.output.allSatisfy { $0 < 0x80 })
    #expect(try FixtureRun(["unicode"], environment: ["LC_ALL": "C"]).says("unicode true"))
    #expect(try FixtureRun(["ascii"]).says("unicode false"))
  }

  @Test("A hundred thousand random bytes do not end it")
  func randomInput() throws {
    let run = try FixtureRun()
    #expect(run.starts())
    var random = SplitMix64(seed: 11)
    // Not the fixture's own ways to end, nor the terminal's signals and flow control.
    let excluded = Set("qtsnael".utf8).union([0x03, 0x1C, 0x1A])
    var bytes: [UInt8] = []
    while bytes.count < 100_000 {
      let bits = random.next()
      let byte = bits >> 60 == 0 ? 0x1B : UInt8(truncatingIfNeeded: bits)
      if !excluded.contains(byte) { bytes.append(byte) }
    }
    run.terminal.write(bytes)
    run.terminal.readUntilQuiet(milliseconds: 600)
    run.terminal.write("q")
    #expect(run.terminal.waitForExit(milliseconds: 5000) == .status(0))
  }

  @Test("The report works without a terminal")
  func report() {
    let lines = terminalReport()
    for name in ["TERM", "colours", "locale", "ncurses", "size", "standard output"] {
      #expect(lines.contains { $0.0 == name && !$0.1.isEmpty })
    }
  }
}
