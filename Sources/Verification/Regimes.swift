// Regimes drawn by lot, the same ones for a seed on every machine.

import RealModule
import Sampling
import Theory

/// A stream of numbers of a check.
struct Lot {
  private var generator: Generator

  /// - Parameter part: a stream of its own for each check.
  init(_ seed: UInt64, part: UInt64) { generator = Generator(seed: seed, panel: .max, part: part) }

  /// A number in [`range`).
  mutating func number(_ range: ClosedRange<Double>) -> Double {
    let share = Double(generator.next() >> 11) * 0x1p-53
    return range.lowerBound + share * (range.upperBound - range.lowerBound)
  }

  /// A power of ten.
  mutating func power(_ exponents: ClosedRange<Double>) -> Double { .pow(10, number(exponents)) }

  /// A seed of a simulation.
  mutating func seed() -> UInt64 { generator.next() }

  /// γ from 0.05 to 12, 4 % away from 1, where the spectrum touches 0 and quadratures take long.
  mutating func aspectRatio() -> Double {
    let gamma = power(-1.3...1.08)
    return abs(gamma - 1) < 0.04 ? 1.1 * gamma : gamma
  }

  /// A regime; every other one without a learned direction, some with γt or γs = 1.
  mutating func regime() -> Regime {
    var (gammaT, gammaS) = (aspectRatio(), aspectRatio())
    let square = number(0...1)
    if square < 0.03 { gammaT = 1 } else if square < 0.06 { gammaS = 1 }
    let direction = number(0...2)
    return Regime(
      lambdaT: power(-3...1.5), lambdaS: power(-3...2), gammaT: gammaT, gammaS: gammaS, sigma: power(-1...0.7),
      zeta: direction < 1 ? direction : 0)
  }
}

extension Regime {
  /// The regime in a message.
  var place: String {
    let values = Parameter.allCases.map { "\($0.fieldName) \(self[$0])" }.joined(separator: ", ")
    return "at " + values + (filter == .ridge ? "" : ", \(filter.rawValue)")
  }
}
