// What there is to gain, and how much of it is taken.

import RandomSupport
import Testing

@testable import Theory

@Suite struct CeilingTests {
  /// No filter does better: random ones, of one share or of several, at teachers that leave something to gain.
  @Test func noFilterPassesTheCeiling() {
    var random = SplitMix64(seed: 3)
    var failures = Failures()
    for _ in 0..<400 {
      let teacher = TeacherLimit(random.regime())
      guard teacher.effectivePower.isFinite else { continue }
      let ceiling = Ceiling(teacher)
      let (power, excess) = (teacher.effectivePower, teacher.excess)
      let scale = power + abs(excess)
      for _ in 0..<10 {
        let shares = (0..<5).map { _ in Double.random(in: 0...1, using: &random) }
        let (first, second) = (shares.reduce(0, +) / 5, shares.reduce(0) { $0 + $1 * $1 } / 5)
        let gap = power * second - 2 * excess * first
        failures.check(gap >= ceiling.gap - 1e-12 * scale, "\(gap) below \(ceiling.gap)")
      }
      let lost = 1 - ceiling.kept
      let own = power * lost * lost - 2 * excess * lost
      failures.check(abs(own - ceiling.gap) <= 1e-12 * scale, "\(own), not \(ceiling.gap), at the ceiling's own share")
    }
    failures.expectNone(atLeast: 3000)
  }

  /// Ridge reaches it as γs → 0 at λs = (T̃−S̃)/S̃, and lacks γs(S̃/T̃)² of it, to leading order.
  @Test(arguments: [(0.05, 0.0), (0.3, 0.6), (1e-3, 0.2)])
  func ridgeReachesIt(lambdaT: Double, zeta: Double) {
    let regime = Regime(lambdaT: lambdaT, lambdaS: 1, gammaT: 0.5, gammaS: 1e-6, sigma: 1, zeta: zeta)
    let (teacher, ceiling) = (TeacherLimit(regime), Ceiling(regime))
    let best = BestPenalty(regime)
    let share = ceiling.share(of: best.gap) ?? 0
    #expect(abs((1 - share) / (1e-6 * ceiling.kept * ceiling.kept) - 1) < 1e-3)
    #expect(abs(best.lambdaS * teacher.effectiveAlignment / teacher.excess - 1) < 1e-3)
    // So 95 % takes the samples that it says, within what the next order is.
    let samples = ceiling.samplesPerDimension(share: 0.95)
    let reached = ceiling.share(of: BestPenalty(regime.with(.gammaS, 1 / samples)).gap) ?? 0
    #expect(abs(reached - 0.95) < 0.005)
  }

  /// Of the teacher's excess over its own optimum at Figure 1 left ridge recovers 71 %, the ceiling 86 %.
  @Test func figureOneLeft() {
    let regime = Regime(lambdaT: 0.05, lambdaS: 0.1, gammaT: 0.25, gammaS: 0.25, sigma: 1)
    let excess = regime.errors.teacher - regime.with(.lambdaT, regime.optimalLambdaT).errors.teacher
    #expect(abs(-BestPenalty(regime).gap / excess - 0.71) < 0.005)
    #expect(abs(-Ceiling(regime).gap / excess - 0.86) < 0.005)
  }

  @Test func nothingToGain() {
    let over = Regime(lambdaT: 2, lambdaS: 1, gammaT: 0.5, gammaS: 0.5, sigma: 1)
    #expect(Ceiling(over).gap == 0 && Ceiling(over).kept == 1 && Ceiling(over).share(of: 0) == nil)
    let peak = Regime(lambdaT: 0, lambdaS: 1, gammaT: 1, gammaS: 0.5, sigma: 1)
    #expect(Ceiling(peak).gap == -.infinity && Ceiling(peak).share(of: -.infinity) == nil)
  }

  /// L_c is Proposition 3 at the student's own λs, γs, and at its best, σ²γs; with a direction the student has it there too,
  /// and no penalty does better than the best.
  @Test func recovered() throws {
    let regime = Regime(lambdaT: 0.05, lambdaS: 0.1, gammaT: 0.25, gammaS: 0.1, sigma: 1)
    let recovered = GapRecovered(regime)
    let own = TeacherLimit(lambda: 0.1, gamma: 0.1, sigma: 1).error
    #expect(abs(recovered.ownCeiling - own) < 1e-14 && abs(recovered.bestCeiling - own) < 1e-14)
    let errors = regime.errors
    let expected = (errors.teacher - errors.student) / (errors.teacher - own)
    #expect(
      abs(try #require(recovered.atOwnPenalty) - expected) < 1e-13 && recovered.atOwnPenalty == recovered.atBestPenalty)
    let learned = regime.with(.zeta, 0.6).with(.lambdaS, 0.7)
    let best = GapRecovered(learned).bestCeiling
    for penalty in stride(from: 0.01, to: 1, by: 0.01) { #expect(learned.trueLabelError(penalty: penalty) >= best) }
    // A teacher better than the student could be is not on the way.
    #expect(GapRecovered(regime.with(.gammaS, 5)).atBestPenalty == nil)
  }
}
