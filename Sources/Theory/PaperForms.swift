// The theorems in the paper's own letters, for comparison: well conditioned only away from small λ, where their terms
// cancel. The program computes with the reduced forms of Errors.swift.

/// Proposition 3, the teacher's limiting test error, in terms of m_t1 and m_t2.
public func propositionThree(_ regime: Regime) -> Double {
  let t = RidgeLimit(lambda: regime.lambdaT, gamma: regime.gammaT)
  let star = regime.optimalLambdaT
  return regime.sigma * regime.sigma + (regime.lambdaT - star) * regime.lambdaT * t.m2 + star * t.m1
}

/// Theorem 4: Δ, the limit of L_s − L_t for ζ = 0.
public func theoremFour(_ regime: Regime) -> Double {
  let t = RidgeLimit(lambda: regime.lambdaT, gamma: regime.gammaT)
  let s = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
  let (lt, ls) = (regime.lambdaT, regime.lambdaS)
  return (regime.optimalLambdaT - lt) * (t.m1 - lt * t.m2) * (ls * ls * s.m2 - 2 * ls * s.m1)
    + ls * ls * s.m2 * (1 - lt * t.m1)
}

/// Δ_Γ ≥ 0 of Theorem 8: what a learned direction takes off the gap, per ζ².
public func theoremEightBenefit(_ regime: Regime) -> Double {
  let t = RidgeLimit(lambda: regime.lambdaT, gamma: regime.gammaT)
  let s = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
  let (lt, ls) = (regime.lambdaT, regime.lambdaS)
  return ls * (-1 + lt * t.m1) * (-2 * lt * s.m1 * t.m1 + ls * s.m2 * (-1 + lt * t.m1))
}

/// Theorem 8: Δ − ζ²Δ_Γ, the limit of L_s − L_t.
public func theoremEight(_ regime: Regime) -> Double {
  theoremFour(regime) - regime.zeta * regime.zeta * theoremEightBenefit(regime)
}

/// H₁(λs; γs) = λs m_s2 / (λs m_s2 − 2 m_s1) ≤ 0 [paper, eq (11)]; the closed form printed there is its negative.
/// Equal to −r/(2 − r), so it needs no m.
public func paperH1(lambdaS: Double, gammaS: Double) -> Double {
  let r = RidgeLimit(lambda: lambdaS, gamma: gammaS).shrinkageRatio
  return -r / (2 - r)
}
