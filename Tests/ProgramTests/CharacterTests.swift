// What a terminal that shows only ASCII is sent, and what everything else is.

import TerminalHarness
import TerminalSupport
import Testing

@Suite("Words on terminals without Unicode", .serialized)
struct CharacterTests {
  /// What a run on a terminal writes, standard output and standard error together.
  private func onTerminal(_ command: String, locale: String) throws -> String {
    let sandbox = try Sandbox()
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", "w2s() { '\(Products.path("w2s"))' \"$@\"; }; \(command)"],
      environment: sandbox.environment(["LC_ALL": locale]), columns: 100, rows: 40)
    #expect(terminal.waitForExit(milliseconds: 60_000) != nil)
    return terminal.text
  }

  @Test(
    "Words for a person are spelt in ASCII",
    arguments: [
      ("w2s check", "GAIN: Ls - Lt = -0.03268"), ("w2s simulate --dimension 20", "Ls - Lt = "),
      ("w2s features --dimension 8 --trials 2", "||"), ("w2s figure 1", "ls"), ("w2s themes", "dusk"),
      ("w2s keys", "tie lt to"), ("w2s render", "Ls - Lt"),
      ("w2s tour", "compensation"), ("w2s --help", "w2s check --lambda-t"), ("w2s help check", "lt 0.05"),
      ("w2s --version", "0."), ("w2s check --lambda-t x", "lt is a finite number >= 0"), ("w2s doctor", "100x40"),
      ("w2s figure 3 --simulate --dimension 10 --csv >/dev/null", "largest |z|"),
    ])
  func spelt(command: String, part: String) throws {
    let text = try onTerminal(command, locale: "C")
    #expect(text.utf8.allSatisfy { $0 < 128 }, "\(text)")
    #expect(text.contains(part), "\(text)")
  }

  @Test(
    "A terminal of a UTF-8 locale is sent symbols",
    arguments: [("w2s check", "Ls − Lt = −0.03268"), ("w2s check --lambda-t x", "≥ 0"), ("w2s help check", "λt 0.05")])
  func symbols(command: String, part: String) throws {
    #expect(try onTerminal(command, locale: "C.UTF-8").contains(part))
  }

  @Test("Data are the same everywhere", arguments: ["svg", "json"])
  func data(format: String) throws {
    let (ascii, unicode) = try (
      onTerminal("w2s figure 1 --\(format)", locale: "C"), onTerminal("w2s figure 1 --\(format)", locale: "C.UTF-8")
    )
    #expect(ascii == unicode && ascii.utf8.contains { $0 >= 128 })
  }

  @Test("What is piped stays UTF-8", arguments: ["check", "figure 1", "help check", "themes"])
  func piped(command: String) async throws {
    let arguments = command.split(separator: " ").map(String.init)
    let plain = try await w2s(arguments, environment: ["LC_ALL": "C.UTF-8"])
    let other = try await w2s(arguments, environment: ["LC_ALL": "C"])
    #expect(other.output == plain.output)
  }

  @Test("Tables stay in columns where a spelling is wider")
  func columns() throws {
    let text = try onTerminal("w2s features --dimension 8 --trials 2", locale: "C")
    let rows = text.split(separator: "\r\n").drop { !$0.hasPrefix("norm") }.prefix(13)
    #expect(rows.count == 13 && Set(rows.map(\.count)).count == 1, "\(text)")
  }
}
