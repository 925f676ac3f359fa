// The program as a person runs it: with arguments, input and files of its own.

import Foundation
import Subprocess
import TerminalSupport
import Testing

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A home of its own for a run, removed afterwards.
final class Sandbox: Sendable {
  let home: String

  init() throws {
    home = NSTemporaryDirectory() + "w2s-home-\(UUID().uuidString.prefix(12))"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }

  /// Makes it the home of a person who has seen the explorer before.
  func markSeen() throws { try write("", to: "state/w2s/seen") }

  /// The variables that lead the program here.
  var variables: [String: String] {
    [
      "HOME": home, "XDG_CONFIG_HOME": home + "/config", "XDG_STATE_HOME": home + "/state",
      "XDG_RUNTIME_DIR": home + "/run",
    ]
  }

  /// A whole environment with these variables, `others` over them.
  func environment(_ others: [String: String] = [:]) -> [String: String] {
    Products.environment(variables.merging(others) { $1 })
  }

  /// Writes a file below the home, with its folders.
  func write(_ text: String, to path: String) throws {
    let url = URL(filePath: home + "/" + path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The text of a file below the home; nil where there is none.
  func read(_ path: String) -> String? { try? String(contentsOfFile: home + "/" + path, encoding: .utf8) }

  /// The files below the home.
  var files: [String] { (try? FileManager.default.subpathsOfDirectory(atPath: home)) ?? [] }
}

/// What a run of the program left.
struct Outcome {
  /// The exit status; 128 more than the signal that ended it.
  let status: Int
  let output: String
  let errors: String

  /// Standard output by lines.
  var lines: [Substring] { output.split(separator: "\n") }

  /// Expects one line on standard error with `parts` in it, nothing on standard output, and exit code 64.
  func expectRefusal(_ parts: [String], _ context: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(status == 64, "\(context): \(errors)", sourceLocation: sourceLocation)
    #expect(output.isEmpty, "\(context)", sourceLocation: sourceLocation)
    expectOneLine(parts, context, sourceLocation: sourceLocation)
  }

  /// Expects one line on standard error with `parts` in it.
  func expectOneLine(_ parts: [String], _ context: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(
      errors.hasSuffix("\n") && errors.dropLast().allSatisfy { !$0.isNewline } && errors.hasPrefix("w2s: "),
      "\(context): \(errors)", sourceLocation: sourceLocation)
    for part in parts {
      #expect(errors.contains(part), "\(context) says \(errors)", sourceLocation: sourceLocation)
    }
  }
}

/// Runs `w2s` without a terminal.
func w2s(_ arguments: [String], input: String = "", environment: [String: String] = [:]) async throws -> Outcome {
  try await w2s(arguments, input: Array(input.utf8), environment: environment)
}

/// Runs `w2s` without a terminal, on bytes.
func w2s(_ arguments: [String], input: [UInt8], environment: [String: String] = [:]) async throws -> Outcome {
  try await run(Products.path("w2s"), arguments, input: input, environment: environment)
}

/// Runs a shell script in which `w2s` is the program.
func shell(_ script: String, environment: [String: String] = [:]) async throws -> Outcome {
  let program = "w2s() { '\(Products.path("w2s"))' \"$@\"; }\n"
  return try await run("/bin/bash", ["-c", program + script], input: [], environment: environment)
}

func run(
  _ path: String, _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
) async throws -> Outcome {
  let sandbox = try Sandbox()
  let variables = sandbox.environment(environment).map { Array("\($0.key)=\($0.value)\0".utf8) }
  // From a file: a program that ends before it has read a pipe would end this process with it.
  let inputPath = NSTemporaryDirectory() + "w2s-input-\(UUID().uuidString.prefix(12))"
  try Data(input).write(to: URL(filePath: inputPath))
  let inputFile = try FileDescriptor.open(FilePath(inputPath), .readOnly)
  unlink(inputPath)
  let record = try await Subprocess.run(
    .path(FilePath(path)), arguments: Arguments(arguments),
    environment: .custom(variables), workingDirectory: FilePath(sandbox.home),
    input: .fileDescriptor(inputFile, closeAfterSpawningProcess: true),
    output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
  withExtendedLifetime(sandbox) {}
  let status =
    switch record.terminationStatus {
    case .exited(let code): Int(code)
    case .signaled(let number): 128 + Int(number)
    }
  return Outcome(status: status, output: record.standardOutput, errors: record.standardError)
}

/// The names of a JSON object of plain values, in their order.
func jsonNames(_ text: String) -> [String] {
  text.matches(of: /"([a-z_0-9]+)"\s*:/).map { String($0.1) }
}

/// A JSON object.
func jsonObject(_ text: String) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

/// The names of `check` and `table`, in their order.
let checkNames = [
  "lambda_t", "lambda_s", "gamma_t", "gamma_s", "sigma", "zeta", "teacher_error", "student_error", "gap", "gain",
  "phase", "winning_lambda_s_lower", "winning_lambda_s_upper", "best_lambda_s", "best_gap", "optimal_lambda_t",
  "printed_condition_agrees",
]

/// What `check` says besides, after them.
let besides = [
  "finite_gap_mean", "finite_gap_sd", "probability_of_gain_predicted", "finite_best_lambda_s", "finite_best_gap",
  "ceiling_gap", "pgr", "pgr_best",
]
