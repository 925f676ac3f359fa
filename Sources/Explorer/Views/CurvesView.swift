// The curves: a family of students and the teacher against one parameter, H₁, or the penalties that solve H₁ = c.
//
//     ┌ Ls and Lt against λs, for several ζ ──── a refits y ┐
//     │ ζ: a 0  b 0.68  c 0.89  S at the sliders  T teacher │
//     │ 2 ┤        ⢀⠤b⠒⠉⠉                                   │
//     │   │ ⠤⠤⠤⠤⠤T⠤⠤●⠤⠤⠤⠤    S is where you are             │
//     │   └━━━━━━━━━▲─────── λs   thick where S gains        │
//     │ λs 0.1  Lt 1.28  Ls 1.22  a 1.31 b 1.25             │
//     └─────────────────────────────────────────────────────┘

import Canvas
import Preferences
import Simulation
import Theory

extension Layout {
  /// The plot of the Curves view.
  func curvePlot(_ settings: Model.Settings) -> Plot? {
    guard settings.view == .curves, !view.isEmpty else { return nil }
    return Plot(in: canvas, x: settings.curves.x, y: settings.curves.y)
  }
}

/// Draws the curves; as a figure of the paper without what belongs to the sliders.
func drawCurves(_ model: Model, layout: Layout, look: Look, asFigure: Bool = false, into frame: inout Frame) {
  let settings = model.settings
  let glyphs = look.glyphs
  frame.drawPane(layout.view, title: settings.curveTitle, focused: model.focus == .plot, look: look)
  let remark = " \(model.keys.keys(for: .autoscale).first?.label(glyphs) ?? "a") refits y "
  if !asFigure, layout.view.width > settings.curveTitle.unicodeScalars.count + remark.unicodeScalars.count + 6 {
    frame.putRight(remark, endX: layout.view.maxX - 2, y: layout.view.y, look[.muted])
  }
  guard let plot = layout.curvePlot(settings), plot.inside.width >= 4, plot.inside.height >= 2 else { return }
  plot.drawAxes(
    xName: settings.curves.xName, yName: settings.curveYName, line: look[.border], label: look[.muted],
    name: look[.title], glyphs: glyphs, into: &frame)
  if !asFigure {
    drawGainStrip(settings, plot: plot, look: look, into: &frame)
    drawCursorLine(settings, plot: plot, look: look, into: &frame)
  }
  let resolution = 2 * plot.inside.width
  let family = CurveFamily(settings, resolution: resolution)
  let shown = family.series.filter { !asFigure || settings.isInFigure($0.kind) }
  var curves = shown.map { series in
    Curve(
      series.points, style: look[series.kind.role], mark: series.mark, isDashed: series.kind == .teacher)
  }
  if let pinned = settings.pinnedCurve(resolution: resolution) {
    curves.insert(Curve(pinned, style: look[.muted], mark: "P", isDashed: true), at: 0)
  }
  frame.drawCurves(curves, in: plot, glyphs: glyphs)
  drawCurveLegend(model, plot: plot, in: layout.canvas, look: look, asFigure: asFigure, into: &frame)
  if asFigure { return }
  drawStateMarks(settings, plot: plot, look: look, into: &frame)
  frame.drawMeasured(model.measured(look), in: plot, glyphs: glyphs)
  drawCurveReadout(settings, in: layout.view, look: look, into: &frame)
}

extension Model {
  /// The simulated points of the curves, and the errors of teacher and student at the sliders, as far as they are of the
  /// present settings.
  func measured(_ look: Look) -> [Measured] {
    guard settings.curves.quantity == .errors else { return [] }
    let x = settings.regime[settings.curves.axes.x]
    let state = freshState.map { [$0.teacher, $0.student] } ?? []
    return (simulatedCurve.map { ($0.x, $0.estimate) } + state.map { (x, $0) }).compactMap { x, estimate in
      guard estimate.mean.isFinite else { return nil }
      let error = estimate.standardError
      return Measured(x: x, y: estimate.mean, error: error.isFinite ? error : 0, style: look[.simulated])
    }
  }
}

extension CurveFamily.Kind {
  var role: Role {
    switch self {
    case .member(let index): Role.series[index % Role.series.count]
    case .state: .crosshair
    case .teacher: .teacher
    }
  }
}

extension Model.Settings {
  /// What the curves are, for the pane's title.
  var curveTitle: String {
    switch curves.quantity {
    case .errors: "Ls and Lt against \(curves.xName), for several \(curves.axes.y.symbol)"
    case .condition: "H₁ against \(curves.xName), for several \(curves.axes.y.symbol)"
    case .solutions: "The λs that solve H₁ = c, for several γs"
    }
  }

  /// What stands on the vertical axis.
  var curveYName: String {
    switch curves.quantity {
    case .errors: "error"
    case .condition: "H₁"
    case .solutions: "λs"
    }
  }

  /// Whether a curve belongs to the figure of the paper rather than to the sliders.
  func isInFigure(_ kind: CurveFamily.Kind) -> Bool {
    switch kind {
    case .member: true
    case .teacher: curves.quantity == .errors
    case .state: false
    }
  }

  /// Whether the student gains at a place along the axis, everything else at the sliders; nil along c.
  func gainsAlongCurve(_ x: Double) -> Bool? {
    curves.quantity == .solutions ? nil : stateRegime(x).errors.gain
  }
}

