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
    titles = picture.titles
    remarks = model.mapRemarks(picture, look: look)
    isFocused = model.focus == .plot
    isFigure = false
  }

  /// A panel of a figure.
  init(_ preset: Preset, simulated: SimulatedMap?) {
    settings = Settings(preset)
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
    var field = MapField(settings, columns: plot.inside.width, rows: plot.inside.height * halves)
    if let simulated = scene.simulated, let values = simulated.values(picture) {
      field.show(values, columns: simulated.columns, rows: simulated.rows)
    }
    if halves == 2 {
      drawHalfBlocks(field, scale: scale, in: plot.inside)
    } else {
      drawWholeCells(field, scale: scale, in: plot.inside)
    }
    let classes = (0..<plot.inside.height).flatMap { y in
      (0..<plot.inside.width).map { x in
        let gap = field.gaps[halves * y * field.columns + x]
        return gap < 0 ? 0 : gap > 0 ? 1 : 2
      }
    }
    let words = picture == .difference ? [] : ["GAIN", "LOSS"] + (classes.contains(2) ? ["TIE"] : [])
    let names = RegionNames(
      words, classes: classes, in: plot.inside,
      avoiding: scene.isFigure ? [] : settings.crosshairPlaces(axes, plot), glyphs: glyphs)
    frame.put(names, onColorOf: look.ramp.isColored ? look.depth : nil)
    note(names)
    let rows = 0..<halves
    note(.contour, in: plot.inside) { x, y in rows.contains { field.contour[(halves * y + $0) * field.columns + x] } }
    note(.optimum, in: plot.inside) { x, y in rows.contains { field.optimum[(halves * y + $0) * field.columns + x] } }
    if !scene.isFigure { drawCrosshair(settings, axes: axes, plot: plot) }
    if let remark = look.first(of: scene.remarks, fitting: layout.view.width - 5) {
      putOnBorder(remark, x: layout.view.maxX - 4 - remark.width, y: layout.view.maxY - 1)
    }
    draw(bar, in: layout.view, plot: plot, yName: glyphs.text(axes.y.symbol))
    let cell = scene.isFigure || picture == .theory ? nil : scene.simulated?.cell(at: settings)
    drawReadout(settings, field: field, simulated: cell, in: layout.view, asFigure: scene.isFigure)
  }

  private mutating func drawHalfBlocks(_ field: MapField, scale: DivergingScale, in rect: Rect) {
    frame.drawHalfBlocks(in: rect) { [look] column, row in
      let i = row * field.columns + column
      if field.contour[i] { return look[.contour].foreground }
      if field.optimum[i] && (row / 2 + column) % 2 == 0 { return look[.optimum].foreground }
      if field.phaseEdge[i] && (row + column) % 3 == 0 { return look[.muted].foreground }
      let gap = field.gaps[i]
      return look.ramp.color(gap.isFinite ? scale.position(gap) : gap < 0 ? -1 : 1)
    }
    for y in 0..<rect.height {
      for x in 0..<rect.width
      where !field.gaps[2 * y * field.columns + x].isFinite && !field.gaps[(2 * y + 1) * field.columns + x].isFinite {
        let side: Double = field.gaps[2 * y * field.columns + x] < 0 ? -1 : 1
        frame[rect.x + x, rect.y + y] = Cell("∞", Style(look[.contour].foreground, on: look.ramp.color(side)))
      }
    }
  }

  private mutating func drawWholeCells(_ field: MapField, scale: DivergingScale, in rect: Rect) {
    let glyphs = look.glyphs
    for y in 0..<rect.height {
      for x in 0..<rect.width {
        let i = y * field.columns + x
        let gap = field.gaps[i]
        let position = scale.position(gap)
        var cell: Cell
        if look.ramp.isColored {
          let color = look.ramp.color(position)
          cell = Cell(" ", Style(look[.contour].foreground, on: color))
        } else {
          cell = Cell(look.ramp.glyph(position), look[gap < 0 ? .gainTrack : .lossTrack])
        }
        if !gap.isFinite { cell.glyph = glyphs.infinite }
        if field.optimum[i] && y % 2 == 0 {
          cell.glyph = glyphs.optimum
          cell.style.foreground = look[.optimum].foreground
        }
        if field.contour[i] {
          cell.glyph = glyphs.contour
          cell.style.foreground = look[.contour].foreground
          cell.style.attributes = look[.contour].attributes
        }
        frame[rect.x + x, rect.y + y] = cell
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
    if picture == .difference {
      guard let shared = settings.sharedDraws else { return [] }
      says = ["\(shared) share draws and move together", "neighbours move together"]
    }
    let lines = says.map { look.line(look.part(($0, .muted))) }
    guard picture == .theory, settings.picture != .theory, let reason = mapStaleReason else { return lines }
    let stale = look.line(look.part(("theory; simulated map stale: \(reason)", .error)))
    return lines.map { stale.joined($0, gap: 3) } + lines
  }
}

extension Settings {
  /// Which cells of a simulated map are estimated from the same draws; nil where none are. Penalties share them.
  var sharedDraws: String? {
    let shared = [axes.x, axes.y].filter { $0 == .lambdaT || $0 == .lambdaS }
    return shared.count == 2 ? "neighbours" : shared.first.map { "cells along \($0.symbol)" }
  }
}

extension SimulatedMap {
  /// The estimate at the crosshair, and its z; nil where the crosshair is off the map.
  func cell(at settings: Settings) -> (estimate: Moments, z: Double)? {
    let axes = settings.axes
    guard let column = axes.x.scale.pixel(settings.regime[axes.x], of: columns),
      let row = axes.y.scale.pixel(settings.regime[axes.y], of: rows)
    else { return nil }
    let index = (rows - 1 - row) * columns + column
    return (estimates[index], z(index))
  }
}

extension Pen {
  private mutating func drawReadout(
    _ settings: Settings, field: MapField, simulated: (estimate: Moments, z: Double)?, in rect: Rect,
    asFigure: Bool
  ) {
    let y = rect.maxY - 2
    let regime = settings.regime
    var x = rect.x + 2
    let limit = rect.maxX - 2
    if !asFigure {
      let axes = [settings.axes.x, settings.axes.y].map { parameter in
        look.part((parameter.symbol + " ", .muted), (look.number(regime[parameter]), .value), gap: 2, rank: 2)
      }
      let verdict = Verdict(regime)
      let theory = look.part(("Ls−Lt ", .muted), (look.number(verdict.gap, plus: true), verdict.outcome.role), gap: 2)
      var line = StyledLine([theory])
      if let simulated {
        let lines = [" ± ", "±"].map { sign in
          StyledLine([
            theory, look.part(("cell", .muted), gap: 2), look.estimate(simulated.estimate, .simulated, sign: sign),
            look.part(("z " + look.number(simulated.z, digits: 2, plus: true), .muted), gap: 2, rank: 1),
          ])
        }
        line = look.first(of: lines, fitting: limit - x) ?? lines[1]
      }
      line = StyledLine(axes + line.parts)
      let start = x
      x = frame.put(line, x: x, y: y, limit: limit - x)
      note(.readout, text: Rect(x: start, y: y, width: x - start, height: 1))
    }
    // The legend of the lines, as far as there is room.
    let unicode = look.glyphs.isUnicode
    var legend: [(String, Role)] = [(unicode ? "━ Ls = Lt" : "o Ls = Lt", .contour)]
    if field.optimum.contains(true) { legend.append((unicode ? "┅ λt = λ⋆t" : "! lt = l*t", .optimum)) }
    if field.phaseEdge.contains(true), look.showsPixels { legend.append(("┈ phase edge", .muted)) }
    if field.gaps.contains(where: { !$0.isFinite }) {
      legend.insert((unicode ? "∞ infinite" : "8 infinite", .contour), at: 0)
    }
    var end = limit
    for (text, role) in legend {
      let width = text.unicodeScalars.count
      guard end - width > x + 1 else { break }
      frame.putRight(text, endX: end, y: y, look[role])
      end -= width + 2
    }
  }
}
