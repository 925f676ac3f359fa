// Checks by the million: an #expect for each would take longer than the theory itself.

import Testing

@testable import Theory

/// Collects the checks that failed, and reports the first few of them in one expectation.
struct Failures {
  private(set) var messages: [String] = []
  private(set) var count = 0
  private(set) var checks = 0

  mutating func check(_ passed: Bool, _ message: @autoclosure () -> String) {
    checks += 1
    guard !passed else { return }
    count += 1
    if messages.count < 5 { messages.append(message()) }
  }

  /// Expects that nothing failed, and that at least `minimum` checks were made.
  func expectNone(atLeast minimum: Int = 1, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(
      count == 0, "\(count) of \(checks): \(messages.joined(separator: "; "))", sourceLocation: sourceLocation)
    #expect(checks >= minimum, "only \(checks) checks were made", sourceLocation: sourceLocation)
  }
}

/// |a − b| / |b|; 0 where the two are the same, infinities included, and NaN is never close to anything.
func relativeError(_ a: Double, _ b: Double) -> Double {
  if a == b { return 0 }
  return b == 0 ? .infinity : abs(a - b) / abs(b)
}

extension Regime {
  /// The size of the terms whose difference is the gap, with their factor u_s: what the gap's rounding is relative to.
  func gapScale(_ teacher: TeacherLimit) -> Double {
    let student = RidgeLimit(lambda: lambdaS, gamma: gammaS)
    return student.lost * (teacher.effectivePower * student.shrinkageRatio + 2 * abs(teacher.excess))
  }
}
