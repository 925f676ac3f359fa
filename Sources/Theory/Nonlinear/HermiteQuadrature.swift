// Gaussian expectations by Gauss–Hermite quadrature. Goals, in order: full double precision for analytic functions whose
// poles are no closer than π/2 to the real axis (tanh's); nodes made here, once, from nothing; few lines.
//
// The nodes are the zeros of the Hermite polynomial of degree N, eigenvalues of the Jacobi matrix with zero diagonal and
// off-diagonal √1 … √(N−1) [Golub & Welsch 1969]. They are bracketed by its Sturm sequence and polished by Newton's
// method; the weight of a node x is 1 / (N h_{N−1}(x)²) with the orthonormal polynomials h_k = He_k / √k!.
//
// The error for tanh falls as exp(−π/√2 · √(2N)): 160 nodes are enough, 200 are used.

import RealModule

/// A Gauss–Hermite rule for z ~ N(0, 1).
public struct HermiteQuadrature: Sendable {
  /// The nodes, ascending.
  public let nodes: [Double]
  /// Their weights, which sum to 1.
  public let weights: [Double]

  /// The rule of 200 nodes that ``GaussianFunction/hermiteCoefficient(_:)`` uses.
  public static let standard = HermiteQuadrature(count: 200)

  /// The rule of `count` nodes, 1 to 300, which is exact for polynomials of degree 2 · `count` − 1.
  public init(count: Int) {
    let count = min(max(count, 1), 300)
    var positive: [Double] = []
    // Zeros are symmetric; those above 0 are found in descending order.
    for index in 0..<(count / 2) { positive.append(Self.zero(index, of: count)) }
    let middle = count % 2 == 0 ? [] : [0.0]
    nodes = positive.map { -$0 } + middle + positive.reversed()
    weights = nodes.map { x in
      let last = Self.orthonormal(x, through: count)[count - 1]
      return 1 / (Double(count) * last * last)
    }
  }

  /// E f(z) for z ~ N(0, 1).
  public func expectation(_ f: (Double) -> Double) -> Double {
    var sum = 0.0
    for (x, w) in zip(nodes, weights) { sum += w * f(x) }
    return sum
  }

  /// The zero of He_`degree` that has `index` zeros above it.
  private static func zero(_ index: Int, of degree: Int) -> Double {
    var (low, high) = (0.0, 2 * Double(degree).squareRoot())
    for _ in 0..<40 {
      let x = 0.5 * (low + high)
      if zerosAbove(x, of: degree) > index { low = x } else { high = x }
    }
    var x = 0.5 * (low + high)
    for _ in 0..<3 {
      let h = Self.orthonormal(x, through: degree)
      x -= h[degree] / (Double(degree).squareRoot() * h[degree - 1])  // h_N' = √N h_{N−1}
    }
    return x
  }

  /// How many zeros exceed `x`: the positive terms of the Sturm sequence of the Jacobi matrix less x.
  private static func zerosAbove(_ x: Double, of degree: Int) -> Int {
    var pivot = -x
    var count = pivot > 0 ? 1 : 0
    for k in 1..<degree {
      pivot = -x - Double(k) / (pivot == 0 ? 1e-300 : pivot)
      if pivot > 0 { count += 1 }
    }
    return count
  }

  /// The orthonormal Hermite polynomials h_0(x) … h_n(x), h_k = He_k / √k!, by their three-term recurrence.
  public static func orthonormal(_ x: Double, through n: Int) -> [Double] {
    var h = [1.0]
    h.reserveCapacity(n + 1)
    for k in 0..<n {
      let before = k > 0 ? Double(k).squareRoot() * h[k - 1] : 0
      h.append((x * h[k] - before) / Double(k + 1).squareRoot())
    }
    return h
  }
}
