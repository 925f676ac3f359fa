// The Generations view as a chart, for files.

import Canvas
import Export
import Sampling
import Simulation
import Theory

extension Settings {
  /// Both chains, those of the states pinned, and what to compare them with.
  /// - Parameter estimate: what a simulation of the chain followed found; nil where there is none.
  package func chainChart(_ estimate: ChainEstimate?) -> Chart {
    let field = ChainField(self)
    let course = ChainCourse(field.chain)
    let text = NumberFormat(digits: 3, trimsZeros: true)
    let number = { (value: Double) in text.text(value) }
    let ends = [field.axis.lower, field.axis.upper]
    var layers: [Chart.Layer] = field.levels.filter { field.scale.pixel($0.error, of: 1000) != nil }.map { level in
      .line(
        name: "\(level.name.replacing(" of λs", with: "")) \(number(level.error))",
        points: ends.map { ChartPoint(x: $0, y: level.error) },
        look: .reference)
    }
    let places = { (chain: GenerationChain) in ChainField.points(chain).map { ChartPoint(x: $0.x, y: $0.y) } }
    layers += pinnedChains.map { .line(name: "\($0.letter) pinned", points: places($0.chain), look: .reference) }
    layers += ChainField.Kind.allCases.enumerated().flatMap { index, kind -> [Chart.Layer] in
      let points = places(field[kind])
      return [
        .line(name: kind.shortName, points: points, look: .series(index)),
        .points(name: "", points: points, look: .series(index)),
      ]
    }
    layers += pinnedChains.map { pinned in
      .points(name: "", points: places(pinned.chain).suffix(1), look: .letter("\(pinned.letter)"))
    }
    layers.append(.points(name: "", points: [places(field.chain)[chain.shown - 1]], look: .state))
    if let estimate {
      let points = estimate.errors.enumerated().map { index, error in
        ChartPoint(
          x: Double(index + 1), y: error.mean, error: error.standardError.isFinite ? error.standardError : 0)
      }
      layers.append(.points(name: "simulated", points: points, look: .reference))
    }
    var x = ChartAxis("generation", field.axis)
    x.labels = field.chain.errors.indices.map { ChartAxis.Label(Double($0 + 1), "\($0 + 1)") }
    return Chart(
      title: "Generations, \(field.followed.name)",
      caption: "\(course.headline(number)). \(course.turning(number)). \(chainAssumptions(number)).", x: x,
      y: ChartAxis("error", field.scale), layers: layers, rows: chainRows(field, estimate))
  }

  /// A row a generation of each chain, the one followed first; simulated is what is followed.
  private func chainRows(_ field: ChainField, _ estimate: ChainEstimate?) -> [Record] {
    func rows(_ name: String, _ chain: GenerationChain, _ estimate: ChainEstimate?) -> [Record] {
      GenerationReport(chain, estimate).records.enumerated().map { index, record in
        var row = Record(["series": .text(name), "generation": .integer(index + 1)])
        row.append(contentsOf: record)
        return row
      }
    }
    let kinds = [field.followed] + ChainField.Kind.allCases.filter { $0 != field.followed }
    let own = kinds.flatMap { rows($0.name, field[$0], $0 == field.followed ? estimate : nil) }
    return Record.aligned(own + pinnedChains.flatMap { rows("pinned \($0.letter)", $0.chain, nil) })
  }

  /// The record that an export names the settings by.
  package var chainParameters: Record {
    var record = parameters
    record.append("chain_length", .integer(chain.length))
    record.append("chain_noise", .number(chain.noise))
    record.append("chain_ensemble", .integer(chain.ensemble))
    record.append("chain_true_share", .number(chain.trueShare))
    record.append("chain_best", .boolean(chain.isBest))
    record.append("chain_generation", .integer(chain.shown))
    return record
  }

  /// What becomes of the chain that is followed, in two sentences.
  package func chainInWords(_ number: (Double) -> String) -> String {
    let course = ChainCourse(ChainField(self).chain)
    return "\(course.headline(number)). \(course.turning(number))."
  }

  /// How a round is made, and what a chain leaves out.
  package func chainAssumptions(_ number: (Double) -> String) -> String {
    var round: [String] = []
    if chain.trueShare > 0 { round.append("\(number(100 * chain.trueShare))% true labels") }
    if chain.noise > 0 { round.append("label noise \(number(chain.noise))") }
    if chain.ensemble > 1 { round.append("\(chain.ensemble) fits averaged") }
    let made = round.isEmpty ? "one fit to the labels before" : round.joined(separator: ", ")
    return "Each round: \(made), on new inputs"
      + [filter == .ridge ? nil : "by ridge, not \(filter.name)", chainOmission(number)].compactMap { $0 }
      .map { "; " + $0 }.joined()
  }

  /// That ζ plays no part, where it is not 0.
  package func chainOmission(_ number: (Double) -> String) -> String? {
    regime.zeta > 0 ? "ζ \(number(regime.zeta)) plays no part" : nil
  }
}
