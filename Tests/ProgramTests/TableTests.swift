import Foundation
import TerminalSupport
import Testing

@Suite("w2s table", .serialized)
struct TableTests {
  private let header = checkNames.joined(separator: ",")

  @Test("The fields of check, row by row")
  func agreesWithCheck() async throws {
    let rows = [(0.05, 0.1, 0.25, 0.25, 1.0, 0.0), (0.2, 1, 0.25, 1.2, 2, 0.5), (0, 0.3, 1, 1, 0.5, 1)]
    let input = rows.map { "\($0.5),\($0.0),\($0.1),\($0.4),\($0.2),\($0.3)\n" }.joined()
    let names = "zeta,lambda_t,lambda_s,sigma,gamma_t,gamma_s\n"
    let csv = try await w2s(["table"], input: names + input)
    let json = try await w2s(["table", "--json"], input: names + input)
    #expect(csv.status == 0 && json.status == 0)
    #expect(csv.lines.first.map(String.init) == header)
    #expect(csv.lines.count == 4 && json.lines.count == 3)
    for (index, row) in rows.enumerated() {
      let options = [
        "--lambda-t", "\(row.0)", "--lambda-s", "\(row.1)", "--gamma-t", "\(row.2)", "--gamma-s", "\(row.3)", "--sigma",
        "\(row.4)", "--zeta", "\(row.5)",
      ]
      let check = try await w2s(["check", "--json"] + options)
      // What check says beside comes last.
      let shared = check.output.split(separator: ",\n  \"finite_gap_mean\"")[0] + "}"
      let object = shared.replacing("\n", with: "").replacing("  ", with: "").replacing(": ", with: ":")
        .replacing(", ", with: ",")
      #expect(String(json.lines[index]) == object)
      let values = object.dropFirst().dropLast().split(separator: ",").map { member in
        let value = member.split(separator: ":")[1]
        return value == "null" ? "" : value.replacing("\"", with: "")
      }
      #expect(String(csv.lines[index + 1]) == values.joined(separator: ","))
    }
  }

  // Texts with line ends and controls are not arguments of tests, whose log would be disturbed by them.

