// The real tmux, as a terminal whose screen can be read.

import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A tmux server of its own, with one program on one pane. Its configuration is tmux's, not the person's.
public struct Tmux: Sendable {
  /// Why tmux could not do as asked.
  public struct Failure: Error, CustomStringConvertible {
    /// What it said.
    public let description: String
  }

  private let socket: String
  // Written by the shell that runs the program: tmux's own record of the status is sometimes late for ever.
  private var statusFile: String { socket + ".status" }

  /// Runs a program in tmux for the length of `body`, then ends tmux.
  /// - Parameters:
  ///   - command: a shell command.
  ///   - environment: variables added to the program's environment; its `TERM` is `tmux-256color` unless given here.
  public static func run<Result>(
    _ command: String, environment: [String: String] = [:], columns: Int = 80, rows: Int = 24,
    _ body: (Tmux) async throws -> Result
  ) async throws -> Result {
    let tmux = Tmux(socket: NSTemporaryDirectory() + "w2s-test-\(UUID().uuidString.prefix(8))")
    var exports = ["TERM": "tmux-256color", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
    exports["TMUX"] = exports["TMUX"] ?? ""
    let assignments = exports.sorted { $0.key < $1.key }.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
    // A dead pane keeps its screen, so that what a program leaves behind can be read.
    try await tmux.tmux("-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "sleep 600")
    try await tmux.tmux("set-option", "-g", "remain-on-exit", "on")
    try await tmux.tmux("set-option", "-g", "status", "off")
    try await tmux.resize(columns: columns, rows: rows)
    let program = "env -u NO_COLOR -u COLORTERM \(assignments) \(command)"
    // The shell catches what ends the program, so as to outlive it.
    try await tmux.tmux("respawn-pane", "-k", "trap : INT QUIT TERM; \(program); echo $? > '\(tmux.statusFile)'")
    // tmux leaves its socket behind.
    defer { for path in [tmux.socket, tmux.statusFile] { try? FileManager.default.removeItem(atPath: path) } }
    do {
      let result = try await body(tmux)
      _ = try? await tmux.tmux("kill-server")
      return result
    } catch {
      _ = try? await tmux.tmux("kill-server")
      throw error
    }
  }

  /// Presses keys by tmux's names: `q`, `Up`, `C-c`, `Escape`, `F1`.
  public func press(_ keys: String...) async throws {
    for key in keys { try await tmux("send-keys", key) }
  }

  /// Types text as it is.
  public func type(_ text: String) async throws { try await tmux("send-keys", "-l", text) }

  /// The screen, a line a row; with `escapes`, its colours as escape sequences; with `history`, also what has scrolled off
  /// it, as the first line does when the program ends.
  public func capture(escapes: Bool = false, history: Bool = false) async throws -> String {
    try await tmux(["capture-pane", "-p"] + (escapes ? ["-e"] : []) + (history ? ["-S", "-"] : []))
  }

  /// The screen as soon as it satisfies a condition.
  public func screen(
    escapes: Bool = false, history: Bool = false, within seconds: Double = 5, where condition: (String) -> Bool
  ) async throws -> String {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      let screen = try await capture(escapes: escapes, history: history)
      if condition(screen) { return screen }
      if ContinuousClock.now > deadline {
        throw Failure(description: "the screen did not come to be; it is\n\(screen)")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Changes the size of the window.
  public func resize(columns: Int, rows: Int) async throws {
    try await tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// Waits for the program to end and returns its exit status; 128 more than the signal that ended it.
  public func exitStatus(within seconds: Double = 5) async throws -> Int {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
      if let text = try? String(contentsOfFile: statusFile, encoding: .utf8), text.hasSuffix("\n"),
        let status = Int(text.dropLast())
      {
        return status
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw Failure(description: "the program has not ended")
  }

  /// Runs one tmux command against the server and returns what it prints, without the last line end.
  @discardableResult
  public func tmux(_ arguments: String...) async throws -> String { try await tmux(arguments) }

  private func tmux(_ arguments: [String]) async throws -> String {
    let record = try await Subprocess.run(
      .name("tmux"), arguments: Arguments(["-S", socket] + arguments), output: .string(limit: 1 << 22),
      error: .string(limit: 1 << 16))
    guard record.terminationStatus.isSuccess else {
      throw Failure(description: "tmux \(arguments.joined(separator: " ")): \(record.standardError)")
    }
    var text = record.standardOutput
    if text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
