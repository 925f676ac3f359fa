// How often there is a gain, over a grid of any two parameters at a finite d.

import RealModule

/// P(gain) over a rectangular grid of two parameters at a dimension, row by row: `values[y * xs.count + x]`.
public struct FiniteGrid: Sendable {
  private let base: Regime
  private let x: (parameter: Parameter, values: [Double])
  private let y: (parameter: Parameter, values: [Double])
  private let dimension: Int

  /// A grid over two different parameters; the other four are taken from `base`.
  /// - Parameter dimension: d ≥ 1; the sample sizes of a cell are those of its aspect ratios.
  public init(
    base: Regime, x: (parameter: Parameter, values: [Double]), y: (parameter: Parameter, values: [Double]),
    dimension: Int
  ) {
    precondition(x.parameter != y.parameter, "the two axes of a grid are different parameters")
    (self.base, self.x, self.y, self.dimension) = (base, x, y, dimension)
  }

  /// P(gain) over the grid; each equals ``FiniteLaw/probabilityOfGain`` there, NaN where there is no law.
  public func probabilities() -> [Double] {
    guard let firstX = x.values.first, let firstY = y.values.first else { return [] }
    // What a row or a column has in common is made once.
    let isTeacherSide = (x.parameter.isTeacherSide, y.parameter.isTeacherSide)
    let corner = base.with(x.parameter, firstX).with(y.parameter, firstY)
    let columns = x.values.map { FiniteSides(corner.with(x.parameter, $0)) }
    return y.values.flatMap { value in
      let row = corner.with(y.parameter, value)
      let ofRow = FiniteSides(row)
      return zip(x.values, columns).map { place, ofColumn in
        let cell =
          switch isTeacherSide {
          case (true, false): FiniteSides(teacherOf: ofColumn, studentOf: ofRow)
          case (false, true): FiniteSides(teacherOf: ofRow, studentOf: ofColumn)
          case (true, true): FiniteSides(teacher: row.with(x.parameter, place), studentOf: ofRow)
          case (false, false): FiniteSides(teacherOf: ofRow, student: row.with(x.parameter, place))
          }
        return cell.gap(dimension: dimension)?.probability(below: 0) ?? .nan
      }
    }
  }
}
