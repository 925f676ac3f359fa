// The paper's conditions as they are printed, kept apart from the correct statement in Phase.swift so that the two can
// be shown side by side. Both concern Setting 1: ζ plays no part.

/// The paper's conditions as printed.
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
}
