import Canvas
import Foundation
import Subprocess
import TerminalSupport
import Testing

@Suite("What is drawn is what is seen", .serialized)
struct TmuxTests {
  private func run(
    _ arguments: String = "", environment: [String: String] = [:], _ body: (Tmux) async throws -> Void
  ) async throws -> String {
    let log = NSTemporaryDirectory() + "w2s-tmux-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: log) }
    let command = "\(Products.path("TerminalFixture")) \(log) \(arguments)"
    try await Tmux.run(command, environment: environment, columns: 60, rows: 20, body)
    return try String(contentsOfFile: log, encoding: .utf8)
  }

  @Test("Keys, colours, resizing and the end, through tmux")
  func wholeRun() async throws {
    let said = try await run { tmux in
      _ = try await tmux.screen { $0.hasPrefix("fixture 0 é═ bold") }
      try await tmux.press("Up", "F5", "C-r", "Escape", "x")
      _ = try await tmux.screen { $0.hasPrefix("fixture 5 ") }
      #expect(try await tmux.capture(escapes: true).contains("\u{1B}[94m"))
      try await tmux.resize(columns: 30, rows: 8)
      _ = try await tmux.screen { $0.hasPrefix("fixture 6 ") }
      try await tmux.press("q")
      #expect(try await !tmux.screen(history: true) { $0.contains("bye") }.contains("fixture"))
      #expect(try await tmux.exitStatus() == 0)
    }
    for event in ["up", "function(5)", "control(\"r\")", "escape", "resized(columns: 30, rows: 8)"] {
      #expect(said.contains(event), "\(event)")
    }
  }

  @Test(
    "Changes leave the same screen as painting it again, with pairs to spare and with too few",
    arguments: ["tmux-256color", "xterm"])
  func consistency(term: String) async throws {
    _ = try await run(environment: ["TERM": term]) { tmux in
      _ = try await tmux.screen { $0.contains("bold") }
      for key in ["p", "p", "p", "0", "p"] {
        let before = try await tmux.capture(escapes: true)
        try await tmux.press(key)
        _ = try await tmux.screen(escapes: true) { $0 != before }
        try await Task.sleep(for: .milliseconds(30))
        let settled = try await seen(tmux)
        try await tmux.press("r")
        try await Task.sleep(for: .milliseconds(60))
        #expect(try await seen(tmux) == settled)
      }
    }
  }

  private func seen(_ tmux: Tmux) async throws -> [Look] {
    var screen = TinyTerminal(width: 60, height: 20)
    // tmux leaves out the blanks at the ends of lines.
    screen.write("\u{1B}[2J")
    for (row, line) in try await tmux.capture(escapes: true).split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      screen.go(x: 0, y: row)
      screen.write(String(line))
    }
    #expect(screen.complaints.isEmpty)
    return screen.cells.map { Look($0) }
  }

  @Test("24-bit colour arrives, where it is announced")
  func trueColor() async throws {
    let said = try await run(environment: ["COLORTERM": "truecolor"]) { tmux in
      _ = try await tmux.screen { $0.contains("bold") }
      try await tmux.press("p")
      // The half block of column 1, row 1: (3, 5, 40) over (5, 3, 40), or the other way round.
      _ = try await tmux.screen(escapes: true) { $0.contains("48;2;5;3;40m") || $0.contains("48;2;3;5;40m") }
      // The basic colours remain the terminal's own.
      #expect(try await tmux.capture(escapes: true).contains("38;2;92;92;255m"))
    }
    #expect(said.contains("depth trueColor"))
  }
}
