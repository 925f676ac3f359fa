// Chains of fits on fits.

import Foundation
import RandomSupport
import Testing

@testable import Theory

@Suite struct GenerationTests {
  private struct Chain: Decodable {
    struct Entry: Decodable {
      let alignment: Double
      let power: Double
      let error: Double
    }
    let sigma: Double
    let generations: [[Double]]
    let models: [Entry]

    var chain: GenerationChain {
      GenerationChain(
        sigma: sigma,
        generations.map {
          Generation(
            lambda: $0[0], gamma: $0[1], noise: $0[2], ensemble: Int($0[3]), trueShare: $0[4],
            weight: $0.count > 5 ? $0[5] : 1)
        })
    }
  }

  /// Against the mixture of two groups of samples, its scale bisected at 40 digits.
  @Test func modelsAgreeWithTheGeneralMixture() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "Reference/generations.json"))
    let chains = try JSONDecoder().decode([Chain].self, from: data)
    #expect(chains.count == 100)
    var failures = Failures()
    for entry in chains {
      let chain = entry.chain
      #expect(chain.models.count == entry.models.count)
      for (index, (model, expected)) in zip(chain.models, entry.models).enumerated() {
        let pairs = [
          (model.alignment, expected.alignment), (model.power, expected.power), (chain.errors[index], expected.error),
        ]
        for (value, expected) in pairs {
          failures.check(
            abs(value - expected) <= 1e-12 * abs(expected), "\(value), not \(expected), in \(entry) at \(index)")
        }
      }
    }
    failures.expectNone(atLeast: 1200)
  }

  /// One generation is the teacher; two are teacher and student of one chain, whatever the penalties.
  @Test func twoGenerationsAreTeacherAndStudent() {
    var random = SplitMix64(seed: 5)
    var failures = Failures()
    for _ in 0..<300 {
      let regime = random.regime().with(.zeta, 0)
      let chain = GenerationChain(
        sigma: regime.sigma,
        [
          Generation(lambda: regime.lambdaT, gamma: regime.gammaT),
          Generation(lambda: regime.lambdaS, gamma: regime.gammaS),
        ])
      let (teacher, errors) = (TeacherLimit(regime), regime.errors)
      failures.check(abs(chain.models[0].power / teacher.power - 1) < 1e-13, "power at \(regime)")
      failures.check(abs(chain.errors[0] / errors.teacher - 1) < 1e-13, "teacher's error at \(regime)")
      failures.check(abs(chain.errors[1] / errors.student - 1) < 1e-13, "student's error at \(regime)")
    }
    failures.expectNone(atLeast: 900)
  }

  /// Weights of labels: all of one kind, they are a matter of λ; where everything is interpolated, of nothing; and a weight
  /// that goes to 0 leaves a fit to the true labels alone, of the penalty that their share of the samples makes.
  @Test func weights() {
    var random = SplitMix64(seed: 12)
    var failures = Failures()
    func near(_ one: FittedModel, _ other: FittedModel, _ tolerance: Double, _ what: String) {
      failures.check(
        abs(one.misalignment - other.misalignment) < tolerance
          && abs(one.variance - other.variance) < tolerance * (1 + other.variance), "\(what): \(one), not \(other)")
    }
    for _ in 0..<100 {
      let before = FittedModel(
        misalignment: .random(in: 0...1, using: &random), variance: .random(in: 0...2, using: &random))
      let (lambda, gamma) = (Double.random(in: 0.05...2, using: &random), Double.random(in: 0.1...3, using: &random))
      let (share, weight) = (Double.random(in: 0.1...0.9, using: &random), Double.random(in: 0.1...9, using: &random))
      func model(_ lambda: Double, _ gamma: Double, _ share: Double, _ weight: Double) -> FittedModel {
        Generation(lambda: lambda, gamma: gamma, noise: 0.3, ensemble: 2, trueShare: share, weight: weight)
          .model(from: before, sigma: 1)
      }
      near(model(lambda, gamma, 0, weight), model(lambda / weight, gamma, 0, 1), 1e-13, "the model's labels alone")
      near(model(lambda, gamma, 1, weight), model(lambda, gamma, 1, 1), 1e-13, "true labels alone")
      near(model(0, 1 + gamma, share, weight), model(0, 1 + gamma, share, 1), 1e-13, "interpolated")
      near(model(lambda, gamma, share, 1 + 1e-9), model(lambda, gamma, share, 1), 1e-7, "of weight 1 nearly")
      near(
        model(lambda, gamma, share, 1e-12), model(lambda / share, gamma / share, 1, 1), 1e-9, "true labels that weigh")
    }
    failures.expectNone(atLeast: 500)
  }

  /// An ensemble of M fits divides what is fresh in each: for a first generation V becomes V/M.
  @Test func ensembles() {
    let one = GenerationChain(sigma: 1, [Generation(lambda: 0.1, gamma: 0.5)]).models[0]
    let four = GenerationChain(sigma: 1, [Generation(lambda: 0.1, gamma: 0.5, ensemble: 4)]).models[0]
    #expect(four.misalignment == one.misalignment && abs(four.variance / one.variance - 0.25) < 1e-15)
  }

  /// After the best teacher with γ = ½, six generations with λ = 0.1 go from 1.434 to 1.647; with λ = 0 nothing moves.
  @Test func collapse() throws {
    let again = Array(repeating: Generation(lambda: 0.1, gamma: 0.5), count: 6)
    let chain = GenerationChain(sigma: 1, [Generation(lambda: 0.5, gamma: 0.5)] + again)
    #expect(abs(chain.errors[1] - 1.434) < 5e-4 && abs(chain.errors[6] - 1.647) < 5e-4)
    #expect(zip(chain.errors, chain.errors.dropFirst()).allSatisfy { $0 < $1 })
    let ridgeless = GenerationChain(sigma: 1, Array(repeating: Generation(lambda: 0, gamma: 0.5), count: 5))
    #expect(Set(ridgeless.models).count == 1 && ridgeless.fixedPoint == ridgeless.models[0])
    // Without true labels all is forgotten in the end; with some, not.
    let forgotten = try #require(chain.fixedPoint)
    #expect(forgotten.misalignment == 1 && forgotten.variance == 0)
    let kept = try #require(
      GenerationChain(
        sigma: 1, [Generation(lambda: 0.1, gamma: 0.5), Generation(lambda: 0.1, gamma: 0.5, trueShare: 0.1)]
      ).fixedPoint)
    #expect(kept.error(sigma: 1) < 1.7 && kept.alignment > 0.3)
  }

  /// The fixed point stays where it is, and repeating the last generation comes to it.
  @Test func fixedPoints() throws {
    var random = SplitMix64(seed: 6)
    var failures = Failures()
    for index in 0..<200 {
      let generation = Generation(
        lambda: .random(in: 0.01...1, using: &random), gamma: .random(in: 0.1...3, using: &random),
        noise: .random(in: 0...1, using: &random), ensemble: .random(in: 1...4, using: &random),
        trueShare: .random(in: 0...1, using: &random), weight: [1, .random(in: 0.1...10, using: &random)][index % 2])
      let fixed = generation.fixedPoint(from: .target, sigma: 1)
      guard fixed.variance < 1e6 else { continue }
      let next = generation.model(from: fixed, sigma: 1)
      let scale = 1 + fixed.variance
      failures.check(
        abs(next.variance - fixed.variance) < 1e-11 * scale && abs(next.misalignment - fixed.misalignment) < 1e-12,
        "\(next), not \(fixed), after \(generation)")
      var model = FittedModel.target
      for _ in 0..<4000 { model = generation.model(from: model, sigma: 1) }
      failures.check(
        abs(model.variance - fixed.variance) < 1e-6 * scale && abs(model.misalignment - fixed.misalignment) < 1e-6,
        "\(model), not \(fixed), in the end, with \(generation)")
    }
    failures.expectNone(atLeast: 300)
  }

  /// The best penalty of a first generation is σ²γ; of any, no other has a smaller error.
  @Test func bestPenalties() {
    var random = SplitMix64(seed: 9)
    var failures = Failures()
    for _ in 0..<100 {
      let sigma = Double.random(in: 0.1...2, using: &random)
      let generations = (0..<4).map { _ in
        Generation(
          lambda: 1, gamma: .random(in: 0.1...4, using: &random), noise: .random(in: 0...1, using: &random),
          ensemble: .random(in: 1...3, using: &random), trueShare: .random(in: 0...1, using: &random),
          weight: [1, .random(in: 0.1...10, using: &random)].randomElement(using: &random) ?? 1)
      }
      let best = GenerationChain(sigma: sigma, generations).withBestPenalties
      // A single fit; an average of several wants to shrink less.
      if generations[0].ensemble == 1 {
        failures.check(
          abs(best.generations[0].lambda / (sigma * sigma * generations[0].gamma) - 1) < 1e-6,
          "first \(best.generations[0])")
      }
      for index in best.generations.indices {
        let before = index == 0 ? FittedModel.target : best.models[index - 1]
        var other = best.generations[index]
        for penalty in [0, 0.001, 0.03, 0.1, 0.3, 1, 3, 100] {
          other.lambda = penalty
          failures.check(
            other.model(from: before, sigma: sigma).distance >= best.models[index].distance * (1 - 1e-12),
            "\(penalty) beats \(best.generations[index])")
        }
      }
    }
    failures.expectNone(atLeast: 3000)
  }
}
