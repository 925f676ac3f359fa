// One ridge fit: high-precision values of m₁ and m₂, the equations that define it, and its ends.

import RandomSupport
import Testing

@testable import Theory

@Suite struct RidgeLimitTests {
  /// (λ, γ, m₁, m₂): Definition 2 at 60 digits.
  static let moments: [(lambda: Double, gamma: Double, m1: Double, m2: Double)] = [
    (1e-12, 0.25, 1.333333333330963, 2.3703703703598354),
    (1e-12, 0.999, 999.99900000199811, 999996002.01498228),
    (1e-12, 1, 999999.50000012501, 4.9999999999993752e+17),
    (1e-12, 1.001, 999001998.00088811, 9.9900099900188912e+20),
    (1e-12, 4, 750000000000.08335, 7.5000000000000003e+23),
    (1e-12, 1e6, 999999000000.00002, 9.9999900000000004e+23),
    (1e-6, 0.25, 1.3333309629682304, 2.3703598354316816),
    (1e-6, 0.999, 617.92839981256484, 170901780.73951603),
    (1e-6, 1, 999.50012499999221, 499999937.50001175),
    (1e-6, 1.001, 1616.1415434289669, 1169740024.4082562),
    (1e-6, 4, 750000.08333329633, 750000000000.0371),
    (1e-6, 1e6, 999999.00000000005, 999999000000.00009),
    (1e-2, 0.25, 1.310143173894401, 2.2689457095440057),
    (1e-2, 0.999, 9.4695894688709152, 494.76450954866011),
    (1e-2, 1, 9.5124921972503928, 499.37616943892232),
    (1e-2, 1.001, 9.5555580209655405, 504.01603040188758),
    (1e-2, 4, 75.082965007409242, 7500.0366294552107),
    (1e-2, 1e6, 99.999900000000998, 9999.9899999999996),
    (1e6, 0.25, 9.9999900000125e-7, 9.9999800000374999e-13),
    (1e6, 0.999, 9.99999000001999e-7, 9.9999800000599698e-13),
    (1e6, 1, 9.9999900000199999e-7, 9.9999800000599998e-13),
    (1e6, 1.001, 9.9999900000200099e-7, 9.9999800000600298e-13),
    (1e6, 4, 9.9999900000499997e-7, 9.9999800001499988e-13),
    (1e6, 1e6, 9.99999500000125e-7, 9.999992500001875e-13),
  ]

  @Test func momentsMatchHighPrecision() {
    for row in Self.moments {
      let fit = RidgeLimit(lambda: row.lambda, gamma: row.gamma)
      #expect(relativeError(fit.m1, row.m1) <= 10 * .ulpOfOne, "λ = \(row.lambda), γ = \(row.gamma)")
      #expect(relativeError(fit.m2, row.m2) <= 10 * .ulpOfOne, "λ = \(row.lambda), γ = \(row.gamma)")
    }
  }

  @Test func definingEquationsHold() {
    var random = SplitMix64(seed: 1)
    var failures = Failures()
    for _ in 0..<10_000 {
      let (lambda, gamma) = (random.powerOfTen(-12, 12), random.chance(0.1) ? 1 : random.powerOfTen(-6, 6))
      let fit = RidgeLimit(lambda: lambda, gamma: gamma)
      let (v, u) = (fit.retained, fit.lost)
      let equations = [
        ("γv² + 1 = (1+γ+λ)v", gamma * v * v + 1, (1 + gamma + lambda) * v),
        ("u + v = 1", u + v, 1), ("1 − γv = λv/u", fit.free, lambda * v / u), ("u = λm₁", u, lambda * fit.m1),
        ("u²/(1−γv²) = λ²m₂", u * fit.shrinkageRatio, lambda * lambda * fit.m2),
        ("s²", fit.root * fit.root, (1 - gamma) * (1 - gamma) + lambda * (2 * (1 + gamma) + lambda)),
      ]
      for (name, left, right) in equations {
        failures.check(relativeError(left, right) <= 20 * .ulpOfOne, "\(name) at λ = \(lambda), γ = \(gamma)")
      }
    }
    failures.expectNone()
  }

