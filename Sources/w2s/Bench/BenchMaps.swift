import Canvas
import Explorer
import Figures
import Sampling
import Simulation
import Theory

/// Cells a second of maps of all pairs of parameters into a buffer used again, and what share that is of the numbers a
/// second that a loop of nothing but stores writes there; and of a larger map on two threads, and into new memory.
func benchMaps() throws -> [(String, String)] {
  let base = Preset.all[1].regime.with(.zeta, 0.3)
  let parameters = Parameter.allCases
  var pairs = parameters.indices.flatMap { first in parameters[(first + 1)...].map { (parameters[first], $0) } }
    .map { (x: $0, y: $1, size: 1000, threads: 1) }
  pairs += [1, 2].map { (x: .lambdaT, y: .lambdaS, size: 3000, threads: $0) }
  let n = { (value: Double) in NumberFormat(digits: 3).text(value) }
  var lines: [(String, String)] = []
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
    lines.append((name, "\(n(Double(grid.count) / map / 1e6)) million cells/s, \(n(stores / map)) of stores"))
    if size > 1000 && threads == 1 {
      let new = leastSeconds(runs: 3) { precondition(grid.gaps().count == grid.count) }
      lines.append((name + ", new memory", "\(n(Double(grid.count) / new / 1e6)) million cells/s"))
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
func benchFinite() -> [(String, String)] {
  let base = Preset.all[1].regime
  let size = 400
  let pairs: [(Parameter, Parameter, Double)] = [
    (.lambdaT, .lambdaS, 0), (.lambdaT, .lambdaS, 0.3), (.lambdaT, .gammaT, 0.3), (.lambdaS, .gammaS, 0.3),
  ]
  let n = { (value: Double) in NumberFormat(digits: 3).text(value) }
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
    return (
      "P(gain) over (\(x.symbol), \(y.symbol)), ζ \(zeta), \(size) x \(size)",
      "\(n(Double(size * size) / time / 1e6)) million cells/s, \(n(least / time)) of the gap's speed"
    )
  }
  let chains = [2, 12].map { count in
    let generations = Array(repeating: Generation(lambda: 0.1, gamma: 0.5), count: count)
    var kept = 0.0
    let time = leastSeconds { for _ in 0..<1000 { kept += GenerationChain(sigma: 1, generations).errors[count - 1] } }
    precondition(kept > 0)
    return ("Chain of \(count) generations", "\(n(time * 1e6 / Double(count))) ns a generation")
  }
  return maps + chains
}

/// Time of the pure part of a key press for each kind of student, on the map and on the phases over two parameters, and of a
/// trial of Figure 1 right.
func benchStudents() throws -> [(String, String)] {
  try SpectralFilter.allCases.flatMap { filter -> [(String, String)] in
    var figures: [String] = []
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
      figures.append("\(view.rawValue) \(NumberFormat(digits: 3).text(time * 1e3)) ms")
    }
    let point = try SimulationPoint(Preset.all[1].regime.with(filter), dimension: 500)
    var complaint: (any Error)?
    let time = leastSeconds(runs: 3) {
      do { _ = try simulate(points: [point], trials: 10, seed: 1, threads: 1) } catch { complaint = error }
    }
    if let complaint { throw complaint }
    figures.append("a trial \(NumberFormat(digits: 3).text(time * 100)) ms")
    return [(filter.name, figures.joined(separator: ", "))]
  }
}
