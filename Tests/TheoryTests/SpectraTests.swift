// Fits under any covariance, feature overlap and learned subspaces.

import Foundation
import RandomSupport
import RealModule
import Testing

@testable import Theory

@Suite struct SpectraTests {
  // MARK: Reference values

  /// Against the companion transform and its numerical derivative at 120 to 200 digits, over up to sixty decades of eigenvalues. A gap is right to the size of its terms.
  @Test func chainsAgreeWithTheCompanionTransform() throws {
    let entries = try SpectraReference.load().spectra
    #expect(entries.count == 60)
    var failures = Failures()
    for entry in entries {
      let chain = entry.chain
      failures.compare(chain.errors, entry.errors, gaps: chain.gaps, entry.gaps, "\(entry)")
    }
    failures.expectNone(atLeast: 250)
  }

  @Test func overlapsAgreeWithBlocks() throws {
    let entries = try SpectraReference.load().overlaps
    #expect(entries.count == 60)
    var failures = Failures()
    for entry in entries {
      let overlap = try #require(entry.overlap)
      let errors = [overlap.teacherError, overlap.studentError]
      failures.compare(errors, entry.errors, gaps: [overlap.gap], entry.gaps, "\(entry)")
    }
    failures.expectNone(atLeast: 180)
  }

  @Test func subspacesAgreeWithBlocks() throws {
    let entries = try SpectraReference.load().subspaces
    #expect(entries.count == 60)
    var failures = Failures()
    for entry in entries {
      let subspace = entry.subspace
      let errors = [subspace.teacherError, subspace.studentError]
      failures.compare(errors, entry.errors, gaps: [subspace.gap], entry.gaps, "\(entry)")
    }
    failures.expectNone(atLeast: 180)
  }

  // MARK: Limiting cases

  /// A flat spectrum is Setting 1, whatever the penalties and ratios; κ is λ/(1−γv).
  @Test func aFlatSpectrumIsIsotropic() {
    var random = SplitMix64(seed: 21)
    var failures = Failures()
    for trial in 0..<400 {
      let regime = (trial < 200 ? random.regime() : random.extremeRegime()).with(.zeta, 0)
      let d = trial % 40 == 0 ? 20_000 : Int.random(in: 1...300, using: &random)
      let chain = SpectralChain(
        .flat(dimension: d), sigma: regime.sigma,
        [
          SpectralGeneration(lambda: regime.lambdaT, samples: Double(d) / regime.gammaT),
          SpectralGeneration(lambda: regime.lambdaS, samples: Double(d) / regime.gammaS),
        ])
      let errors = regime.errors
      let fit = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
      // n = d/γ is rounded, and near γ = 1 everything depends on n − d.
      let slack = { (gamma: Double) in 1e-13 + (gamma == 1 ? 0 : 8 * Double.ulpOfOne / abs(1 - gamma)) }
      let (one, both) = (slack(regime.gammaT), max(slack(regime.gammaT), slack(regime.gammaS)))
      failures.check(relativeError(chain.errors[0], errors.teacher) < one, "\(chain.errors[0]) at \(regime)")
      failures.check(relativeError(chain.errors[1], errors.student) < both, "\(chain.errors[1]) at \(regime)")
      failures.check(
        chain.gaps[0] == errors.gap || abs(chain.gaps[0] - errors.gap) < both * regime.gapTerms,
        "\(chain.gaps) at \(regime)")
      failures.check(relativeError(chain.fits[1].retained[0], fit.retained) < both, "v at \(regime)")
      failures.check(relativeError(chain.fits[1].lost[0], fit.lost) < both, "u at \(regime)")
      failures.check(relativeError(chain.fits[1].residualFactor, fit.residualFactor) < both, "1 − γv² at \(regime)")
    }
    failures.expectNone(atLeast: 2400)
  }

