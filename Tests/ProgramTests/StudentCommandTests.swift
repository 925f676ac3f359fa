import Foundation
import Testing

@Suite("Kinds of students from the shell", .serialized)
struct StudentCommandTests {
  @Test("check follows the student set, and says which it is")
  func check() async throws {
    // At Figure 1 left the winning λs and the best gain differ by kind; cut off, no λs wins there.
    let kinds: [(name: String, best: Double?, upper: Double?)] = [
      ("ridge", 0.1593, 0.444), ("gradient-flow", 0.3581, 0.6532), ("cut-off", 0, nil),
    ]
    for kind in kinds {
      let outcome = try await w2s(["check", "--json", "--student", kind.name, "--dimension", "200"])
      let object = try jsonObject(outcome.output)
      #expect(object["student"] as? String == kind.name)
      #expect((object["best_lambda_s"] as? Double).map { abs($0 - (kind.best ?? 0)) < 1e-3 } == true, "\(kind.name)")
      if let upper = kind.upper {
        #expect((object["winning_lambda_s_upper"] as? Double).map { abs($0 - upper) < 1e-3 } == true, "\(kind.name)")
      } else {
        #expect(object["winning_lambda_s_upper"] is NSNull && object["phase"] as? String == "never")
      }
      #expect(object["printed_condition_agrees"] is Bool)
    }
    let text = try await w2s(["check", "--student", "gradient-flow"]).output
    #expect(text.contains("a student of gradient flow stopped at the time 1/λs"))
    try await w2s(["check", "--student", "lasso"]).expectRefusal(
      ["'lasso'", "ridge", "gradient-flow", "cut-off"], "check")
  }

  @Test("A table has a student a row, and the law where it has dimensions")
  func table() async throws {
    let input = """
      student,dimension,teacher_samples,lambda_s
      ridge,200,800,0.1
      gradient-flow,200,800,0.3
      cut-off,400,1600,0.6

      """
    let outcome = try await w2s(["table", "--json", "--finite"], input: input)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try outcome.lines.map { try jsonObject(String($0)) }
    #expect(rows.map { $0["student"] as? String } == ["ridge", "gradient-flow", "cut-off"])
    for (row, options) in zip(
      rows,
      [
        ["ridge", "200", "0.1"], ["gradient-flow", "200", "0.3"], ["cut-off", "400", "0.6"],
      ])
    {
      let check = try jsonObject(
        try await w2s(
          ["check", "--json", "--student", options[0], "--dimension", options[1], "--lambda-s", options[2]]
        ).output)
      for name in ["gap", "best_gap", "finite_gap_mean", "finite_gap_sd", "probability_of_gain_predicted"] {
        #expect(row[name] as? Double == check[name] as? Double && row[name] is Double, "\(name) of \(options)")
      }
    }
    let refused = try await w2s(["table"], input: "student\nlasso\n")
    #expect(refused.status == 64)
    refused.expectOneLine(["line 2", "'lasso'", "gradient-descent"], "table")
    try await w2s(["table", "--finite"], input: "lambda_s\n1\n").expectRefusal(["--finite", "'dimension'"], "table")
    // Without either the columns are the ones they were.
    let plain = try await w2s(["table"], input: "lambda_s\n0.1\n")
    #expect(plain.lines.first?.contains("student,") == false && plain.lines.first?.contains("finite") == false)
  }

  @Test("A simulation is of the student set, by either engine")
  func simulate() async throws {
    for (engine, trials) in [("law", "400"), ("dense", "200")] {
      let outcome = try await w2s([
        "simulate", "--student", "gradient-flow", "--dimension", "60", "--lambda-s", "1", "--lambda-t", "0.02",
        "--sigma", "2", "--zeta", "0.5", "--trials", trials, "--engine", engine, "--json",
      ])
      let object = try jsonObject(outcome.output)
      // Of ridge the gap is −0.705 here, of gradient flow −0.604.
      let (mean, expected) = (object["gap_mean"] as? Double ?? 9, object["finite_gap_mean"] as? Double ?? 0)
      let error = object["gap_se"] as? Double ?? 0
      #expect(abs(mean - expected) < 5 * error && error < 0.014, "\(engine): \(mean), not \(expected)")
    }
  }
}
