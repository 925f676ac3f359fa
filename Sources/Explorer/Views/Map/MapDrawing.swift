// The map: L_s − L_t over two parameters, with the zero contour, the line λt = λ⋆t, and a crosshair tied to the sliders.
//
//     ┌ Ls − Lt ─────────────── gain ▇▇▇▇▇▇▇▇▇▇▇▇▇ loss ┐
//     │ λs                        −1  −0.25  0  +0.25 +1│
//     │ 10 ┤  half blocks, neutral at zero              │
//     │    └┬────────┬──────── λt                       │
//     │ under the crosshair: …                          │
//     └──────────────────────────────── locked, a fits ─┘

import Canvas
import Figures
import Preferences
import Sampling
import Simulation
import Theory
import Tours

/// What a map shows.
struct MapScene {
  /// The state and the axes.
  let settings: Settings
  /// What was simulated, where anything was.
  let simulated: SimulatedMap?
  /// What of it is shown.
  let picture: MapPicture
  /// What a person measured, on the map.
  let points: [MapPoint]
  /// Titles of the pane, the longest first.
  let titles: [String]
  /// Remarks for the lower border, the longest first.
  let remarks: [StyledLine]
  /// Whether its crosshair has the keys.
  let isFocused: Bool
  /// Whether it is a panel of a figure of the paper, without what belongs to the sliders.
  let isFigure: Bool

  /// The map of the explorer.
  init(_ model: Model, look: Look) {
    settings = model.settings
    simulated = model.simulatedMap
    picture = model.shownPicture
    points = settings.onMap(model.shownPoints)
    titles = picture.titles
    remarks = model.mapRemarks(picture, look: look)
    isFocused = model.focus == .plot
    isFigure = false
  }

  /// A panel of a figure.
  init(_ preset: Preset, simulated: SimulatedMap?, points: [MeasuredPoint]) {
    settings = Settings(preset)
    self.points = settings.onMap(points).filter(\.isHere)
    self.simulated = simulated
    picture = simulated == nil ? .theory : .simulated
    titles = [simulated == nil ? preset.panel : preset.panel + ", simulated", preset.panel]
    (remarks, isFocused, isFigure) = ([], false, true)
  }
}

extension Pen {
  mutating func drawMap(_ scene: MapScene, layout: Layout) {
    let (settings, picture, glyphs) = (scene.settings, scene.picture, look.glyphs)
    let axes = settings.axes
    let scale = settings.colorScale(picture)
    let bar = ColorBar(picture, scale: scale, titles: scene.titles, width: layout.view.width)
    drawPane(layout.view, title: bar.title, focused: scene.isFocused)
    guard let plot = layout.plot(settings)?.plot, plot.inside.width >= 4, plot.inside.height >= 2 else { return }
    plot.drawAxes(
      xName: axes.x.symbol, yName: axes.y.symbol, line: look[.border], label: look[.muted], name: look[.title],
      glyphs: glyphs, into: &frame)
    let halves = look.ramp.isColored && glyphs.isUnicode ? 2 : 1
    let (columns, rows) = (plot.inside.width, plot.inside.height * halves)
    func gaps(_ columns: Int, _ rows: Int) -> MapField {
      scene.simulated.flatMap { MapField($0, picture, settings, columns: columns, rows: rows) }
        ?? MapField(settings, isChance: picture == .chance, columns: columns, rows: rows)
    }
    let field = gaps(columns, rows)
    if halves == 2 {
      fillHalfBlocks(field, scale: scale, in: plot.inside)
    } else {
      fillWholeCells(field, scale: scale, in: plot.inside)
    }
    if let fineness = look.fineness, look.ramp.isColored {
      let fine = gaps(columns * fineness.across, plot.inside.height * fineness.down)
      putPicture(of: fine, fineness, scale: scale, in: plot.inside)
    }
    markInfinite(field, halves: halves, in: plot.inside)
    let lines = settings.mapLines(columns: columns, rows: plot.inside.height)
    let cells = drawLines(lines, in: plot)
    let classes = (0..<plot.inside.height).flatMap { y in
      (0..<columns).map { x in
        let gap = field.gaps[halves * y * columns + x]
        return gap < 0 ? 0 : gap > 0 ? 1 : gap == 0 ? 2 : 3
      }
    }
    // Of a few trials, half may be gains without a tie.
    let hasTies = !picture.isSimulated && classes.contains(2)
    let words = picture == .difference ? [] : ["GAIN", "LOSS"] + (hasTies ? ["TIE"] : [])
    let pins = settings.pinLabels(axes, plot, glyphs)
    let names = RegionNames(
      words, classes: classes, edges: cells.edges, in: plot.inside,
      avoiding: (scene.isFigure ? [] : settings.crosshairPlaces(axes, plot) + pins.cells)
        + MapPoint.cells(scene.points, in: plot), glyphs: glyphs)
    frame.put(names, onColorOf: look.ramp.isColored ? look.depth : nil)
    note(names)
    for (target, kind) in [(Target.contour, FieldLine.Kind.contour), (.optimum, .optimum)] where isPointed(target) {
      let line = cells[kind]
      note(target, in: plot.inside) { x, y in line.contains(y * columns + x) }
    }
    if !scene.isFigure { drawCrosshair(settings, axes: axes, plot: plot) }
    drawPoints(scene.points, in: plot, crosshair: scene.isFigure ? nil : settings)
    draw(pins)
    let legendEnd = putLegend(of: scene.points, under: layout.view, beside: scene.remarks.last)
    draw(bar, in: layout.view, plot: plot, yName: glyphs.text(axes.y.symbol))
    let cell = scene.isFigure || !picture.isSimulated ? nil : scene.simulated?.cell(at: settings)
    let end = drawReadout(settings, picture, simulated: cell, in: layout.view, asFigure: scene.isFigure)
    drawLegend(
      lines, isInfinite: field.gaps.contains(where: \.isInfinite), after: end, onBorder: legendEnd,
      remarks: scene.remarks, in: layout.view)
  }

