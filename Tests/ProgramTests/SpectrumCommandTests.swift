import Foundation
import TerminalSupport
import Testing

@Suite("w2s spectrum", .serialized)
struct SpectrumCommandTests {
  private func spectrum(_ arguments: [String], input: String = "") async throws -> [String: Any] {
    let outcome = try await w2s(["spectrum", "--json"] + arguments, input: input)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try jsonObject(outcome.output)
  }

  private func numbers(_ record: [String: Any], _ names: [String]) throws -> [Double] {
    try names.map { try #require(record[$0] as? Double, "\($0)") }
  }

  /// Flat, with nothing else given, is Figure 1 left; so are an overlap of everything and a subspace that costs what the rest does.
  @Test("The verdict comes first; a flat spectrum is what check says")
  func flat() async throws {
    let check = try jsonObject(try await w2s(["check", "--json"]).output)
    let names = ["teacher_error", "student_error", "gap", "best_gap"]
    let expected = try numbers(check, names)
    for arguments in [["flat"], ["power:0"], ["flat", "--overlap", "1:1:1"], ["flat", "--subspace", "0.5:0:1"]] {
      let found = try numbers(try await spectrum(arguments), names)
      for (value, expected) in zip(found, expected) { #expect(abs(value - expected) < 1e-12, "\(arguments)") }
    }
    let text = try await w2s(["spectrum", "flat"])
    #expect(text.status == 0 && text.output.hasPrefix("GAIN: Ls − Lt = −0.03268\n\n"))
    #expect(try await w2s(["spectrum", "flat", "--lambda-s", "0"]).output.hasPrefix("TIE: "))
    let loss = try await w2s(["spectrum", "flat", "--lambda-s", "9"])
    #expect(loss.status == 0 && loss.output.hasPrefix("NO GAIN: "))
  }

  /// A file of the same eigenvalues and signal, its columns in another order, is the law it was made of; with a column for the
  /// student it is a shift.
  @Test("A file says what a law says, and a shift too")
  func files() async throws {
    let rows = try await w2s([
      "spectrum", "power:1.5:1", "--csv", "--student-spectrum", "power:0.5", "--dimension", "30",
    ])
    let table = rows.lines.dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
    #expect(table.count == 30)
    let text = table.map { "\(-$0[4].squareRoot()),\($0[3]), \($0[2])" }.joined(separator: "\r\n")
    let names = ["teacher_error", "student_error", "gap", "best_lambda_s", "best_gap", "dimension"]
    let law = try await spectrum(["power:1.5:1", "--student-spectrum", "power:0.5", "--dimension", "30"])
    let file = try await spectrum(["-"], input: "\u{FEFF}signal,student_eigenvalue,eigenvalue\r\n" + text)
    for (value, expected) in zip(try numbers(file, names), try numbers(law, names)) {
      #expect(abs(value - expected) < 1e-6 * abs(expected))
    }
    let plain = try await spectrum(["power:1.5:1", "--dimension", "30"])
    #expect(try numbers(plain, ["gap"]) != numbers(law, ["gap"]))
  }

  /// The Spectrum view of a file is the chart of the command on that file at the same sizes, and names it.
  @Test("The explorer draws a file's eigenvalues, read as it starts")
  func drawnFiles() async throws {
    let sandbox = try Sandbox()
    let path = sandbox.home + "/mine.csv"
    let rows = (1...40).map { "\(1 / Double($0)),1,\(1 / Double($0 * $0))" }.joined(separator: "\n")
    try Data("eigenvalue,signal,student_eigenvalue\n\(rows)\n".utf8).write(to: URL(filePath: path))
    let said = try await spectrum([path, "--lambda-s", "0.3", "--teacher-samples", "160", "--student-samples", "160"])
    let gap = try #require(said["gap"] as? Double)
    let arguments = ["--spectrum", path, "--lambda-s", "0.3", "--gamma-t", "0.25", "--gamma-s", "0.25"]
    let screen = try await w2s(["render", "--size", "120x36"] + arguments)
    #expect(screen.status == 0 && screen.output.contains("of 40"), "\(screen.output)\(screen.errors)")
    let drawn = try jsonObject(try await w2s(["render", "--as", "json"] + arguments).output)
    let title = try #require(drawn["title"] as? String)
    #expect(title == "What teacher and student keep")
    let text = String(format: "%.3f", abs(gap))
    #expect(screen.output.contains(text) || screen.output.contains(String(format: "%.3g", abs(gap))), "\(gap)")
    try await w2s(["render", "--spectrum", sandbox.home + "/none.csv"]).expectRefusal(["none.csv"], "render")
    try await w2s(["render", "--spectrum", "-"]).expectRefusal(["'-'", "a file of CSV"], "render")
    withExtendedLifetime(sandbox) {}
  }

  @Test("--best takes the best λs, --repeat goes on, and the SVG is XML")
  func more() async throws {
    let best = try await spectrum(["power:1.5", "--best", "--repeat", "4", "--dimension", "60"])
    let values = try numbers(best, ["lambda_s", "best_lambda_s", "gap", "best_gap"])
    #expect(abs(values[0] / values[1] - 1) < 1e-6 && abs(values[2] / values[3] - 1) < 1e-9 && values[2] < 0)
    let errors = try #require(best["errors"] as? [Double])
    #expect(errors.count == 4 && errors[0] > errors[1])
    let svg = try await w2s(["spectrum", "flat", "--overlap", "0.8:0.3:0.2", "--svg"]).output
    #expect(svg.hasPrefix("<?xml") && svg.contains("teacher keeps") && svg.contains("student keeps"))
  }

  @Test("--simulate stands beside theory, the same bytes on any number of threads")
  func simulated() async throws {
    for arguments in [
      ["power:1.2:0.5", "--dimension", "60", "--student-spectrum", "power:0.5"],
      ["flat", "--dimension", "50", "--overlap", "0.6:0.5:0.2"],
      ["flat", "--dimension", "50", "--subspace", "0.3:0.9"],
    ] {
      let run = ["spectrum", "--json", "--simulate", "--trials", "40"] + arguments
      let json = try await w2s(run + ["--threads", "1"])
      #expect(json.output == (try await w2s(run + ["--threads", "3"]).output))
      let record = try jsonObject(json.output)
      for name in ["teacher_error", "student_error", "gap"] {
        let values = try numbers(record, [name, name + "_mean", name + "_se", name + "_z"])
        // At |z| ≤ 6 and 40 trials one of nine right means is refused in some hundred thousand runs; the seed is fixed.
        #expect(abs((values[1] - values[0]) / values[2] - values[3]) < 1e-9 && abs(values[3]) < 6, "\(arguments)")
      }
    }
    let text = try await w2s(["spectrum", "flat", "--dimension", "20", "--simulate", "--seed", "3"])
    #expect(text.output.contains("Simulated, Ls − Lt = ") && text.output.contains("Seed 3."))
  }

  @Test(
    "Mistakes are one line that names the value and what is accepted",
    arguments: [
      (["power:9"], ["'power:9'", "0 to 5"]), (["power:1:2:3"], ["power:A:R"]), (["flat:1"], ["'flat:1'", "power:A"]),
      (["none.csv"], ["none.csv", "cannot be read"]),
      (["flat", "--overlap", "0.8:0.3"], ["'0.8:0.3'", "0.8:0.3:0.2"]),
      (["flat", "--overlap", "0.8:0.8:0.2"], ["coordinates", "0 to 1"]),
      (["flat", "--overlap", "0.5:0.5:0:0.5:0.5:0.2"], ["signal", "coordinates"]),
      (["flat", "--overlap", "0.1:0.9:0.05:0.1:0.9:0.05", "--dimension", "3"], ["'3'", "signal"]),
      (["flat", "--subspace", "0:0.5"], ["'0:0.5'", "above 0"]), (["flat", "--subspace", "0.5:2"], ["ζ", "0 to 1"]),
      (["power:1", "--subspace", "0.5:0.5"], ["--subspace", "power:1"]),
      (["flat", "--subspace", "0.5:0.5", "--overlap", "1:1:1"], ["not both"]),
      (["flat", "--dimension", "0"], ["'0'", "1 to"]), (["flat", "--lambda-s", "-1"], ["'-1'", "λs"]),
      (["flat", "--json", "--csv"], ["--json", "--csv"]), (["power:1", "--student-spectrum", "power:1:1"], ["signal"]),
    ])
  func refusals(arguments: [String], parts: [String]) async throws {
    try await w2s(["spectrum"] + arguments).expectRefusal(parts, "\(arguments)")
  }

  @Test(
    "A bad file is one line that names the line, the value and what is accepted",
    arguments: [
      ("", ["1", "header"]), ("eigenvalue\n1\n", ["'signal'", "missing"]), ("eigenvalue,signal\n", ["no eigenvalue"]),
      ("eigenvalue,signal,other\n", ["'other'", "student_eigenvalue"]),
      ("eigenvalue,signal,signal\n", ["'signal'", "twice"]),
      ("eigenvalue,signal\n1,1\n-2,1\n", [":3:", "'-2'", "1e30"]),
      ("eigenvalue,signal\n1,x\n", [":2:", "signal = 'x'", "1e30"]),
      ("eigenvalue,signal\n1\n", [":2:", "1 field", "2"]),
      ("eigenvalue,signal\n0,1\n", ["every eigenvalue is 0"]),
    ])
  func badFiles(text: String, parts: [String]) async throws {
    try await w2s(["spectrum", "-"], input: text).expectRefusal(["standard input"] + parts, text)
  }

  @Test("A student's file has as many eigenvalues, and a file has its own dimension")
  func studentFiles() async throws {
    let sandbox = try Sandbox()
    try sandbox.write("eigenvalue,signal\n1,1\n0.5,0.5\n", to: "two.csv")
    let outcome = try await shell("cd '\(sandbox.home)'; w2s spectrum flat --dimension 3 --student-spectrum two.csv")
    outcome.expectRefusal(["two.csv", "2 eigenvalues", "3 are needed"], "student")
    let sized = try await shell("cd '\(sandbox.home)'; w2s spectrum two.csv --dimension 3")
    sized.expectRefusal(["--dimension"], "dimension")
    let both = try await shell("cd '\(sandbox.home)'; w2s spectrum two.csv --student-spectrum two.csv")
    #expect(both.status == 0 && both.output.contains("two.csv (d = 2)"), "\(both.errors)")
    withExtendedLifetime(sandbox) {}
  }
}
