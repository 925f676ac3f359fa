// Ranges, names and copies of the six parameters.

import Testing

@testable import Theory

@Suite struct ParameterTests {
  @Test func ranges() {
    for parameter in Parameter.allCases {
      let (least, most) = (parameter.acceptedAboveZero.lowerBound, parameter.acceptedAboveZero.upperBound)
      for value in [1, least, most] { #expect(parameter.accepts(value)) }
      for value in [-least, least.nextDown, most.nextUp, -1, .infinity, .nan, .leastNonzeroMagnitude] {
        #expect(!parameter.accepts(value), "\(parameter) = \(value)")
      }
      #expect(parameter.accepts(0) == ![.gammaT, .gammaS].contains(parameter))
      #expect(parameter.accepts(1.5) == (parameter != .zeta))
    }
  }

  @Test func whatIsComputedGoesToTheNearestAccepted() {
    let values = [0, .leastNonzeroMagnitude, 1e-31, 1e-30, 1e-12, 0.5, 1, 2, 1e12, 1e30, 1e31, .infinity]
    for parameter in Parameter.allCases {
      for value in values {
        let nearest = parameter.nearestAccepted(value)
        #expect(parameter.accepts(nearest))
        #expect(!parameter.accepts(value) || nearest == value)
      }
    }
    #expect(Parameter.lambdaT.nearestAccepted(1e-31) == 0 && Parameter.gammaT.nearestAccepted(1e-31) == 1e-12)
    #expect(Parameter.sigma.nearestAccepted(.infinity) == 1e30)
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
    #expect(error?.description == "zeta = 1.5 is out of range: \(Parameter.zeta.accepted) is accepted")
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
