// The curves: a family of students and the teacher against one parameter, H₁, or the penalties that solve H₁ = c.
//
//     ┌ Ls and Lt against λs, for several ζ ────────────────┐
//     │ ζ: a 0  b 0.68  c 0.89  S at the sliders  T teacher │
//     │ 2 ┤        ⢀⠤b⠒⠉⠉                                   │
//     │   │ ⠤⠤⠤⠤⠤T⠤⠤●⠤⠤⠤⠤    S is where you are             │
//     │   └━━━━━━━━━▲─────── λs   thick where S gains        │
//     │ λs 0.1  Lt 1.28  Ls 1.22  a 1.31 b 1.25             │
//     └─────────────────────────────── y locked, a refits ─┘

import Canvas
import Figures
import Preferences
import Sampling
import Simulation
import Theory
import Tours

extension Layout {
  /// The plot of the Curves view.
  func curvePlot(_ settings: Settings) -> Plot? {
    guard !view.isEmpty else { return nil }
    return Plot(in: canvas, x: settings.curves.x, y: settings.curves.y)
  }
}

/// What a plot of curves shows.
struct CurveScene {
  /// The state, and what the curves are.
  let settings: Settings
  /// Simulated values over them.
  let measured: [Measured]
  /// What a person measured, beside the curves it is of.
  let points: [CurvePoint]
  /// A remark for the lower border.
  let remark: StyledLine?
  /// Whether its crosshair has the keys.
  let isFocused: Bool
  /// Whether it is a panel of a figure of the paper, without what belongs to the sliders.
  let isFigure: Bool

  /// The curves of the explorer.
  init(_ model: Model, look: Look) {
    settings = model.settings
    measured = model.measured(look)
    points = settings.onCurves(model.shownPoints)
    let key = model.keys.keys(for: .autoscale).first?.label(look.glyphs) ?? "a"
    remark = look.line(look.part(("y locked, \(key) refits", .muted)))
    isFocused = model.focus == .plot
    isFigure = false
  }

  /// A panel of a figure.
  init(_ preset: Preset, measured: [Measured], points: [MeasuredPoint]) {
    settings = Settings(preset)
    self.points = settings.onCurves(points, asFigure: true)
    self.measured = measured
    (remark, isFocused, isFigure) = (nil, false, true)
  }
}

extension Pen {
  mutating func drawCurves(_ scene: CurveScene, layout: Layout) {
    let (settings, measured, asFigure, glyphs) = (scene.settings, scene.measured, scene.isFigure, look.glyphs)
    drawPane(layout.view, title: settings.curveTitle, focused: scene.isFocused)
    if let remark = scene.remark {
      putOnBorder(remark, x: layout.view.maxX - 4 - remark.width, y: layout.view.maxY - 1)
    }
    guard let plot = layout.curvePlot(settings), plot.inside.width >= 4, plot.inside.height >= 2 else { return }
    plot.drawAxes(
      xName: settings.curves.xName, yName: settings.curveYName, line: look[.border], label: look[.muted],
      name: look[.title], glyphs: glyphs, into: &frame)
    if !asFigure {
      drawGainStrip(settings, plot: plot)
      drawCursorLine(settings, plot: plot)
    }
    let resolution = 2 * plot.inside.width
    let family = CurveFamily(settings, resolution: resolution)
    let shown = family.series.filter { !asFigure || settings.isInFigure($0.kind) }
    var curves = shown.map { series in
      Curve(
        series.points, style: look[series.kind.role], mark: series.mark,
        dash: series.kind == .teacher ? .dashed : .solid)
    }
    let pinned = settings.pinnedCurves(resolution: resolution)
    curves =
      pinned.map { Curve($0.points, style: look[.muted], mark: $0.letter.unicodeScalars.first ?? "?", dash: .dashed) }
      + curves
    frame.drawCurves(curves, in: plot, glyphs: glyphs)
    for place in pinned.map(\.place) {
      guard let x = plot.column(place.x), let y = plot.row(place.y) else { continue }
      mark(.pin, glyphs.pinned, x: x, y: y)
    }
    for series in shown { note(series, in: plot) }
    drawCurveLegend(
      settings, isSimulated: !measured.isEmpty, isMeasured: !scene.points.isEmpty, plot: plot, in: layout.canvas,
      asFigure: asFigure)
    if !asFigure { drawStateMarks(settings, plot: plot) }
    frame.drawMeasured(measured + scene.points.map { $0.measured(look) }, in: plot, glyphs: glyphs)
    if asFigure { return }
    drawCurveReadout(settings, in: layout.view)
  }
}

