// The map: L_s − L_t over two parameters, with the zero contour, the line λt = λ⋆t, and a crosshair tied to the sliders.
//
//     ┌ Ls − Lt ──────────── −0.5 ▇▇▇▇▇▇▇ +0.5 locked ┐
//     │ λs                                              │
//     │ 10 ┤  half blocks, neutral at zero              │
//     │    └┬────────┬──────── λt                       │
//     │ under the crosshair: …                          │
//     └─────────────────────────────────────────────────┘

import Canvas
import Preferences
import Theory

/// Draws the map; as a panel of a figure of the paper without what belongs to the sliders.
/// - Parameter simulated: what was simulated of such a panel.
func drawMap(
  _ model: Model, layout: Layout, look: Look, panel: String? = nil, simulated: SimulatedMap? = nil,
  into frame: inout Frame
) {
  let settings = model.settings
  let axes = settings.axes
  let glyphs = look.glyphs
  let simulated = simulated ?? model.simulatedMap
  let picture = simulated == nil ? .theory : panel == nil ? settings.picture : .simulated
  frame.drawPane(
    layout.view, title: panel.map { picture == .simulated ? $0 + ", simulated" : $0 } ?? picture.title,
    focused: model.focus == .plot, look: look)
  guard let plot = layout.plot(settings)?.plot, plot.inside.width >= 4, plot.inside.height >= 2 else { return }
  plot.drawAxes(
    xName: axes.x.symbol, yName: axes.y.symbol, line: look[.border], label: look[.muted], name: look[.title],
    glyphs: glyphs, into: &frame)
  let halves = look.ramp.isColored && glyphs.isUnicode ? 2 : 1
  var field = MapField(settings, columns: plot.inside.width, rows: plot.inside.height * halves)
  if let simulated, let values = simulated.values(picture) {
    field.show(values, columns: simulated.columns, rows: simulated.rows)
  }
  let scale = DivergingScale(limit: picture == .difference ? MapPicture.differenceLimit : settings.colorLimit)
  if halves == 2 {
    drawHalfBlocks(field, scale: scale, in: plot.inside, look: look, into: &frame)
  } else {
    drawWholeCells(field, scale: scale, in: plot.inside, look: look, into: &frame)
  }
  let classes = (0..<plot.inside.height).flatMap { y in
    (0..<plot.inside.width).map { x in field.gaps[halves * y * field.columns + x] < 0 ? 0 : 1 }
  }
  frame.drawRegionNames(
    picture == .difference ? [] : ["GAIN", "LOSS"], classes: classes, in: plot.inside,
    avoiding: plot.row(settings.regime[axes.y]),
    onColor: look.ramp.isColored)
  if panel == nil { drawCrosshair(settings, axes: axes, plot: plot, look: look, into: &frame) }
  drawColorBar(picture, in: layout.view, scale: scale, look: look, into: &frame)
  drawReadout(settings, field: field, in: layout.view, look: look, asFigure: panel != nil, into: &frame)
}

private func drawHalfBlocks(
  _ field: MapField, scale: DivergingScale, in rect: Rect, look: Look, into frame: inout Frame
) {
  frame.drawHalfBlocks(in: rect) { column, row in
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

private func drawWholeCells(
  _ field: MapField, scale: DivergingScale, in rect: Rect, look: Look, into frame: inout Frame
) {
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
      if !gap.isFinite { cell.glyph = glyphs.pick("∞", "8") }
      if field.optimum[i] && y % 2 == 0 {
        cell.glyph = glyphs.pick("┊", "!")
        cell.style.foreground = look[.optimum].foreground
      }
      if field.contour[i] {
        cell.glyph = glyphs.pick("•", "o")
        cell.style.foreground = look[.contour].foreground
        cell.style.attributes = look[.contour].attributes
      }
      frame[rect.x + x, rect.y + y] = cell
    }
  }
}

