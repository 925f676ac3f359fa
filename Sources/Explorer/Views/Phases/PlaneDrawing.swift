// The universal plane: everything about the teacher, the noise and ζ is ρ, everything about the student's shape γs, and
// a state is a dot. Every slider but γs and λs moves the dot up or down.
//
//     ┌ Universal plane ───────────────────────┐
//     │ ρ           A always                   │
//     │ 1 ┤──────────────────────── ρ = 1      │
//     │   │  B below     ╱──────── r_min(γs)   │
//     │ 0 ┤──────────────  N never             │
//     │   └┬──────────┬──────────── γs         │
//     └────────────────────────────────────────┘

import Canvas
import Figures
import Preferences
import Theory
import Tours

extension Pen {
  mutating func drawPlane(_ model: Model, layout: Layout) {
    let settings = model.settings
    let glyphs = look.glyphs
    drawPane(layout.view, title: "Phases: the universal plane", focused: model.focus == .plot)
    let plot = Plot(in: layout.canvas, x: PlaneScales.gammaS, y: PlaneScales.rho)
    guard plot.inside.width >= 4, plot.inside.height >= 2 else { return }
    plot.drawAxes(
      xName: "γs", yName: "ρ", line: look[.border], label: look[.muted], name: look[.title], glyphs: glyphs,
      into: &frame)
    let halves = look.showsPixels ? 2 : 1
    let (columns, rows) = (plot.inside.width, plot.inside.height * halves)
    let xs = plot.x.pixelCentres(columns)
    let ys = Array(plot.y.pixelCentres(rows).reversed())
    // The boundaries: ρ = 1, r_min(γs), and γs = 1 from 0 to 1; a pixel is on one if it holds a point of it.
    let onLine = plot.y.pixel(1, of: rows).map { rows - 1 - $0 }
    let floors = xs.map { plot.y.pixel(RidgeLimit.minimalShrinkageRatio(gammaS: $0), of: rows).map { rows - 1 - $0 } }
    let unit = plot.x.pixel(1, of: columns)
    let boundary = { (column: Int, row: Int) -> Bool in
      row == onLine || row == floors[column] || (column == unit && ys[row] > 0 && ys[row] < 1)
    }
    let point = { (column: Int, row: Int) in UniversalPlane.Point(gammaS: xs[column], rho: ys[row]) }
    let phase = { (column: Int, row: Int) in PhaseClass(point(column, row).phase) }
    let disagrees = { (column: Int, row: Int) in settings.showsPrinted && point(column, row).printedAgrees == false }
    drawPhasePixels(in: plot.inside, halves: halves, class: phase, boundary: boundary, disagrees: disagrees)
    let here = UniversalPlane.Point(settings.regime)
    let cells = PhaseCells(columns: columns, rows: plot.inside.height, halves: halves, class: phase, boundary: boundary)
    // In the order of drawing, the state last.
    var marks = model.trail.map { (point: $0, glyph: glyphs.trail, mark: Mark.other(.muted)) }
    if let pinned = settings.pin {
      marks.append((UniversalPlane.Point(pinned.regime), glyphs.pinned, .other(.crosshair)))
    }
    marks.append((here, glyphs.state, .state))
    let names = RegionNames(
      PhaseClass.allCases.map(\.name), classes: cells.classes, edges: cells.edges, in: plot.inside,
      avoiding: marks.compactMap { plot.place(of: $0.point).map { Rect(x: $0.x - 1, y: $0.y, width: 3, height: 1) } },
      glyphs: glyphs)
    frame.put(names, onColorOf: look.depth >= .palette256 ? look.depth : nil)
    note(names)
    note(.contour, in: plot.inside) { x, y in cells.edges[y * columns + x] }
    for (point, glyph, mark) in marks {
      guard let (x, y) = plot.place(of: point) else { continue }
      let isBeyond = point.rho < plot.y.lower
      self.mark(mark, isBeyond ? glyphs.down : glyph, x: x, y: y)
      if mark == .state { note(.state, in: Rect(x: x, y: y, width: 1, height: 1)) { _, _ in true } }
    }
    let wrong = (0..<rows).reduce(0) { sum, row in sum + (0..<columns).count { disagrees($0, row) } }
    drawPhaseReadout(settings, wrong: Double(wrong) / Double(max(1, rows * columns)), in: layout.view)
  }
}

extension Plot {
  /// The cell of a state in the universal plane; one beyond it is at its edge.
  fileprivate func place(of point: UniversalPlane.Point) -> (x: Int, y: Int)? {
    let column = column(min(max(point.gammaS, x.lower), x.upper))
    let row = row(min(max(point.rho, y.lower), y.upper))
    return column.flatMap { column in row.map { (column, $0) } }
  }
}
