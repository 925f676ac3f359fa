// One run of the fixture on a pseudo-terminal, and its log.

import Foundation
import TerminalHarness
import TerminalSupport
import Testing

/// The fixture, running.
final class FixtureRun {
  let terminal: PseudoTerminal
  private let logPath: String

  init(
    _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80, rows: Int = 24,
    shell: String? = nil
  ) throws {
    logPath = NSTemporaryDirectory() + "w2s-fixture-\(UUID().uuidString)"
    _ = FileManager.default.createFile(atPath: logPath, contents: nil)
    let fixture = Products.path("TerminalFixture")
    let variables = Products.environment(environment)
    terminal =
      if let shell {
        try PseudoTerminal(
          "/bin/sh", ["-c", shell, "sh", fixture, logPath], environment: variables, columns: columns, rows: rows)
      } else {
        try PseudoTerminal(fixture, [logPath] + arguments, environment: variables, columns: columns, rows: rows)
      }
  }

  deinit { try? FileManager.default.removeItem(atPath: logPath) }

  /// What the fixture has said.
  var log: String { (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? "" }

  /// Waits until it has said something.
  func says(_ text: String, within milliseconds: Int = 5000) -> Bool {
    terminal.read(forMilliseconds: milliseconds) { _ in log.contains(text) }
  }

  /// Its process, also where a shell started it.
  var process: Int32? { log.firstMatch(of: /process (\d+)/).flatMap { Int32($0.1) } }

  /// Expects the line's modes as before, and each of what leaves the screen written once.
  func expectRestored(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(terminal.modes == terminal.initialModes, sourceLocation: sourceLocation)
    for sequence in ["\u{1B}[?1049l", "\u{1B}[?25h", "\u{1B}[?1002l"] {
      #expect(terminal.text.components(separatedBy: sequence).count == 2, sourceLocation: sourceLocation)
    }
  }

  /// Whether it is open, and has drawn its first frame.
  func starts() -> Bool { says("depth") && terminal.read(forMilliseconds: 5000) { $0.text.contains("bold") } }
}
