// Colours through a real tmux, as they come to the terminal that it is on.

import Canvas
import Explorer
import Figures
import TerminalHarness
import Testing

@Suite("Colours through tmux", .serialized)
struct TmuxColorTests {
  /// The colours in 24 bits, and the numbers of a palette, among what a terminal was sent.
  private func colors(_ text: String) -> (direct: Set<Color>, indexed: Set<UInt8>) {
    var (direct, indexed): (Set<Color>, Set<UInt8>) = ([], [])
    for rendition in text.matches(of: /\e\[([0-9;:]+)m/) {
      var rest = rendition.1.split(whereSeparator: { ";:".contains($0) }).compactMap { UInt8($0) }[...]
      while let code = rest.popFirst() {
        guard code == 38 || code == 48, let kind = rest.popFirst() else { continue }
        let parts = Array(rest.prefix(kind == 2 ? 3 : 1))
        rest = rest.dropFirst(parts.count)
        if kind == 2, parts.count == 3 { direct.insert(.rgb(parts[0], parts[1], parts[2])) }
        if kind == 5, parts.count == 1 { indexed.insert(parts[0]) }
      }
    }
    return (direct, indexed)
  }

  /// What a terminal of 256 colours is sent by tmux, in which the explorer runs.
  private func sent(_ options: String = "", configuration: String, variables: [String: String]) throws -> String {
    let run = try TmuxOnTerminal(
      "--preset 'Figure 1 right' " + options,
      configuration: "set -g default-terminal tmux-256color\nset -g status off\n" + configuration, variables: variables,
      columns: 110, rows: 30)
    #expect(run.terminal.read(forMilliseconds: 10_000) { $0.text.contains("Verdict") })
    run.terminal.readUntilQuiet(milliseconds: 300)
    let text = run.terminal.text
    run.terminal.write("q")
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == .status(0))
    return text
  }

  /// The colours of the map's pixels, and those of the whole screen.
  private func drawn() throws -> (map: Set<Color>, all: Set<Color>) {
    var model = Model(columns: 110, rows: 30)
    model.settings = Settings(try #require(Preset.all.first { $0.name == "Figure 1 right" }))
    let look = try #require(model.look(depth: .trueColor, glyphs: Glyphs(isUnicode: true)))
    var (map, all): (Set<Color>, Set<Color>) = ([], [])
    for cell in drawScreen(model, look: look).cells {
      for color in [cell.style.foreground, cell.style.background] { all.insert(asSent(color)) }
      if cell.glyph == "▀" { map.formUnion([cell.style.foreground, cell.style.background]) }
    }
    return (map, all)
  }

  private func asSent(_ color: Color) -> Color {
    guard case .indexed(let index) = color.kind else { return color }
    let (red, green, blue) = XtermPalette.color(index)
    return .rgb(red, green, blue)
  }

  @Test(
    "Where tmux knows that the terminal has 24-bit colour, every colour of the map comes to it as it was drawn",
    arguments: ["set -as terminal-features ',*:RGB'", "set -ga terminal-overrides ',*:Tc'"])
  func direct(configuration: String) throws {
    let (map, all) = try drawn()
    let seen = colors(try sent(configuration: configuration, variables: ["COLORTERM": "truecolor"]))
    #expect(map.count > 100 && map.isSubset(of: seen.direct), "\(map.subtracting(seen.direct))")
    // And no others.
    #expect(seen.direct.isSubset(of: all), "\(seen.direct.subtracting(all))")
    #expect(seen.indexed.isEmpty)
  }

  @Test("Where it does not, it shows something of the palette that is near, for every colour of the map")
  func mappedDown() throws {
    let (map, all) = try drawn()
    let seen = colors(try sent(configuration: "", variables: ["COLORTERM": "truecolor"]))
    #expect(seen.direct.isEmpty)
    let palette = seen.indexed.map { asSent(.indexed($0)) }
    // The palette's steps are 40 of 255, or 95 at the dark end.
    for color in map { #expect(palette.contains { distance($0, color) <= 48 }, "\(color)") }
    for color in palette { #expect(all.contains { distance($0, color) <= 48 }, "\(color)") }
  }

  /// The most that red, green or blue differ by.
  private func distance(_ one: Color, _ other: Color) -> Int {
    guard case .rgb(let r, let g, let b) = one.kind, case .rgb(let red, let green, let blue) = other.kind else {
      return 256
    }
    return zip([r, g, b], [red, green, blue]).map { abs(Int($0) - Int($1)) }.max() ?? 256
  }

  @Test("Without COLORTERM the explorer itself keeps to the palette")
  func palette() throws {
    let seen = colors(try sent(configuration: "set -as terminal-features ',*:RGB'", variables: [:]))
    #expect(seen.direct.isEmpty && seen.indexed.count > 15)
  }
}
