// The ends of every range, alone and together: finite where the limit is finite, infinite only where it diverges.

import RandomSupport
import Testing

@testable import Theory

@Suite struct LimitingCaseTests {
  static let lambdas = [0, 1e-200, 1e-12, 0.5, 1e12, Double.infinity]
  static let gammas = [1e-6, 0.5, 1, 2, 1e6]

  @Test func noCombinationIsUndefined() {
    var failures = Failures()
    for lambdaT in Self.lambdas {
      for lambdaS in Self.lambdas {
        for gammaT in Self.gammas {
          for gammaS in Self.gammas {
            for sigma in [0, 1e-8, 1, 1e3] {
              for zeta in [0, 1e-8, 0.5, 1] {
                check(
                  Regime(
                    lambdaT: lambdaT, lambdaS: lambdaS, gammaT: gammaT, gammaS: gammaS, sigma: sigma, zeta: zeta),
                  &failures)
              }
            }
          }
        }
      }
    }
    failures.expectNone(atLeast: 14_400 * 8)
  }

  private func check(_ regime: Regime, _ failures: inout Failures) {
    let errors = regime.errors
    let peak = regime.lambdaT == 0 && regime.gammaT == 1 && regime.sigma > 0
    let copies = regime.lambdaS == 0 && regime.gammaS <= 1
    let variance = regime.sigma * regime.sigma
    failures.check(errors.teacher == .infinity ? peak : errors.teacher >= variance && !peak, "L_t at \(regime)")
    let studentPeak = peak && regime.lambdaS < .infinity
    failures.check(
      errors.student == .infinity ? studentPeak : errors.student >= variance && !studentPeak, "L_s at \(regime)")
    let gapIsRight = copies ? errors.gap == 0 : peak ? errors.gap == -.infinity : errors.gap.isFinite
    failures.check(gapIsRight, "gap \(errors.gap) at \(regime)")
    failures.check(errors.gain == (errors.gap < 0), "gain at \(regime)")
    let teacher = TeacherLimit(regime)
    failures.check(teacher.rho <= 2 + 4 * .ulpOfOne && !teacher.oneMinusRho.isNaN, "ρ at \(regime)")
    let report = PhaseReport(regime)
    let isInterval = report.winning.map { $0.lower >= 0 && $0.lower < $0.upper } ?? true
    failures.check(isInterval && (report.winning == nil) == (report.phase == .never), "\(report) at \(regime)")
    let best = BestPenalty(regime)
    let rounding = 1e-14 * regime.with(.lambdaS, best.lambdaS).gapScale(teacher) + 1e-14 * abs(errors.gap)
    let isLeast = best.gap == errors.gap || best.gap <= errors.gap + rounding
    failures.check(best.lambdaS >= 0 && isLeast, "\(best) at \(regime)")
    for parameter in Parameter.allCases {
      for question in Question.allCases {
        let values = regime.thresholds(of: parameter, for: question)
        let inRange = values.allSatisfy { $0 > 0 && parameter.accepts($0) }
        failures.check(inRange && values == values.sorted(), "\(parameter) \(question) \(values) at \(regime)")
      }
    }
  }

  /// A student that copies its teacher ties exactly, and has its error.
  @Test(arguments: [1e-6, 0.3, 0.5, 1])
  func copyingStudentTies(gammaS: Double) {
    var random = SplitMix64(seed: 21)
    for _ in 0..<200 {
      var regime = random.regime().with(.gammaS, gammaS)
      regime[.lambdaS] = 0
      #expect(regime.errors.gap == 0 && !regime.errors.gain)
      #expect(relativeError(regime.errors.student, regime.errors.teacher) <= 1e-14)
    }
  }

  /// Small penalties and aspect ratios near 1 lead continuously to the values at the ends.
  @Test func endsAreLimits() {
    var random = SplitMix64(seed: 22)
    var failures = Failures()
    for _ in 0..<2_000 {
      let regime = random.regime()
      let ends: [(Parameter, Double, Double)] = [
        (.lambdaT, 0, 1e-14), (.lambdaS, 0, 1e-14), (.lambdaT, .infinity, 1e14), (.lambdaS, .infinity, 1e14),
        (.gammaT, 1, 1 + 1e-12), (.gammaT, 1, 1 - 1e-12), (.gammaS, 1, 1 + 1e-12), (.gammaS, 1, 1 - 1e-12),
        (.sigma, 0, 1e-12), (.zeta, 0, 1e-12), (.zeta, 1, 1 - 1e-14),
      ]
      for (parameter, end, near) in ends {
        // Near the interpolation peak the limits are approached, but more slowly than this.
        if parameter == .lambdaT && abs(regime.gammaT - 1) < 0.02 { continue }
        if parameter == .lambdaS && abs(regime.gammaS - 1) < 0.02 { continue }
        let (a, b) = (regime.with(parameter, end).errors, regime.with(parameter, near).errors)
        let scale = 1e-6 * (1 + a.teacher)
        failures.check(
          abs(a.teacher - b.teacher) <= scale && abs(a.student - b.student) <= scale && abs(a.gap - b.gap) <= scale,
          "\(parameter) → \(end): \(a), \(b) at \(regime)")
      }
    }
    failures.expectNone()
  }

  @Test func knownEnds() {
    let base = Regime(lambdaT: 0, lambdaS: 0.5, gammaT: 0.25, gammaS: 0.5, sigma: 2, zeta: 0)
    // Ordinary least squares: L_t = σ²/(1 − γ) below the peak, (1 − 1/γ) + σ²γ/(γ − 1) beyond it.
    #expect(relativeError(base.errors.teacher, 4 / 0.75) <= 1e-15)
    #expect(relativeError(base.with(.gammaT, 4).errors.teacher, 0.75 + 4 * 4.0 / 3) <= 1e-15)
    // Predicting 0: L = 1 + σ², and with the learned direction's share ζ of a perfect teacher, 1 − ζ² + σ².
    #expect(base.with(.lambdaT, .infinity).errors.teacher == 5)
    #expect(base.with(.lambdaT, .infinity).errors.student == 5)
    #expect(base.with(.lambdaS, .infinity).errors.student == 5)
    let learned = Regime(lambdaT: 0, lambdaS: .infinity, gammaT: 0.25, gammaS: 0.5, sigma: 0, zeta: 0.6)
    #expect(relativeError(learned.errors.student, 0.64) <= 1e-15)
    #expect(learned.with(.zeta, 1).errors.student == 0)
    #expect(learned.with(.gammaT, 1).errors.teacher == 0)
  }

  /// At ζ = 1 and without noise T̃ − S̃ = V > 0, of the order of λt²: a gain, however small λt is.
  @Test(arguments: [1e-3, 1e-6, 1e-9, 1e-12, 1e-100])
  func perfectDirectionWithoutNoise(lambdaT: Double) {
    for gammaT in [0.01, 0.5, 2, 100] {
      let teacher = TeacherLimit(lambda: lambdaT, gamma: gammaT, sigma: 0, zeta: 1)
      #expect(teacher.excess > 0)
      #expect(relativeError(teacher.excess, teacher.variance) <= 1e-14)
      #expect(PhaseReport(teacher: teacher, gammaS: 0.5).phase == .always)
      #expect(BestPenalty(teacher: teacher, gammaS: 0.5).lambdaS == .infinity)
    }
  }
}
