import Canvas
import Export
import FoundationEssentials
import Simulation
import Sweeps
import Theory

/// What sharding costs over one simulation of the same panels, at a shard of some seconds; and a sweep of a million regimes, which is
/// all handling: a trial each at d = 10.
func benchSweep() throws -> [Reading] {
  let folder = FileManager.default.temporaryDirectory.path + "/w2s-bench-\(UUID().uuidString)"
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return [try sharding(in: folder + "/small")] + (try handling(in: folder + "/large"))
}

/// Forty regimes by a shard, and as the panels of one simulation, which keeps nothing.
private func sharding(in folder: String) throws -> Reading {
  let trials = 4000
  let axes = [
    try SweepAxis(.dimension, [200, 400]), try SweepAxis(.parameter(.gammaS), [0.1, 0.25, 1, 4, 10]),
    try SweepAxis(.parameter(.sigma), [1, 2]), try SweepAxis(.parameter(.lambdaT), [0.1, 1], ofOptimum: true),
  ]
  let sweep = try Sweep(axes: axes, trials: trials)
  let manifest = Manifest(sweep)
  let panels = try (0..<sweep.count).map { index in
    let point = try sweep.point(at: index)
    return try Panel(
      point.regime, sizes: point.sizes, lambdaTs: [point.regime.lambdaT], lambdaSs: [point.regime.lambdaS])
  }
  let plan = try SimulationPlan(panels: panels, trials: trials, seed: 1)
  var (plain, sharded) = (Double.infinity, Double.infinity)
  for run in 0..<3 {
    var complaint: (any Error)?
    plain = min(
      plain,
      leastSeconds(runs: 1) {
        do { _ = try simulate(plan, threads: 1) } catch { complaint = error }
      })
    sharded = min(
      sharded,
      leastSeconds(runs: 1) {
        do { _ = try ShardRun(manifest, try Shard(1, of: 1), folder: "\(folder)-\(run)").run() } catch {
          complaint = error
        }
      })
    if let complaint { throw complaint }
  }
  return Reading(
    "a shard of 40 regimes, \(trials) trials each", sharded, "s",
    "\(Reading.number(sharded / plain)) times a simulation that keeps nothing")
}

/// A million regimes: planned, drawn by a shard, merged and read.
private func handling(in folder: String) throws -> [Reading] {
  let values = (0..<1000).map { 0.5 + 0.003 * Double($0) }
  let clock = ContinuousClock()
  let seconds = { (start: ContinuousClock.Instant) in (clock.now - start) / .seconds(1) }
  var start = clock.now
  let manifest = Manifest(
    try Sweep(
      axes: [
        try SweepAxis(.dimension, [10]), try SweepAxis(.parameter(.sigma), values),
        try SweepAxis(.parameter(.lambdaS), values),
      ], trials: 1))
  let planned = seconds(start)
  start = clock.now
  _ = try ShardRun(manifest, try Shard(1, of: 1), folder: folder).run()
  let drawn = seconds(start)
  start = clock.now
  let merge = try SweepMerge(manifest, folder: folder)
  let checked = seconds(start)
  start = clock.now
  var rows = 0
  try merge.forEachRecord { rows += $0.csvRow.isEmpty ? 0 : 1 }
  let merged = seconds(start)
  return [
    Reading("a million regimes, planned", planned, "s"),
    Reading("one trial each, drawn", drawn, "s"),
    Reading(
      "every byte read and checked", checked, "s",
      "\(Reading.number(Double(rows) / checked / 1e6)) million rows/s"),
    Reading("merged to rows of CSV", merged, "s"),
  ]
}
