// P(gain) over grids, and against the law of each cell.

import RandomSupport
import RealModule
import Testing

@testable import Theory

@Suite struct FiniteGridTests {
  /// Over any two parameters every cell is the probability of its own law; nothing where there is none. The ends of the
  /// ranges and the peaks are on the grids, whose rows are no whole number of lanes.
  @Test(arguments: SpectralFilter.allCases)
  func everyCellIsItsOwnLaw(filter: SpectralFilter) {
    var random = SplitMix64(seed: 12)
    var failures = Failures()
    for x in Parameter.allCases {
      for y in Parameter.allCases where x != y {
        for peak in [Parameter.lambdaT, .zeta] {
          // A penalty of 0 puts a peak, and ζ = 0 no direction, where neither axis does otherwise.
          let base = random.regime().with(filter).with(peak, 0)
          let columns = (0..<9).map { _ in random.regime()[x] } + ends(x)
          let rows = (0..<2).map { _ in random.regime()[y] } + ends(y).prefix(2)
          check(base, (x, filter == .ridge ? columns : Array(columns.suffix(5))), (y, rows), &failures)
        }
      }
    }
    failures.expectNone(atLeast: 1000)
  }

  /// Widths below, at and above those of one and two vectors, and rows of one.
  @Test func everyWidth() {
    var random = SplitMix64(seed: 13)
    var failures = Failures()
    for width in 1...19 {
      for (x, y) in [
        (Parameter.lambdaT, Parameter.lambdaS), (.gammaS, .zeta), (.gammaT, .lambdaT), (.lambdaS, .gammaS),
      ] {
        let base = random.regime()
        check(base, (x, (0..<width).map { _ in random.regime()[x] }), (y, [random.regime()[y]]), &failures)
      }
    }
    failures.expectNone(atLeast: 4 * 190)
    #expect(
      FiniteGrid(base: random.regime(), x: (.lambdaT, []), y: (.lambdaS, [1]), dimension: 9).probabilities() == [])
    #expect(
      FiniteGrid(base: random.regime(), x: (.lambdaT, [1]), y: (.lambdaS, []), dimension: 9).probabilities() == [])
  }

  /// The law over lanes is that of one number, where there is no spread and where there is no law too.
  @Test func theNormalLawInLanes() {
    var failures = Failures()
    let cells = stride(from: -45.0, through: 45, by: 0.01).map { ($0, 1.0) } + [(0, 0), (-1, 0), (1, 0), (-3, 1e-300)]
    for (mean, deviation) in cells {
      let expected = Normal(mean: mean, standardDeviation: deviation).probability(below: 0)
      let found = Lanes.probabilityBelowZero(mean: Lanes(mean), deviation: Lanes(deviation)).vector[0]
      failures.check(abs(found - expected) <= 1e-15, "\(found), not \(expected), at \(mean), \(deviation)")
      failures.check(
        expected < 1e-300 || abs(found - expected) <= 1e-4 * expected, "\(found), not \(expected), at \(mean)")
    }
    for (mean, deviation) in [(Double.nan, 1), (1, .nan), (.infinity, 1), (-.infinity, 1), (1, .infinity)] {
      let found = Lanes.probabilityBelowZero(mean: Lanes(mean), deviation: Lanes(deviation)).vector[0]
      failures.check(found.isNaN, "\(found) at \(mean), \(deviation)")
    }
    failures.expectNone(atLeast: 18_000)
  }

  private func ends(_ parameter: Parameter) -> [Double] {
    switch parameter {
    case .lambdaT, .lambdaS: [0, .infinity, 1e-9, 1e6]
    case .gammaT, .gammaS: [1, 1e-4, 1e4]
    case .sigma: [0, 30]
    case .zeta: [0, 1]
    }
  }

  private func check(
    _ base: Regime, _ x: (Parameter, [Double]), _ y: (Parameter, [Double]), _ failures: inout Failures
  ) {
    let grid = FiniteGrid(base: base, x: x, y: y, dimension: 200).probabilities()
    for (row, place) in y.1.enumerated() {
      for (column, value) in x.1.enumerated() {
        let regime = base.with(x.0, value).with(y.0, place)
        let found = grid[row * x.1.count + column]
        guard let law = FiniteLaw(regime, dimension: 200) else {
          failures.check(found.isNaN, "\(found) at \(regime), where there is no law")
          continue
        }
        // A spread near 0 is what is left of larger ones.
        let spread = 200 * law.gap.standardDeviation * law.gap.standardDeviation
        let tolerance = min(1e-10, 1e-12 + 1e-15 / spread)
        failures.check(
          abs(found - law.probabilityOfGain) <= tolerance, "\(found), not \(law.probabilityOfGain), at \(regime)")
      }
    }
  }
}