  /// Where both see everything nothing is changed; so does a subspace of no dimension that holds nothing, one that costs as
  /// much as the rest, and the whole space at a penalty divided by the weight. One direction that costs nothing is Theorem 8.
  @Test func overlapAndSubspaceReduceToWhatStands() throws {
    var random = SplitMix64(seed: 22)
    var failures = Failures()
    let whole = try #require(FeatureOverlap.Shares(teacher: 1, student: 1, both: 1))
    for trial in 0..<300 {
      let directed = trial < 150 ? random.regime() : random.extremeRegime()
      let plain = directed.with(.zeta, 0)
      let scale = plain.gapTerms
      func check(_ gap: Double, _ expected: Double, _ scale: Double, _ what: String) {
        failures.check(
          gap == expected || abs(gap - expected) < 1e-13 * scale, "\(what): \(gap), not \(expected), at \(directed)")
      }
      let overlap = try #require(FeatureOverlap(plain, dimensions: whole))
      failures.check(relativeError(overlap.teacherError, plain.errors.teacher) < 1e-13, "L_t at \(plain)")
      failures.check(relativeError(overlap.studentError, plain.errors.student) < 1e-13, "L_s at \(plain)")
      check(overlap.gap, plain.errors.gap, scale, "overlap")
      check(LearnedSubspace(directed, share: 0.4, weight: 1).gap, plain.errors.gap, scale, "weight 1")
      check(LearnedSubspace(plain, share: 0, weight: 0.3).gap, plain.errors.gap, scale, "nothing learned")
      let whole = LearnedSubspace(plain.with(.zeta, 1), share: 1, weight: 4)
      let other = plain.with(.lambdaS, 4 * plain.lambdaS)
      check(whole.gap, other.errors.gap, other.gapTerms, "the whole space")
      let direction = LearnedSubspace(directed, share: 0, weight: 0)
      check(direction.gap, directed.errors.gap, directed.gapTerms, "direction")
    }
    failures.expectNone(atLeast: 2000)
  }

  /// The closed form is the fits' on blocks of which each does not see two.
  @Test func overlapIsAChainOfPartialFits() throws {
    var random = SplitMix64(seed: 23)
    var failures = Failures()
    for _ in 0..<300 {
      let (teacher, student) = (random.uniform(0.05, 1), random.uniform(0.05, 1))
      let both = random.uniform(max(0, teacher + student - 1), min(teacher, student))
      let dimensions = try #require(FeatureOverlap.Shares(teacher: teacher, student: student, both: both))
      let overlap = try #require(FeatureOverlap(random.extremeRegime(), dimensions: dimensions))
      let chain = overlap.chain()
      failures.check(relativeError(overlap.teacherError, chain.errors[0]) < 1e-12, "L_t of \(overlap)")
      failures.check(relativeError(overlap.studentError, chain.errors[1]) < 1e-12, "L_s of \(overlap)")
      failures.check(
        overlap.gap == chain.gaps[0] || abs(overlap.gap - chain.gaps[0]) < 1e-12 * (1 + overlap.variance),
        "gap of \(overlap)")
    }
    failures.expectNone(atLeast: 900)
  }

  // MARK: Identities

  /// κ(1 − ΣA/n) = λ and its derivative, over many decades of eigenvalues and at both ends of the penalty.
  @Test func kappaSolvesItsEquation() {
    var random = SplitMix64(seed: 24)
    var failures = Failures()
    for _ in 0..<500 {
      let d = Int.random(in: 1...60, using: &random)
      let eigenvalues = (0..<d).map { _ in random.chance(0.05) ? 0 : random.powerOfTen(-30, 30) }
      let counts = (0..<d).map { _ in random.chance(0.7) ? 1 : random.uniform(0, 3) }
      let n = random.chance(0.2) ? Double(d) : random.uniform(0.1, 2 * Double(d))
      let lambda = random.chance(0.2) ? 0 : random.powerOfTen(-30, 30)
      let fit = RidgeEquivalent(lambda: lambda, samples: n, eigenvalues: eigenvalues, counts: counts)
      let seen = zip(eigenvalues, counts).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
      failures.check(fit.kappa >= lambda && fit.kappa.isFinite, "κ = \(fit.kappa), λ = \(lambda)")
      failures.check((fit.kappa == 0) == (lambda == 0 && seen <= n), "κ = \(fit.kappa) with \(seen) seen by \(n)")
      // Half a bit of every term, divided by what is left where it is taken literally.
      let kept = zip(fit.retained, counts).reduce(0) { $0 + $1.0 * $1.1 } / n
      failures.check(abs((1 - kept) - fit.free) < 1e-13, "free \(fit.free), not \(1 - kept)")
      let squares = zip(fit.retained, counts).reduce(0) { $0 + $1.0 * $1.0 * $1.1 } / n
      failures.check(abs((1 - squares) - fit.residualFactor) < 1e-13, "1 − ΣA²/n of \(fit)")
      failures.check(
        zip(fit.retained, fit.lost).allSatisfy { abs($0 + $1 - 1) < 1e-15 && $0 >= 0 && $1 >= 0 },
        "A + (1 − A) of \(fit)")
    }
    failures.expectNone(atLeast: 2500)
  }

