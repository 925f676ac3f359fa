// The student penalty that minimises L_s, and with it the gap.

import RealModule

/// The best student penalty against a teacher.
public struct BestPenalty: Sendable, Hashable {
  /// The minimising λs ∈ [0, ∞].
  public let lambdaS: Double
  /// L_s − L_t there: the least gap, ≤ 0 wherever any penalty wins.
  public let gap: Double

  /// The minimiser of the gap over λs ∈ [0, ∞] for students of one kind; in closed form for ridge.
  public init(teacher: TeacherLimit, students: Students) {
    if students.filter == .ridge {
      self.init(teacher: teacher, ridge: students.gamma)
    } else {
      self.init(teacher: teacher, otherStudents: students)
    }
  }

  /// The gap is unimodal in λs: its derivative vanishes where h(λ) = λ/(v s²) = (T̃ − S̃)/T̃, and h rises monotonically
  /// with λ to 1, from 0 at λ = 0 (from 1/4 if γs = 1). Beyond 1/2 the equation is solved for the complements,
  /// 1 − h = v ((1−γv)(1−γv²) + γu²) / (1 − γv²)² = S̃/T̃, which keep their digits as h → 1.
  private init(teacher: TeacherLimit, ridge gammaS: Double) {
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
    self.init(
      lambdaS: lambda,
      gap: Errors.gap(teacher: teacher, student: StudentLimit(Students(.ridge, gamma: gammaS), lambda: lambda)))
  }

  /// Whether another is the same for all that a person reads of it: within a twentieth.
  public func isNear(_ other: BestPenalty) -> Bool {
    lambdaS == other.lambdaS || abs(lambdaS - other.lambdaS) <= 0.05 * min(lambdaS, other.lambdaS)
  }

  /// The best student penalty of a regime; its λs plays no part.
  public init(_ regime: Regime) { self.init(teacher: TeacherLimit(regime), students: regime.students) }

  /// The minimiser of the mean gap at a dimension d ≥ 1, to leading order: where λs is no longer small beside d, the penalty
  /// along a ridge student's learned direction, 1 + d times less than elsewhere, is felt too. Without a direction it is that
  /// of the limit.
  public init(_ regime: Regime, dimension: Int) {
    let (teacher, students) = (TeacherLimit(regime), regime.students)
    guard regime.zeta > 0, regime.filter == .ridge, teacher.effectivePower < .infinity else {
      self.init(teacher: teacher, students: students)
      return
    }
    let gap = { (logLambda: Double) in
      FiniteLaw.leadingGap(teacher, StudentLimit(students, lambda: .exp(logLambda)), dimension: dimension)
    }
    // Beyond either end nothing moves any more. The two valleys that there may be, at λs of order 1 and of order d, are
    // wider than a step.
    let ends = (-30.0, 30 + Double.log(1 + Double(dimension)) + Double.log(1 + students.gamma))
    let lambda =
      switch leastPlace(of: gap, from: ends.0, to: ends.1) {
      case .lowerEnd: 0.0
      case .upperEnd: Double.infinity
      case .inside(let place): Double.exp(place)
      }
    let fit = StudentLimit(students, lambda: lambda)
    self.init(lambdaS: lambda, gap: FiniteLaw.leadingGap(teacher, fit, dimension: dimension))
  }

  /// Students other than ridge: the gap over log λs has one valley, which is wider than 1.
  private init(teacher: TeacherLimit, otherStudents students: Students) {
    let gap = { (lambda: Double) in Errors.gap(teacher: teacher, student: StudentLimit(students, lambda: lambda)) }
    if students.filter == .cutOff || teacher.excess <= 0 || teacher.effectivePower == .infinity
      || teacher.effectiveAlignment == 0
    {
      // The gap is linear in what is cut off, or falls or rises all along.
      let (none, all) = (gap(0), gap(.infinity))
      self.init(lambdaS: all < none ? .infinity : 0, gap: min(all, none))
      return
    }
    let scan = FilterScan(students)
    // Beyond the upper end next to nothing is kept.
    let ends = (scan.lowest, Double.log(MarchenkoPastur(gamma: students.gamma).upper) + 40)
    let places = Int(ends.1 - ends.0)
    switch leastPlace(of: { scan.gap(teacher, lambda: .exp($0)) }, from: ends.0, to: ends.1, places: places) {
    case .lowerEnd: self.init(lambdaS: 0, gap: gap(0))
    case .upperEnd: self.init(lambdaS: .infinity, gap: gap(.infinity))
    case .inside(let place): self.init(lambdaS: .exp(place), gap: gap(.exp(place)))
    }
  }

  private init(lambdaS: Double, gap: Double) { (self.lambdaS, self.gap) = (lambdaS, gap) }
}
