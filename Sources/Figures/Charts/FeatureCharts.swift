// The nonlinear setting as charts: of each picture what it shows, the limits and what was simulated.

import Canvas
import Export
import Nonlinear
import Sampling
import Theory

extension Settings {
  /// Functions, step sizes, spike and proportions.
  package var featureParameters: Record {
    let regime = features.regime
    return Record([
      "eta_t": .number(regime.etaT), "eta_s": .number(regime.etaS), "tau": .number(regime.tau),
      "width_ratio": .number(regime.teacherWidthRatio), "sample_ratio": .number(features.sampleRatio),
      "activation": .text(regime.activation.name), "easy": .text(regime.easy.name), "hard": .text(regime.hard.name),
    ])
  }

  /// The picture shown; nil for one that there is nothing to see of before a simulation.
  package func featureCharts(_ result: FeatureResult?) -> [Chart]? {
    switch (featurePicture, result) {
    case (.alignment, _): return (try? FeatureLimit(features.regime)).map { [alignmentChart($0, result)] }
    case (.probes, let result?): return probeCharts(result)
    case (.forgetting, let result?): return forgettingCharts(result)
    case (_, nil): return nil
    }
  }

  /// The twelve norms as bars as long as their limits, with what was simulated at the largest dimension.
  private func alignmentChart(_ limit: FeatureLimit, _ result: FeatureResult?) -> Chart {
    let norms = FeatureNorm.all
    let place = { (norm: FeatureNorm) in Double(norms.count - norm.index) }
    let seen = result?.rungs.last
    let highest = (norms.map { limit[$0] } + norms.compactMap { seen?[$0].mean }).max() ?? 1
    var layers: [Chart.Layer] = Network.allCases.enumerated().map { index, network in
      .bars(
        name: "\(network.rawValue), limit",
        points: norms.filter { $0.network == network }.map { ChartPoint(x: limit[$0], y: place($0)) },
        look: .series(index == 0 ? 6 : 0))
    }
    if let seen {
      let points = norms.map { ChartPoint(x: seen[$0].mean, y: place($0)) }
      layers.append(.points(name: "simulated, d = \(seen.setting.sizes.dimension)", points: points, look: .state))
    }
    var y = ChartAxis("", Scale(.linear, from: 0.2, to: Double(norms.count) + 0.8))
    y.labels = norms.map { norm in
      ChartAxis.Label(place(norm), "\(norm.network.rawValue) \(norm.direction.symbol) \(norm.stage.rawValue)")
    }
    var rows: [Record] = []
    if let result { rows = featureRows(result).filter { $0.part == "norm" } }
    if rows.isEmpty {
      rows = norms.map { norm in
        Record([
          "part": .text("norm"), "network": .text(norm.network.rawValue),
          "quantity": .text("\(norm.direction.rawValue)_\(norm.stage.rawValue)"), "limit": .number(limit[norm]),
        ])
      }
    }
    return Chart(
      title: "Alignment before and after one step",
      caption: "Both learn the easy direction; only the student has the "
        + "hard one.", x: ChartAxis("‖Wβ‖", Scale(.linear, near: 0, and: max(highest, 1e-6) * 1.08)), y: y,
      layers: layers,
      rows: rows)
  }

