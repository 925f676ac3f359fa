// The law of the teacher's ridge path, in the Krylov basis of its data that starts at β⋆.
//
// A Gaussian n × d matrix, bidiagonalised from a start vector it does not depend on [Golub & Kahan 1965], is X = U B Vᵀ
// with V's first column the start vector, the rest of V uniform, and B upper bidiagonal with independent entries
//
//     α_i ~ χ(n−i+1), i = 1 … k,    β_i ~ χ(d−i), i = 1 … m−1,    k = min(n, d),  m = min(d, n+1)
//
// [Silverstein 1985; Dumitriu & Edelman 2002]. With β⋆ = ‖β⋆‖e₁, d‖β⋆‖² ~ χ²(d), everything divided by √n, and
// g ~ N(0, σ²/n) of length k, the fit is
//
//     β̂t(λ) = Bᵀ (BBᵀ + λ)⁻¹ (‖β⋆‖ B e₁ + g)
//
// which is the fit of least norm at λ = 0. The k × k tridiagonal matrix is eliminated by the stationary qd recurrence
// [Fernando & Parlett 1994]: sums of non-negative terms, so pivots are right to a few units for every λ ≥ 0.
//
// Only the Gram matrix of the path matters to what follows, and a path has a small numerical rank: the vectors are
// orthogonalised as they come, eight at a time, and one that is within `tolerance` of the span adds nothing to it.
// The law depends on the Gram matrix alone, so what is dropped changes it by the square: rounding.

import COpenBLAS
import Sampling

/// One draw of the teacher's path, as coefficients in an orthonormal basis whose first vector is β⋆/‖β⋆‖.
struct TeacherPath {
  /// ‖β⋆‖.
  let norm: Double
  /// r, the dimension of the span of β⋆ and the path.
  let rank: Int
  /// r coefficients for each penalty, in the order of the penalties.
  let coefficients: [Double]
}

/// Draws teacher paths.
final class TeacherSampler {
  /// Length below which a direction is dropped, relative to the vector it belongs to.
  static let tolerance = 1e-8
  private static let width = 8
  private typealias Lane = SIMD8<Double>

  private let bands = Scratch()
  private let lanes = Scratch()
  private let multipliers = Scratch()
  private let basis = Scratch()

  /// Draws B and the noise, then every λt of the panel.
  /// - Parameters:
  ///   - shift: added to every χ's degrees of freedom; anything but 0 is wrong, as a test has to see.
  ///   - stopped: asked between penalties.
  /// - Returns: nil when stopped.
  func draw(_ panel: Panel, from stream: Generator, shift: Int = 0, stopped: () -> Bool) -> TeacherPath? {
    var generator = stream
    let norm = (generator.chiSquared(panel.sizes.dimension) / Double(panel.sizes.dimension)).squareRoot()
    let (k, m) = drawData(
      samples: panel.sizes.teacherSamples, dimension: panel.sizes.dimension, norm: norm, noise: panel.sigma,
      from: &generator, shift: shift)

    var span = Span(storage: basis, length: m)
    var coefficients = [[Double]](repeating: [], count: panel.lambdaTs.count)
    let order = Self.spread(panel.lambdaTs)
    for start in stride(from: 0, to: order.count, by: Self.width) {
      if stopped() { return nil }
      let chosen = order[start..<min(start + Self.width, order.count)]
      var lambda = Lane(repeating: panel.lambdaTs[order[order.count - 1]])
      for (lane, index) in chosen.enumerated() { lambda[lane] = panel.lambdaTs[index] }
      let block = lanes.reserve(m * Self.width)
      solve(lambda, rows: k, columns: m, into: block)
      let found = span.absorb(block, tolerance: Self.tolerance)
      for (lane, index) in chosen.enumerated() { coefficients[index] = found[lane] }
    }
    let rank = span.rank
    return TeacherPath(
      norm: norm, rank: rank,
      coefficients: coefficients.flatMap { $0 + Array(repeating: 0, count: rank - $0.count) })
  }

