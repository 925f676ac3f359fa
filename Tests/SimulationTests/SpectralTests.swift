// Chains under any covariance, feature overlap and learned subspaces: dense fits against the deterministic equivalents.
//
// Every mean is tested at |z| ≤ 5 besides a bias of three times its distance from σ² over the smallest size, the order of what
// the equivalents leave out: of 60 trials one of forty right means is refused in about five thousand runs, and the seeds are
// fixed. By the same measure what a wrong constant would give is refused.

import Sampling
import Testing
import Theory

@testable import Simulation

@Suite struct SpectralTests {
  private static let d = 150

  /// Teacher, student with other inputs, and one after it with the first's, as power laws and sizes go.
  private static func chain(
    _ alpha: Double, signal: Double, _ teacher: (lambda: Double, samples: Double),
    _ student: (lambda: Double, samples: Double), inputs: Double
  ) -> SpectralChain {
    SpectralChain(
      .powerLaw(alpha, signal: signal, dimension: d), sigma: 0.5,
      [
        SpectralGeneration(lambda: teacher.lambda, samples: teacher.samples),
        SpectralGeneration(
          lambda: student.lambda, samples: student.samples,
          inputs: inputs == alpha ? nil : Covariance.powerLawEigenvalues(inputs, dimension: d)),
        SpectralGeneration(lambda: student.lambda, samples: student.samples, noise: 0.3),
      ])
  }

  private static let chains = [
    chain(1.5, signal: 1, (0.01, 75), (0.03, 225), inputs: 1.5),
    chain(1.2, signal: 0.5, (0.001, 300), (0.02, 60), inputs: 1.2),
    chain(1.5, signal: 1, (0.003, 120), (0.1, 190), inputs: 0.8),
    chain(1, signal: 0, (0, 100), (0, 300), inputs: 1),
  ]

  /// What of a simulation is too far from a chain's equivalents, in words.
  private static func misses(_ estimate: SpectralEstimate, _ chain: SpectralChain) -> [String] {
    let size = Double(min(estimate.plan.dimension, estimate.plan.samples.min() ?? 1))
    let excesses = chain.errors.map { $0 - chain.sigma * chain.sigma }
    let means = estimate.errors + estimate.gaps
    let biases = excesses + zip(excesses, excesses.dropFirst()).map { max($0, $1) }
    return zip(zip(means, chain.errors + chain.gaps), biases).compactMap { pair, excess in
      let (moments, limit) = pair
      let isNear = abs(moments.mean - limit) < 5 * moments.standardError + 3 * excess / size
      return isNear ? nil : "\(moments.mean) ± \(moments.standardError), limit \(limit)"
    }
  }

  private static func expect(_ estimate: SpectralEstimate, sourceLocation: SourceLocation = #_sourceLocation) {
    let misses = misses(estimate, estimate.plan.chain)
    #expect(misses.isEmpty, sourceLocation: sourceLocation)
  }

  /// Expects that a simulation is refused as one of another chain.
  private static func expect(
    _ estimate: SpectralEstimate, refuses wrong: SpectralChain, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let misses = misses(estimate, wrong)
    #expect(!misses.isEmpty, sourceLocation: sourceLocation)
  }

  @Test(arguments: 0..<4)
  func powerLaws(index: Int) throws {
    let estimate = try simulate(spectral: SpectralPlan(Self.chains[index], trials: 60, seed: UInt64(7 + index)))
    Self.expect(estimate)
  }

  /// A shift that is forgotten is seen, and so are a penalty on κ's scale in place of its own, and labels without their noise.
  @Test func wrongChainsAreSeen() throws {
    let chain = Self.chains[2]
    let estimate = try simulate(spectral: SpectralPlan(chain, trials: 60, seed: 3))
    var generations = chain.generations
    generations[1].inputs = nil
    Self.expect(estimate, refuses: SpectralChain(chain.covariance, sigma: 0.5, generations))
    generations = chain.generations
    generations[1].lambda = chain.fits[1].kappa
    Self.expect(estimate, refuses: SpectralChain(chain.covariance, sigma: 0.5, generations))
    Self.expect(estimate, refuses: SpectralChain(chain.covariance, sigma: 0.4, chain.generations))
  }

  private static let shares: (dimensions: FeatureOverlap.Shares?, signal: FeatureOverlap.Shares?) = (
    FeatureOverlap.Shares(teacher: 0.7, student: 0.5, both: 0.3),
    FeatureOverlap.Shares(teacher: 0.8, student: 0.6, both: 0.5)
  )

