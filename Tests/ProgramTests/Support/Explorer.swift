// The explorer on terminals: pseudo-terminals for bytes, signals and time, tmux for what is on the screen.

import Canvas
import Explorer
import Foundation
import Preferences
import TerminalHarness
import TerminalSupport
import Testing

/// The explorer on a pseudo-terminal, in a home of its own.
final class ExplorerRun {
  let terminal: PseudoTerminal
  let sandbox: Sandbox

  /// Starts it, or a shell script in which it is `"$@"`.
  /// - Parameter variables: variables over the usual ones; an empty one is unset.
  init(
    _ arguments: [String] = [], variables: [String: String] = [:], columns: Int = 80, rows: Int = 24,
    cell: (width: Int, height: Int) = (0, 0), script: String = "exec \"$@\"", sandbox: Sandbox? = nil
  ) throws {
    let sandbox = try sandbox ?? Sandbox()
    self.sandbox = sandbox
    try sandbox.markSeen()
    let environment = sandbox.environment(variables).filter { !$0.value.isEmpty }
    terminal = try PseudoTerminal(
      "/bin/sh", ["-c", "cd \"$1\"; shift; \(script)", "sh", sandbox.home, Products.path("w2s")] + arguments,
      environment: environment, columns: columns, rows: rows, cell: cell)
  }

  /// Waits until it has drawn its first screen.
  func opens(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(shows("Verdict"), "\(plainText(terminal.text).suffix(300))", sourceLocation: sourceLocation)
    terminal.readUntilQuiet(milliseconds: 60)
  }

  /// Waits until what it has written contains a text.
  func shows(_ text: String, within milliseconds: Int = 5000) -> Bool {
    terminal.read(forMilliseconds: milliseconds) { $0.text.contains(text) }
  }

  /// Types keys that change the screen, and waits until it has changed.
  func press(_ keys: String) {
    let before = terminal.output.count
    terminal.write(keys)
    terminal.read(forMilliseconds: 5000) { $0.output.count > before }
    terminal.readUntilQuiet(milliseconds: 100)
  }

  /// Waits until a text is on the screen, which is painted again and again meanwhile. A remark in the footer does not
  /// live to see it.
  func paints(_ text: String) -> Bool {
    let deadline = ContinuousClock.now + .seconds(5)
    repeat {
      terminal.write("\u{0C}")
      let bytes = terminal.readUntilQuiet(milliseconds: 60)
      if plainText(String(decoding: bytes, as: UTF8.self)).contains(text) { return true }
    } while ContinuousClock.now < deadline && !terminal.hasEnded
    return false
  }

  /// Presses Esc, and nothing soon after it that would make it something else.
  func escape() {
    terminal.write("\u{1B}")
    terminal.read(forMilliseconds: 60)
  }

  /// Leaves, and expects the terminal as it was.
  func quits(sourceLocation: SourceLocation = #_sourceLocation) {
    terminal.write("q")
    #expect(terminal.waitForExit(milliseconds: 10_000) == .status(0), sourceLocation: sourceLocation)
    expectRestored(sourceLocation: sourceLocation)
  }

  /// Expects the line's modes as before, the other screen left, the cursor shown and the pointer let go.
  func expectRestored(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(terminal.modes == terminal.initialModes, sourceLocation: sourceLocation)
    let text = terminal.text
    for (on, off) in [("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?25l", "\u{1B}[?25h"), ("[?1002h", "[?1002l")] {
      guard let lastOn = text.ranges(of: on).last else { continue }
      let lastOff = text.ranges(of: off).last
      #expect(lastOff.map { $0.lowerBound > lastOn.lowerBound } == true, sourceLocation: sourceLocation)
    }
  }
}

/// The text without escape sequences, a blank in the place of each run of them and of blanks.
func plainText(_ text: String) -> String {
  text.replacing(/(\e(\[[0-9;?<>=]*[A-Za-z@`]|[()][A-Z0-9]|[=>78M])|[ \r\n\x0F])+/, with: " ")
}

/// The explorer in a tmux that is attached to a pseudo-terminal: what that terminal is sent, tmux has made of it.
final class TmuxOnTerminal {
  let terminal: PseudoTerminal
  private let sandbox: Sandbox

  /// - Parameters:
  ///   - options: of the explorer, as a shell reads them.
  ///   - configuration: of tmux.
  ///   - variables: of both.
  init(
    _ options: String, configuration: String, variables: [String: String] = [:], columns: Int = 80, rows: Int = 24,
    cell: (width: Int, height: Int) = (0, 0)
  ) throws {
    sandbox = try Sandbox()
    try sandbox.markSeen()
    try sandbox.write(configuration + "\n", to: "tmux.conf")
    terminal = try PseudoTerminal(
      "/usr/bin/env",
      [
        "tmux", "-S", sandbox.home + "/socket", "-f", sandbox.home + "/tmux.conf", "new-session",
        "exec '\(Products.path("w2s"))' \(options)",
      ], environment: sandbox.environment(variables), columns: columns, rows: rows, cell: cell)
  }
}

/// Runs the explorer in tmux, in a home of its own.
func inTmux(
  _ arguments: String = "", variables: [String: String] = [:], columns: Int = 80, rows: Int = 24,
  sandbox: Sandbox, _ body: (Tmux) async throws -> Void
) async throws {
  try sandbox.markSeen()
  try await Tmux.run(
    "env -C '\(sandbox.home)' '\(Products.path("w2s"))' \(arguments)",
    environment: sandbox.variables.merging(variables) { $1 }, columns: columns, rows: rows, body)
}

extension Tmux {
  /// Waits until the screen is the one drawn for a model. Half blocks and blanks are taken as the same: what a pair of
  /// colours shows by them is not told by the text.
  func shows(
    _ model: Model, depth: ColorDepth = .mono, isUnicode: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let look = try #require(model.look(depth: depth, glyphs: Glyphs(isUnicode: isUnicode)))
    let expected = comparable(drawScreen(model, look: look).plainText)
    do {
      _ = try await screen(within: 10) { comparable($0) == expected }
    } catch {
      Issue.record("\(error)\ninstead of\n\(expected)", sourceLocation: sourceLocation)
    }
  }
}

/// The lines of a screen without trailing blanks, half blocks as blanks.
func comparable(_ screen: String) -> String {
  let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    var line = String(line.map { "▀▄█".contains($0) ? " " : $0 })
    while line.last == " " { line.removeLast() }
    return line
  }
  return lines.joined(separator: "\n").trimmingCharacters(in: .newlines)
}

extension Model {
  /// The model after keys by their names, or as typed.
  mutating func press(_ names: String...) {
    for name in names {
      for key in Key(name: name).map({ [$0] }) ?? name.unicodeScalars.map(Key.character) { _ = update(.key(key)) }
    }
  }
}
