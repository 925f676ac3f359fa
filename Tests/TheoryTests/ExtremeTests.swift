// The whole range that is accepted, up to its corners, against 500 digits.

import Testing

@testable import Theory

@Suite struct ExtremeTests {
  @Test func everyAnswerIsRight() throws {
    let points = try ExtremePoint.load()
    #expect(points.count == 400 && Set(points.map(\.expected.phase)).count == 4)
    var failures = Failures()
    for point in points {
      let regime = point.params.regime
      #expect(Parameter.allCases.allSatisfy { $0.accepts(regime[$0]) })
      let (verdict, expected) = (Verdict(regime), point.expected)
      let outcome: Verdict.Outcome = expected.gap < 0 ? .gain : expected.gap > 0 ? .loss : .tie
      failures.check(verdict.outcome == outcome, "\(verdict.outcome), not \(outcome), at \(regime)")
      failures.check(
        verdict.phase.phase == expected.phase, "\(verdict.phase.phase), not \(expected.phase), at \(regime)")
      let values = [
        ("L_t", verdict.errors.teacher, expected.teacherError), ("L_s", verdict.errors.student, expected.studentError),
        ("lower", verdict.phase.winning?.lower ?? 0, expected.lower ?? 0),
        ("upper", verdict.phase.winning?.upper ?? .infinity, expected.upper ?? .infinity),
      ]
      for (name, value, right) in values {
        failures.check(relativeError(value, right) <= 1e-9, "\(name) = \(value), not \(right), at \(regime)")
      }
      // A best penalty that gains is told from all others; one that only comes closest to a tie at 0 need not be.
      if verdict.best.gap < 0 {
        let right = expected.bestLambdaS ?? .infinity
        let isRight = relativeError(verdict.best.lambdaS, right) <= 1e-6
        failures.check(isRight, "best λs = \(verdict.best.lambdaS), not \(right), at \(regime)")
      }
    }
    failures.expectNone(atLeast: 2400)
  }
}
