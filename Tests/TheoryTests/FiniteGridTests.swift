// P(gain) over grids, and against simulation.

import RandomSupport
import Testing

@testable import Theory

@Suite struct FiniteGridTests {
  /// Over any two parameters every cell is the probability of its own law; nothing where there is none.
  @Test func everyCellIsItsOwnLaw() {
    var random = SplitMix64(seed: 12)
    var failures = Failures()
    for x in Parameter.allCases {
      for y in Parameter.allCases where x != y {
        let base = random.regime()
        let (xs, ys) = ((0..<3).map { _ in random.regime()[x] }, (0..<3).map { _ in random.regime()[y] })
        // The peak of the teacher is on some of the grids.
        let columns = xs + (x == .lambdaT ? [0, .infinity] : x == .gammaT ? [1] : [])
        let grid = FiniteGrid(base: base.with(.lambdaT, 0), x: (x, columns), y: (y, ys), dimension: 200).probabilities()
        for (row, place) in ys.enumerated() {
          for (column, value) in columns.enumerated() {
            let regime = base.with(.lambdaT, 0).with(x, value).with(y, place)
            let expected = FiniteLaw(regime, dimension: 200)?.probabilityOfGain
            let found = grid[row * columns.count + column]
            failures.check(
              expected == nil ? found.isNaN : found == expected, "\(found), not \(expected ?? .nan), at \(regime)")
          }
        }
      }
    }
    failures.expectNone(atLeast: 30 * 9)
    #expect(
      FiniteGrid(base: random.regime(), x: (.lambdaT, []), y: (.lambdaS, [1]), dimension: 9).probabilities() == [])
  }
}
