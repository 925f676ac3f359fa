// The map as pixels, on a pseudo-terminal that tells the size of its cells.

import Canvas
import Explorer
import Figures
import Foundation
import Preferences
import TerminalHarness
import TerminalSupport
import Testing
import Theory

@Suite("The map drawn as a picture", .serialized)
struct PictureTests {
  private static let fineness = Fineness(across: 4, down: 4)

  private func run(
    _ arguments: [String] = ["--graphics", "kitty"], _ variables: [String: String] = [:], pixels: Bool = true
  ) throws -> ExplorerRun {
    let run = try ExplorerRun(
      arguments, variables: variables, columns: 100, rows: 30, cell: pixels ? (8, 16) : (0, 0))
    run.opens()
    return run
  }

  /// What a terminal with pictures shows of all that was written so far.
  private func shown(_ run: ExplorerRun) -> KittyPictures {
    let pictures = KittyPictures(run.terminal.output)
    #expect(pictures.complaints.isEmpty, "\(pictures.complaints)")
    return pictures
  }

  private func hasHalfBlocks(_ run: ExplorerRun) -> Bool { run.terminal.text.contains { "▀▄".contains($0) } }

  private func model(_ keys: String...) -> Model {
    var model = Model(columns: 100, rows: 30)
    for key in keys { model.press(key) }
    return model
  }

