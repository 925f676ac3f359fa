// The golden values of TheoryTests/Reference through the real program, all points in one run.

import Foundation
import Testing

@Suite("w2s table against the reference values", .serialized)
struct TableReferenceTests {
  private struct Point: Decodable {
    var params: [String: Double]
    var expected: [String: Double]
  }

  private struct Phase: Decodable {
    struct Expected: Decodable {
      var kind: String
      var lower: Double?
      var upper: Double?
      var best_lambda_s: Double?
      var best_gap: Double?
    }
    var params: [String: Double]
    var expected: Expected
  }

  private static let names = ["lambda_t", "lambda_s", "gamma_t", "gamma_s", "sigma", "zeta"]

  private func read<Entry: Decodable>(_ name: String, as type: Entry.Type) throws -> [Entry] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appending(path: "TheoryTests/Reference/\(name).json")
    return try JSONDecoder().decode([Entry].self, from: Data(contentsOf: file))
  }

  private func results(_ params: [[String: Double]]) async throws -> [[String: Any]] {
    let rows = params.map { values in Self.names.map { "\(values[$0] ?? 1)" }.joined(separator: ",") }
    let input = ([Self.names.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
    let outcome = try await w2s(["table", "--json"], input: input)
    #expect(outcome.status == 0)
    return try outcome.lines.map { try jsonObject(String($0)) }
  }

  private func relative(_ value: Any?, _ expected: Double) -> Double {
    guard let value = value as? Double else { return .infinity }
    return value == expected ? 0 : abs(value - expected) / max(abs(expected), .leastNormalMagnitude)
  }

  @Test("Errors and gaps", arguments: ["points", "given-points"])
  func points(file: String) async throws {
    let points = try read(file, as: Point.self)
    let results = try await results(points.map(\.params))
    #expect(points.count >= 120 && results.count == points.count)
    for (point, result) in zip(points, results) {
      for (name, expected) in [
        ("teacher_error", "teacher_error"), ("student_error", "student_error"),
        ("optimal_lambda_t", "optimal_teacher_lambda"),
      ] {
        #expect(relative(result[name], point.expected[expected] ?? .nan) <= 1e-12, "\(name) at \(point.params)")
      }
      // A gap is a difference of errors, and as sharp as those.
      let gap = try #require(point.expected["gap"])
      let scale = max(abs(gap), point.expected["teacher_error"] ?? 1)
      #expect(abs((result["gap"] as? Double ?? .infinity) - gap) <= 1e-12 * scale, "\(point.params)")
      #expect(result["gain"] as? Bool == (gap < 0), "\(point.params)")
    }
  }

  @Test("Phases and their edges", arguments: [("phases", 1e-9), ("given-phases", 1e-6)])
  func phases(file: String, minimiserTolerance: Double) async throws {
    let phases = try read(file, as: Phase.self)
    let results = try await results(phases.map(\.params))
    #expect(phases.count >= 80 && results.count == phases.count)
    for (phase, result) in zip(phases, results) {
      let expected = phase.expected
      #expect(result["phase"] as? String == expected.kind, "\(phase.params)")
      if let lower = expected.lower {
        #expect(relative(result["winning_lambda_s_lower"], lower) <= 1e-9, "\(phase.params)")
      }
      if let upper = expected.upper {
        #expect(relative(result["winning_lambda_s_upper"], upper) <= 1e-9, "\(phase.params)")
      }
      if let best = expected.best_lambda_s {
        #expect(relative(result["best_lambda_s"], best) <= minimiserTolerance, "\(phase.params)")
      }
      if let gap = expected.best_gap { #expect(relative(result["best_gap"], gap) <= 1e-9, "\(phase.params)") }
    }
  }
}
