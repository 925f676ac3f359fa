// The simulation of a chain of generations: what is asked for, what it has found, and whether that is still of what is
// shown.

import Canvas
import Figures
import Sampling
import Simulation
import Theory

/// A simulation of a chain to be made.
public struct ChainRequest: Sendable, Hashable {
  /// What to do.
  public let plan: ChainPlan
  /// The settings it was asked from.
  let settings: Settings
}

/// Estimates of a chain, and the request they answer.
struct ChainFound: Sendable, Hashable {
  let request: ChainRequest
  let estimate: ChainEstimate
}

extension Settings {
  /// The simulation of the chain that is followed.
  func chainPlan() throws(SimulationError) -> ChainPlan {
    try ChainPlan(
      ChainField(self).chain, dimension: run.dimension, trials: run.trials, seed: run.seed, engine: run.engine)
  }
}

extension Model {
  /// The simulation of the chain shown.
  func chainRequest() throws(JobRefused) -> ChainRequest {
    let plan: ChainPlan
    do throws(SimulationError) {
      plan = try settings.chainPlan()
    } catch {
      if case .mixedLabels = error {
        let key = keys.keys(for: .simulationSettings).first?.name ?? "S"
        throw JobRefused(reason: "With true labels among a model's only the dense engine draws a chain; \(key) sets it")
      }
      throw JobRefused(reason: "\(error)")
    }
    do throws(MachineError) {
      try machine.require(bytes: plan.bytes(threads: machine.processors), threads: machine.processors)
    } catch {
      throw JobRefused(reason: "\(error)")
    }
    try JobRefused.ifLong(
      plan.seconds(threads: machine.processors, machine: machine),
      instead: "fewer trials, a smaller d or the law engine")
    return ChainRequest(plan: plan, settings: settings)
  }

  /// The estimates of the chain, where they are of the present settings.
  var freshChain: ChainEstimate? {
    guard let chainFound, (try? settings.chainPlan()) == chainFound.request.plan else { return nil }
    return chainFound.estimate
  }

  /// Why the estimates of the chain are of other settings than the present ones; nil where they are not, and where there
  /// are none.
  var chainStaleReason: String? {
    guard let before = chainFound?.request.settings, freshChain == nil else { return nil }
    let moved = SliderPanel.chain.sliders.filter { $0.text(settings) != $0.text(before) }
    if !moved.isEmpty { return moved.map(\.symbol).joined(separator: ", ") + " moved" }
    if settings.chain.isBest != before.chain.isBest { return "another λ each round" }
    if settings.run.dimension != before.run.dimension { return "d changed" }
    if settings.run.engine != before.run.engine { return "the engine changed" }
    return settings.run.seed != before.run.seed ? "the seed changed" : "the number of trials changed"
  }
}
