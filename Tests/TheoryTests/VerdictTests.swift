// Gain, tie or loss: what rounding leaves of a gap is a tie, and a gain however small is not.

import RealModule
import RandomSupport
import Testing

@testable import Theory

@Suite struct VerdictTests {
  /// At every value at which the verdict flips, in any of the parameters, it is a tie.
  @Test func everyFlipIsATie() {
    var random = SplitMix64(seed: 81)
    var failures = Failures()
    for index in 0..<12_000 {
      let regime = [random.regime(), random.windowRegime(), random.extremeRegime()][index % 3]
      for parameter in Parameter.allCases {
        for value in regime.thresholds(of: parameter) {
          let verdict = Verdict(regime.with(parameter, value))
          failures.check(
            verdict.outcome == .tie && verdict.gap == 0, "\(parameter) = \(value): \(verdict.errors) at \(regime)")
        }
      }
    }
    failures.expectNone(atLeast: 40_000)
  }

  /// Away from flips nothing is a tie but an exact one.
  @Test func randomRegimesAreNoTies() {
    var random = SplitMix64(seed: 82)
    var failures = Failures()
    var outcomes: [Verdict.Outcome: Int] = [:]
    for index in 0..<24_000 {
      let regime = [random.regime(), random.windowRegime(), random.extremeRegime()][index % 3]
      let verdict = Verdict(regime)
      let gap = regime.errors.gap
      outcomes[verdict.outcome, default: 0] += 1
      failures.check(verdict.outcome == (gap < 0 ? .gain : gap > 0 ? .loss : .tie), "\(regime): \(gap)")
      failures.check(verdict.gap == gap, "\(regime)")
    }
    failures.expectNone(atLeast: 48_000)
    #expect(outcomes.values.min() ?? 0 > 100 && outcomes.count == 3)
  }

  /// With λs → 0 the gap vanishes with it and its sign stays that of −ρ.
  @Test(arguments: [1e-6, 1e-14, 1e-30, 1e-200])
  func tinyGainsAreGains(lambdaS: Double) {
    let regime = Regime(lambdaT: 0.05, lambdaS: lambdaS, gammaT: 0.25, gammaS: 0.25, sigma: 1)
    let verdict = Verdict(regime)
    #expect(verdict.outcome == .gain && verdict.gap < 0 && verdict.gap > -lambdaS)
    #expect(Verdict(regime.with(.lambdaT, 0.5)).outcome == .loss)
  }

  /// A student that copies its teacher ties, an infinite gap does not.
  @Test func limitingCases() {
    let regime = Regime(lambdaT: 0.3, lambdaS: 0, gammaT: 0.25, gammaS: 0.5, sigma: 1)
    #expect(Verdict(regime).outcome == .tie)
    let peak = Regime(lambdaT: 0, lambdaS: 0.1, gammaT: 1, gammaS: 0.5, sigma: 1)
    #expect(Verdict(peak).outcome == .gain && Verdict(peak).gap == -.infinity)
    #expect(Verdict(peak.with(.lambdaS, 0)).outcome == .tie)
    // A teacher that predicts nothing leaves nothing to copy.
    #expect(Verdict(regime.with(.lambdaT, .infinity).with(.lambdaS, 1)).outcome == .tie)
  }

  /// 0.1² · 0.3 is not 0.003 in doubles, and 0.003 is the optimum all the same.
  @Test func regularisation() {
    let regime = Regime(lambdaT: 0.003, lambdaS: 0.1, gammaT: 0.3, gammaS: 0.5, sigma: 0.1)
    #expect(regime.lambdaT != regime.optimalLambdaT)
    #expect(Verdict(regime).regularisation == .optimal)
    #expect(Verdict(regime.with(.lambdaT, 0.00299)).regularisation == .under)
    #expect(Verdict(regime.with(.lambdaT, 0.00301)).regularisation == .over)
    #expect(Verdict(regime.with(.sigma, 0).with(.lambdaT, 0)).regularisation == .optimal)
  }

  @Test func words() {
    let whole = { (value: Double) in "\(Int((value * 1000).rounded()))‰" }
    let gain = Verdict(Regime(lambdaT: 0.05, lambdaS: 0.1, gammaT: 0.25, gammaS: 0.25, sigma: 1))
    #expect(gain.headline(whole) == "GAIN: Ls − Lt = -33‰")
    #expect(gain.winningPenalties(whole) == "The student beats this teacher for every λs below 444‰.")
    #expect(gain.bestPenalty(whole) == "The best is λs = 159‰, with a gap of -36‰.")
    #expect(gain.teacherInWords(whole) == "The teacher is under-regularised: its own best penalty is λt = 250‰.")
    #expect(gain.printedTheoremInWords == nil)
    let loss = Verdict(gain.regime.with(.lambdaT, 0.5))
    #expect(loss.headline(whole).hasPrefix("NO GAIN: Ls − Lt = "))
    #expect(loss.winningPenalties(whole) == "No λs lets the student beat this teacher.")
    #expect(loss.bestPenalty(whole) == nil)
    #expect(Verdict(gain.regime.with(.lambdaS, 0)).headline(whole) == "TIE: the student equals its teacher")
    let window = Verdict(PrintedConditionTests.figureOneRight)
    #expect(window.winningPenalties(whole).contains("for λs between "))
    #expect(window.printedTheoremInWords?.contains("otherwise") == true)
    let square = Verdict(PrintedConditionTests.figureOneRight.with(.gammaS, 1))
    #expect(square.printedTheoremInWords?.contains("silent") == true)
    let always = Verdict(PrintedConditionTests.figureOneRight.with(.lambdaT, 0.05))
    #expect(always.winningPenalties(whole) == "The student beats this teacher for every λs > 0.")
  }
}
