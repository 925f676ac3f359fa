// Checks by simulation: against what theory says of a finite dimension, against its limit, and of one engine against the
// other. A deviation is in standard errors; |z| beyond the limit is what one right program in four million would show.

import Nonlinear
import Sampling
import Simulation
import Theory

let finiteChecks = [
  Check(
    name: "law at d", claim: "mean, spread, P(gain)", measure: .z, allowed: FalseAlarm.limit, run: verifyLaw),
  Check(
    name: "two engines", claim: "law against dense: KS, means", measure: .z, allowed: FalseAlarm.limit,
    run: verifyEngines),
  Check(
    name: "limit", claim: "means over growing d", measure: .z, allowed: FalseAlarm.limit, run: verifyLimit),
  Check(
    name: "threads", claim: "same bits on 1, 2 and 3", measure: .mistakes, allowed: 0, run: verifyThreads),
]

/// The regimes that are simulated.
private let simulated = [
  Regime(lambdaT: 0.05, lambdaS: 0.1, gammaT: 0.25, gammaS: 0.25, sigma: 1),
  Regime(lambdaT: 0.1, lambdaS: 0.5, gammaT: 0.25, gammaS: 1.25, sigma: 2),
  Regime(lambdaT: 0.3, lambdaS: 0.6, gammaT: 2, gammaS: 0.5, sigma: 0.5),
  Regime(lambdaT: 0.2, lambdaS: 0.3, gammaT: 0.5, gammaS: 2, sigma: 1),
  Regime(lambdaT: 0.3, lambdaS: 0.2, gammaT: 0.25, gammaS: 0.25, sigma: 1, zeta: 0.8),
  Regime(lambdaT: 0.1, lambdaS: 0.4, gammaT: 1.25, gammaS: 2, sigma: 1, zeta: 0.5),
]

/// One cell of a regime at a dimension.
func panel(_ regime: Regime, dimension: Int) throws -> Panel {
  let point = try SimulationPoint(regime, dimension: dimension)
  return try Panel(
    point.regime, sizes: point.sizes, lambdaTs: [regime.lambdaT], lambdaSs: [regime.lambdaS])
}

extension Ground {
  /// Trials of a panel. A check has panel numbers of its own: what is drawn for one is drawn for no other.
  func trials(_ panel: Panel, number: Int, _ count: Int, engine: Engine = .law) throws -> [TrialErrors] {
    try subject.trials(
      Subject.Draw(panel: panel, number: number, trials: count, seed: seed, engine: engine, threads: threads))
  }
}

/// Means are right to order 1/d and spreads to leading order: 4/d² of the error and 8 % of the variance are allowed beside
/// chance.
private func verifyLaw(_ ground: Ground, _ tally: inout Tally) throws {
  let d = 200
  for (index, regime) in simulated.enumerated() {
    let panel = try panel(regime, dimension: d)
    guard let law = ground.subject.law(panel.regime(teacher: 0, student: 0), d) else {
      tally.hold(false, "no law \(regime.place)")
      continue
    }
    let drawn = try ground.trials(panel, number: 100 + index, 2 * ground.extent.trials)
    let (teacher, gap) = (Moments(of: drawn.map { $0.teacher[0] }), Moments(of: drawn.map { $0.gap[0] }))
    let slack = 4 * teacher.mean / Double(d * d)
    tally.digest += digits(teacher.mean) + digits(gap.mean)
    for (name, moments, mean, spread) in [
      ("Lt", teacher, law.teacherMean, law.teacherSpread), ("gap", gap, law.gapMean, law.gapSpread),
    ] {
      tally.deviate(
        moments.z(against: mean, allowing: slack), "mean \(name) \(moments.mean), not \(mean), \(regime.place)")
      tally.deviate(
        spreadScore(moments, against: spread, allowing: 0.08),
        "spread of \(name) \(moments.variance.squareRoot()), not \(spread), \(regime.place)")
    }
    let gains = Moments(of: drawn.map { $0.gap[0] < 0 ? 1 : 0 })
    if gains.variance > 0 {
      tally.deviate(
        gains.z(against: law.probabilityOfGain, allowing: 0.02),
        "P(gain) \(gains.mean), not \(law.probabilityOfGain), \(regime.place)")
    }
  }
}

/// Shapes at which data are drawn and fitted too: d, nt, ns, σ, ζ.
private let shapes = [
  (d: 6, nt: 8, ns: 7, sigma: 1.0, zeta: 0.0), (d: 30, nt: 90, ns: 45, sigma: 1, zeta: 0),
  (d: 30, nt: 20, ns: 15, sigma: 1, zeta: 0), (d: 30, nt: 60, ns: 20, sigma: 1, zeta: 0.7),
  (d: 25, nt: 15, ns: 40, sigma: 0.5, zeta: 0.9),
]

