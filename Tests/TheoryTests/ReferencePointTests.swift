// The limits at single points, against quadrature of the Marchenko–Pastur density at 60 digits.

import Testing

@testable import Theory

@Suite struct ReferencePointTests {
  @Test(arguments: ["points", "given-points"])
  func limitsAgreeWithQuadrature(file: String) throws {
    let points = try ReferencePoint.load(file)
    #expect(points.count >= 120)
    var failures = Failures()
    for point in points {
      let regime = point.params.regime
      for (name, value) in computed(regime) {
        let expected = try #require(point.expected[name])
        // A gap near 0 is the difference of two terms, and as sharp as those.
        let isGap = ["gap", "delta"].contains(name)
        let scale = isGap ? max(abs(expected), 0.01 * regime.gapScale(TeacherLimit(regime))) : abs(expected)
        let passed = abs(value - expected) <= 1e-13 * scale
        failures.check(passed, "\(name) = \(value), not \(expected), at \(regime)")
      }
    }
    failures.expectNone(atLeast: 1200)
  }

  private func computed(_ regime: Regime) -> [(String, Double)] {
    let teacher = RidgeLimit(lambda: regime.lambdaT, gamma: regime.gammaT)
    let student = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
    let errors = regime.errors
    return [
      ("m_t1", teacher.m1), ("m_t2", teacher.m2), ("m_s1", student.m1), ("m_s2", student.m2),
      ("teacher_error", errors.teacher), ("student_error", errors.student), ("gap", errors.gap),
      ("delta", regime.with(.zeta, 0).errors.gap), ("delta_gamma", learnedDirectionBenefit(regime)),
      ("optimal_teacher_lambda", regime.optimalLambdaT),
    ]
  }

  /// Δ_Γ in the reduced variables: u_s v_t (2u_t + v_t r(v_s)), a sum of non-negative terms.
  private func learnedDirectionBenefit(_ regime: Regime) -> Double {
    let teacher = RidgeLimit(lambda: regime.lambdaT, gamma: regime.gammaT)
    let student = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
    return student.lost * teacher.retained * (2 * teacher.lost + teacher.retained * student.shrinkageRatio)
  }
}
