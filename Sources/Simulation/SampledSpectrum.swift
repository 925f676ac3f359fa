// One sampled spectrum, in time linear in the dimension and without an eigenvalue: Sturm's theorem counts them between
// any two edges, which is all that a histogram needs.

import Sampling

/// The eigenvalues of one sample covariance Σ̂ = XᵀX/n of an n × d Gaussian matrix, drawn as the tridiagonal matrix
/// BᵀB/n that has the same law [Dumitriu–Edelman 2002]: B is bidiagonal, with χ-distributed entries.
public struct SampledSpectrum: Sendable {
  /// Dimension d ≥ 1.
  public let dimension: Int
  /// Samples n ≥ 1.
  public let samples: Int
  /// Eigenvalues that are 0 whatever was drawn, apart from those of the tridiagonal matrix.
  private let padding: Int
  private let diagonal: [Double]
  private let squaredOffDiagonal: [Double]

  /// The spectrum that a seed gives, for aspect ratio γ = d/n and dimension d: n = d/γ, rounded, from 1 to 10¹². Each
  /// entry has its own stream, so that the spectrum moves smoothly with γ.
  /// - Precondition: γ > 0 and d ≥ 1.
  public init(gamma: Double, dimension d: Int = 500, seed: UInt64 = 1) {
    let n = max(1, Int(min(1e12, (Double(d) / gamma).rounded())))
    dimension = d
    samples = n
    let (k, m) = (min(n, d), min(d, n + 1))
    padding = d - m
    func chiSquared(_ degrees: Int, _ entry: Int) -> Double {
      var stream = Generator(seed: seed, panel: UInt64(entry))
      return stream.chiSquared(degrees) / Double(n)
    }
    let alphas = (1...k).map { chiSquared(n - $0 + 1, 2 * $0) }
    let betas = (1..<max(m, 1)).map { chiSquared(d - $0, 2 * $0 + 1) }
    diagonal = (0..<m).map { (($0 < k) ? alphas[$0] : 0) + ($0 > 0 ? betas[$0 - 1] : 0) }
    squaredOffDiagonal = (0..<max(0, m - 1)).map { alphas[$0] * betas[$0] }
  }

  /// The number of eigenvalues below `s` > 0: that of negative pivots of Σ̂ − s [Sturm].
  public func count(below s: Double) -> Int {
    var negative = 0
    var pivot = 1.0
    for i in diagonal.indices {
      pivot = diagonal[i] - s - (i > 0 ? squaredOffDiagonal[i - 1] / pivot : 0)
      if pivot == 0 { pivot = -.leastNormalMagnitude }
      if pivot < 0 { negative += 1 }
    }
    return negative + padding
  }

  /// The share of the eigenvalues that are 0 but for rounding, in [0, 1].
  public var zeroShare: Double { Double(count(below: 1e-10)) / Double(dimension) }

  /// The density of the non-zero eigenvalues over bins between ascending edges, as a share of all eigenvalues per unit:
  /// one value fewer than there are edges.
  public func histogram(edges: [Double]) -> [Double] {
    let counts = edges.map { count(below: max($0, 1e-10)) }
    return zip(zip(counts, counts.dropFirst()), zip(edges, edges.dropFirst())).map { counts, edges in
      Double(counts.1 - counts.0) / Double(dimension) / (edges.1 - edges.0)
    }
  }

  /// d⁻¹ Tr Σ̂(Σ̂+λ)⁻¹ of the sample, in [0, 1], from the pivots of Σ̂ + λ and their derivatives in λ ≥ 0. Its limit is
  /// the retained fraction v of Theory's `RidgeLimit`.
  public func retained(lambda: Double) -> Double {
    guard lambda > 0 else { return 1 - zeroShare }
    var (trace, pivot, slope) = (0.0, 1.0, 0.0)
    for i in diagonal.indices {
      let ratio = i > 0 ? squaredOffDiagonal[i - 1] / pivot : 0
      (pivot, slope) = (diagonal[i] + lambda - ratio, 1 + (i > 0 ? ratio / pivot * slope : 0))
      trace += slope / pivot
    }
    return (Double(diagonal.count) - lambda * trace) / Double(dimension)
  }
}
