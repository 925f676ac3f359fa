// Every misprint of the paper that is a formula, as a counterexample: what is printed, what is correct, what a scan of the
// definitions by quadrature says, and what simulation says.

import Nonlinear
import RealModule
import Sampling
import Simulation
import Theory

let misprintChecks = [
  misprint(
    "(5)", "Theorem 5, (5)", printed: "gain iff c > 1/(1−4γs−4√(γs²−γs))",
    correct: "gain iff c < 1/(1−4γs+4√(γs²−γs))", conditionFive),
  misprint(
    "(13)", "Appendix D, (13)", printed: "two solutions iff c < 1/(1−4γs+√(γs(γs−1)))",
    correct: "a factor 4 before the root", conditionThirteen),
  misprint(
    "H1", "Appendix D, closed form of H₁", printed: "λs/(1+γs²+2γs(λs−1)+λs+λs²+(1−γs−λs)√…) ≤ 0",
    correct: "the negative of it", firstHelper),
  misprint(
    "H1 = c", "Appendix D, below H₁", printed: "for γs < 1 a solution of H₁ = c for any c ≤ 0",
    correct: "for −1 < c ≤ 0 only, as H₁ > −1", levelOfFirstHelper),
  misprint(
    "(14)", "Appendix D, H₂ and (14)", printed: "c = (σε²γt−λt)/√((1+γt+λt)²−4γt)",
    correct: "c = (λt−σε²γt)/√((1+γt+λt)²−4γt)", contrastFourteen),
  misprint(
    "(12)", "Appendix D, (12)", printed: "for γs > 1 gain for λs in (λ⁻, λ⁺)",
    correct: "in (λ⁺, λ⁻): λ⁻ is the upper edge", edgesTwelve),
  misprint(
    "c <= -1", "Theorem 5, two cases", printed: "for γs < 1 gain below some λ̄, that of (12)",
    correct: "a third case: for c ≤ −1 every λs > 0 wins", thirdCase),
  misprint(
    "gamma_s = 1", "Theorem 5, two cases", printed: "silent at γs = 1; App. D: one solution for γs ≤ 1",
    correct: "at γs = 1 gain iff c < −1/3", squareStudents),
  misprint(
    "small zeta", "§2.2 on Figure 3", printed: "for small ζ the student never wins at λt = λ⋆t",
    correct: "for γs < 1 any ζ > 0 wins at small enough λs", smallDirection),
  misprint(
    "proof of 8", "proof of Theorem 8, last bracket", printed: "… − λs m_s1", correct: "… − λs m_s2", proofOfEight),
  misprint(
    "proof of 8, 2", "proof of Theorem 8, sixth term", printed: "ζ(1−λt m_t1)(1−λt m_t1)(m_s1−λs m_s2)",
    correct: "one factor 1−λt m_t1", repeatedFactor),
  misprint(
    "Theorem 8", "Theorem 8", printed: "a limit for every λs",
    correct: "λs ≪ d: else the penalty is felt along β̂ too", largePenalty),
  misprint(
    "below (8)", "below (8)", printed: "‖I‖ and ‖d β̂β̂ᵀ‖ of one order, Frobenius norm", correct: "√d against d",
    frobeniusNorms),
  misprint(
    "Prop 10", "Proposition 10", printed: "‖Ŵt βh‖ → 0", correct: "→ √(pt/d): the update vanishes", hardNorm),
  misprint(
    "(18)", "Appendix H, (18)", printed: "first term −as β̂ᵀ: the student's update → ηs ηt c² ce",
    correct: "−c as β̂ᵀ: → ηs ηt c³ ce", easyUpdate),
]

/// A check that shows a misprint.
private func misprint(
  _ name: String, _ place: String, printed: String, correct: String,
  _ show: @escaping @Sendable (Ground, inout Tally, inout Counterexample) throws -> Void
) -> Check {
  Check(name: name, claim: "misprint of \(place)", measure: .z, allowed: FalseAlarm.limit) { ground, tally in
    var example = Counterexample(place, printed: printed, correct: correct)
    defer { tally.counterexample = example }
    try show(ground, &tally, &example)
    tally.digest = [example.printedSays, example.correctSays, example.bruteForce].joined(separator: "|")
  }
}

