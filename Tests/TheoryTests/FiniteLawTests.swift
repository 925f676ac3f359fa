// The law of the errors at finite d, against quadrature and a delta method by finite differences.

import RandomSupport
import RealModule
import Testing

@testable import Theory

@Suite struct FiniteLawTests {
  /// The moments of the Marchenko–Pastur law are quadrature at 60 digits, the covariances those of the dozen random
  /// numbers of a trial, gradient and Hessian differences.
  @Test func theLawAgreesWithQuadratureAndDifferences() throws {
    let points = try FinitePoint.load()
    #expect(points.count == 96)
    var failures = Failures()
    for point in points {
      let law = try #require(FiniteLaw(point.params.regime, dimension: point.dimension))
      let expected = point.expected
      for (name, law, mean, deviation) in [
        ("L_t", law.teacher, expected.teacherMean, expected.teacherSd),
        ("L_s", law.student, expected.studentMean, expected.studentSd),
        ("gap", law.gap, expected.gapMean, expected.gapSd),
      ] {
        failures.check(
          abs(law.mean - mean) <= 1e-12 * max(abs(mean), deviation),
          "mean \(name) \(law.mean), not \(mean), at \(point)")
        // A spread near 0 is what is left of larger ones.
        failures.check(
          abs(law.standardDeviation - deviation) <= 1e-10 * deviation + 1e-13 * mean.magnitude,
          "sd \(name) \(law.standardDeviation), not \(deviation), at \(point)")
      }
      failures.check(
        abs(law.probabilityOfGain - expected.probabilityOfGain) <= 1e-10,
        "P(gain) \(law.probabilityOfGain), not \(expected.probabilityOfGain), at \(point)")
    }
    failures.expectNone(atLeast: 7 * 96)
  }

  /// As d grows the means go to the limit as 1/d and the spreads to 0 as 1/√d.
  @Test func theLimitIsReached() throws {
    var random = SplitMix64(seed: 7)
    var failures = Failures()
    for _ in 0..<200 {
      let regime = random.regime()
      guard let near = FiniteLaw(regime, dimension: 1_000_000_000), let law = FiniteLaw(regime, dimension: 250_000_000)
      else { continue }
      let errors = regime.errors
      let scale = max(abs(errors.gap), 1e-6 * errors.teacher)
      failures.check(
        abs(near.gap.mean - errors.gap) <= 1e-3 * scale, "mean \(near.gap.mean), limit \(errors.gap), at \(regime)")
      guard law.gap.standardDeviation > 1e-9 * errors.teacher else { continue }
      failures.check(
        abs(law.gap.standardDeviation / near.gap.standardDeviation - 2) < 1e-3,
        "sd \(law.gap.standardDeviation), \(near.gap.standardDeviation) at 4d, at \(regime)")
    }
    failures.expectNone(atLeast: 250)
  }

  @Test func whereThereIsNone() {
    let regime = Regime(lambdaT: 0.1, lambdaS: 0.1, gammaT: 1, gammaS: 1, sigma: 1)
    #expect(FiniteLaw(regime, dimension: 100) != nil)
    #expect(FiniteLaw(regime.with(.lambdaT, 0), dimension: 100) == nil)
    #expect(FiniteLaw(regime.with(.lambdaS, 0), dimension: 100) == nil)
    #expect(FiniteLaw(regime.with(.lambdaS, .infinity), dimension: 100) == nil)
    #expect(FiniteLaw(regime, dimension: nil) == nil)
    // A student that copies its teacher gains in no trial.
    let copy = FiniteLaw(regime.with(.gammaS, 0.5).with(.lambdaS, 0), dimension: 100)
    #expect(copy?.gap == Normal(mean: 0, standardDeviation: 0) && copy?.probabilityOfGain == 0)
  }

  /// With σ = 1, ζ = 1, λt = ½ and γ's of ¼ the limit has the larger λs the better, down to −0.1244. At d = 500 simulation
  /// has +0.674 at λs = 10⁴; the direction's penalty of finite strength gives +0.678, and a best λs of 5.54 with −0.1158.
  @Test func theLargerTheBetterOnlyInTheLimit() throws {
    let regime = Regime(lambdaT: 0.5, lambdaS: 1e4, gammaT: 0.25, gammaS: 0.25, sigma: 1, zeta: 1)
    let limit = BestPenalty(regime)
    #expect(limit.lambdaS == .infinity && abs(limit.gap + 0.1244) < 5e-5)
    let law = try #require(FiniteLaw(regime, dimension: 500))
    #expect(abs(law.gap.mean - 0.678) < 5e-3 && law.probabilityOfGain < 1e-6)
    let best = BestPenalty(regime, dimension: 500)
    #expect(abs(best.lambdaS - 5.54) < 5e-3 && abs(best.gap + 0.1158) < 5e-5)
    #expect(!best.isNear(limit))
  }

  /// Without a direction the best penalty at any dimension is the limit's; with one it is the least of a fine scan.
  @Test func theBestPenaltyIsTheLeast() {
    var random = SplitMix64(seed: 8)
    var failures = Failures()
    for index in 0..<60 {
      let regime = random.regime().with(.zeta, index % 3 == 0 ? 0 : .random(in: 0...1, using: &random))
      let best = BestPenalty(regime, dimension: 300)
      if regime.zeta == 0 {
        failures.check(best == BestPenalty(regime), "\(best) at \(regime)")
        continue
      }
      let least =
        stride(from: -20.0, through: 30, by: 0.01).map { place in
          FiniteLaw.leadingGap(
            TeacherLimit(regime), RidgeLimit(lambda: .exp(place), gamma: regime.gammaS), dimension: 300)
        }.min() ?? 0
      let scale = abs(least) + 1e-6 * regime.errors.teacher
      failures.check(best.gap <= least + 1e-9 * scale, "\(best), and \(least) elsewhere, at \(regime)")
    }
    failures.expectNone(atLeast: 60)
  }
}
