// The limiting test errors of a regime, in the reduced forms. See Paper.swift for the theorems in the paper's letters.

/// The limiting errors of teacher and student.
public struct Errors: Sendable, Hashable {
  /// L_t, σε² included [paper, Prop 3].
  public let teacher: Double
  /// L_s, σε² included [paper, Thms 4 and 8].
  public let student: Double
  /// L_s − L_t; negative is a gain. Not computed as the difference of the two.
  public let gap: Double

  init(teacher: TeacherLimit, student: StudentLimit) {
    self.teacher = teacher.error
    self.student = Self.student(of: teacher, fit: student)
    gap = Self.gap(teacher: teacher, student: student)
  }

  /// Whether the student beats the teacher: gap < 0. At a tie this is decided by rounding; ``Verdict`` tells.
  public var gain: Bool { gap < 0 }

  /// L_s − L_t = κ₁ (T̃ r − 2(T̃ − S̃)) [paper, Thm 4 for ζ = 0 and Thm 8].
  ///
  /// `−∞` where only the teacher's risk diverges faster than the student's; 0 for a student that copies its teacher.
  static func gap(teacher: TeacherLimit, student: StudentLimit) -> Double {
    let u = student.lost
    if u == 0 { return 0 }
    if teacher.effectivePower == .infinity { return -.infinity }  // r ≤ 1 < ρ = 2
    return u * (teacher.effectivePower * student.shrinkageRatio - 2 * teacher.excess)
  }

  /// L_s as a sum of non-negative terms, so that a small error is not the difference of two large ones.
  ///
  ///     L_s = σ² + ζ²(1−v_t)² + (1−ζ²)[(1−v_t v_s)² + v_t² q] + V (v_s² + q),    q = κ₂ − κ₁², v_s = 1−κ₁
  private static func student(of teacher: TeacherLimit, fit student: StudentLimit) -> Double {
    let (vt, ut, zeta) = (teacher.fit.retained, teacher.fit.lost, teacher.zeta)
    let (vs, us) = (student.retained, student.lost)
    let q = student.ownVariance
    let shrunk = ut + vt * us  // 1 − v_t v_s
    let amplification = vs * vs + q
    let noise = amplification == 0 ? 0 : teacher.variance * amplification
    return teacher.sigma * teacher.sigma + zeta * zeta * ut * ut
      + (1 - zeta) * (1 + zeta) * (shrunk * shrunk + vt * vt * q) + noise
  }
}

extension Regime {
  /// The limiting errors at this point [paper, Prop 3, Thms 4 and 8]. Exact at λ = 0, λ = ∞, γ = 1, σε = 0, ζ = 0 and
  /// ζ = 1; infinite where the risk diverges; never NaN.
  public var errors: Errors {
    Errors(teacher: TeacherLimit(self), student: StudentLimit(self))
  }
}