/// Figure 1 right: γt = 1/4, γs = 500/416, σε = 2.
private func figureOneRight(lambdaT: Double, gammaS: Double = 500.0 / 416) -> Regime {
  Regime(lambdaT: lambdaT, lambdaS: 1, gammaT: 0.25, gammaS: gammaS, sigma: 2)
}

extension Regime {
  /// The values that matter, and c.
  fileprivate var settings: String {
    "λt \(number(lambdaT)), γt \(number(gammaT)), γs \(number(gammaS)), σε \(number(sigma)), ζ \(number(zeta))"
  }

  /// c of (5) from its definition.
  fileprivate var contrast: Double {
    let sum = 1 + gammaT + lambdaT
    return (lambdaT - sigma * sigma * gammaT) / (sum * sum - 4 * gammaT).squareRoot()
  }
}

extension Moments {
  /// The mean with its standard error.
  fileprivate var text: String { "\(number(mean)) ± \(number(standardError))" }
  /// How surely the mean is above 0.
  fileprivate var sureness: Double { mean / standardError }
}

extension Subject.Winning {
  fileprivate var words: String {
    switch phase {
    case .never: "no λs wins"
    case .always: "every λs > 0 wins"
    default: "λs from \(number(lower ?? .nan)) to \(number(upper ?? .nan)) win"
    }
  }
}

extension Ground {
  /// Gaps drawn at d = 500 at several λs, which share their draws.
  fileprivate func gaps(_ regime: Regime, at lambdas: [Double], number: Int, dimension: Int = 500) throws -> [Moments] {
    let sizes = try Sizes(dimension: dimension, gammaT: regime.gammaT, gammaS: regime.gammaS)
    let panel = try Panel(regime, sizes: sizes, lambdaTs: [regime.lambdaT], lambdaSs: lambdas)
    let drawn = try trials(panel, number: number, max(250, extent.trials / 12))
    return lambdas.indices.map { i in Moments(of: drawn.map { $0.gap[i] }) }
  }

  /// What the scan finds, for a regime where some λs wins: brute force and simulation at the λs it finds best.
  fileprivate func showGain(_ regime: Regime, number panel: Int, _ tally: inout Tally, _ example: inout Counterexample)
    throws
  {
    let winning = subject.winning(regime)
    example.regime = regime.settings + ", c \(number(regime.contrast))"
    example.correctSays = winning.words
    let scan = ReferenceScan(regime, least: 1e-4)
    let best = scan.best(from: 1e-4, to: 1e5)
    let gap = scan(best).value
    example.bruteForce = "least gap \(number(gap)), at λs \(number(best))"
    tally.hold(winning.phase != .never && gap < 0, "correct \(winning.words), brute force \(gap)")
    let drawn = try gaps(regime, at: [best], number: panel)[0]
    example.simulation = "gap \(drawn.text) there, d = 500"
    tally.hold(drawn.sureness < -FalseAlarm.limit, "simulated \(drawn.text)")
    tally.deviate(drawn.z(against: gap, allowing: 4 * abs(gap) / 500 + 0.004), "simulated \(drawn.text), not \(gap)")
  }

  /// The same where no λs does: at all λs of a grid the simulated gap is above 0.
  fileprivate func showLoss(_ regime: Regime, number panel: Int, _ tally: inout Tally, _ example: inout Counterexample)
    throws
  {
    let winning = subject.winning(regime)
    example.regime = regime.settings + ", c \(number(regime.contrast))"
    example.correctSays = winning.words
    let scan = ReferenceScan(regime, least: 1e-3)
    let lambdas = (0...20).map { Double.pow(10, -1 + 3 * Double($0) / 20) }
    let gap = (0...300).map { scan(.pow(10, -3 + 8 * Double($0) / 300)).value }.min() ?? .nan
    example.bruteForce = "no gap below \(number(gap)), 301 λs"
    tally.hold(winning.phase == .never && gap > 0, "correct \(winning.words), brute force \(gap)")
    let drawn = try gaps(regime, at: lambdas, number: panel)
    guard let least = drawn.min(by: { $0.sureness < $1.sureness }) else { return }
    example.simulation = "no gap below \(least.text) at 21 λs, d = 500"
    tally.hold(least.sureness > FalseAlarm.limit, "simulated \(least.text)")
  }
}

