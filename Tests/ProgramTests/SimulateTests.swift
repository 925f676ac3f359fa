import Foundation
import Testing
import TerminalSupport

@Suite("Simulation from the shell", .serialized)
struct SimulateTests {
  static let names = [
    "lambda_t", "lambda_s", "gamma_t", "gamma_s", "sigma", "zeta", "dimension", "teacher_samples", "student_samples",
    "trials", "seed", "engine", "teacher_error_mean", "teacher_error_se", "student_error_mean", "student_error_se",
    "gap_mean", "gap_se", "probability_of_gain", "probability_of_gain_se", "theory_gap", "z",
    "z_finite", "finite_gap_mean", "finite_gap_sd", "probability_of_gain_predicted", "gap_q05", "gap_q25", "gap_q50",
    "gap_q75", "gap_q95", "student",
  ]

  @Test("The names of the contract, in their order; the same as CSV")
  func fields() async throws {
    let arguments = [
      "simulate", "--dimension", "60", "--teacher-samples", "240", "--student-samples", "50", "--seed", "7",
    ]
    let json = try await w2s(arguments + ["--json"])
    #expect(json.status == 0 && json.errors.isEmpty)
    #expect(jsonNames(json.output) == Self.names)
    let object = try jsonObject(json.output)
    #expect(object["dimension"] as? Int == 60 && object["student_samples"] as? Int == 50)
    #expect(object["gamma_s"] as? Double == 1.2 && object["seed"] as? Int == 7)
    let csv = try await w2s(arguments + ["--csv"])
    let lines = csv.output.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].split(separator: ",").map(String.init) == Self.names)
    let gap = try #require(object["gap_mean"] as? Double)
    #expect(lines[1].split(separator: ",")[16] == "\(gap)")
  }

  @Test("The same seed prints the same bytes on any number of threads", arguments: ["law", "dense"])
  func threads(engine: String) async throws {
    let arguments = ["simulate", "--engine", engine, "--dimension", "40", "--trials", "9", "--json", "--zeta", "0.5"]
    let one = try await w2s(arguments + ["--threads", "1"])
    for threads in ["2", "8"] {
      let several = try await w2s(arguments + ["--threads", threads])
      #expect(several.output == one.output)
    }
    let other = try await w2s(arguments + ["--seed", "2"])
    #expect(other.output != one.output)
  }

  /// At d = 100 the limit is 25 standard errors away, the law at that size within four.
  @Test("Far from the limit it is where it is predicted, and spread as predicted")
  func finite() async throws {
    let sizes = ["--dimension", "100", "--teacher-samples", "400", "--student-samples", "80"]
    let regime = ["--lambda-t", "0.3", "--lambda-s", "0.3", "--zeta", "0.88"]
    let object = try jsonObject(
      try await w2s(["simulate", "--json", "--trials", "20000"] + sizes + regime).output)
    func number(_ name: String) throws -> Double { try #require(object[name] as? Double) }
    #expect(try number("z") > 15)
    #expect(try abs(number("z_finite")) < 4)
    #expect(try abs(number("probability_of_gain") - number("probability_of_gain_predicted")) < 0.02)
    let (mean, deviation) = try (number("finite_gap_mean"), number("finite_gap_sd"))
    for (name, normal) in [
      ("gap_q05", -1.645), ("gap_q25", -0.674), ("gap_q50", 0), ("gap_q75", 0.674), ("gap_q95", 1.645),
    ] {
      #expect(try abs(number(name) - (mean + normal * deviation)) < 0.12 * deviation, "\(name)")
    }
  }

  @Test("One trial has no standard error, and says so with null")
  func oneTrial() async throws {
    let object = try jsonObject(try await w2s(["simulate", "--dimension", "20", "--trials", "1", "--json"]).output)
    #expect(object["gap_se"] is NSNull && object["z"] is NSNull && object["gap_mean"] is Double)
  }

  @Test(
    "Mistakes are one line, before anything is done",
    arguments: [
      (["--trials", "0"], ["0", "from 1 to"]), (["--dimension", "-5"], ["-5", "from 1 to"]),
      (["--seed", "x"], ["x", "seed"]),
      (["--engine", "fast"], ["fast", "law"]), (["--threads", "0"], ["0", "from 1 to"]),
      (["--teacher-samples", "10"], ["--dimension"]),
      (["--engine", "dense", "--dimension", "20000"], ["GiB"]),
      (["--engine", "dense", "--dimension", "4000", "--trials", "1000"], ["--yes"]),
      (["--json", "--csv"], ["not both"]),
    ])
  func refusals(arguments: [String], parts: [String]) async throws {
    let outcome = try await w2s(["simulate"] + arguments)
    #expect(outcome.status == 64 && outcome.output.isEmpty)
    outcome.expectOneLine(parts, "\(arguments)")
  }

  /// Numbers whose products with panels or dimensions no word holds.
  @Test(
    "More trials than anyone waits for are refused with the value",
    arguments: [
      ["simulate"], ["figure", "1", "--simulate"], ["features", "--ladder", "3"],
    ])
  func hugeTrials(command: [String]) async throws {
    let most = "\(Int.max)"
    try await w2s(command + ["--trials", most, "--dimension", "20"]).expectRefusal(
      [most, "from 1 to 1000000000"], "\(command)")
  }

  @Test("A figure is simulated: more columns that say how, and its agreement on standard error")
  func figures() async throws {
    let outcome = try await w2s(["figure", "3", "--simulate", "--csv", "--dimension", "100"])
    let lines = outcome.output.split(separator: "\n")
    #expect(
      lines.first == "lambda_s,series,theory,simulated,simulated_se,z,predicted,z_finite,dimension,trials,seed,engine")
    #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(",100,10,1,law") && $0.split(separator: ",").count == 12 })
    // z is that of the columns, but where the sizes are not quite the ratio's.
    for line in lines.dropFirst().prefix(40) {
      let values = line.split(separator: ",").map { Double($0) ?? .nan }
      for (expected, z) in [(2, 5), (6, 7)] {
        #expect(abs((values[3] - values[expected]) / values[4] - values[z]) < 1e-9 * max(1, abs(values[z])), "\(line)")
      }
    }
    let json = try await w2s([
      "figure", "1", "--panel", "left", "--simulate", "--json", "--dimension", "50", "--seed", "4",
    ])
    let object = try jsonObject(json.output)
    let simulation = try #require(object["simulation"] as? [String: Any])
    #expect(simulation["seed"] as? Int == 4 && simulation["dimension"] as? Int == 50)
    let command = try #require(object["command"] as? String)
    #expect(try await shell(command).output == json.output)
    #expect(outcome.errors.contains("largest |z|") && outcome.errors.contains("rms z"))
    let nothing = try await w2s(["figure", "4", "--simulate"])
    #expect(nothing.status == 64 && nothing.output.isEmpty)
    nothing.expectOneLine(["figure 4", "nothing to simulate"], "figure 4")
  }

  @Test("A bias of order 1/d is called one, where it is seen")
  func bias() async throws {
    let biased = ["simulate", "--dimension", "50", "--zeta", "0.98", "--lambda-s", "100", "--trials", "400"]
    let outcome = try await w2s(biased)
    let z = try #require(outcome.output.firstMatch(of: /\(z = [+−]([0-9.]+)\)/))
    #expect(try #require(Double(z.1)) < 4)
    #expect(
      outcome.output.contains("At d = 50 the limit is off by a finite-size bias of order 1/d, which is predicted: +0.4")
    )
    let quiet = try await w2s(["simulate", "--dimension", "50", "--trials", "10"])
    #expect(quiet.status == 0 && !quiet.output.contains("bias"))
    let figure = try await w2s(["figure", "3", "--simulate", "--csv", "--dimension", "20", "--trials", "400"])
    let largest = try #require(figure.errors.firstMatch(of: /largest \|z\| ([0-9.]+)/))
    #expect(try #require(Double(largest.1)) < 4.5 && !figure.output.contains("bias"))
  }

  @Test("A printed screen holds its simulation")
  func render() async throws {
    let outcome = try await w2s(["render", "--keys", "s n", "--size", "120x36"])
    #expect(outcome.output.contains("simulated") && outcome.output.contains("seed 1"))
    #expect(!outcome.output.contains("0/0"))
  }
}
