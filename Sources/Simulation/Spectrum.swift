import COpenBLAS
import Sampling

/// An n × d matrix of independent N(0, 1) entries, row by row.
final class DataMatrix {
  /// n, the samples.
  let rows: Int
  /// d, the dimension; fewer where some were left out.
  private(set) var columns: Int
  /// The entries, `row * columns + column`.
  let entries: UnsafeMutablePointer<Double>
  private let storage = Scratch()

  /// Draws the entries; nil when stopped.
  init?(rows: Int, columns: Int, from stream: inout Generator, stopped: () -> Bool) {
    self.rows = rows
    self.columns = columns
    entries = storage.reserve(rows * columns)
    for row in 0..<rows {
      if row & 63 == 0 && stopped() { return nil }
      stream.fillGaussian(entries + row * columns, count: columns)
    }
  }

  /// Multiplies rows by a number.
  func scale(_ rows: Range<Int>, by factor: Double) {
    cblas_dscal(Int32(rows.count * columns), factor, entries + rows.lowerBound * columns, 1)
  }

  /// Scales the columns, and leaves out those that are scaled by 0.
  func scaleColumns(by scales: [Double]) {
    let kept = scales.indices.filter { scales[$0] != 0 }
    // Rows close up, each to a place no later than its own.
    for row in 0..<rows {
      let (from, to) = (entries + row * columns, entries + row * kept.count)
      for (place, column) in kept.enumerated() { to[place] = scales[column] * from[column] }
    }
    columns = kept.count
  }

  /// y += Xβ.
  func multiply(_ beta: [Double], addingTo labels: inout [Double]) {
    cblas_dgemv(
      CblasRowMajor, CblasNoTrans, Int32(rows), Int32(columns), 1, entries, Int32(columns), beta, 1, 1, &labels, 1)
  }

  /// Xᵀy / n.
  func correlate(_ labels: [Double]) -> [Double] {
    var out = [Double](repeating: 0, count: columns)
    cblas_dgemv(
      CblasRowMajor, CblasTrans, Int32(rows), Int32(columns), 1 / Double(rows), entries, Int32(columns), labels, 1, 0,
      &out, 1)
    return out
  }
}

/// Eigenvalues and eigenvectors of Σ̂ = XᵀX/n on the row space of X: all of them for n ≥ d; for n < d those n that are
/// not 0, from the smaller matrix XXᵀ/n.
final class Spectrum {
  /// min(n, d), or less where so many directions are known not to be seen.
  let rank: Int
  /// The eigenvalues, ascending, > 0.
  let values: [Double]
  private let dimension: Int
  /// rank × d: the eigenvectors, one a row.
  private let basis: UnsafeMutablePointer<Double>
  private let storage: Scratch

  /// Decomposes the sample covariance of `data`.
  /// - Parameter rank: how many eigenvalues are not 0.
  /// - Throws: ``MachineError/eigensolver(info:)``.
  init(_ data: DataMatrix, rank: Int? = nil) throws(MachineError) {
    let (n, d) = (data.rows, data.columns)
    let q = min(n, d)
    let square = Scratch()
    let matrix = square.reserve(q * q)
    let (size, width) = (Int32(q), Int32(d))
    // Row-major upper is LAPACK's column-major lower.
    cblas_dsyrk(
      CblasRowMajor, CblasUpper, n < d ? CblasNoTrans : CblasTrans, size, Int32(max(n, d)), 1 / Double(n),
      data.entries, width, 0, matrix, size)
    var values = [Double](repeating: 0, count: q)
    let info = openblas_symmetric_eigen(size, matrix, &values)
    let seen = min(q, rank ?? q)
    self.rank = seen
    dimension = d
    self.values = values.suffix(seen).map { max($0, 0) }
    if n < d && info == 0 {
      storage = Scratch()
      let rows = storage.reserve(q * d)
      cblas_dgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, size, width, size, 1, matrix, size, data.entries, width, 0, rows,
        width)
      for k in 0..<q {
        let row = rows + k * d
        cblas_dscal(width, 1 / cblas_dnrm2(width, row, 1), row, 1)
      }
      basis = rows + (q - seen) * d
    } else {
      (storage, basis) = (square, matrix + (q - seen) * d)
    }
    if info != 0 { throw info == -1000 ? .exhausted : .eigensolver(info: Int(info)) }
  }

  /// Vᵀx for `count` vectors of d numbers: rank numbers each.
  func coordinates(_ vectors: [Double], count: Int) -> [Double] {
    var out = [Double](repeating: 0, count: count * rank)
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, Int32(count), Int32(rank), Int32(dimension), 1, vectors,
      Int32(dimension), basis, Int32(dimension), 0, &out, Int32(rank))
    return out
  }

  /// Vc for `count` vectors of rank numbers: d numbers each.
  func vectors(_ coordinates: [Double], count: Int) -> [Double] {
    var out = [Double](repeating: 0, count: count * dimension)
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(count), Int32(dimension), Int32(rank), 1, coordinates,
      Int32(rank), basis, Int32(dimension), 0, &out, Int32(dimension))
    return out
  }
}
