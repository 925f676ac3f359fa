import Canvas
import Simulation

/// Figure 1 left, 100 × 100 penalties, ten trials, by the law engine; and how its time grows with d. The NumPy script
/// it is compared with is Tests/Benchmarks/panel.py.
func benchSimulation() throws -> [(String, String)] {
  let format = NumberFormat(digits: 3)
  var figures: [(String, String)] = []
  for dimension in [500, 2000] {
    var best = Double.infinity
    for _ in 0..<3 { best = min(best, try TimedPanel.seconds(dimension: dimension, trials: 10)) }
    figures.append(("panel, d = \(dimension), ten trials", format.text(best * 1e3) + " ms"))
  }
  var last: Double?
  for dimension in [25_000, 50_000, 100_000, 200_000] {
    var best = Double.infinity
    for _ in 0..<2 { best = min(best, try TimedPanel.seconds(dimension: dimension, trials: 2, threads: 1)) }
    let ratio = last.map { ", \(format.text(best / $0)) times that at d / 2" } ?? ""
    figures.append(("panel, d = \(dimension), two trials, one core", format.text(best * 1e3) + " ms" + ratio))
    last = best
  }
  return figures
}
