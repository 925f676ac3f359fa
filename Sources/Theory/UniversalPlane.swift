// The whole phase diagram in one plane. ρ holds everything about the teacher, the noise and ζ; γs everything about the
// student but its penalty; and the student wins exactly where r(v_s) < ρ. Every regime is a point (γs, ρ), its λs a value
// of r, and every parameter but γs and λs moves the point along ρ alone.
//
// Near ρ = 1 the comparison is made between the complements κ = 1 − ρ and 1 − r, which keep their digits there; so a
// point carries κ beside ρ.

/// The plane of γs ∈ (0, ∞) and ρ ∈ (−∞, 2], in which the phases of every regime lie [restates paper, Thms 5 and 8].
///
///     never   ρ ≤ r_min(γs)
///     below   r_min < ρ < 1 and γs ≤ 1
///     window  r_min < ρ < 1 and γs > 1
///     always  ρ ≥ 1
public enum UniversalPlane {
  /// A point of the plane: what decides which λs win.
  public struct Point: Sendable, Hashable {
    /// The students: of one kind and aspect ratio.
    public let students: Students
    /// ρ = 2(T̃ − S̃)/T̃ ≤ 2; see ``TeacherLimit/rho``.
    public let rho: Double
    /// κ = 1 − ρ ≥ −1; of a teacher's point free of the cancellation of computing it from ρ.
    public let oneMinusRho: Double

    /// The point with these coordinates, whether or not a regime has them: beyond ρ = 2 there is none, and all is as
    /// at 2.
    public init(_ students: Students, rho: Double) {
      self.students = students
      self.rho = rho
      oneMinusRho = 1 - rho
    }

    /// The point of a teacher and of students of one kind.
    public init(teacher: TeacherLimit, students: Students) {
      self.students = students
      rho = teacher.rho
      oneMinusRho = teacher.oneMinusRho
    }

    /// The point of a regime; its λs plays no part.
    public init(_ regime: Regime) { self.init(teacher: TeacherLimit(regime), students: regime.students) }

    /// The students' aspect ratio γs > 0.
    public var gammaS: Double { students.gamma }

    /// r_min(γs), which ρ must exceed for some λs to win: of ridge 0 for γs < 1, from 1/2 up to 1 for γs ≥ 1.
    public var leastRatio: Double { students.leastRatio }

    /// Which λs win. Equality is a tie, not a win: ρ = r_min is ``Phase/never``.
    public var phase: Phase {
      students.filter == .ridge
        ? report.phase : Phase(rho: rho, oneMinusRho: oneMinusRho, leastRatio: leastRatio, gammaS: gammaS)
    }

    /// Which λs win, with the edges of their interval.
    public var report: PhaseReport { PhaseReport(rho: rho, oneMinusRho: oneMinusRho, students: students) }

    /// ρ − r(v_s) at a student penalty λs ∈ [0, ∞], right to a few units in the last place of ρ or of κ, whichever is
    /// the smaller. The gap is −(1−v_s) T̃ times it, so where the student does not copy its teacher (v_s < 1) it gains
    /// iff this is positive.
    public func margin(lambdaS: Double) -> Double {
      let fit = StudentLimit(students, lambda: lambdaS)
      return rho <= 0.5 ? rho - fit.shrinkageRatio : fit.shrinkageComplement - oneMinusRho
    }

    /// Whether the student gains at a penalty λs ∈ [0, ∞]: r(v_s) < ρ, and v_s < 1.
    public func gains(lambdaS: Double) -> Bool {
      margin(lambdaS: lambdaS) > 0 && (lambdaS > 0 || gammaS > 1)
    }

    /// −ρ/(2−ρ): the level of H₁ below this point, and at ζ = 0 the teacher's contrast c [paper, eqs (5) and (11)]; −∞
    /// from ρ = 2 on. Of a teacher, ``TeacherLimit/h1Level`` keeps its digits there too.
    public var h1Level: Double { rho >= 2 ? -.infinity : -rho / (1 + oneMinusRho) }

    /// Whether Theorem 5 as printed reaches the right answer at this point, read as one of ζ = 0; nil where it says
    /// nothing, as of students other than ridge. See ``Printed``.
    public var printedAgrees: Bool? {
      if students.filter != .ridge { return nil }
      return Printed.theoremFive(contrast: h1Level, gammaS: gammaS).map { $0 == (phase != .never) }
    }

    /// The values of γs, ascending, at which the phase changes along this ρ: below r = 1/2 the end of the
    /// under-parameterised students, above it also where r_min(γs) = ρ, at γs = 1/(4ρκ).
    public var gammaSEdges: [Double] {
      guard rho > 0, oneMinusRho > 0 else { return [] }
      if students.filter != .ridge { return students.edges(rho: rho) }
      let last = 1 / (4 * rho * oneMinusRho)
      return rho <= 0.5 || last <= 1 ? [1] : [1, last]
    }

    /// The values of ρ, ascending, at which the phase changes along this γs: r_min and 1.
    public var rhoEdges: [Double] { leastRatio < 1 ? [leastRatio, 1] : [1] }
  }
}
