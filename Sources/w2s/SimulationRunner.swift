// Simulations beside the explorer: one thread a run, a mailbox with the latest report, and a poke for the main loop.

import Explorer
import Foundation
import Simulation
import Synchronization
import Terminal

/// Runs the explorer's simulations. For the main thread, which it never keeps waiting.
final class SimulationRunner {
  private let waker: Waker
  private var current: Run?

  init(waker: Waker) { self.waker = waker }

  /// Starts a run in place of any under way.
  func start(_ request: SimulationRequest) {
    cancel()
    let run = Run(request, waker: waker)
    current = run
    let thread = Thread { run.work() }
    thread.name = "simulation"
    thread.start()
  }

  /// Gives up the run under way; it ends within milliseconds by itself.
  func cancel() {
    current?.cancel()
    current = nil
  }

  /// The latest report not yet taken.
  func take() -> (SimulationReport, SimulationRequest)? {
    guard let current, let report = current.takeReport() else { return nil }
    return (report, current.request)
  }
}

private final class Run: Sendable {
  let request: SimulationRequest
  private let waker: Waker
  private let cancelled = Atomic<Bool>(false)
  private let mailbox = Mutex<SimulationReport?>(nil)

  init(_ request: SimulationRequest, waker: Waker) {
    self.request = request
    self.waker = waker
  }

  func cancel() { cancelled.store(true, ordering: .relaxed) }

  func takeReport() -> SimulationReport? {
    mailbox.withLock { report in
      defer { report = nil }
      return report
    }
  }

  func work() {
    let clock = ContinuousClock()
    let start = clock.now
    var posted = start
    let layout = PointLayout(request.points)
    do throws(SimulationError) {
      // One core is left to the person.
      let threads = max(1, Machine.processors - (request.isLive ? 1 : 0))
      let final = try simulate(
        points: request.points, trials: request.trials, seed: request.seed, engine: request.engine, threads: threads,
        cancel: { cancelled.load(ordering: .relaxed) },
        progress: { result in
          let now = clock.now
          guard now - posted > .milliseconds(50) else { return }
          posted = now
          let spent = seconds(now - start)
          post(
            report(
              result, layout, secondsLeft: spent * Double(result.total - result.done) / Double(max(1, result.done)),
              isFinal: false))
        })
      if cancelled.load(ordering: .relaxed) { return }
      post(report(final.result, final.layout, secondsLeft: 0, isFinal: true))
    } catch {
      post(
        SimulationReport(run: request.run, done: 0, total: 0, secondsLeft: nil, isFinal: true, failure: "\(error)"))
    }
  }

  private func post(_ report: SimulationReport) {
    mailbox.withLock { $0 = report }
    waker.wake()
  }

  private func report(
    _ result: SimulationResult, _ layout: PointLayout, secondsLeft: Double, isFinal: Bool
  ) -> SimulationReport {
    let hasAll = result.panels.allSatisfy { $0.trials > 0 }
    let grid = hasAll ? layout.cells.dropFirst().map { result[$0].gap } : []
    return SimulationReport(
      run: request.run, done: result.done, total: result.total, secondsLeft: secondsLeft, isFinal: isFinal,
      state: hasAll ? layout.cells.first.map { result[$0] } : nil, gapMeans: grid.map(\.mean),
      gapErrors: grid.map(\.standardError))
  }
}