private func conditionFive(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) throws {
  let regime = figureOneRight(lambdaT: 0.1)
  let printed = Printed.conditionFive(contrast: regime.contrast, gammaS: regime.gammaS)
  example.printedSays = printed == true ? "some λs wins" : "no λs wins"
  tally.hold(printed == false, "(5) as printed says \(String(describing: printed))")
  try ground.showGain(regime, number: 500, &tally, &example)
}

private func conditionThirteen(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) throws {
  let regime = figureOneRight(lambdaT: 0.45, gammaS: 2)
  let printed = Printed.conditionThirteen(contrast: regime.contrast, gammaS: regime.gammaS)
  example.printedSays = printed == true ? "some λs wins" : "no λs wins"
  tally.hold(printed == true, "(13) as printed says \(String(describing: printed))")
  try ground.showLoss(regime, number: 501, &tally, &example)
}

/// H₁ = λm₂/(λm₂ − 2m₁) of a penalty, from m₁ and m₂.
private func h1(_ lambda: Double, m1: Double, m2: Double) -> Double { lambda * m2 / (lambda * m2 - 2 * m1) }

/// H₁ of sampled spectra: m₁ from their traces, m₂ from its slope.
private func sampledH1(_ ground: Ground, lambda: Double, gamma: Double) -> Moments {
  var lot = Lot(ground.seed, part: 20)
  return Moments(
    of: (0..<40).map { _ in
      let spectrum = SampledSpectrum(gamma: gamma, dimension: 300, seed: lot.seed())
      func m1(_ lambda: Double) -> Double { (1 - spectrum.retained(lambda: lambda)) / lambda }
      let step = 1e-3
      let slope = (m1(lambda * (1 + step)) - m1(lambda * (1 - step))) / (2 * step * lambda)
      return h1(lambda, m1: m1(lambda), m2: -slope)
    })
}

private func firstHelper(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) {
  let (lambda, gamma) = (1.0, 0.5)
  example.regime = "λs 1, γs 0.5"
  let (printed, m) = (Printed.h1(lambdaS: lambda, gammaS: gamma), Stieltjes(lambda, gamma))
  let (correct, brute) = (Paper.h1(lambdaS: lambda, gammaS: gamma), h1(lambda, m1: m.m1, m2: m.m2))
  let drawn = sampledH1(ground, lambda: lambda, gamma: gamma)
  example.printedSays = "H₁ = \(number(printed))"
  example.correctSays = "H₁ = \(number(correct))"
  example.bruteForce = "λs m_s2/(λs m_s2−2m_s1) = \(number(brute))"
  example.simulation = "\(drawn.text) of 40 spectra, d = 300"
  tally.hold(abs(printed + brute) < 1e-9 && abs(correct - brute) < 1e-9, "\(printed), \(correct), \(brute)")
  tally.deviate(drawn.z(against: brute, allowing: 0.003), "simulated \(drawn.text)")
}

