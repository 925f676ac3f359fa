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

  /// Answers batches on threads of its own, or one after the other where there are none to be had.
  /// - Parameter deliver: given the answers in the order of the batches, each while the next are made.
  /// - Throws: what `deliver` throws, after which no more is delivered.
  func answer(_ batches: [CSVReader.Batch], threads: Int, deliver: (Answer) throws -> Void) throws {
    var failure: (any Error)?
    var delivered = 0
    if threads > 1 && batches.count > 1 {
      let queue = TrialQueue(total: batches.count, threads: threads) { { index, _ in answer(batches[index]) } }
      try? queue.collect(cancel: { failure != nil }) { index, answer in
        delivered = index + 1
        do { try deliver(answer) } catch { failure = error }
      }
    }
    if let failure { throw failure }
    for batch in batches.dropFirst(delivered) { try deliver(answer(batch)) }
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
