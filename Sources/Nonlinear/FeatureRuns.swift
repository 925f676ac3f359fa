// Trials of many settings one after another, handed on as they were drawn: for work that is kept and continued elsewhere.

import COpenBLAS
import Sampling
import Theory

/// Trials of one setting that are drawn together.
package struct FeatureRun: Sendable {
  /// What is drawn.
  package let setting: FeatureSetting
  /// The number of the setting, ≥ 0: with the seed and the number of a trial it decides what is drawn.
  package let number: Int
  /// The numbers of the trials, ≥ 0.
  package let trials: Range<Int>

  package init(setting: FeatureSetting, number: Int, trials: Range<Int>) {
    (self.setting, self.number, self.trials) = (setting, number, trials)
  }
}

/// Draws runs of trials on threads of its own, and hands each on in order. A trial is the one that a ladder with the setting
/// at this number has, whatever the runs are and whatever the number of threads.
/// - Parameters:
///   - count: how many runs there are, ≥ 1.
///   - run: the run of a number from 0 to `count` − 1; called on any thread.
///   - cancel: as ``FeatureExperiment/run(threads:cancel:progress:)``.
///   - deliver: given the norms of each trial of a run, in the order of ``FeatureNorm/all``; on the calling thread.
/// - Throws: ``FeatureError/machine(_:)`` without OpenBLAS, and when a thread fails.
package func drawFeatureTrials(
  runs count: Int, seed: UInt64, threads: Int, cancel: () -> Bool, run: @escaping @Sendable (Int) -> FeatureRun,
  deliver: ([[Double]]) -> Void
) throws(FeatureError) {
  if !openblas_load() { throw .machine(.library(reason: String(cString: openblas_failure()))) }
  let queue = TrialQueue<[[Double]]>(total: count, threads: max(1, min(threads, 64))) {
    // Runs of a setting follow each other, and share their storage.
    var latest: FeatureTrial?
    return { number, stopped throws(MachineError) in
      let run = run(number)
      let trial =
        latest.flatMap { $0.setting == run.setting ? $0 : nil } ?? FeatureTrial(run.setting, probes: nil, steps: 1)
      latest = trial
      var drawn: [[Double]] = []
      for index in run.trials {
        guard let outcome = try trial.run(seed: seed, panel: run.number, trial: index, stopped: stopped) else {
          return nil
        }
        drawn.append(outcome.norms)
      }
      return drawn
    }
  }
  do throws(MachineError) {
    try queue.collect(cancel: cancel) { _, norms in deliver(norms) }
  } catch {
    throw .machine(error)
  }
}
