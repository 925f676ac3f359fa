// Errors over trials.

import RandomSupport
import Sampling
import Testing
import Theory

@testable import Figures
@testable import Simulation

@Suite struct DistributionTests {
  private func sample(_ regime: Regime, dimension: Int, trials: Int) throws -> (TrialSample, FiniteLaw) {
    let point = try SimulationPoint(regime, dimension: dimension)
    let (result, _) = try simulate(points: [point], trials: trials, seed: 7)
    return (try #require(result.sample), try #require(FiniteLaw(point.regime, dimension: dimension)))
  }

  /// The histogram holds every trial but the few beyond its ends, once.
  @Test func theHistogramIsADensity() throws {
    let regime = Regime(lambdaT: 0.2, lambdaS: 1, gammaT: 0.25, gammaS: 1.2, sigma: 2)
    let (sample, law) = try sample(regime, dimension: 60, trials: 1000)
    for distribution in Distribution.all(SortedTrials(sample), law) {
      let edges = Distribution.edges(distribution.scale, bins: distribution.bins(most: 40))
      let densities = distribution.densities(edges: edges)
      let mass = zip(zip(edges, edges.dropFirst()), densities).reduce(0) { $0 + ($1.0.1 - $1.0.0) * $1.1 }
      #expect(mass > 0.99 && mass <= 1 + 1e-12, "\(distribution.symbol): \(mass)")
      let below = Double(distribution.trials.count { $0 < edges[20] }) / 1000
      let left = zip(zip(edges, edges.dropFirst()), densities).prefix(20).reduce(0) { $0 + ($1.0.1 - $1.0.0) * $1.1 }
      #expect(abs(left - below) < 0.01)
    }
  }

  /// The middle nine tenths of many trials are those of the law, to what a thousand and a half of them tell.
  @Test func theLawPredictsTheQuantiles() throws {
    let regime = Regime(lambdaT: 0.1, lambdaS: 0.5, gammaT: 0.5, gammaS: 0.5, sigma: 1)
    let (sample, law) = try sample(regime, dimension: 400, trials: 1500)
    let distributions = Distribution.all(SortedTrials(sample), law)
    #expect(distributions.map(\.symbol) == ["Ls − Lt", "Ls", "Lt"])
    for distribution in distributions {
      let drawn = try #require(distribution.middle)
      let expected = try #require(Distribution(quantity: .gap, predicted: distribution.predicted, trials: []).middle)
      let unit = try #require(distribution.predicted).standardDeviation
      // The standard error of a twentieth's quantile is √(0.05·0.95/1500)/0.103 = 0.055 standard deviations.
      for (one, other) in [(drawn.low, expected.low), (drawn.half, expected.half), (drawn.high, expected.high)] {
        #expect(abs(one - other) < 6 * 0.055 * unit, "\(distribution.symbol): \(one), not \(other)")
      }
    }
  }

  /// What has no spread and no trials is not shown.
  @Test func nothingIsShownOfNothing() {
    #expect(Distribution.all(nil, nil).isEmpty)
    let copies = Regime(lambdaT: 0.1, lambdaS: 0, gammaT: 0.5, gammaS: 0.5, sigma: 1)
    #expect(Distribution.all(nil, FiniteLaw(copies, dimension: 100)).map(\.quantity) == [.student, .teacher])
  }
}
