// Students other than ridge: gradient flow and descent, and principal components.

import RandomSupport
import RealModule
import Testing

@testable import Theory

@Suite struct StudentTests {
  private static let others: [SpectralFilter] = [.gradientFlow, .gradientDescent, .cutOff]

  /// Against quadrature of the density itself at 30 digits.
  @Test func limitsAgreeWithQuadratureAtThirtyDigits() throws {
    let points = try StudentPoint.load()
    #expect(points.count == 36)
    var failures = Failures()
    for point in points {
      let students = Students(point.filter, gamma: point.gamma)
      let limit = StudentLimit(students, lambda: point.lambda)
      let pairs = [
        ("κ₁", limit.lost, point.lost), ("1 − r", limit.shrinkageComplement, point.complement),
        ("κ₂", limit.lost * limit.shrinkageRatio, point.square), ("q", limit.ownVariance, point.ownVariance),
        ("labels", limit.labelVariance, point.labelVariance),
      ]
      for (name, value, expected) in pairs where !(point.filter == .cutOff && name == "1 − r") {
        failures.check(abs(value - expected) <= 1e-12 * abs(expected) + 1e-14, "\(name) \(value), not \(expected)")
      }
      if point.filter != .cutOff {
        let (lost, mixed) = FilterScan(students).means(lambda: point.lambda)
        failures.check(relativeError(lost, point.lost) <= 1e-12, "scanned κ₁ \(lost), not \(point.lost)")
        failures.check(
          relativeError(mixed / lost, point.complement) <= 1e-11, "scanned 1 − r, not \(point.complement)")
      }
      if let expected = point.leastRatio {
        failures.check(relativeError(students.leastRatio, expected) <= 1e-12, "r_min \(students.leastRatio)")
      }
    }
    failures.expectNone(atLeast: 200)
  }

  /// The gap, and the best of it, of a teacher with the power and the excess of an entry.
  @Test func gapsAgreeWithTheReference() throws {
    var failures = Failures()
    for point in try StudentPoint.load() {
      let regime = try #require(Self.regime(rho: 2 * point.excess)).with(.gammaS, point.gamma)
        .with(.lambdaS, point.lambda).with(point.filter)
      let power = TeacherLimit(regime).effectivePower
      let gap = regime.errors.gap / power
      failures.check(abs(gap - point.gap) <= 1e-12, "gap \(gap), not \(point.gap) of \(point)")
      let decomposed = Decomposition(regime)
      failures.check(
        abs(decomposed.student.error - decomposed.teacher.error - regime.errors.gap) <= 1e-12 * power,
        "the parts do not add up")
      guard let best = point.best, let bestGap = point.bestGap else { continue }
      let found = BestPenalty(regime)
      failures.check(abs(found.gap / power - bestGap) <= 1e-12, "best gap \(found.gap / power), not \(bestGap)")
      failures.check(
        bestGap > -1e-9 || relativeError(found.lambdaS, best) <= 1e-5, "best λs \(found.lambdaS), not \(best)")
    }
    failures.expectNone(atLeast: 80)
  }

  /// The error of the same student on true labels, by which the performance gap recovered is measured, and the least of it.
  @Test func trueLabelsAreFittedByTheSameFilter() throws {
    var failures = Failures()
    for point in try StudentPoint.load() {
      let regime = Regime(
        lambdaT: 0.1, lambdaS: point.lambda, gammaT: 0.5, gammaS: point.gamma, sigma: 0.8, zeta: 0.6
      ).with(point.filter)
      let recovered = GapRecovered(regime)
      let expected = 0.64 * (1 + point.labelVariance) + 0.64 * point.square
      failures.check(
        relativeError(recovered.ownCeiling, expected) <= 1e-12, "\(recovered.ownCeiling), not \(expected), of \(point)")
      let errors = stride(from: -8.0, through: 8, by: 0.2).map {
        regime.trueLabelError(penalty: point.lambda * .exp($0))
      }
      let least = errors.min() ?? .nan
      failures.check(
        recovered.bestCeiling <= least * (1 + 1e-12) && recovered.bestCeiling >= least * (1 - 0.01),
        "\(recovered.bestCeiling), not about \(least), of \(point)")
    }
    failures.expectNone(atLeast: 72)
  }

