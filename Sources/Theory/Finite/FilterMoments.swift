// Moments of a ridge fit's filter over the Marchenko–Pastur law, from which all that is of order 1/d follows.
//
// Along λ, dv/dλ = −v/s and ds/dλ = (1+γ+λ)/s, so every moment of w = x/(x+λ) and p = 1/(x+λ) is rational in v and γ.
// Written with u = 1−v, f = 1−γv and R = 1−γv² = u + vf they are sums of non-negative terms, but for two central moments
// of w that have a sign.

import RealModule

/// The limit of one ridge fit, or of several side by side, away from the interpolation peak.
struct RidgeNumbers<Number: Quantity> {
  let lambda: Number, gamma: Number
  /// v, 1 − v, 1 − γv and 1 − γv², as of ``RidgeLimit``.
  let retained: Number, lost: Number, free: Number, residualFactor: Number
  /// s = √(λ+a) √(λ+b).
  let root: Number
  /// The edges a and b of the Marchenko–Pastur law, and their distance.
  let lower: Number, upper: Number, width: Number
  /// √(λ+a) and √(λ+b).
  let lowerRoot: Number, upperRoot: Number
}

extension RidgeNumbers where Number == Double {
  init(_ fit: RidgeLimit) {
    (lambda, gamma, root) = (fit.lambda, fit.gamma, fit.root)
    (retained, lost, free, residualFactor) = (fit.retained, fit.lost, fit.free, fit.residualFactor)
    let law = MarchenkoPastur(gamma: gamma)
    (lower, upper, width) = (law.lower, law.upper, 4 * gamma.squareRoot())
    (lowerRoot, upperRoot) = ((lambda + lower).squareRoot(), (lambda + upper).squareRoot())
  }
}

/// Moments over the ``MarchenkoPastur`` law of the filter w = x/(x+λ) that a ridge fit applies to a direction of
/// eigenvalue x, of the direction's share p = 1/(x+λ) of what the noise does, and what both are at finite d.
struct FilterMoments<Number: Quantity> {
  private let fit: RidgeNumbers<Number>

  private let v: Number
  private let u: Number
  private let f: Number
  private let r: Number
  private let gamma: Number
  /// 1/R.
  private let perR: Number

  init(_ fit: RidgeNumbers<Number>) {
    self.fit = fit
    (v, u, f, r, gamma) = (fit.retained, fit.lost, fit.free, fit.residualFactor, fit.gamma)
    perR = 1 / r
  }

  /// 1/R⁵.
  private var perR5: Number { perR * perR * (perR * perR) * perR }
  /// γu².
  private var unseen: Number { gamma * u * u }

  /// ⟨w²⟩.
  var w2: Number { v * v * (r + unseen) * perR }
  /// ⟨w³⟩.
  var w3: Number { v * v * v + 3 * (v * variance) + third }
  /// ⟨w⁴⟩.
  var w4: Number {
    let v2 = v * v
    return v2 * v2 + 6 * (v2 * variance) + 4 * (v * third) + variance * variance + squaresVariance
  }
  /// ⟨(1−w)²⟩.
  var lost2: Number { u * u * perR }
  /// ⟨(1−w)²w⟩.
  var lost2w: Number { (u * f) * (u * f) * v * (perR * perR * perR) }
  /// ⟨(1−w)wp⟩.
  var lostwp: Number { u * f * v * v * (perR * perR * perR) }
  /// ⟨(1−w)⁴⟩.
  var lost4: Number {
    let u2 = u * u
    return u2 * u2 + 6 * (u2 * variance) - 4 * (u * third) + variance * variance + squaresVariance
  }
  /// ⟨w²p⟩.
  var w2p: Number { v * v * v * (r * f + unseen) * (perR * perR * perR) }
  /// ⟨w³p⟩.
  var w3p: Number {
    let middle = r * f + unseen
    return v * v * (v * v) * (middle * middle + gamma * ((u * f) * (u * f))) * perR5
  }
  /// ⟨(1−w)²wp⟩.
  var lost2wp: Number { (u * f * v) * (u * f * v) * (1 + gamma * (v * v)) * perR5 }
  /// ⟨w²p²⟩.
  var w2p2: Number { v * v * (v * v) * (f * f + unseen) * perR5 }

  /// Var w = ⟨(w−v)²⟩, which is that of the lost share 1−w too.
  var variance: Number { gamma * ((v * u) * (v * u)) * perR }
  /// ⟨(w−v)³⟩.
  var third: Number {
    let spread = gamma * (v * u) * perR
    return spread * spread * (v * u) * (u - 2 * (v * r)) * perR
  }
  /// Var (w−v)² = ⟨(w−v)⁴⟩ − (Var w)².
  var squaresVariance: Number {
    variance * variance * (2 * unseen + r * ((1 - gamma) + 4 * (f - r * r))) * (perR * perR * perR)
  }

  /// What d·(E − limit) is of ⟨1−w⟩ and ⟨(1−w)²⟩ at finite d [Bai & Silverstein 2004, for real Gaussian data].
  var lostBias: (first: Number, second: Number) {
    let (a, b, difference) = edges
    let first = 0.25 * (fit.lambda * (difference * difference))
    return (first, first * (fit.lambda * (a * a + a * b + b * b)))
  }

  /// What d·(E − limit) is of ⟨wp⟩.
  var noiseBias: Number {
    let (a, b, difference) = edges
    return 0.25 * (difference * (fit.lower * (a * a * a) - fit.upper * (b * b * b)))
  }

  /// (λ+a)^−½ and (λ+b)^−½ of the edges of the law, and their difference, which is > 0.
  private var edges: (a: Number, b: Number, difference: Number) {
    let (a, b) = (1 / fit.lowerRoot, 1 / fit.upperRoot)
    return (a, b, fit.width * (a * b) / (fit.lowerRoot + fit.upperRoot))
  }
}

extension FilterMoments where Number == Double {
  /// - Precondition: λ > 0, or γ ≠ 1: at the interpolation peak there are none.
  init(_ fit: RidgeLimit) {
    precondition(fit.residualFactor > 0, "the interpolation peak has no moments")
    self.init(RidgeNumbers(fit))
  }
}
