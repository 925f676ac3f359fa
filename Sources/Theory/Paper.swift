// The theorems in the paper's own letters, for comparison: well conditioned only away from small λ, where their terms
// cancel. The program computes with the reduced forms of Errors.swift.

/// The paper's own forms.
public enum Paper {
  /// Proposition 3, the teacher's limiting test error, in terms of m_t1 and m_t2.
  public static func propositionThree(_ regime: Regime) -> Double {
    let t = RidgeLimit(lambda: regime.lambdaT, gamma: regime.gammaT)
    let star = regime.optimalLambdaT
    return regime.sigma * regime.sigma + (regime.lambdaT - star) * regime.lambdaT * t.m2 + star * t.m1
  }

  /// Theorem 4: Δ, the limit of L_s − L_t for ζ = 0.
  public static func theoremFour(_ regime: Regime) -> Double {
    let t = RidgeLimit(lambda: regime.lambdaT, gamma: regime.gammaT)
    let s = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
    let (lt, ls) = (regime.lambdaT, regime.lambdaS)
    return (regime.optimalLambdaT - lt) * (t.m1 - lt * t.m2) * (ls * ls * s.m2 - 2 * ls * s.m1)
      + ls * ls * s.m2 * (1 - lt * t.m1)
  }

  /// Δ_Γ ≥ 0 of Theorem 8: what a learned direction takes off the gap, per ζ².
  public static func theoremEightBenefit(_ regime: Regime) -> Double {
    let t = RidgeLimit(lambda: regime.lambdaT, gamma: regime.gammaT)
    let s = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
    let (lt, ls) = (regime.lambdaT, regime.lambdaS)
    return ls * (-1 + lt * t.m1) * (-2 * lt * s.m1 * t.m1 + ls * s.m2 * (-1 + lt * t.m1))
  }

  /// Theorem 8: Δ − ζ²Δ_Γ, the limit of L_s − L_t.
  public static func theoremEight(_ regime: Regime) -> Double {
    theoremFour(regime) - regime.zeta * regime.zeta * theoremEightBenefit(regime)
  }

  /// H₁(λs; γs) = λs m_s2 / (λs m_s2 − 2 m_s1) ≤ 0 [paper, eq (11)]; the closed form printed there is its negative.
  /// Equal to −r/(2 − r), so it needs no m.
  public static func h1(lambdaS: Double, gammaS: Double) -> Double {
    let r = RidgeLimit(lambda: lambdaS, gamma: gammaS).shrinkageRatio
    return -r / (2 - r)
  }

  /// The student penalties at which H₁(λs; γs) = `level`, ascending: none, one, or two for γs > 1
  /// [corrects paper, eqs (12)–(13)]. H₁ = −r/(2−r) lies in (−1, 0), so the edges of r < ρ with ρ = 2c/(c−1) are the
  /// solutions.
  public static func penalties(solvingH1 level: Double, gammaS: Double) -> [Double] {
    penalties(solvingH1: level, of: Students(.ridge, gamma: gammaS))
  }

  /// The same of students of any kind, with their r.
  public static func penalties(solvingH1 level: Double, of students: Students) -> [Double] {
    guard level < 0, level > -1 else { return [] }
    guard
      let winning = PhaseReport(
        rho: 2 * level / (level - 1), oneMinusRho: (1 + level) / (1 - level),
        students: students
      ).winning
    else { return [] }
    return [winning.lower, winning.upper].filter { $0 > 0 && $0 < .infinity }
  }
}
