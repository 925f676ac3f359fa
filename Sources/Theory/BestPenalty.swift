// The student penalty that minimises L_s, and with it the gap.

import RealModule

/// The best student penalty against a teacher.
public struct BestPenalty: Sendable, Hashable {
  /// The minimising λs ∈ [0, ∞].
  public let lambdaS: Double
  /// L_s − L_t there: the least gap, ≤ 0 wherever any penalty wins.
  public let gap: Double

  /// The minimiser of the gap over λs ∈ [0, ∞] for students of aspect ratio `gammaS`.
  ///
  /// The gap is unimodal in λs: its derivative vanishes where h(λ) = λ/(v s²) = (T̃ − S̃)/T̃, and h rises monotonically
  /// with λ to 1, from 0 at λ = 0 (from 1/4 if γs = 1). Beyond 1/2 the equation is solved for the complements,
  /// 1 − h = v ((1−γv)(1−γv²) + γu²) / (1 − γv²)² = S̃/T̃, which keep their digits as h → 1.
  public init(teacher: TeacherLimit, gammaS: Double) {
    let target = 0.5 * teacher.rho
    let floor = gammaS == 1 ? 0.25 : 0
    let lambda: Double
    if target <= floor {
      lambda = 0
    } else if teacher.effectiveAlignment == 0 || teacher.effectivePower == .infinity {
      lambda = .infinity
    } else {
      let logTarget = Double.log(target)
      let logRest = Double.log(teacher.effectiveAlignment / teacher.effectivePower)
      let excess = { (logLambda: Double) in
        let fit = RidgeLimit(lambda: .exp(logLambda), gamma: gammaS)
        let logDenominator = Double.log(fit.residualFactor)
        if target <= 0.5 { return logLambda - logDenominator - Double.log(fit.root) - logTarget }
        let rest = fit.free * fit.residualFactor + gammaS * fit.lost * fit.lost
        return 2 * logDenominator - Double.log(fit.retained) - Double.log(rest) + logRest
      }
      // h underflows to its limits well inside ±600.
      lambda = .exp(bracketedRoot(-600, 600, of: excess))
    }
    lambdaS = lambda
    gap = Errors.gap(teacher: teacher, student: RidgeLimit(lambda: lambda, gamma: gammaS))
  }

  /// Whether another is the same for all that a person reads of it: within a twentieth.
  public func isNear(_ other: BestPenalty) -> Bool {
    lambdaS == other.lambdaS || abs(lambdaS - other.lambdaS) <= 0.05 * min(lambdaS, other.lambdaS)
  }

  /// The best student penalty of a regime; its λs plays no part.
  public init(_ regime: Regime) { self.init(teacher: TeacherLimit(regime), gammaS: regime.gammaS) }

  /// The minimiser of the mean gap at a dimension d ≥ 1, to leading order: where λs is no longer small beside d, the penalty
  /// along the learned direction, 1 + d times less than elsewhere, is felt too. Without a direction it is that of the limit.
  public init(_ regime: Regime, dimension: Int) {
    let (teacher, gammaS) = (TeacherLimit(regime), regime.gammaS)
    guard regime.zeta > 0, teacher.effectivePower < .infinity else {
      self.init(teacher: teacher, gammaS: gammaS)
      return
    }
    let gap = { (logLambda: Double) in
      FiniteLaw.leadingGap(teacher, RidgeLimit(lambda: .exp(logLambda), gamma: gammaS), dimension: dimension)
    }
    // Beyond either end nothing moves any more. The two valleys that there may be, at λs of order 1 and of order d, are
    // wider than a step.
    let ends = (-30.0, 30 + Double.log(1 + Double(dimension)) + Double.log(1 + gammaS))
    let lambda =
      switch leastPlace(of: gap, from: ends.0, to: ends.1) {
      case .lowerEnd: 0.0
      case .upperEnd: Double.infinity
      case .inside(let place): Double.exp(place)
      }
    let fit = RidgeLimit(lambda: lambda, gamma: gammaS)
    self.init(lambdaS: lambda, gap: FiniteLaw.leadingGap(teacher, fit, dimension: dimension))
  }

  private init(lambdaS: Double, gap: Double) { (self.lambdaS, self.gap) = (lambdaS, gap) }
}
