// The example of the module's article, Nonlinear.docc: compiled as a reader of it would, run, and what it says
// asserted.

import ArticleSupport
import Nonlinear
import Sampling
import Testing
import Theory

@Suite("The article on Nonlinear")
struct WorkedExampleTests {
  @Test("What the example says is so")
  func claims() throws {
    // example
    // σ = tanh, σe(z) = z, σh = He₂, η_t = η_s = 2, τ = 1.5, n_t = n_s = 4d and p_t = p_s = d, at d = 32 and d = 64.
    let setting = FeatureSetting(FeatureRegime(), sizes: FeatureSizes(dimension: 64))
    let plan = FeaturePlan(setting: setting, rungs: 2, trials: 10, seed: 1)
    let result = try FeatureExperiment(plan).run()
    let (half, full) = (result.rungs[0], result.rungs[1])

    // What the student's step taught it of βe: 0.80 ± 0.08 at d = 32, 0.86 ± 0.04 at d = 64, and 0.889 in the limit.
    let easy = FeatureNorm(.student, .easy, .update)
    let learned = (half[easy], full[easy], full.limit[easy])
    // At d = 64 that is 0.63 standard errors below its limit.
    let z = full.z(easy)

    // Of βh it has what it began with, 1.80 and 1.80; the limit of both is 1.803.
    let kept = [StepStage.before, .after].map { full[FeatureNorm(.student, .hard, $0)].mean }

    // A step teaches nothing of βh in the limit, at a rate of 1/√d: 0.157 at d = 32, 0.110 at d = 64.
    let leaked = [half, full].map { $0[FeatureNorm(.student, .hard, .update)].mean }
    // end of the example

    #expect(result.isComplete && result.rungs.map(\.setting.sizes.dimension) == [32, 64])
    let (regime, sizes) = (setting.regime, half.setting.sizes)
    #expect(regime.activation == .tanh && regime.easy == .linear && regime.hard == .he2)
    #expect(regime.etaT == 2 && regime.etaS == 2 && regime.tau == 1.5)
    #expect(sizes == FeatureSizes(dimension: 32) && sizes.teacherSamples == 128 && sizes.studentWidth == 32)
    #expect(rounds(learned.0.mean, to: 0.80, 1e-2) && rounds(learned.0.standardError, to: 0.08, 1e-2))
    #expect(rounds(learned.1.mean, to: 0.86, 1e-2) && rounds(learned.1.standardError, to: 0.04, 1e-2))
    #expect(rounds(learned.2, to: 0.889, 1e-3) && rounds(z, to: -0.63, 1e-2))
    #expect(kept.allSatisfy { rounds($0, to: 1.80, 1e-2) })
    #expect(
      [StepStage.before, .after].allSatisfy { rounds(full.limit[FeatureNorm(.student, .hard, $0)], to: 1.803, 1e-3) })
    #expect(rounds(leaked[0], to: 0.157, 1e-3) && rounds(leaked[1], to: 0.110, 1e-3))
    #expect(full.limit[FeatureNorm(.student, .hard, .update)] == 0)
    // Equal plans give equal bits, on any number of threads.
    for threads in [1, 3] { #expect(try FeatureExperiment(plan).run(threads: threads) == result) }
  }

  @Test("The article prints the code above")
  func code() throws {
    let article = try Article(module: "Nonlinear")
    #expect(article.printed == article.compiled)
  }

  @Test("The article lists every public type and function, and no other")
  func topics() throws {
    let article = try Article(module: "Nonlinear")
    #expect(article.listed == article.declared)
  }
}
