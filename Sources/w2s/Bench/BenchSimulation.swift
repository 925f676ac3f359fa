import Figures
import Sampling
import Simulation
import Theory

/// Figure 1 left, 100 × 100 penalties, ten trials, by the law engine, on one thread and on all; how its time grows with d;
/// and one regime at a large d against a loop that draws the same χ's and does nothing with them. The NumPy script the panels
/// are compared with is Tests/Benchmarks/panel.py.
func benchSimulation() throws -> [Reading] {
  var figures: [Reading] = []
  for dimension in [500, 2000] {
    var (one, all) = (Double.infinity, Double.infinity)
    for _ in 0..<5 {
      one = min(one, try TimedPanel.seconds(dimension: dimension, trials: 10, threads: 1))
      all = min(all, try TimedPanel.seconds(dimension: dimension, trials: 10))
    }
    figures.append(
      Reading(
        "panel, d = \(dimension), ten trials", all * 1e3, "ms",
        "\(Reading.number(one / all)) times as fast as on one core"))
  }
  var last: Double?
  for dimension in [25_000, 50_000, 100_000, 200_000] {
    var best = Double.infinity
    for _ in 0..<2 { best = min(best, try TimedPanel.seconds(dimension: dimension, trials: 2, threads: 1)) }
    let ratio = last.map { "\(Reading.number(best / $0)) times that at d / 2" } ?? ""
    figures.append(Reading("panel, d = \(dimension), two trials, one core", best * 1e3, "ms", ratio))
    last = best
  }
  let (regime, draws) = try benchOneRegime(dimension: 100_000, trials: 20)
  figures.append(
    Reading(
      "one regime, d = 100000, a trial, one core", regime * 1e3, "ms",
      "\(Reading.number(regime / draws)) times as long as its draws alone"))
  return figures
}

/// Seconds of a trial of Figure 1 left at one pair of penalties, and of drawing as many χ's of the same degrees of freedom.
private func benchOneRegime(dimension: Int, trials: Int) throws -> (regime: Double, draws: Double) {
  let point = try SimulationPoint(Preset.all[0].regime, dimension: dimension)
  let regime = try leastSeconds(runs: 3) {
    _ = try simulate(points: [point], trials: trials, seed: 1, threads: 1)
  }
  var sum = 0.0
  let draws = leastSeconds(runs: 3) {
    for trial in 0..<trials {
      var generator = Generator(seed: 1, trial: UInt64(trial))
      for samples in [point.sizes.teacherSamples, point.sizes.studentSamples] {
        for i in 0..<dimension { sum += generator.chi(samples - i) + generator.chi(dimension - 1 - i) }
      }
    }
  }
  precondition(sum.isFinite)
  return (regime / Double(trials), draws / Double(trials))
}