/// Makes the axis thick where the student at the sliders gains, as the sliders' tracks are.
private func drawGainStrip(_ settings: Model.Settings, plot: Plot, look: Look, into frame: inout Frame) {
  let y = plot.inside.maxY
  for column in plot.inside.x..<plot.inside.maxX {
    guard let gains = settings.gainsAlongCurve(plot.xValue(column: column)) else { return }
    let isTick = frame[column, y].glyph != look.glyphs.horizontal
    let glyph =
      gains
      ? look.glyphs.pick(isTick ? "┯" : "━", isTick ? "+" : "=")
      : look.glyphs.pick(isTick ? "┬" : "─", isTick ? "+" : "-")
    frame[column, y] = Cell(glyph, look[gains ? .gainTrack : .lossTrack])
  }
}

private func drawCursorLine(_ settings: Model.Settings, plot: Plot, look: Look, into frame: inout Frame) {
  let style = look[.muted]
  let solving = settings.curves.quantity == .solutions
  let x = solving ? settings.conditionLevel : settings.regime[settings.curves.axes.x]
  if let column = plot.column(x) {
    if !solving {
      for row in plot.inside.y..<plot.inside.maxY { frame[column, row] = Cell(look.glyphs.pick("┊", ":"), style) }
    }
    frame[column, plot.inside.maxY] = Cell(look.glyphs.pick("▲", "^"), look[.crosshair])
  }
  if solving, let row = plot.row(settings.regime.lambdaS) {
    for column in plot.inside.x..<plot.inside.maxX { frame[column, row] = Cell(look.glyphs.pick("┈", "."), style) }
    frame[plot.inside.x - 1, row] = Cell(look.glyphs.pick("▶", ">"), look[.crosshair])
  }
}

/// The state itself, as a dot on its curve.
private func drawStateMarks(_ settings: Model.Settings, plot: Plot, look: Look, into frame: inout Frame) {
  let solving = settings.curves.quantity == .solutions
  let x = solving ? settings.conditionLevel : settings.regime[settings.curves.axes.x]
  guard let column = plot.column(x) else { return }
  let y: Double =
    switch settings.curves.quantity {
    case .errors: settings.regime.errors.student
    case .condition: paperH1(lambdaS: settings.regime.lambdaS, gammaS: settings.regime.gammaS)
    case .solutions: settings.regime.lambdaS
    }
  if let row = plot.row(y) { frame[column, row] = Cell(look.glyphs.pick("●", "O"), look[.crosshair]) }
}

private func drawCurveLegend(
  _ model: Model, plot: Plot, in rect: Rect, look: Look, asFigure: Bool, into frame: inout Frame
) {
  let settings = model.settings
  let family = settings.curves.quantity == .solutions ? Parameter.gammaS : settings.curves.axes.y
  var x = plot.inside.x - 1 + settings.curveYName.unicodeScalars.count + 2
  let limit = rect.maxX
  func put(_ text: String, _ role: Role) {
    x = frame.put(look.glyphs.text(text), x: x, y: rect.y, look[role], limit: limit - x)
  }
  put(family.symbol + ":", .muted)
  for (index, value) in settings.curves.values.enumerated() {
    put(" \(CurveFamily.letter(index))", CurveFamily.Kind.member(index).role)
    put(" " + look.number(value, trim: true), .text)
  }
  let wide = limit - x > 34
  if limit - x < 4 { return }
  if !asFigure || settings.isInFigure(.state) {
    put("  S", .crosshair)
    if wide { put(" at the sliders", .muted) }
  }
  if !asFigure || settings.isInFigure(.teacher) {
    put("  T", .teacher)
    if wide { put(" teacher", .muted) }
  }
  if settings.pin != nil { put("  P" + (wide ? " pinned" : ""), .muted) }
  if !asFigure, !model.measured(look).isEmpty { put("  ○" + (wide ? " simulated" : ""), .simulated) }
}

private func drawCurveReadout(_ settings: Model.Settings, in rect: Rect, look: Look, into frame: inout Frame) {
  var x = rect.x + 2
  let limit = rect.maxX - 2
  func put(_ text: String, _ role: Role) {
    x = frame.put(look.glyphs.text(text), x: x, y: rect.maxY - 2, look[role], limit: limit - x)
  }
  /// A letter and its value; nothing where they do not fit whole.
  func putPair(_ name: String, _ value: String, _ role: Role) {
    guard x + name.unicodeScalars.count + value.unicodeScalars.count <= limit else {
      x = limit
      return
    }
    put(name, role)
    put(value, .text)
  }
  let regime = settings.regime
  let errors = regime.errors
  let level = settings.conditionLevel
  switch settings.curves.quantity {
  case .errors:
    let here = regime[settings.curves.axes.x]
    put(settings.curves.xName + " ", .muted)
    put(look.number(here, trim: true), .value)
    put("  T ", .teacher)
    put(look.number(errors.teacher), .value)
    put("  S ", .crosshair)
    put(look.number(errors.student), .value)
    put(" (", .muted)
    put(look.number(errors.gap, plus: true), errors.gain ? .gain : .loss)
    put(") ", .muted)
    for (index, value) in settings.curves.values.enumerated() {
      putPair(
        " \(CurveFamily.letter(index)) ", look.number(settings.curveRegime(here, value).errors.student),
        CurveFamily.Kind.member(index).role)
    }
  case .condition:
    put("S ", .crosshair)
    put(look.number(paperH1(lambdaS: regime.lambdaS, gammaS: regime.gammaS)), .value)
    put("  T ", .teacher)
    put(look.number(level), .value)
    put("  S above T is a gain: ", .muted)
    put(errors.gain ? "yes" : "no", errors.gain ? .gain : .loss)
  case .solutions:
    let solutions = penaltiesSolvingH1(level, gammaS: regime.gammaS).map { look.number($0, trim: true) }
    put("T: c ", .teacher)
    put(look.number(level), .value)
    put("  solved by λs ", .muted)
    put(solutions.isEmpty ? "none" : solutions.joined(separator: ", "), .value)
  }
}
