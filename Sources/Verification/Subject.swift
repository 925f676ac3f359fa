// The program under test, as values: one closure for each quantity that is verified. To see that a check notices a mistake,
// put one into a closure.

import Nonlinear
import Sampling
import Simulation
import Theory

/// What is verified.
package struct Subject: Sendable {
  /// The limiting errors of a regime, and their difference.
  package struct Limit: Sendable {
    package var teacher: Double, student: Double, gap: Double
  }

  /// Which λs win: ends 0 and ∞ where there is none, nil for no λs.
  package struct Winning: Sendable {
    package var phase: Phase
    package var lower: Double?, upper: Double?
  }

  /// The law at a dimension: means and standard deviations over trials.
  package struct Law: Sendable {
    package var teacherMean: Double, teacherSpread: Double
    package var gapMean: Double, gapSpread: Double
    package var probabilityOfGain: Double
  }

  /// Trials to be drawn.
  package struct Draw: Sendable {
    package var panel: Panel
    /// The number of the panel, which decides with the seed what is drawn.
    package var number = 0
    package var trials: Int
    package var seed: UInt64
    package var engine: Engine
    package var threads: Int
  }

  /// The limiting errors.
  package var errors: @Sendable (Regime) -> Limit
  /// The phase and the winning λs.
  package var winning: @Sendable (Regime) -> Winning
  /// The best λs, and the gap there.
  package var best: @Sendable (Regime) -> (lambdaS: Double, gap: Double)
  /// The values of a parameter at which an answer flips.
  package var thresholds: @Sendable (Regime, Parameter, Question) -> [Double]
  /// The gaps over a grid, row by row.
  package var grid: @Sendable (Regime, _ x: Parameter, _ xs: [Double], _ y: Parameter, _ ys: [Double]) -> [Double]
  /// The least gap that shrinking can reach.
  package var ceiling: @Sendable (Regime) -> Double
  /// The errors of a chain of fits.
  package var chain: @Sendable (GenerationChain) -> [Double]
  /// The errors of a chain of fits under a covariance.
  package var spectral: @Sendable (SpectralChain) -> [Double]
  /// The law at a dimension; nil where there is none.
  package var law: @Sendable (Regime, _ dimension: Int) -> Law?
  /// Errors of simulated trials.
  package var trials: @Sendable (Draw) throws -> [TrialErrors]
  /// The limits of the twelve norms of Section 3, in the order of ``FeatureNorm/all``.
  package var featureLimit: @Sendable (FeatureRegime) throws -> [Double]
  /// The twelve norms simulated, dimension by dimension.
  package var features: @Sendable (FeaturePlan, _ threads: Int) throws -> [[Moments]]

  /// The program itself.
  package static let program = Subject(
    errors: {
      let errors = $0.errors
      return Limit(teacher: errors.teacher, student: errors.student, gap: errors.gap)
    },
    winning: {
      let report = PhaseReport($0)
      return Winning(phase: report.phase, lower: report.winning?.lower, upper: report.winning?.upper)
    },
    best: {
      let best = BestPenalty($0)
      return (best.lambdaS, best.gap)
    },
    thresholds: { $0.thresholds(of: $1, for: $2) },
    grid: { GapGrid(base: $0, x: ($1, $2), y: ($3, $4)).gaps() },
    ceiling: { Ceiling($0).gap },
    chain: { $0.errors },
    spectral: { $0.errors },
    law: { regime, dimension in
      FiniteLaw(regime, dimension: dimension).map {
        Law(
          teacherMean: $0.teacher.mean, teacherSpread: $0.teacher.standardDeviation, gapMean: $0.gap.mean,
          gapSpread: $0.gap.standardDeviation, probabilityOfGain: $0.probabilityOfGain)
      }
    },
    trials: { draw in
      var drawn: [TrialErrors] = []
      let share = 16
      try drawTrials(
        runs: (draw.trials + share - 1) / share, seed: draw.seed, engine: draw.engine, threads: draw.threads,
        cancel: { false },
        run: {
          TrialRun(
            panel: draw.panel, number: draw.number, trials: share * $0..<min(draw.trials, share * ($0 + 1)))
        },
        deliver: { drawn += $0 })
      return drawn
    },
    featureLimit: { regime in
      let limit = try FeatureLimit(regime)
      return FeatureNorm.all.map { limit[$0] }
    },
    features: { plan, threads in
      try FeatureExperiment(plan).run(threads: threads).rungs.map { rung in FeatureNorm.all.map { rung[$0] } }
    })
}