  @Test func penaltyIsRecoveredFromTheRetainedFraction() {
    var random = SplitMix64(seed: 2)
    var failures = Failures()
    for _ in 0..<10_000 {
      let (lambda, gamma) = (random.powerOfTen(-2, 3), random.powerOfTen(-2, 2))
      let fit = RidgeLimit(lambda: lambda, gamma: gamma)
      let back = RidgeLimit.lambda(retained: fit.retained, gamma: gamma)
      // v is rounded: 1 − v and 1 − γv are known to ε only.
      let tolerance = 4 * Double.ulpOfOne * (1 + 1 / fit.lost + 1 / fit.free)
      failures.check(relativeError(back, lambda) <= tolerance, "λ = \(lambda), γ = \(gamma), back \(back)")
    }
    failures.expectNone()
  }

  /// dm₁/dλ = −m₂ and dv/dλ = −v/s.
  @Test func derivativesMatchDifferences() {
    var random = SplitMix64(seed: 3)
    var failures = Failures()
    for _ in 0..<2_000 {
      let (lambda, gamma) = (random.powerOfTen(-2, 2), random.powerOfTen(-1.5, 1.5))
      let (h, fit) = (1e-5 * lambda, RidgeLimit(lambda: lambda, gamma: gamma))
      let (above, below) = (RidgeLimit(lambda: lambda + h, gamma: gamma), RidgeLimit(lambda: lambda - h, gamma: gamma))
      let (dm, dv) = ((above.m1 - below.m1) / (2 * h), (above.retained - below.retained) / (2 * h))
      failures.check(relativeError(dm, -fit.m2) <= 1e-7, "m at λ = \(lambda), γ = \(gamma)")
      let slope = -fit.retained / fit.root
      failures.check(abs(dv - slope) <= 1e-7 * abs(slope) + 1e-15 / h, "v at λ = \(lambda), γ = \(gamma)")
    }
    failures.expectNone()
  }

  @Test(arguments: [1e-6, 0.25, 0.5, 1, 2, 4, 1e6])
  func ridgelessEnd(gamma: Double) {
    let fit = RidgeLimit(lambda: 0, gamma: gamma)
    #expect(relativeError(fit.retained, min(1, 1 / gamma)) <= 2 * .ulpOfOne)
    #expect(fit.lost == (gamma <= 1 ? 0 : 1 - 1 / gamma) || relativeError(fit.lost, 1 - 1 / gamma) <= 2 * .ulpOfOne)
    #expect((fit.m1 == .infinity) == (gamma >= 1))
    #expect((fit.m2 == .infinity) == (gamma >= 1))
    if gamma < 1 {
      #expect(relativeError(fit.m1, 1 / (1 - gamma)) <= 4 * .ulpOfOne)
      #expect(relativeError(fit.m2, 1 / ((1 - gamma) * (1 - gamma) * (1 - gamma))) <= 10 * .ulpOfOne)
    }
    #expect((fit.residualFactor == 0) == (gamma == 1))
    // r → 1/2 at the peak; it is 0 before it, where the student copies, and 1 beyond it.
    let near = RidgeLimit(lambda: 1e-30, gamma: gamma).shrinkageRatio
    #expect(abs(fit.shrinkageRatio - near) <= 1e-12)
    #expect(abs(fit.shrinkageRatio - (gamma < 1 ? 0 : gamma == 1 ? 0.5 : 1)) <= 1e-15)
  }

  @Test(arguments: [1e-6, 0.25, 1, 4, 1e6])
  func infinitePenaltyEnd(gamma: Double) {
    let fit = RidgeLimit(lambda: .infinity, gamma: gamma)
    #expect(fit.retained == 0 && fit.lost == 1 && fit.m1 == 0 && fit.m2 == 0 && fit.shrinkageRatio == 1)
    #expect(fit.residualFactor == 1 && fit.free == 1)
  }

  /// The inverse at its ends.
  @Test func inverseAtItsEnds() {
    #expect(RidgeLimit.lambda(retained: 0, gamma: 2) == .infinity)
    #expect(RidgeLimit.lambda(retained: 0.5, gamma: 2) == 0)
    #expect(RidgeLimit.lambda(retained: 1, gamma: 0.5) == 0)
  }
}