private func levelOfFirstHelper(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) {
  let (c, gamma) = (-1.5, 0.5)
  example.regime = "c −1.5, γs 0.5"
  let printed = Printed.penaltiesTwelve(c: c, gammaS: gamma).minus
  example.printedSays = "H₁ = −1.5 at λs = \(number(printed)), λ⁻ of (12)"
  let solutions = Paper.penalties(solvingH1: c, gammaS: gamma)
  example.correctSays = solutions.isEmpty ? "no solution" : "\(solutions)"
  let levels = (0...300).map { place -> Double in
    let lambda = Double.pow(10, -3 + 8 * Double(place) / 300)
    let m = Stieltjes(lambda, gamma)
    return h1(lambda, m1: m.m1, m2: m.m2)
  }
  let least = levels.min() ?? .nan
  example.bruteForce = "H₁ from \(number(least)) up, 301 λs"
  let drawn = sampledH1(ground, lambda: 1e3, gamma: gamma)
  example.simulation = "H₁ = \(drawn.text) at λs 1000, d = 300"
  tally.hold(solutions.isEmpty && least > -1 && !(printed > 0), "\(solutions), \(least), \(printed)")
  let large = Stieltjes(1e3, gamma)
  tally.deviate(
    drawn.z(against: h1(1e3, m1: large.m1, m2: large.m2), allowing: 1e-4), "simulated \(drawn.text)")
}

private func contrastFourteen(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) throws {
  let regime = figureOneRight(lambdaT: 0.2)
  let t = Stieltjes(regime.lambdaT, regime.gammaT)
  let star = regime.sigma * regime.sigma * regime.gammaT
  let left = (star - regime.lambdaT) * (t.m1 - regime.lambdaT * t.m2) / (regime.lambdaT * t.m1 - 1)
  let (printed, correct) = (Printed.contrastFourteen(regime), Printed.contrast(regime))
  try ground.showGain(regime, number: 502, &tally, &example)
  example.regime = regime.settings
  example.printedSays = "c = \(number(printed)) > 0 ≥ H₁: no λs wins"
  example.correctSays = "c = \(number(correct)): " + example.correctSays
  example.bruteForce = "(11) is \(number(left)); " + example.bruteForce
  tally.hold(abs(left - correct) < 1e-9 && abs(left + printed) < 1e-9, "\(printed), \(correct), \(left)")
}

private func edgesTwelve(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) throws {
  let regime = figureOneRight(lambdaT: 0.2)
  let printed = Printed.penaltiesTwelve(c: regime.contrast, gammaS: regime.gammaS)
  let winning = ground.subject.winning(regime)
  let (lower, upper) = (winning.lower ?? .nan, winning.upper ?? .nan)
  example.regime = regime.settings + ", c \(number(regime.contrast))"
  example.printedSays = "λ⁻ \(number(printed.minus)) > λ⁺ \(number(printed.plus)): none is between"
  example.correctSays = winning.words
  let scan = ReferenceScan(regime, least: 1e-4)
  let winners = (0...600).map { Double.pow(10, -4 + 8 * Double($0) / 600) }.filter { scan($0).value < 0 }
  let ends = (winners.first ?? .nan, winners.last ?? .nan)
  example.bruteForce = "of 601 λs those from \(number(ends.0)) to \(number(ends.1)) win"
  let step = Double.pow(10, 8.0 / 600)
  tally.hold(
    lower <= ends.0 && ends.0 <= lower * step && ends.1 <= upper && upper <= ends.1 * step
      && abs(printed.minus / upper - 1) < 1e-6 && abs(printed.plus / lower - 1) < 1e-6,
    "\(printed), \(winning.words), \(ends)")
  let drawn = try ground.gaps(regime, at: [(lower * upper).squareRoot(), 3 * upper], number: 503)
  example.simulation = "gap \(drawn[0].text) between, \(drawn[1].text) at 3λ⁻, d = 500"
  tally.hold(
    drawn[0].sureness < -FalseAlarm.limit && drawn[1].sureness > FalseAlarm.limit,
    "simulated \(drawn[0].text), \(drawn[1].text)")
}

