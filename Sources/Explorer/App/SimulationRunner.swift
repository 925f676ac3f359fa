// The explorer's simulations, one at a time.

import Sampling

/// Does the explorer's jobs on threads of their own. For the main thread, which it never keeps waiting.
package final class SimulationRunner {
  private let wake: @Sendable () -> Void
  private var run: BackgroundRun<JobReport>?

  /// A runner that calls `wake`, from any thread, when there is something to take.
  package init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Gives up what is under way.
  package func cancel() {
    run?.cancel()
    run = nil
  }

  /// What has come in since it was last asked.
  package func take() -> Action? { run?.take().map { .ran($0) } }

  /// Starts a job in place of any under way.
  /// - Throws: ``MachineError/thread(code:)`` when the system refuses a thread.
  package func start(_ job: Job) throws(MachineError) {
    cancel()
    run = try BackgroundRun<JobReport>(wake: wake) { run in
      var throttle = Throttle()
      // A live simulation leaves one core to the person.
      let threads = max(1, Machine.current.processors - (job.isLive ? 1 : 0))
      run.post(
        job.run(threads: threads, cancel: { run.isCancelled }) { makeReport in
          guard throttle.isDue() else { return }
          var report = makeReport()
          report.progress.secondsLeft = run.secondsLeft(done: report.progress.done, total: report.progress.total)
          run.post(report)
        })
    }
  }
}
