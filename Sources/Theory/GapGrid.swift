// The gap over a grid of any two parameters. Teacher and student numbers enter the gap as
//
//     gap = T̃·a − D·b      a = κ₂,   b = 2κ₁,   D = T̃ − S̃
//
// so a grid of one teacher-side and one student-side parameter is a rank-2 outer product: two multiplies a cell.

/// The gap over a rectangular grid of two parameters, row by row: `values[y * xs.count + x]`.
public struct GapGrid: Sendable {
  /// The parameter along a row, and its values.
  public let x: (parameter: Parameter, values: [Double])
  /// The parameter down the rows, and its values.
  public let y: (parameter: Parameter, values: [Double])
  private let base: Regime

  /// A grid over two different parameters; the other four are taken from `base`.
  public init(
    base: Regime, x: (parameter: Parameter, values: [Double]), y: (parameter: Parameter, values: [Double])
  ) {
    precondition(x.parameter != y.parameter, "the two axes of a grid are different parameters")
    self.base = base
    self.x = x
    self.y = y
  }

  /// Number of cells.
  public var count: Int { x.values.count * y.values.count }

  /// L_s − L_t over the grid; each equals ``Regime/errors`` there up to rounding, infinities included.
  public func gaps() -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      fill(buffer)
      initialized = count
    }
  }

  /// Writes L_s − L_t into `cells`, of ``count`` values, so that a buffer can be used again.
  public func fill(_ cells: UnsafeMutableBufferPointer<Double>) { fill(cells, rows: 0..<y.values.count) }

  /// Writes L_s − L_t of some rows into `cells`, the first of them at its start, so that threads can share a grid.
  public func fill(_ cells: UnsafeMutableBufferPointer<Double>, rows: Range<Int>) {
    precondition(cells.count >= rows.count * x.values.count, "the buffer is smaller than the rows")
    let values = Array(y.values[rows])
    guard !rows.isEmpty, !x.values.isEmpty, let out = cells.baseAddress else { return }
    if x.parameter.isTeacherSide == y.parameter.isTeacherSide {
      fillOneSide(out, rows: values)
    } else {
      fillOuter(out, rows: values)
    }
  }

  /// One parameter a side: the factors of columns and rows are made once.
  private func fillOuter(_ out: UnsafeMutablePointer<Double>, rows: [Double]) {
    let rows = GapFactors((y.parameter, rows), base: base)
    GapFactors(x, base: base).gaps(against: rows, into: out)
  }

  /// Both parameters of one side: the factors of the columns are made for every row.
  private func fillOneSide(_ out: UnsafeMutablePointer<Double>, rows: [Double]) {
    let other: Parameter = x.parameter.isTeacherSide ? .lambdaS : .lambdaT
    let opposite = GapFactors((other, [base[other]]), base: base)
    let columns = GapFactors(x, besides: y.parameter)
    for (row, value) in rows.enumerated() {
      columns.make(base.with(y.parameter, value))
      columns.gaps(against: opposite, into: out + row * x.values.count)
    }
  }
}