private func thirdCase(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) throws {
  let regime = figureOneRight(lambdaT: 0.02, gammaS: 0.25)
  let edge = Printed.penaltiesTwelve(c: regime.contrast, gammaS: regime.gammaS).minus
  let winning = ground.subject.winning(regime)
  example.regime = regime.settings + ", c \(number(regime.contrast))"
  example.printedSays = "λs in (0, λ̄) win, λ̄ = λ⁻ = \(number(edge)) by (12)"
  example.correctSays = winning.words
  let scan = ReferenceScan(regime, least: 1e-4)
  let values = (0...300).map { scan(.pow(10, -4 + 9 * Double($0) / 300)).value }
  example.bruteForce = "\(values.count { $0 < 0 }) of 301 λs to 1e5 win"
  tally.hold(winning.phase == .always && values.allSatisfy { $0 < 0 } && !(edge > 0), "\(winning.words), \(edge)")
  let lambda = 1000.0
  let drawn = try ground.gaps(regime, at: [lambda], number: 504)[0]
  example.simulation = "gap \(drawn.text) at λs 1000, d = 500"
  tally.hold(drawn.sureness < -FalseAlarm.limit, "simulated \(drawn.text)")
}

private func squareStudents(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) throws {
  let regime = figureOneRight(lambdaT: 0.68, gammaS: 1)
  example.printedSays = "Thm 5 nothing; by App. D some λs wins, as c < 0"
  tally.hold(
    Printed.theoremFive(contrast: regime.contrast, gammaS: 1) == nil && regime.contrast < 0
      && regime.contrast > -1.0 / 3, "c \(regime.contrast)")
  try ground.showLoss(regime, number: 505, &tally, &example)
}

private func smallDirection(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) throws {
  let regime = Regime(lambdaT: 0.25, lambdaS: 1, gammaT: 0.25, gammaS: 0.25, sigma: 1, zeta: 0.3)
  try ground.showGain(regime, number: 506, &tally, &example)
  example.regime = regime.settings
  example.printedSays = "no λs wins"
}

/// What a direction takes off the gap: printed, correct, from the definitions, and drawn with and without the direction.
private func showBenefit(
  _ printed: (Regime) -> Double, number panelNumber: Int, _ ground: Ground, _ tally: inout Tally,
  _ example: inout Counterexample
) throws {
  let regime = Regime(lambdaT: 0.3, lambdaS: 0.5, gammaT: 0.25, gammaS: 0.25, sigma: 1, zeta: 0.8)
  let square = regime.zeta * regime.zeta
  let without = regime.with(.zeta, 0)
  let printed = square * printed(regime)
  let correct = ground.subject.errors(without).gap - ground.subject.errors(regime).gap
  let brute = referenceGap(without).value - referenceGap(regime).value
  let draws = try [without, regime].map { try ground.trials(panel($0, dimension: 500), number: panelNumber, 400) }
  let drawn = Moments(of: zip(draws[0], draws[1]).map { $0.gap[0] - $1.gap[0] })
  example.regime = regime.settings + ", λs \(number(regime.lambdaS))"
  example.printedSays = "the direction takes \(number(printed)) off the gap"
  example.correctSays = "\(number(correct))"
  example.bruteForce = "\(number(brute))"
  example.simulation = "\(drawn.text), d = 500"
  tally.hold(abs(correct - brute) < 1e-9 && abs(printed - brute) > 0.01, "\(printed), \(correct), \(brute)")
  tally.deviate(drawn.z(against: brute, allowing: 0.003), "simulated \(drawn.text)")
  tally.hold(abs(drawn.mean - printed) > FalseAlarm.limit * drawn.standardError, "simulated \(drawn.text)")
}

private func proofOfEight(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) throws {
  try showBenefit(Printed.theoremEightProof, number: 507, ground, &tally, &example)
}

private func repeatedFactor(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) throws {
  try showBenefit(Printed.theoremEightRepeatedFactor, number: 508, ground, &tally, &example)
}

private func largePenalty(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) throws {
  let d = 100
  let regime = Regime(lambdaT: 0.5, lambdaS: 2000, gammaT: 0.25, gammaS: 0.25, sigma: 1, zeta: 1)
  let (printed, correct) = (Paper.theoremEight(regime), ground.subject.law(regime, d)?.gapMean ?? .nan)
  let panel = try panel(regime, dimension: d)
  let dense = Moments(of: try ground.trials(panel, number: 509, 60, engine: .dense).map { $0.gap[0] })
  let drawn = Moments(of: try ground.trials(panel, number: 510, 400).map { $0.gap[0] })
  example.regime = regime.settings + ", λs 2000, d = 100"
  example.printedSays = "gap \(number(printed))"
  example.correctSays = "gap \(number(correct)), of the law at this d"
  example.bruteForce = "data drawn and fitted: \(dense.text)"
  example.simulation = "\(drawn.text), drawn from the law"
  for moments in [dense, drawn] {
    tally.deviate(moments.z(against: correct, allowing: 0.01), "simulated \(moments.text), not \(correct)")
    tally.hold(abs(moments.mean - printed) > 10 * moments.standardError, "simulated \(moments.text)")
  }
}

