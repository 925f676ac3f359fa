// The best student penalty: that it is a minimum is tested with the phases; here its equation and its ends.

import RandomSupport
import Testing

@testable import Theory

@Suite struct BestPenaltyTests {
  /// h(λ) = λ/(v s²) = (T̃ − S̃)/T̃ at an interior minimum, and 1 − h = S̃/T̃.
  @Test func stationaryEquationHolds() {
    var random = SplitMix64(seed: 41)
    var failures = Failures()
    for _ in 0..<10_000 {
      let regime = random.extremeRegime()
      let teacher = TeacherLimit(regime)
      let best = BestPenalty(regime)
      guard best.lambdaS > 0, best.lambdaS < 1e12 else { continue }
      let fit = RidgeLimit(lambda: best.lambdaS, gamma: regime.gammaS)
      let h = fit.lost * fit.free / (fit.residualFactor * fit.residualFactor)
      failures.check(relativeError(h, teacher.excess / teacher.effectivePower) <= 1e-12, "\(best) at \(regime)")
    }
    failures.expectNone(atLeast: 3_000)
  }

  /// For λs → ∞ the stationary equation is (1 + γs)/λs = S̃/T̃.
  @Test func farMinimumIsSharp() {
    for zeta in [1 - 1e-6, 1 - 1e-9, 1 - 1e-12] {
      let teacher = TeacherLimit(lambda: 0.1, gamma: 0.5, sigma: 1, zeta: zeta)
      let expected = 1.5 * teacher.effectivePower / teacher.effectiveAlignment
      let best = BestPenalty(teacher: teacher, gammaS: 0.5).lambdaS
      #expect(abs(best / expected - 1) <= 4 / expected + 1e-13)
    }
  }

  @Test func ends() {
    let over = Regime(lambdaT: 9, lambdaS: 1, gammaT: 0.25, gammaS: 0.5, sigma: 2, zeta: 0)
    #expect(BestPenalty(over).lambdaS == 0 && BestPenalty(over).gap == 0)
    // Beyond γs = 1 even the ridgeless student loses something, but the least.
    let wide = over.with(.gammaS, 2)
    #expect(BestPenalty(wide).lambdaS == 0)
    #expect(BestPenalty(wide).gap == wide.with(.lambdaS, 0).errors.gap && BestPenalty(wide).gap > 0)
    // With the whole of β⋆ in hand there is nothing left for the ridge to find.
    #expect(BestPenalty(over.with(.zeta, 1)).lambdaS == .infinity)
    #expect(BestPenalty(over.with(.zeta, 1)).gap < 0)
  }

  /// At γs = 1, h → 1/4 as λs → 0: ρ ≤ 1/2 leaves the minimum at λs = 0.
  @Test func squareStudent() {
    var (zero, positive) = (0, 0)
    for lambdaT in [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9] {
      let teacher = TeacherLimit(lambda: lambdaT, gamma: 0.25, sigma: 2)
      let best = BestPenalty(teacher: teacher, gammaS: 1)
      if teacher.rho <= 0.5 {
        zero += 1
        #expect(best.lambdaS == 0 && best.gap == 0)
      } else {
        positive += 1
        #expect(best.lambdaS > 0 && best.gap < 0)
      }
    }
    #expect(zero >= 2 && positive >= 2)
  }
}
