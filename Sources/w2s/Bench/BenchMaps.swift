import Canvas
import Explorer
import Figures
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

/// Time of the pure part of a key press: the model's update and the drawing of the screen.
func benchFrames() -> [(String, String)] {
  [(80, 24), (120, 36), (200, 60)].compactMap { columns, rows in
    var model = Model(columns: columns, rows: rows)
    model.selected = .gammaT
    guard let look = model.look(depth: .palette256, glyphs: Glyphs(isUnicode: true)) else { return nil }
    var up = false
    let time = leastSeconds(runs: 40) {
      up.toggle()
      _ = model.update(.command(up ? .increase : .decrease))
      _ = drawScreen(model, look: look)
    }
    return ("\(columns) x \(rows)", NumberFormat(digits: 3).text(time * 1e3) + " ms")
  }
}
