// The law that a person has set, at the regime explored.

import Simulation
import Theory

extension Settings {
  /// Most coordinates of a law that is drawn as the sliders move.
  private static let mostCoordinates = 2000

  /// Teacher and student of the regime under the law that is set, at the simulation's dimension; ζ plays no part. Nil where none
  /// is set.
  package var populationReport: PopulationReport? {
    let d = min(run.dimension, Self.mostCoordinates)
    guard let population, let covariance = population.covariance(dimension: d) else { return nil }
    let fit = { (lambda: Double, gamma: Double) in SpectralGeneration(lambda: lambda, samples: Double(d) / gamma) }
    let chain = SpectralChain(
      covariance, sigma: regime.sigma,
      [fit(regime.lambdaT, regime.gammaT), fit(regime.lambdaS, regime.gammaS)])
    return PopulationReport("\(population.inWords) (d = \(d))", chain)
  }
}
