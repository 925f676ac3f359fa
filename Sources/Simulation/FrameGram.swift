import COpenBLAS
import Sampling

/// W = FᵀF of a Gaussian frame F = [e₁ G], gathered as the rows of G come.
///
/// Rows that no fit sees (those outside the Krylov space, for n < d) are not drawn: the triangular factor of a Gaussian
/// matrix of that many rows has independent χ and Gaussian entries [Bartlett 1933], and stands in for them.
struct FrameGram {
  /// W so far, r × r, its lower triangle and the rest.
  private(set) var matrix: [Double]
  private let columns: Int
  private var hidden: [Double]
  private let hiddenRows: Int

  /// A frame of `columns` vectors, `hidden` of whose rows stay undrawn.
  init(columns r: Int, hidden count: Int, from stream: inout Generator) {
    columns = r
    matrix = Array(repeating: 0, count: r * r)
    hiddenRows = min(count, r - 1)
    hidden = Array(repeating: 0, count: hiddenRows * r)
    for row in 0..<hiddenRows {
      hidden[row * r + row + 1] = stream.chi(count - row)
      for column in (row + 2)..<max(r, row + 2) { hidden[row * r + column] = stream.gaussian() }
    }
    addHidden()
  }

  private mutating func addHidden() {
    guard hiddenRows > 0 else { return }
    hidden.withUnsafeBufferPointer { rows in
      if let base = rows.baseAddress { add(base, rows: hiddenRows, stride: columns) }
    }
  }

  /// Adds rows of F.
  mutating func add(_ rows: UnsafePointer<Double>, rows count: Int, stride: Int) {
    let r = Int32(columns)
    matrix.withUnsafeMutableBufferPointer { w in
      cblas_dgemm(
        CblasRowMajor, CblasTrans, CblasNoTrans, r, r, Int32(count), 1, rows, Int32(stride), rows, Int32(stride), 1,
        w.baseAddress, r)
    }
  }

  /// Makes a frame whose drawn rows are all at hand orthonormal up to rounding, before any is added. For a frame of few
  /// rows, whose W may be badly conditioned; the factor of the final W corrects what is left.
  mutating func orthonormalise(_ rows: UnsafeMutablePointer<Double>, rows count: Int, stride: Int) {
    let r = columns
    for _ in 0..<2 {
      var copy = self
      copy.add(rows, rows: count, stride: stride)
      let factor = cholesky(copy.matrix, order: r)
      cblas_dtrsm(
        CblasRowMajor, CblasRight, CblasUpper, CblasNoTrans, CblasNonUnit, Int32(count), Int32(r), 1, factor,
        Int32(r), rows, Int32(stride))
      hidden.withUnsafeMutableBufferPointer { hidden in
        guard hiddenRows > 0 else { return }
        cblas_dtrsm(
          CblasRowMajor, CblasRight, CblasUpper, CblasNoTrans, CblasNonUnit, Int32(hiddenRows), Int32(r), 1, factor,
          Int32(r), hidden.baseAddress, Int32(r))
      }
      for i in matrix.indices { matrix[i] = 0 }
      addHidden()
    }
  }
}

/// The upper triangular C with CᵀC = `matrix`, symmetric and positive definite; a pivot lost to rounding is replaced by
/// a small one.
func cholesky(_ matrix: [Double], order r: Int) -> [Double] {
  var factor = [Double](repeating: 0, count: r * r)
  for row in 0..<r {
    for column in row..<r {
      var value = matrix[row * r + column]
      for k in 0..<row { value -= factor[k * r + row] * factor[k * r + column] }
      if row == column {
        factor[row * r + row] = max(value, 1e-32 * matrix[row * r + row]).squareRoot()
      } else {
        factor[row * r + column] = value / factor[row * r + row]
      }
    }
  }
  return factor
}
