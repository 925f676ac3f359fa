// `w2s --linear` as a person, or a script, runs it.

import Explorer
import Figures
import Foundation
import Testing

@Suite("w2s --linear")
struct LinearProgramTests {
  @Test("Lines in, sentences out; the end of the input ends with 0, and so does quit")
  func conversation() async throws {
    for ending in ["", "quit\nlambda-s 3\n", "q\nlambda-s 3\n"] {
      let outcome = try await w2s(["--linear"], input: "l l l\nlambda-s 0.5\r\nundo\n" + ending)
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      let said = outcome.lines.dropFirst(2)
      #expect(outcome.lines[0].hasPrefix("Map, Figure 1 left. Gain: Ls − Lt −0.0327"))
      #expect(said.count == (ending.isEmpty ? 3 : 4), "\(outcome.output)")
      #expect(said[2].hasPrefix("λt 0.071, ") && said[3].hasPrefix("λs 0.5, ") && said[4].hasPrefix("λs 0.1, "))
      // Nobody is asked for what a script says.
      #expect(!outcome.output.contains("> "))
    }
    // As the README has it.
    let shown = try await shell("printf 'lambda-s 0.5\\nwhy\\n\\n' | w2s --linear")
    #expect(shown.status == 0 && shown.output.contains("The student gives up "))
    let unfinished = try await w2s(["--linear"], input: "sigma 2")
    #expect(unfinished.status == 0 && unfinished.lines.last?.hasPrefix("σε 2, ") == true)
  }

  @Test("It starts as the explorer does, and in ASCII where asked to")
  func start() async throws {
    let options = ["--linear", "--preset", "Figure 1 right", "--view", "phases", "--ascii"]
    let outcome = try await w2s(options, input: "where\n")
    #expect(outcome.output.hasPrefix("Phases, Figure 1 right."))
    #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 && ($0 >= 0x20 || $0 == 0x0a) })
    let simulated = try await w2s(
      ["--linear", "--view", "why", "--dimension", "30", "--trials", "3", "--simulate"], input: "")
    #expect(simulated.status == 0 && simulated.output.contains("3 trials"))
    try await w2s(["--linear", "--view", "nowhere"]).expectRefusal(["nowhere", "map"], "view")
    let tour = try await w2s(["tour", "window", "--linear", "--step", "2"], input: "]\n")
    #expect(tour.output.contains("2 of 7, Without a penalty: ") && tour.output.contains("You said") == false)
    #expect(tour.lines.last?.contains("Not 'it still ties' but 'it loses'.") == true)
  }

  @Test("Files and bookmarks are written as from the explorer")
  func files() async throws {
    let sandbox = try Sandbox()
    let file = sandbox.home + "/map.csv"
    let outcome = try await w2s(
      ["--linear"], input: "export \(file)\nexport \(file)\nlambda-s 0.7\nbookmark far away\n",
      environment: sandbox.variables)
    #expect(outcome.status == 0)
    #expect(outcome.lines[2] == "Wrote \(file)." && outcome.lines[3].hasPrefix("refused: \(file)"))
    #expect(sandbox.read("map.csv")?.hasPrefix("# Ls − Lt") == true)
    let again = try await w2s(["check", "--json"], environment: sandbox.variables)
    #expect(again.status == 0)
    let opened = try await w2s(["--linear", "--bookmark", "far away"], input: "\n", environment: sandbox.variables)
    #expect(opened.output.contains("λs 0.7"))
    withExtendedLifetime(sandbox) {}
  }

  @Test("Hostile input is answered a line each, with nothing a terminal would act on")
  func hostile() async throws {
    let bytes =
      "\u{1b}[2J\n\u{0}\u{7}\nlambda-s \u{1b}]0;x\u{7}\n\u{202e}\n" + String(repeating: "x", count: 3_000_000) + "\nl\n"
    let outcome = try await w2s(["--linear"], input: bytes)
    #expect(outcome.status == 0)
    let said = outcome.lines.dropFirst(2)
    #expect(said.count == 6 && said.prefix(5).allSatisfy { $0.contains("refused: ") }, "\(outcome.output.prefix(2000))")
    #expect(said.last?.hasPrefix("λt 0.056") == true)
    #expect(outcome.output.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0a })
  }
}
