// The fast grids against the gap at every point, for all ordered pairs of axes.

import RandomSupport
import Testing

@testable import Theory

@Suite struct GapGridTests {
  /// Eleven values: one full SIMD row and a remainder, with the ends and the peak at both places.
  static func values(_ parameter: Parameter) -> [Double] {
    switch parameter {
    case .lambdaT, .lambdaS: [0, 1e-12, 1e-4, 0.02, 0.5, 3, 40, 1e9, .infinity, 1e-3, 0]
    case .gammaT, .gammaS: [1, 1e-6, 0.01, 0.25, 0.9999999, 1.0000001, 1.2, 3, 50, 1e6, 1]
    case .sigma: [0, 1e-6, 0.1, 0.4, 0.8, 1, 2, 4, 10, 100, 0]
    case .zeta: [0, 1e-9, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999999999, 1, 1]
    }
  }

  static let bases: [Regime] = {
    var random = SplitMix64(seed: 71)
    let random8 = (0..<8).map { _ in random.regime() }
    let ends = [
      Regime(lambdaT: 0, lambdaS: 0.3, gammaT: 1, gammaS: 0.5, sigma: 1),
      Regime(lambdaT: 0, lambdaS: 0.3, gammaT: 1, gammaS: 1, sigma: 0, zeta: 1),
      Regime(lambdaT: 1e-10, lambdaS: 0, gammaT: 2, gammaS: 3, sigma: 0, zeta: 0.5),
      Regime(lambdaT: .infinity, lambdaS: .infinity, gammaT: 1, gammaS: 1, sigma: 2, zeta: 0.2),
      Regime(lambdaT: 1e-10, lambdaS: 2, gammaT: 0.3, gammaS: 0.9, sigma: 0, zeta: 1),
    ]
    return random8 + ends
  }()

  @Test func everyPairOfAxesMatchesThePoints() {
    var failures = Failures()
    var infinite = 0
    for x in Parameter.allCases {
      for y in Parameter.allCases where x != y {
        for base in Self.bases {
          let grid = GapGrid(base: base, x: (x, Self.values(x)), y: (y, Self.values(y)))
          let gaps = grid.gaps()
          failures.check(gaps.count == 121 && grid.count == 121, "\(gaps.count) cells")
          for (row, b) in grid.y.values.enumerated() {
            for (column, a) in grid.x.values.enumerated() {
              let regime = base.with(x, a).with(y, b)
              let (value, expected) = (gaps[row * 11 + column], regime.errors.gap)
              infinite += expected.isFinite ? 0 : 1
              // The excess is itself a difference, whose terms are some ten times larger where it nearly vanishes.
              let close = value == expected || abs(value - expected) <= 2e-14 * regime.gapScale(TeacherLimit(regime))
              failures.check(close && value.isFinite == expected.isFinite, "\(value), not \(expected) at \(regime)")
            }
          }
        }
      }
    }
    failures.expectNone(atLeast: 30 * 13 * 122)
    #expect(infinite >= 100, "\(infinite)")
  }

  @Test func bufferCanBeReused() {
    let grid = GapGrid(base: Self.bases[0], x: (.lambdaT, [0.1, 1]), y: (.lambdaS, [0.2, 2, 3]))
    var cells = [Double](repeating: .nan, count: 8)
    cells.withUnsafeMutableBufferPointer { grid.fill($0) }
    #expect(Array(cells[..<6]) == grid.gaps())
    #expect(cells[6].isNaN && cells[7].isNaN)
  }

  /// Bands of rows, of any height, are the rows of the whole.
  @Test func rowsCanBeShared() {
    for (x, y) in [(Parameter.lambdaT, Parameter.lambdaS), (.gammaS, .zeta), (.gammaT, .sigma), (.lambdaS, .gammaS)] {
      let grid = GapGrid(base: Self.bases[0], x: (x, Self.values(x)), y: (y, Self.values(y)))
      let whole = grid.gaps()
      for band in [0..<11, 0..<1, 2..<7, 10..<11, 4..<4] {
        var cells = [Double](repeating: .nan, count: band.count * 11 + 1)
        cells.withUnsafeMutableBufferPointer { grid.fill($0, rows: band) }
        #expect(cells.dropLast() == whole[(band.lowerBound * 11)..<(band.upperBound * 11)])
        #expect(cells[band.count * 11].isNaN)
      }
    }
  }

  @Test(arguments: [SpectralFilter.gradientFlow, .cutOff])
  func otherStudents(filter: SpectralFilter) {
    var failures = Failures()
    for (x, y) in [(Parameter.lambdaT, Parameter.lambdaS), (.gammaS, .lambdaS), (.sigma, .gammaS), (.gammaT, .zeta)] {
      let base = Self.bases[0].with(filter)
      let (xs, ys) = (Self.values(x).prefix(7), Self.values(y).suffix(5))
      let gaps = GapGrid(base: base, x: (x, Array(xs)), y: (y, Array(ys))).gaps()
      for (row, b) in ys.enumerated() {
        for (column, a) in xs.enumerated() {
          let regime = base.with(x, a).with(y, b)
          let (value, expected) = (gaps[row * xs.count + column], regime.errors.gap)
          let (teacher, student) = (TeacherLimit(regime), StudentLimit(regime))
          let scale = student.lost * (teacher.effectivePower * student.shrinkageRatio + 2 * abs(teacher.excess))
          failures.check(
            value == expected || abs(value - expected) <= 2e-14 * scale, "\(value), not \(expected) at \(regime)")
        }
      }
    }
    failures.expectNone(atLeast: 4 * 35)
  }

  @Test func emptyGrids() {
    let grid = GapGrid(base: Self.bases[0], x: (.lambdaT, []), y: (.lambdaS, [1]))
    #expect(grid.count == 0 && grid.gaps().isEmpty)
  }
}
