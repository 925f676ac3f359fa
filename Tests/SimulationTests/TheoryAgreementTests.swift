import Sampling
import StatisticsSupport
import Testing
import Theory

@testable import Simulation

// Both engines against the limits. A finite problem differs from its limit by O(1/d) in the mean, for which the
// tolerance is `bias/d` times the error; beyond it, one comparison has the false-alarm rate of `zLimit`.
private let bias = 4.0

@Suite struct TheoryAgreementTests {
  static let regimes = [
    Regime(lambdaT: 0.1, lambdaS: 0.1, gammaT: 0.25, gammaS: 0.25, sigma: 1),
    Regime(lambdaT: 0.1, lambdaS: 0.5, gammaT: 0.25, gammaS: 1.25, sigma: 2),
    Regime(lambdaT: 0.3, lambdaS: 0.2, gammaT: 0.25, gammaS: 0.25, sigma: 1, zeta: 0.8),
    Regime(lambdaT: 0.5, lambdaS: 0.4, gammaT: 2, gammaS: 1, sigma: 0.5, zeta: 0.5),
  ]

  private func compare(_ engine: Engine, dimension: Int, trials: Int, regimes: [Regime], seed: UInt64) throws {
    let points = try regimes.map { try SimulationPoint($0, dimension: dimension) }
    let (result, layout) = try simulate(points: points, trials: trials, seed: seed, engine: engine)
    for (cell, regime) in zip(layout.cells, regimes) {
      let (estimate, theory) = (result[cell], regime.errors)
      for (name, moments, limit) in [
        ("teacher", estimate.teacher, theory.teacher), ("student", estimate.student, theory.student),
        ("gap", estimate.gap, theory.gap),
      ] {
        let allowed = bias / Double(dimension) * theory.teacher
        let z = max(0, abs(moments.mean - limit) - allowed) / moments.standardError
        #expect(z < zLimit, "\(engine) \(name) of \(regime): \(moments.mean) against \(limit)")
      }
    }
  }

  @Test(arguments: [500, 2000]) func law(dimension: Int) throws {
    try compare(.law, dimension: dimension, trials: 60, regimes: Self.regimes, seed: 41)
  }

  /// Students other than ridge, against their law at the dimension: with a direction, and with fewer samples than dimensions.
  @Test(arguments: [SpectralFilter.gradientFlow, .gradientDescent, .cutOff])
  func otherStudentsHaveTheirLawAtFiniteSize(filter: SpectralFilter) throws {
    let regimes = [
      Regime(lambdaT: 0.05, lambdaS: 0.8, gammaT: 0.5, gammaS: 0.5, sigma: 1.2),
      Regime(lambdaT: 0.05, lambdaS: 1.5, gammaT: 0.5, gammaS: 2, sigma: 1.2),
      Regime(lambdaT: 0.3, lambdaS: 0.7, gammaT: 0.8, gammaS: 0.4, sigma: 0.7, zeta: 0.6),
      Regime(lambdaT: 0.1, lambdaS: 2, gammaT: 2, gammaS: 1.6, sigma: 0.5, zeta: 0.9),
    ].map { $0.with(filter) }
    let points = try regimes.map { try SimulationPoint($0, dimension: 100) }
    let (result, layout) = try simulate(points: points, trials: 4000, seed: 46)
    for (cell, point) in zip(layout.cells, points) {
      let estimate = result[cell]
      let law = try #require(FiniteLaw(point.regime, dimension: 100))
      for (name, moments, normal) in [
        ("gap", estimate.gap, law.gap), ("student", estimate.student, law.student),
      ] {
        // Beyond order 1/d a share of 1/d of it is left.
        let left = max(0, abs(moments.mean - normal.mean) - 1e-4 * normal.mean.magnitude) / moments.standardError
        #expect(left < zLimit, "\(name) of \(point.regime): \(moments.mean), not \(normal.mean)")
        let spread = moments.variance.squareRoot() / normal.standardDeviation
        #expect(abs(spread - 1) < 0.1, "\(name) of \(point.regime): a spread \(spread) of the law's")
      }
      let share = Double(estimate.gain.successes) / Double(estimate.gain.count)
      #expect(abs(share - law.probabilityOfGain) < 0.03, "\(share), not \(law.probabilityOfGain), of \(point.regime)")
    }
  }

  @Test func dense() throws {
    try compare(.dense, dimension: 500, trials: 8, regimes: Array(Self.regimes[1...2]), seed: 42)
  }

  @Test func denseOnceAtTwoThousand() throws {
    let regime = Regime(lambdaT: 0.3, lambdaS: 0.5, gammaT: 1, gammaS: 4, sigma: 1, zeta: 0.6)
    let panel = try Panel(
      sizes: Sizes(dimension: 2000, gammaT: 1, gammaS: 4), sigma: 1, zeta: 0.6, lambdaTs: [0.3], lambdaSs: [0.5])
    let spread = try trials(panel, count: 40, seed: 43, engine: .law).reduce(into: Moments()) { $0.add($1.gap[0]) }
    let drawn = try #require(try trials(panel, count: 1, seed: 44, engine: .dense).first)
    // One draw against the law's spread, and against the limit with the same spread.
    #expect(abs(drawn.gap[0] - spread.mean) < zLimit * (spread.variance * (1 + 1 / 40)).squareRoot() * 1.3)
    #expect(abs(drawn.gap[0] - regime.errors.gap) < zLimit * spread.variance.squareRoot() + bias / 2000)
  }

  /// z of the gap over a panel of Figure 1 right is of the size of 1, and its panel agrees with the theory engine's.
  @Test func zScoresOfAPanel() throws {
    let panel = try panel(400, 1600, 333, sigma: 2, [0.05, 0.2, 1, 5], [0.05, 0.2, 1, 5])
    let result = try simulate(SimulationPlan(panels: [panel], trials: 30, seed: 45))
    let z = result.panels[0].zScores()
    #expect(z.count == 16)
    #expect(z.allSatisfy { abs($0) < zLimit + 1 })
    #expect(abs(panel.theoryGaps()[7] - panel.regime(teacher: 3, student: 1).errors.gap) < 1e-14)
  }
}