  /// Against a target that is spread evenly the best first penalty is σ²/(nβ²), under any covariance; no student improves on
  /// a teacher with it, for it is the posterior mean. Under a shift of the student's inputs it cannot either.
  @Test func theBestTeacherOfAnEvenTargetIsThePosteriorMean() {
    var random = SplitMix64(seed: 25)
    var failures = Failures()
    for _ in 0..<40 {
      let d = Int.random(in: 20...200, using: &random)
      let covariance = Covariance.powerLaw(random.uniform(0.2, 2), dimension: d)
      let (n, sigma) = (Double(d) * random.powerOfTen(-0.7, 0.7), random.uniform(0.2, 2))
      let student = SpectralGeneration(lambda: 1, samples: Double(d) * random.powerOfTen(-0.5, 0.7))
      let chain = SpectralChain(covariance, sigma: sigma, [SpectralGeneration(lambda: 1, samples: n), student])
      let best = chain.withBestPenalties()
      let expected = sigma * sigma / (n * covariance.energies[0])
      failures.check(
        abs(best.generations[0].lambda / expected - 1) < 1e-6, "\(best.generations[0].lambda), not \(expected)")
      // At λs = 0 a student with samples enough is the teacher.
      failures.check(best.gaps[0] > -1e-9, "a gap of \(best.gaps[0])")
      for lambda in [1e-3, 0.03, 0.3, 3] {
        var shifted = student
        (shifted.lambda, shifted.inputs) = (lambda, Covariance.powerLawEigenvalues(0.3, dimension: d))
        let other = SpectralChain(covariance, sigma: sigma, [best.generations[0], shifted])
        failures.check(other.gaps[0] > -1e-9, "a gap of \(other.gaps[0]) at λs = \(lambda)")
      }
    }
    failures.expectNone(atLeast: 200)
  }

  /// No other penalty has a smaller error than the best.
  @Test func bestPenalties() throws {
    var failures = Failures()
    let reference = try SpectraReference.load()
    for entry in reference.spectra {
      let best = entry.chain.withBestPenalties()
      for index in best.generations.indices {
        let before = index == 0 ? SpectralModel.target(of: best.covariance) : best.models[index - 1]
        let scale = before.distance(on: best.covariance)
        let least = best.models[index].distance(on: best.covariance)
        for lambda in [0, 1e-6, 1e-3, 0.03, 0.3, 1, 10, 1e3, .infinity] {
          var other = best.generations[index]
          other.lambda = lambda
          let distance = other.model(from: before, on: best.covariance).distance(on: best.covariance)
          failures.check(
            distance >= least * (1 - 1e-9) - 1e-12 * scale, "\(lambda) beats \(other), \(distance) < \(least)")
        }
      }
    }
    for entry in reference.overlaps {
      let overlap = try #require(entry.overlap)
      let tuned = {
        FeatureOverlap(overlap.regime.with(.lambdaS, $0), dimensions: overlap.dimensions, signal: overlap.signal)
      }
      let least = try #require(tuned(overlap.bestLambdaS)).gap
      for lambda in [0, 1e-6, 1e-3, 0.03, 0.3, 1, 10, 1e3] {
        let gap = try #require(tuned(lambda)).gap
        failures.check(
          gap >= least - 1e-9 * (1 + overlap.variance), "\(lambda) beats \(overlap.bestLambdaS) for \(overlap)")
      }
    }
    failures.expectNone(atLeast: 1500)
  }

