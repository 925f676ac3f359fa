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
import Preferences
import Theory

/// The scales of the universal plane.
enum UniversalPlane {
  static let gammaS = SliderTrack(.gammaS).scale
  static let rho = Scale(.linear, from: -1, to: 2)

  /// The phase of a point [see PhaseReport].
  static func phase(gammaS: Double, rho: Double) -> Phase {
    if rho <= minimalShrinkageRatio(gammaS: gammaS) { return .never }
    return rho >= 1 ? .always : gammaS <= 1 ? .below : .window
  }

  /// Whether the printed Theorem 5 is right at a point, read as a ζ = 0 state: c = ρ/(ρ − 2); nil where it
  /// is silent.
  static func printedAgrees(gammaS: Double, rho: Double) -> Bool? {
    let contrast = rho >= 2 ? -Double.infinity : rho / (rho - 2)
    let wins = phase(gammaS: gammaS, rho: rho) != .never
    return printedTheoremFive(contrast: contrast, gammaS: gammaS).map { $0 == wins }
  }
}

func drawPlane(_ model: Model, layout: Layout, look: Look, into frame: inout Frame) {
  let settings = model.settings
  let glyphs = look.glyphs
  frame.drawPane(layout.view, title: "Phases: the universal plane", focused: model.focus == .plot, look: look)
  let plot = Plot(in: layout.canvas, x: UniversalPlane.gammaS, y: UniversalPlane.rho)
  guard plot.inside.width >= 4, plot.inside.height >= 2 else { return }
  plot.drawAxes(
    xName: "γs", yName: "ρ", line: look[.border], label: look[.muted], name: look[.title], glyphs: glyphs, into: &frame)
  let halves = look.showsPixels ? 2 : 1
  let (columns, rows) = (plot.inside.width, plot.inside.height * halves)
  let xs = plot.x.pixelCentres(columns)
  let ys = Array(plot.y.pixelCentres(rows).reversed())
  // The boundaries: ρ = 1, r_min(γs), and γs = 1 from 0 to 1; a pixel is on one if it holds a point of it.
  let onLine = plot.y.pixel(1, of: rows).map { rows - 1 - $0 }
  let floors = xs.map { plot.y.pixel(minimalShrinkageRatio(gammaS: $0), of: rows).map { rows - 1 - $0 } }
  let unit = plot.x.pixel(1, of: columns)
  let boundary = { (column: Int, row: Int) -> Bool in
    row == onLine || row == floors[column] || (column == unit && ys[row] > 0 && ys[row] < 1)
  }
  let phase = { (column: Int, row: Int) in PhaseClass(UniversalPlane.phase(gammaS: xs[column], rho: ys[row])) }
  let disagrees = { (column: Int, row: Int) in
    settings.showsPrinted && UniversalPlane.printedAgrees(gammaS: xs[column], rho: ys[row]) == false
  }
  drawPhasePixels(
    in: plot.inside, halves: halves, class: phase, boundary: boundary, disagrees: disagrees, look: look, into: &frame)
  let here = PlanePoint(settings.regime)
  let classes = (0..<plot.inside.height).flatMap { y in
    (0..<columns).map { x in boundary(x, halves * y) ? -1 : phase(x, halves * y).rawValue }
  }
  frame.drawRegionNames(
    PhaseClass.allCases.map(\.name), classes: classes, in: plot.inside, avoiding: plot.row(here.rho),
    onColor: look.depth >= .palette256)
  for point in model.trail { mark(point, glyphs.pick("∙", "."), .muted, plot: plot, look: look, into: &frame) }
  if let pinned = settings.pin {
    mark(PlanePoint(pinned.regime), glyphs.pick("◇", "P"), .crosshair, plot: plot, look: look, into: &frame)
  }
  mark(here, glyphs.pick("●", "O"), .crosshair, plot: plot, look: look, into: &frame)
  let wrong = (0..<rows).reduce(0) { sum, row in sum + (0..<columns).count { disagrees($0, row) } }
  drawPhaseReadout(
    settings, wrong: Double(wrong) / Double(max(1, rows * columns)), in: layout.view, look: look, into: &frame)
}

/// Marks a state; one beyond the plane is an arrow at its edge.
private func mark(
  _ point: PlanePoint, _ glyph: Unicode.Scalar, _ role: Role, plot: Plot, look: Look, into frame: inout Frame
) {
  let column = plot.column(min(max(point.gammaS, plot.x.lower), plot.x.upper))
  let row = plot.row(min(max(point.rho, plot.y.lower), plot.y.upper))
  guard let column, let row else { return }
  let shown: Unicode.Scalar =
    point.rho < plot.y.lower ? look.glyphs.pick("▼", "v") : glyph
  let under = frame[column, row].style
  let background = look.showsPixels ? under.background : look[role].background
  frame[column, row] = Cell(shown, Style(look[role].foreground, on: background, look[role].attributes))
}
