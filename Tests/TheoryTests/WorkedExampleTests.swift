// The example of the module's article, Theory.docc: compiled as a reader of it would, run, and what it says asserted.

import ArticleSupport
import Testing
import Theory

@Suite("The article on Theory")
struct WorkedExampleTests {
  @Test("What the example says is so")
  func claims() {
    // example
    // The teacher's own best penalty is σε²γt = 0.25; at 0.05 it is under-regularised, and fits some of the noise.
    let regime = Regime(lambdaT: 0.05, lambdaS: 0.1, gammaT: 0.25, gammaS: 0.25, sigma: 1)
    let verdict = Verdict(regime)
    // .gain: the student's error is 1.255, the teacher's 1.287
    let outcome = (verdict.outcome, verdict.errors.student, verdict.errors.teacher)
    // .below: every λs from 0 to 0.444 wins
    let phase = (verdict.phase.phase, verdict.phase.winning?.upper)
    // the best is 0.1593, 0.0362 better than the teacher
    let best = (verdict.best.lambdaS, verdict.best.gap)

    // What would it take to lose? Less noise, of deviation 0.6732.
    let flips = regime.thresholds(of: .sigma)

    // The teacher seen by students with half as many samples as dimensions: they win in a window, or not at all.
    let point = UniversalPlane.Point(regime.with(.gammaS, 2))
    let wins = point.rho > point.leastRatio  // false: ρ = 0.388 and r_min = 0.854
    // end of the example

    #expect(regime.optimalLambdaT == 0.25 && verdict.regularisation == .under)
    #expect(outcome.0 == .gain && rounds(outcome.1, to: 1.255, 1e-3) && rounds(outcome.2, to: 1.287, 1e-3))
    #expect(phase.0 == .below && rounds(phase.1, to: 0.444, 1e-3))
    #expect(rounds(best.0, to: 0.1593, 1e-4) && rounds(best.1, to: -0.0362, 1e-4))
    #expect(flips.count == 1 && rounds(flips.first, to: 0.6732, 1e-4))
    #expect(!regime.with(.sigma, flips[0] - 1e-9).errors.gain && regime.with(.sigma, flips[0] + 1e-9).errors.gain)
    #expect(!wins && point.phase == .never)
    #expect(rounds(point.rho, to: 0.388, 1e-3) && rounds(point.leastRatio, to: 0.854, 1e-3))
    // L_s − L_t = (1 − v_s) T̃ (r − ρ)
    let (student, teacher) = (RidgeLimit(lambda: 0.1, gamma: 0.25), TeacherLimit(regime))
    let gap = student.lost * teacher.effectivePower * (student.shrinkageRatio - teacher.rho)
    #expect(abs(gap - verdict.errors.gap) <= 1e-16)
  }

  @Test("The article prints the code above")
  func code() throws {
    let article = try Article(module: "Theory")
    #expect(article.printed == article.compiled)
  }

  @Test("The article lists every public type and function, and no other")
  func topics() throws {
    let article = try Article(module: "Theory")
    #expect(article.listed == article.declared)
  }
}
