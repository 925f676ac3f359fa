// Moments of a ridge fit's filter over the Marchenko–Pastur law, from which all that is of order 1/d follows.
//
// Along λ, dv/dλ = −v/s and ds/dλ = (1+γ+λ)/s, so every moment of w = x/(x+λ) and p = 1/(x+λ) is rational in v and γ.
// Written with u = 1−v, f = 1−γv and R = 1−γv² = u + vf they are sums of non-negative terms, but for two central moments
// of w that have a sign.

/// The limit of one ridge fit, or of several side by side, away from the interpolation peak.
struct RidgeNumbers<Number: Quantity> {
  let lambda: Number, gamma: Number
  /// v, 1 − v, 1 − γv and 1 − γv², as of ``RidgeLimit``.
  let retained: Number, lost: Number, free: Number, residualFactor: Number
  /// 1/s = v/(1 − γv²), and 1/(1 − γv²).
  let perRoot: Number, perResidual: Number
}

extension RidgeNumbers where Number == Double {
  init(_ fit: RidgeLimit) {
    self.init(
      lambda: fit.lambda, gamma: fit.gamma, retained: fit.retained, lost: fit.lost, free: fit.free,
      residualFactor: fit.residualFactor, perRoot: 1 / fit.root, perResidual: 1 / fit.residualFactor)
  }
}

/// Moments over the ``MarchenkoPastur`` law of the filter w = x/(x+λ) that a ridge fit applies to a direction of
/// eigenvalue x, of the direction's share p = 1/(x+λ) of what the noise does, and what both are at finite d.
struct FilterMoments<Number: Quantity> {
  private let fit: RidgeNumbers<Number>

  private let v: Number
  private let u: Number
  private let f: Number
  private let gamma: Number
  /// 1/R, and v/R = 1/s.
  private let perR: Number, y: Number

  @inline(__always) init(_ fit: RidgeNumbers<Number>) {
    self.fit = fit
    (v, u, f, gamma) = (fit.retained, fit.lost, fit.free, fit.gamma)
    (perR, y) = (fit.perResidual, fit.perRoot)
  }

  /// γu².
  @inline(__always) private var unseen: Number { gamma * (u * u) }
  /// f + γu²/R.
  @inline(__always) private var middle: Number { f + unseen * perR }
  /// u/R.
  @inline(__always) private var ratio: Number { u * perR }

  /// ⟨w²⟩.
  @inline(__always) var w2: Number { v * v * (1 + unseen * perR) }
  /// ⟨w³⟩.
  @inline(__always) var w3: Number { v * (v * v + 3 * variance) + third }
  /// ⟨w⁴⟩.
  @inline(__always) var w4: Number {
    v * v * (v * v + 6 * variance) + 4 * v * third + (variance * variance + squaresVariance)
  }
  /// ⟨(1−w)²⟩.
  @inline(__always) var lost2: Number { u * ratio }
  /// ⟨(1−w)²w⟩.
  @inline(__always) var lost2w: Number { y * (ratio * f) * (ratio * f) }
  /// ⟨(1−w)wp⟩.
  @inline(__always) var lostwp: Number { y * y * (ratio * f) }
  /// ⟨(1−w)⁴⟩.
  @inline(__always) var lost4: Number {
    u * u * (u * u + 6 * variance) - 4 * u * third + (variance * variance + squaresVariance)
  }
  /// ⟨w²p⟩.
  @inline(__always) var w2p: Number { v * (y * y) * middle }
  /// ⟨w³p⟩.
  @inline(__always) var w3p: Number {
    v * v * (y * y) * (perR * (middle * middle + gamma * ((ratio * f) * (ratio * f))))
  }
  /// ⟨(1−w)²wp⟩.
  @inline(__always) var lost2wp: Number { y * y * perR * ((ratio * f) * (ratio * f)) * (1 + gamma * (v * v)) }
  /// ⟨w²p²⟩.
  @inline(__always) var w2p2: Number { y * y * (y * y) * (perR * (f * f + unseen)) }

  /// Var w = ⟨(w−v)²⟩, which is that of the lost share 1−w too.
  @inline(__always) var variance: Number { spread * (v * u) }
  /// ⟨(w−v)³⟩.
  @inline(__always) var third: Number { spread * variance * (ratio - 2 * v) }
  /// Var (w−v)² = ⟨(w−v)⁴⟩ − (Var w)².
  @inline(__always) var squaresVariance: Number {
    let (share, r) = (variance * perR, fit.residualFactor)
    return share * share * (2 * (unseen * perR) + ((1 - gamma) + 4 * (f - r * r)))
  }
  /// γvu/R.
  @inline(__always) private var spread: Number { gamma * (y * u) }

  // What is of order 1/d is a mean over the edges a and b of the law less one over the arcsine law between them
  // [Bai & Silverstein 2004, for real Gaussian data]. With A = (λ+a)^−½ and B = (λ+b)^−½ such are (A − B)² = 4γv/s² and
  // A² + AB + B² = (2(1+γ+λ) + s)/s² = (4/R − 1)/s times what is simple.

  /// What d·(E − limit) is of ⟨1−w⟩ and ⟨(1−w)²⟩: λ(A − B)²/4, and that times λ(A² + AB + B²).
  @inline(__always) var lostBias: (first: Number, second: Number) {
    let first = fit.lambda * edges
    return (first, first * edgeSquares)
  }

  /// What d·(E − limit) is of ⟨wp⟩.
  @inline(__always) var noiseBias: Number { edges * (1 - edgeSquares) }

  /// (A − B)²/4.
  @inline(__always) private var edges: Number { gamma * v * (y * y) }

  /// λ(A² + AB + B²).
  @inline(__always) private var edgeSquares: Number { fit.lambda * y * (4 * perR - Number(1)) }
}

extension FilterMoments where Number == Double {
  /// - Precondition: λ > 0, or γ ≠ 1: at the interpolation peak there are none.
  init(_ fit: RidgeLimit) {
    precondition(fit.residualFactor > 0, "the interpolation peak has no moments")
    self.init(RidgeNumbers(fit))
  }
}