  /// Ridge by the same quadrature is ridge in closed form, its finite-size shifts among it.
  @Test func ridgeByQuadratureIsRidge() {
    var random = SplitMix64(seed: 1402)
    var failures = Failures()
    for _ in 0..<400 {
      let students = Students(.ridge, gamma: random.aspectRatio())
      let lambda = random.powerOfTen(-3, 3)
      let (means, limit) = (FilterMeans(students, lambda: lambda), StudentLimit(students, lambda: lambda))
      let closed = FilterMoments(RidgeLimit(lambda: lambda, gamma: students.gamma))
      let bias = (students.finiteBias(lambda: lambda), closed.lostBias)
      let pairs = [
        (means.lost, limit.lost, 1e-12), (means.kept, limit.retained, 1e-12),
        (means.mixed / means.lost, limit.shrinkageComplement, 1e-12), (means.labels, limit.labelVariance, 1e-12),
        (means.variance, limit.ownVariance, 1e-10), (means.variance, closed.variance, 1e-10),
      ]
      for (value, expected, tolerance) in pairs {
        failures.check(
          relativeError(value, expected) <= tolerance, "\(value), not \(expected) at \(students.gamma), \(lambda)")
      }
      failures.check(abs(bias.0.first - bias.1.first) <= 1e-12, "\(bias.0.first), not \(bias.1.first)")
      failures.check(abs(bias.0.second - bias.1.second) <= 1e-12, "\(bias.0.second), not \(bias.1.second)")
    }
    failures.expectNone(atLeast: 3000)
  }

