// Random regimes, seeded.

import RandomSupport
import RealModule

@testable import Theory

extension SplitMix64 {
  /// 10 to a power uniform on [`low`, `high`).
  mutating func powerOfTen(_ low: Double, _ high: Double) -> Double { .exp10(uniform(low, high)) }

  /// A regime with every parameter inside its range and of moderate size; a third without a learned direction.
  mutating func regime() -> Regime {
    Regime(
      lambdaT: powerOfTen(-3, 1), lambdaS: powerOfTen(-3, 1), gammaT: powerOfTen(-1.3, 1.3),
      gammaS: aspectRatio(), sigma: powerOfTen(-1, 0.7), zeta: chance(1 / 3) ? 0 : uniform())
  }

  /// A regime some of whose parameters are at the ends of their ranges or at the peak, and the others widely spread.
  mutating func extremeRegime() -> Regime {
    Regime(
      lambdaT: chance(0.15) ? 0 : powerOfTen(-9, 4), lambdaS: chance(0.1) ? 0 : powerOfTen(-9, 4),
      gammaT: chance(0.15) ? 1 : powerOfTen(-3, 3), gammaS: aspectRatio(),
      sigma: chance(0.2) ? 0 : powerOfTen(-3, 1.5), zeta: chance(0.2) ? 0 : chance(0.2) ? 1 : uniform())
  }

  /// A moderate regime against students so little over-parameterised that some penalty may win, but not every one.
  mutating func windowRegime() -> Regime {
    while true {
      let regime = self.regime()
      let teacher = TeacherLimit(regime)
      guard teacher.rho > 0.5, teacher.rho < 1 else { continue }
      return regime.with(.gammaS, uniform(1, 1.2 / (4 * teacher.rho * teacher.oneMinusRho)))
    }
  }

  /// An aspect ratio below, at, just above and well above 1 in comparable shares.
  mutating func aspectRatio() -> Double {
    switch Int.random(in: 0..<8, using: &self) {
    case 0: 1
    case 1: 1 + powerOfTen(-6, -1)
    case 2: 1 - powerOfTen(-6, -1)
    case 3, 4: powerOfTen(0, 1.5)
    default: powerOfTen(-1.5, 0)
    }
  }
}
