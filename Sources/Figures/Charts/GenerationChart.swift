// A chain of generations as text, as a record and as a chart.

import Canvas
import Export
import Sampling
import Simulation
import Theory

extension Generation {
  /// A generation as it is written on the command line, `λ:γ[:noise[:ensemble[:true-share[:weight]]]]`; what is left out,
  /// or empty, is a single fit to the labels of the model before.
  /// - Parameter isFirst: whether all its labels are true ones.
  /// - Throws: what is wrong with it.
  public init(argument text: String, isFirst: Bool) throws(SettingComplaint) {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    func refused(_ accepted: String) -> SettingComplaint {
      SettingComplaint(name: "generation", text: text, accepted: accepted)
    }
    guard (2...6).contains(fields.count) else {
      throw refused("λ:γ[:noise[:ensemble[:true-share[:weight]]]] is accepted, such as 0.1:0.5 or 0.2:0.7:0.5:3:0.1")
    }
    func field(_ index: Int) -> String? { index < fields.count && !fields[index].isEmpty ? fields[index] : nil }
    func number(_ index: Int, _ name: String, _ parameter: Parameter) throws(SettingComplaint) -> Double {
      guard let value = field(index).flatMap(typedNumber), parameter.accepts(value) else {
        throw refused("\(name) is \(parameter.accepted)")
      }
      return value
    }
    var generation = Generation(
      lambda: try number(0, "λ", .lambdaT), gamma: try number(1, "γ", .gammaT), trueShare: isFirst ? 1 : 0)
    if field(2) != nil { generation.noise = try number(2, "the noise", .sigma) }
    if let text = field(3) {
      guard let count = Int(text), Self.ensembles.contains(count) else {
        throw refused("the ensemble is a whole number from 1 to \(Self.ensembles.upperBound)")
      }
      generation.ensemble = count
    }
    if field(4) != nil { generation.trueShare = try number(4, "the true share", .zeta) }
    if field(5) != nil { generation.weight = try number(5, "the weight of the model's labels", .gammaS) }
    if isFirst, generation.trueShare < 1 || generation.noise > 0 || generation.weight != 1 {
      throw refused("the first is trained on true labels, whose noise is --sigma")
    }
    self = generation
  }

  /// How many fits may be averaged.
  static let ensembles = 1...1_000_000

  /// The same on the command line, as short as it can be.
  package var argument: String {
    var fields = [shortest(lambda), shortest(gamma)]
    let others = [noise == 0 ? "" : shortest(noise), ensemble == 1 ? "" : "\(ensemble)"]
    let share = trueShare == 0 ? "" : shortest(trueShare)
    fields += others + [share, weight == 1 ? "" : shortest(weight)]
    while fields.count > 2, fields.last?.isEmpty == true { fields.removeLast() }
    return fields.joined(separator: ":")
  }
}

extension GenerationChain {
  /// The options of `generations` that make it. A round that is repeated is said once; an infinite penalty is the largest
  /// accepted.
  package var arguments: [String] {
    var rounds = generations.map { generation in
      var round = generation
      round.lambda = Parameter.lambdaT.nearestAccepted(round.lambda)
      return round
    }
    if !rounds.isEmpty { rounds[0].trueShare = 0 }
    let count = rounds.count
    while rounds.count > 2, rounds[rounds.count - 1] == rounds[rounds.count - 2] { rounds.removeLast() }
    let words = ["--sigma", shortest(sigma)] + rounds.flatMap { ["--generation", $0.argument] }
    return rounds.count == count ? words : words + ["--repeat", "\(count)"]
  }
}

/// A chain, and what its simulation found where there is one.
public struct GenerationReport {
  /// The chain.
  public let chain: GenerationChain
  /// What its simulation found; nil where there is none.
  public let estimate: ChainEstimate?

  /// The report on a chain.
  public init(_ chain: GenerationChain, _ estimate: ChainEstimate? = nil) {
    (self.chain, self.estimate) = (chain, estimate)
  }

  /// A record for each generation.
  public var records: [Record] {
    zip(chain.generations, chain.models).enumerated().map { index, pair in
      let (generation, model) = pair
      var record = Record()
      record.append("lambda", .number(generation.lambda))
      record.append("gamma", .number(generation.gamma))
      record.append("noise", .number(index == 0 ? chain.sigma : generation.noise))
      record.append("ensemble", .integer(generation.ensemble))
      record.append("true_share", .number(generation.trueShare))
      record.append("weight", .number(generation.weight))
      record.append("alignment", .number(model.alignment))
      record.append("power", .number(model.power))
      record.append("error", .number(model.error(sigma: chain.sigma)))
      if let estimate {
        record.append("error_mean", .number(estimate.errors[index].mean))
        record.append("error_se", .number(estimate.errors[index].standardError))
        record.append("z", .number(estimate.z(index)))
      }
      return record
    }
  }

