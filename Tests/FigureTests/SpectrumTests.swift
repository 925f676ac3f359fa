// The Marchenko–Pastur law, its filter, samples of it, and the solutions of H₁ = c.

import RealModule
import Simulation
import Testing

@testable import Theory

@Suite struct SpectrumTests {
  static let gammas = [0.05, 0.25, 0.8, 1, 1.25, 4, 20]

  /// ∫ s/(s+λ) dμ is the retained fraction, by Simpson's rule in the angle that removes the edges' square roots.
  @Test(arguments: gammas, [0.01, 0.3, 5])
  func filteredAreaIsTheRetainedFraction(gamma: Double, lambda: Double) {
    let law = MarchenkoPastur(gamma: gamma)
    let count = 200_000
    var (mass, kept) = (0.0, 0.0)
    for i in 0...count {
      let angle = Double.pi * Double(i) / Double(count)
      let s = 0.5 * (law.lower + law.upper) - 0.5 * (law.upper - law.lower) * Double.cos(angle)
      guard s > law.lower, s < law.upper else { continue }
      let weight = (i % 2 == 0 ? 2.0 : 4.0) / 3 * .pi / Double(count)
      let area = weight * law.density(s) * 0.5 * (law.upper - law.lower) * Double.sin(angle)
      mass += area
      kept += area * RidgeLimit.filter(s, lambda: lambda)
    }
    #expect(abs(mass + law.atom - 1) < (gamma == 1 ? 1e-4 : 1e-7))
    #expect(abs(kept - RidgeLimit(lambda: lambda, gamma: gamma).retained) < 1e-6)
  }

  /// At d = 500 a linear statistic deviates from its limit by a few parts in 500 at most.
  @Test(arguments: gammas)
  func aSampleIsNearItsLimit(gamma: Double) {
    let law = MarchenkoPastur(gamma: gamma)
    let sample = SampledSpectrum(gamma: gamma, seed: 3)
    #expect(abs(sample.zeroShare - law.atom) <= 1.0 / 500 + 1e-12)
    for lambda in [0.01, 0.1, 1, 10] {
      let limit = RidgeLimit(lambda: lambda, gamma: Double(sample.dimension) / Double(sample.samples)).retained
      #expect(abs(sample.retained(lambda: lambda) - limit) < 0.01, "λ = \(lambda)")
    }
    let edges = (0...64).map { 1.4 * law.upper * Double($0) / 64 }
    let total = zip(sample.histogram(edges: edges), zip(edges, edges.dropFirst())).reduce(0) {
      $0 + $1.0 * ($1.1.1 - $1.1.0)
    }
    #expect(abs(total + sample.zeroShare - 1) < 1e-12)
  }

  @Test func aSampleHasTheTraceOfItsEigenvalues() {
    // The counts of Sturm's theorem and the trace by pivots are two accounts of the same eigenvalues.
    let sample = SampledSpectrum(gamma: 0.5, dimension: 60, seed: 9)
    var eigenvalues: [Double] = []
    for index in 0..<60 {
      var (low, high) = (0.0, 20.0)
      for _ in 0..<60 {
        let middle = 0.5 * (low + high)
        if sample.count(below: middle) > index { high = middle } else { low = middle }
      }
      eigenvalues.append(high)
    }
    let kept = eigenvalues.reduce(0) { $0 + $1 / ($1 + 0.3) } / 60
    #expect(abs(sample.retained(lambda: 0.3) - kept) < 1e-12)
    #expect(SampledSpectrum(gamma: 0.5, dimension: 60, seed: 9).retained(lambda: 0.3) == sample.retained(lambda: 0.3))
    #expect(SampledSpectrum(gamma: 0.5, dimension: 60, seed: 8).retained(lambda: 0.3) != sample.retained(lambda: 0.3))
  }

  @Test(arguments: [0.25, 0.5, 1, 1.05, 1.2, 3], [-0.999, -0.8, -0.6, -0.35, -0.1, -1e-6])
  func solutionsSolve(gammaS: Double, level: Double) {
    let solutions = Paper.penalties(solvingH1: level, gammaS: gammaS)
    #expect(solutions == solutions.sorted())
    for lambda in solutions { #expect(abs(Paper.h1(lambdaS: lambda, gammaS: gammaS) - level) < 1e-12) }
    if gammaS < 1 { #expect(solutions.count == 1) }
    if gammaS > 1 {
      // The corrected (13).
      let highest = 1 / (1 - 4 * gammaS + 4 * (gammaS * (gammaS - 1)).squareRoot())
      #expect(solutions.count == (level < highest ? 2 : 0))
    }
    for level in [0.1, -1] { #expect(Paper.penalties(solvingH1: level, gammaS: gammaS).isEmpty) }
  }
}