  private mutating func putPicture(of field: MapField, _ fineness: Fineness, scale: DivergingScale, in rect: Rect) {
    let colors = look.ramp.pictureColors
    frame.putPicture(in: rect, fineness, palette: colors + [look[.text].background]) { [look] column, row in
      let gap = field.gaps[row * field.columns + column]
      return gap.isNaN ? colors.count : look.ramp.pictureNumber(scale.position(gap))
    }
  }

  private mutating func fillHalfBlocks(_ field: MapField, scale: DivergingScale, in rect: Rect) {
    let (nothing, tints) = (look[.text].background, look.ramp.tints(scale))
    frame.drawHalfBlocks(in: rect) { column, row in
      let gap = field.gaps[row * field.columns + column]
      return gap.isNaN ? nothing : tints.color(gap)
    }
  }

  private mutating func fillWholeCells(_ field: MapField, scale: DivergingScale, in rect: Rect) {
    for y in 0..<rect.height {
      for x in 0..<rect.width {
        let gap = field.gaps[y * field.columns + x]
        guard !gap.isNaN else { continue }
        let position = scale.position(gap)
        frame[rect.x + x, rect.y + y] =
          look.ramp.isColored
          ? Cell(" ", look.style(of: .other(.contour), on: look.ramp.color(position)))
          : Cell(look.ramp.glyph(position), look[gap < 0 ? .gainTrack : .lossTrack])
      }
    }
  }

  /// Marks the cells that are infinite all over.
  private mutating func markInfinite(_ field: MapField, halves: Int, in rect: Rect) {
    for y in 0..<rect.height {
      for x in 0..<rect.width {
        let (top, bottom) = (halves * y * field.columns + x, (halves * y + halves - 1) * field.columns + x)
        guard field.gaps[top].isInfinite, field.gaps[bottom].isInfinite else { continue }
        let style = frame[rect.x + x, rect.y + y].style
        frame[rect.x + x, rect.y + y] = Cell(
          look.glyphs.infinite,
          look.ramp.isColored ? look.style(of: .other(.contour), on: style.background) : style)
      }
    }
  }
}

