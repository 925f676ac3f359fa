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
  /// s, and 1/s.
  let root: Number, perRoot: Number
  /// 1/(1 − γv²).
  let perResidual: Number
}

extension RidgeNumbers where Number == Double {
  init(_ fit: RidgeLimit) {
    self.init(
      lambda: fit.lambda, gamma: fit.gamma, retained: fit.retained, lost: fit.lost, free: fit.free,
      residualFactor: fit.residualFactor, root: fit.root, perRoot: 1 / fit.root, perResidual: 1 / fit.residualFactor)
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

  @inline(__always) init(_ fit: RidgeNumbers<Number>) {
    self.fit = fit
    (v, u, f, r, gamma) = (fit.retained, fit.lost, fit.free, fit.residualFactor, fit.gamma)
    perR = fit.perResidual
  }

  /// 1/R⁵.
  @inline(__always) private var perR5: Number { perR * perR * (perR * perR) * perR }
  /// γu².
  @inline(__always) private var unseen: Number { gamma * u * u }

  /// ⟨w²⟩.
  @inline(__always) var w2: Number { v * v * (r + unseen) * perR }
  /// ⟨w³⟩.
  @inline(__always) var w3: Number { v * v * v + 3 * (v * variance) + third }
  /// ⟨w⁴⟩.
  @inline(__always) var w4: Number {
    let v2 = v * v
    return v2 * v2 + 6 * (v2 * variance) + 4 * (v * third) + variance * variance + squaresVariance
  }
  /// ⟨(1−w)²⟩.
  @inline(__always) var lost2: Number { u * u * perR }
  /// ⟨(1−w)²w⟩.
  @inline(__always) var lost2w: Number { (u * f) * (u * f) * v * (perR * perR * perR) }
  /// ⟨(1−w)wp⟩.
  @inline(__always) var lostwp: Number { u * f * v * v * (perR * perR * perR) }
  /// ⟨(1−w)⁴⟩.
  @inline(__always) var lost4: Number {
    let u2 = u * u
    return u2 * u2 + 6 * (u2 * variance) - 4 * (u * third) + variance * variance + squaresVariance
  }
  /// ⟨w²p⟩.
  @inline(__always) var w2p: Number { v * v * v * (r * f + unseen) * (perR * perR * perR) }
  /// ⟨w³p⟩.
  @inline(__always) var w3p: Number {
    let middle = r * f + unseen
    return v * v * (v * v) * (middle * middle + gamma * ((u * f) * (u * f))) * perR5
  }
  /// ⟨(1−w)²wp⟩.
  @inline(__always) var lost2wp: Number { (u * f * v) * (u * f * v) * (1 + gamma * (v * v)) * perR5 }
  /// ⟨w²p²⟩.
  @inline(__always) var w2p2: Number { v * v * (v * v) * (f * f + unseen) * perR5 }

  /// Var w = ⟨(w−v)²⟩, which is that of the lost share 1−w too.
  @inline(__always) var variance: Number { gamma * ((v * u) * (v * u)) * perR }
  /// ⟨(w−v)³⟩.
  @inline(__always) var third: Number {
    let spread = gamma * (v * u) * perR
    return spread * spread * (v * u) * (u - 2 * (v * r)) * perR
  }
  /// Var (w−v)² = ⟨(w−v)⁴⟩ − (Var w)².
  @inline(__always) var squaresVariance: Number {
    variance * variance * (2 * unseen + r * ((1 - gamma) + 4 * (f - r * r))) * (perR * perR * perR)
  }

  // What is of order 1/d is a mean over the edges a and b of the law less one over the arcsine law between them
  // [Bai & Silverstein 2004, for real Gaussian data]. With A = (λ+a)^−½ and B = (λ+b)^−½ such are (A − B)² = 4γv/s² and
  // A² + AB + B² = (2(1+γ+λ) + s)/s² times what is simple.

  /// What d·(E − limit) is of ⟨1−w⟩ and ⟨(1−w)²⟩: λ(A − B)²/4, and that times λ(A² + AB + B²).
  @inline(__always) var lostBias: (first: Number, second: Number) {
    let first = fit.lambda * edges
    return (first, first * edgeSquares)
  }

  /// What d·(E − limit) is of ⟨wp⟩.
  @inline(__always) var noiseBias: Number { edges * (1 - edgeSquares) }

  /// (A − B)²/4.
  @inline(__always) private var edges: Number { gamma * v * (fit.perRoot * fit.perRoot) }

  /// λ(A² + AB + B²).
  @inline(__always) private var edgeSquares: Number {
    fit.lambda * fit.perRoot * ((2 * (1 + gamma + fit.lambda) + fit.root) * fit.perRoot)
  }
}

extension FilterMoments where Number == Double {
  /// - Precondition: λ > 0, or γ ≠ 1: at the interpolation peak there are none.
  init(_ fit: RidgeLimit) {
    precondition(fit.residualFactor > 0, "the interpolation peak has no moments")
    self.init(RidgeNumbers(fit))
  }
}