private func verifyEngines(_ ground: Ground, _ tally: inout Tally) throws {
  for (index, shape) in shapes.enumerated() {
    let panel = try Panel(
      sizes: Sizes(dimension: shape.d, teacherSamples: shape.nt, studentSamples: shape.ns), sigma: shape.sigma,
      zeta: shape.zeta, lambdaTs: [0.05, 0.6], lambdaSs: [0.03, 0.8])
    let count = ground.extent.trials
    let law = try ground.trials(panel, number: 200 + 2 * index, count)
    let dense = try ground.trials(panel, number: 201 + 2 * index, count, engine: .dense)
    let statistics: [(String, (TrialErrors) -> Double)] = [
      ("Lt", { $0.teacher[0] }), ("gap at the first penalties", { $0.gap[0] }),
      ("gap at the last penalties", { $0.gap[3] }), ("gap across teachers", { $0.gap[0] - $0.gap[1] }),
      ("gap across students", { $0.gap[0] - $0.gap[2] }),
    ]
    for (name, value) in statistics {
      let (a, b) = (law.map(value), dense.map(value))
      let place = "\(name), d \(shape.d), nt \(shape.nt), ns \(shape.ns), σ \(shape.sigma), ζ \(shape.zeta)"
      tally.deviate(kolmogorovSmirnov(a, b), "law of \(place)")
      let (first, second) = (Moments(of: a), Moments(of: b))
      let error = (first.variance / Double(a.count) + second.variance / Double(b.count)).squareRoot()
      tally.deviate(abs(first.mean - second.mean) / error, "mean of \(place)")
      tally.digest += digits(first.mean)
    }
  }
}

/// A mean is its limit plus b/d plus what is of order 1/d²: of means at d and 2d, twice the second less the first is the
/// limit but for order 1/d².
private func verifyLimit(_ ground: Ground, _ tally: inout Tally) throws {
  let ladder = [60, 120, 240]
  for (index, regime) in simulated.enumerated() {
    let limit = ground.subject.errors(regime)
    var rungs: [(teacher: Moments, gap: Moments)] = []
    for (rung, d) in ladder.enumerated() {
      let drawn = try ground.trials(
        panel(regime, dimension: d), number: 300 + 10 * index + rung, ground.extent.trials)
      rungs.append((Moments(of: drawn.map { $0.teacher[0] }), Moments(of: drawn.map { $0.gap[0] })))
    }
    for (rung, d) in ladder.dropLast().enumerated() {
      let slack = 20 * limit.teacher / Double(d * d)
      for (name, coarse, fine, expected) in [
        ("Lt", rungs[rung].teacher, rungs[rung + 1].teacher, limit.teacher),
        ("gap", rungs[rung].gap, rungs[rung + 1].gap, limit.gap),
      ] {
        let mean = 2 * fine.mean - coarse.mean
        let error = (4 * fine.standardError * fine.standardError + coarse.standardError * coarse.standardError)
          .squareRoot()
        tally.deviate(
          max(0, abs(mean - expected) - slack) / error,
          "\(name) from d = \(d) and \(2 * d): \(mean), not \(expected), \(regime.place)")
        tally.digest += digits(mean)
      }
    }
  }
}

private func verifyThreads(_ ground: Ground, _ tally: inout Tally) throws {
  for (index, engine) in Engine.allCases.enumerated() {
    let panel = try panel(simulated[5], dimension: engine == .law ? 200 : 60)
    let runs = try (1...3).map { threads in
      try ground.subject.trials(
        Subject.Draw(
          panel: panel, number: 400 + index, trials: 70, seed: ground.seed, engine: engine, threads: threads))
    }
    for (threads, run) in runs.enumerated() {
      let isSame = zip(run, runs[0]).allSatisfy { $0.gap == $1.gap && $0.teacher == $1.teacher }
      tally.hold(run.count == 70 && isSame, "\(engine.rawValue) on \(threads + 1) threads")
    }
    tally.digest += digits(Moments(of: runs[0].map { $0.gap[0] }).mean)
  }
  let plan = FeaturePlan(
    setting: FeatureSetting(FeatureRegime(), sizes: FeatureSizes(dimension: 64)), trials: 4, seed: ground.seed)
  let runs = try (1...3).map { try ground.subject.features(plan, $0) }
  for (threads, run) in runs.enumerated() { tally.hold(run == runs[0], "features on \(threads + 1) threads") }
  tally.digest += runs[0].flatMap { $0 }.map { digits($0.mean) }.joined()
}
