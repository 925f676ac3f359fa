// Chains of fits on fits: both engines against theory and each other, and what is refused.

import Sampling
import StatisticsSupport
import Testing
import Theory

@testable import Simulation

@Suite struct ChainTests {
  private static let plain = GenerationChain(
    sigma: 1,
    [
      Generation(lambda: 0.1, gamma: 0.5), Generation(lambda: 0.2, gamma: 0.8, noise: 0.4),
      Generation(lambda: 0.05, gamma: 1.5, ensemble: 3), Generation(lambda: 0.3, gamma: 0.4, trueShare: 1),
      Generation(lambda: 0.1, gamma: 0.5, ensemble: 2),
    ])
  private static let mixed = GenerationChain(
    sigma: 1,
    [
      Generation(lambda: 0.05, gamma: 0.5), Generation(lambda: 0.1, gamma: 0.25, trueShare: 0.3),
      Generation(lambda: 0.3, gamma: 1.5, noise: 0.5, ensemble: 2, trueShare: 0.5),
      Generation(lambda: 0.1, gamma: 0.5, trueShare: 0.4, weight: 0.1),
    ])

  /// The limit is off by a bias of order 1/d. At |z| ≤ 5 with that bias taken out by Richardson's extrapolation of d and 2d,
  /// one of five right means is refused in about a million runs.
  @Test func theLawEngineGoesToTheLimit() throws {
    let small = try simulate(chain: ChainPlan(Self.plain, dimension: 100, trials: 1500, seed: 3))
    let large = try simulate(chain: ChainPlan(Self.plain, dimension: 200, trials: 1500, seed: 4))
    for index in Self.plain.generations.indices {
      let limits = (small.plan.chain.errors[index], large.plan.chain.errors[index])
      let (near, far) = (large.errors[index].mean - limits.1, small.errors[index].mean - limits.0)
      let error = (4 * large.errors[index].variance / 1500 + small.errors[index].variance / 1500).squareRoot()
      #expect(abs(2 * near - far) < 5 * error, "generation \(index + 1): \(2 * near - far) ± \(error)")
    }
  }

  /// Both engines have the law of the experiment: means agree within five standard errors of their difference, and
  /// deviations within a fifth, which at 400 trials are 5.6 standard errors.
  @Test func theEnginesAgree() throws {
    let law = try simulate(chain: ChainPlan(Self.plain, dimension: 30, trials: 4000, seed: 1))
    let dense = try simulate(chain: ChainPlan(Self.plain, dimension: 30, trials: 400, seed: 2, engine: .dense))
    for index in Self.plain.generations.indices {
      let (one, other) = (law.errors[index], dense.errors[index])
      let error = (one.variance / 4000 + other.variance / 400).squareRoot()
      #expect(abs(one.mean - other.mean) < 5 * error, "generation \(index + 1): \(one.mean), \(other.mean) ± \(error)")
      #expect(abs((other.variance / one.variance).squareRoot() - 1) < 0.2, "generation \(index + 1)")
    }
  }

  /// True labels among the model's: the dense engine within five standard errors of the limit and a bias of 1/d, whose size is
  /// that of the gap between d and the limit, at most three errors over d.
  @Test func mixedLabels() throws {
    let estimate = try simulate(chain: ChainPlan(Self.mixed, dimension: 120, trials: 60, seed: 4, engine: .dense))
    for index in Self.mixed.generations.indices {
      let (moments, limit) = (estimate.errors[index], estimate.plan.chain.errors[index])
      #expect(
        abs(moments.mean - limit) < 5 * moments.standardError + 3 * limit / 120,
        "generation \(index + 1): \(moments.mean) ± \(moments.standardError), limit \(limit)")
    }
    // A chain that forgot its true labels would be seen, and one that weighed all labels alike.
    let wrong = GenerationChain(
      sigma: 1, Self.mixed.generations.map { Generation(lambda: $0.lambda, gamma: $0.gamma, noise: $0.noise) })
    #expect(abs(estimate.errors[2].mean - wrong.errors[2]) > 10 * estimate.errors[2].standardError)
    let alike = GenerationChain(
      sigma: 1,
      Self.mixed.generations.map {
        var generation = $0
        generation.weight = 1
        return generation
      })
    #expect(abs(estimate.errors[3].mean - alike.errors[3]) > 10 * estimate.errors[3].standardError)
  }

  @Test(arguments: Engine.allCases)
  func theSameBitsOnAnyNumberOfThreads(engine: Engine) throws {
    let plan = try ChainPlan(Self.plain, dimension: 12, trials: 9, seed: 8, engine: engine)
    let one = try simulate(chain: plan, threads: 1)
    #expect(try simulate(chain: plan, threads: 3) == one)
    #expect(one.errors.allSatisfy { $0.count == 9 && $0.mean.isFinite })
  }

  @Test func smallestSizes() throws {
    for engine in Engine.allCases {
      for dimension in [1, 2, 3] {
        let chain = GenerationChain(
          sigma: 0.5, Array(repeating: Generation(lambda: 0.1, gamma: 1, ensemble: 2), count: 3))
        let estimate = try simulate(chain: ChainPlan(chain, dimension: dimension, trials: 3, seed: 1, engine: engine))
        #expect(estimate.errors.allSatisfy { $0.mean >= 0.25 && $0.mean.isFinite }, "\(engine) d \(dimension)")
      }
    }
  }

  @Test func refusals() {
    #expect(throws: SimulationError.self) { try ChainPlan(Self.mixed, dimension: 100, trials: 1, seed: 1) }
    #expect(throws: SimulationError.self) { try ChainPlan(Self.plain, dimension: 100, trials: 0, seed: 1) }
    #expect(throws: SimulationError.self) { try ChainPlan(Self.plain, dimension: 0, trials: 1, seed: 1) }
    #expect(throws: SimulationError.self) {
      try ChainPlan(Self.plain, dimension: 100_000, trials: 1, seed: 1, engine: .dense)
    }
  }
}
