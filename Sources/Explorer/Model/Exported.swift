// What is on the screen, as a file.

import Canvas
import Export
import Preferences
import Theory

extension Model {
  /// The content of an export, in the form that the file's ending names; nil for an ending that names none.
  func exported(to path: String) -> String? {
    switch path.split(separator: ".", omittingEmptySubsequences: false).last?.lowercased() {
    case "csv": Chart.csv(of: settings.charts)
    case "json": Chart.json(of: settings.charts)
    case "svg": Chart.svg(of: settings.charts)
    case "txt":
      look(depth: .mono, glyphs: Glyphs(isUnicode: true)).map { drawScreen(withoutEntry, look: $0).plainText }
    case "ansi":
      look(depth: .palette256, glyphs: Glyphs(isUnicode: true)).map { drawScreen(withoutEntry, look: $0).ansiText }
    default: nil
    }
  }

  /// The model as it was before the file's name was typed.
  private var withoutEntry: Model {
    var copy = self
    copy.entry = nil
    copy.message = nil
    return copy
  }
}

extension Model.Settings {
  /// The view shown, as a chart or one for each of its plots.
  public var charts: [Chart] { view == .spectrum ? spectrumCharts : [chart(asFigure: false)] }

  /// The view shown, as a chart; as a figure of the paper without what belongs to the sliders.
  func chart(asFigure: Bool) -> Chart {
    switch view {
    case .map: mapChart(asFigure: asFigure)
    case .phases: showsPlane ? planeChart : phaseChart
    case .curves: curveChart(asFigure: asFigure)
    case .spectrum: spectrumCharts[0]
    }
  }

  /// All parameters, the tie included.
  var parameters: Record {
    var record = Record()
    for parameter in Parameter.allCases { record.append(parameter.fieldName, .number(regime[parameter])) }
    if let tie { record.append("lambda_t_over_optimal", .number(tie)) }
    return record
  }

  private func axis(_ parameter: Parameter) -> ChartAxis {
    ChartAxis("\(parameter.symbol)  (\(parameter.meaning))", SliderTrack(parameter).scale)
  }

  private func stateLayer(_ axes: Axes) -> Chart.Layer {
    .points(name: "state", points: [ChartPoint(x: regime[axes.x], y: regime[axes.y])], look: .state)
  }

  private func mapChart(asFigure: Bool) -> Chart {
    let (columns, rows) = (120, 90)
    let (xScale, yScale) = (SliderTrack(axes.x).scale, SliderTrack(axes.y).scale)
    let xs = xScale.pixelCentres(columns)
    let ys = Array(yScale.pixelCentres(rows).reversed())
    let values = gaps(axes, xs: xs, ys: ys)
    var layers: [Chart.Layer] = [
      .heat(columns: columns, rows: rows, values: values, limit: colorLimit, name: "Ls − Lt")
    ]
    let contours = zeroContour(values: values, columns: columns, rows: rows) { column, row in
      ChartPoint(
        x: xScale.value((column + 0.5) / Double(columns)), y: yScale.value(1 - (row + 0.5) / Double(rows)))
    }
    for (index, contour) in contours.enumerated() {
      layers.append(.line(name: index == 0 ? "Ls = Lt" : "", points: contour, look: .boundary))
    }
    if let line = optimumLine(xScale, yScale) { layers.append(.line(name: "λt = λ⋆t", points: line, look: .reference)) }
    if !asFigure { layers.append(stateLayer(axes)) }
    // The points of a figure are ``PaperFigure/points``.
    let rowsOfData =
      asFigure
      ? []
      : ys.enumerated().flatMap { row, y in
        xs.enumerated().map { column, x in
          Record([
            axes.x.fieldName: .number(x), axes.y.fieldName: .number(y), "gap": .number(values[row * columns + column]),
          ])
        }
      }
    return Chart(
      title: "Ls − Lt", caption: "Negative is a gain: the student beats its teacher.", x: axis(axes.x), y: axis(axes.y),
      layers: layers, parameters: parameters, rows: rowsOfData)
  }

  /// λt = σε²γt, where λt is an axis.
  private func optimumLine(_ xScale: Scale, _ yScale: Scale) -> [ChartPoint]? {
    if axes.x == .lambdaT {
      return stride(from: 0.0, through: 1, by: 1.0 / 120).map { position in
        let y = yScale.value(position)
        return ChartPoint(x: at(axes, 1, y).optimalLambdaT, y: y)
      }.filter { $0.x >= xScale.lower && $0.x <= xScale.upper }
    }
    guard axes.y == .lambdaT else { return nil }
    return stride(from: 0.0, through: 1, by: 1.0 / 120).map { position in
      let x = xScale.value(position)
      return ChartPoint(x: x, y: at(axes, x, 1).optimalLambdaT)
    }.filter { $0.y >= yScale.lower && $0.y <= yScale.upper }
  }

  private var phaseChart: Chart {
    let (columns, rows) = (160, 120)
    let field = PhaseField(self, axes: phaseAxes, columns: columns, rows: rows)
    let xs = SliderTrack(phaseAxes.x).scale.pixelCentres(columns)
    let ys = Array(SliderTrack(phaseAxes.y).scale.pixelCentres(rows).reversed())
    let data = field.classes.enumerated().map { index, phase in
      Record([
        phaseAxes.x.fieldName: .number(xs[index % columns]), phaseAxes.y.fieldName: .number(ys[index / columns]),
        "phase": .text("\(phase)"),
      ])
    }
    return Chart(
      title: "Phases: which λs win", caption: "never, below (0, λ̄), window (λ̄−, λ̄+), always.", x: axis(phaseAxes.x),
      y: axis(phaseAxes.y),
      layers: [
        .regions(
          columns: columns, rows: rows, classes: field.classes.map(\.rawValue),
          names: PhaseClass.allCases.map { "\($0)" }), stateLayer(phaseAxes),
      ], parameters: parameters, rows: data)
  }

  private var planeChart: Chart {
    let (columns, rows) = (160, 120)
    let xs = UniversalPlane.gammaS.pixelCentres(columns)
    let ys = Array(UniversalPlane.rho.pixelCentres(rows).reversed())
    let classes = ys.flatMap { y in xs.map { PhaseClass(UniversalPlane.phase(gammaS: $0, rho: y)) } }
    let data = classes.enumerated().map { index, phase in
      Record([
        "gamma_s": .number(xs[index % columns]), "rho": .number(ys[index / columns]), "phase": .text("\(phase)"),
      ])
    }
    let fine = stride(from: 0.0, through: 1, by: 1.0 / 600).map { UniversalPlane.gammaS.value($0) }
    let floor = fine.map { ChartPoint(x: $0, y: minimalShrinkageRatio(gammaS: $0)) }
    let state = PlanePoint(regime)
    return Chart(
      title: "The universal plane", caption: "The student wins at some λs iff ρ > r_min(γs), at every one iff ρ ≥ 1.",
      x: ChartAxis("γs", UniversalPlane.gammaS), y: ChartAxis("ρ", UniversalPlane.rho),
      layers: [
        .regions(
          columns: columns, rows: rows, classes: classes.map(\.rawValue), names: PhaseClass.allCases.map { "\($0)" }),
        .line(name: "r_min(γs)", points: floor, look: .boundary),
        .points(name: "state", points: [ChartPoint(x: state.gammaS, y: state.rho)], look: .state),
      ], parameters: parameters, rows: data)
  }
}
