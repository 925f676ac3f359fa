import Canvas
import Explorer
import Figures
import Simulation
import Theory

/// Cells a second of maps of 1000 × 1000 cells into a buffer used again.
func benchMaps() -> [(String, String)] {
  let base = Preset.all[1].regime.with(.zeta, 0.3)
  let size = 1000
  let pairs: [(Parameter, Parameter)] = [
    (.lambdaT, .lambdaS), (.lambdaT, .gammaT), (.gammaT, .sigma), (.lambdaS, .gammaS),
  ]
  return pairs.map { x, y in
    let grid = GapGrid(
      base: base, x: (x, x.scale.pixelCentres(size)), y: (y, y.scale.pixelCentres(size)))
    let cells = UnsafeMutableBufferPointer<Double>.allocate(capacity: grid.count)
    defer { cells.deallocate() }
    cells.initialize(repeating: 0)
    let time = leastSeconds { grid.fill(cells) }
    let rate = Double(grid.count) / time / 1e6
    return ("(\(x.symbol), \(y.symbol)), \(size) x \(size)", NumberFormat(digits: 3).text(rate) + " million cells/s")
  }
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
