// The law or the file that a person has set, at the regime explored.

import Simulation
import Theory

/// A file of eigenvalues that was read.
public struct NamedPopulation: Sendable, Hashable {
  /// Most eigenvalues that are drawn as the sliders move.
  public static let most = 20_000

  /// The file, as the person named it.
  public let path: String
  /// The eigenvalues, and the student's where it has them.
  let covariance: Covariance
  let studentEigenvalues: [Double]?

  /// A file; nil where it has no target, or more eigenvalues than are drawn.
  public init?(path: String, _ file: PopulationFile) {
    guard let covariance = file.covariance, file.eigenvalues.count <= Self.most else { return nil }
    (self.path, self.covariance, studentEigenvalues) = (path, covariance, file.studentEigenvalues)
  }
}

extension Settings {
  /// Most coordinates of a law that is drawn as the sliders move.
  private static let mostCoordinates = 2000

  /// Teacher and student of the regime under the law that is set, at the simulation's dimension, or that of the file read; ζ
  /// plays no part, and both are ridge fits. Nil where none is set, and of a file that was not read.
  package func populationReport(_ file: NamedPopulation? = nil) -> PopulationReport? {
    guard let population else { return nil }
    if case .file(let path) = population {
      guard let file, file.path == path else { return nil }
      let own = file.studentEigenvalues == nil ? "" : " and a student whose inputs have other eigenvalues"
      return report(file.covariance, student: file.studentEigenvalues, named: population.inWords, own)
    }
    let d = min(run.dimension, Self.mostCoordinates)
    return population.covariance(dimension: d).map { report($0, student: nil, named: population.inWords, "") }
  }

  private func report(
    _ covariance: Covariance, student inputs: [Double]?, named name: String, _ besides: String
  ) -> PopulationReport {
    let d = covariance.eigenvalues.count
    let chain = SpectralChain(
      covariance, sigma: regime.sigma,
      [
        SpectralGeneration(lambda: regime.lambdaT, samples: Double(d) / regime.gammaT),
        SpectralGeneration(lambda: regime.lambdaS, samples: Double(d) / regime.gammaS, inputs: inputs),
      ])
    return PopulationReport("\(name) (d = \(d))\(besides)", chain)
  }
}