  /// A direction that is fitted freely is one whose penalty is none: of ridge the law at finite d is the same by the forms of
  /// either, with nothing in common but the teacher.
  @Test func aFreeDirectionIsOneWithoutAPenalty() {
    var random = SplitMix64(seed: 1406)
    var failures = Failures()
    while failures.checks < 400 {
      let regime = random.regime()
      guard regime.zeta > 0, abs(regime.gammaS - 1) > 0.1, let teacher = TeacherMoments(regime) else { continue }
      let ridge = StudentMoments(
        RidgeNumbers(RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)), dimension: .infinity)
      let shift = regime.students.besideDirection(lambda: regime.lambdaS)
      let free = StudentMoments(
        gamma: ridge.gamma, lost: ridge.lost, retained: ridge.retained, square: ridge.square,
        direction: DirectionShare(
          lost: ridge.lost, retained: ridge.retained, isRidge: false, dimension: .infinity),
        spread: ridge.spread, third: ridge.third, squaresSpread: ridge.squaresSpread, bias: ridge.bias,
        biasOfSquare: ridge.biasOfSquare, beside: shift.first, besideOfSquare: shift.second)
      // At d = 1 what is of order 1/d is as large as it can be.
      let one = GapTerms(teacher, ridge, PenalisedDirection.self).law(teacher, dimension: 1)
      let other = GapTerms(teacher, free, FreeDirection.self).law(teacher, dimension: 1)
      let size = TeacherLimit(regime).effectivePower + abs(one.mean)
      failures.check(abs(one.mean - other.mean) <= 1e-7 * size, "mean \(other.mean), not \(one.mean), of \(regime)")
      failures.check(
        relativeError(other.deviation, one.deviation) <= 1e-7, "\(other.deviation), not \(one.deviation), of \(regime)")
    }
    failures.expectNone(atLeast: 400)
  }

  /// Phase, winning λs, best λs and ceiling as the sign of the gap along λs has them.
  @Test(arguments: others)
  func whichPenaltiesWinIsWhereTheGapIsNegative(filter: SpectralFilter) {
    var random = SplitMix64(seed: 1403)
    var failures = Failures()
    for _ in 0..<60 {
      let regime = random.regime().with(filter)
      let report = PhaseReport(regime)
      let ceiling = Ceiling(regime).gap
      let best = BestPenalty(regime)
      let scale = TeacherLimit(regime).effectivePower
      failures.check(best.gap >= ceiling - 1e-12 * scale, "the best, \(best.gap), is beyond the ceiling \(ceiling)")
      failures.check((report.phase != .never) == (best.gap < -1e-13 * scale), "\(report) and best \(best)")
      for _ in 0..<20 {
        let lambda = random.powerOfTen(-3, 3)
        let gap = regime.with(.lambdaS, lambda).errors.gap
        failures.check(gap >= best.gap - 1e-12 * scale, "\(gap) at \(lambda) is below the best, \(best)")
        guard abs(gap) > 1e-10 * scale else { continue }
        let wins = report.winning?.contains(lambda) ?? false
        failures.check(wins == (gap < 0), "\(gap) at \(lambda), but \(report)")
      }
      guard let set = report.winning, filter != .cutOff else { continue }
      for edge in [set.lower, set.upper] where edge > 1e-9 && edge < 1e9 {
        let gap = regime.with(.lambdaS, edge).errors.gap
        failures.check(abs(gap) <= 1e-10 * scale, "\(gap) at the edge \(edge)")
      }
    }
    failures.expectNone(atLeast: 800)
  }

  /// At a threshold the gap is 0 and its sign differs on either side, whichever parameter is moved.
  @Test(arguments: [SpectralFilter.gradientFlow, .gradientDescent])
  func thresholdsFlipTheVerdict(filter: SpectralFilter) {
    var random = SplitMix64(seed: 1404)
    var failures = Failures()
    for _ in 0..<40 {
      let regime = random.regime().with(filter)
      for parameter in Parameter.allCases {
        for value in regime.thresholds(of: parameter) where value > 1e-8 && value < 1e8 {
          let gaps = [0.999, 1.001].map { regime.with(parameter, min($0 * value, parameter == .zeta ? 1 : 1e9)) }
            .map(\.errors.gap)
          if parameter == .zeta && value > 0.998 { continue }
          failures.check((gaps[0] < 0) != (gaps[1] < 0), "\(gaps) about \(parameter.symbol) = \(value) of \(regime)")
        }
      }
      for value in regime.phaseEdges(of: .gammaS) where value < 1e6 {
        let phases = [0.999, 1.001].map { PhaseReport(regime.with(.gammaS, $0 * value)).phase }
        failures.check(phases[0] != phases[1], "\(phases) about γs = \(value)")
      }
    }
    failures.expectNone(atLeast: 100)
  }

  /// With many samples a direction has the eigenvalue 1, and every smooth filter is the same share everywhere: the ceiling.
  @Test func manySamplesReachTheCeiling() throws {
    let regime = Regime(lambdaT: 0.05, lambdaS: 1, gammaT: 0.25, gammaS: 1e-9, sigma: 1)
    let ceiling = Ceiling(regime).gap
    for filter in [SpectralFilter.ridge, .gradientFlow] {
      #expect(relativeError(BestPenalty(regime.with(filter)).gap, ceiling) < 1e-8, "\(filter)")
    }
    // e^(−1/λs) = (T − S)/T.
    let teacher = TeacherLimit(regime)
    let expected = -1 / Double.log(teacher.excess / teacher.power)
    #expect(relativeError(BestPenalty(regime.with(.gradientFlow)).lambdaS, expected) < 1e-4)
  }

  /// Descent in many small steps is flow: b/λs steps of size 1/b are nearly so where λs is small beside b.
  @Test func aSmallPenaltyIsManySteps() {
    let flow = StudentLimit(Students(.gradientFlow, gamma: 1), lambda: 1e-4)
    let descent = StudentLimit(Students(.gradientDescent, gamma: 1), lambda: 1e-4)
    #expect(relativeError(descent.lost, flow.lost) < 1e-4)
    // log(1 − y) < −y: a step goes further than the flow.
    #expect(descent.lost < flow.lost)
  }

  /// Cutting off is all or nothing, so κ₂ = κ₁: it wins iff ρ > 1, and then most where everything is cut off.
  @Test func principalComponentsWinOnlyAgainstTeachersWorseThanNone() {
    var random = SplitMix64(seed: 1405)
    var failures = Failures()
    for _ in 0..<300 {
      let regime = random.regime().with(.cutOff)
      let rho = TeacherLimit(regime).rho
      let report = PhaseReport(regime)
      failures.check(report.phase == (rho > 1 ? .always : .never), "\(report.phase) at ρ \(rho)")
      let best = BestPenalty(regime)
      failures.check(best.lambdaS == (rho > 1 ? .infinity : 0), "best \(best) at ρ \(rho)")
      if regime.gammaS < 1 {
        // What lies below the least eigenvalue cuts nothing off.
        let least = MarchenkoPastur(gamma: regime.gammaS).lower
        let verdict = Verdict(regime.with(.lambdaS, 0.99 * least))
        failures.check(verdict.outcome == .tie, "no tie below \(least)")
        let words = verdict.biasAndVariance { "\($0)" }
        failures.check(words.first?.hasPrefix("At this λs the student shrinks nothing") == true, "\(words)")
        let wins = verdict.winningPenalties { "\($0)" }
        failures.check(wins.contains(rho > 1 ? "every λs above \(least)" : "No λs"), "\(wins)")
      }
    }
    failures.expectNone(atLeast: 400)
  }

  /// No penalty, and an infinite one, are those of any filter: all that is seen is kept, or nothing.
  @Test(arguments: SpectralFilter.allCases)
  func theEndsAreThoseOfEveryFilter(filter: SpectralFilter) {
    for gamma in [0.25, 1, 4] {
      let students = Students(filter, gamma: gamma)
      let (none, all) = (StudentLimit(students, lambda: 0), StudentLimit(students, lambda: .infinity))
      #expect(abs(none.lost - max(0, 1 - 1 / gamma)) < 1e-13 && abs(all.lost - 1) < 1e-13 && all.retained == 0)
    }
  }

  /// A regime whose teacher has ρ, without noise between them: ζ = 0 and a noise that makes it so.
  private static func regime(rho: Double) -> Regime? {
    let base = Regime(lambdaT: 0.1, lambdaS: 1, gammaT: 0.5, gammaS: 0.5, sigma: 1)
    let margin = { (logSigma: Double) in TeacherLimit(base.with(.sigma, .exp(logSigma))).rho - rho }
    return base.with(.sigma, .exp(bracketedRoot(-3, 6, of: margin)))
  }
}
