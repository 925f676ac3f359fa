// Ranges, names and copies of the six parameters.

import Testing

@testable import Theory

@Suite struct ParameterTests {
  @Test func ranges() {
    for parameter in Parameter.allCases {
      #expect(parameter.accepts(1) && parameter.accepts(1e-300))
      #expect(!parameter.accepts(-1e-300) && !parameter.accepts(.infinity) && !parameter.accepts(.nan))
      #expect(parameter.accepts(0) == ![.gammaT, .gammaS].contains(parameter))
      #expect(parameter.accepts(1.5) == (parameter != .zeta))
    }
  }

  @Test func eachParameterIsItsOwnField() {
    let base = Regime(lambdaT: 1, lambdaS: 2, gammaT: 3, gammaS: 4, sigma: 5, zeta: 0.6)
    #expect(Parameter.allCases.map { base[$0] } == [1, 2, 3, 4, 5, 0.6])
    for parameter in Parameter.allCases {
      let moved = base.with(parameter, 0.25)
      for other in Parameter.allCases { #expect(moved[other] == (other == parameter ? 0.25 : base[other])) }
    }
    #expect(Set(Parameter.allCases.map(\.symbol)).count == 6)
    #expect(Set(Parameter.allCases.map(\.fieldName)).count == 6)
    #expect(base.optimalLambdaT == 75)
  }

  @Test func validationNamesTheValue() throws {
    #expect(
      try Regime(checking: 1, 2, 3, 4, 5, 0.6)
        == Regime(lambdaT: 1, lambdaS: 2, gammaT: 3, gammaS: 4, sigma: 5, zeta: 0.6))
    _ = try Regime(checking: .infinity, .infinity, 3, 4, 0, 1)
    let error = #expect(throws: OutOfRange.self) { try Regime(checking: 1, 2, 3, 4, 5, 1.5) }
    #expect(error?.parameter == .zeta && error?.value == 1.5)
    #expect(error?.description == "zeta = 1.5 is out of range: a number from 0 to 1 is accepted")
    #expect(throws: OutOfRange.self) { try Regime(checking: 1, 2, 3, 0, 5, 0.6) }
    #expect(throws: OutOfRange.self) { try Regime(checking: .nan, 2, 3, 4, 5, 0.6) }
    #expect(throws: OutOfRange.self) { try Regime(checking: 1, -1e-300, 3, 4, 5, 0.6) }
    #expect(throws: OutOfRange.self) { try Regime(checking: 1, 2, .infinity, 4, 5, 0.6) }
  }

  /// A teacher-side parameter moves the teacher alone, a student-side one the student alone.
  @Test func sides() {
    let base = Regime(lambdaT: 1, lambdaS: 2, gammaT: 3, gammaS: 4, sigma: 5, zeta: 0.6)
    for parameter in Parameter.allCases {
      let moved = base.with(parameter, 0.5)
      #expect((TeacherLimit(base) != TeacherLimit(moved)) == parameter.isTeacherSide)
    }
  }
}
