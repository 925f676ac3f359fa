// The law of students whose filter is not ridge's. Of those no form comes without the eigenvalues: they are the squares of
// the singular values of the bidiagonal matrix that Householder's reflections make of Gaussian data, and the eigenvectors,
// independent of them, are uniform, so that the span of a teacher's path is a uniformly random frame among them. With
// Gaussian rows G for it, K₁ = GᵀkG and K₂ = Gᵀk²G in coefficients C⁻¹c, CᵀC = GᵀG.
//
// A learned direction b is fitted freely. Of its coordinate x = X̃b nothing is left in the other inputs, which are Gaussian
// with one dimension and one sample fewer; what the student misses of the rest of the teacher, r, then appears along b as
// −gᵀr/|x|, g Gaussian and |x|² of the law χ²_n. All that is exact at any size.

import COpenBLAS
import Sampling
import Theory

/// Draws the students of a filter other than ridge.
final class FilteredStudent {
  private let rows = Scratch()
  private let weighted = Scratch()

  /// The errors of one trial; nil when stopped. A `shift` that is not 0 draws from a wrong law.
  func draw(
    _ panel: Panel, _ path: TeacherPath, _ direction: [Double], _ generator: Generator, shift: Int,
    stopped: () -> Bool
  ) throws(MachineError) -> TrialErrors? {
    let isFree = panel.zeta > 0
    let (d, n) = (panel.sizes.dimension - (isFree ? 1 : 0), panel.sizes.studentSamples - (isFree ? 1 : 0))
    var stream = generator.part(.student)
    let along = isFree ? stream.chi(panel.sizes.studentSamples) : 1
    if stopped() { return nil }
    let values = try eigenvalues(d, n, divisor: Double(panel.sizes.studentSamples), from: &stream, shift: shift)
    if stopped() { return nil }

    let span = Span(panel, path, direction)
    if span.columns == 0 {
      return TrialErrors(teacher: span.errors, gap: Array(repeating: 0, count: panel.count))
    }
    let columns = span.columns + 1  // the last is g
    var frame = generator.part(.frame)
    let drawn = rows.reserve(max(1, values.count * columns))
    frame.fillGaussian(drawn, count: values.count * columns)
    let unseen = Self.triangle(rows: d - values.count, columns: columns, from: &frame)
    let factor = cholesky(gram(drawn, values.count, columns, unseen), order: span.columns)
    let (teachers, offsets) = (span.solved(span.teachers, factor), span.solved(span.offsets, factor))

    var errors = TrialErrors(teacher: span.errors, gap: [])
    errors.gap.reserveCapacity(panel.count)
    for lambda in panel.lambdaSs {
      if stopped() { return nil }
      let lost = values.map { panel.regime.filter.lost($0, lambda: lambda, gamma: panel.sizes.gammaS) }
      let forms = Forms(lost, drawn, weighted, columns: columns, unseen: unseen)
      for i in panel.lambdaTs.indices {
        let at = (i * span.columns)..<((i + 1) * span.columns)
        let (teacher, offset) = (Array(teachers[at]), Array(offsets[at]))
        let missed = forms.squares(teacher) - 2 * forms.mixed(offset, teacher)
        let made = isFree ? -forms.last(teacher) / along : 0
        errors.gap.append(missed + made * (made - 2 * span.offsetsAlong[i]))
      }
    }
    return errors
  }

  /// The eigenvalues that are not 0 of the sample covariance of n samples in d dimensions.
  private func eigenvalues(
    _ d: Int, _ n: Int, divisor: Double, from stream: inout Generator, shift: Int
  ) throws(MachineError) -> [Double] {
    let (count, more) = (min(d, n), max(d, n))
    if count == 0 { return [] }
    var diagonal = [Double](repeating: 0, count: count)
    var beside = diagonal
    for index in 0..<count {
      diagonal[index] = stream.chi(more - index + shift)
      if index < count - 1 { beside[index] = stream.chi(count - 1 - index + shift) }
    }
    let info = openblas_bidiagonal_values(Int32(count), &diagonal, &beside)
    if info != 0 { throw info == -1000 ? .exhausted : .eigensolver(info: Int(info)) }
    return diagonal.map { $0 * $0 / divisor }
  }

  /// What stands in for so many Gaussian rows where only their inner products matter: the triangular factor of these
  /// [Bartlett 1933], row by row.
  private static func triangle(rows: Int, columns: Int, from stream: inout Generator) -> [Double] {
    let height = min(rows, columns)
    var triangle = [Double](repeating: 0, count: height * columns)
    for row in 0..<height {
      triangle[row * columns + row] = stream.chi(rows - row)
      for column in (row + 1)..<max(columns, row + 1) { triangle[row * columns + column] = stream.gaussian() }
    }
    return triangle
  }

