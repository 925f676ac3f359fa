// Spectra as charts, for files.

import Canvas
import Export
import Simulation
import Theory

extension Settings {
  /// The spectra of teacher and student, a chart each.
  package var spectrumCharts: [Chart] {
    FitSide.allCases.map { side in
      let field = SpectrumField(side, regime)
      let scale = spectrumScale ?? SpectrumField.scale(field.law)
      let heights = SpectrumField.heights(field.law, over: scale)
      let edges = (0...60).map { scale.value(Double($0) / 60) }
      let histogram = field.sample.histogram(edges: edges)
      let middles = zip(edges, edges.dropFirst()).map { 0.5 * ($0 + $1) }
      let steps = { (share: (Double) -> Double) in
        zip(zip(edges, edges.dropFirst()), zip(middles, histogram)).flatMap { ends, bin in
          [ChartPoint(x: ends.0, y: bin.1 * share(bin.0)), ChartPoint(x: ends.1, y: bin.1 * share(bin.0))]
        }
      }
      let density = field.densityCurve(over: scale, columns: 200)
      let kept = field.lambda == 0 ? { (_: Double) in 1.0 } : field.kept
      let text = NumberFormat(digits: 3, trimsZeros: true)
      let unseen =
        field.law.atom > 0 ? "; \(text.text(100 * field.law.atom))% of the directions are unseen, at s = 0" : ""
      return Chart(
        title: "Spectrum of the \(side.rawValue)",
        caption:
          "The fit keeps \(field.formula) of a direction with eigenvalue s: v = \(text.text(field.retained)) in all\(unseen).",
        x: ChartAxis("eigenvalue s", scale), y: ChartAxis("density", heights),
        layers: [
          .line(name: "a sample, d = \(field.sample.dimension)", points: steps { _ in 1 }, look: .series(4)),
          .line(name: "what is kept of it", points: steps(kept), look: .series(0)),
          .line(name: "its limit", points: density.map { ChartPoint(x: $0.x, y: $0.y) }, look: .boundary),
          .line(
            name: "\(field.formula), top = 1",
            points: field.filterCurve(over: scale, columns: 200, height: heights.upper).map {
              ChartPoint(x: $0.x, y: $0.y)
            },
            look: .reference),
        ],
        rows: zip(middles, histogram).map { s, sampled in
          Record([
            "series": .text(side.rawValue), "eigenvalue": .number(s), "density": .number(field.law.density(s)),
            "sampled_density": .number(sampled), "filter": .number(kept(s)),
          ])
        })
    }
  }
}