extension Settings {
  /// The cells that the crosshair takes: itself with its arms, or the arrow at the edge.
  func crosshairPlaces(_ axes: Axes, _ plot: Plot) -> [Rect] {
    let (column, row) = (plot.column(regime[axes.x]), plot.row(regime[axes.y]))
    let x = column ?? (plot.x.position(regime[axes.x]) < 0 ? plot.inside.x : plot.inside.maxX - 1)
    let y = row ?? (plot.y.position(regime[axes.y]) < 0 ? plot.inside.maxY - 1 : plot.inside.y)
    let isInside = column != nil && row != nil
    let centre = Rect(x: x, y: y, width: 1, height: 1)
    return isInside ? [centre.inset(by: -3, 0), centre.inset(by: 0, -2)] : [centre]
  }
}

extension Pen {
  mutating func drawCrosshair(_ settings: Settings, axes: Axes, plot: Plot) {
    let glyphs = look.glyphs
    let rect = plot.inside
    let column = plot.column(settings.regime[axes.x])
    let row = plot.row(settings.regime[axes.y])
    func mark(_ x: Int, _ y: Int, _ glyph: Unicode.Scalar, _ mark: Mark = .other(.crosshair)) {
      if rect.contains(x: x, y: y) { self.mark(mark, glyph, x: x, y: y) }
    }
    let arm = Mark.other(.crosshair)
    if let column { self.mark(arm, glyphs.up, x: column, y: rect.maxY) }
    if let row { self.mark(arm, glyphs.right, x: rect.x - 1, y: row) }
    // Off the axis, an arrow at the edge says on which side the point is.
    let xPosition = plot.x.position(settings.regime[axes.x])
    let yPosition = plot.y.position(settings.regime[axes.y])
    if let row, column == nil {
      mark(xPosition < 0 ? rect.x : rect.maxX - 1, row, xPosition < 0 ? glyphs.left : glyphs.right)
    }
    if let column, row == nil {
      mark(column, yPosition < 0 ? rect.maxY - 1 : rect.y, yPosition < 0 ? glyphs.down : glyphs.up)
    }
    guard let column, let row else { return }
    for offset in [-3, -2, 2, 3] { mark(column + offset, row, glyphs.horizontal) }
    for offset in [-2, 2] { mark(column, row + offset, glyphs.vertical) }
    mark(column, row, glyphs.crosshair, .state)
    note(.state, in: Rect(x: column, y: row, width: 1, height: 1)) { _, _ in true }
  }
}

extension Model {
  /// What must be known to read the map, the longest first: that its colours stay until asked to fit, and why it is not
  /// the picture asked for.
  fileprivate func mapRemarks(_ picture: MapPicture, look: Look) -> [StyledLine] {
    let key = keys.keys(for: .autoscale).first?.label(look.glyphs) ?? "a"
    var says = ["colours locked, \(key) fits them", "locked, \(key) fits"]
    if picture.isProbability {
      says = ["probability at d \(settings.run.dimension)", "at d \(settings.run.dimension)"]
    }
    if picture.isSimulated, let sweep {
      let of = "of \(sweep.sweep.path.undisturbing)"
      says = ["the sweep \(of), d \(settings.run.dimension)", "sweep, d \(settings.run.dimension)", "sweep"]
    } else if picture == .difference {
      guard let shared = simulatedMap?.sharedDraws(settings.axes) else { return [] }
      says = ["\(shared) share draws and move together", "neighbours move together", "shared draws"]
    }
    let lines = says.map { look.line(look.part(($0, .muted))) }
    guard !picture.isSimulated, settings.picture.isSimulated, let reason = mapStaleReason else { return lines }
    let stale = look.line(
      look.part(
        (
          "\(picture == .chance ? "predicted" : "theory"); \(mismatchedSweep == nil ? "simulated map" : "sweep") stale: "
            + reason, .error
        )))
    return lines.map { stale.joined($0, gap: 3) } + lines
  }
}

extension SimulatedMap {
  /// The estimate at the crosshair, its z, and what it is of; nil where the crosshair is off the map.
  func cell(at settings: Settings) -> (estimate: Moments, z: Double, gain: Proportion, point: SimulationPoint)? {
    let axes = settings.axes
    return cell(x: settings.regime[axes.x], y: settings.regime[axes.y]).map {
      (estimates[$0], z($0), gains[$0], points[$0])
    }
  }
}