  /// Compares the picture with the one that is drawn for a model, and a few of its pixels with the formula.
  private func expectMap(
    _ run: ExplorerRun, of model: Model, depth: ColorDepth, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let look = try #require(
      model.look(depth: depth, glyphs: Glyphs(isUnicode: true), fineness: Self.fineness), sourceLocation: sourceLocation
    )
    let drawn = try #require(drawScreen(model, look: look).picture, sourceLocation: sourceLocation)
    let (file, placement) = try #require(shown(run).shown, sourceLocation: sourceLocation)
    #expect(placement.rect == drawn.rect, sourceLocation: sourceLocation)
    let (columns, rows, colors) = try await pixels(ofPNG: file)
    #expect((columns, rows) == (drawn.rect.width * 4, drawn.rect.height * 4), sourceLocation: sourceLocation)
    let expected = drawn.pixels.map { asSent(drawn.palette[Int($0)]) }
    #expect(colors == expected, sourceLocation: sourceLocation)
    let (settings, window) = (model.settings, model.settings.axes.window)
    for (x, y) in [(0, 0), (columns - 1, 0), (columns / 2, rows / 2), (columns / 3, rows - 1), (5, rows / 4)] {
      let across = window.x.value((Double(x) + 0.5) / Double(columns))
      let up = window.y.value(1 - (Double(y) + 0.5) / Double(rows))
      let gap = settings.regime.with(settings.axes.x, across).with(settings.axes.y, up).errors.gap
      let color = look.ramp.pictureColors[look.ramp.pictureNumber(settings.colorScale(.theory).position(gap))]
      #expect(colors[y * columns + x] == asSent(color), "\(x), \(y)", sourceLocation: sourceLocation)
    }
  }

  private func asSent(_ color: Color) -> Color {
    guard case .indexed(let index) = color.kind else { return color }
    let (red, green, blue) = XtermPalette.color(index)
    return .rgb(red, green, blue)
  }

  @Test("Its pixels are the gap's colours, at the start and after a step, one picture at a time")
  func pixelsOfTheMap() async throws {
    let run = try run()
    try await expectMap(run, of: model(), depth: .palette256)
    // The penalties are its axes: of them it is the same.
    let commands = shown(run).commandCount
    run.press("l")
    #expect(shown(run).commandCount == commands)
    for key in ["j", "j", "l"] { run.press(key) }
    try await expectMap(run, of: model("l", "j", "j", "l"), depth: .palette256)
    // The next one comes before the last one goes.
    #expect(shown(run).commandCount > commands && shown(run).mostShown == 2 && shown(run).files.count == 1)
    run.quits()
  }

  @Test("In 24-bit colour too; the cells under it are blank, and the lines stay")
  func trueColor() async throws {
    let run = try run(["--graphics", "kitty", "--preset", "Figure 1 right"], ["COLORTERM": "truecolor"])
    var model = model()
    model.settings = Settings(try #require(Preset.all.first { $0.name == "Figure 1 right" }))
    try await expectMap(run, of: model, depth: .trueColor)
    #expect(!hasHalfBlocks(run))
    #expect(run.terminal.text.contains("GAIN") && run.terminal.text.contains("⡇"))
    run.quits()
  }

  @Test("It goes under another view and under help, where half blocks come back, and comes again")
  func covered() async throws {
    let run = try run()
    #expect(shown(run).shown != nil)
    for (there, back) in [("3", "1"), ("?", "q"), ("2", "1")] {
      run.press(there)
      #expect(shown(run).placements.isEmpty && shown(run).files.isEmpty, "\(there)")
      run.press(back)
      #expect(shown(run).shown != nil, "\(back)")
    }
    #expect(hasHalfBlocks(run))
    run.quits()
  }

  @Test("After another size and after painting again it is whole")
  func resized() async throws {
    let run = try run()
    run.terminal.resize(columns: 90, rows: 26)
    run.terminal.readUntilQuiet(milliseconds: 200)
    var model = model()
    _ = model.update(.resize(columns: 90, rows: 26))
    try await expectMap(run, of: model, depth: .palette256)
    run.press("\u{0C}")
    try await expectMap(run, of: model, depth: .palette256)
    run.quits()
  }

  @Test("Every way out takes it back", arguments: ["q", "\u{3}", "term", "trap"])
  func leaving(way: String) throws {
    let run = try run()
    #expect(shown(run).shown != nil)
    switch way {
    case "term": run.terminal.signal(SIGTERM)
    case "trap": run.terminal.signal(SIGSEGV)
    default: run.terminal.write(way)
    }
    let exit = run.terminal.waitForExit(milliseconds: 10_000)
    #expect(exit != nil)
    #expect(shown(run).files.isEmpty && shown(run).placements.isEmpty)
    run.expectRestored()
  }

  @Test("Ctrl-Z takes it back, and fg shows it again")
  func stopping() throws {
    let run = try ExplorerRun(
      ["--graphics", "kitty"], columns: 100, rows: 30, cell: (8, 16),
      script: "set -m; \"$@\"; echo stopped; read x; fg; echo over $?")
    run.opens()
    #expect(shown(run).shown != nil)
    run.terminal.write("\u{1A}")
    #expect(run.shows("stopped"))
    #expect(shown(run).files.isEmpty)
    let before = run.terminal.output.count
    run.terminal.write("\r")
    run.terminal.read(forMilliseconds: 5000) { $0.output.count > before + 2000 }
    run.terminal.readUntilQuiet(milliseconds: 200)
    #expect(shown(run).shown != nil)
    run.terminal.write("q")
    #expect(run.shows("over 0"))
    #expect(shown(run).files.isEmpty)
  }

  @Test(
    "A repaint costs less than half blocks do: a quarter in 24 bits, and the picture is no more than 16 KB",
    arguments: [("256", 0.75), ("true", 0.25)])
  func bytes(colors: String, share: Double) throws {
    func repaint(_ arguments: [String]) throws -> [UInt8] {
      let run = try ExplorerRun(
        arguments + ["--color", colors, "--preset", "Figure 1 right"], columns: 200, rows: 60, cell: (8, 16))
      run.opens()
      let before = run.terminal.output.count
      run.terminal.write("\u{0C}")
      run.terminal.read(forMilliseconds: 5000) { $0.output.count > before + 5000 }
      run.terminal.readUntilQuiet(milliseconds: 300)
      let bytes = Array(run.terminal.output[before...])
      run.quits()
      return bytes
    }
    let (picture, halfBlocks) = (try repaint(["--graphics", "kitty"]), try repaint([]))
    #expect(Double(picture.count) < share * Double(halfBlocks.count) && picture.count > 5000)
    #expect(KittyPictures(picture).shown != nil && KittyPictures(picture).commandBytes < 16_000)
  }

  @Test("By default nothing of the kind is written, in kitty neither")
  func off() throws {
    for arguments in [[], ["--graphics", "off"]] {
      let run = try run(arguments, ["TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"])
      run.press("l")
      #expect(KittyPictures(run.terminal.output).commandCount == 0)
      #expect(!run.terminal.text.contains("\u{1B}_") && hasHalfBlocks(run))
      run.quits()
    }
  }

  @Test("Left open, it is drawn in kitty and nowhere else, and nothing is said")
  func auto() throws {
    let kitty = try run(["--graphics", "auto"], ["KITTY_WINDOW_ID": "1"])
    #expect(shown(kitty).shown != nil)
    kitty.quits()
    let other = try run(["--graphics", "auto"])
    #expect(shown(other).commandCount == 0)
    #expect(!other.terminal.text.contains("No pictures"))
    other.quits()
  }

  @Test("The config file can ask for it, and the option overrules it")
  func config() throws {
    let sandbox = try Sandbox()
    try sandbox.write("graphics = \"kitty\"\n", to: "config/w2s/config.toml")
    for (arguments, isShown) in [([String](), true), (["--graphics", "off"], false)] {
      let run = try ExplorerRun(arguments, columns: 100, rows: 30, cell: (8, 16), sandbox: sandbox)
      run.opens()
      #expect((shown(run).shown != nil) == isShown)
      run.quits()
    }
    withExtendedLifetime(sandbox) {}
  }

  @Test("Where it cannot be drawn, half blocks are, and the reason is said")
  func obstacles() throws {
    let cases: [([String: String], [String], Bool, String)] = [
      ([:], [], false, "does not tell its size in pixels"), ([:], ["--color", "never"], true, "need 256 colours"),
      (["STY": "1.tty"], [], true, "GNU screen passes no pictures on"),
      (["TMUX": "/nowhere,1,0", "TMUX_PANE": "%0"], [], true, "tmux does not say"),
    ]
    for (variables, arguments, pixels, reason) in cases {
      let run = try ExplorerRun(
        ["--graphics", "kitty"] + arguments, variables: variables, columns: 120, rows: 30,
        cell: pixels ? (8, 16) : (0, 0)
      )
      run.opens()
      #expect(plainText(run.terminal.text).contains("No pictures: "), "\(reason)")
      #expect(plainText(run.terminal.text).contains(reason), "\(plainText(run.terminal.text).suffix(200))")
      #expect(KittyPictures(run.terminal.output).commandCount == 0)
      run.quits()
    }
  }

  @Test("Through tmux it is passed on where tmux is told to, and taken back; where not, the reason is said")
  func throughTmux() throws {
    for isAllowed in [true, false] {
      let run = try TmuxOnTerminal(
        "--graphics kitty",
        configuration: "set -g allow-passthrough \(isAllowed ? "on" : "off")\nset -g status-position top",
        columns: 130, rows: 31, cell: (8, 16))
      #expect(run.terminal.read(forMilliseconds: 10_000) { $0.text.contains("Verdict") })
      run.terminal.readUntilQuiet(milliseconds: 200)
      let pictures = KittyPictures(run.terminal.output)
      #expect(pictures.complaints.isEmpty)
      if isAllowed {
        var model = Model(columns: 130, rows: 30)
        _ = model.update(.resize(columns: 130, rows: 30))
        let look = try #require(
          model.look(depth: .palette256, glyphs: Glyphs(isUnicode: true), fineness: Self.fineness))
        let rect = try #require(drawScreen(model, look: look).picture?.rect)
        // Below the status line.
        #expect(
          pictures.shown?.placement.rect == Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: rect.height))
      } else {
        #expect(pictures.commandCount == 0)
        #expect(run.terminal.text.contains("allow-passthrough"))
      }
      run.terminal.write("q")
      #expect(run.terminal.waitForExit(milliseconds: 10_000) == .status(0))
      let left = KittyPictures(run.terminal.output)
      #expect(left.files.isEmpty && left.complaints.isEmpty)
    }
  }

  @Test("An unknown kind of pictures is refused, with those there are")
  func refused() async throws {
    let outcome = try await w2s(["--graphics", "sixel"])
    outcome.expectRefusal(["sixel", "off", "kitty", "auto"], "--graphics sixel")
  }

  @Test("The report says whether pictures could be drawn")
  func doctor() async throws {
    let outcome = try await w2s(["doctor"])
    #expect(outcome.output.contains("pictures"))
    #expect(outcome.output.contains("size in pixels"))
  }
}
