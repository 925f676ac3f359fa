import ArgumentParser
import Canvas
import Export
import Figures
import Sampling
import Simulation
import Theory

/// Many regimes, from CSV to CSV.
struct Table: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check many regimes: CSV in, CSV out.",
    discussion: """
      Reads CSV from standard input, a regime a row, and writes the fields of `check --json` a row at a time. The header \
      names the parameters: lambda_t, lambda_s, gamma_t, gamma_s, sigma, zeta, or dimension with teacher_samples and \
      student_samples. A parameter with no column takes the value of its option, or that of Figure 1 left. Columns of \
      other names, such as an id, are carried through unchanged, before the computed ones.

      EXAMPLES
        printf 'lambda_t,lambda_s\\n0.05,0.1\\n0.5,0.1\\n' | w2s table --sigma 2
        printf 'id,gamma_s\\na,0.5\\nb,2\\n' | w2s table --json
      """)

  @OptionGroup var parameters: RegimeOptions
  @Flag(help: "Write one JSON object a line instead of CSV.") var json = false
  @Flag(help: "Refuse columns of other names than the parameters'.") var strict = false

  func validate() throws { try parameters.requireRatios() }

  func run() throws {
    var output = OutputBuffer()
    do {
      try convert(into: &output)
    } catch {
      // The rows before a mistake are good.
      try output.flush()
      throw error is CSVComplaint ? ValidationError("\(error)") : error
    }
    try output.flush()
  }

  private func convert(into output: inout OutputBuffer) throws {
    let base = parameters.regime()
    var input = CSVReader()
    guard let header = try input.next(more: readInput) else {
      throw ValidationError("the input is empty: a header line that names the parameters is needed")
    }
    let columns = try columns(header.fields.map(trimmed))
    let record = { (regime: Regime, values: [String]) -> Record in
      var record = Record()
      for case (.carried(let name), let value) in zip(columns, values) { record.append(name, .text(value)) }
      record.append(contentsOf: Record(Verdict(regime)))
      return record
    }
    if !json { try output.line(record(base, columns.map { _ in "" }).csvHeader) }
    // Answers do not wait for more questions.
    while let row = try input.next(more: {
      try output.flush()
      return try readInput()
    }) {
      let record = record(try regime(row, columns: columns, base: base), row.fields)
      try output.line(json ? record.json(pretty: false) : record.csvRow)
    }
  }

  /// What a column of the input is.
  private enum Column: Hashable {
    case parameter(Parameter)
    case dimension, teacherSamples, studentSamples
    /// Not the table's own.
    case carried(String)

    static let known: [(name: String, column: Column)] =
      Parameter.allCases.map { ($0.fieldName, .parameter($0)) } + [
        ("dimension", .dimension), ("teacher_samples", .teacherSamples), ("student_samples", .studentSamples),
      ]
  }

  private func columns(_ names: [String]) throws -> [Column] {
    let accepted = Column.known.map(\.name).joined(separator: ", ")
    let computed = Record(Verdict(parameters.regime())).fields.map(\.name)
    let columns = try names.enumerated().map { index, name -> Column in
      if names[..<index].contains(name) { throw ValidationError("line 1: column '\(name)' is named twice") }
      if let known = Column.known.first(where: { $0.name == name }) { return known.column }
      if strict || name.isEmpty {
        throw ValidationError("line 1: unknown column \(quoted(name)); accepted: \(accepted)")
      }
      if computed.contains(name) {
        throw ValidationError("line 1: column '\(name)' has the name of a computed one; give it another")
      }
      // A parameter spelt in another way would be left at its default unseen.
      if let meant = Column.known.first(where: { plain($0.name) == plain(name) }) {
        throw ValidationError("line 1: unknown column \(quoted(name)); is '\(meant.name)' meant?")
      }
      return .carried(name)
    }
    for (ratio, samples, name) in [
      (Parameter.gammaT, Column.teacherSamples, "teacher_samples"), (.gammaS, .studentSamples, "student_samples"),
    ] where columns.contains(samples) {
      if columns.contains(.parameter(ratio)) {
        throw ValidationError("line 1: '\(ratio.fieldName)' and '\(name)' say the same thing; keep one")
      }
      if !columns.contains(.dimension) { throw ValidationError("line 1: '\(name)' needs a column 'dimension'") }
    }
    if columns.contains(.dimension), Set(columns).isDisjoint(with: [.teacherSamples, .studentSamples]) {
      throw ValidationError(
        "line 1: 'dimension' needs a column 'teacher_samples' or 'student_samples' to make an aspect ratio")
    }
    return columns
  }

  private func regime(_ row: CSVReader.Row, columns: [Column], base: Regime) throws -> Regime {
    guard row.fields.count == columns.count else {
      throw ValidationError(
        "line \(row.line): \(row.fields.count) values where the header names \(columns.count): "
          + quoted(row.fields.joined(separator: ",")))
    }
    var regime = base
    var sizes: [Column: Int] = [:]
    for (column, field) in zip(columns, row.fields) {
      let text = trimmed(field)
      switch column {
      case .carried: continue
      case .parameter(let parameter):
        guard let value = decimalNumber(text), parameter.accepts(value) else {
          throw ValidationError(
            "line \(row.line): \(parameter.fieldName) is \(quoted(text)); \(parameter.accepted) is accepted")
        }
        regime[parameter] = value
      case .dimension, .teacherSamples, .studentSamples:
        guard let value = Int(text), Counts.sizes.contains(value) else {
          let name = Column.known.first { $0.column == column }?.name ?? ""
          throw ValidationError(
            "line \(row.line): \(name) is \(quoted(text)); \(Counts.accepted(Counts.sizes)) is accepted")
        }
        sizes[column] = value
      }
    }
    if let d = sizes[.dimension] {
      if let n = sizes[.teacherSamples] { regime[.gammaT] = Sizes.aspectRatio(dimension: d, samples: n) }
      if let n = sizes[.studentSamples] { regime[.gammaS] = Sizes.aspectRatio(dimension: d, samples: n) }
    }
    return regime
  }

  /// The beginning of a text, in quotes.
  private func quoted(_ text: String) -> String {
    text.count > 60 ? "'\(text.prefix(60))…'" : "'\(text)'"
  }

  /// A name without case and punctuation.
  private func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }

  private func trimmed(_ field: String) -> String {
    var text = field.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
