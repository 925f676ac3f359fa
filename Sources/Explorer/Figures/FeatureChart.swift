// The nonlinear setting as a chart: the limits of the four alignments against the teacher's step.

import Canvas
import Export
import Theory

extension Model.Settings {
  /// ‖Ŵβ‖ of teacher and student along both directions, in the limit, against ηt.
  var featureChart: Chart {
    let scale = FeatureSlider.etaT.scale ?? Scale(.linear, from: 0, to: 8)
    let norms = Network.allCases.flatMap { network in
      LabelDirection.allCases.map { FeatureNorm(network, $0, .after) }
    }
    let steps = (0...160).map { scale.value(Double($0) / 160) }
    let limits = steps.map { step -> FeatureLimit? in
      var moved = features.regime
      moved.etaT = step
      return try? FeatureLimit(moved)
    }
    let layers = norms.enumerated().map { index, norm in
      Chart.Layer.line(
        name: norm.symbol, points: zip(steps, limits).map { ChartPoint(x: $0, y: $1?[norm] ?? .nan) },
        look: .series(index))
    }
    let highest = limits.compactMap { limit in limit.flatMap { limit in norms.map { limit[$0] }.max() } }.max() ?? 1
    let rows = zip(steps, limits).map { step, limit in
      var row = Record(["eta_t": .number(step)])
      for norm in norms {
        row.append("\(norm.network.rawValue)_\(norm.direction.rawValue)", limit.map { .number($0[norm]) } ?? .null)
      }
      return row
    }
    let regime = features.regime
    return Chart(
      title: "Alignment after one step", caption: "Both learn the easy direction; only the student has the hard one.",
      x: ChartAxis("ηt  (teacher's step)", scale),
      y: ChartAxis("‖Ŵβ‖", Scale(.linear, from: 0, to: highest > 0 ? highest * 1.08 : 1)), layers: layers,
      parameters: Record([
        "eta_s": .number(regime.etaS), "tau": .number(regime.tau), "width_ratio": .number(regime.teacherWidthRatio),
        "sample_ratio": .number(features.sampleRatio), "activation": .text(regime.activation.name),
        "easy": .text(regime.easy.name), "hard": .text(regime.hard.name),
      ]), rows: rows)
  }
}
