import RealModule
import Sampling

/// Figure 1 left, the simulation whose speed is measured [paper, §4]: γt = γs = 1/4, σε = 1, a grid of logarithmically
/// spaced penalties.
public enum TimedPanel {
  /// The plan, with sizes scaled from d = 500, n_t = n_s = 2000 to another dimension: n_t = n_s = 4d.
  /// - Parameters:
  ///   - dimension: d ≥ 1.
  ///   - penalties: how many λt, and how many λs, from 0.01 to 10; ≥ 1.
  ///   - trials: ≥ 1.
  ///   - seed: of every draw.
  ///   - engine: how the errors are drawn.
  /// - Throws: ``SimulationError`` for a dimension or trials that are not positive, for no penalties, and for a matrix
  ///   too large for the dense engine.
  public static func plan(
    dimension: Int = 500, penalties: Int = 100, trials: Int = 10, seed: UInt64 = 1, engine: Engine = .law
  ) throws(SimulationError) -> SimulationPlan {
    let lambdas = (0..<penalties).map { Double.pow(10, -2 + 3 * Double($0) / Double(max(1, penalties - 1))) }
    let panel = try Panel(
      sizes: try Sizes(dimension: dimension, gammaT: 0.25, gammaS: 0.25), sigma: 1, lambdaTs: lambdas,
      lambdaSs: lambdas)
    return try SimulationPlan(panels: [panel], trials: trials, seed: seed, engine: engine)
  }

  /// Wall-clock seconds that the plan of the same arguments takes, with seed 1, on `threads` threads, 1 to 64.
  /// - Throws: as ``simulate(_:threads:cancel:progress:)``.
  public static func seconds(
    dimension: Int = 500, penalties: Int = 100, trials: Int = 10, engine: Engine = .law,
    threads: Int = Machine.current.processors
  ) throws(SimulationError) -> Double {
    let plan = try plan(dimension: dimension, penalties: penalties, trials: trials, engine: engine)
    let clock = ContinuousClock()
    let start = clock.now
    _ = try simulate(plan, threads: threads)
    return (clock.now - start) / .seconds(1)
  }
}
