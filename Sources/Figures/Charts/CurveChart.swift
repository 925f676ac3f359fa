// Curves as charts, for files.

import Canvas
import Export
import Sampling
import Simulation
import Theory

extension Settings {
  /// The Curves view as a chart.
  /// - Parameters:
  ///   - simulated: the simulated points shown.
  ///   - state: the simulated state shown.
  ///   - points: a person's own points, if there are any.
  package func curveChart(simulated: [SimulatedPoint], state: CellEstimate?, points: MeasuredPoints? = nil) -> Chart {
    var chart = curvePicture { _ in true }
    let pinned = pinnedCurves(resolution: 600)
    chart.layers =
      pinned.map { .line(name: "\($0.letter) pinned", points: $0.points.map(ChartPoint.init), look: .reference) }
      + chart.layers
      + pinned.map { .points(name: "", points: [ChartPoint($0.place)], look: .letter("\($0.letter)")) }
    chart.layers.append(.points(name: "", points: [ChartPoint(curvePlace)], look: .state))
    let here = state.map { estimate in stateQuantities.compactMap { estimate[$0.quantity] } } ?? []
    let places = simulated.map { ($0.x, $0.estimate) } + here.map { (regime[curves.axes.x], $0) }
    if !places.isEmpty {
      let points = places.map { x, estimate in
        ChartPoint(x: x, y: estimate.mean, error: estimate.standardError.isFinite ? estimate.standardError : 0)
      }
      chart.layers.append(.points(name: "simulated", points: points, look: .reference))
    }
    chart.rows = curveRows(simulated, state)
    if let points {
      chart.layers += curveLayers(points.points)
      chart.rows = Record.aligned(chart.rows + curveRows(points))
    }
    return chart
  }

  /// Some of the curves as a chart, without what belongs to the sliders and without rows.
  package func curvePicture(of isShown: (CurveFamily.Kind) -> Bool) -> Chart {
    let family = curves.quantity == .solutions ? Parameter.gammaS : curves.axes.y
    let format = NumberFormat(digits: 4, trimsZeros: true)
    let layers = CurveFamily(self, resolution: 600).series.filter { isShown($0.kind) }.map { series -> Chart.Layer in
      let points = series.points.map(ChartPoint.init)
      switch series.kind {
      case .member(let index):
        return .line(
          name: "\(family.symbol) = \(format.text(curves.values[index]))", points: points, look: .series(index))
      case .teacher:
        return .line(name: teacherName, points: points, look: .reference)
      case .state:
        return .line(name: "at the sliders", points: points, look: .boundary)
      }
    }
    return Chart(
      title: curveTitle, x: ChartAxis(curveXTitle, curves.x), y: ChartAxis(curveYTitle, curves.y), layers: layers)
  }

  /// A row a point: the family and the teacher, the state's own curve, those pinned, and the state itself. Where there
  /// are simulated values every row has their columns; z is against the limit at the sizes drawn, z_finite against what is
  /// predicted there, to order 1/d.
  private func curveRows(_ simulated: [SimulatedPoint], _ state: CellEstimate?) -> [Record] {
    let estimates = Dictionary(simulated.map { ($0.index, $0) }) { $1 }
    let state = curves.quantity.isOverParameters ? state : nil
    let hasSimulation = !estimates.isEmpty || state != nil
    func record(_ point: FigurePoint, _ estimate: Moments? = nil, at place: SimulationPoint? = nil) -> Record {
      var record = point.record(hasPanels: false)
      guard hasSimulation else { return record }
      record.append("simulated", estimate.map { .number($0.mean) } ?? .null)
      record.append("simulated_se", estimate.map { .number($0.standardError) } ?? .null)
      let (limit, predicted) = (place?.regime.errors[point.quantity], place?.predicted(point.quantity))
      let z = { (value: Double?) in
        estimate.flatMap { estimate in value.map { Field.number(estimate.z(against: $0)) } } ?? .null
      }
      record.append("z", z(limit))
      record.append("predicted", estimate == nil ? .null : predicted.map { .number($0) } ?? .null)
      record.append("z_finite", z(predicted))
      return record
    }
    var rows = curvePoints().enumerated().map { index, point in
      record(point, estimates[index]?.estimate, at: estimates[index]?.point)
    }
    rows += statePoints(named: "state").map { record($0) }
    rows += pins.flatMap { pin in at(pin).statePoints(named: "pinned \(pin.letter)").map { record($0) } }
    let place = [(name: curves.xFieldName, value: regime[curves.axes.x])]
    for (name, quantity) in stateQuantities {
      let point = FigurePoint(
        panel: "", coordinates: place, series: name, quantity: quantity, regime: regime,
        theory: regime.errors[quantity] ?? .nan)
      rows.append(record(point, state?[quantity], at: try? SimulationPoint(regime, dimension: run.dimension)))
    }
    return rows
  }

  /// What of the state itself is shown beside the curves, and what it is called in files.
  private var stateQuantities: [(name: String, quantity: FigurePoint.Quantity)] {
    switch curves.quantity {
    case .errors: [("state here", .student), ("teacher here", .teacher)]
    case .gap: [("state here", .gap)]
    case .condition, .solutions: []
    }
  }

  private var teacherName: String {
    switch curves.quantity {
    case .errors: "teacher"
    case .gap: "Ls = Lt"
    case .condition, .solutions: "teacher's level"
    }
  }

  private var curveXTitle: String {
    curves.quantity == .solutions ? "c" : "\(curves.axes.x.symbol)  (\(curves.axes.x.meaning))"
  }

  private var curveYTitle: String {
    switch curves.quantity {
    case .errors: "test error"
    case .gap: "Ls − Lt, a gain where negative"
    case .condition: "H₁"
    case .solutions: "λs  (student's ridge penalty)"
    }
  }
}

extension ChartPoint {
  /// A place on a curve.
  fileprivate init(_ point: Curve.Point) { self.init(x: point.x, y: point.y) }
}