  /// With few shared features a student improves on a teacher that is tuned, as it cannot where both see everything.
  @Test func aTunedTeacherIsBeatenThroughAnOverlap() throws {
    let dimensions = try #require(FeatureOverlap.Shares(teacher: 0.8, student: 0.3, both: 0.2))
    let signal = try #require(FeatureOverlap.Shares(teacher: 0.9, student: 0.95, both: 0.85))
    // The teacher's best: what it does not see is noise beside σε, and its signal is pt over ωt d coordinates.
    let regime = Regime(lambdaT: (1 + 0.1) * 0.8 * 0.5 / 0.9, lambdaS: 1, gammaT: 0.5, gammaS: 0.1, sigma: 1)
    let overlap = try #require(FeatureOverlap(regime, dimensions: dimensions, signal: signal))
    let best = try #require(
      FeatureOverlap(regime.with(.lambdaS, overlap.bestLambdaS), dimensions: dimensions, signal: signal))
    #expect(abs(best.teacherError - 1.45317) < 5e-6 && abs(best.studentError - 1.34008) < 5e-6)
  }

  // MARK: Ends

  /// At its interpolation peak with noise a teacher's error is infinite; what a student makes of it has the sign that it has
  /// nearby. A student's own peak costs nothing where it fits all that there is.
  @Test func peaks() throws {
    let covariance = Covariance.powerLaw(1.2, dimension: 50)
    func chain(_ lambdaT: Double, _ lambdaS: Double, student: Double = 200) -> SpectralChain {
      SpectralChain(
        covariance, sigma: 1,
        [
          SpectralGeneration(lambda: lambdaT, samples: 50), SpectralGeneration(lambda: lambdaS, samples: student),
        ])
    }
    let peak = chain(0, 0.1)
    #expect(peak.errors[0] == .infinity && peak.errors[1] == .infinity && peak.gaps[0] == -.infinity)
    #expect(chain(1e-9, 0.1).gaps[0] < -1e3)
    #expect(chain(0, .infinity).errors[1] == 2 && chain(0, .infinity).gaps[0] == -.infinity)
    #expect(peak.withBestPenalties(from: 1).generations[1].lambda == .infinity)
    let copied = chain(0.1, 0, student: 50)
    #expect(copied.gaps[0] == 0 && copied.errors[0] == copied.errors[1])
    // What it cannot see is noise, and at the peak without bound.
    var partial = copied.generations
    partial[1].inputs = covariance.eigenvalues.dropLast(10) + Array(repeating: 0, count: 10)
    partial[1].samples = 40
    // Inputs that have no variance along the last have no noise of them either.
    #expect(SpectralChain(covariance, sigma: 1, partial).errors[1].isFinite)
    partial[1].inputs = nil
    partial[1].weights = Array(repeating: 1, count: 40) + Array(repeating: .infinity, count: 10)
    #expect(SpectralChain(covariance, sigma: 1, partial).errors[1] == .infinity)
    let shares = try #require(FeatureOverlap.Shares(teacher: 0.5, student: 1, both: 0.5))
    let overlap = try #require(
      FeatureOverlap(
        Regime(lambdaT: 0, lambdaS: 0.1, gammaT: 2, gammaS: 0.5, sigma: 1), dimensions: shares))
    #expect(overlap.teacherError == .infinity && overlap.gap == -.infinity && overlap.bestLambdaS == .infinity)
  }

  /// The scale of power laws: eigenvalues of mean 1 and labels of variance 1; blocks and coordinates are the same.
  @Test func covariances() {
    for (alpha, r, d) in [(0.0, 0.0, 1), (1.5, 1.0, 400), (5, -5, 30), (5, 5, 1000)] {
      let law = Covariance.powerLaw(alpha, signal: r, dimension: d)
      #expect(abs(law.signalVariance - 1) < 1e-14 && law.dimension == Double(d))
      #expect(abs(law.eigenvalues.reduce(0, +) / Double(d) - 1) < 1e-13)
      #expect(abs(law.eigenvalues[d - 1] / law.eigenvalues[0] * .pow(Double(d), alpha) - 1) < 1e-13)
      #expect(abs(law.energies[d - 1] / law.energies[0] * .pow(Double(d), r) - 1) < 1e-13)
    }
    let blocks = Covariance(eigenvalues: [3, 0.5], energies: [0.6, 0.2], counts: [4, 10])
    let generations = [
      SpectralGeneration(lambda: 0.1, samples: 20), SpectralGeneration(lambda: 0.4, samples: 7),
    ]
    let (few, many) = (
      SpectralChain(blocks, sigma: 1, generations), SpectralChain(blocks.coordinates, sigma: 1, generations)
    )
    #expect(blocks.coordinates.eigenvalues.count == 14)
    for (one, other) in zip(few.errors, many.errors) { #expect(abs(one / other - 1) < 1e-14) }
  }

  /// Shares that no two parts of a whole have, and signal where there are no coordinates.
  @Test func sharesThatCannotBe() throws {
    typealias Shares = FeatureOverlap.Shares
    #expect(
      Shares(teacher: 0.8, student: 0.8, both: 0.5) == nil && Shares(teacher: 0.3, student: 0.8, both: 0.4) == nil)
    #expect(
      Shares(teacher: 1.2, student: 0.8, both: 0.4) == nil && Shares(teacher: .nan, student: 0.8, both: 0.4) == nil)
    let (dimensions, regime) = (try #require(Shares(teacher: 0.6, student: 0.4, both: 0)), SplitMix64.someRegime)
    let shared = try #require(Shares(teacher: 0.6, student: 0.5, both: 0.1))
    #expect(FeatureOverlap(regime, dimensions: dimensions, signal: shared) == nil)
    #expect(FeatureOverlap(regime, dimensions: dimensions) != nil)
    let blind = try #require(Shares(teacher: 0, student: 0.4, both: 0))
    #expect(FeatureOverlap(regime, dimensions: blind) == nil)
  }
}

