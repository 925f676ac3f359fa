import Foundation
import Testing

@Suite("w2s check", .serialized)
struct CheckTests {
  @Test("JSON has exactly the promised names, in order, and a gain exits with 0")
  func json() async throws {
    let outcome = try await w2s(["check", "--json"])
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    let parameters = Array(checkNames.prefix(6))
    #expect(
      jsonNames(outcome.output) == checkNames + besides + ["flips"] + parameters + ["phase_edges"] + parameters + [
        "student"
      ])
    let object = try jsonObject(outcome.output)
    for name in checkNames where !["gain", "phase", "printed_condition_agrees"].contains(name) {
      #expect(object[name] is Double, "\(name)")
    }
    #expect(object["gain"] as? Bool == true)
    #expect(object["phase"] as? String == "below")
    #expect(object["printed_condition_agrees"] is Bool)
    // Zeros and whole numbers are numbers too, not booleans.
    for literal in ["\"sigma\": 1,", "\"zeta\": 0,", "\"gain\": true,"] { #expect(outcome.output.contains(literal)) }
  }

  /// The law at d = 500 and 100; without a dimension there is no law. What the ceiling is, and how much of the way to the same
  /// student with true labels is gone, does not depend on it.
  @Test("At a dimension it says what the gap is over trials")
  func finite() async throws {
    for (d, mean, deviation) in [(500, -0.03269, 0.00658), (100, -0.03277, 0.01471)] {
      let object = try jsonObject(try await w2s(["check", "--json", "--dimension", "\(d)"]).output)
      let found = try ["finite_gap_mean", "finite_gap_sd", "ceiling_gap", "pgr", "pgr_best"].map {
        try #require(object[$0] as? Double)
      }
      for (value, expected) in zip(found, [mean, deviation, -0.04386, 1.213, 0.6374]) {
        #expect(abs(value / expected - 1) < 1e-3)
      }
    }
    let limit = try jsonObject(try await w2s(["check", "--json"]).output)
    for name in besides.prefix(5) { #expect(limit[name] is NSNull, "\(name)") }
    #expect(limit["ceiling_gap"] is Double)
    let text = try await w2s(["check", "--dimension", "100"]).output
    #expect(text.contains("At d = 100 the gap averages −0.03277 over trials, with a standard deviation of 0.01471"))
    // The limit's advice holds for λs ≪ d only; there is another at d.
    let learned = ["check", "--zeta", "1", "--lambda-t", "0.5"]
    let advice = try await w2s(learned).output
    #expect(advice.contains("The larger λs the better, as long as it is small beside d"))
    #expect(
      try await w2s(learned + ["--dimension", "500"]).output.contains("the best is λs = 5.543, with a gap of −0.1158"))
  }

  @Test("No gain exits with 1; an empty set of winning penalties is null")
  func noGain() async throws {
    let outcome = try await w2s(["check", "--json", "--lambda-t", "0.5"])
    #expect(outcome.status == 1)
    let object = try jsonObject(outcome.output)
    #expect(object["phase"] as? String == "never")
    #expect(object["gain"] as? Bool == false)
    #expect(object["winning_lambda_s_lower"] is NSNull)
    #expect(object["winning_lambda_s_upper"] is NSNull)
  }

  @Test("What is infinite is null")
  func infinite() async throws {
    let peak = try await w2s(["check", "--json", "--lambda-t", "0", "--gamma-t", "1"])
    let object = try jsonObject(peak.output)
    #expect(jsonNames(peak.output).prefix(checkNames.count) == checkNames[...])
    #expect(object["teacher_error"] is NSNull)
    #expect(!peak.output.lowercased().contains("nan") && !peak.output.contains("inf"))
    let always = try await w2s(["check", "--json", "--lambda-t", "0.02", "--gamma-t", "0.65", "--sigma", "1.9"])
    let report = try jsonObject(always.output)
    #expect(report["phase"] as? String == "always")
    #expect(report["winning_lambda_s_lower"] as? Double == 0)
    #expect(report["winning_lambda_s_upper"] is NSNull)
  }

  @Test("In words")
  func text() async throws {
    let gain = try await w2s(["check", "--lambda-t", "0.05", "--gamma-s", "0.25"])
    #expect(gain.status == 0)
    #expect(gain.output.hasPrefix("GAIN: Ls − Lt = −0.0326"))
    #expect(gain.output.contains("under-regularised"))
    let loss = try await w2s(["check", "--lambda-t", "0.5"])
    #expect(loss.status == 1)
    #expect(loss.output.hasPrefix("NO GAIN"))
  }

