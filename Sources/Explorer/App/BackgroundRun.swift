// Work beside the explorer: one thread a run, a mailbox with the latest report, and a poke for the main loop.

import Sampling
import Synchronization

/// A run on a thread of its own that reports as it goes. The main thread never waits for it.
final class BackgroundRun<Report: Sendable>: Sendable {
  private let wake: @Sendable () -> Void
  private let cancelled = Atomic<Bool>(false)
  private let mailbox = Mutex<Report?>(nil)
  private let start = ContinuousClock.now

  /// Starts `work` at once.
  /// - Throws: ``MachineError/thread(code:)`` when the system refuses a thread.
  init(wake: @escaping @Sendable () -> Void, work: @escaping @Sendable (BackgroundRun<Report>) -> Void)
    throws(MachineError)
  {
    self.wake = wake
    try startThread { work(self) }
  }

  /// Whether the run has been given up.
  var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

  /// Gives the run up; it ends within milliseconds by itself.
  func cancel() { cancelled.store(true, ordering: .relaxed) }

  /// The latest report not yet taken.
  func take() -> Report? {
    mailbox.withLock { report in
      defer { report = nil }
      return report
    }
  }

  /// Leaves a report, in place of one not yet taken.
  func post(_ report: Report) {
    if isCancelled { return }
    mailbox.withLock { $0 = report }
    wake()
  }

  /// Seconds to go after `done` of `total`, at the pace so far.
  func secondsLeft(done: Int, total: Int) -> Double {
    (ContinuousClock.now - start) / .seconds(1) * Double(total - done) / Double(max(1, done))
  }
}

/// Lets through one report in fifty milliseconds.
struct Throttle {
  private var last = ContinuousClock.now

  /// Whether it is time for another.
  mutating func isDue() -> Bool {
    let now = ContinuousClock.now
    guard now - last > .milliseconds(50) else { return false }
    last = now
    return true
  }
}
