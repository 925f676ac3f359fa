import ArgumentParser
import Explorer
import Export
import Simulation
import Theory

/// Many regimes, from CSV to CSV.
struct Table: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check many regimes: CSV in, CSV out.",
    discussion: """
      Reads CSV from standard input, a regime a row, and writes the fields of `check --json` a row at a time. The header \
      names the parameters: lambda_t, lambda_s, gamma_t, gamma_s, sigma, zeta, or dimension with teacher_samples and \
      student_samples. A parameter with no column takes the value of its option, or that of Figure 1 left.

      EXAMPLE
        printf 'lambda_t,lambda_s\\n0.05,0.1\\n0.5,0.1\\n' | w2s table --sigma 2
      """)

  @OptionGroup var parameters: RegimeOptions
  @Flag(help: "Write one JSON object a line instead of CSV.") var json = false

  func validate() throws { try parameters.requireRatios() }

  func run() throws {
    var output = OutputBuffer()
    do {
      try convert(into: &output)
    } catch {
      // The rows before a mistake are good.
      try output.flush()
      throw error
    }
    try output.flush()
  }

  private func convert(into output: inout OutputBuffer) throws {
    let base = parameters.regime()
    var input = InputLines()
    guard let header = try input.line(willWait: {}) else {
      throw ValidationError("the input is empty: a header line that names the parameters is needed")
    }
    let columns = try columns(header)
    if !json { try output.line(Record(Verdict(base)).csvHeader) }
    var number = 1
    while let line = try input.line(willWait: { try output.flush() }) {
      number += 1
      if line.allSatisfy(\.isWhitespace) { continue }
      let record = Record(Verdict(try regime(line, columns: columns, base: base, number: number)))
      try output.line(json ? record.json(pretty: false) : record.csvRow)
    }
  }

  private static let sizeNames = ["dimension", "teacher_samples", "student_samples"]
  private static var accepted: String {
    (Parameter.allCases.map(\.fieldName) + sizeNames).joined(separator: ", ")
  }

  private func columns(_ header: String) throws -> [String] {
    // A byte-order mark is not part of the first name.
    let names = fields(header.hasPrefix("\u{FEFF}") ? String(header.dropFirst()) : header)
    for (index, name) in names.enumerated() {
      guard Parameter.allCases.contains(where: { $0.fieldName == name }) || Self.sizeNames.contains(name) else {
        throw ValidationError("line 1: unknown column \(quoted(name)); accepted: \(Self.accepted)")
      }
      if names[..<index].contains(name) { throw ValidationError("line 1: column '\(name)' is named twice") }
    }
    for (ratio, samples) in [("gamma_t", "teacher_samples"), ("gamma_s", "student_samples")]
    where names.contains(samples) {
      if names.contains(ratio) {
        throw ValidationError("line 1: '\(ratio)' and '\(samples)' say the same thing; keep one")
      }
      if !names.contains("dimension") { throw ValidationError("line 1: '\(samples)' needs a column 'dimension'") }
    }
    if names.contains("dimension"), Set(names).isDisjoint(with: ["teacher_samples", "student_samples"]) {
      throw ValidationError(
        "line 1: 'dimension' needs a column 'teacher_samples' or 'student_samples' to make an aspect ratio")
    }
    return names
  }

  private func regime(_ line: String, columns: [String], base: Regime, number: Int) throws -> Regime {
    let values = fields(line)
    guard values.count == columns.count else {
      throw ValidationError(
        "line \(number): \(values.count) values where the header names \(columns.count): \(quoted(line))")
    }
    var regime = base
    var sizes: [String: Int] = [:]
    for (name, text) in zip(columns, values) {
      if let parameter = Parameter.allCases.first(where: { $0.fieldName == name }) {
        // Double stops reading at a null.
        guard !text.utf8.contains(0), let value = Double(text), parameter.accepts(value) else {
          throw ValidationError("line \(number): \(name) is \(quoted(text)); \(parameter.accepted) is accepted")
        }
        regime[parameter] = value
      } else {
        guard let value = Int(text), value >= 1 else {
          throw ValidationError("line \(number): \(name) is \(quoted(text)); a whole number ≥ 1 is accepted")
        }
        sizes[name] = value
      }
    }
    if let d = sizes["dimension"] {
      if let n = sizes["teacher_samples"] { regime.gammaT = Sizes.aspectRatio(dimension: d, samples: n) }
      if let n = sizes["student_samples"] { regime.gammaS = Sizes.aspectRatio(dimension: d, samples: n) }
    }
    return regime
  }

  /// The beginning of a text, in quotes.
  private func quoted(_ text: String) -> String {
    text.count > 60 ? "'\(text.prefix(60))…'" : "'\(text)'"
  }

  /// The fields of a CSV line of numbers and names, blanks and quotes around them dropped.
  private func fields(_ line: String) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map { field in
      var text = field.drop { $0.isWhitespace }
      while text.last?.isWhitespace == true { text = text.dropLast() }
      if text.count >= 2, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
      return String(text)
    }
  }
}
