import Canvas
import Export
import Figures
import Sampling
import Theory

/// Rows a second of `table`, and what share that is of the speed of reading and writing the same numbers without any
/// theory. What it is compared with besides is Tests/Benchmarks/table.py.
func benchTable() throws -> [Reading] {
  let count = 50_000
  let base = Preset.all[0].regime
  let header = CSVReader.Row(fields: Parameter.allCases.map(\.fieldName))
  let columns = try PointColumns(header, .regimes)
  let answers = TableAnswers(columns, over: base, isMeasured: false, hasLaw: false, isJSON: false)
  let regimes = randomRegimes(count)
  let text = Array(
    regimes.map { regime in Parameter.allCases.map { "\(regime[$0])" }.joined(separator: ",") + "\n" }.joined().utf8)
  let batches = { (count: Int) throws -> [CSVReader.Batch] in
    var (reader, rest) = (CSVReader(), text)
    return try reader.batches(count) {
      defer { rest = [] }
      return rest
    }
  }
  let threads = Machine.current.processors
  let (whole, parts) = (try batches(1), try batches(4 * threads))
  let fields = regimes.map { Record(Verdict($0)).fields }
  var (alone, bound, shared) = (Double.infinity, Double.infinity, Double.infinity)
  var failure: (any Error)?
  var kept = 0
  for _ in 0..<9 {
    alone = min(
      alone,
      try leastSeconds(runs: 1) { try answers.answer(whole, threads: 1) { kept += $0.lines.count } })
    bound = min(
      bound,
      leastSeconds(runs: 1) {
        do { kept += try copied(whole[0], columns, fields, over: base).count } catch { failure = error }
      })
    shared = min(
      shared,
      try leastSeconds(runs: 1) { try answers.answer(parts, threads: threads) { kept += $0.lines.count } })
  }
  if let failure { throw failure }
  precondition(kept > 0)
  let unit = "million rows/s"
  let rate = { (seconds: Double) in Double(count) / seconds / 1e6 }
  return [
    Reading("one core", rate(alone), unit, "\(Reading.number(bound / alone)) of the speed without theory"),
    Reading("without theory: read and written", rate(bound), unit),
    Reading("\(threads) cores", rate(shared), unit),
  ]
}

/// The rows of a batch read, and fields that are known written in their place.
private func copied(
  _ batch: CSVReader.Batch, _ columns: PointColumns, _ fields: [[(name: String, value: Field)]], over base: Regime
) throws -> [UInt8] {
  var (reader, row, lines, index) = (CSVReader(batch), CSVReader.Row(), LineWriter(), 0)
  while try reader.next(into: &row, more: { [] }) {
    guard try columns.regime(row, over: base).regime.sigma > 0 else { continue }
    for (name, value) in fields[index] { lines.append(name, value) }
    lines.endLine()
    index += 1
  }
  return lines.bytes
}

/// Regimes as `table.py --make` draws them: three decades of every parameter, and any ζ.
private func randomRegimes(_ count: Int) -> [Regime] {
  var generator = Generator(seed: 1)
  let decades = Scale(.logarithmic, from: 0.01, to: 10)
  return (0..<count).map { _ in
    var regime = Preset.all[0].regime
    for parameter in Parameter.allCases where parameter != .zeta {
      regime[parameter] = decades.value(.random(in: 0...1, using: &generator))
    }
    regime[.zeta] = .random(in: 0...1, using: &generator)
    return regime
  }
}
