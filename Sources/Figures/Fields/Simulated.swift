// What was simulated for a picture.

import Canvas
import Sampling
import Simulation
import Theory

/// The gap over the grid of a map, as simulated.
package struct SimulatedMap: Sendable, Hashable {
  /// What the grid covers.
  package let window: Window
  /// Columns of the grid.
  package let columns: Int
  /// Rows of the grid, the first at the top.
  package let rows: Int
  /// The estimates, row by row.
  package let estimates: [Moments]
  /// How often there was a gain, row by row.
  package let gains: [Proportion]
  /// What each is an estimate of.
  package let points: [SimulationPoint]

  package init(
    window: Window, columns: Int, rows: Int, estimates: [Moments], gains: [Proportion], points: [SimulationPoint]
  ) {
    (self.window, self.columns, self.rows) = (window, columns, rows)
    (self.estimates, self.gains, self.points) = (estimates, gains, points)
  }

  /// The limit of an estimate at its own sizes.
  package func limit(_ index: Int) -> Double { points[index].regime.errors.gap }

  /// What an estimate is predicted to be at its own sizes, to order 1/d.
  package func predicted(_ index: Int) -> Double { points[index].predicted(.gap) ?? limit(index) }

  /// How far an estimate is from what is predicted of it, in standard errors; 0 where that is undefined.
  package func z(_ index: Int) -> Double {
    let score = estimates[index].z(against: predicted(index))
    return score.isFinite ? score : 0
  }

  /// The cell that holds a place; nil outside.
  package func cell(x: Double, y: Double) -> Int? {
    column(x).flatMap { column in row(y).map { $0 * columns + column } }
  }

  /// The column that holds a place; nil outside.
  package func column(_ x: Double) -> Int? { window.x.pixel(x, of: columns) }

  /// The row that holds a place, from the top; nil outside.
  package func row(_ y: Double) -> Int? { window.y.pixel(y, of: rows).map { rows - 1 - $0 } }

  /// The values of a picture; nil for the theory.
  package func values(_ picture: MapPicture) -> [Double]? {
    switch picture {
    case .theory, .chance: nil
    case .simulated: estimates.map(\.mean)
    case .frequency: gains.map { 1 - 2 * $0.value }
    case .difference: estimates.indices.map(z)
    }
  }
}

/// A simulated point of curves.
package struct SimulatedPoint: Sendable, Hashable {
  /// Which of the curves' points it is.
  package let index: Int
  /// Where along the axis.
  package let x: Double
  /// The estimate.
  package let estimate: Moments
  /// What it is an estimate of.
  package let point: SimulationPoint

  package init(index: Int, x: Double, estimate: Moments, point: SimulationPoint) {
    (self.index, self.x, self.estimate, self.point) = (index, x, estimate, point)
  }

  /// How far it is from what is predicted of a quantity at its own sizes, in standard errors.
  package func z(_ quantity: FigurePoint.Quantity) -> Double? {
    point.predicted(quantity).map { estimate.z(against: $0) }
  }
}

extension SimulationPoint {
  /// What the mean of a quantity is predicted to be at these sizes, to order 1/d; its limit where there is no such
  /// prediction, nil of what is no error.
  package func predicted(_ quantity: FigurePoint.Quantity) -> Double? {
    let law = FiniteLaw(regime, dimension: sizes.dimension)
    switch quantity {
    case .gap: return law?.gap.mean ?? regime.errors.gap
    case .student: return law?.student.mean ?? regime.errors.student
    case .teacher: return law?.teacher.mean ?? regime.errors.teacher
    case .condition, .solution: return nil
    }
  }
}
