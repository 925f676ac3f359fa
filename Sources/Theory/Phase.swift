// The phases of a teacher–student pair as λs runs over (0, ∞): the correct statement of Theorem 5, extended to ζ > 0.
//
// The student wins exactly when r(v_s) < ρ. As λs runs over (0, ∞), r runs over (0, 1) for γs < 1, over (1/2, 1) for
// γs = 1, and for γs > 1 from 1 down to r_min at λs = γs − 1 and back up to 1.

/// Which student penalties beat the teacher.
public enum Phase: String, CaseIterable, Sendable, Codable {
  /// No λs wins.
  case never
  /// The winning penalties are (0, λ̄).
  case below
  /// The winning penalties are (λ̄−, λ̄+) with λ̄− > 0; only for γs > 1.
  case window
  /// Every λs > 0 wins. Without a learned direction, the teacher is then no better than predicting 0.
  case always

  /// The phase where r has one valley, at `leastRatio`, and is 1 at its end or ends.
  package init(rho: Double, oneMinusRho kappa: Double, leastRatio: Double, gammaS: Double) {
    self = kappa <= 0 && rho > leastRatio ? .always : rho <= leastRatio ? .never : gammaS <= 1 ? .below : .window
  }
}

/// An open interval of student penalties.
public struct PenaltyInterval: Sendable, Hashable {
  /// Lower end, ≥ 0.
  public let lower: Double
  /// Upper end, `+∞` where every larger penalty wins too.
  public let upper: Double
  /// Whether a penalty is inside.
  public func contains(_ lambda: Double) -> Bool { lower < lambda && lambda < upper }
}

/// The phase, and the penalties that win, of one teacher against students of one aspect ratio.
public struct PhaseReport: Sendable, Hashable {
  /// The phase.
  public let phase: Phase
  /// The winning λs; nil for ``Phase/never``.
  public let winning: PenaltyInterval?

  /// The phase of `teacher` against students of one kind [corrects paper, Thm 5].
  public init(teacher: TeacherLimit, students: Students) {
    self.init(rho: teacher.rho, oneMinusRho: teacher.oneMinusRho, students: students)
  }

  /// The phase of a point of the ``UniversalPlane``; `kappa` is 1 − `rho`, given apart to keep its digits.
  init(rho: Double, oneMinusRho kappa: Double, students: Students) {
    if students.filter == .ridge {
      self.init(rho: rho, oneMinusRho: kappa, ridge: students.gamma)
    } else {
      self.init(rho: rho, oneMinusRho: kappa, otherStudents: students)
    }
  }

  private init(rho: Double, oneMinusRho kappa: Double, ridge gammaS: Double) {
    // For γs ≥ 1, with p = 2ρ − 1: ρ ≤ r_min is p ≤ √(1 − 1/γs), and the discriminant is γs p² − (γs − 1).
    let p = rho - kappa
    let pMin = gammaS > 1 ? ((gammaS - 1) / gammaS).squareRoot() : 0
    // The second comparison is the first, but for what r_min rounds off.
    let neverWins = rho <= RidgeLimit.minimalShrinkageRatio(gammaS: gammaS) || gammaS >= 1 && p <= pMin
    if neverWins {
      (phase, winning) = (.never, nil)
    } else if kappa <= 0 {
      (phase, winning) = (.always, PenaltyInterval(lower: 0, upper: .infinity))
    } else if gammaS <= 1 {
      let edge = Self.edgeBelow(rho: rho, kappa: kappa, gammaS: gammaS)
      (phase, winning) = (.below, PenaltyInterval(lower: 0, upper: edge))
    } else {
      (phase, winning) = (.window, Self.window(rho: rho, kappa: kappa, p: p, pMin: pMin, gammaS: gammaS))
    }
  }

  /// The phase of a regime; its λs plays no part.
  public init(_ regime: Regime) { self.init(teacher: TeacherLimit(regime), students: regime.students) }

  /// The phase of students other than ridge, of whom there are no closed forms but the same shape of r.
  private init(rho: Double, oneMinusRho kappa: Double, otherStudents students: Students) {
    phase = Phase(rho: rho, oneMinusRho: kappa, leastRatio: students.leastRatio, gammaS: students.gamma)
    switch phase {
    case .never: winning = nil
    case .always:
      // Where nothing seen is below λs, nothing is cut off.
      let cutsNothing = students.filter == .cutOff && students.gamma < 1
      let lower = cutsNothing ? MarchenkoPastur(gamma: students.gamma).lower : 0
      winning = PenaltyInterval(lower: lower, upper: .infinity)
    case .below, .window:
      let edges = students.crossings(rho: rho, oneMinusRho: kappa)
      winning = PenaltyInterval(lower: edges.lower, upper: edges.upper)
    }
  }

  // The edges are λ = u(1−γv)/v at the roots of r(v) = ρ, each factor from the root of its own quadratic that does not
  // cancel; κ = 1 − ρ.

  private static func edgeBelow(rho: Double, kappa: Double, gammaS g: Double) -> Double {
    let p = rho - kappa
    let root = (g * p * p + (1 - g)).squareRoot()
    let b = 1 - 2 * rho * g
    let u = b >= 0 ? 2 * rho * (1 - g) / (b + root) : (root - b) / (2 * rho * g)
    let v = 2 * kappa / (1 + root)
    return u * ((1 - g) + g * u) / v
  }

  private static func window(
    rho: Double, kappa: Double, p: Double, pMin: Double, gammaS g: Double
  ) -> PenaltyInterval {
    let root = (g * (p - pMin) * (p + pMin)).squareRoot()
    let b = 2 * rho * g - 1
    let upper = (b + root) / (2 * rho * g) * ((p + root) / (2 * rho)) * ((1 + root) / (2 * kappa))
    let lower =
      (2 * rho * (g - 1) / (b + root)) * (2 * kappa * (g - 1) / (p + root)) * (2 * rho * g / (1 + root))
    return PenaltyInterval(lower: lower, upper: upper)
  }
}
