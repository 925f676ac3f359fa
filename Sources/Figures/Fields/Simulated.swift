// What was simulated for a picture.

import Canvas
import Sampling
import Simulation
import Theory

/// The gap over the cells of a map, as simulated.
package struct SimulatedMap: Sendable, Hashable {
  /// Columns of the grid.
  package let columns: Int
  /// Rows of the grid, the first at the top.
  package let rows: Int
  /// The estimates, row by row; of no trial where a cell has none.
  package let estimates: [Moments]
  /// How often there was a gain, row by row.
  package let gains: [Proportion]
  /// What each is an estimate of.
  package let points: [SimulationPoint]
  /// Whether cells that differ in penalties only are of the same draws.
  package let sharesDraws: Bool
  /// The cells across: the same in every row, or those of each row from the bottom.
  private let across: [CellAxis]
  /// The cells up, from the bottom: the same in every column, or those of each.
  private let up: [CellAxis]

  /// A grid of equal cells that share their draws.
  package init(
    window: Window, columns: Int, rows: Int, estimates: [Moments], gains: [Proportion], points: [SimulationPoint]
  ) {
    self.init(
      across: [CellAxis(window.x, equal: columns)], up: [CellAxis(window.y, equal: rows)], estimates: estimates,
      gains: gains, points: points, sharesDraws: true)
  }

  /// A grid of any cells.
  /// - Parameters:
  ///   - across: one axis, or as many as `up` has cells.
  ///   - up: one axis, or as many as `across` has cells; not several of both.
  ///   - estimates: row by row from the top, as the others.
  package init(
    across: [CellAxis], up: [CellAxis], estimates: [Moments], gains: [Proportion], points: [SimulationPoint],
    sharesDraws: Bool
  ) {
    (self.across, self.up, self.sharesDraws) = (across, up, sharesDraws)
    (columns, rows) = (across[0].centres.count, up[0].centres.count)
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

  /// The cell that holds a place; nil outside, and where it has no estimate.
  package func cell(x: Double, y: Double) -> Int? { cells(xs: [x], ys: [y])[0] }

  /// The cells that hold the places of a grid, row by row; nil as in ``cell(x:y:)``.
  package func cells(xs: [Double], ys: [Double]) -> [Int?] {
    let columns = across.count == 1 ? xs.map { across[0].cell($0) } : []
    let rows = up.count == 1 ? ys.map { up[0].cell($0) } : []
    return ys.indices.flatMap { j in
      xs.indices.map { i -> Int? in
        let row = up.count == 1 ? rows[j] : columns[i].flatMap { up[$0].cell(ys[j]) }
        guard let row, let column = across.count == 1 ? columns[i] : across[row].cell(xs[i]) else { return nil }
        let index = (self.rows - 1 - row) * self.columns + column
        return estimates[index].count > 0 ? index : nil
      }
    }
  }

  /// Where the middle of a cell is.
  package func middle(_ index: Int) -> (x: Double, y: Double) {
    let (column, row) = (index % columns, rows - 1 - index / columns)
    return (
      across[across.count == 1 ? 0 : row].centres[column], up[up.count == 1 ? 0 : column].centres[row]
    )
  }

  /// What its cells cover, as far as it is on the axes.
  package var extent: Window {
    func whole(_ axes: [CellAxis]) -> Scale {
      let parts = axes.map(\.extent)
      let ends = (parts.map(\.lower).min() ?? 0, parts.map(\.upper).max() ?? 1)
      return Scale(parts[0].kind, near: ends.0, and: ends.1)
    }
    return Window(x: whole(across), y: whole(up))
  }

  /// Whether its cells are equal ones that fill a window.
  package func fills(_ window: Window) -> Bool {
    across.count == 1 && up.count == 1 && across[0].isEqual(over: window.x) && up[0].isEqual(over: window.y)
  }

  /// Which cells are estimated from the same draws, on such axes; nil where none are. Penalties share them.
  package func sharedDraws(_ axes: Axes) -> String? {
    let shared = sharesDraws ? [axes.x, axes.y].filter { $0 == .lambdaT || $0 == .lambdaS } : []
    return shared.count == 2 ? "neighbours" : shared.first.map { "cells along \($0.symbol)" }
  }

  /// The values of a picture; nil for the theory.
  package func values(_ picture: MapPicture) -> [Double]? {
    switch picture {
    case .theory, .chance: nil
    case .simulated: estimates.map { $0.count > 0 ? $0.mean : .nan }
    case .frequency: gains.map { 1 - 2 * $0.value }
    case .difference: estimates.indices.map { estimates[$0].count > 0 ? z($0) : .nan }
    }
  }
}

/// The cells along an axis.
package struct CellAxis: Sendable, Hashable {
  /// Their middles, ascending.
  package let centres: [Double]
  private let scale: Scale
  /// Where they begin and end on the scale; nil of equal ones that fill it.
  private let edges: [Double]?

  /// Equal cells that fill a scale.
  package init(_ scale: Scale, equal count: Int) {
    (self.scale, centres, edges) = (scale, scale.pixelCentres(count), nil)
  }

  /// Cells about values, each as far as halfway to its neighbours, the outermost as far outwards as inwards.
  /// - Parameter values: two at least, ascending, each with a place on the scale.
  package init(_ scale: Scale, about values: [Double]) {
    let places = values.map { scale.position($0) }
    let between = zip(places, places.dropFirst()).map { ($0 + $1) / 2 }
    (self.scale, centres) = (scale, values)
    edges = [2 * places[0] - between[0]] + between + [2 * places[places.count - 1] - between[between.count - 1]]
  }

  /// The cell that holds a value; nil outside.
  package func cell(_ value: Double) -> Int? {
    guard let edges else { return scale.pixel(value, of: centres.count) }
    let place = scale.position(value)
    guard place >= edges[0], place <= edges[edges.count - 1] else { return nil }
    var (low, high) = (0, centres.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if place < edges[middle + 1] { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// What the cells cover, as far as it is on the scale.
  package var extent: Scale {
    guard let edges else { return scale }
    let ends = (scale.value(edges[0]), scale.value(edges[edges.count - 1]))
    return Scale(scale.kind, near: max(scale.lower, ends.0), and: min(scale.upper, ends.1))
  }

  fileprivate func isEqual(over scale: Scale) -> Bool { edges == nil && self.scale == scale }
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