  @Test("At the edge of its window a regime is a tie, in words, in JSON and in a table")
  func tie() async throws {
    let regime = ["--lambda-t", "0.2", "--gamma-s", "1.2019230769230769", "--sigma", "2"]
    let known = try jsonObject(try await w2s(["check", "--json", "--lambda-s", "1"] + regime).output)
    let edge = try #require(known["winning_lambda_s_upper"] as? Double)
    let options = regime + ["--lambda-s", "\(edge)"]
    let text = try await w2s(["check"] + options)
    #expect(text.status == 1)
    #expect(text.lines.first == "TIE: the student equals its teacher")
    let json = try await w2s(["check", "--json"] + options)
    #expect(json.status == 1 && json.output.contains("\"gap\": 0,") && json.output.contains("\"gain\": false,"))
    let table = try await w2s(["table", "--json"] + options, input: "zeta\n0\n")
    #expect(table.output.contains("\"gap\":0,") && table.output.contains("\"gain\":false,"))
    let screen = try await w2s(["render"] + options)
    #expect(screen.output.contains("TIE") && screen.output.contains("student equals teacher"))
  }

  @Test("A gain however small is a gain")
  func tinyGain() async throws {
    let text = try await w2s(["check", "--lambda-s", "1e-14"])
    #expect(text.status == 0 && text.output.hasPrefix("GAIN: Ls − Lt = −6.027e−15"))
    #expect(try await w2s(["render", "--lambda-s", "1e-14"]).output.contains(" GAIN "))
  }

  @Test("Where the printed theorem is silent the answer is null, and is said")
  func silent() async throws {
    let square = ["--gamma-s", "1", "--lambda-t", "0.1"]
    #expect(try await w2s(["check", "--json"] + square).output.contains("\"printed_condition_agrees\": null"))
    let text = try await w2s(["check"] + square)
    #expect(text.output.contains("Theorem 5 as printed is silent here") && !text.output.contains("otherwise"))
    let over = try await w2s(["check", "--json", "--gamma-s", "1", "--lambda-t", "0.3"])
    #expect(over.output.contains("agrees\": true"))
  }

