// Trials of many panels one after another, handed on as they were drawn: for work that is kept and continued elsewhere.

import COpenBLAS
import Sampling

/// Trials of one panel that are drawn together.
package struct TrialRun: Sendable {
  /// What is drawn.
  package let panel: Panel
  /// The number of the panel, ≥ 0: with the seed and the number of a trial it decides what is drawn.
  package let number: Int
  /// The numbers of the trials, ≥ 0.
  package let trials: Range<Int>

  package init(panel: Panel, number: Int, trials: Range<Int>) {
    (self.panel, self.number, self.trials) = (panel, number, trials)
  }
}

/// Draws runs of trials on threads of its own, and hands each on in order. A trial is the one that a plan with the panel
/// at this number has, whatever the runs are and whatever the number of threads.
/// - Parameters:
///   - count: how many runs there are, ≥ 1.
///   - run: the run of a number from 0 to `count` − 1; called on any thread.
///   - cancel: as ``simulate(_:threads:cancel:progress:)``.
///   - deliver: given the errors of each run, in order, on the calling thread.
/// - Throws: ``SimulationError/machine(_:)`` without OpenBLAS, and when a thread or a decomposition fails.
package func drawTrials(
  runs count: Int, seed: UInt64, engine: Engine, threads: Int, cancel: () -> Bool,
  run: @escaping @Sendable (Int) -> TrialRun, deliver: ([TrialErrors]) -> Void
) throws(SimulationError) {
  if !openblas_load() { throw .machine(.library(reason: String(cString: openblas_failure()))) }
  let queue = TrialQueue<[TrialErrors]>(total: count, threads: max(1, min(threads, 64))) {
    let (law, dense) = (LawTrial(), DenseTrial())
    return { number, stopped throws(MachineError) in
      let run = run(number)
      var drawn: [TrialErrors] = []
      for trial in run.trials {
        let generator = Generator(seed: seed, panel: UInt64(run.number), trial: UInt64(trial))
        let errors =
          switch engine {
          case .law: try law.draw(run.panel, generator, stopped: stopped)
          case .dense: try dense.draw(run.panel, generator, stopped: stopped)
          }
        guard let errors else { return nil }
        drawn.append(errors)
      }
      return drawn
    }
  }
  do throws(MachineError) {
    try queue.collect(cancel: cancel) { _, errors in deliver(errors) }
  } catch {
    throw .machine(error)
  }
}
