// The phases: over two parameters, or in the universal plane (see PlaneView.swift).
//
//     ┌ Phases ───────────────────────── N never  B below ┐
//     │ λt                                                │
//     │    ┤   regions, letters and boundaries            │
//     │    └┬────────┬──────── γs                         │
//     │ window: 0.002 < λs < 31   printed (5) wrong on 30%│
//     └───────────────────────────────────────────────────┘

import Canvas
import Preferences
import Theory

func drawPhases(_ model: Model, layout: Layout, look: Look, into frame: inout Frame) {
  let settings = model.settings
  if settings.showsPlane {
    drawPlane(model, layout: layout, look: look, into: &frame)
    return
  }
  frame.drawPane(layout.view, title: "Phases: which λs win", focused: model.focus == .plot, look: look)
  guard let (axes, plot) = layout.plot(settings), plot.inside.width >= 4, plot.inside.height >= 2 else { return }
  plot.drawAxes(
    xName: axes.x.symbol, yName: axes.y.symbol, line: look[.border], label: look[.muted], name: look[.title],
    glyphs: look.glyphs, into: &frame)
  let halves = look.showsPixels ? 2 : 1
  let field = PhaseField(settings, axes: axes, columns: plot.inside.width, rows: plot.inside.height * halves)
  drawPhasePixels(
    in: plot.inside, halves: halves, class: { field.classes[$1 * field.columns + $0] },
    boundary: { field.boundary[$1 * field.columns + $0] }, disagrees: { field.disagrees[$1 * field.columns + $0] },
    look: look, into: &frame)
  let classes = (0..<plot.inside.height).flatMap { y in
    (0..<plot.inside.width).map { x in field.classes[halves * y * field.columns + x].rawValue }
  }
  frame.drawRegionNames(
    PhaseClass.allCases.map(\.name), classes: classes, in: plot.inside,
    avoiding: plot.row(settings.regime[axes.y]), onColor: look.depth >= .palette256)
  drawCrosshair(settings, axes: axes, plot: plot, look: look, into: &frame)
  let wrong = Double(field.disagrees.count { $0 }) / Double(max(1, field.disagrees.count))
  drawPhaseReadout(settings, wrong: wrong, in: layout.view, look: look, into: &frame)
}

extension Look {
  /// Whether two colours a cell can be told apart well enough to be pixels.
  var showsPixels: Bool { ramp.isColored && glyphs.isUnicode }
}

/// Fills a phase diagram: colours, or patterns where there are few, with boundaries and marks of disagreement.
func drawPhasePixels(
  in rect: Rect, halves: Int, class: (Int, Int) -> PhaseClass, boundary: (Int, Int) -> Bool,
  disagrees: (Int, Int) -> Bool, look: Look, into frame: inout Frame
) {
  if halves == 2 {
    frame.drawHalfBlocks(in: rect) { column, row in
      boundary(column, row) ? look[.contour].foreground : look[`class`(column, row).role].background
    }
  } else {
    for y in 0..<rect.height {
      for x in 0..<rect.width {
        let phase = `class`(x, y)
        let style = look[phase.role]
        let line = boundary(x, y)
        frame[rect.x + x, rect.y + y] = Cell(
          line ? look.glyphs.pick("•", "o") : phase.glyph(look.glyphs),
          line ? Style(look[.contour].foreground, on: style.background, look[.contour].attributes) : style)
      }
    }
  }
  for y in 0..<rect.height {
    for x in 0..<rect.width where (x + y) % 2 == 0 && disagrees(x, halves * y) {
      let cell = frame[rect.x + x, rect.y + y]
      // Keep boundaries whole.
      guard cell.glyph != "▀", cell.glyph != look.glyphs.pick("•", "o") else { continue }
      frame[rect.x + x, rect.y + y] = Cell(
        look.glyphs.pick("×", "x"),
        Style(look[.disagreement].foreground, on: cell.style.background, look[.disagreement].attributes))
    }
  }
}

/// What the state is, and what the printed condition says of it and of the whole picture.
func drawPhaseReadout(_ settings: Model.Settings, wrong: Double, in rect: Rect, look: Look, into frame: inout Frame) {
  let y = rect.maxY - 2
  let limit = rect.maxX - 2
  var x = rect.x + 2
  func put(_ text: String, _ role: Role) {
    x = frame.put(look.glyphs.text(text), x: x, y: y, look[role], limit: limit - x)
  }
  let teacher = TeacherLimit(settings.regime)
  if settings.showsPrinted {
    let agrees = printedTheoremFiveAgrees(settings.regime)
    put("× ", .disagreement)
    put("printed (5) is wrong on \(look.number(wrong * 100, digits: 2, trim: true))% here; at the state it is ", .muted)
    put(agrees.map { $0 ? "right" : "wrong" } ?? "silent", agrees == true ? .gain : agrees == false ? .error : .muted)
    return
  }
  let gammaS = settings.regime.gammaS
  let floor = minimalShrinkageRatio(gammaS: gammaS)
  put(PhaseReport(teacher: teacher, gammaS: gammaS).phase.rawValue, .value)
  put("  ρ ", .muted)
  put(look.number(teacher.rho), .value)
  put("  r_min ", .muted)
  put(look.number(floor, trim: true), .value)
  put("  wins iff r(vs) < ρ", .muted)
}
