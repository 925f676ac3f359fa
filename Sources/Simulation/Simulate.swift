import COpenBLAS
import Sampling

/// Runs a plan on threads of its own and returns when it is complete, cancelled or impossible.
///
/// The result has the same bits for every number of threads: each trial has its own random stream, and trials are
/// added in order. Both closures are called on the calling thread.
///
/// - Parameters:
///   - plan: what to simulate.
///   - threads: how many trials to draw at a time, 1 to 64; OpenBLAS has buffers for no more.
///   - cancel: asked every 5 ms and after every trial; once it says true, the result so far is returned within
///     milliseconds. A worker inside a decomposition ends in the background and keeps its memory until it has.
///   - progress: given the estimates after every trial, while they accumulate.
/// - Returns: the estimates; ``SimulationResult/isComplete`` is false when cancelled.
/// - Throws: ``SimulationError`` for a value out of range, for more memory than the machine has (before any is taken),
///   without OpenBLAS, and when a thread or a decomposition fails.
public func simulate(
  _ plan: SimulationPlan, threads: Int = Machine.current.processors, cancel: () -> Bool = { false },
  progress: (SimulationResult) -> Void = { _ in }
) throws(SimulationError) -> SimulationResult {
  let threads = max(1, min(threads, 64))
  try plan.requireMemory(threads: threads)
  if !openblas_load() { throw .machine(.library(reason: String(cString: openblas_failure()))) }
  var result = SimulationResult(plan)
  let queue = TrialQueue(total: result.total, threads: threads) { trialWork(of: plan) }
  do throws(MachineError) {
    try queue.collect(cancel: cancel) { unit, errors in
      result.add(errors, panel: unit % plan.panels.count)
      progress(result)
    }
  } catch {
    throw .machine(error)
  }
  return result
}

/// What one thread does for the units of a plan.
private func trialWork(of plan: SimulationPlan) -> TrialQueue<TrialErrors>.Work {
  let law = LawTrial()
  let dense = DenseTrial()
  return { unit, stopped throws(MachineError) in
    // Trials are the slow index, so that all panels of a plan fill together.
    let panel = unit % plan.panels.count
    let generator = Generator(
      seed: plan.seed, panel: UInt64(panel), trial: UInt64(plan.firstTrial + unit / plan.panels.count))
    return switch plan.engine {
    case .law: try law.draw(plan.panels[panel], generator, stopped: stopped)
    case .dense: try dense.draw(plan.panels[panel], generator, stopped: stopped)
    }
  }
}

/// Simulates a list of points, drawing anew wherever the law changes: for curves over any parameter.
///
/// - Parameters:
///   - points: what to simulate, one at least.
///   - trials: how many of each panel of ``PointLayout/init(_:)``, ≥ 1.
///   - seed: of every draw, any number; equal arguments give equal bits for every number of threads.
///   - engine: how the errors are drawn.
///   - threads: as ``simulate(_:threads:cancel:progress:)``.
///   - cancel: as there.
///   - progress: as there.
/// - Returns: the estimates, and where each point is among them.
/// - Throws: as ``simulate(_:threads:cancel:progress:)``.
public func simulate(
  points: [SimulationPoint], trials: Int, seed: UInt64, engine: Engine = .law,
  threads: Int = Machine.current.processors,
  cancel: () -> Bool = { false }, progress: (SimulationResult) -> Void = { _ in }
) throws(SimulationError) -> (result: SimulationResult, layout: PointLayout) {
  let layout = try PointLayout(points)
  let plan = try SimulationPlan(panels: layout.panels, trials: trials, seed: seed, engine: engine)
  return (try simulate(plan, threads: threads, cancel: cancel, progress: progress), layout)
}
