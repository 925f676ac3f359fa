import Canvas
import Foundation
import RandomSupport
import Subprocess
import TerminalSupport
import Testing

@testable import Terminal

@Suite("Pictures as they are sent")
struct PictureTests {
  private static let greys = (0..<256).map { Color.rgb(UInt8($0), UInt8($0), UInt8($0)) }

  private func picture(
    _ columns: Int, _ rows: Int, x: Int = 0, palette: [Color] = greys, number: (Int, Int) -> Int
  ) throws -> Picture {
    var frame = Frame(width: columns + x, height: rows)
    frame.putPicture(
      in: Rect(x: x, y: 0, width: columns, height: rows), Fineness(across: 1, down: 1), palette: palette, number: number
    )
    return try #require(frame.picture)
  }

  @Test("What was compressed is had again: nothing, runs, noise, text, and what was long ago")
  func compression() async throws {
    var random = SplitMix64(seed: 1)
    let noise = (0..<50_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let few = (0..<50_000).map { _ in UInt8.random(in: 0...2, using: &random) }
    let cases: [[UInt8]] = [
      [], [7], [1, 2], [0, 0, 0], Array(repeating: 9, count: 100_000), noise, few,
      Array(noise[..<32_768]) + noise[..<600],
      Array(noise[..<32_769]) + noise[..<600], (0..<70_000).map { UInt8($0 / 251 % 256) },
      Array(String(repeating: "gain and loss, ", count: 999).utf8),
      (0...258).flatMap { Array(repeating: 5, count: $0) + [6] },
    ]
    let script = "import sys, zlib\nfor line in sys.stdin: print(zlib.decompress(bytes.fromhex(line)).hex())"
    let record = try await Subprocess.run(
      .name("python3"), arguments: ["-c", script],
      input: .string(cases.map { hexadecimal(zlibCompressed($0)) + "\n" }.joined()), output: .string(limit: 1 << 24),
      error: .string(limit: 1 << 16))
    let lines = record.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == cases.count + 1, "\(record.standardError)")
    for (line, bytes) in zip(lines, cases) { #expect(String(line) == hexadecimal(bytes), "\(bytes.prefix(20))") }
    #expect(zlibCompressed(Array(repeating: 9, count: 100_000)).count < 1000)
    #expect(zlibCompressed(noise).count < noise.count * 9 / 8 + 10)
  }

  @Test("A file has the pixels, clear ones too", arguments: [1, 2, 100, 256])
  func files(colors: Int) async throws {
    let palette = (0..<colors).map { $0 == 1 ? Color.terminalDefault : .rgb(UInt8($0), UInt8(255 - $0), 77) }
    let picture = try picture(80, 60, palette: palette) { column, row in (row * 83 + column * column) % colors }
    let (columns, rows, decoded) = try await pixels(ofPNG: picture.png)
    #expect((columns, rows) == (80, 60))
    #expect(decoded == picture.pixels.map { palette[Int($0)] })
  }

  @Test("A palette's colours are those that terminals show")
  func palette() async throws {
    let decoded = try await pixels(
      ofPNG: picture(2, 1, palette: [.indexed(21), .indexed(244)]) { column, _ in column }.png)
    #expect(decoded.colors == [.rgb(0, 0, 255), .rgb(128, 128, 128)])
  }

  @Test("The next picture is shown before the last one is taken back; the same is not sent again but after clearing")
  func exchange() throws {
    var sender = PictureSender(tmux: nil, number: 700)
    var terminal = KittyPictures()
    let noise = { (column: Int, row: Int) in (column * column * row + column * 7 + row * row) % 256 }
    let first = try picture(90, 80, x: 3, number: noise)
    terminal.read(sender.sequences(showing: first, anew: false))
    #expect(terminal.shown?.placement.rect == Rect(x: 3, y: 0, width: 90, height: 80))
    #expect(terminal.shown?.file == first.png)
    // Under cells' own ground [the protocol's INT32_MIN / 2].
    #expect(terminal.shown?.placement.depth ?? 0 < -1_073_741_824)
    // In more than one piece.
    #expect(terminal.commandCount > 2)
    let again = sender.sequences(showing: first, anew: false)
    #expect(again.isEmpty)
    let second = try picture(9, 8) { _, _ in 3 }
    terminal.read(sender.sequences(showing: second, anew: false))
    #expect(terminal.shown?.file == second.png && terminal.mostShown == 2 && terminal.files.count == 1)
    terminal.read(Array("\u{1B}[H\u{1B}[2J".utf8) + sender.sequences(showing: second, anew: true))
    #expect(terminal.shown?.file == second.png && terminal.files.count == 1)
    terminal.read(sender.sequences(showing: nil, anew: false))
    #expect(terminal.files.isEmpty && terminal.placements.isEmpty)
    let nothing = sender.sequences(showing: nil, anew: true)
    #expect(nothing.isEmpty)
    terminal.read(sender.sequences(showing: first, anew: false))
    // A command that was cut ends where the farewell begins.
    terminal.read(Array("\u{1B}_Gq=2,m=1;AAAA".utf8) + sender.farewell)
    #expect(terminal.files.isEmpty && terminal.placements.isEmpty)
    #expect(sender.farewell.count < 300)
  }

  @Test("Through tmux it is sent to the terminal around, where the pane is")
  func throughTmux() throws {
    let tmux = try #require(TmuxState("on 0 20 5 on top xterm-kitty"))
    var sender = PictureSender(tmux: tmux, number: 700)
    let picture = try picture(9, 8, x: 3) { column, _ in column }
    let bytes = sender.sequences(showing: picture, anew: false)
    #expect(KittyPictures(bytes).commandCount == 0 || !KittyPictures(bytes).complaints.isEmpty)
    var terminal = KittyPictures(KittyPictures.passedOn(bytes))
    #expect(terminal.complaints.isEmpty)
    #expect(terminal.shown?.file == picture.png)
    #expect(terminal.shown?.placement.rect == Rect(x: 23, y: 6, width: 9, height: 8))
    terminal.read(KittyPictures.passedOn(sender.farewell))
    #expect(terminal.files.isEmpty && terminal.complaints.isEmpty)
  }
}

@Suite("Whether pictures are drawn")
struct GraphicsPlanTests {
  private func plan(
    _ choice: GraphicsChoice, _ term: String = "xterm-256color",
    _ change: (inout GraphicsEnvironment) -> Void = { _ in }
  ) -> GraphicsPlan {
    var environment = GraphicsEnvironment(term: term, hasPixelSize: true, depth: .palette256)
    change(&environment)
    return GraphicsPlan(choice, environment)
  }

