// The example of the module's article, Simulation.docc: compiled as a reader of it would, run, and what it says
// asserted.

import ArticleSupport
import Sampling
import Simulation
import Testing
import Theory

@Suite("The article on Simulation")
struct WorkedExampleTests {
  @Test("What the example says is so")
  func claims() throws {
    // example
    // An under-regularised teacher, and a student, at d = 200 and n_t = n_s = 800.
    let regime = Regime(lambdaT: 0.05, lambdaS: 0.1, gammaT: 0.25, gammaS: 0.25, sigma: 1)
    let sizes = try Sizes(dimension: 200, gammaT: regime.gammaT, gammaS: regime.gammaS)
    // The same with a larger λs, and with a direction that the student has learned before.
    let points = [regime, regime.with(.lambdaS, 1), regime.with(.zeta, 0.5)].map { SimulationPoint($0, sizes: sizes) }
    let (result, layout) = try simulate(points: points, trials: 20, seed: 1)

    // The mean gap L_s − L_t is −0.0312 ± 0.0020. Its limit is −0.0327, 0.74 standard errors below.
    let estimate = result[layout.cells[0]]
    let gap = (estimate.gap.mean, estimate.gap.standardError)
    let limit = points[0].regime.errors.gap
    let z = estimate.gap.z(against: limit)
    // All 20 students beat their teacher; the 95 % interval of the probability of that begins at 0.839.
    let gain = (estimate.gain.successes, estimate.gain.interval().lowerBound)

    // Two panels. The first two points differ in λs only: they are two students of the same twenty teachers, and the
    // mean of L_t is 1.277 for both. The direction makes another law, with draws of its own: 1.296.
    let panels = layout.panels.map(\.lambdaSs)  // [[0.1, 1], [0.1]]
    let teachers = layout.cells.map { result[$0].teacher }
    // end of the example

    #expect(sizes.teacherSamples == 800 && sizes.studentSamples == 800)
    #expect(regime.optimalLambdaT == 0.25)
    #expect(result.isComplete && points[0].regime == regime)
    #expect(rounds(gap.0, to: -0.0312, 1e-4) && rounds(gap.1, to: 0.0020, 1e-4))
    #expect(rounds(limit, to: -0.0327, 1e-4) && rounds(z, to: 0.74, 1e-2))
    #expect(gain.0 == 20 && rounds(gain.1, to: 0.839, 1e-3))
    #expect(panels == [[0.1, 1], [0.1]] && layout.cells.map(\.panel) == [0, 0, 1])
    #expect(teachers[0] == teachers[1] && rounds(teachers[0].mean, to: 1.277, 1e-3))
    #expect(rounds(teachers[2].mean, to: 1.296, 1e-3))
    // Equal plans give equal bits, on any number of threads.
    for threads in [1, 3] { #expect(try simulate(result.plan, threads: threads) == result) }
  }

  @Test("The article prints the code above")
  func code() throws {
    let article = try Article(module: "Simulation")
    #expect(article.printed == article.compiled)
  }

  @Test("The article lists every public type and function, and no other")
  func topics() throws {
    let article = try Article(module: "Simulation")
    #expect(article.listed == article.declared)
  }
}
