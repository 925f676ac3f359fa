// Two numbers describe a teacher: its alignment S = ⟨β̂t, β⋆⟩ and its power T = ‖β̂t‖². A learned direction of quality ζ
// acts as if it had been removed from the teacher: S̃ = (1−ζ²)S, T̃ = T − ζ²S². All forms are sums of non-negative
// terms, save the one difference that carries the theorem: T̃ − S̃.
//
//     S = v        V = T − S² = γv (u² + σ²) / s        L_t = (u² + σ²) / (1 − γv²)        T − S = v (λ⋆ − λ) / s
//
// T̃ − S̃ = v(γσ²/s + u(w − k)) with w = γu/s, 1 − w = λ/(su), k = 1 − ζ²: w − k is taken from w and k, or as
// ζ² − (1 − w), whichever pair is smaller.

/// The limit of the teacher, as a student with a learned direction of quality ζ sees it.
public struct TeacherLimit: Sendable, Hashable {
  /// The teacher's ridge fit at (λt, γt).
  public let fit: RidgeLimit
  /// Label-noise standard deviation σε.
  public let sigma: Double
  /// Quality ζ of the student's learned direction.
  public let zeta: Double
  /// V = T − S² ≥ 0: the part of the teacher's power that is orthogonal to β⋆; `+∞` at the interpolation peak with noise.
  public let variance: Double
  /// T̃ = T − ζ²S² ≥ 0: the power left when the learned direction is removed.
  public let effectivePower: Double
  /// T̃ − S̃ with S̃ = (1−ζ²)S: positive iff some student penalty of a student with γs < 1 improves on the teacher.
  public let excess: Double

  /// The limit at penalty `lambda`, aspect ratio `gamma`, noise `sigma`, seen by a student of quality `zeta`.
  public init(lambda: Double, gamma: Double, sigma: Double, zeta: Double = 0) {
    let fit = RidgeLimit(lambda: lambda, gamma: gamma)
    self.fit = fit
    self.sigma = sigma
    self.zeta = zeta
    let (v, u, s) = (fit.retained, fit.lost, fit.root)
    let noise = sigma * sigma
    if v == 0 {
      variance = 0
      effectivePower = 0
      excess = 0
    } else if s == 0 {  // the interpolation peak: finite only without noise
      variance = noise == 0 ? 0 : .infinity
      effectivePower = (1 - zeta) * (1 + zeta) + variance
      excess = variance
    } else {
      variance = gamma * v / s * (u * u + noise)
      effectivePower = (1 - zeta) * (1 + zeta) * v * v + variance
      let k = (1 - zeta) * (1 + zeta)
      excess =
        lambda + zeta * zeta * u * s <= gamma * u * u + k * u * s
        ? v * ((noise * gamma - lambda) / s + zeta * zeta * u) : variance - k * u * v
    }
  }

  /// The teacher of a regime.
  public init(_ regime: Regime) {
    self.init(lambda: regime.lambdaT, gamma: regime.gammaT, sigma: regime.sigma, zeta: regime.zeta)
  }

  /// S = lim ⟨β̂t, β⋆⟩ = v_t.
  public var alignment: Double { fit.retained }

  /// T = lim ‖β̂t‖².
  public var power: Double { alignment * alignment + variance }

  /// S̃ = (1−ζ²)S: the alignment left when the learned direction is removed.
  public var effectiveAlignment: Double { (1 - zeta) * (1 + zeta) * alignment }

  /// The teacher's limiting test error L_t [paper, Prop 3]; `+∞` at the interpolation peak with noise.
  public var error: Double {
    if fit.root == 0 { return sigma == 0 ? 0 : .infinity }
    return (fit.lost * fit.lost + sigma * sigma) / fit.residualFactor
  }

  /// ρ = 2(T̃ − S̃)/T̃ ≤ 2: everything about the teacher, the noise and ζ. The student wins exactly when r(v_s) < ρ.
  public var rho: Double {
    if effectivePower == .infinity { return 2 }
    return effectivePower == 0 ? 0 : 2 * excess / effectivePower
  }

  /// 1 − ρ = (2S̃ − T̃)/T̃, free of the cancellation of computing it from ρ.
  public var oneMinusRho: Double {
    if effectivePower == .infinity { return -1 }
    if effectivePower == 0 { return 1 }
    return (effectiveAlignment * (1 + fit.lost) - variance) / effectivePower
  }

  /// −ρ/(2−ρ) = (S̃ − T̃)/S̃, the level that H₁ must exceed for the student to gain, and at ζ = 0 the left side c of the
  /// conditions [paper, eqs (5) and (11)]: in (−∞, 1], free of cancellation as ρ → 2. −∞ where ρ = 2.
  public var h1Level: Double {
    if effectivePower == 0 { return 0 }
    if effectivePower == .infinity || effectiveAlignment == 0 { return -.infinity }
    return -excess / effectiveAlignment
  }
}
