// A person's own points, from a file to a table, a figure and a screen.

import Foundation
import TerminalSupport
import Testing

@Suite("--points")
struct PointsTests {
  /// Three points of Figure 1 left: one with a standard error, one of another student, and one without a gap.
  private static let file = """
    label,lambda_t,lambda_s,gamma_s,gap,gap_se,student_error,seed
    base,0.05,0.1,0.25,-0.03,0.001,,7
    "few, \u{1B}[31msamples",0.05,0.1,1.2,0.12,,,8
    only Ls,0.05,0.5,0.25,,,1.3,9

    """

  private func run(_ arguments: [String], _ text: String = file, input: String = "") async throws -> Outcome {
    let path = NSTemporaryDirectory() + "w2s-points-\(UUID().uuidString.prefix(12)).csv"
    try Data(text.utf8).write(to: URL(filePath: path))
    defer { unlink(path) }
    return try await w2s(arguments.map { $0 == "FILE" ? path : $0 }, input: input)
  }

  @Test("A table puts them beside theory")
  func table() async throws {
    let csv = try await run(["table", "--points", "FILE"])
    #expect(csv.status == 0, "\(csv.errors)")
    let header = try #require(csv.lines.first)
    let computed = checkNames.joined(separator: ",")
    #expect(header.hasPrefix("label,seed,\(computed),measured_teacher_error,") && header.hasSuffix(",z_gap,regret"))
    let json = try await run(["table", "--points", "FILE", "--json"])
    let rows = try json.lines.map { try jsonObject(String($0)) }
    #expect(rows.count == 3)
    func number(_ row: Int, _ name: String) -> Double? { rows[row][name] as? Double }
    // Theory's gap here is −0.03268, as the README prints it.
    #expect(abs((number(0, "residual_gap") ?? 9) - 0.00268) < 1e-5)
    #expect(abs((number(0, "z_gap") ?? 9) - 2.68) < 0.01)
    #expect(abs((number(0, "regret") ?? 9) - 0.00351) < 1e-5)
    #expect(rows[1]["z_gap"] is NSNull && number(1, "measured_gap") == 0.12 && number(1, "gamma_s") == 1.2)
    #expect(rows[2]["measured_gap"] is NSNull && number(2, "measured_student_error") == 1.3)
    #expect(rows[1]["label"] as? String == "few, \u{1B}[31msamples" && rows[0]["seed"] as? String == "7")
    // From standard input; what the file does not say is an option's.
    let piped = try await w2s(["table", "--points", "-", "--sigma", "2"], input: Self.file)
    #expect(piped.lines.count == 4 && piped.lines[1].hasPrefix("base,7,0.05,0.1,0.25,0.25,2,0,"))
    // The file is the input, whatever there is on standard input.
    #expect(try await run(["table", "--points", "FILE"], input: "lambda_t\n1\n").output == csv.output)
  }

  @Test("What simulate says is read back")
  func simulated() async throws {
    let names = ["gap_mean", "gap_se", "dimension", "teacher_samples", "student_samples", "gamma_t", "gamma_s", "z"]
    let json = try jsonObject(
      try await w2s(["simulate", "--json", "--dimension", "100", "--trials", "4", "--gamma-s", "1.2"]).output)
    let values = try names.map { "\(try #require(json[$0] as? NSNumber))" }
    let file = names.joined(separator: ",") + "\n" + values.joined(separator: ",") + "\n"
    let table = try jsonObject(try await run(["table", "--points", "FILE", "--json"], file).output)
    let (z, again) = (try #require(json["z"] as? Double), try #require(table["z_gap"] as? Double))
    #expect(abs(z - again) < 1e-9 * max(1, abs(z)))
  }

  @Test("A figure shows those that are of it, and counts the others")
  func figure() async throws {
    let csv = try await run(["figure", "1", "--points", "FILE", "--csv"])
    #expect(csv.status == 0)
    #expect(csv.lines.first == "panel,lambda_t,lambda_s,theory,series,measured,measured_se,z,label")
    // Of the second, σε is the panel's; the third has no gap.
    let measured = csv.lines.suffix(2)
    #expect(measured.first?.hasPrefix("left,0.05,0.1,-0.0326") == true && measured.first?.hasSuffix(",base") == true)
    #expect(
      measured.last?.hasPrefix("right,0.05,0.1,") == true
        && measured.last?.hasSuffix(",0.12,,,\"few, \u{1B}[31msamples\"") == true)
    #expect(csv.errors.hasPrefix("1 of the 3 points of ") && csv.errors.hasSuffix(" lies on no panel of figure 1\n"))
    let plain = try await w2s(["figure", "1", "--csv"])
    #expect(plain.lines.count == csv.lines.count - 2 && plain.lines.first == "panel,lambda_t,lambda_s,theory")
    let picture = try await run(["figure", "1", "--points", "FILE", "--unicode"])
    #expect(picture.output.contains("▼") && picture.output.contains("measured ▼ gain"))
    let svg = try await run(["figure", "1", "--points", "FILE", "--svg"])
    #expect(svg.output.contains(">measured gain</text>") && svg.output.contains("--points "))
  }

  @Test("A screen shows them, and a conversation tells them")
  func screens() async throws {
    let map = try await run(["render", "--points", "FILE", "--size", "120x36"])
    #expect(map.output.contains("measured −0.0300 ± 0.0010  z +2.7"), "\(map.output)")
    #expect(map.output.contains("△"))
    let list = try await run(["render", "--points", "FILE", "--size", "120x36", "--keys", "O", "--color", "256"])
    #expect(list.output.contains("few, [31m") || list.output.contains("few, "))
    #expect(!list.output.contains("\u{1B}[31msamples"))
    let told = try await run(["--linear", "--points", "FILE"], input: "points 2\nundo\nc\n")
    #expect(told.lines.contains { $0.contains("γs 1.2") && $0.contains("At 'few,") }, "\(told.output)")
    #expect(told.output.contains("--points ") && !told.output.contains("\u{1B}"))
    let exported = try await run(["render", "--points", "FILE", "--as", "csv"])
    #expect(exported.lines.last?.hasSuffix(",base") == true)
  }

  @Test("A mistake is one line with file, line and what is accepted")
  func mistakes() async throws {
    for command in [
      ["table", "--points", "FILE"], ["figure", "1", "--points", "FILE"], ["render", "--points", "FILE"],
    ] {
      let outcome = try await run(command, "gap\n1\n\u{1B}[2Jx\n")
      #expect(outcome.status == 64 && !outcome.errors.contains("\u{1B}"))
      outcome.expectOneLine([".csv:3: gap is '", "a finite number"], "\(command)")
      try await run(command, "lambda_t\n1\n").expectRefusal([".csv:1: ", "student_error"], "\(command)")
      try await run(command, String(repeating: "x", count: 2_000_000))
        .expectRefusal([".csv:1: longer than 1048576 bytes"], "\(command)")
      let missing = command.map { $0 == "FILE" ? "/nowhere/x.csv" : $0 }
      try await w2s(missing).expectRefusal(["/nowhere/x.csv", "cannot be read"], "\(missing)")
      let folder = command.map { $0 == "FILE" ? "/" : $0 }
      try await w2s(folder).expectRefusal(["/: the file cannot be read"], "\(folder)")
    }
    try await w2s(["table", "--points", "-"], input: "gap\n1\nx\n").expectOneLine(["standard input:3: "], "-")
    try await w2s(["render", "--points", "-"]).expectRefusal(["--points", "standard input"], "render -")
  }
}