  /// Test errors of ridge heads by labelled samples, and by the student's spike.
  private func probeCharts(_ result: FeatureResult) -> [Chart] {
    guard let probes = result.plan.probes else { return [] }
    let setting = result.plan.setting
    let samples = probes.samples(dimension: setting.sizes.dimension)
    let spikes = probes.spikes(of: setting).sorted { $0.tau < $1.tau }
    let rows = featureRows(result).filter { $0.part == "probe" }
    guard let own = probes.spikes(of: setting).first,
      let (least, most) = samples.first.flatMap({ first in
        samples.last.map { (Double(first), Double($0)) }
      }), let (low, high) = spikes.first.flatMap({ first in spikes.last.map { (first.tau, $0.tau) } })
    else { return [] }
    func moments(_ features: ProbedFeatures, _ spike: ProbeSpike, _ m: Int) -> ProbeEstimate? {
      result[ProbeCell(features: features, spike: features == .teacher ? own : spike, samples: m)]
    }
    func series(_ name: String, _ index: Int, _ points: [(Double, Moments?)]) -> [Chart.Layer] {
      let places = points.compactMap { x, moments -> ChartPoint? in
        guard let moments, moments.mean.isFinite else { return nil }
        return ChartPoint(
          x: x, y: moments.mean, error: moments.standardError.isFinite ? moments.standardError : 0)
      }
      return [
        .line(name: name, points: places, look: .series(index)),
        .points(name: "", points: places, look: .series(index)),
      ]
    }
    let bySamples = ProbedFeatures.allCases.enumerated().flatMap { index, features in
      series(features.title, index, samples.map { (Double($0), moments(features, own, $0)?.error) })
    }
    let last = samples[samples.count - 1]
    let bySpike =
      ProbedFeatures.allCases.enumerated().flatMap { index, features in
        series(features.title, index, spikes.map { ($0.tau, moments(features, $0, last)?.error) })
      } + series("hard part seen", 3, spikes.map { ($0.tau, moments(.studentAfter, $0, last)?.hardRecovered) })
    return [
      Chart(
        title: "Test error of heads, by labels m",
        caption: "Ridge heads on true labels, error over the labels' variance: does alignment become accuracy?",
        x: ChartAxis("m  (labelled samples)", Scale.around(least, most)), y: Self.heights(bySamples), layers: bySamples,
        rows: rows),
      Chart(
        title: "By the student's spike τ, m = \(last)", x: ChartAxis("τ", Scale.around(low, high)),
        y: Self.heights(bySpike), layers: bySpike),
    ]
  }

  /// Norms and shares of both directions over the student's steps.
  private func forgettingCharts(_ result: FeatureResult) -> [Chart] {
    let x = ChartAxis(
      "steps on the teacher's labels", Scale(.linear, from: 0, to: Double(max(1, result.plan.studentSteps))))
    func layers(_ parts: [(String, KeyPath<StepEstimate, Moments>)]) -> [Chart.Layer] {
      parts.enumerated().map { index, part in
        .line(
          name: part.0,
          points: result.steps.map { step in
            let moments = step[keyPath: part.1]
            return ChartPoint(x: Double(step.step), y: moments.mean)
          }, look: .series(index))
      }
    }
    let norms = layers([("‖Ŵsβe‖", \.easyNorm), ("‖Ŵsβh‖", \.hardNorm)])
    let shares = layers([("share of βe", \.easyShare), ("share of βh", \.hardShare)])
    return [
      Chart(
        title: "Does the student forget?", caption: "The student's weights along both directions over repeated steps.",
        x: x, y: Self.heights(norms), layers: norms, rows: featureRows(result).filter { $0.part == "forgetting" }),
      Chart(title: "Shares of ‖Ŵs‖²", x: x, y: Self.heights(shares), layers: shares),
    ]
  }

  /// A vertical axis from 0 that holds lines and points.
  private static func heights(_ layers: [Chart.Layer]) -> ChartAxis {
    let highest = layers.flatMap(\.places).map { $0.y + $0.error }.filter(\.isFinite).max() ?? 1
    return ChartAxis("", Scale(.linear, near: 0, and: highest > 0 ? highest * 1.08 : 1))
  }
}

extension Scale {
  /// A logarithmic scale a little wider than two positive values; linear where one is 0.
  fileprivate static func around(_ low: Double, _ high: Double) -> Scale {
    low > 0
      ? Scale(.logarithmic, near: low / 1.1, and: max(high, low) * 1.1)
      : Scale(.linear, near: 0, and: high > 0 ? high * 1.05 : 1)
  }
}

extension ProbedFeatures {
  /// Whose features, in words.
  public var title: String {
    switch self {
    case .teacher: "teacher"
    case .studentBefore: "student before"
    case .studentAfter: "student after"
    }
  }
}