func drawCrosshair(_ settings: Model.Settings, axes: Axes, plot: Plot, look: Look, into frame: inout Frame) {
  let glyphs = look.glyphs
  let rect = plot.inside
  let column = plot.column(settings.regime[axes.x])
  let row = plot.row(settings.regime[axes.y])
  let style = look[.crosshair]
  func mark(_ x: Int, _ y: Int, _ glyph: Unicode.Scalar) {
    guard rect.contains(x: x, y: y) else { return }
    let under = frame[x, y].style
    let background = look.ramp.isColored ? under.background : style.background
    frame[x, y] = Cell(glyph, Style(style.foreground, on: background, style.attributes))
  }
  if let column { frame[column, rect.maxY] = Cell(glyphs.pick("▲", "^"), style) }
  if let row { frame[rect.x - 1, row] = Cell(glyphs.pick("▶", ">"), style) }
  // Off the axis, an arrow at the edge says on which side the point is.
  let xPosition = plot.x.position(settings.regime[axes.x])
  let yPosition = plot.y.position(settings.regime[axes.y])
  if let row, column == nil {
    mark(xPosition < 0 ? rect.x : rect.maxX - 1, row, xPosition < 0 ? glyphs.pick("◀", "<") : glyphs.pick("▶", ">"))
  }
  if let column, row == nil {
    mark(column, yPosition < 0 ? rect.maxY - 1 : rect.y, yPosition < 0 ? glyphs.pick("▼", "v") : glyphs.pick("▲", "^"))
  }
  guard let column, let row else { return }
  for offset in [-3, -2, 2, 3] { mark(column + offset, row, glyphs.horizontal) }
  for offset in [-2, 2] { mark(column, row + offset, glyphs.vertical) }
  mark(column, row, glyphs.pick("╋", "+"))
}

private func drawColorBar(
  _ picture: MapPicture, in rect: Rect, scale: DivergingScale, look: Look, into frame: inout Frame
) {
  let (below, above) = picture == .difference ? ("lower ", " higher") : ("gain ", " loss")
  let low = below + look.number(-scale.limit, digits: 1, trim: true) + " "
  let high = " " + look.number(scale.limit, digits: 1, plus: true, trim: true) + above
  // The scale stays where it is until it is asked to fit.
  let lock = picture != .difference && rect.width >= 72 ? ", locked" : ""
  let steps = 13
  let width = low.unicodeScalars.count + steps + high.unicodeScalars.count + lock.count + 2
  var x = rect.maxX - 2 - width
  guard x > rect.x + 11 else { return }
  x = frame.put(" " + low, x: x, y: rect.y, look[.muted])
  for step in 0..<steps {
    let position = Double(step - steps / 2) / Double(steps / 2)
    if look.ramp.isColored {
      let color = look.ramp.color(position)
      let zero = step == steps / 2
      frame[x, rect.y] = Cell(zero ? "0" : " ", Style(look[.contour].foreground, on: color))
    } else {
      let role: Role = position < 0 ? .gainTrack : .lossTrack
      frame[x, rect.y] = Cell(step == steps / 2 ? "0" : look.ramp.glyph(position), look[role])
    }
    x += 1
  }
  frame.put(high + lock + " ", x: x, y: rect.y, look[.muted])
}

private func drawReadout(
  _ settings: Model.Settings, field: MapField, in rect: Rect, look: Look, asFigure: Bool, into frame: inout Frame
) {
  let y = rect.maxY - 2
  let regime = settings.regime
  var x = rect.x + 2
  let limit = rect.maxX - 2
  func put(_ text: String, _ role: Role) {
    x = frame.put(look.glyphs.text(text), x: x, y: y, look[role], limit: limit - x)
  }
  if !asFigure {
    for parameter in [settings.axes.x, settings.axes.y] {
      put(parameter.symbol + " ", .muted)
      put(look.number(regime[parameter]) + "  ", .value)
    }
    let gap = regime.errors.gap
    put("Ls−Lt ", .muted)
    put(look.number(gap, plus: true), gap < 0 ? .gain : gap > 0 ? .loss : .tie)
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