extension Regime {
  /// The size of the terms that a gap is added up from coordinate by coordinate, where T − S = V − uv is two of them.
  fileprivate var gapTerms: Double {
    let (teacher, student) = (TeacherLimit(self), RidgeLimit(lambda: lambdaS, gamma: gammaS))
    let apart = teacher.variance + teacher.fit.lost * teacher.fit.retained
    return gapScale(teacher) + 2 * student.lost * apart
  }
}

extension SplitMix64 {
  fileprivate static let someRegime = Regime(lambdaT: 0.1, lambdaS: 0.1, gammaT: 0.5, gammaS: 0.5, sigma: 1)
}

extension Failures {
  /// Compares errors, and gaps to the size of the errors they are differences of.
  fileprivate mutating func compare(
    _ errors: [Double], _ expected: [Double], gaps: [Double], _ expectedGaps: [Double], _ what: String
  ) {
    for (value, expected) in zip(errors, expected) {
      check(relativeError(value, expected) < 1e-13, "\(value), not \(expected), in \(what)")
    }
    for (index, (value, expectedGap)) in zip(gaps, expectedGaps).enumerated() {
      let scale = expected[index] + expected[index + 1]
      check(abs(value - expectedGap) <= 1e-13 * scale, "a gap of \(value), not \(expectedGap), in \(what)")
    }
  }
}

/// Chains, overlaps and subspaces with their errors. Written by spectra.py.
private struct SpectraReference: Decodable {
  struct Spectrum: Decodable {
    struct Generation: Decodable {
      let lambda: Double
      let samples: Double
      let noise: Double?
      let inputs: [Double]?
      let weights: [Double]?
    }
    let eigenvalues: [Double]
    let energies: [Double]
    let sigma: Double
    let generations: [Generation]
    let errors: [Double]
    let gaps: [Double]

    var chain: SpectralChain {
      SpectralChain(
        Covariance(eigenvalues: eigenvalues, energies: energies), sigma: sigma,
        generations.map {
          SpectralGeneration(
            lambda: $0.lambda, samples: $0.samples, noise: $0.noise ?? 0, inputs: $0.inputs, weights: $0.weights)
        })
    }
  }

  struct Overlap: Decodable {
    let lambdaT, lambdaS, gammaT, gammaS, sigma: Double
    let dimensions: [Double]
    let signal: [Double]
    let errors: [Double]
    let gaps: [Double]

    var overlap: FeatureOverlap? {
      let shares = [dimensions, signal].compactMap {
        FeatureOverlap.Shares(teacher: $0[0], student: $0[1], both: $0[2])
      }
      let regime = Regime(lambdaT: lambdaT, lambdaS: lambdaS, gammaT: gammaT, gammaS: gammaS, sigma: sigma)
      return shares.count == 2 ? FeatureOverlap(regime, dimensions: shares[0], signal: shares[1]) : nil
    }
  }

  struct Subspace: Decodable {
    let lambdaT, lambdaS, gammaT, gammaS, sigma, zeta: Double
    let share: Double
    let weight: Double
    let errors: [Double]
    let gaps: [Double]

    var subspace: LearnedSubspace {
      let regime = Regime(
        lambdaT: lambdaT, lambdaS: lambdaS, gammaT: gammaT, gammaS: gammaS, sigma: sigma, zeta: zeta)
      return LearnedSubspace(regime, share: share, weight: weight)
    }
  }

  let spectra: [Spectrum]
  let overlaps: [Overlap]
  let subspaces: [Subspace]

  static func load() throws -> SpectraReference {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      SpectraReference.self, from: Data(contentsOf: folder.appending(path: "Reference/spectra.json")))
  }
}