  @Test("Off they are never drawn; asked for they are, on any terminal that could; left open, on those known to")
  func choices() {
    for term in ["xterm-kitty", "xterm-256color"] {
      #expect(!plan(.off, term).isOn)
      #expect(plan(.kitty, term).isOn)
    }
    for term in ["xterm-kitty", "xterm-ghostty", "wezterm"] { #expect(plan(.auto, term).isOn) }
    #expect(plan(.auto) { $0.kittyWindow = "1" }.isOn)
    #expect(plan(.auto) { $0.termProgram = "WezTerm" }.isOn)
    #expect(plan(.auto) { $0.termProgram = "Apple_Terminal" }.isOn == false)
    let unknown = plan(.auto)
    #expect(!unknown.isOn)
    #expect(
      unknown.reason
        == "TERM=xterm-256color is not known to draw pictures; --graphics=kitty asks for them all the same")
  }

  @Test("What makes them impossible is named, also where they are asked for")
  func obstacles() throws {
    let closed = try #require(TmuxState("off 0 0 0 on bottom xterm-kitty"))
    let cases: [(GraphicsPlan, String)] = [
      (plan(.kitty) { $0.depth = .eight }, "256 colours"), (plan(.kitty, "linux"), "Linux console"),
      (plan(.kitty) { $0.isInScreen = true }, "GNU screen"), (plan(.kitty, "screen.xterm-256color"), "GNU screen"),
      (plan(.kitty, "tmux-256color"), "tmux does not say"), (plan(.kitty) { $0.isInTmux = true }, "tmux does not say"),
      (
        plan(.kitty, "tmux-256color") {
          $0.isInTmux = true
          $0.tmux = closed
        }, "tmux set -g allow-passthrough on"
      ),
      (plan(.kitty) { $0.hasPixelSize = false }, "size in pixels"),
      (plan(.auto, "xterm-kitty") { $0.hasPixelSize = false }, "size in pixels"),
    ]
    for (plan, reason) in cases {
      #expect(!plan.isOn)
      #expect(plan.reason.contains(reason), "\(plan.reason)")
    }
  }

  @Test("In tmux the terminal around counts, not the variables it left")
  func tmux() throws {
    let kitty = try #require(TmuxState("on 0 0 0 off bottom xterm-kitty"))
    let other = try #require(TmuxState("all 0 0 0 off bottom xterm-256color"))
    func within(_ state: TmuxState, _ choice: GraphicsChoice) -> GraphicsPlan {
      plan(choice, "tmux-256color") {
        $0.isInTmux = true
        $0.tmux = state
        $0.kittyWindow = "1"
      }
    }
    #expect(within(kitty, .auto).isOn && within(kitty, .kitty).isOn && within(other, .kitty).isOn)
    #expect(!within(other, .auto).isOn)
  }

  @Test(
    "What tmux says is read: passing on, and the place of the pane",
    arguments: [
      ("on 0 3 4 on bottom xterm", true, 3, 4), ("on 0 3 4 on top xterm", true, 3, 5),
      ("all 0 0 0 2 top xterm-kitty", true, 0, 2), ("on 0 0 7 off top xterm", true, 0, 7),
      ("off 0 3 4 on bottom xterm", false, 3, 4), ("on 1 3 4 on bottom xterm", false, 3, 4),
      (" 0 3 4 on bottom xterm", false, 3, 4),
    ])
  func answers(answer: String, passesOn: Bool, column: Int, row: Int) throws {
    let state = try #require(TmuxState(answer))
    #expect(state.passesOn == passesOn && state.column == column && state.row == row)
  }

  @Test("Any other answer is none", arguments: ["", "on", "on 0 x 4 on bottom xterm", "on 0 1 2 on bottom xterm more"])
  func nonsense(answer: String) { #expect(TmuxState(answer) == nil) }
}
