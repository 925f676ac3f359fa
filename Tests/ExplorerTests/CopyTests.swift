import Canvas
import Figures
import Testing
import Tours

@testable import Explorer

@Suite("Taking text away")
struct CopyTests {
  private func model(_ keys: String = "", columns: Int = 80, rows: Int = 24) -> (Model, [Effect]) {
    var model = Model(columns: columns, rows: rows)
    var effects: [Effect] = []
    for name in keys.split(separator: " ") { Key(name: String(name)).map { effects = model.update(.key($0)) } }
    return (model, effects)
  }

  @Test("Y lists what can be copied, Enter copies the row, Y again the command")
  func list() {
    #expect(model("Y").0.overlay == .copy(chosen: 0))
    let (twice, effects) = model("Y Y")
    #expect(effects == [.copy(twice.openCommand.line)] && twice.overlay == nil)
    #expect(twice.message?.text == "The command that opens this view is copied (if your terminal allows OSC 52)")
    let gap = model("Y Down Enter").1
    #expect(gap.count == 1)
    if case .copy(let text)? = gap.first { #expect(Double(text).map { abs($0 + 0.03268) < 1e-4 } == true) }
    let verdict = model("Y Down Down Enter").1
    if case .copy(let text)? = verdict.first {
      #expect(text.hasPrefix("GAIN: Ls − Lt = −0.03268\n"))
    } else {
      Issue.record("\(verdict)")
    }
    #expect(model("Y Esc").0.overlay == nil)
    #expect(model("5 Y Down Enter").1 == [.copy(model("5").0.openCommand.line)])
  }

  @Test("While a tour's picture is covered, only the command can be copied")
  func covered() throws {
    var (model, _) = model()
    let tour = try #require(model.tours.tours.first { $0.steps.contains { $0.prediction?.covers == true } })
    let step = try #require(tour.steps.firstIndex { $0.prediction?.covers == true })
    model.begin(tour, at: step)
    #expect(model.isCovered && model.copyables.map(\.name) == ["The command that opens this view"])
  }

  @Test("Without a terminal there is none to copy to")
  func headless() {
    let said = Effect.copy("x").doneAtOnce
    guard case .report(let text, isError: true)? = said.first else {
      Issue.record("\(said)")
      return
    }
    #expect(text == "There is no terminal to copy to")
  }

  @Test("Commands fold into rows that a shell puts together again", arguments: [36, 40, 80, 200])
  func folding(width: Int) {
    let long = ShellCommand(words: [
      "w2s", "--pin", String(repeating: "lambda-t=0.1,", count: 9), "--x", String(repeating: "it's ", count: 20), "",
      "日本語日本語日本語日本語日本語日本語日本語",
    ])
    for command in model().0.commands + [long] {
      let rows = command.folded(to: width)
      #expect(rows.allSatisfy { $0.columns <= width && !$0.hasPrefix(" ") })
      #expect(rows.dropLast().allSatisfy { $0.hasSuffix("\\") } && rows.last?.hasSuffix("\\") == false)
      #expect(ShellCommand(typed: rows.joined(separator: "\n"))?.words == command.words)
    }
  }

  @Test("Nothing stands beside the commands shown")
  func page() throws {
    let (model, _) = model("c")
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    let lines = drawScreen(model, look: look).plainText.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1] == "# Open this view again")
    #expect(lines[2].hasPrefix("w2s --") && lines[2].hasSuffix("\\") && lines[2].count == 80)
    #expect(!lines.dropLast().contains { $0.contains("│") })
  }
}
