// The chains of the Generations view: what they have of the sliders, and what is said of them.

import Canvas
import RandomSupport
import RealModule
import Testing
import Theory

@testable import Figures

extension SplitMix64 {
  /// A regime of moderate size.
  fileprivate mutating func regime() -> Regime {
    func power(_ range: ClosedRange<Double>) -> Double { .exp10(.random(in: range, using: &self)) }
    return Regime(
      lambdaT: power(-3...1), lambdaS: power(-3...1), gammaT: power(-1.3...1), gammaS: power(-1.3...1),
      sigma: power(-1...0.7), zeta: [0, .random(in: 0...1, using: &self)].randomElement(using: &self) ?? 0)
  }
}

@Suite struct ChainFieldTests {
  /// Settings of a regime, and of a round.
  private func settings(_ regime: Regime, length: Int = 8, change: (inout ChainSettings) -> Void = { _ in }) -> Settings
  {
    var settings = Settings(Preset.all[0])
    settings.move(to: regime, tie: nil)
    settings.chain.length = length
    change(&settings.chain)
    return settings
  }

  private func course(_ generations: [Generation], sigma: Double = 1) -> ChainCourse {
    ChainCourse(GenerationChain(sigma: sigma, generations))
  }

  private func headline(_ generations: [Generation], sigma: Double = 1) -> String {
    course(generations, sigma: sigma).headline { NumberFormat(digits: 3, trimsZeros: true).text($0) }
  }

  /// The first two generations are the teacher and the student of the verdict, whatever ζ the sliders have.
  @Test func theSecondGenerationIsTheStudent() {
    var random = SplitMix64(seed: 41)
    for _ in 0..<300 {
      let regime = random.regime()
      let field = ChainField(settings(regime, length: 2 + Int(random.next() % 11)))
      let errors = regime.with(.zeta, 0).errors
      #expect(abs(field.same.errors[0] / errors.teacher - 1) < 1e-13, "teacher at \(regime)")
      #expect(abs(field.same.errors[1] / errors.student - 1) < 1e-13, "student at \(regime)")
    }
  }

  /// Tuned rounds begin with the same teacher; their student is never behind that of λs, and mostly ahead; no generation is
  /// below the ceiling of what the teacher knows, where there are no true labels.
  @Test func theBestRoundIsNeverBehind() {
    var random = SplitMix64(seed: 42)
    var ahead = 0
    for _ in 0..<200 {
      let field = ChainField(
        settings(random.regime(), length: 3) {
          $0.noise = [0, 0.5].randomElement(using: &random) ?? 0
          $0.trueShare = [0, 0.3].randomElement(using: &random) ?? 0
          $0.ensemble = .random(in: 1...3, using: &random)
        })
      #expect(field.best.errors[0] == field.same.errors[0], "another teacher, \(field)")
      #expect(field.best.errors[1] <= field.same.errors[1] * (1 + 1e-12), "behind, \(field)")
      if field.best.errors[1] < field.same.errors[1] * 0.999 { ahead += 1 }
      if let ceiling = field.ceiling {
        for error in field.same.errors + field.best.errors {
          #expect(error >= ceiling * (1 - 1e-12), "below the ceiling, \(field)")
        }
      }
    }
    #expect(ahead > 100)
  }

  @Test func whatBecomesOfAChainIsSaid() {
    func chain(_ first: Generation, _ round: Generation, _ rounds: Int = 7) -> [Generation] {
      [first] + Array(repeating: round, count: rounds)
    }
    // Figure 1 left: a gain, then all is forgotten.
    let teacher = Generation(lambda: 0.05, gamma: 0.25)
    let collapse = chain(teacher, Generation(lambda: 0.1, gamma: 0.25))
    #expect(headline(collapse) == "Better for 2 rounds, then worse: collapse to L = 2, all forgotten")
    #expect(course(collapse).best == 3 && course(collapse).lost == 5)
    // Teacher and student alone come to the student.
    #expect(headline(Array(collapse.prefix(2))) == "Better: L2 = 1.25")
    #expect(ChainField(settings(Preset.all[0].regime, length: 2)).levels.allSatisfy { $0.kind != .fixedPoint })
    // With true labels among them the gain lasts.
    let kept = chain(teacher, Generation(lambda: 0.1, gamma: 0.25, trueShare: 0.3))
    #expect(headline(kept) == "Better for 2 rounds, then worse: it settles at L = 1.23, better than the teacher")
    #expect(course(kept).lost == nil)
    // Ridgeless rounds with as many samples as it takes keep all there is; with noise they add to it without end.
    let ridgeless = Generation(lambda: 0, gamma: 0.5)
    #expect(headline(chain(ridgeless, ridgeless)) == "Unchanged every round: L = 2 throughout")
    #expect(
      headline(chain(ridgeless, Generation(lambda: 0, gamma: 0.5, noise: 0.5)))
        == "Worse every round: collapse without end, L grows beyond bounds")
    // The best teacher is only worsened, and by too few true labels not back where it was.
    let tuned = Generation(lambda: 0.5, gamma: 0.5)
    #expect(
      headline(chain(tuned, Generation(lambda: 0.5, gamma: 0.5, trueShare: 0.1))).hasSuffix("worse than the teacher"))
    #expect(course(chain(tuned, Generation(lambda: 0.5, gamma: 0.5))).best == 1)
    // From an infinite error everything is better that forgets it.
    let peak = Generation(lambda: 0, gamma: 1)
    #expect(headline(chain(peak, peak)) == "Every error is infinite")
    #expect(
      headline(chain(peak, Generation(lambda: .infinity, gamma: 1))).hasPrefix("Better for 1 round, then unchanged"))
  }

  /// What is said of the turning points is so.
  @Test func turningPoints() {
    var random = SplitMix64(seed: 43)
    for _ in 0..<200 {
      let field = ChainField(settings(random.regime()))
      let (errors, course) = (field.same.errors, ChainCourse(field.same))
      guard errors.allSatisfy(\.isFinite) else { continue }
      #expect(errors[course.best - 1] == errors.min(), "best of \(errors)")
      #expect(course.runs.reduce(0) { $0 + $1.rounds } == errors.count - 1, "rounds of \(errors)")
      let after = errors[course.best...].firstIndex { $0 > errors[0] * (1 + 1e-12) }
      #expect(course.lost == after.map { $0 + 1 }, "lost in \(errors)")
      if case .better? = course.runs.first?.change {
        #expect(errors[1] < errors[0], "the first round of \(errors)")
      }
    }
  }

  /// The scale holds every error of both chains, and nothing takes more than two thirds of it from them.
  @Test func theScaleHoldsTheChains() {
    var random = SplitMix64(seed: 44)
    for _ in 0..<200 {
      let field = ChainField(settings(random.regime()))
      let errors = (field.same.errors + field.best.errors).filter(\.isFinite)
      guard let least = errors.min(), let most = errors.max() else { continue }
      let scale = field.scale
      #expect(scale.lower <= least && most <= scale.upper, "\(scale) of \(errors)")
      let span = max(most - least, 0.02 * most)
      #expect(scale.upper - scale.lower <= 4 * span, "\(scale) of \(errors)")
    }
  }
}
