import Canvas
import Explorer
import Figures
import Sampling
import Simulation
import Theory

/// Cells a second of maps of all pairs of parameters into a buffer used again, and what share that is of the numbers a
/// second that a loop of nothing but stores writes there; and of a larger map on two threads, and into new memory.
func benchMaps() throws -> [Reading] {
  let base = Preset.all[1].regime.with(.zeta, 0.3)
  let parameters = Parameter.allCases
  var pairs = parameters.indices.flatMap { first in parameters[(first + 1)...].map { (parameters[first], $0) } }
    .map { (x: $0, y: $1, size: 1000, threads: 1) }
  pairs += [1, 2].map { (x: .lambdaT, y: .lambdaS, size: 3000, threads: $0) }
  var lines: [Reading] = []
  for (x, y, size, threads) in pairs {
    let grid = GapGrid(base: base, x: (x, x.scale.pixelCentres(size)), y: (y, y.scale.pixelCentres(size)))
    let cells = UnsafeMutableBufferPointer<Double>.allocate(capacity: grid.count)
    defer { cells.deallocate() }
    cells.initialize(repeating: 0)
    var (stores, map) = (Double.infinity, Double.infinity)
    for run in 0..<20 {
      stores = min(stores, leastSeconds(runs: 1) { cells.update(repeating: Double(run)) })
      let clock = ContinuousClock()
      map = min(map, seconds(try clock.measure { try fill(cells, with: grid, threads: threads) }))
    }
    let name = "(\(x.symbol), \(y.symbol)), \(size) x \(size)" + (threads > 1 ? ", \(threads) threads" : "")
    let unit = "million cells/s"
    lines.append(
      Reading(name, Double(grid.count) / map / 1e6, unit, "\(Reading.number(stores / map)) of stores"))
    if size > 1000 && threads == 1 {
      let new = leastSeconds(runs: 3) { precondition(grid.gaps().count == grid.count) }
      lines.append(Reading(name + ", new memory", Double(grid.count) / new / 1e6, unit))
    }
  }
  return lines
}

/// Fills a map, each thread a band of rows.
private func fill(_ cells: UnsafeMutableBufferPointer<Double>, with grid: GapGrid, threads: Int) throws {
  guard threads > 1 else { return grid.fill(cells) }
  let (width, height) = (grid.x.values.count, grid.y.values.count)
  nonisolated(unsafe) let cells = cells
  let bands = TrialQueue<Bool>(total: threads, threads: threads) {
    { band, _ in
      let rows = (band * height / threads)..<((band + 1) * height / threads)
      grid.fill(UnsafeMutableBufferPointer(rebasing: cells[(rows.lowerBound * width)...]), rows: rows)
      return true
    }
  }
  try bands.collect(cancel: { false }, deliver: { _, _ in })
}

/// Cells a second of maps of P(gain) at d = 500, and what share that is of the speed of the gap's over the same axes; and
/// the time a generation takes of a chain.
func benchFinite() -> [Reading] {
  let base = Preset.all[1].regime
  let size = 400
  let pairs: [(Parameter, Parameter, Double)] = [
    (.lambdaT, .lambdaS, 0), (.lambdaT, .lambdaS, 0.3), (.lambdaT, .gammaT, 0.3), (.lambdaS, .gammaS, 0.3),
  ]
  let maps = pairs.map { x, y, zeta in
    let (xs, ys) = (x.scale.pixelCentres(size), y.scale.pixelCentres(size))
    let base = base.with(.zeta, zeta)
    let law = FiniteGrid(base: base, x: (x, xs), y: (y, ys), dimension: 500)
    let limit = GapGrid(base: base, x: (x, xs), y: (y, ys))
    var kept = 0.0
    let (time, least) = (
      leastSeconds(runs: 5) { kept += law.probabilities()[0] }, leastSeconds(runs: 5) { kept += limit.gaps()[0] }
    )
    precondition(!kept.isInfinite)
    return Reading(
      "P(gain) over (\(x.symbol), \(y.symbol)), ζ \(zeta), \(size) x \(size)", Double(size * size) / time / 1e6,
      "million cells/s", "\(Reading.number(least / time)) of the gap's speed")
  }
  let chains = [2, 12].map { count in
    let generations = Array(repeating: Generation(lambda: 0.1, gamma: 0.5), count: count)
    var kept = 0.0
    let time = leastSeconds { for _ in 0..<1000 { kept += GenerationChain(sigma: 1, generations).errors[count - 1] } }
    precondition(kept > 0)
    return Reading("a generation of a chain of \(count)", time * 1e6 / Double(count), "ns")
  }
  return maps + chains
}

/// Time of the pure part of a key press for each kind of student, on the map and on the phases over two parameters, and of a
/// trial of Figure 1 right.
func benchStudents() throws -> [Reading] {
  try SpectralFilter.allCases.flatMap { filter -> [Reading] in
    var figures: [Reading] = []
    for view in [ViewKind.map, .phases] {
      var model = Model(columns: 120, rows: 36)
      model.settings.filter = filter
      model.settings.view = view
      model.settings.showsPlane = false
      model.selected = .gammaT
      guard let look = model.look(depth: .palette256, glyphs: Glyphs(isUnicode: true)) else { return [] }
      var up = false
      let time = leastSeconds(runs: 10) {
        up.toggle()
        _ = model.update(.command(up ? .increase : .decrease))
        _ = drawScreen(model, look: look)
      }
      figures.append(Reading("\(filter.name), \(view.rawValue)", time * 1e3, "ms"))
    }
    let point = try SimulationPoint(Preset.all[1].regime.with(filter), dimension: 500)
    var complaint: (any Error)?
    let time = leastSeconds(runs: 3) {
      do { _ = try simulate(points: [point], trials: 10, seed: 1, threads: 1) } catch { complaint = error }
    }
    if let complaint { throw complaint }
    return figures + [Reading("\(filter.name), a trial", time * 100, "ms")]
  }
}
