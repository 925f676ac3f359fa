// The universal plane against values worked out by hand, against the gap, and against the regimes mapped into it.

import RealModule
import RandomSupport
import Testing

@testable import Theory

@Suite struct UniversalPlaneTests {
  private static let third: Double = 1.0 / 3
  private static let fourThirds: Double = 4.0 / 3
  private static let sixSevenths: Double = 6.0 / 7
  private static let belowOne: Double = 1 - 1e-15

  /// Columns of γs with places of ρ in them: r_min is 0, 1/2, 3/4, (1 + 1/√2)/2 for γs = 1/2, 1, 4/3, 2, and
  /// 1 − 2.5e-7 for 1e6.
  private static let phases: [(gammaS: Double, rhos: [Double], phase: Phase)] = [
    (0.5, [-1, 0], .never), (0.5, [1e-300, 0.5, belowOne], .below), (0.5, [1, 2, 3], .always),
    (1, [-1, 0, 0.5], .never), (1, [0.500000000000001, belowOne], .below), (1, [1, 2, 1e6], .always),
    (fourThirds, [-1, 0, 0.5, 0.749999999999999], .never), (fourThirds, [0.75000000000001, belowOne], .window),
    (fourThirds, [1, 2, 3], .always),
    (2, [0, 0.5, 0.8535], .never), (2, [0.8536, 0.9], .window), (2, [1, 2], .always),
    (1e6, [0.99999974], .never), (1e6, [0.99999976], .window),
  ]

