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
    guard let plot = layout.planePlot(settings), plot.inside.width >= 4, plot.inside.height >= 2 else { return }
    plot.drawAxes(
      xName: "γs", yName: "ρ", line: look[.border], label: look[.muted], name: look[.title], glyphs: glyphs,
      into: &frame)
    let halves = look.showsPixels ? 2 : 1
    let (columns, rows) = (plot.inside.width, plot.inside.height * halves)
    let xs = plot.x.pixelCentres(columns)
    let ys = Array(plot.y.pixelCentres(rows).reversed())
    let students = xs.map { Students(settings.regime.filter, gamma: $0) }
    let point = { (column: Int, row: Int) in UniversalPlane.Point(students[column], rho: ys[row]) }
    var floors = PhaseFloors()
    let phases = ys.indices.map { row in xs.indices.map { PhaseClass(floors.phase(point($0, row))) } }
    let phase = { (column: Int, row: Int) in phases[row][column] }
    let disagrees = { (column: Int, row: Int) in settings.showsPrinted && point(column, row).printedAgrees == false }
    drawPhasePixels(in: plot.inside, halves: halves, class: phase, disagrees: disagrees)
    let edges = drawLines(settings.planeLines(columns: 2 * columns), in: plot, asBoundaries: true).edges
    let here = UniversalPlane.Point(settings.regime)
    let classes = (0..<plot.inside.height).flatMap { y in (0..<columns).map { phase($0, halves * y).rawValue } }
    drawTrail(model.trail + [here], in: plot)
    // In the order of drawing, the state last.
    var marks: [(point: UniversalPlane.Point, glyph: Unicode.Scalar, mark: Mark)] = []
    marks.append((here, glyphs.state, .state))
    let pins = settings.planePinLabels(plot, glyphs)
    let names = RegionNames(
      PhaseClass.allCases.map(\.name), classes: classes, edges: edges, in: plot.inside,
      avoiding: drawLineNames(settings, in: plot)
        + marks.compactMap { plot.place(of: $0.point).map { Rect(x: $0.x - 1, y: $0.y, width: 3, height: 1) } }
        + pins.cells,
      glyphs: glyphs)
    frame.put(names, onColorOf: look.depth >= .palette256 ? look.depth : nil)
    note(names)
    note(.contour, in: plot.inside) { x, y in edges[y * columns + x] }
    for (point, glyph, mark) in marks {
      guard let (x, y) = plot.place(of: point) else { continue }
      let edge = point.rho < plot.y.lower ? glyphs.down : point.rho > plot.y.upper ? glyphs.up : glyph
      self.mark(mark, edge, x: x, y: y)
      // A ground of its own on either side, so that the state is seen at once.
      for beside in [x - 1, x + 1] where mark == .state && plot.inside.contains(x: beside, y: y) {
        frame[beside, y] = Cell(" ", frame[x, y].style)
      }
      if mark == .state { note(.state, in: Rect(x: x, y: y, width: 1, height: 1)) { _, _ in true } }
    }
    draw(pins)
    let wrong = (0..<rows).reduce(0) { sum, row in sum + (0..<columns).count { disagrees($0, row) } }
    drawPhaseReadout(settings, wrong: Double(wrong) / Double(max(1, rows * columns)), in: layout.view)
  }
}

extension Pen {
  /// The way that the state has come.
  private mutating func drawTrail(_ trail: [UniversalPlane.Point], in plot: Plot) {
    let points = trail.map { Curve.Point($0.gammaS, min(max($0.rho, plot.y.lower), plot.y.upper)) }
    frame.drawLines([Curve(points, mark: look.glyphs.trail, dash: .dotted)], in: plot, glyphs: look.glyphs) {
      [look] _, ground in look.style(of: .other(.muted), on: ground)
    }
  }

  /// Names the lines at their right ends: ρ = 1 above it, r_min below it.
  /// - Returns: where the names are.
  private mutating func drawLineNames(_ settings: Settings, in plot: Plot) -> [Rect] {
    guard plot.inside.width >= 40 else { return [] }
    let floor = Students(settings.regime.filter, gamma: plot.x.upper).leastRatio
    let names = [(look.glyphs.text("ρ = 1"), plot.row(1).map { $0 - 1 }), ("r_min", plot.row(floor).map { $0 + 1 })]
    return names.compactMap { text, row in
      let width = text.unicodeScalars.count
      guard let row, row >= plot.inside.y, row < plot.inside.maxY else { return nil }
      let place = Rect(x: plot.inside.maxX - 1 - width, y: row, width: width, height: 1)
      frame.put(text, x: place.x, y: row) { [look] under in
        Style(look.depth > .mono ? under.background.ink(at: look.depth) : under.foreground, on: under.background)
      }
      return place.inset(by: -1, 0)
    }
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
