import Export
import Figures
import Sampling
import Theory

/// What a table says of its rows.
struct TableAnswers: Sendable {
  private let columns: PointColumns
  private let base: Regime
  private let isMeasured: Bool
  private let hasLaw: Bool
  private let isJSON: Bool

  /// What is said of the rows of such columns.
  /// - Parameters:
  ///   - base: what a row does not give.
  ///   - isMeasured: whether the rows are points that were measured.
  ///   - hasLaw: whether the law at a row's dimension is said.
  ///   - isJSON: whether a row is said in JSON, rather than in CSV.
  init(_ columns: PointColumns, over base: Regime, isMeasured: Bool, hasLaw: Bool, isJSON: Bool) {
    (self.columns, self.base) = (columns, base)
    (self.isMeasured, self.hasLaw, self.isJSON) = (isMeasured, hasLaw, isJSON)
  }

  /// A record of the names of what is said.
  var names: Record {
    var record = Record()
    columns.carry(nil, into: &record)
    append(PointReport(MeasuredPoint(given: [:], values: [:]), over: base), to: &record)
    return record
  }

  /// The answers to the rows of a batch, up to the first that has none.
  struct Answer: Sendable {
    /// The answers, as they are written.
    let lines: [UInt8]
    /// What is wrong with the row behind them; nil where they are all.
    let failure: (any Error)?
  }

  /// The answers to batches in their order: each is given by a thread of its own, or one after the other where there are
  /// none to be had.
  func answer(_ batches: [CSVReader.Batch]) -> [Answer] {
    var answers: [Answer] = []
    let queue = TrialQueue(total: batches.count, threads: batches.count) { { index, _ in answer(batches[index]) } }
    guard batches.count > 1, (try? queue.collect(cancel: { false }, deliver: { answers.append($1) })) != nil else {
      return batches.map(answer)
    }
    return answers
  }

  private func answer(_ batch: CSVReader.Batch) -> Answer {
    var reader = CSVReader(batch)
    var row = CSVReader.Row()
    var lines = LineWriter()
    do {
      while try reader.next(into: &row, more: { [] }) {
        if isJSON {
          var record = Record()
          try append(row, to: &record)
          lines.append(record.json(pretty: false))
        } else {
          try append(row, to: &lines)
        }
        lines.endLine()
      }
      return Answer(lines: lines.bytes, failure: nil)
    } catch {
      return Answer(lines: lines.bytes, failure: error)
    }
  }

  /// Adds what is said of a row.
  /// - Throws: what is wrong with it; nothing is added then.
  private func append(_ row: CSVReader.Row, to record: inout some RecordBuilder) throws(CSVComplaint) {
    let report: PointReport
    if isMeasured {
      report = PointReport(try columns.point(row), over: base)
    } else {
      let (regime, dimension) = try columns.regime(row, over: base)
      report = PointReport(MeasuredPoint(given: [:], dimension: dimension, values: [:]), over: regime)
    }
    columns.carry(row, into: &record)
    append(report, to: &record)
  }

  private func append(_ report: PointReport, to record: inout some RecordBuilder) {
    if isMeasured { record.append(report) } else { record.append(report.verdict) }
    let filter = report.verdict.regime.filter
    if columns.hasStudent || base.filter != .ridge { record.append("student", .text(filter.rawValue)) }
    guard hasLaw else { return }
    record.append(report.law)
    if isMeasured { record.append("z_finite_gap", report.zFinite.map { .number($0) } ?? .null) }
  }
}
