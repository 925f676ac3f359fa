// One sampled spectrum, in time linear in the dimension and without an eigenvalue: Sturm's theorem counts them between
// any two edges, which is all that a histogram needs.

import RealModule
import Theory

/// The eigenvalues of one sample covariance Σ̂ = XᵀX/n of an n × d Gaussian matrix, drawn as the tridiagonal matrix
/// BᵀB/n that has the same law [Dumitriu–Edelman 2002]: B is bidiagonal, with χ-distributed entries.
struct SampledSpectrum {
  /// Dimension d.
  let dimension: Int
  /// Samples n.
  let samples: Int
  /// Eigenvalues that are 0 whatever was drawn, apart from those of the tridiagonal matrix.
  private let padding: Int
  private let diagonal: [Double]
  private let squaredOffDiagonal: [Double]

  /// The spectrum that a seed gives, for aspect ratio `gamma` and dimension `dimension`. Each entry has its own stream,
  /// so that the spectrum moves smoothly with γ.
  init(gamma: Double, dimension d: Int = 500, seed: UInt64 = 1) {
    let n = max(1, Int((Double(d) / gamma).rounded()))
    dimension = d
    samples = n
    let (k, m) = (min(n, d), min(d, n + 1))
    padding = d - m
    let stream = { (index: Int) in seed &* 0x2545_F491_4F6C_DD1D &+ UInt64(index) }
    let alphas = (1...k).map { chiSquared(Double(n - $0 + 1), stream: stream(2 * $0)) / Double(n) }
    let betas = (1..<max(m, 1)).map { chiSquared(Double(d - $0), stream: stream(2 * $0 + 1)) / Double(n) }
    diagonal = (0..<m).map { (($0 < k) ? alphas[$0] : 0) + ($0 > 0 ? betas[$0 - 1] : 0) }
    squaredOffDiagonal = (0..<max(0, m - 1)).map { alphas[$0] * betas[$0] }
  }

  /// The number of eigenvalues below `s` > 0: that of negative pivots of Σ̂ − s [Sturm].
  func count(below s: Double) -> Int {
    var negative = 0
    var pivot = 1.0
    for i in diagonal.indices {
      pivot = diagonal[i] - s - (i > 0 ? squaredOffDiagonal[i - 1] / pivot : 0)
      if pivot == 0 { pivot = -.leastNormalMagnitude }
      if pivot < 0 { negative += 1 }
    }
    return negative + padding
  }

  /// The share of the eigenvalues that are 0 but for rounding.
  var zeroShare: Double { Double(count(below: 1e-10)) / Double(dimension) }

  /// The density of the non-zero eigenvalues over bins between ascending edges, as a share of all of them per unit.
  func histogram(edges: [Double]) -> [Double] {
    let counts = edges.map { count(below: max($0, 1e-10)) }
    return zip(zip(counts, counts.dropFirst()), zip(edges, edges.dropFirst())).map { counts, edges in
      Double(counts.1 - counts.0) / Double(dimension) / (edges.1 - edges.0)
    }
  }

  /// d⁻¹ Tr Σ̂(Σ̂+λ)⁻¹ of the sample, from the pivots of Σ̂ + λ and their derivatives in λ.
  func retained(lambda: Double) -> Double {
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

/// A χ² variate of so many degrees of freedom ≥ 1, from a stream of its own [Marsaglia–Tsang 2000].
private func chiSquared(_ freedom: Double, stream: UInt64) -> Double {
  var state = stream
  func uniform() -> Double {  // SplitMix64 [Steele, Lea & Flood 2014]
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return (Double((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53
  }
  // Below shape 1 a variate of shape + 1 is shrunk by a power of a uniform one.
  let shape = 0.5 * freedom
  let boost = shape < 1 ? Double.pow(uniform(), 1 / shape) : 1
  let d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3
  let c = 1 / (9 * d).squareRoot()
  while true {
    let normal = (-2 * Double.log(uniform())).squareRoot() * Double.cos(2 * .pi * uniform())
    let v = 1 + c * normal
    guard v > 0 else { continue }
    let cube = v * v * v
    if Double.log(uniform()) < 0.5 * normal * normal + d - d * cube + d * Double.log(cube) {
      return 2 * d * cube * boost
    }
  }
}
