import ArgumentParser
import Export
import Figures
import Sampling
import Theory

/// Many regimes, from CSV to CSV.
struct Table: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table", _superCommandName: "w2s",
    abstract: "Check many regimes: CSV in, CSV out.",
    discussion: """
      Reads CSV from standard input, a regime a row, and writes the fields of `check --json` a row at a time. The header \
      names the parameters: lambda_t, lambda_s, gamma_t, gamma_s, sigma, zeta, or dimension with teacher_samples and \
      student_samples; and student, of \(SpectralFilter.allCases.map(\.rawValue).joined(separator: ", ")). With \
      --finite the law at a row's dimension is added: finite_gap_mean, finite_gap_sd, probability_of_gain_predicted. A \
      parameter with no column takes the value of its option, or that of Figure 1 left. Columns of \
      other names, such as an id, are carried through unchanged, before the computed ones.

      With --points the rows are points of your own, from that file or, with -, from standard input. Beside the \
      parameters they have at least one of teacher_error, student_error and gap, and may have teacher_error_se, \
      student_error_se, gap_se and label; the names of `simulate --json`, such as gap_mean, are accepted too. An empty \
      cell says nothing. To the fields of `check --json` are added what was measured (measured_gap, measured_gap_se, …), \
      how far it is from theory (residual_gap, …) and how far in standard errors (z_gap, …), and regret: what the best \
      λs would have gained over the one used, according to the theory.

      EXAMPLES
        printf 'lambda_t,lambda_s\\n0.05,0.1\\n0.5,0.1\\n' | w2s table --sigma 2
        printf 'id,gamma_s\\na,0.5\\nb,2\\n' | w2s table --json
        w2s table --points mine.csv > beside-theory.csv
      """)

  @OptionGroup var parameters: RegimeOptions
  @Option(
    parsing: .unconditional, help: "Points of your own, measured: a file of CSV, or - for standard input.",
    completion: .file())
  var points: String?
  @Flag(help: "Write one JSON object a line instead of CSV.") var json = false
  @Flag(help: "Add the law of the gap at each row's dimension: its mean, spread and P(gain).") var finite = false
  @Flag(help: "Refuse columns of other names than the parameters'.") var strict = false

  func validate() throws { try parameters.requireRatios() }

  func run() throws {
    let input = try TableInput(points)
    defer { input.close() }
    var output = OutputBuffer()
    do {
      try convert(input, into: &output)
    } catch {
      // The rows before a mistake are good.
      try output.flush()
      throw (error as? CSVComplaint).map(input.named) ?? error
    }
    try output.flush()
  }

  private func convert(_ input: TableInput, into output: inout OutputBuffer) throws {
    var reader = CSVReader()
    guard let header = try reader.next(more: { try input.more() }) else { throw CSVComplaint.noHeader }
    let columns = try PointColumns(header, points == nil ? .regimes : .measured, isStrict: strict)
    if finite && !columns.hasDimension {
      throw CSVComplaint(line: header.line, message: "--finite needs a column 'dimension'")
    }
    let answers = TableAnswers(
      columns, over: parameters.regime(), isMeasured: points != nil, hasLaw: finite, isJSON: json)
    if !json { try output.line(answers.names.csvHeader) }
    let threads = Machine.current.processors
    while true {
      // More of them than threads, so that the first are written while the last are answered.
      let batches = try reader.batches(4 * threads) {
        // Answers do not wait for more questions.
        try output.flush()
        return try input.more(upTo: threads << 19)
      }
      if batches.isEmpty { return }
      try answers.answer(batches, threads: threads) { answer in
        try output.add(answer.lines)
        if let failure = answer.failure { throw failure }
      }
    }
  }
}