private func frobeniusNorms(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) {
  var lot = Lot(ground.seed, part: 21)
  let d = 400
  var direction = (0..<d).map { _ in lot.number(-1...1) }
  let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
  for i in direction.indices { direction[i] /= length }
  var sum = 0.0
  for a in direction { for b in direction { sum += Double(d * d) * (a * b) * (a * b) } }
  let (identity, spike) = (Double(d).squareRoot(), sum.squareRoot())
  example.regime = "d = \(d)"
  example.printedSays = "a ratio of order 1"
  example.correctSays = "20 and 400"
  example.bruteForce = "\(number(identity)) and \(number(spike)), entry by entry"
  tally.hold(abs(spike / (identity * identity) - 1) < 1e-9, "\(identity), \(spike)")
}

/// The networks of Section 3 after a step, drawn.
private func drawnNorm(_ ground: Ground, _ norm: FeatureNorm) throws -> (FeatureSetting, Moments) {
  let d = 200
  let sizes = FeatureSizes(dimension: d, teacherSamples: 2 * d, studentSamples: 2 * d, teacherWidth: d / 2)
  let setting = FeatureSetting(FeatureRegime(), sizes: sizes)
  let plan = FeaturePlan(setting: setting, trials: 16, seed: ground.seed &+ 1)
  let norms = try ground.subject.features(plan, ground.threads)
  return (setting, norms.last?[norm.index] ?? Moments())
}

private func hardNorm(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) throws {
  let norm = FeatureNorm(.teacher, .hard, .after)
  let (setting, drawn) = try drawnNorm(ground, norm)
  let (printed, correct) = (
    Printed.propositionTenHardNorm, try ground.subject.featureLimit(setting.regime)[norm.index]
  )
  // W₀ alone: a χ² of as many degrees as there are neurons, over d.
  let initial = setting.regime.teacherWidthRatio.squareRoot()
  example.regime = "tanh, σe linear, σh He₂, ηt 2, pt = d/2, nt = 2d"
  example.printedSays = number(printed)
  example.correctSays = number(correct)
  example.bruteForce = "E‖W₀ βh‖² = pt/d: \(number(initial))"
  example.simulation = "\(drawn.text), d = \(setting.sizes.dimension)"
  tally.hold(abs(correct - initial) < 1e-9, "\(correct), \(initial)")
  tally.hold(drawn.mean - printed > FalseAlarm.limit * drawn.standardError, "simulated \(drawn.text)")
  tally.deviate(drawn.z(against: correct, allowing: 8 / 200.0 * correct), "simulated \(drawn.text)")
}

private func easyUpdate(_ ground: Ground, _ tally: inout Tally, _ example: inout Counterexample) throws {
  let norm = FeatureNorm(.student, .easy, .update)
  let (setting, drawn) = try drawnNorm(ground, norm)
  let (printed, correct) = (
    Printed.studentUpdateEighteen(setting.regime), try ground.subject.featureLimit(setting.regime)[norm.index]
  )
  example.regime = "tanh, σe linear, σh He₂, ηt = ηs = 2, nt = ns = 2d"
  example.printedSays = number(printed)
  example.correctSays = number(correct)
  example.simulation = "\(drawn.text), d = \(setting.sizes.dimension)"
  tally.hold(abs(drawn.mean - printed) > 4 * abs(drawn.mean - correct), "simulated \(drawn.text)")
  tally.deviate(drawn.z(against: correct, allowing: 8 / 200.0 * correct), "simulated \(drawn.text)")
}
