// The phases as charts: over two parameters, and in the universal plane.

import Canvas
import Export
import Theory

extension Settings {
  /// The phases over two parameters; where the printed condition is laid over them, with where it is wrong.
  package var phaseChart: Chart {
    let (columns, rows) = (160, 120)
    let field = PhaseField(self, axes: phaseAxes, columns: columns, rows: rows)
    let (xScale, yScale) = (phaseAxes.window.x, phaseAxes.window.y)
    let xs = xScale.pixelCentres(columns)
    let ys = Array(yScale.pixelCentres(rows).reversed())
    var chart = Chart(
      title: "Phases: which λs win", caption: "never, below (0, λ̄), window (λ̄−, λ̄+), always.",
      x: axis(phaseAxes.x, xScale),
      y: axis(phaseAxes.y, yScale))
    chart.layers = [
      .regions(
        columns: columns, rows: rows, classes: field.classes.map(\.rawValue), names: PhaseClass.allCases.map { "\($0)" }
      )
    ]
    chart.rows = field.classes.enumerated().map { index, phase in
      var row = Record([
        phaseAxes.x.fieldName: .number(xs[index % columns]), phaseAxes.y.fieldName: .number(ys[index / columns]),
        "phase": .text("\(phase)"),
      ])
      if showsPrinted { row.append("printed_condition_wrong", .boolean(field.disagrees[index])) }
      return row
    }
    chart.layers += phaseLines(columns: 4 * columns, rows: 4 * rows).flatMap { $0.boundaries(named: "phase edge") }
    if showsPrinted { chart.layers.append(wrongLayer(field.disagrees, xs, ys)) }
    chart.layers += pinLayers(phaseAxes) + [stateLayer(phaseAxes)]
    return chart
  }

  /// The universal plane with the state as a dot in it, and those pinned as their letters.
  package var planeChart: Chart {
    let (columns, rows) = (160, 120)
    let xs = planeWindow.x.pixelCentres(columns)
    let ys = Array(planeWindow.y.pixelCentres(rows).reversed())
    let points = ys.flatMap { y in xs.map { UniversalPlane.Point(Students(regime.filter, gamma: $0), rho: y) } }
    var floors = PhaseFloors()
    let classes = points.map { PhaseClass(floors.phase($0)) }
    let wrong = showsPrinted ? points.map { $0.printedAgrees == false } : []
    var chart = Chart(
      title: "The universal plane", caption: "The student wins at some λs iff ρ > r_min(γs), at every one iff ρ ≥ 1.",
      x: ChartAxis("γs", planeWindow.x), y: ChartAxis("ρ", planeWindow.y))
    chart.layers = [
      .regions(
        columns: columns, rows: rows, classes: classes.map(\.rawValue), names: PhaseClass.allCases.map { "\($0)" })
    ]
    chart.layers += planeLines(columns: 600).flatMap { $0.boundaries(named: "ρ = 1, r_min(γs)") }
    if showsPrinted { chart.layers.append(wrongLayer(wrong, xs, ys)) }
    chart.layers += pins.map { planeDot("pinned", $0.regime, look: .letter("\($0.letter)")) }
    chart.layers.append(planeDot("state", regime, look: .state))
    chart.rows = classes.enumerated().map { index, phase in
      var row = Record([
        "gamma_s": .number(xs[index % columns]), "rho": .number(ys[index / columns]), "phase": .text("\(phase)"),
      ])
      if showsPrinted { row.append("printed_condition_wrong", .boolean(wrong[index])) }
      return row
    }
    return chart
  }

  private func planeDot(_ name: String, _ regime: Regime, look: Chart.Look) -> Chart.Layer {
    let place = UniversalPlane.Point(regime)
    return .points(name: name, points: [ChartPoint(x: place.gammaS, y: place.rho)], look: look)
  }

  /// Crosses, one in so many cells, where the printed condition is wrong.
  private func wrongLayer(_ wrong: [Bool], _ xs: [Double], _ ys: [Double]) -> Chart.Layer {
    let places = wrong.indices.filter { index in
      wrong[index] && (index % xs.count) % 5 == 2 && (index / xs.count) % 5 == 2
    }
    return .crosses(
      name: "printed (5) wrong", points: places.map { ChartPoint(x: xs[$0 % xs.count], y: ys[$0 / xs.count]) })
  }
}
