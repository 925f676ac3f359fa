import Canvas
import Explorer
import Figures
import Preferences
import Theory

/// A step of γt, and the screen drawn anew: the map at the usual sizes, and every view on a large screen.
func benchFrames() -> [Reading] {
  let sizes = [(80, 24), (120, 36), (200, 60)].map { ($0.0, $0.1, ViewKind.map) }
  return (sizes + ViewKind.allCases.map { (300, 90, $0) }).compactMap { columns, rows, view in
    var model = Model(columns: columns, rows: rows)
    model.settings.view = view
    model.selected = .gammaT
    guard let look = model.look(depth: .palette256, glyphs: Glyphs(isUnicode: true)) else { return nil }
    var up = false
    let time = leastSeconds(runs: 40) {
      up.toggle()
      _ = model.update(.command(up ? .increase : .decrease))
      _ = drawScreen(model, look: look)
    }
    return Reading("\(columns) x \(rows) \(view.rawValue)", time * 1e3, "ms")
  }
}
