import Foundation
import TerminalSupport
import Testing

@Suite("w2s generations", .serialized)
struct GenerationsTests {
  private static let names = [
    "lambda", "gamma", "noise", "ensemble", "true_share", "weight", "alignment", "power", "error",
  ]

  private func generations(_ arguments: [String]) async throws -> [[String: Any]] {
    let outcome = try await w2s(["generations", "--json"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try #require(try jsonObject(outcome.output)["generations"] as? [[String: Any]])
  }

  /// Two generations are the teacher and the student of Figure 1 left.
  @Test("The names of the contract; two generations are teacher and student")
  func json() async throws {
    let chain = try await generations(["--generation", "0.05:0.25", "--generation", "0.1:0.25"])
    #expect(chain.count == 2)
    for entry in chain { #expect(Set(entry.keys) == Set(Self.names)) }
    let check = try jsonObject(try await w2s(["check", "--json"]).output)
    for (entry, name) in zip(chain, ["teacher_error", "student_error"]) {
      let (found, expected) = (try #require(entry["error"] as? Double), try #require(check[name] as? Double))
      #expect(abs(found / expected - 1) < 1e-13, "\(name)")
    }
    #expect(chain[0]["noise"] as? Double == 1 && chain[0]["true_share"] as? Double == 1)
    #expect(chain[1]["noise"] as? Double == 0 && chain[1]["ensemble"] as? Int == 1)
  }

  @Test("What is left out is a single fit to the labels of the model before, and so is what is empty")
  func fields() async throws {
    let first = ["--sigma", "0.5", "--generation", "0.1:1/2", "--generation"]
    let short = try await w2s(["generations", "--csv"] + first + ["0.2:0.7"])
    for long in ["0.2:0.7:0", "0.2:0.7::1", "0.2:0.7:::0", "0.2:0.7:0:1:0", "0.2:0.7::::1"] {
      #expect(try await w2s(["generations", "--csv"] + first + [long]).output == short.output, "\(long)")
    }
    #expect(short.lines.first.map(String.init) == "generation," + Self.names.joined(separator: ","))
    let whole = try await generations(first + ["0.2:0.7:0.3:4:0.25:2"])
    let values = ["lambda", "gamma", "noise", "true_share", "weight"].map { whole[1][$0] as? Double }
    #expect(values == [0.2, 0.7, 0.3, 0.25, 2] && whole[1]["ensemble"] as? Int == 4)
  }

  @Test("--repeat repeats the last, --best tunes each, and the SVG is XML with a point for each")
  func repeated() async throws {
    let six = try await generations(["--generation", "0.5:0.5", "--generation", "0.1:0.5", "--repeat", "6"])
    #expect(six.count == 6 && six[5]["lambda"] as? Double == 0.1)
    #expect(try await generations(["--generation", "0.1:0.5", "--repeat", "3"])[2]["true_share"] as? Double == 0)
    let best = try await generations(["--generation", "3:0.5", "--best"])
    #expect(abs(try #require(best[0]["lambda"] as? Double) - 0.5) < 1e-6)
    let svg = try await w2s(["generations", "--svg", "--generation", "0.1:0.5", "--repeat", "6"]).output
    #expect(svg.hasPrefix("<?xml") && svg.contains("fixed point"))
    let text = try await w2s(["generations", "--generation", "0.1:0.5", "--repeat", "6"])
    #expect(text.lines.count == 9 && text.output.contains("forgets everything"))
  }

  @Test("--simulate stands beside theory, the same bytes on any number of threads")
  func simulated() async throws {
    let arguments = [
      "generations", "--generation", "0.1:0.5", "--generation", "0.1:0.5", "--simulate", "--dimension", "60",
    ]
    let json = try await w2s(arguments + ["--json", "--trials", "200", "--threads", "1"])
    #expect(json.output == (try await w2s(arguments + ["--json", "--trials", "200", "--threads", "3"]).output))
    let entries = try #require(try jsonObject(json.output)["generations"] as? [[String: Any]])
    for entry in entries {
      let values = try ["error", "error_mean", "error_se", "z"].map { try #require(entry[$0] as? Double) }
      #expect(abs((values[1] - values[0]) / values[2] - values[3]) < 1e-9 && abs(values[3]) < 6)
    }
    let mixed = ["generations", "--generation", "0.1:0.5", "--generation", "0.1:0.5::1:0.5", "--simulate"]
    try await w2s(mixed).expectRefusal(["generation 2", "dense"], "mixed")
    let dense = try await w2s(mixed + ["--engine", "dense", "--dimension", "20", "--trials", "2"])
    #expect(dense.status == 0 && dense.output.contains("simulated"))
  }

  @Test(
    "Mistakes are one line that names the value and what is accepted",
    arguments: [
      ([], ["--generation", "0.1:0.5"]), (["0.1"], ["'0.1'", "λ:γ"]), (["0.1:0"], ["'0.1:0'", "γ", "> 0"]),
      (["x:1"], ["'x:1'", "λ"]), (["0.1:0.5", "0.1:0.5:-1"], ["the noise"]),
      (["0.1:0.5", "0.1:0.5::0"], ["ensemble", "1 to"]),
      (["0.1:0.5", "0.1:0.5:::2"], ["true share", "0 to 1"]), (["0.1:0.5:::0.5"], ["first", "--sigma"]),
      (["0.1:0.5", "0.1:0.5:::1:0"], ["weight", "> 0"]), (["0.1:0.5::::2"], ["first", "--sigma"]),
      (["0.1:0.5:1:1:1:1:1"], ["λ:γ"]), (Array(repeating: "1:1", count: 13), ["13", "12"]),
    ])
  func refusals(specifications: [String], parts: [String]) async throws {
    let outcome = try await w2s(["generations"] + specifications.flatMap { ["--generation", $0] })
    outcome.expectRefusal(parts, "\(specifications)")
  }
}
