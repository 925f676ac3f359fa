import COpenBLAS
import Sampling
import Theory

/// The experiment of Theorem 11 [paper] at finite sizes: one gradient step of a teacher and one of a student who learns
/// from it.
public struct FeatureExperiment: Sendable {
  /// What to do.
  public let plan: FeaturePlan

  /// An experiment of a plan, which ``run(threads:cancel:progress:)`` checks.
  public init(_ plan: FeaturePlan) { self.plan = plan }

  /// Runs the plan on threads of its own and returns when it is complete or cancelled. It loads OpenBLAS, once a
  /// process.
  ///
  /// The result has the same bits for every number of threads. Both closures are called on the calling thread.
  ///
  /// - Parameters:
  ///   - threads: how many trials to draw at a time, 1 to 64.
  ///   - cancel: asked every 5 ms and after every trial; once it says true, the result so far is returned.
  ///   - progress: given the estimates after every trial, while they accumulate.
  /// - Throws: ``FeatureError`` for a value out of range, for functions the theory does not cover, for more memory than
  ///   the machine has (before any is taken), without OpenBLAS, and when a thread or a decomposition fails.
  public func run(
    threads: Int = Machine.current.processors, cancel: () -> Bool = { false },
    progress: (FeatureResult) -> Void = { _ in }
  ) throws(FeatureError) -> FeatureResult {
    let threads = max(1, min(threads, 64))
    try plan.validate(threads: threads)
    if !openblas_load() { throw .machine(.library(reason: String(cString: openblas_failure()))) }
    var result = try Self.empty(plan)
    let rungs = result.rungs.count
    let queue = TrialQueue(total: result.total, threads: threads) { [plan] in Self.work(of: plan) }
    do throws(MachineError) {
      try queue.collect(cancel: cancel) { unit, outcome in
        result.add(outcome, rung: unit % rungs)
        progress(result)
      }
    } catch {
      throw .machine(error)
    }
    return result
  }

  private static func empty(_ plan: FeaturePlan) throws(FeatureError) -> FeatureResult {
    do { return try FeatureResult(plan) } catch { throw .assumption(error) }
  }

  /// What one thread does: trials of a setting share their storage.
  private static func work(of plan: FeaturePlan) -> TrialQueue<FeatureOutcome>.Work {
    let settings = plan.settings
    var trials: [Int: FeatureTrial] = [:]
    return { unit, stopped throws(MachineError) in
      // Trials are the slow index, so that all dimensions fill together.
      let rung = unit % settings.count
      let isLast = rung == settings.count - 1
      let trial =
        trials[rung]
        ?? FeatureTrial(settings[rung], probes: isLast ? plan.probes : nil, steps: isLast ? plan.studentSteps : 1)
      trials[rung] = trial
      return try trial.run(seed: plan.seed, panel: rung, trial: unit / settings.count, stopped: stopped)
    }
  }
}
