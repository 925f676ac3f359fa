// The phase and its edges against the sign of the gap over a dense grid of student penalties.

import RealModule
import RandomSupport
import Testing

@testable import Theory

@Suite struct PhaseTests {
  static let grid = (0...96).map { index in Double.exp10(-12 + Double(index) / 4 + 0.01) }

  @Test func signOfTheGapIsThePhase() {
    var random = SplitMix64(seed: 31)
    var (failures, seen) = (Failures(), [Phase: Int]())
    var tooClose = 0
    for index in 0..<24_000 {
      let regime = [random.regime(), random.windowRegime(), random.extremeRegime()][index % 3]
      let (teacher, report) = (TeacherLimit(regime), PhaseReport(regime))
      seen[report.phase, default: 0] += 1
      let best = BestPenalty(regime)
      for lambda in Self.grid {
        let student = RidgeLimit(lambda: lambda, gamma: regime.gammaS)
        let value = Errors.gap(teacher: teacher, student: student)
        let scale = student.lost * (teacher.effectivePower * student.shrinkageRatio + 2 * abs(teacher.excess))
        failures.check(
          value >= best.gap - 1e-14 * scale || value == best.gap, "\(best), \(value) at λs = \(lambda), \(regime)")
        if scale < .infinity && abs(value) <= 1e-14 * scale && value != 0 {
          tooClose += 1
          continue
        }
        let wins = report.winning?.contains(lambda) ?? false
        failures.check((value < 0) == wins, "\(report), gap \(value) at λs = \(lambda), \(regime)")
      }
      let tie = 1e-14 * regime.with(.lambdaS, best.lambdaS).gapScale(teacher)
      failures.check(
        (best.gap < 0) == (report.phase != .never) || abs(best.gap) <= tie, "\(best), \(report) at \(regime)")
      checkEdges(report, regime, teacher, &failures)
    }
    failures.expectNone(atLeast: 4_000_000)
    #expect(tooClose < 2_000, "\(tooClose) grid points are left out")
    for phase in Phase.allCases { #expect(seen[phase, default: 0] >= 500, "\(phase): \(seen)") }
  }

  /// Just inside an edge the student wins, just outside it does not.
  private func checkEdges(
    _ report: PhaseReport, _ regime: Regime, _ teacher: TeacherLimit, _ failures: inout Failures
  ) {
    guard let winning = report.winning, winning.upper > winning.lower * (1 + 1e-4) else { return }
    func wins(_ lambda: Double) -> Bool {
      Errors.gap(teacher: teacher, student: RidgeLimit(lambda: lambda, gamma: regime.gammaS)) < 0
    }
    // r is flat near λs = 0 and ∞, and within rounding of ρ further from the edge.
    if winning.lower > 1e-4 {
      failures.check(wins(winning.lower * (1 + 1e-7)) && !wins(winning.lower * (1 - 1e-7)), "lower edge at \(regime)")
    }
    if winning.upper > 1e-7 && winning.upper < 1e6 {
      failures.check(wins(winning.upper * (1 - 1e-7)) && !wins(winning.upper * (1 + 1e-7)), "upper edge at \(regime)")
    }
  }

  /// The edges are where r(v_s) = ρ, and the window is (λ̄−, λ̄+) around γs − 1.
  @Test func windowSurroundsTheLeastRatio() {
    var random = SplitMix64(seed: 33)
    var failures = Failures()
    for _ in 0..<20_000 {
      let gammaS = 1 + random.powerOfTen(-2, 1)
      let regime = random.regime().with(.gammaS, gammaS)
      let teacher = TeacherLimit(regime)
      let least = RidgeLimit.minimalShrinkageRatio(gammaS: gammaS)
      let ratio = RidgeLimit(lambda: gammaS - 1, gamma: gammaS).shrinkageRatio
      failures.check(relativeError(ratio, least) <= 1e-13, "r_min at γs = \(gammaS)")
      guard let winning = PhaseReport(regime).winning, PhaseReport(regime).phase == .window else { continue }
      failures.check(winning.contains(gammaS - 1), "\(winning), γs = \(gammaS)")
      for edge in [winning.lower, winning.upper] {
        let r = RidgeLimit(lambda: edge, gamma: gammaS).shrinkageRatio
        failures.check(relativeError(r, teacher.rho) <= 1e-13, "r = \(r), ρ = \(teacher.rho) at \(regime)")
      }
    }
    failures.expectNone(atLeast: 21_000)
  }

  /// Equality is a tie: an optimal teacher never loses without a learned direction, and λs on an edge does not win.
  @Test func tiesAreNotWins() {
    let optimal = Regime(lambdaT: 1, lambdaS: 0.5, gammaT: 0.25, gammaS: 0.5, sigma: 2, zeta: 0)
    #expect(PhaseReport(optimal).phase == .never)
    #expect(PhaseReport(optimal.with(.lambdaT, 1 - 1e-12)).phase == .below)
    #expect(PhaseReport(optimal.with(.zeta, 1e-3)).phase == .below)
    #expect(!PenaltyInterval(lower: 1, upper: 2).contains(1) && !PenaltyInterval(lower: 1, upper: 2).contains(2))
    #expect(PenaltyInterval(lower: 1, upper: .infinity).contains(1e300))
    // A teacher that predicts 0 leaves nothing to improve, and nothing to lose.
    #expect(PhaseReport(optimal.with(.lambdaT, .infinity)).phase == .never)
    // At a noisy teacher's interpolation peak any shrinkage wins.
    let peak = Regime(lambdaT: 0, lambdaS: 0.5, gammaT: 1, gammaS: 30, sigma: 0.1, zeta: 0)
    #expect(PhaseReport(peak).phase == .always && BestPenalty(peak).gap == -.infinity)
    #expect(BestPenalty(peak).lambdaS == .infinity)
  }

  /// Regimes exactly on the borders between phases.
  @Test func bordersOfThePhases() {
    // s = 3/2, λ⋆t = 1, c = −1/3, ρ = 1/2: with γs = 1, r comes down to 1/2 but not below it.
    let half = Regime(lambdaT: 0.5, lambdaS: 1, gammaT: 1, gammaS: 1, sigma: 1)
    #expect(TeacherLimit(half).rho == 0.5)
    #expect(PhaseReport(half).phase == .never && BestPenalty(half).lambdaS == 0)
    #expect(PhaseReport(half.with(.gammaS, 1 - 1e-9)).phase == .below)
    #expect(PhaseReport(half.with(.lambdaT, 0.5 - 1e-9)).phase == .below)
    // T̃ = 1, S̃ = 3/4, exactly: a tie to the last bit.
    let exact = Regime(lambdaT: 0, lambdaS: 1, gammaT: 0.5, gammaS: 1, sigma: 0.5, zeta: 0.5)
    #expect(TeacherLimit(exact).rho == 0.5 && TeacherLimit(exact).oneMinusRho == 0.5)
    #expect(PhaseReport(exact).phase == .never && BestPenalty(exact).lambdaS == 0)
    // s = λ⋆t = 1/2, c = −1, ρ = 1: the teacher is exactly as bad as predicting 0, and r < 1 for every λs > 0.
    let one = Regime(lambdaT: 0, lambdaS: 1, gammaT: 0.5, gammaS: 3, sigma: 1)
    #expect(TeacherLimit(one).rho == 1 && one.errors.teacher == 2)
    for gammaS in [0.5, 1, 3] {
      let report = PhaseReport(one.with(.gammaS, gammaS))
      #expect(report.phase == .always)
      #expect(report.winning == PenaltyInterval(lower: 0, upper: .infinity))
    }
    #expect(PhaseReport(one.with(.sigma, 1 - 1e-9)).phase == .window)
  }

  /// Without a learned direction, "always" is a teacher no better than predicting 0.
  @Test func alwaysMeansWorseThanPredictingZero() {
    var random = SplitMix64(seed: 34)
    var failures = Failures()
    for _ in 0..<10_000 {
      let regime = random.regime().with(.zeta, 0)
      let excess = regime.errors.teacher - (1 + regime.sigma * regime.sigma)
      guard abs(excess) > 1e-12 * regime.errors.teacher else { continue }
      failures.check((PhaseReport(regime).phase == .always) == (excess > 0), "\(regime)")
    }
    failures.expectNone(atLeast: 9_900)
  }
}