extension Pen {
  /// Where the crosshair is, and the gap there.
  /// - Returns: the column after it.
  private mutating func drawReadout(
    _ settings: Settings, _ picture: MapPicture,
    simulated: (estimate: Moments, z: Double, gain: Proportion, point: SimulationPoint)?,
    in rect: Rect, asFigure: Bool
  ) -> Int {
    let (x, y, room) = (rect.x + 2, rect.maxY - 2, rect.width - 4)
    if asFigure { return x }
    let regime = settings.regime
    let axes = [settings.axes.x, settings.axes.y].map { parameter in
      look.part((parameter.symbol + " ", .muted), (look.number(regime[parameter]), .value), gap: 2, rank: 2)
    }
    let verdict = Verdict(regime)
    let theory = look.part(("Ls−Lt ", .muted), (look.number(verdict.gap, plus: true), verdict.outcome.role), gap: 2)
    var line = StyledLine([theory])
    if picture.isProbability {
      let law = FiniteLaw(regime, dimension: settings.run.dimension)
      let predicted = law.map { look.chance($0.probabilityOfGain) } ?? "unknown"
      line = look.line(look.part(("P(gain) ", .muted), (predicted, .value), gap: 2))
      if let simulated, picture == .frequency {
        line.parts.append(look.part(("cell ", .muted), ("\(simulated.gain.successes)", .simulated), gap: 2))
        line.parts.append(look.part(("of \(simulated.gain.count)", .muted)))
      }
    } else if let simulated {
      let lines = [" ± ", "±"].map { sign in
        StyledLine([
          theory, look.part(("cell", .muted), gap: 2), look.estimate(simulated.estimate, .simulated, sign: sign),
          look.part(("z " + look.number(simulated.z, digits: 2, plus: true), .muted), gap: 2, rank: 1),
        ])
      }
      line = look.first(of: lines, fitting: room) ?? lines[1]
    }
    let end = frame.put(StyledLine(axes + line.parts), x: x, y: y, limit: room)
    note(.readout, text: Rect(x: x, y: y, width: end - x, height: 1))
    return end
  }

  /// The legend of the lines, beside the readout and on the border, and there what is to be remarked: in full if that
  /// leaves room for all of it, else in short; rather without a remark than without a line.
  private mutating func drawLegend(
    _ lines: [FieldLine], isInfinite: Bool, after start: Int, onBorder first: Int, remarks: [StyledLine], in rect: Rect
  ) {
    let infinite = isInfinite ? [look.line(look.part(("\(look.glyphs.infinite) infinite", .contour)))] : []
    let rooms = (beside: rect.maxX - 3 - start, border: rect.maxX - 4 - first)
    let short = remarks.last.map { $0.width + 3 } ?? 0
    let full = infinite + lines.reversed().map { look.legend($0.kind, isShort: false) }
    let brief = infinite + lines.reversed().map { look.legend($0.kind, isShort: true) }
    let ways = [(full, short), (brief, short), (brief, 0)].map { legend, reserved in
      LegendPlaces(legend, beside: rooms.beside, border: rooms.border - reserved)
    }
    guard let places = ways.first(where: \.isWhole) ?? ways.last else { return }
    var end = rect.maxX - 2
    for line in places.beside {
      frame.put(line, x: end - line.width, y: rect.maxY - 2, limit: line.width)
      end -= line.width + 2
    }
    putOnBorder(places.border, x: first, y: rect.maxY - 1)
    let left = places.border.parts.isEmpty ? 0 : places.border.width + 3
    if let remark = look.first(of: remarks, fitting: rooms.border - left) {
      putOnBorder(remark, x: rect.maxX - 4 - remark.width, y: rect.maxY - 1)
    }
  }
}

/// Where the pieces of a legend go.
private struct LegendPlaces {
  /// Beside the readout, from the right.
  private(set) var beside: [StyledLine] = []
  private(set) var border = StyledLine()
  /// Whether there was room for all of them.
  private(set) var isWhole = true

  init(_ legend: [StyledLine], beside room: Int, border borderRoom: Int) {
    var room = room
    for line in legend {
      if line.width < room {
        beside.append(line)
        room -= line.width + 2
      } else if border.joined(line, gap: 2).width <= borderRoom {
        border = border.joined(line, gap: 2)
      } else {
        isWhole = false
      }
    }
  }
}