  /// One fit to labels that are those of a vector of length `norm`, and noise of its own: its coefficient along that vector,
  /// and the length of the rest of it, whose direction is uniform among those orthogonal to the vector.
  /// - Parameter lambda: ≥ 0; at `+∞` the fit is 0.
  func fit(
    _ lambda: Double, norm: Double, noise: Double, samples: Int, dimension: Int, from generator: inout Generator
  ) -> (along: Double, across: Double) {
    let (k, m) = drawData(
      samples: samples, dimension: dimension, norm: norm, noise: noise, from: &generator, shift: 0)
    guard lambda < .infinity else { return (0, 0) }
    let block = lanes.reserve(m * Self.width)
    solve(Lane(repeating: lambda), rows: k, columns: m, into: block)
    var across = 0.0
    for row in 1..<max(1, m) { across += block[row * Self.width] * block[row * Self.width] }
    return (block[0], across.squareRoot())
  }

  /// Draws B, and its image of the vector with the noise.
  /// - Returns: k and m, the rows and columns of B.
  private func drawData(
    samples n: Int, dimension d: Int, norm: Double, noise: Double, from generator: inout Generator, shift: Int
  ) -> (Int, Int) {
    let (k, m) = (min(n, d), min(d, n + 1))
    let alpha = bands.reserve(3 * m)
    let (beta, target) = (alpha + m, alpha + 2 * m)
    let scale = 1 / Double(n).squareRoot()
    for i in 0..<k {
      alpha[i] = scale * generator.chi(n - i + shift)
      target[i] = noise * scale * generator.gaussian()
    }
    for i in 0..<(m - 1) { beta[i] = scale * generator.chi(d - 1 - i + shift) }
    target[0] += alpha[0] * norm
    return (k, m)
  }

  /// The fits of eight penalties: `columns` rows of eight.
  private func solve(_ lambda: Lane, rows k: Int, columns m: Int, into block: UnsafeMutablePointer<Double>) {
    let alpha = bands.base
    let (beta, target) = (UnsafePointer(alpha + m), UnsafePointer(alpha + 2 * m))
    let factors = multipliers.reserve(k * Self.width)
    var carried = lambda + alpha[0] * alpha[0]
    var forward = Lane(repeating: 0)
    var multiplier = Lane(repeating: 0)
    for i in 0..<k {
      let b = i < m - 1 ? beta[i] : 0
      let inverse = 1 / (carried + b * b)
      forward = target[i] - multiplier * forward
      store(forward * inverse, block, i)
      guard i + 1 < k else { break }
      let a = alpha[i + 1]
      multiplier = (a * b) * inverse
      store(multiplier, factors, i)
      carried = lambda + (a * a) * (carried * inverse)
    }
    var last = load(block, k - 1)
    if m > k { store(beta[k - 1] * last, block, k) }
    for i in stride(from: k - 2, through: 0, by: -1) {
      let current = load(block, i) - load(factors, i) * last
      store(alpha[i + 1] * last + beta[i] * current, block, i + 1)
      last = current
    }
    store(alpha[0] * last, block, 0)
  }

  @inline(__always)
  private func load(_ base: UnsafeMutablePointer<Double>, _ row: Int) -> Lane {
    UnsafeRawPointer(base + row * Self.width).loadUnaligned(as: Lane.self)
  }

  @inline(__always)
  private func store(_ value: Lane, _ base: UnsafeMutablePointer<Double>, _ row: Int) {
    UnsafeMutableRawPointer(base + row * Self.width).storeBytes(of: value, as: Lane.self)
  }

  /// Indices of the penalties, so ordered that the first few are spread over the whole range: sorted, then taken by
  /// the bit-reversed counter.
  static func spread(_ lambdas: [Double]) -> [Int] {
    let sorted = lambdas.indices.sorted { (lambdas[$0], $0) < (lambdas[$1], $1) }
    let bits = Int.bitWidth - max(0, lambdas.count - 1).leadingZeroBitCount
    return (0..<(1 << bits)).compactMap { counter in
      var reversed = 0
      for bit in 0..<bits where counter & (1 << bit) != 0 { reversed |= 1 << (bits - 1 - bit) }
      return reversed < sorted.count ? sorted[reversed] : nil
    }
  }
}
