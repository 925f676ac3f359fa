// What the errors are made of, as a chart for files.

import Canvas
import Export
import Theory

extension Settings {
  /// L_t and L_s as bars of noise, bias and variance; of the nonlinear setting, the norms that its sentences speak of.
  package var whyCharts: [Chart]? {
    if explained == .features {
      var shown = self
      shown.featurePicture = .alignment
      return shown.featureCharts(nil)
    }
    return [decompositionChart]
  }

  private var decompositionChart: Chart {
    let report = VerdictReport(self, digits: 3, dimension: run.dimension)
    let parts = Decomposition(regime)
    let sides = [("teacher", parts.teacher, 2.0), ("student", parts.student, 1.0)]
    let ends: [(name: String, look: Int, end: (Decomposition.Parts) -> Double)] = [
      ("variance, its own", 5, { $0.error }),
      ("variance, the teacher's", 4, { $0.noise + $0.bias + $0.inheritedVariance }),
      ("bias", 1, { $0.noise + $0.bias }),
      ("noise", 6, { $0.noise }),
    ]
    let longest = sides.map(\.1.error).filter(\.isFinite).max() ?? 0
    // An infinite bar reaches the edge.
    let edge = longest > 0 ? longest * 1.08 : 1
    var y = ChartAxis("", Scale(.linear, from: 0.2, to: 2.8))
    y.labels = sides.map { ChartAxis.Label($0.2, $0.0) }
    return Chart(
      title: "What the errors are made of",
      caption: ([report.headline + "."] + report.sentences.prefix(2)).joined(separator: " "),
      x: ChartAxis("error", Scale(.linear, near: 0, and: edge)), y: y,
      layers: ends.map { part in
        .bars(
          name: part.name, points: sides.map { ChartPoint(x: min(part.end($0.1), edge), y: $0.2) },
          look: .series(part.look))
      },
      rows: sides.map { name, parts, _ in
        Record([
          "series": .text(name), "noise": .number(parts.noise), "bias": .number(parts.bias),
          "variance_inherited": .number(parts.inheritedVariance), "variance_own": .number(parts.ownVariance),
          "error": .number(parts.error),
        ])
      })
  }
}
