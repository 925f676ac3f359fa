// A figure simulated: an estimate beside each of its points, and how far they are from theory as a whole.

import Canvas
import Export
import RealModule
import Simulation
import Theory

/// The estimates of a figure's points.
public struct FigureEstimates: Sendable {
  /// The points.
  public let points: [FigurePoint]
  /// The mean and its standard error at each point; nil where there is nothing to simulate.
  public let estimates: [Moments?]

  /// The estimates of `points` from what was simulated at ``simulationPoints(of:dimension:)``.
  public init(_ points: [FigurePoint], _ result: SimulationResult, _ layout: PointLayout) {
    self.points = points
    var cells = layout.cells.makeIterator()
    estimates = points.map { point in
      guard point.quantity.isSimulated, let cell = cells.next() else { return nil }
      return result[cell][point.quantity]
    }
  }

  /// Of the points along a curve, one in so many is drawn as a simulated value.
  static let drawnEvery = 6

  /// What is to be simulated of a figure's points, in their order.
  public static func simulationPoints(
    of points: [FigurePoint], dimension: Int
  ) throws(SimulationError) -> [SimulationPoint] {
    var list: [SimulationPoint] = []
    for point in points {
      if let simulated = try point.simulationPoint(dimension: dimension) { list.append(simulated) }
    }
    return list
  }

  /// The columns of a table for the point of an index, the simulated ones last.
  public func fields(_ index: Int, hasPanels: Bool) -> [(name: String, value: Field)] {
    points[index].fields(hasPanels: hasPanels) + [
      ("simulated", estimates[index].map { .number($0.mean) } ?? .null),
      ("simulated_se", estimates[index].map { .number($0.standardError) } ?? .null),
    ]
  }

  /// How far the estimates of a panel are from theory.
  public struct Agreement: Sendable {
    /// The panel; empty where the figure has but one.
    public let panel: String
    /// Points compared.
    public let count: Int
    /// The largest |z|.
    public let largest: Double
    /// The root mean square of z.
    public let rootMeanSquare: Double
    /// The estimate of the largest |z|, and its limit.
    public let farthest: (estimate: Moments, limit: Double)
  }

  /// The agreement of each panel, z = (mean − theory) / standard error. Points that share their draws are correlated, and
  /// a finite dimension leaves a bias of order 1/d in every mean.
  public var agreements: [Agreement] {
    var names: [String] = []
    for point in points where !names.contains(point.panel) { names.append(point.panel) }
    return names.compactMap { name in
      let compared = zip(points, estimates).compactMap { point, estimate -> (z: Double, Moments, Double)? in
        guard point.panel == name, let estimate else { return nil }
        let z = estimate.z(against: point.theory)
        return z.isFinite ? (z, estimate, point.theory) : nil
      }
      guard let farthest = compared.max(by: { abs($0.z) < abs($1.z) }) else { return nil }
      let squares = compared.reduce(0) { $0 + $1.z * $1.z }
      return Agreement(
        panel: name, count: compared.count, largest: abs(farthest.z),
        rootMeanSquare: (squares / Double(compared.count)).squareRoot(), farthest: (farthest.1, farthest.2))
    }
  }

  /// The estimates of a panel's curves as points to draw, few enough that the curves stay to be seen.
  func measured(panel: String, style: Style) -> [Measured] {
    zip(points, estimates).enumerated().compactMap { index, pair -> Measured? in
      let (point, estimate) = pair
      guard index % Self.drawnEvery == 0, point.panel == panel, let estimate, let x = point.coordinates.first?.value
      else {
        return nil
      }
      let error = estimate.standardError
      return Measured(x: x, y: estimate.mean, error: error.isFinite ? error : 0, style: style)
    }
  }

  /// The simulated map of a panel as a finished run of the explorer's.
  func mapRun(panel: String, settings: Model.Settings) -> SimulationState.Found? {
    let means = zip(points, estimates).filter { $0.0.panel == panel }.map { $0.1?.mean ?? .nan }
    let columns = Set(points.filter { $0.panel == panel }.compactMap { $0.coordinates.first?.value }).count
    guard columns > 0, means.count % columns == 0 else { return nil }
    let rows = means.count / columns
    // A figure's points run from the bottom, a map's rows from the top.
    let fromTop = (0..<rows).reversed().flatMap { means[$0 * columns..<($0 + 1) * columns] }
    let shape = SimulationRequest.GridShape(columns: columns, rows: rows)
    return SimulationState.Found(
      request: SimulationRequest(
        run: 0, points: [], trials: 0, seed: 0, engine: .law, isLive: false, settings: settings, grid: shape,
        quantities: []),
      report: SimulationReport(
        run: 0, done: 1, total: 1, secondsLeft: 0, isFinal: true, means: fromTop,
        standardErrors: Array(repeating: .nan, count: fromTop.count)))
  }
}

extension CellEstimate {
  /// The moments of one quantity; nil of what is a property of the limit alone.
  public subscript(quantity: FigurePoint.Quantity) -> Moments? {
    switch quantity {
    case .gap: gap
    case .student: student
    case .teacher: teacher
    case .condition, .solution: nil
    }
  }
}
