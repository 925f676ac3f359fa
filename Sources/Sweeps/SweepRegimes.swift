// What is asked of one regime of a sweep, of either setting.

import Nonlinear
import Sampling
import Simulation
import Theory

/// The functions of Section 3's networks.
public struct FeatureFunctions: Sendable, Hashable {
  /// σ.
  public var activation = Activation.tanh
  /// σe.
  public var easy = LinkFunction.linear
  /// σh.
  public var hard = LinkFunction.he2

  /// Those that `features` has where none are given.
  public init() {}
}

/// What the cost model is asked about: the same on every machine, whose own it need not look at a million times.
private let oneCore = Machine(memory: .max, processors: 1)

/// Seconds a trial takes besides, which the cost models of long plans leave out: to be handed from thread to thread, and kept.
private let secondsOfHandling = 5e-6

extension Sweep {
  /// What one trial of a regime takes on one core, by the cost model, and the sizes that decide it.
  /// - Throws: ``SweepError/misuse(_:)`` where the regime cannot be simulated.
  func cost(at number: Int) throws(SweepError) -> (seconds: Double, sizes: [Int]) {
    do {
      if let features {
        let plan = featurePlan(features, at: number)
        try plan.validate(machine: oneCore)
        let sizes = plan.setting.sizes
        return (
          secondsOfHandling + plan.seconds(threads: 1, machine: oneCore) / Double(trials),
          [sizes.dimension, sizes.teacherSamples, sizes.studentSamples, sizes.teacherWidth, sizes.studentWidth]
        )
      }
      let point = try point(at: number)
      let seconds = try plan(point).seconds(threads: 1, machine: oneCore)
      let sizes = point.sizes
      return (
        secondsOfHandling + seconds / Double(trials), [sizes.dimension, sizes.teacherSamples, sizes.studentSamples]
      )
    } catch {
      throw .misuse("\(error)")
    }
  }

  /// An upper estimate of the bytes that a regime needs with so many threads.
  func bytes(at number: Int, threads: Int) -> Double {
    if let features { return featurePlan(features, at: number).bytes(threads: threads) }
    return (try? plan(try point(at: number)).bytes(threads: threads)) ?? 0
  }

  /// Refuses a regime that this machine has not the memory for.
  /// - Throws: ``SweepError/machine(_:)``.
  func requireMemory(at number: Int, threads: Int) throws(SweepError) {
    do {
      if let features { return try featurePlan(features, at: number).validate(threads: threads) }
      try plan(try point(at: number)).requireMemory(threads: threads)
    } catch {
      throw .machine("\(error)")
    }
  }

  /// Draws runs of trials, as many numbers of each as are kept, and hands them on in order as bits.
  /// - Throws: ``SweepError/machine(_:)``.
  func draw(
    _ runs: TrialRuns, threads: Int, cancel: () -> Bool, deliver: (_ trials: [[UInt64]]) -> Void
  ) throws(SweepError) {
    do {
      if let features {
        try drawFeatureTrials(
          runs: runs.count, seed: seed, threads: threads, cancel: cancel,
          run: { index in
            let run = runs.run(index)
            return FeatureRun(
              setting: featurePlan(features, at: run.regime).setting, number: run.regime, trials: run.trials)
          }, deliver: { deliver($0.map { $0.map(\.bitPattern) }) })
      } else {
        try drawTrials(
          runs: runs.count, seed: seed, engine: engine, threads: threads, cancel: cancel,
          run: { index in
            let run = runs.run(index)
            guard let panel = try? plan(try point(at: run.regime)).panels[0] else {
              preconditionFailure("the regimes of a shard are checked before it is run")
            }
            return TrialRun(panel: panel, number: run.regime, trials: run.trials)
          }, deliver: { deliver($0.map { [$0.teacher[0].bitPattern, $0.gap[0].bitPattern] }) })
      }
    } catch {
      throw .machine("\(error)")
    }
  }
}
