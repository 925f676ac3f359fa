// What there is to say of a regime, decided once for every place that says it: gain, tie or loss, which λs win, which is
// best, and on which side of its own optimum the teacher is.

/// The verdict on a regime.
public struct Verdict: Sendable, Hashable {
  /// Whether the student beats its teacher.
  public enum Outcome: String, CaseIterable, Sendable, Codable {
    /// L_s < L_t.
    case gain
    /// L_s = L_t, up to rounding.
    case tie
    /// L_s > L_t.
    case loss
  }

  /// On which side of λ⋆t the teacher's penalty is.
  public enum Regularisation: String, CaseIterable, Sendable {
    /// λt below its optimum σε²γt.
    case under = "under-regularised"
    /// At it.
    case optimal = "optimally regularised"
    /// Above it.
    case over = "over-regularised"
  }

  /// By what a student can beat its teacher.
  public enum Mechanism: CaseIterable, Sendable {
    /// By nothing: no λs wins.
    case none
    /// Its penalty does what the teacher's should have done.
    case compensation
    /// A direction of its own, along which it need not shrink, against a teacher that leaves nothing to compensate.
    case direction
    /// Compensation, which would be enough, and a direction besides.
    case both
    /// Compensation that is not enough without the direction.
    case compensationByDirection
  }

  /// The regime judged.
  public let regime: Regime
  /// The limiting errors, their gap as computed.
  public let errors: Errors
  /// The phase, and which λs win.
  public let phase: PhaseReport
  /// The best λs.
  public let best: BestPenalty
  /// Gain, tie or loss.
  public let outcome: Outcome

  /// The verdict on a regime.
  public init(_ regime: Regime) {
    let teacher = TeacherLimit(regime)
    let student = StudentLimit(regime)
    let errors = Errors(teacher: teacher, student: student)
    self.regime = regime
    self.errors = errors
    phase = PhaseReport(teacher: teacher, students: regime.students)
    best = BestPenalty(teacher: teacher, students: regime.students)
    // An infinite gap is no tie, however large the terms it is made of.
    let isTie =
      errors.gap == 0
      || errors.gap.isFinite && abs(errors.gap) <= gapRounding(teacher: teacher, student: student)
    outcome = isTie ? .tie : errors.gap < 0 ? .gain : .loss
  }

  /// L_s − L_t; exactly 0 in a tie.
  public var gap: Double { outcome == .tie ? 0 : errors.gap }

  /// By what some λs beats the teacher.
  public var mechanism: Mechanism {
    if phase.phase == .never { return .none }
    if regime.zeta == 0 { return .compensation }
    if regularisation != .under { return .direction }
    return PhaseReport(regime.with(.zeta, 0)).phase == .never ? .compensationByDirection : .both
  }

  /// On which side of λ⋆t the teacher is; at it where the two differ by what a product rounds off.
  public var regularisation: Regularisation {
    let star = regime.optimalLambdaT
    if abs(regime.lambdaT - star) <= 1e-12 * star { return .optimal }
    return regime.lambdaT < star ? .under : .over
  }
}

/// The least |L_s − L_t| that rounding does not explain: 1e-14 of the sum of the magnitudes that cancel in it,
/// u_s(T̃r + 2|T̃ − S̃|), those that cancel in T̃ − S̃ included.
///
/// At 240,000 computed thresholds of random regimes the gap is below 0.6 of this; at 240,000 random regimes, where it is
/// not 0, above 400,000 times it. What a quadrature leaves, for students other than ridge, is counted a hundredfold.
private func gapRounding(teacher: TeacherLimit, student: StudentLimit) -> Double {
  let (v, u, zeta) = (teacher.fit.retained, teacher.fit.lost, teacher.zeta)
  // An ulp of ζ moves ζ² by as much; at ζ = 1 it stands for itself.
  let learned = zeta == 1 ? 0 : zeta * zeta
  var excess = abs(teacher.excess)
  if v > 0 && teacher.fit.root > 0 {
    let k = (1 - zeta) * (1 + zeta)
    let noise = teacher.sigma * teacher.sigma * teacher.fit.gamma
    let direct = v * ((noise + teacher.fit.lambda) / teacher.fit.root + zeta * zeta * u)
    excess = min(direct, teacher.variance + k * u * v) + learned * u * v
  }
  let power = teacher.effectivePower + learned * v * v
  let size = student.lost * (power * student.shrinkageRatio + 2 * excess)
  let fit = RidgeLimit(lambda: student.lambda, gamma: student.students.gamma)
  let ofStudent = student.students.filter == .ridge ? fit.aspectSensitivity : 100
  return 1e-14 * (1 + teacher.fit.aspectSensitivity + ofStudent) * size
}

extension RidgeLimit {
  /// How many times a relative change of γ is found again in s: large near the interpolation peak.
  fileprivate var aspectSensitivity: Double {
    let edge = abs(1 - gamma) / (1 + gamma.squareRoot())
    return edge == 0 || lambda == .infinity ? 0 : gamma.squareRoot() * edge / (lambda + edge * edge)
  }
}