  /// Both ridgeless, and with penalties; a student that shares more features, or signal, would be seen.
  @Test func overlaps() throws {
    let (dimensions, signal) = (try #require(Self.shares.dimensions), try #require(Self.shares.signal))
    for (seed, regime) in [
      Regime(lambdaT: 0.02, lambdaS: 0.05, gammaT: 0.9, gammaS: 0.3, sigma: 1),
      Regime(lambdaT: 0, lambdaS: 0, gammaT: 1, gammaS: 0.5, sigma: 0.5),
    ].enumerated() {
      let overlap = try #require(FeatureOverlap(regime, dimensions: dimensions, signal: signal))
      let chain = overlap.chain(counts: [60, 80, 40, 20])
      let estimate = try simulate(spectral: SpectralPlan(sized(chain), trials: 100, seed: UInt64(seed)))
      Self.expect(estimate)
      // The closed form, at the ratios that were simulated.
      let samples = estimate.plan.samples.map { 200 / Double($0) }
      let own = try #require(
        FeatureOverlap(
          regime.with(.gammaT, samples[0]).with(.gammaS, samples[1]), dimensions: dimensions, signal: signal))
      #expect(abs(own.gap - estimate.plan.chain.gaps[0]) < 1e-12)
      for (both, held) in [(0.4, 0.5), (0.3, 0.4)] {
        let more = try #require(FeatureOverlap.Shares(teacher: 0.7, student: 0.5, both: both))
        let less = try #require(FeatureOverlap.Shares(teacher: 0.8, student: 0.6, both: held))
        let wrong = try #require(FeatureOverlap(own.regime, dimensions: more, signal: less))
        Self.expect(estimate, refuses: wrong.chain())
      }
    }
  }

  /// Subspaces that cost little; one that cost as much as the rest, or nothing, would be seen.
  @Test func subspaces() throws {
    let settings: [(Regime, Double, Double)] = [
      (Regime(lambdaT: 0.25, lambdaS: 0.5, gammaT: 0.25, gammaS: 0.25, sigma: 1, zeta: 0.9), 0.3, 1e-3),
      (Regime(lambdaT: 0.1, lambdaS: 1, gammaT: 0.25, gammaS: 1.2, sigma: 1, zeta: 0.95), 0.5, 0.1),
    ]
    for (seed, (regime, share, weight)) in settings.enumerated() {
      let counts = [200 * share, 200 * (1 - share)]
      let chain = LearnedSubspace(regime, share: share, weight: weight).chain(counts: counts)
      let estimate = try simulate(spectral: SpectralPlan(sized(chain), trials: 60, seed: UInt64(seed)))
      Self.expect(estimate)
      var plain = estimate.plan.chain.generations
      plain[1].weights = nil
      Self.expect(estimate, refuses: SpectralChain(chain.covariance, sigma: 1, plain))
    }
  }

  /// The chain with its samples made whole.
  private func sized(_ chain: SpectralChain) -> SpectralChain {
    var generations = chain.generations
    for index in generations.indices { generations[index].samples.round() }
    return SpectralChain(chain.covariance, sigma: chain.sigma, generations)
  }

  @Test func theSameBitsOnAnyNumberOfThreads() throws {
    let chain = SpectralChain(
      .powerLaw(1, dimension: 12), sigma: 1,
      [
        SpectralGeneration(lambda: 0.1, samples: 8),
        SpectralGeneration(lambda: 0.2, samples: 20, weights: [.infinity, 0.1] + Array(repeating: 1, count: 10)),
      ])
    let plan = try SpectralPlan(chain, trials: 9, seed: 8)
    let one = try simulate(spectral: plan, threads: 1)
    #expect(try simulate(spectral: plan, threads: 3) == one)
    #expect(one.errors.allSatisfy { $0.count == 9 && $0.mean.isFinite && $0.mean > 1 })
    #expect(one.gains[0].count == 9 && one.gaps[0].mean != 0)
    #expect(try simulate(spectral: SpectralPlan(chain, trials: 9, seed: 9)).errors[0].mean != one.errors[0].mean)
  }

  @Test func refusals() throws {
    let fit = SpectralGeneration(lambda: 0, samples: 10)
    func plan(_ covariance: Covariance, _ generation: SpectralGeneration, trials: Int = 1) throws -> SpectralPlan {
      try SpectralPlan(SpectralChain(covariance, sigma: 1, [generation]), trials: trials, seed: 1)
    }
    _ = try plan(.flat(dimension: 5), fit)
    #expect(throws: SimulationError.self) { try plan(.flat(dimension: 5), fit, trials: 0) }
    #expect(throws: SimulationError.self) {
      try plan(.flat(dimension: 5), SpectralGeneration(lambda: 0, samples: 10.5))
    }
    #expect(throws: SimulationError.self) {
      try plan(Covariance(eigenvalues: [1], energies: [1], counts: [2.5]), fit)
    }
    #expect(throws: SimulationError.self) {
      try plan(Covariance(eigenvalues: [1, 1], energies: [1, 1], counts: [3, 0]), fit)
    }
    let wide = Covariance(eigenvalues: [1, 1e-12], energies: [1, 1])
    #expect(throws: SimulationError.self) { try plan(wide, fit) }
    _ = try plan(wide, SpectralGeneration(lambda: 0.1, samples: 10))
    #expect(throws: SimulationError.self) {
      try plan(wide, SpectralGeneration(lambda: 0.1, samples: 10, weights: [0, 1]))
    }
  }
}