  @Test("Line ends, marks, blanks and quotes of other programs")
  func dialects() async throws {
    let inputs = [
      "lambda_t,sigma\r\n0.5,2\r\n\r\n", "\u{FEFF}lambda_t,sigma\n0.5,2\n", "lambda_t,sigma\n\n  \n0.5,2",
      "\"lambda_t\",\"sigma\"\n\"0.5\",\"2\"\n", " lambda_t , sigma \n 0.5 ,\t2 \n", "sigma,lambda_t\n2,5e-1\n",
    ]
    let expected = try await w2s(["table", "--lambda-t", "0.5", "--sigma", "2"], input: "zeta\n0\n")
    #expect(expected.lines.count == 2)
    for input in inputs {
      let outcome = try await w2s(["table"], input: input)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output == expected.output, "\(input.debugDescription)")
    }
  }

  @Test("Sizes in place of aspect ratios")
  func sizes() async throws {
    let sizes = try await w2s(["table"], input: "student_samples,dimension,teacher_samples\n416,500,2000\n")
    let ratios = try await w2s(["table"], input: "gamma_t,gamma_s\n0.25,1.2019230769230769\n")
    #expect(sizes.status == 0)
    #expect(sizes.output == ratios.output)
  }

  @Test("A header alone gives a header")
  func headerOnly() async throws {
    let outcome = try await w2s(["table"], input: "lambda_t\n")
    #expect(outcome.status == 0)
    #expect(outcome.output == header + "\n")
  }

  @Test("A mistake is named with its line, and the rows before it are written")
  func badRows() async throws {
    let cases = [
      ("1,2\n3\n", ["line 3", "'3'"]), ("1,2\n3,4,5\n", ["line 3", "'3,4,5'"]),
      ("1,2\n\n3,x\n", ["line 4", "'x'", "≥ 0"]),
      ("1,2\n3,nan\n", ["line 3", "'nan'"]), ("1,2\n-3,1\n", ["line 3", "lambda_t", "'-3'"]),
      ("1,2\n3,\n", ["line 3", "lambda_s", "''"]), ("1,2\n3,inf\n5,6\n", ["line 3", "'inf'"]),
      ("1,2\n3,1\u{0}\n", ["line 3", "lambda_s"]), ("1,2\n3,\u{1B}[31m\n", ["line 3", "[31m"]),
    ]
    for (rows, parts) in cases {
      let outcome = try await w2s(["table"], input: "lambda_t,lambda_s\n" + rows)
      #expect(outcome.status == 64, "\(rows.debugDescription)")
      #expect(outcome.lines.count == 2 && outcome.lines.last?.hasPrefix("1,2,") == true, "\(rows.debugDescription)")
      outcome.expectOneLine(parts, rows.debugDescription)
      #expect(!outcome.errors.contains("\u{1B}"))
    }
  }

  @Test("Input without a usable header is refused")
  func badHeaders() async throws {
    let cases = [
      ("", ["empty", "header"]), ("lambda_t,gap\n1,2\n", ["line 1", "'gap'", "computed"]),
      ("lambdaT\n1\n", ["line 1", "'lambdaT'", "'lambda_t'"]), ("Gamma S\n1\n", ["'Gamma S'", "'gamma_s'"]),
      ("id,id\n1,2\n", ["line 1", "'id'", "twice"]), ("\"id\nlambda_t\n1\n", ["line 1", "never closed"]),
      ("\"id\"x,lambda_t\n1,2\n", ["line 1", "closing quote"]),
      ("lambda_t,lambda_t\n1,2\n", ["line 1", "'lambda_t'"]), ("lambda_t,\n1,2\n", ["line 1", "''"]),
      ("gamma_t,dimension,teacher_samples\n1,3,3\n", ["line 1", "gamma_t", "teacher_samples"]),
      ("teacher_samples\n3\n", ["line 1", "dimension"]),
      ("dimension\n3\n", ["line 1", "dimension", "teacher_samples"]),
    ]
    for (input, parts) in cases {
      try await w2s(["table"], input: input).expectRefusal(parts, input.debugDescription)
    }
  }

  @Test("Columns of other names are carried through, before the computed ones, quoted where they need it")
  func carried() async throws {
    let input =
      "id,lambda_t,\"a, b\"\n7,0.5,plain\n\"x, \"\"y\"\"\", 0.25 ,\"two\nlines\"\r\n ü ,\"0.1\",\n"
    let csv = try await w2s(["table"], input: input)
    #expect(csv.status == 0, "\(csv.errors)")
    let plain = try await w2s(["table"], input: "lambda_t\n0.5\n0.25\n0.1\n")
    let carried = ["id,\"a, b\"", "7,plain", "\"x, \"\"y\"\"\",\"two\nlines\"", " ü ,"]
    #expect(csv.output == zip(carried, plain.lines).map { "\($0),\($1)\n" }.joined())
    let json = try await w2s(["table", "--json"], input: input)
    #expect(json.lines.count == 3)
    for (line, (id, note)) in zip(json.lines, [("7", "plain"), ("x, \"y\"", "two\nlines"), (" ü ", "")]) {
      let object = try jsonObject(String(line))
      #expect(object["id"] as? String == id && object["a, b"] as? String == note && object["gap"] is Double)
      #expect(line.hasPrefix("{\"id\":"))
    }
    try await w2s(["table", "--strict"], input: input)
      .expectRefusal(["line 1", "'id'", "lambda_t, lambda_s, gamma_t"], "--strict")
    // A line's number counts the lines within quotes before it.
    let wrong = try await w2s(["table"], input: "id,lambda_t\n\"a\nb\",1\nc,x\n")
    #expect(wrong.status == 64 && wrong.lines.count == 3)
    wrong.expectOneLine(["line 4", "'x'"], "after a quoted line end")
  }

  @Test("Bytes that are no text are refused, not read as something else")
  func binary() async throws {
    let outcome = try await w2s(["table"], input: Array("lambda_t\n1\n".utf8) + [0xFF, 0xFE, 0x0A])
    #expect(outcome.status == 64)
    outcome.expectOneLine(["line 3"], "bytes")
    // A long line is not repeated in full.
    let long = try await w2s(["table"], input: "lambda_t\n" + String(repeating: "9,", count: 100_000) + "\n")
    #expect(long.status == 64)
    #expect(long.errors.utf8.count < 500)
  }

  @Test("Rows are answered as they come")
  func streaming() async throws {
    // The second row is sent only when the answer to the first is there.
    let script = """
      coproc w2s table
      echo lambda_t >&"${COPROC[1]}"; echo 0.5 >&"${COPROC[1]}"
      read -t 5 header <&"${COPROC[0]}"; read -t 5 first <&"${COPROC[0]}" || exit 3
      echo 0.25 >&"${COPROC[1]}"
      read -t 5 second <&"${COPROC[0]}" || exit 4
      echo "${first%%,*} ${second%%,*}"
      """
    let outcome = try await shell(script)
    #expect(outcome.status == 0)
    #expect(outcome.output == "0.5 0.25\n")
  }

  @Test("A reader that has seen enough ends it quietly")
  func closedEarly() async throws {
    let script = "(echo lambda_t; yes 0.1) | w2s table | head -1; echo \"${PIPESTATUS[@]}\""
    let outcome = try await shell(script)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.lines.first.map(String.init) == header)
    #expect(outcome.lines.last?.contains("141") == true)
    let full = try await shell("printf 'lambda_t\\n1\\n' | w2s table >/dev/full")
    #expect(full.status == 74)
    full.expectOneLine(["cannot write"], "a full disk")
  }

  @Test("A bad option is refused before any row")
  func badOption() async throws {
    try await w2s(["table", "--gamma-t", "0"], input: "lambda_t\n1\n").expectRefusal(["'0'"], "--gamma-t 0")
  }
}