  /// GᵀG, without the last column.
  private func gram(_ drawn: UnsafePointer<Double>, _ count: Int, _ columns: Int, _ unseen: [Double]) -> [Double] {
    let m = Int32(columns - 1)
    var gram = [Double](repeating: 0, count: (columns - 1) * (columns - 1))
    cblas_dgemm(
      CblasRowMajor, CblasTrans, CblasNoTrans, m, m, Int32(count), 1, drawn, Int32(columns), drawn, Int32(columns), 0,
      &gram, m)
    cblas_dgemm(
      CblasRowMajor, CblasTrans, CblasNoTrans, m, m, Int32(unseen.count / columns), 1, unseen, Int32(columns), unseen,
      Int32(columns), 1, &gram, m)
    return gram
  }

  /// K₁, K₂ and Gᵀkg of a penalty.
  private struct Forms {
    private let columns: Int
    /// Gᵀk[G g], and Gᵀk²G.
    private var first: [Double], second: [Double]

    init(_ lost: [Double], _ drawn: UnsafePointer<Double>, _ scratch: Scratch, columns: Int, unseen: [Double]) {
      self.columns = columns - 1
      let (m, wide, count) = (Int32(columns - 1), Int32(columns), Int32(lost.count))
      first = [Double](repeating: 0, count: (columns - 1) * columns)
      second = [Double](repeating: 0, count: (columns - 1) * (columns - 1))
      let scaled = scratch.reserve(max(1, lost.count * columns))
      for (row, k) in lost.enumerated() {
        for column in (row * columns)..<((row + 1) * columns) { scaled[column] = k * drawn[column] }
      }
      let hidden = Int32(unseen.count / columns)
      cblas_dgemm(
        CblasRowMajor, CblasTrans, CblasNoTrans, m, wide, count, 1, drawn, wide, scaled, wide, 0, &first, wide)
      cblas_dgemm(
        CblasRowMajor, CblasTrans, CblasNoTrans, m, wide, hidden, 1, unseen, wide, unseen, wide, 1, &first, wide)
      cblas_dgemm(
        CblasRowMajor, CblasTrans, CblasNoTrans, m, m, count, 1, scaled, wide, scaled, wide, 0, &second, m)
      cblas_dgemm(
        CblasRowMajor, CblasTrans, CblasNoTrans, m, m, hidden, 1, unseen, wide, unseen, wide, 1, &second, m)
    }

    func squares(_ a: [Double]) -> Double { form(a, second, columns, a) }
    func mixed(_ a: [Double], _ b: [Double]) -> Double { form(a, first, columns + 1, b) }
    func last(_ a: [Double]) -> Double {
      a.indices.reduce(0) { $0 + a[$1] * first[$1 * (columns + 1) + columns] }
    }

    private func form(_ a: [Double], _ matrix: [Double], _ stride: Int, _ b: [Double]) -> Double {
      var sum = 0.0
      for i in a.indices {
        var row = 0.0
        for j in b.indices { row += matrix[i * stride + j] * b[j] }
        sum += a[i] * row
      }
      return sum
    }
  }

  /// The teachers of a path and what they miss of β⋆, in coordinates of their span; of a learned direction's complement
  /// in it, where there is one.
  private struct Span {
    /// Its dimension.
    let columns: Int
    /// A teacher after the other, and their t − s.
    private(set) var teachers: [Double] = [], offsets: [Double] = []
    /// (t − s)ᵀb.
    private(set) var offsetsAlong: [Double] = []
    /// L_t.
    private(set) var errors: [Double] = []

    init(_ panel: Panel, _ path: TeacherPath, _ direction: [Double]) {
      let r = direction.count
      let isFree = panel.zeta > 0
      columns = isFree ? r - 1 : r
      // The reflection that takes b to ±e₁, after which the other coordinates are those of its complement.
      var normal = direction
      normal[0] += direction[0] < 0 ? -1 : 1
      let half = 0.5 * normal.reduce(0) { $0 + $1 * $1 }
      let complement = { (vector: [Double]) -> ArraySlice<Double> in
        let share = zip(vector, normal).reduce(0) { $0 + $1.0 * $1.1 } / half
        return zip(vector, normal).map { $0 - share * $1 }[1...]
      }
      for i in panel.lambdaTs.indices {
        let teacher = (0..<r).map { $0 < path.rank ? path.coefficients[i * path.rank + $0] : 0 }
        var offset = teacher
        offset[0] -= path.norm
        errors.append(panel.sigma * panel.sigma + offset.reduce(0) { $0 + $1 * $1 })
        offsetsAlong.append(zip(offset, direction).reduce(0) { $0 + $1.0 * $1.1 })
        teachers += isFree ? complement(teacher) : teacher[...]
        offsets += isFree ? complement(offset) : offset[...]
      }
    }

    /// C⁻¹c of each vector c.
    func solved(_ vectors: [Double], _ factor: [Double]) -> [Double] {
      var solved = vectors
      let m = Int32(columns)
      cblas_dtrsm(
        CblasRowMajor, CblasRight, CblasUpper, CblasTrans, CblasNonUnit, Int32(vectors.count / columns), m, 1, factor,
        m, &solved, m)
      return solved
    }
  }
}
