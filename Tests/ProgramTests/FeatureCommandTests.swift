import Foundation
import Testing

@Suite("The nonlinear setting from the shell", .serialized)
struct FeatureCommandTests {
  private let small = ["features", "--dimension", "8", "--trials", "2"]

  @Test("A seed is a number, however large", arguments: ["7", "18446744073709551615"])
  func seed(seed: String) async throws {
    for arguments in [small, ["simulate", "--dimension", "8", "--trials", "2"]] {
      let json = try await w2s(arguments + ["--json", "--seed", seed])
      #expect(json.output.contains("\"seed\": \(seed),"), "\(json.errors)")
      let csv = try await w2s(arguments + ["--csv", "--seed", seed])
      #expect(csv.output.contains(",\(seed),"))
    }
  }

  @Test(
    "Values that are refused are named with what is accepted",
    arguments: [
      ("--seed", ["-1", "x", "18446744073709551616"], "a whole number from 0 to 18446744073709551615"),
      ("--eta-t", ["abc", "-1", "nan"], "ηt is a finite number ≥ 0"),
      ("--eta-s", ["-0.5"], "ηs is a finite number ≥ 0"), ("--tau", ["-1"], "τ is a finite number ≥ 0"),
      ("--activation", ["-x", "foo"], "tanh"), ("--easy", ["-"], "linear"), ("--hard", ["foo"], "he2"),
      ("--ladder", ["-4"], "from 1 to 62"), ("--student-width", ["0"], "from 1 to 1000000000000"),
    ])
  func badValues(option: String, values: [String], accepted: String) async throws {
    for value in values {
      try await w2s(small + [option, value]).expectRefusal(["'\(value)'", accepted], "\(option) \(value)")
    }
  }

  @Test("A step size may be a quotient")
  func quotient() async throws {
    let quotient = try await w2s(small + ["--eta-t", "3/2", "--json"])
    #expect(quotient.output.contains("\"eta_t\": 1.5,"))
  }
}
