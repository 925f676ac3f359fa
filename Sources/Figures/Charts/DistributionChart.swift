// The errors over trials as charts for files.

import Canvas
import Export
import Theory

extension Distribution {
  /// The histogram of the trials and the law predicted; a row a bin.
  /// - Parameter dimension: d of the trials.
  package func chart(dimension: Int) -> Chart {
    let scale = self.scale
    let edges = Self.edges(scale, bins: bins(most: 60))
    let densities = self.densities(edges: edges)
    let law = predicted.map { law in
      (0...400).map { index -> ChartPoint in
        let x = scale.value(Double(index) / 400)
        return ChartPoint(x: x, y: law.density(x))
      }
    }
    let top = max(densities.max() ?? 0, law?.map(\.y).max() ?? 0, .leastNormalMagnitude)
    let number = NumberFormat(digits: 3, trimsZeros: true)
    let said = middle.map {
      "A twentieth is below \(number.text($0.low)), half below \(number.text($0.half)), a twentieth above "
        + "\(number.text($0.high))."
    }
    var chart = Chart(
      title: "\(symbol) over \(trials.count) trials at d = \(dimension)", caption: said ?? "",
      x: ChartAxis(symbol, scale), y: ChartAxis("density", Scale(.linear, near: 0, and: 1.08 * top)))
    let steps = zip(zip(edges, edges.dropFirst()), densities).flatMap { ends, density in
      [ChartPoint(x: ends.0, y: density), ChartPoint(x: ends.1, y: density)]
    }
    chart.layers = [.line(name: "trials", points: steps, look: .series(quantity == .gap ? 0 : 4))]
    if let law { chart.layers.append(.line(name: "predicted, normal", points: law, look: .boundary)) }
    let name = quantity == .gap ? "gap" : "\(quantity.rawValue)_error"
    chart.rows = densities.indices.map { (bin: Int) -> Record in
      let (from, to) = (edges[bin], edges[bin + 1])
      let expected = predicted.map { Field.number($0.density(0.5 * (from + to))) } ?? .null
      return Record([
        "series": .text("\(name) over trials"), "from": .number(from), "to": .number(to),
        "density": .number(densities[bin]), "predicted_density": expected,
      ])
    }
    return chart
  }
}

extension [Chart] {
  /// The same with all of their rows of the same columns.
  package var aligned: [Chart] {
    let all: [Record] = Record.aligned(flatMap(\.rows))
    var start = 0
    return map { (chart: Chart) -> Chart in
      var chart = chart
      let end = start + chart.rows.count
      chart.rows = [Record](all[start..<end])
      start = end
      return chart
    }
  }
}
