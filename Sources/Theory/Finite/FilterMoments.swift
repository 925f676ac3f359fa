// Moments of a ridge fit's filter over the Marchenko–Pastur law, from which all that is of order 1/d follows.
//
// Along λ, dv/dλ = −v/s and ds/dλ = (1+γ+λ)/s, so every moment of w = x/(x+λ) and p = 1/(x+λ) is rational in v and γ.
// Written with u = 1−v, f = 1−γv and R = 1−γv² = u + vf they are sums of non-negative terms, but for two central moments
// of w that have a sign.

/// Moments over the ``MarchenkoPastur`` law of the filter w = x/(x+λ) that a ridge fit applies to a direction of
/// eigenvalue x, of the direction's share p = 1/(x+λ) of what the noise does, and what both are at finite d.
struct FilterMoments: Sendable {
  let fit: RidgeLimit

  private let v: Double
  private let u: Double
  private let f: Double
  private let r: Double
  private let gamma: Double

  /// - Precondition: λ > 0, or γ ≠ 1: at the interpolation peak there are none.
  init(_ fit: RidgeLimit) {
    self.fit = fit
    (v, u, f, r, gamma) = (fit.retained, fit.lost, fit.free, fit.residualFactor, fit.gamma)
    precondition(r > 0, "the interpolation peak has no moments")
  }

  /// ⟨w⟩ = v.
  var w: Double { v }
  /// ⟨w²⟩.
  var w2: Double { v * v * (r + gamma * u * u) / r }
  /// ⟨w³⟩.
  var w3: Double { v * v * v + 3 * v * variance + third }
  /// ⟨w⁴⟩.
  var w4: Double {
    v * v * v * v + 6 * v * v * variance + 4 * v * third + variance * variance + squaresVariance
  }
  /// ⟨(1−w)²⟩.
  var lost2: Double { u * u / r }
  /// ⟨(1−w)²w⟩.
  var lost2w: Double { (u * f) * (u * f) * v / (r * r * r) }
  /// ⟨(1−w)wp⟩.
  var lostwp: Double { u * f * v * v / (r * r * r) }
  /// ⟨(1−w)⁴⟩.
  var lost4: Double {
    u * u * u * u + 6 * u * u * variance - 4 * u * third + variance * variance + squaresVariance
  }
  /// ⟨wp⟩.
  var wp: Double { v * v / r }
  /// ⟨w²p⟩.
  var w2p: Double { v * v * v * (r * f + gamma * u * u) / (r * r * r) }
  /// ⟨w³p⟩.
  var w3p: Double {
    let middle = r * f + gamma * u * u
    return v * v * v * v * (middle * middle + gamma * (u * f) * (u * f)) / (r * r * r * r * r)
  }
  /// ⟨(1−w)²wp⟩.
  var lost2wp: Double { (u * f * v) * (u * f * v) * (1 + gamma * v * v) / (r * r * r * r * r) }
  /// ⟨w²p²⟩.
  var w2p2: Double { v * v * v * v * (f * f + gamma * u * u) / (r * r * r * r * r) }

  /// Var w = ⟨(w−v)²⟩, which is that of the lost share 1−w too.
  var variance: Double { gamma * (v * u) * (v * u) / r }
  /// ⟨(w−v)³⟩.
  var third: Double {
    let spread = gamma * v * u / r
    return spread * spread * v * u * (u - 2 * v * r) / r
  }
  /// Var (w−v)² = ⟨(w−v)⁴⟩ − (Var w)².
  var squaresVariance: Double {
    let spread = gamma * (v * u) * (v * u) / r
    return spread * spread * (2 * gamma * u * u + r * ((1 - gamma) + 4 * (f - r * r))) / (r * r * r)
  }

  /// What d·(E − limit) is of ⟨1−w⟩ and ⟨(1−w)²⟩ at finite d [Bai & Silverstein 2004, for real Gaussian data].
  var lostBias: (first: Double, second: Double) {
    let (a, b, difference) = edges
    return (
      0.25 * fit.lambda * difference * difference,
      0.25 * fit.lambda * fit.lambda * difference * (a * a * a - b * b * b)
    )
  }

  /// What d·(E − limit) is of ⟨wp⟩.
  var noiseBias: Double {
    let (a, b, difference) = edges
    let law = MarchenkoPastur(gamma: gamma)
    return 0.25 * difference * (law.lower * a * a * a - law.upper * b * b * b)
  }

  /// (λ+a)^−½ and (λ+b)^−½ of the edges of the law, and their difference, which is > 0.
  private var edges: (a: Double, b: Double, difference: Double) {
    let law = MarchenkoPastur(gamma: gamma)
    let (low, high) = ((fit.lambda + law.lower).squareRoot(), (fit.lambda + law.upper).squareRoot())
    return (1 / low, 1 / high, 4 * gamma.squareRoot() / (low * high * (low + high)))
  }
}
