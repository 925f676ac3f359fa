// The parts of the errors against the errors themselves, and the sentences made of them against what they claim.

import RandomSupport
import Testing

@testable import Theory

@Suite struct DecompositionTests {
  /// Regimes of moderate size, and of the ends of the ranges, with the interpolation peak among them.
  private static func regimes(_ count: Int) -> [Regime] {
    var random = SplitMix64(seed: 71)
    return (0..<count).map { $0.isMultiple(of: 2) ? random.regime() : random.extremeRegime() }
  }

  @Test func partsAddUpToTheErrors() {
    var failures = Failures()
    var infinite = 0
    for regime in Self.regimes(40_000) {
      let (parts, errors) = (Decomposition(regime), regime.errors)
      failures.check(relativeError(parts.teacher.error, errors.teacher) <= 1e-13, "L_t at \(regime)")
      failures.check(relativeError(parts.student.error, errors.student) <= 1e-13, "L_s at \(regime)")
      for side in [parts.teacher, parts.student] {
        for part in [side.noise, side.bias, side.inheritedVariance, side.ownVariance] {
          failures.check(part >= 0, "a part is \(part) at \(regime)")
        }
      }
      failures.check(parts.teacher.ownVariance == 0 && parts.biasGivenUp >= 0, "\(parts) at \(regime)")
      if errors.teacher == .infinity { infinite += 1 }
    }
    failures.expectNone(atLeast: 40_000)
    #expect(infinite > 100)
  }

  @Test func changesAreTheDifferencesOfTheParts() {
    var failures = Failures()
    for regime in Self.regimes(40_000) {
      let (parts, gap) = (Decomposition(regime), regime.errors.gap)
      let bias = parts.student.bias - parts.teacher.bias
      let size = parts.teacher.bias + parts.student.bias
      failures.check(abs(parts.biasGivenUp - bias) <= 1e-14 * size, "bias \(parts.biasGivenUp), \(bias) at \(regime)")
      if gap == -.infinity {
        failures.check(parts.varianceSaved == .infinity, "variance \(parts.varianceSaved) at \(regime)")
      } else if parts.teacher.variance < .infinity {
        let all = parts.biasGivenUp + parts.teacher.variance + parts.student.variance
        failures.check(
          abs(parts.biasGivenUp - parts.varianceSaved - gap) <= 1e-13 * all + 1e-300,
          "gap \(parts.biasGivenUp - parts.varianceSaved), not \(gap), at \(regime)")
      } else {
        failures.check(parts.varianceSaved == 0, "variance \(parts.varianceSaved) at \(regime)")
      }
    }
    failures.expectNone(atLeast: 80_000)
  }

  /// Teacher and student of Figure 1 left, by hand from v_t and v_s.
  @Test func aWorkedExample() {
    let parts = Decomposition(Regime(lambdaT: 0.05, lambdaS: 0.1, gammaT: 0.25, gammaS: 0.25, sigma: 1))
    #expect(abs(parts.teacher.bias - 0.003761) < 1e-6 && abs(parts.teacher.variance - 0.283570) < 1e-6)
    #expect(abs(parts.student.bias - 0.028284) < 1e-6 && abs(parts.student.inheritedVariance - 0.222684) < 1e-6)
    #expect(abs(parts.student.ownVariance - 0.003687) < 1e-6 && parts.student.noise == 1)
  }

  @Test func everySentenceIsTrue() {
    let number = { (value: Double) in "\(value)" }
    var failures = Failures()
    var seen: [Verdict.Mechanism: Int] = [:]
    for regime in Self.regimes(2_500) {
      let verdict = Verdict(regime)
      let (parts, mechanism) = (Decomposition(regime), verdict.mechanism)
      seen[mechanism, default: 0] += 1
      let said = verdict.biasAndVariance(number).joined(separator: " ")
      let how = verdict.mechanismInWords(number)
      failures.check(!said.isEmpty && !said.contains("nan") && !how.contains("nan"), "\(said) \(how)")
      if said.contains("saves as much") { failures.check(verdict.outcome == .tie, said) }
      if said.contains("copies its teacher") { failures.check(verdict.gap == 0, said) }
      if said.contains("is infinite") { failures.check(verdict.errors.teacher == .infinity, said) }
      if verdict.outcome == .gain { failures.check(parts.varianceSaved > 0, said) }
      if parts.varianceSaved < 0 { failures.check(said.contains(" adds ") && verdict.outcome != .gain, said) }
      let without = PhaseReport(regime.with(.zeta, 0)).phase
      switch mechanism {
      case .none: failures.check(verdict.phase.phase == .never && verdict.outcome != .gain, "\(regime)")
      case .compensation, .both:
        failures.check(regime.lambdaT < regime.optimalLambdaT && without != .never, "\(regime)")
      case .direction:
        failures.check(regime.zeta > 0 && regime.lambdaT >= regime.optimalLambdaT * (1 - 1e-12), "\(regime)")
        failures.check(without == .never || verdict.regularisation == .optimal, "\(regime)")
      case .compensationByDirection: failures.check(regime.zeta > 0 && without == .never, "\(regime)")
      }
      failures.check(how.contains("ζ") == (regime.zeta > 0 && verdict.errors.teacher > 0), "\(how) at \(regime)")
      if how.contains("not far enough below") {
        failures.check(regime.gammaS >= 1 && regime.lambdaT < regime.optimalLambdaT, how)
      }
      switch verdict.missedPenalty {
      case let missed? where missed.contains("above"):
        failures.check(regime.lambdaS > (verdict.phase.winning?.lower ?? .infinity), "\(regime)")
      case .some: failures.check(regime.lambdaS <= (verdict.phase.winning?.lower ?? 0), "\(regime)")
      case nil: failures.check(verdict.outcome != .loss || verdict.phase.winning == nil, "\(regime)")
      }
    }
    failures.expectNone(atLeast: 11_000)
    for mechanism in Verdict.Mechanism.allCases { #expect(seen[mechanism, default: 0] > 10, "\(mechanism)") }
  }
}
