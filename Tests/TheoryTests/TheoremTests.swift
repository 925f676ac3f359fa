// The reduced forms against the paper's theorems as printed, over random regimes.

import RandomSupport
import Testing

@testable import Theory

@Suite struct TheoremTests {
  @Test func reducedFormsAreTheTheorems() {
    var random = SplitMix64(seed: 11)
    var failures = Failures()
    for _ in 0..<20_000 {
      let regime = random.regime()
      let errors = regime.errors
      let proposition = Paper.propositionThree(regime)
      let t = RidgeLimit(lambda: regime.lambdaT, gamma: regime.gammaT)
      let terms = errors.teacher + regime.optimalLambdaT * (t.m1 + regime.lambdaT * t.m2)
      failures.check(abs(errors.teacher - proposition) <= 1e-14 * terms, "Prop 3 at \(regime)")
      let (four, eight) = (Paper.theoremFour(regime.with(.zeta, 0)), Paper.theoremEight(regime))
      let tolerance = 1e-13 * literalScale(regime)
      let plain = regime.with(.zeta, 0).errors.gap
      failures.check(abs(plain - four) <= tolerance, "Thm 4: \(plain), \(four) at \(regime)")
      failures.check(abs(errors.gap - eight) <= tolerance, "Thm 8: \(errors.gap), \(eight) at \(regime)")
    }
    failures.expectNone()
  }

  /// The size of the terms that cancel in the printed theorems.
  private func literalScale(_ regime: Regime) -> Double {
    let t = RidgeLimit(lambda: regime.lambdaT, gamma: regime.gammaT)
    let s = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
    let (lt, ls) = (regime.lambdaT, regime.lambdaS)
    return abs(regime.optimalLambdaT - lt) * (t.m1 + lt * t.m2) * (ls * ls * s.m2 + 2 * ls * s.m1)
      + 4 * ls * ls * s.m2 + 4 * ls * s.m1
  }

  /// Close to the ends of the ranges the printed forms are useless; the two errors still differ by the gap.
  @Test func errorsDifferByTheGap() {
    var random = SplitMix64(seed: 12)
    var failures = Failures()
    for index in 0..<20_000 {
      let regime = index % 2 == 0 ? random.regime() : random.extremeRegime()
      let errors = regime.errors
      guard errors.teacher < .infinity else { continue }
      let difference = abs((errors.student - errors.teacher) - errors.gap)
      failures.check(difference <= 1e-14 * (errors.student + errors.teacher), "\(errors) at \(regime)")
    }
    failures.expectNone(atLeast: 19_000)
  }

  @Test func learnedDirectionNeverHurts() {
    var random = SplitMix64(seed: 13)
    var failures = Failures()
    for index in 0..<20_000 {
      let regime = index % 2 == 0 ? random.regime() : random.extremeRegime()
      let (without, with) = (regime.with(.zeta, 0), regime)
      let scale = without.gapScale(TeacherLimit(without))
      guard scale < .infinity else { continue }
      failures.check(with.errors.gap <= without.errors.gap + 1e-15 * scale, "\(regime)")
      if index % 2 == 0 { failures.check(Paper.theoremEightBenefit(regime) >= 0, "Δ_Γ < 0 at \(regime)") }
    }
    failures.expectNone(atLeast: 28_000)
  }

  /// H₁ = λs m_s2 / (λs m_s2 − 2 m_s1), negative, though printed positive in closed form.
  @Test func firstHelperOfAppendixD() {
    var random = SplitMix64(seed: 14)
    var failures = Failures()
    for _ in 0..<5_000 {
      let (lambda, gamma) = (random.powerOfTen(-3, 2), random.aspectRatio())
      let fit = RidgeLimit(lambda: lambda, gamma: gamma)
      let literal = lambda * fit.m2 / (lambda * fit.m2 - 2 * fit.m1)
      let value = Paper.h1(lambdaS: lambda, gammaS: gamma)
      failures.check(value < 0 && relativeError(value, literal) <= 1e-12, "λ = \(lambda), γ = \(gamma)")
    }
    failures.expectNone()
  }

  /// At λt = λ⋆t and ζ = 0 the teacher is optimal: T = S, ρ = 0, and the excess changes sign there.
  @Test func optimalTeacherIsTheSignOfTheExcess() {
    var random = SplitMix64(seed: 15)
    var failures = Failures()
    for _ in 0..<10_000 {
      let regime = random.regime().with(.zeta, 0)
      let star = regime.optimalLambdaT
      let atStar = TeacherLimit(regime.with(.lambdaT, star))
      failures.check(atStar.excess == 0 && atStar.rho == 0, "excess \(atStar.excess) at \(regime)")
      let below = TeacherLimit(regime.with(.lambdaT, star * (1 - 1e-12)))
      let above = TeacherLimit(regime.with(.lambdaT, star * (1 + 1e-12)))
      failures.check(below.excess > 0 && above.excess < 0, "\(regime)")
    }
    failures.expectNone()
  }

  /// T̃ − S̃ and 2S̃ − T̃ from their definitions, where those are well conditioned.
  @Test func teacherNumbersAreTheirDefinitions() {
    var random = SplitMix64(seed: 16)
    var failures = Failures()
    for _ in 0..<10_000 {
      let regime = random.regime()
      let t = TeacherLimit(regime)
      let (v, g, z) = (t.alignment, regime.gammaT, regime.zeta * regime.zeta)
      let power = v * v * (1 + g - 2 * g * v + regime.sigma * regime.sigma * g) / (1 - g * v * v)
      failures.check(relativeError(t.power, power) <= 1e-9, "T = \(t.power), \(power) at \(regime)")
      let (s, p) = ((1 - z) * v, t.power - z * v * v)
      let tolerance = 1e-14 * (t.power + v)
      failures.check(abs(t.effectiveAlignment - s) <= tolerance, "S̃ at \(regime)")
      failures.check(abs(t.effectivePower - p) <= tolerance, "T̃ at \(regime)")
      failures.check(abs(t.excess - (p - s)) <= tolerance, "T̃ − S̃ at \(regime)")
      failures.check(abs(t.oneMinusRho * t.effectivePower - (2 * s - p)) <= 2 * tolerance, "2S̃ − T̃ at \(regime)")
      failures.check(abs(t.rho + t.oneMinusRho - 1) <= 1e-14 * (1 + abs(t.rho)), "ρ at \(regime)")
    }
    failures.expectNone()
  }
}