extension Model {
  /// The simulated points of the curves, and the errors of teacher and student at the sliders, as far as they are of the
  /// present settings.
  func measured(_ look: Look) -> [Measured] {
    guard settings.curves.quantity.isOverParameters else { return [] }
    let x = settings.regime[settings.curves.axes.x]
    let isGap = settings.curves.quantity == .gap
    let state = freshState.map { isGap ? [$0.gap] : [$0.teacher, $0.student] } ?? []
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

extension Pen {
  /// Makes the axis thick where the student at the sliders gains, as the sliders' tracks are.
  private mutating func drawGainStrip(_ settings: Settings, plot: Plot) {
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

  private mutating func drawCursorLine(_ settings: Settings, plot: Plot) {
    let style = look[.muted]
    let solving = settings.curves.quantity == .solutions
    let x = solving ? settings.conditionLevel : settings.regime[settings.curves.axes.x]
    if let column = plot.column(x) {
      if !solving {
        for row in plot.inside.y..<plot.inside.maxY { frame[column, row] = Cell(look.glyphs.guide, style) }
      }
      self.mark(.other(.crosshair), look.glyphs.up, x: column, y: plot.inside.maxY)
    }
    if solving, let row = plot.row(settings.regime.lambdaS) {
      for column in plot.inside.x..<plot.inside.maxX { frame[column, row] = Cell(look.glyphs.level, style) }
      self.mark(.other(.crosshair), look.glyphs.right, x: plot.inside.x - 1, y: row)
    }
  }

  /// Says where a curve is.
  private mutating func note(_ series: CurveFamily.Series, in plot: Plot) {
    guard isPointed(.curve(String(series.mark))) else { return }
    for point in series.points {
      guard let x = plot.column(point.x), let y = plot.row(point.y) else { continue }
      note(.curve(String(series.mark)), in: Rect(x: x, y: y, width: 1, height: 1)) { _, _ in true }
    }
  }

  /// The state itself, as a dot on its curve.
  private mutating func drawStateMarks(_ settings: Settings, plot: Plot) {
    let place = settings.curvePlace
    guard let column = plot.column(place.x), let row = plot.row(place.y) else { return }
    self.mark(.state, look.glyphs.state, x: column, y: row)
    note(.state, in: Rect(x: column, y: row, width: 1, height: 1)) { _, _ in true }
  }

  private mutating func drawCurveLegend(
    _ settings: Settings, isSimulated: Bool, isMeasured: Bool, plot: Plot, in rect: Rect, asFigure: Bool
  ) {
    let family = settings.curves.quantity == .solutions ? Parameter.gammaS : settings.curves.axes.y
    var line = look.line(look.part((family.symbol + ":", .muted)))
    for (index, value) in settings.curves.values.enumerated() {
      let letter = ("\(CurveFamily.letter(index)) ", CurveFamily.Kind.member(index).role)
      line.parts.append(look.part(letter, (look.number(value, trim: true), .text)))
    }
    /// A letter, and in words what it is, which go first where there is no room.
    func add(_ mark: String, _ role: Role, _ words: String) {
      line.parts.append(look.part((mark, role), gap: 2))
      line.parts.append(look.part((words, .muted), rank: 1))
    }
    if !asFigure || settings.isInFigure(.state) { add("S", .crosshair, "at the sliders") }
    if !asFigure || settings.isInFigure(.teacher) {
      add("T", .teacher, settings.curves.quantity == .gap ? "Ls = Lt" : "teacher")
    }
    if !settings.pins.isEmpty {
      line.parts.append(look.part((settings.pins.map { "\($0.letter) " }.joined() + "pinned", .muted), gap: 2))
    }
    if isSimulated { add("○", .simulated, "simulated") }
    if isMeasured {
      line.parts.append(look.part((String(look.glyphs.measuredStudent), .text), (" measured", .muted), gap: 2))
    }
    let x = plot.inside.x - 1 + look.glyphs.text(settings.curveYName).unicodeScalars.count + 2
    frame.put(line, x: x, y: rect.y, limit: rect.maxX - x)
  }

  private mutating func drawCurveReadout(_ settings: Settings, in rect: Rect) {
    let regime = settings.regime
    let verdict = Verdict(regime)
    let level = settings.conditionLevel
    let n = { [look] (value: Double) in (look.number(value), Role.value) }
    var line = StyledLine()
    switch settings.curves.quantity {
    case .gap:
      let here = regime[settings.curves.axes.x]
      line = look.line(
        look.part((settings.curves.xName + " ", .muted), (look.number(here, trim: true), .value), rank: 2),
        look.part(("S ", .crosshair), (look.number(verdict.gap, plus: true), verdict.outcome.role), gap: 2))
      for (index, value) in settings.curves.values.enumerated() {
        let letter = ("\(CurveFamily.letter(index)) ", CurveFamily.Kind.member(index).role)
        let gap = Verdict(settings.curveRegime(here, value)).gap
        line.parts.append(look.part(letter, (look.number(gap, plus: true), .text), gap: index == 0 ? 2 : 1, rank: 3))
      }
    case .errors:
      let here = regime[settings.curves.axes.x]
      let change = (look.number(verdict.gap, plus: true), verdict.outcome.role)
      line = look.line(
        look.part((settings.curves.xName + " ", .muted), (look.number(here, trim: true), .value), rank: 2),
        look.part(("T ", .teacher), n(verdict.errors.teacher), gap: 2, rank: 1),
        look.part(("S ", .crosshair), n(verdict.errors.student), gap: 2, rank: 1),
        look.part(("(", .muted), change, (")", .muted)))
      for (index, value) in settings.curves.values.enumerated() {
        let letter = ("\(CurveFamily.letter(index)) ", CurveFamily.Kind.member(index).role)
        let error = look.number(settings.curveRegime(here, value).errors.student)
        line.parts.append(look.part(letter, (error, .text), gap: index == 0 ? 2 : 1, rank: 3))
      }
    case .condition:
      line = look.line(
        look.part(("S ", .crosshair), n(StudentLimit(regime).h1), rank: 1),
        look.part(("T ", .teacher), n(level), gap: 2, rank: 1),
        look.part(
          ("S above T gains: ", .muted), (verdict.outcome == .gain ? "yes" : "no", verdict.outcome.role), gap: 2,
          rank: 2)
      )
    case .solutions:
      let solutions = Paper.penalties(solvingH1: level, of: regime.students).map { look.number($0, trim: true) }
      line = look.line(
        look.part(("T: c ", .teacher), n(level), rank: 1),
        look.part(
          ("solved by λs ", .muted), (solutions.isEmpty ? "none" : solutions.joined(separator: ", "), .value), gap: 2))
    }
    let end = frame.put(line, x: rect.x + 2, y: rect.maxY - 2, limit: rect.width - 4)
    note(.readout, text: Rect(x: rect.x + 2, y: rect.maxY - 2, width: end - rect.x - 2, height: 1))
  }
}