  /// The chain as one record.
  public var record: Record {
    var record = Record()
    record.append("sigma", .number(chain.sigma))
    record.append("generations", .list(records.map { .object($0) }))
    if let plan = estimate?.plan {
      record.append("dimension", .integer(plan.dimension))
      record.append("trials", .integer(plan.trials))
      record.append("seed", .unsigned(plan.seed))
      record.append("engine", .text(plan.engine.rawValue))
    }
    record.append("fixed_point_error", chain.fixedPoint.map { .number($0.error(sigma: chain.sigma)) } ?? .null)
    return record
  }

  /// The chain as a table with a row a generation, and in words what becomes of it.
  public var text: String {
    let n = { (value: Double) in NumberFormat(digits: 4, trimsZeros: true).text(value) }
    let isWeighted = chain.generations.contains { $0.weight != 1 }
    let header =
      ["generation", "λ", "γ", "noise", "fits", "true"] + (isWeighted ? ["weight"] : []) + ["S", "T", "error"]
      + (estimate == nil ? [] : ["simulated", "±", "z"])
    let two = { (value: Double) in value.isFinite ? NumberFormat(digits: 2).text(value) : "?" }
    let found = { (index: Int) in
      estimate.map { [n($0.errors[index].mean), two($0.errors[index].standardError), two($0.z(index))] } ?? []
    }
    let rows = zip(chain.generations, chain.models).enumerated().map { index, pair in
      let (generation, model) = pair
      return [
        "\(index + 1)", n(generation.lambda), n(generation.gamma), n(index == 0 ? chain.sigma : generation.noise),
        "\(generation.ensemble)", n(generation.trueShare),
      ] + (isWeighted ? [n(generation.weight)] : [])
        + [n(model.alignment), n(model.power), n(model.error(sigma: chain.sigma))] + found(index)
    }
    let lines = TextTable([header] + rows, [.right]).lines
    return (lines + [""] + sentences(n)).joined(separator: "\n")
  }

  /// What becomes of the chain.
  private func sentences(_ number: (Double) -> String) -> [String] {
    guard let first = chain.errors.first, let last = chain.errors.last else { return [] }
    var sentences: [String] = []
    if chain.errors.count > 1 {
      let best = chain.errors.indices.min { chain.errors[$0] < chain.errors[$1] } ?? 0
      let change = last < first ? "falls from" : last > first ? "rises from" : "stays at"
      sentences.append(
        last == first
          ? "The error stays at \(number(first)) over \(chain.errors.count) generations."
          : "The error \(change) \(number(first)) to \(number(last)) over \(chain.errors.count) generations; the best is "
            + "generation \(best + 1), at \(number(chain.errors[best])).")
    }
    if let fixed = chain.fixedPoint {
      let error = fixed.error(sigma: chain.sigma)
      let forgotten = fixed.misalignment == 1 && fixed.variance == 0
      sentences.append(
        forgotten
          ? "The last generation repeated for ever forgets everything: the model goes to 0, and its error to \(number(error))."
          : error.isFinite
            ? "The last generation repeated for ever comes to an error of \(number(error))."
            : "The last generation repeated for ever diverges: each adds more variance than it shrinks.")
    }
    return sentences
  }

  /// The error along the chain, with its fixed point.
  public var chart: Chart {
    let errors = chain.errors
    let fixed = chain.fixedPoint.map { $0.error(sigma: chain.sigma) }.flatMap { $0.isFinite ? $0 : nil }
    let finite = errors.filter(\.isFinite)
    let noise = chain.sigma * chain.sigma
    let ends = (min(finite.min() ?? 0, fixed ?? .infinity), max(finite.max() ?? 1, fixed ?? 0))
    let margin = max(0.05 * (ends.1 - ends.0), 1e-3 * max(ends.1, 1e-12))
    var x = ChartAxis("generation", Scale(.linear, from: 0.5, to: Double(max(errors.count, 1)) + 0.5))
    x.labels = errors.indices.map { ChartAxis.Label(Double($0 + 1), "\($0 + 1)") }
    let points = errors.enumerated().map { ChartPoint(x: Double($0.offset + 1), y: $0.element) }
    var layers: [Chart.Layer] = []
    if let fixed {
      let ends = [0.5, Double(errors.count) + 0.5].map { ChartPoint(x: $0, y: fixed) }
      layers.append(.line(name: "fixed point", points: ends, look: .reference))
    }
    layers.append(.line(name: "error", points: points, look: .series(0)))
    let simulated = estimate.map { estimate in
      estimate.errors.enumerated().map { index, error in
        let spread = error.standardError
        return ChartPoint(x: Double(index + 1), y: error.mean, error: spread.isFinite ? spread : 0)
      }
    }
    layers.append(.points(name: simulated == nil ? "" : "simulated", points: simulated ?? points, look: .series(0)))
    return Chart(
      title: "Generations", caption: "The error of each model on new labels; σε² = \(shortest(noise)) is noise.", x: x,
      y: ChartAxis("error", Scale(.linear, from: ends.0 - margin, to: ends.1 + margin)), layers: layers,
      parameters: Record(["sigma": .number(chain.sigma)]),
      rows: records.enumerated().map { index, record in
        var row = Record(["generation": .integer(index + 1)])
        row.append(contentsOf: record)
        return row
      })
  }
}
