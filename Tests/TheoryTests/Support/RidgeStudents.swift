@testable import Theory

// The paper's students, spelt by their aspect ratio alone.

extension Students {
  static func ridge(_ gamma: Double) -> Students { Students(.ridge, gamma: gamma) }
}

extension PhaseReport {
  init(teacher: TeacherLimit, gammaS: Double) { self.init(teacher: teacher, students: .ridge(gammaS)) }
}

extension BestPenalty {
  init(teacher: TeacherLimit, gammaS: Double) { self.init(teacher: teacher, students: .ridge(gammaS)) }
}

extension UniversalPlane.Point {
  init(gammaS: Double, rho: Double) { self.init(.ridge(gammaS), rho: rho) }
  init(teacher: TeacherLimit, gammaS: Double) { self.init(teacher: teacher, students: .ridge(gammaS)) }
}

extension Errors {
  static func gap(teacher: TeacherLimit, student: RidgeLimit) -> Double {
    gap(teacher: teacher, student: StudentLimit(.ridge(student.gamma), lambda: student.lambda))
  }
}

extension FiniteLaw {
  static func leadingGap(_ teacher: TeacherLimit, _ student: RidgeLimit, dimension: Int) -> Double {
    leadingGap(teacher, StudentLimit(.ridge(student.gamma), lambda: student.lambda), dimension: dimension)
  }
}
