// The paper's conditions as they are printed, kept apart from the correct statement in Phase.swift so that the two can
// be shown side by side, and what else is misprinted that has a value. Theorem 5 concerns Setting 1: ζ plays no part.

/// The paper's formulas as printed, where they are misprinted.
public enum Printed {
  /// c = (λt − σε²γt)/√((1+γt+λt)² − 4γt) [paper, eq (5)]; −∞ at a noisy teacher's interpolation peak.
  public static func contrast(_ regime: Regime) -> Double {
    let root = RidgeLimit(lambda: regime.lambdaT, gamma: regime.gammaT).root
    let difference = regime.lambdaT - regime.optimalLambdaT
    if root == .infinity { return 1 }
    return root == 0 ? (difference < 0 ? -.infinity : 0) : difference / root
  }

  /// Inequality (5) as printed: c > 1/(1 − 4γs − 4√(γs² − γs)), for γs ≥ 1; nil for γs < 1, where it has no value.
  ///
  /// Misprinted: the inequality is the wrong way round and the root the wrong one. Correct is c < 1/(1 − 4γs + 4√(…)).
  public static func conditionFive(contrast: Double, gammaS g: Double) -> Bool? {
    g < 1 ? nil : contrast > 1 / (1 - 4 * g - 4 * (g * g - g).squareRoot())
  }

  /// Inequality (13) of Appendix D as printed: c < 1/(1 − 4γs + √(γs(γs−1))); nil for γs < 1.
  ///
  /// Misprinted: a factor 4 before the root is lost.
  public static func conditionThirteen(contrast: Double, gammaS g: Double) -> Bool? {
    g < 1 ? nil : contrast < 1 / (1 - 4 * g + (g * (g - 1)).squareRoot())
  }

  /// What Theorem 5 as printed, with eq (5), says on whether any λs > 0 beats a teacher of contrast c; nil where it says
  /// nothing (γs = 1 with an under-regularised teacher, c < 0).
  public static func theoremFive(contrast: Double, gammaS: Double) -> Bool? {
    if contrast >= 0 { return false }
    if gammaS < 1 { return true }
    return gammaS == 1 ? nil : conditionFive(contrast: contrast, gammaS: gammaS)
  }

  /// What Theorem 5 as printed says of a regime's own λt, γt, γs and σε.
  public static func theoremFive(_ regime: Regime) -> Bool? {
    theoremFive(contrast: contrast(regime), gammaS: regime.gammaS)
  }

  /// Whether Theorem 5 as printed reaches the right answer in its own setting, ζ = 0, at this regime's other values; nil
  /// where it says nothing.
  public static func theoremFiveAgrees(_ regime: Regime) -> Bool? {
    theoremFive(regime).map { $0 == (PhaseReport(regime.with(.zeta, 0).with(.ridge)).phase != .never) }
  }

  /// H₁ in closed form as printed [paper, App D, below eq (11)]:
  /// λs/(1 + γs² + 2γs(λs−1) + λs + λs² + (1−γs−λs)√((1+γs+λs)² − 4γs)).
  ///
  /// Misprinted: a sign is lost. It is −H₁, and positive where the page has "≤ 0"; see ``Paper/h1(lambdaS:gammaS:)``.
  public static func h1(lambdaS l: Double, gammaS g: Double) -> Double {
    let root = ((1 + g + l) * (1 + g + l) - 4 * g).squareRoot()
    return l / (1 + g * g + 2 * g * (l - 1) + l + l * l + (1 - g - l) * root)
  }

  /// c as printed in Appendix D, H₂ and eq (14): (σε²γt − λt)/√((1+γt+λt)² − 4γt).
  ///
  /// Misprinted: the sign. It is the negative of ``contrast(_:)``, which (5) has and (11) says.
  public static func contrastFourteen(_ regime: Regime) -> Double { -contrast(regime) }

  /// The penalties λ⁻ and λ⁺ of eq (12) as printed, at which H₁(λs; γs) = c; NaN where the root is of a negative number.
  ///
  /// Read amiss: between them, in this order, is said to be the gain for γs > 1, but there λ⁻ > λ⁺. Roots below 0, or for
  /// c ≤ −1, are no solutions.
  public static func penaltiesTwelve(c: Double, gammaS g: Double) -> (minus: Double, plus: Double) {
    let root = ((c - 1) * (c - 1) + 8 * c * (1 + c) * g).squareRoot()
    let sum = 1 + 2 * c + 5 * c * c + 4 * c * g + 4 * c * c * g
    let divisor = 4 * c * (1 + c)
    return (-(sum - (1 + 3 * c) * root) / divisor, -(sum + (1 + 3 * c) * root) / divisor)
  }

  /// What a learned direction takes off the gap, per ζ², by the terms of the proof of Theorem 8 as printed, whose last one
  /// ends in λs m_s1.
  ///
  /// Misprinted: λs m_s2. The theorem's own Δ_Γ is right; see ``Paper/theoremEightBenefit(_:)``.
  public static func theoremEightProof(_ regime: Regime) -> Double {
    let terms = ProofOfEight(regime)
    return terms.benefit(
      last: terms.bias * terms.lambdaS * terms.s.m2 - terms.bias * terms.s.m1 - terms.lambdaS * terms.s.m1)
  }

  /// The same by the limit of β̂ᵀR̃²Σ̃R̂Σ̂β⋆ as printed there, ζ(1−λt m_t1)²(m_s1 − λs m_s2).
  ///
  /// Misprinted: the factor 1 − λt m_t1 is repeated.
  public static func theoremEightRepeatedFactor(_ regime: Regime) -> Double {
    let terms = ProofOfEight(regime)
    return terms.benefit(last: terms.kept * terms.kept * (terms.s.m1 - terms.lambdaS * terms.s.m2) - terms.s.m1)
  }

  /// The limit of ‖Ŵtβh‖ [paper, Prop 10].
  ///
  /// Misprinted: it is the update, (Ŵt − W_t,0)βh, that vanishes; the weights go to √(p_t/d), ``FeatureLimit``.
  public static let propositionTenHardNorm = 0.0

  /// The limit of ‖(Ŵs − W_s,0)βe‖ with the first term of eq (18) as printed, −a_s β̂ᵀ, ‖a_t‖ = 1: η_s η_t c² |c_{σe,1}|
  /// with c = c_{σ,1}.
  ///
  /// Misprinted: the term is −c a_s β̂ᵀ, which makes it c³; see ``FeatureLimit/studentUpdate``.
  public static func studentUpdateEighteen(_ regime: FeatureRegime) -> Double {
    let slope = regime.activation.hermiteCoefficient(1)
    return regime.etaS * regime.etaT * slope * slope * regime.easy.hermiteCoefficient(1).magnitude
  }
}

/// What the terms of the proof of Theorem 8 are made of.
private struct ProofOfEight {
  let s: RidgeLimit
  let lambdaS: Double
  /// λt m_t1, and 1 − λt m_t1.
  let bias: Double, kept: Double

  init(_ regime: Regime) {
    s = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
    lambdaS = regime.lambdaS
    bias = regime.lambdaT * RidgeLimit(lambda: regime.lambdaT, gamma: regime.gammaT).m1
    kept = 1 - bias
  }

  /// Less ‖t₃‖² and 2t₁ᵀt₃, per ζ², with the bracket of the latter.
  func benefit(last bracket: Double) -> Double {
    -(lambdaS * lambdaS * s.m2 * kept * kept + 2 * lambdaS * kept * bracket)
  }
}