  @Test("Each nearest flip is a tie, and each edge parts two phases")
  func flipsAndEdges() async throws {
    let object = try jsonObject(try await w2s(["check", "--json"]).output)
    let flips = try #require(object["flips"] as? [String: Any])
    let edges = try #require(object["phase_edges"] as? [String: Any])
    #expect(flips["zeta"] is NSNull && edges["lambda_s"] is NSNull)
    // λs flips at the upper end of its winning set; the phase ends at λ⋆t, and at γs = 1.
    #expect(flips["lambda_s"] as? Double == object["winning_lambda_s_upper"] as? Double)
    #expect(abs(try #require(edges["lambda_t"] as? Double) - 0.25) < 1e-15 && edges["gamma_s"] as? Double == 1)
    for (name, value) in flips {
      guard let value = value as? Double else { continue }
      let option = "--" + name.replacing("_", with: "-")
      #expect(try await w2s(["check", option, "\(value)"]).output.hasPrefix("TIE"), "\(name)")
    }
    for (name, value) in edges {
      guard let value = value as? Double else { continue }
      let option = "--" + name.replacing("_", with: "-")
      var phases: Set<String> = []
      for factor in [1 - 1e-6, 1 + 1e-6] {
        let side = try jsonObject(try await w2s(["check", "--json", option, "\(value * factor)"]).output)
        phases.insert(try #require(side["phase"] as? String))
      }
      #expect(phases.count == 2, "\(name) = \(value): \(phases)")
    }
    let text = try await w2s(["check"])
    #expect(text.output.contains("Nearest flip of the verdict, each parameter alone: λt = 0.1729, λs = 0.444, "))
    #expect(text.output.contains("Nearest edge of the phase, each parameter alone: λt = 0.25, "))
    // The table has a column a name, and no such objects.
    #expect(!(try await w2s(["table"], input: "zeta\n0\n")).output.contains("flips"))
  }

  @Test("A regime starts from a preset, whatever its case; a tie of the preset holds unless λt is given")
  func presets() async throws {
    let right = try await w2s(["check", "--json", "--preset", "figure 1 RIGHT"])
    let same = ["--lambda-t", "0.2", "--lambda-s", "1", "--gamma-s", "500/416", "--sigma", "2"]
    #expect(right.output == (try await w2s(["check", "--json"] + same)).output)
    // λt = 0.15 λ⋆t = 0.15 · 4 · 0.8.
    let tied = try jsonObject(try await w2s(["check", "--json", "--preset", "Figure 9", "--sigma", "2"]).output)
    #expect(abs(try #require(tied["lambda_t"] as? Double) - 0.48) < 1e-15)
    let text = try await w2s(["check", "--preset", "Figure 9", "--sigma", "2"])
    #expect(text.output.contains("λt staying 0.15 λ⋆t"))
    let free = try await w2s(["check", "--preset", "Figure 9", "--sigma", "2", "--lambda-t", "0.3"])
    #expect(free.output.contains("λt = 0.3,") && !free.output.contains("staying"))
    try await w2s(["check", "--preset", "foo"]).expectRefusal(["'foo'", "'Figure 1 left'", "'Figure 9'"], "foo")
  }

  @Test("A value may be a quotient, wherever one is given")
  func quotients() async throws {
    let plain = try await w2s(["check", "--gamma-s", "1.2019230769230769"])
    #expect(try await w2s(["check", "--gamma-s", "500/416"]).output == plain.output)
    #expect(try await w2s(["check", "--gamma-s", " 500 / 416 "]).output == plain.output)
    let simulated = try await w2s(["simulate", "--dimension", "20", "--sigma", "3/2", "--json"])
    #expect(simulated.output.contains("\"sigma\": 1.5,"))
    let screen = try await w2s(["render", "--tie", "3/20", "--size", "120x40"])
    #expect(screen.output.contains("0.15 λ⋆t"))
    let curves = try await w2s(["render", "--view", "curves", "--family", "1/4,1", "--size", "120x40"])
    #expect(curves.status == 0 && curves.errors.isEmpty)
  }

  @Test("Sizes say the same as aspect ratios")
  func sizes() async throws {
    let sizes = try await w2s(
      ["check", "--json", "--dimension", "500", "--teacher-samples", "2000", "--student-samples", "416"])
    let ratios = try await w2s(["check", "--json", "--gamma-t", "0.25", "--gamma-s", "1.2019230769230769"])
    #expect(sizes.status == ratios.status)
    // The sizes say at which d besides.
    let limit = { (output: String) in
      output.split(separator: "\n").filter { line in !besides.prefix(5).contains { line.contains("\"\($0)\"") } }
    }
    #expect(limit(sizes.output) == limit(ratios.output) && sizes.lines.count == ratios.lines.count)
    // One of them may be a size and the other a ratio.
    let mixed = try await w2s(
      ["check", "--json", "--dimension", "500", "--teacher-samples", "2000", "--gamma-s", "1.2019230769230769"])
    #expect(mixed.output == sizes.output)
  }

  @Test(
    "Values that are refused are named with what is accepted",
    arguments: [
      ("--lambda-t", ["abc", "nan", "inf", "-inf", "-1", "1e400", "", "0,5", "1/0"], "finite number ≥ 0"),
      ("--lambda-s", ["x", "NaN", "Infinity", "-0.1", "1/2/3", "/2", "1 0"], "finite number ≥ 0"),
      ("--gamma-t", ["0", "-1", "nan", "inf"], "finite number > 0"), ("--gamma-s", ["0", "zero"], "finite number > 0"),
      ("--sigma", ["-1", "nan"], "finite number ≥ 0"), ("--zeta", ["1.5", "-0.1", "nan"], "from 0 to 1"),
      ("--dimension", ["0", "-5", "1.5", "99999999999999999999", "ten"], "a whole number from 1 to 1000000000000"),
      ("--teacher-samples", ["0", "x"], "a whole number from 1 to 1000000000000"),
      ("--student-samples", ["-1"], "a whole number from 1 to 1000000000000"),
    ])
  func badValues(option: String, values: [String], accepted: String) async throws {
    for value in values {
      let outcome = try await w2s(["check", option, value])
      outcome.expectRefusal(["'\(value)'", option, accepted], "\(option) \(value)")
    }
  }

  @Test(
    "Arguments that are refused",
    arguments: [
      (["--lambda"], ["--lambda", "--help"]), (["--lambda-t"], ["--lambda-t"]), (["surplus"], ["surplus", "--help"]),
      (["--gamma-t", "1", "--teacher-samples", "3", "--dimension", "4"], ["--gamma-t", "--teacher-samples"]),
      (["--gamma-s", "1", "--student-samples", "3", "--dimension", "4"], ["--gamma-s", "--student-samples"]),
      (["--teacher-samples", "3"], ["--dimension"]),
    ])
  func badArguments(arguments: [String], parts: [String]) async throws {
    let outcome = try await w2s(["check"] + arguments)
    outcome.expectRefusal(parts, "\(arguments)")
  }

  @Test("A refusal repeats no control characters")
  func controls() async throws {
    for (value, part) in [("a\nb", "a b"), ("\u{1B}[31m", "?[31m"), ("\u{202E}x", "?x")] {
      let outcome = try await w2s(["check", "--lambda-t", value])
      outcome.expectRefusal([part], "a control")
      #expect(!outcome.errors.contains("\u{1B}"))
    }
  }

  @Test("A decimal-comma locale changes nothing", arguments: ["de_DE.UTF-8", "de_DE", "C", "nonsense"])
  func locale(name: String) async throws {
    let variables = ["LC_ALL": name, "LANG": name, "LC_NUMERIC": name]
    for arguments in [["check", "--json", "--sigma", "1.25"], ["check", "--sigma", "1.25"]] {
      let plain = try await w2s(arguments)
      let local = try await w2s(arguments, environment: variables)
      #expect(local.output == plain.output)
      #expect(local.status == plain.status)
    }
  }
}
