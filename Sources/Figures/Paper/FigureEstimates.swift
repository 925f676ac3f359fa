// A figure simulated: an estimate beside each of its points, and how far they are from theory as a whole.

import Canvas
import Export
import RealModule
import Sampling
import Simulation
import Theory

/// The estimates of a figure's points.
public struct FigureEstimates: Sendable {
  /// The points.
  public let points: [FigurePoint]
  /// The mean and its standard error at each point; nil where there is nothing to simulate.
  public let estimates: [Moments?]
  /// How often there was a gain at each point.
  private let gains: [Proportion]
  /// How they were made: dimension, trials, seed and engine.
  public let parameters: Record
  /// What was simulated at each point.
  package let simulated: [SimulationPoint?]

  /// The estimates of `points` from what was simulated at ``simulationPoints(of:dimension:)``.
  public init(_ points: [FigurePoint], _ result: SimulationResult, _ layout: PointLayout) {
    self.points = points
    var next = layout.cells.makeIterator()
    let cells = points.map { $0.quantity.isSimulated ? next.next() : nil }
    gains = cells.map { $0.map { result[$0].gain } ?? Proportion() }
    parameters = Record([
      "dimension": (layout.panels.first?.sizes.dimension).map { .integer($0) } ?? .null,
      "trials": .integer(result.plan.trials), "seed": .unsigned(result.plan.seed),
      "engine": .text(result.plan.engine.rawValue),
    ])
    estimates = zip(points, cells).map { point, cell in cell.flatMap { result[$0][point.quantity] } }
    simulated = cells.map { cell in
      cell.map { cell in
        let panel = layout.panels[cell.panel]
        return SimulationPoint(panel.regime(teacher: cell.teacher, student: cell.student), sizes: panel.sizes)
      }
    }
  }

  /// The limit of a point at the sizes simulated.
  private func limit(_ index: Int) -> Double? { simulated[index]?.regime.errors[points[index].quantity] }

  /// What is predicted of a point at the sizes simulated, to order 1/d.
  private func predicted(_ index: Int) -> Double? { simulated[index]?.predicted(points[index].quantity) }

  /// How far the estimate of a point is from what is predicted of it, in standard errors.
  package func z(_ index: Int) -> Double? {
    estimates[index].flatMap { estimate in predicted(index).map { estimate.z(against: $0) } }
  }

  /// Of the points along a curve, one in so many is drawn as a simulated value.
  package static let drawnEvery = 6

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
  public func record(_ index: Int, hasPanels: Bool) -> Record {
    var record = points[index].record(hasPanels: hasPanels)
    record.append("simulated", estimates[index].map { .number($0.mean) } ?? .null)
    record.append("simulated_se", estimates[index].map { .number($0.standardError) } ?? .null)
    let fromLimit = estimates[index].flatMap { estimate in limit(index).map { estimate.z(against: $0) } }
    record.append("z", fromLimit.map { .number($0) } ?? .null)
    record.append("predicted", estimates[index] == nil ? .null : predicted(index).map { .number($0) } ?? .null)
    record.append("z_finite", z(index).map { .number($0) } ?? .null)
    record.append(contentsOf: parameters)
    return record
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
    /// The estimate of the largest |z|, its limit, and what is predicted of it.
    public let farthest: (estimate: Moments, limit: Double, predicted: Double)
  }

  /// The agreement of each panel, z against what is predicted at the sizes simulated, to order 1/d. Points that share their
  /// draws are correlated.
  public var agreements: [Agreement] {
    var names: [String] = []
    for point in points where !names.contains(point.panel) { names.append(point.panel) }
    return names.compactMap { name in
      let compared = points.indices.compactMap { index -> (z: Double, Moments, Double, Double)? in
        guard points[index].panel == name, let estimate = estimates[index], let limit = limit(index),
          let predicted = predicted(index)
        else { return nil }
        let z = estimate.z(against: predicted)
        return z.isFinite ? (z, estimate, limit, predicted) : nil
      }
      guard let farthest = compared.max(by: { abs($0.z) < abs($1.z) }) else { return nil }
      let squares = compared.reduce(0) { $0 + $1.z * $1.z }
      return Agreement(
        panel: name, count: compared.count, largest: abs(farthest.z),
        rootMeanSquare: (squares / Double(compared.count)).squareRoot(), farthest: (farthest.1, farthest.2, farthest.3))
    }
  }

  /// The estimates of a panel's curves as points to draw, few enough that the curves stay to be seen.
  package func measured(panel: String, style: Style) -> [Measured] {
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

  /// The simulated map of a panel; nil where it has none.
  package func map(of panel: Preset) -> SimulatedMap? {
    let indices = points.indices.filter { points[$0].panel == panel.panel && points[$0].quantity == .gap }
    let columns = Set(indices.compactMap { points[$0].coordinates.first?.value }).count
    guard columns > 0, indices.count % columns == 0 else { return nil }
    let rows = indices.count / columns
    // A figure's points run from the bottom, a map's rows from the top.
    let fromTop = (0..<rows).reversed().flatMap { indices[$0 * columns..<($0 + 1) * columns] }
    let drawn = fromTop.compactMap { simulated[$0] }
    guard drawn.count == fromTop.count else { return nil }
    return SimulatedMap(
      window: panel.axes.whole, columns: columns, rows: rows, estimates: fromTop.map { estimates[$0] ?? Moments() },
      gains: fromTop.map { gains[$0] }, points: drawn)
  }
}

extension Errors {
  /// The limit of a quantity; nil of what is no error.
  package subscript(quantity: FigurePoint.Quantity) -> Double? {
    switch quantity {
    case .gap: gap
    case .student: student
    case .teacher: teacher
    case .condition, .solution: nil
    }
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
