// A figure of the paper as points: what `w2s figure` writes, and the list a simulation of it works through.

import Canvas
import Export
import Simulation
import Theory

/// One point of a figure.
public struct FigurePoint: Sendable {
  /// What its value is.
  public enum Quantity: String, Sendable, Hashable {
    /// L_s − L_t, L_s and L_t: a simulation estimates them.
    case gap, student, teacher
    /// H₁, and a λs that solves H₁ = c: properties of the limit alone.
    case condition, solution

    /// Whether an experiment of finite size has a value of it.
    public var isSimulated: Bool { self == .gap || self == .student || self == .teacher }
  }
  /// The panel; empty where the figure has but one.
  public let panel: String
  /// The place along the figure's own axes, by their names in files.
  public let coordinates: [(name: String, value: Double)]
  /// The curve it lies on, such as `zeta=0.68` or `teacher`; empty for a map.
  public let series: String
  /// What its value is.
  public let quantity: Quantity
  /// The regime there; λs plays no part in a solution.
  public let regime: Regime
  /// The value in the limit; infinite at a pole.
  public let theory: Double

  /// The point to simulate for it, at the dimension of the paper or another; nil where there is nothing to simulate.
  public func simulationPoint(dimension: Int = 500) throws(SimulationError) -> SimulationPoint? {
    quantity.isSimulated ? try SimulationPoint(regime, dimension: dimension) : nil
  }

  /// The point as a row of a table.
  public func record(hasPanels: Bool) -> Record {
    var record = Record()
    if hasPanels { record.append("panel", .text(panel)) }
    for (name, value) in coordinates { record.append(name, .number(value)) }
    if !series.isEmpty { record.append("series", .text(series)) }
    record.append("theory", .number(theory))
    return record
  }
}

/// A figure of the paper.
public struct PaperFigure: Sendable {
  /// The number, 1…9.
  public let number: Int
  /// Its panels, one or two.
  public let panels: [Preset]

  /// A figure, or one panel of it; nil where there is none.
  public init?(_ number: Int, panel: String? = nil) {
    panels = Preset.all.filter { $0.figure == number && (panel == nil || $0.panel == panel) }
    guard !panels.isEmpty else { return nil }
    self.number = number
  }

  /// Whether the figure has more than one panel, chosen or not.
  public var hasPanels: Bool { !(panels.first?.panel.isEmpty ?? true) }

  /// The points, panel by panel and series by series.
  public var points: [FigurePoint] {
    panels.flatMap { preset in
      let settings = Settings(preset)
      return settings.view == .map ? settings.mapPoints(panel: preset.panel) : settings.curvePoints(panel: preset.panel)
    }
  }

  /// The parameters of each panel, the tie included.
  public var parameters: [Record] { panels.map { Settings($0).parameters } }

  /// The charts of its panels, without rows (those are ``points``), with simulated points where there are estimates.
  /// - Parameters:
  ///   - points: a person's own points, drawn on the panels they are of.
  ///   - command: what writes them again.
  public func charts(
    _ estimates: FigureEstimates? = nil, points: MeasuredPoints? = nil, command: String? = nil
  ) -> [Chart] {
    panels.map { preset in
      let settings = Settings(preset)
      let map = estimates?.map(of: preset)
      var chart =
        preset.view == .map
        ? settings.mapPicture(map == nil ? .theory : .simulated, simulated: map)
        : settings.curvePicture(of: settings.isInFigure)
      chart.title = preset.name + (map == nil ? "" : ", simulated")
      chart.caption = preset.caption + (map == nil ? "" : " Filled: the simulated mean; lines: the limit.")
      chart.parameters = settings.parameters
      if let estimates {
        chart.parameters.append(contentsOf: estimates.parameters)
      }
      if let command { chart.parameters.append("command", .text(command)) }
      if let estimates, preset.view != .map {
        let points = estimates.measured(panel: preset.panel, style: .plain)
          .map { ChartPoint(x: $0.x, y: $0.y, error: $0.error) }
        chart.layers.append(.points(name: "simulated", points: points, look: .reference))
      }
      if let points = points?.points {
        chart.layers +=
          preset.view == .map
          ? settings.mapLayers(points, withElsewhere: false) : settings.curveLayers(points, asFigure: true)
      }
      return chart
    }
  }
}

extension Settings {
  /// The gap over the map's axes, ten points a decade.
  package func mapPoints(panel: String = "") -> [FigurePoint] {
    let values = { (parameter: Parameter) in
      CurveSettings.gridValues(parameter.scale, perDecade: 10, linearSteps: 40)
    }
    return values(axes.y).flatMap { y in
      values(axes.x).map { x in
        let regime = at(axes, x, y)
        return FigurePoint(
          panel: panel, coordinates: [(axes.x.fieldName, x), (axes.y.fieldName, y)], series: "", quantity: .gap,
          regime: regime, theory: regime.errors.gap)
      }
    }
  }

  /// The points of the state's own curve.
  package func statePoints(named name: String) -> [FigurePoint] { seriesPoints("", name, nil) }

  /// The family's curves, and the teacher's where errors are shown.
  package func curvePoints(panel: String = "") -> [FigurePoint] {
    let family = curves.axes.y.fieldName
    var points = curves.values.flatMap { value in
      seriesPoints(panel, "\(family)=\(shortest(value))", value)
    }
    if curves.quantity == .errors {
      points += curves.gridValues.map { x in
        let regime = stateRegime(x)
        return FigurePoint(
          panel: panel, coordinates: [(curves.xFieldName, x)], series: "teacher", quantity: .teacher, regime: regime,
          theory: regime.errors.teacher)
      }
    }
    return points
  }

  private func seriesPoints(_ panel: String, _ name: String, _ value: Double?) -> [FigurePoint] {
    let xs = curves.gridValues
    guard curves.quantity == .solutions else {
      return zip(xs, curve(at: value, xs)).map { x, point in
        FigurePoint(
          panel: panel, coordinates: [(curves.xFieldName, x)], series: name,
          quantity: curves.quantity == .errors ? .student : curves.quantity == .gap ? .gap : .condition,
          regime: value == nil ? stateRegime(x) : curveRegime(x, value), theory: point.y)
      }
    }
    let gammaS = value ?? regime.gammaS
    let branches = gammaS > 1 ? [" lower", " upper"] : [""]
    return branches.enumerated().flatMap { index, branch in
      xs.compactMap { c in
        let solutions = Paper.penalties(solvingH1: c, gammaS: gammaS)
        guard solutions.indices.contains(index) else { return nil }
        return FigurePoint(
          panel: panel, coordinates: [("c", c)], series: name + branch, quantity: .solution,
          regime: regime.with(.gammaS, gammaS), theory: solutions[index])
      }
    }
  }
}
