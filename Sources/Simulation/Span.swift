import COpenBLAS
import Sampling

/// An orthonormal basis that grows by what is new in the vectors it is shown: block Gram–Schmidt, the largest remainder
/// first, each new vector orthogonalised again. Its first vector is e₁.
struct Span {
  /// Number of basis vectors.
  private(set) var rank = 1
  private let storage: Scratch
  private let length: Int
  private static let width = 8

  /// The span of e₁ in `length` dimensions, kept in `storage`.
  init(storage: Scratch, length: Int) {
    self.storage = storage
    self.length = length
    let first = storage.reserve(length)
    first.update(repeating: 0, count: length)
    first[0] = 1
  }

  /// The coefficients of eight vectors, given as `length` rows of eight and destroyed; the basis is extended until
  /// what remains of each is shorter than `tolerance` of it. Coefficients on vectors added later are 0.
  mutating func absorb(_ block: UnsafeMutablePointer<Double>, tolerance: Double) -> [[Double]] {
    let (w, m) = (Self.width, Int32(length))
    let original = squaredLengths(block)
    var projected = [Double](repeating: 0, count: rank * w)
    projected.withUnsafeMutableBufferPointer { c in
      cblas_dgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(rank), Int32(w), m, 1, storage.base, m, block, Int32(w), 0,
        c.baseAddress, Int32(w))
      cblas_dgemm(
        CblasRowMajor, CblasTrans, CblasNoTrans, m, Int32(w), Int32(rank), -1, storage.base, m, c.baseAddress,
        Int32(w), 1, block, Int32(w))
    }
    var coefficients = (0..<w).map { lane in (0..<rank).map { projected[$0 * w + lane] } }
    while rank < length {
      let remainder = squaredLengths(block)
      let worst = (0..<w).max { remainder[$0] * original[$1] < remainder[$1] * original[$0] } ?? 0
      guard remainder[worst] > tolerance * tolerance * original[worst] else { break }
      let added = append(block + worst)
      var inner = [Double](repeating: 0, count: w)
      cblas_dgemv(CblasRowMajor, CblasTrans, m, Int32(w), 1, block, Int32(w), added, 1, 0, &inner, 1)
      cblas_dger(CblasRowMajor, m, Int32(w), -1, added, 1, inner, 1, block, Int32(w))
      for lane in 0..<w { coefficients[lane].append(inner[lane]) }
    }
    return coefficients
  }

  /// Adds the direction of a vector given with stride 8.
  private mutating func append(_ vector: UnsafeMutablePointer<Double>) -> UnsafeMutablePointer<Double> {
    let m = Int32(length)
    // Room for eight vectors at a time: a path seldom needs more than two such steps.
    let base = storage.reserve((rank / Self.width + 1) * Self.width * length, keeping: rank * length)
    let added = base + rank * length
    cblas_dcopy(m, vector, Int32(Self.width), added, 1)
    var overlap = [Double](repeating: 0, count: rank)
    for _ in 0..<2 {
      cblas_dscal(m, 1 / cblas_dnrm2(m, added, 1), added, 1)
      cblas_dgemv(CblasRowMajor, CblasNoTrans, Int32(rank), m, 1, base, m, added, 1, 0, &overlap, 1)
      cblas_dgemv(CblasRowMajor, CblasTrans, Int32(rank), m, -1, base, m, overlap, 1, 1, added, 1)
    }
    cblas_dscal(m, 1 / cblas_dnrm2(m, added, 1), added, 1)
    rank += 1
    return added
  }

  private func squaredLengths(_ block: UnsafeMutablePointer<Double>) -> [Double] {
    var sums = SIMD8<Double>(repeating: 0)
    for row in 0..<length {
      let lane = UnsafeRawPointer(block + row * Self.width).loadUnaligned(as: SIMD8<Double>.self)
      sums += lane * lane
    }
    return (0..<Self.width).map { sums[$0] }
  }
}