  @Test(arguments: phases)
  func phasesByHand(gammaS: Double, rhos: [Double], phase: Phase) {
    for rho in rhos { #expect(UniversalPlane.Point(gammaS: gammaS, rho: rho).phase == phase, "ρ = \(rho)") }
  }

  /// r(1/2) = 4/7 at γs = 1/2, where v = 1/2 is λs = 3/4; 2/3 at γs = 1 and λs = 1/2; 6/7 at γs = 2 for v = 1/4 and 1/3,
  /// which are λs = 3/2 and 2/3.
  private static let windows: [(gammaS: Double, rho: Double, lower: Double, upper: Double)] = [
    (0.5, 1 - 3.0 / 7, 0, 0.75), (1, 1 - third, 0, 0.5), (2, sixSevenths, 1 - third, 1.5),
  ]

  @Test(arguments: windows)
  func edgesOfThePenaltiesByHand(gammaS: Double, rho: Double, lower: Double, upper: Double) throws {
    let point = UniversalPlane.Point(gammaS: gammaS, rho: rho)
    let winning = try #require(point.report.winning)
    #expect(abs(winning.lower - lower) <= 1e-14 && abs(winning.upper - upper) <= 1e-14)
    #expect(point.gains(lambdaS: upper - 1e-12) && !point.gains(lambdaS: upper + 1e-12))
    #expect(point.gains(lambdaS: lower + 1e-12) && !point.gains(lambdaS: max(0, lower - 1e-12)))
    #expect(abs(point.margin(lambdaS: upper)) <= 4e-16)
    // As ρ → 1, also where r and ρ are the same double.
    let close = UniversalPlane.Point(gammaS: gammaS, rho: 1)
    #expect(close.gains(lambdaS: 1e300) && !close.gains(lambdaS: .infinity))
  }

  @Test func aCopyOfTheTeacherGainsNothing() {
    for gammaS in [0.1, 0.5, 1] { #expect(!UniversalPlane.Point(gammaS: gammaS, rho: 2).gains(lambdaS: 0)) }
    // Beyond γs = 1 the ridgeless student shrinks by r = 1.
    #expect(UniversalPlane.Point(gammaS: 2, rho: 2).gains(lambdaS: 0))
    #expect(!UniversalPlane.Point(gammaS: 2, rho: 1).gains(lambdaS: 0))
  }

  private static let levels: [(rho: Double, level: Double)] = [
    (-1, third), (0, 0), (0.5, -third), (0.75, -0.6), (sixSevenths, -0.75), (1, -1), (1.5, -3), (2, -.infinity),
    (3, -.infinity),
  ]

  @Test(arguments: levels)
  func levelByHand(rho: Double, level: Double) {
    #expect(relativeError(UniversalPlane.Point(gammaS: 1, rho: rho).h1Level, level) <= 4e-16)
  }

  /// At γs = 2 the printed bound on c is −1/(7 + 4√2) ≈ −0.079, from below; the right one −1/(7 − 4√2) ≈ −0.744, from
  /// above.
  private static let printed: [(gammaS: Double, rhos: [Double], agrees: Bool?)] = [
    (0.5, [-1, 0, 0.5, 1, 2], true), (1, [-1, 0], true), (1, [0.25, 0.75, 2], nil),
    (2, [-1, 0, 0.15, 0.85], true), (2, [0.1, 0.14, 0.8536, 1, 2, 3], false),
  ]

  @Test(arguments: printed)
  func printedConditionByHand(gammaS: Double, rhos: [Double], agrees: Bool?) {
    for rho in rhos { #expect(UniversalPlane.Point(gammaS: gammaS, rho: rho).printedAgrees == agrees, "ρ = \(rho)") }
  }

  private static let alongGammaS: [(rho: Double, edges: [Double])] = [
    (-1, []), (0, []), (0.25, [1]), (0.5, [1]), (0.75, [1, fourThirds]), (sixSevenths, [1, 49.0 / 24]), (1, []),
    (2, []),
  ]

  @Test(arguments: alongGammaS)
  func edgesAlongGammaSByHand(rho: Double, edges: [Double]) {
    let found = UniversalPlane.Point(gammaS: 0.3, rho: rho).gammaSEdges
    #expect(found.count == edges.count && zip(found, edges).allSatisfy { relativeError($0, $1) <= 1e-15 })
  }

  private static let alongRho: [(gammaS: Double, edges: [Double])] = [
    (0.5, [0, 1]), (1, [0.5, 1]), (fourThirds, [0.75, 1]), (1e18, [1]),
  ]

  @Test(arguments: alongRho)
  func edgesAlongRhoByHand(gammaS: Double, edges: [Double]) {
    let found = UniversalPlane.Point(gammaS: gammaS, rho: 0.3).rhoEdges
    #expect(found.count == edges.count && zip(found, edges).allSatisfy { abs($0 - $1) <= 4e-16 })
  }

  /// Equality is a tie, to the last bit, at every γs.
  @Test func theLeastRatioIsNever() {
    var random = SplitMix64(seed: 91)
    var failures = Failures()
    for _ in 0..<20_000 {
      let gammaS = random.aspectRatio()
      let least = UniversalPlane.Point(gammaS: gammaS, rho: 0).leastRatio
      let beyond = least == 0 ? .leastNonzeroMagnitude : least * (1 + 1e-15)
      failures.check(UniversalPlane.Point(gammaS: gammaS, rho: least).phase == .never, "γs = \(gammaS)")
      failures.check(UniversalPlane.Point(gammaS: gammaS, rho: beyond).phase != .never, "γs = \(gammaS)")
      // No penalty there takes r below it.
      let point = UniversalPlane.Point(gammaS: gammaS, rho: least)
      let lambda = gammaS > 1 && random.chance(0.5) ? gammaS - 1 : random.powerOfTen(-6, 6)
      failures.check(point.margin(lambdaS: lambda) <= 4e-16, "γs = \(gammaS), λs = \(lambda)")
    }
    failures.expectNone(atLeast: 60_000)
  }

  /// A regime's point has its phase, and the sign of its margin is that of the gap.
  @Test func regimesInThePlane() {
    var random = SplitMix64(seed: 92)
    var failures = Failures()
    var seen: [Phase: Int] = [:]
    for index in 0..<24_000 {
      let regime = [random.regime(), random.windowRegime(), random.extremeRegime()][index % 3]
      let (teacher, report) = (TeacherLimit(regime), PhaseReport(regime))
      let point = UniversalPlane.Point(regime)
      seen[report.phase, default: 0] += 1
      failures.check(point.report == report, "\(regime)")
      // From its coordinates alone, unless they are within rounding of an edge.
      let isAtEdge = point.rhoEdges.contains { abs($0 - point.rho) <= 1e-14 }
      let place = UniversalPlane.Point(gammaS: regime.gammaS, rho: teacher.rho)
      failures.check(isAtEdge || place.phase == report.phase, "\(place.phase), \(report.phase) at \(regime)")
      let gap = regime.errors.gap
      let scale = regime.gapScale(teacher)
      guard gap.isFinite, scale > 0 else { continue }
      let fit = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
      let product = -fit.lost * teacher.effectivePower * point.margin(lambdaS: regime.lambdaS)
      failures.check(abs(product - gap) <= 1e-14 * scale, "gap \(gap), \(product) at \(regime)")
      if abs(gap) > 1e-14 * scale {
        failures.check(point.gains(lambdaS: regime.lambdaS) == (gap < 0), "gap \(gap) at \(regime)")
      }
      // λs = 0 is no inner point, but beyond γs = 1 a student there wins where every λs > 0 does.
      guard regime.lambdaS > 0 else { continue }
      let isInside = report.winning?.contains(regime.lambdaS) ?? false
      failures.check(
        point.gains(lambdaS: regime.lambdaS) == isInside || abs(gap) <= 1e-14 * scale, "\(report) at \(regime)")
    }
    failures.expectNone(atLeast: 100_000)
    for phase in Phase.allCases { #expect(seen[phase, default: 0] >= 500, "\(phase): \(seen)") }
  }

  /// Where r is within an ulp of 1, the complement 1 − r = (1−γv)/s still has all its digits: λ(1 − r) → 1.
  @Test func theComplementOfTheRatio() {
    var random = SplitMix64(seed: 93)
    var failures = Failures()
    for _ in 0..<10_000 {
      let (lambda, gamma) = (random.powerOfTen(-9, 9), random.aspectRatio())
      let fit = RidgeLimit(lambda: lambda, gamma: gamma)
      failures.check(abs(fit.shrinkageRatio + fit.shrinkageComplement - 1) <= 2e-15, "λ = \(lambda), γ = \(gamma)")
      let far = RidgeLimit(lambda: 1e20 * (1 + lambda), gamma: gamma)
      failures.check(relativeError(far.shrinkageComplement * far.lambda, 1) <= 4e-15, "γ = \(gamma)")
    }
    failures.expectNone()
    #expect(RidgeLimit(lambda: 0, gamma: 1).shrinkageComplement == 0.5)
    #expect(RidgeLimit(lambda: .infinity, gamma: 2).shrinkageComplement == 0)
    #expect(RidgeLimit(lambda: 0, gamma: 0.5).shrinkageComplement == 1)
  }
}

@Suite struct H1LevelTests {
  /// The student gains iff H₁(λs) = λs m_s2 / (λs m_s2 − 2 m_s1), taken literally, exceeds the level.
  @Test func theLevelDecides() {
    var random = SplitMix64(seed: 94)
    var failures = Failures()
    var gains = 0
    for index in 0..<20_000 {
      let regime = index % 2 == 0 ? random.regime() : random.windowRegime()
      let (teacher, verdict) = (TeacherLimit(regime), Verdict(regime))
      let fit = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
      let literal = regime.lambdaS * fit.m2 / (regime.lambdaS * fit.m2 - 2 * fit.m1)
      let level = teacher.h1Level
      guard abs(literal - level) > 1e-11 else { continue }
      gains += verdict.outcome == .gain ? 1 : 0
      failures.check((literal > level) == (verdict.outcome == .gain), "H₁ = \(literal), \(level) at \(regime)")
      for lambda in Paper.penalties(solvingH1: level, gammaS: regime.gammaS) {
        let solved = Paper.h1(lambdaS: lambda, gammaS: regime.gammaS)
        failures.check(relativeError(solved, level) <= 1e-12, "H₁(\(lambda)) = \(solved), \(level) at \(regime)")
      }
    }
    failures.expectNone(atLeast: 22_000)
    #expect(gains > 4_000)
  }

  /// −ρ/(2−ρ) where that has digits; at ζ = 0 the contrast c of the conditions, which needs no ρ, also where it has none.
  @Test func theLevelIsTheContrast() {
    var random = SplitMix64(seed: 95)
    var failures = Failures()
    for _ in 0..<20_000 {
      let regime = random.regime()
      let teacher = TeacherLimit(regime)
      let literal = -teacher.rho / (2 - teacher.rho)
      let tolerance = 1e-14 * (1 + abs(literal)) * (1 + 1 / (2 - teacher.rho))
      failures.check(abs(teacher.h1Level - literal) <= tolerance, "\(teacher.h1Level), \(literal) at \(regime)")
      let point = UniversalPlane.Point(regime)
      failures.check(abs(point.h1Level - literal) <= tolerance, "\(point.h1Level), \(literal) at \(regime)")
      let plain = random.regime().with(.zeta, 0).with(.sigma, random.powerOfTen(-12, 12))
      let (level, contrast) = (TeacherLimit(plain).h1Level, Printed.contrast(plain))
      failures.check(relativeError(level, contrast) <= 1e-14, "\(level), \(contrast) at \(plain)")
      failures.check(level <= 1, "\(level) at \(plain)")
    }
    failures.expectNone(atLeast: 80_000)
  }

  @Test func theEndsOfTheLevel() {
    // At a noisy teacher's interpolation peak every penalty wins.
    #expect(TeacherLimit(lambda: 0, gamma: 1, sigma: 1).h1Level == -.infinity)
    // A perfect direction leaves nothing of a noisy teacher but noise.
    #expect(TeacherLimit(lambda: 0.1, gamma: 0.5, sigma: 1, zeta: 1).h1Level == -.infinity)
    // A teacher that predicts 0 leaves nothing to exceed, as ρ = 0 does.
    #expect(TeacherLimit(lambda: .infinity, gamma: 0.5, sigma: 1).h1Level == 0)
    #expect(TeacherLimit(lambda: 0.5, gamma: 0.5, sigma: 1).h1Level == 0)
  }
}
