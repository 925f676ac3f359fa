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

func drawMap(_ model: Model, layout: Layout, look: Look, into frame: inout Frame) {
  let settings = model.settings
  let axes = settings.axes
  let glyphs = look.glyphs
  frame.drawPane(layout.view, title: "Ls − Lt", focused: model.focus == .plot, look: look)
  let plot = layout.mapPlot(axes)
  guard plot.inside.width >= 4, plot.inside.height >= 2 else { return }
  plot.drawAxes(
    xName: axes.x.symbol, yName: axes.y.symbol, line: look[.border], label: look[.muted], name: look[.title],
    glyphs: glyphs, into: &frame)
  let halves = look.ramp.isColored && glyphs.isUnicode ? 2 : 1
  let field = MapField(settings, columns: plot.inside.width, rows: plot.inside.height * halves)
  let scale = DivergingScale(limit: settings.colorLimit)
  if halves == 2 {
    drawHalfBlocks(field, scale: scale, in: plot.inside, look: look, into: &frame)
  } else {
    drawWholeCells(field, scale: scale, in: plot.inside, look: look, into: &frame)
  }
  let crosshairRow = plot.row(settings.regime[axes.y]) ?? -9
  drawRegionNames(
    field, halves: halves, avoiding: crosshairRow - 2...crosshairRow + 2, in: plot.inside, look: look, into: &frame)
  drawCrosshair(settings, plot: plot, look: look, into: &frame)
  drawColorBar(settings, in: layout.view, scale: scale, look: look, into: &frame)
  drawReadout(settings, field: field, in: layout.view, look: look, into: &frame)
}

/// The gap and the lines over the pixels of a plot, from the top left.
struct MapField {
  let columns: Int
  let rows: Int
  /// L_s − L_t at pixel centres, row by row from the top.
  let gaps: [Double]
  /// Whether the zero contour passes through a pixel.
  let contour: [Bool]
  /// Whether the line λt = λ⋆t passes through a pixel.
  let optimum: [Bool]

  init(_ settings: Model.Settings, columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    let axes = settings.axes
    let xs = SliderTrack(axes.x).scale.pixelCentres(columns)
    let ys = Array(SliderTrack(axes.y).scale.pixelCentres(rows).reversed())
    gaps = settings.gaps(xs: xs, ys: ys)
    let distance = ys.flatMap { y in
      xs.map { x -> Double in
        let regime = settings.regime.with(axes.x, x).with(axes.y, y)
        return regime.lambdaT - regime.optimalLambdaT
      }
    }
    contour = Self.crossings(gaps, columns: columns, rows: rows)
    // A tied λt is everywhere the same multiple of λ⋆t.
    let onPlot = axes.x == .lambdaT || axes.y == .lambdaT
    optimum =
      onPlot ? Self.crossings(distance, columns: columns, rows: rows) : Array(repeating: false, count: gaps.count)
  }

  /// The pixels nearer than their neighbours to a sign change between pixels.
  static func crossings(_ values: [Double], columns: Int, rows: Int) -> [Bool] {
    var marked = Array(repeating: false, count: values.count)
    func compare(_ i: Int, _ j: Int) {
      guard (values[i] < 0) != (values[j] < 0) else { return }
      marked[abs(values[i]) <= abs(values[j]) ? i : j] = true
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let i = row * columns + column
        if column + 1 < columns { compare(i, i + 1) }
        if row + 1 < rows { compare(i, i + columns) }
      }
    }
    return marked
  }
}

extension Model.Settings {
  /// The gap over a grid of the map's axes, row by row; a tied λt follows.
  func gaps(xs: [Double], ys: [Double]) -> [Double] {
    let tieMatters = tie != nil && [axes.x, axes.y].contains { $0 == .gammaT || $0 == .sigma }
    guard tieMatters, axes.x != .lambdaT, axes.y != .lambdaT else {
      return GapGrid(base: regime, x: (axes.x, xs), y: (axes.y, ys)).gaps()
    }
    return ys.flatMap { y in
      var row = self
      row.set(axes.y, y)
      return xs.map { row.moved(axes.x, to: $0).errors.gap }
    }
  }
}

private func drawHalfBlocks(
  _ field: MapField, scale: DivergingScale, in rect: Rect, look: Look, into frame: inout Frame
) {
  func color(_ column: Int, _ row: Int) -> Color {
    let i = row * field.columns + column
    if field.contour[i] { return look[.contour].foreground }
    if field.optimum[i] && (row / 2 + column) % 2 == 0 { return look[.optimum].foreground }
    let gap = field.gaps[i]
    return look.ramp.color(gap.isFinite ? scale.position(gap) : gap < 0 ? -1 : 1)
  }
  for y in 0..<rect.height {
    for x in 0..<rect.width {
      let (top, bottom) = (color(x, 2 * y), color(x, 2 * y + 1))
      let infinite =
        !field.gaps[2 * y * field.columns + x].isFinite && !field.gaps[(2 * y + 1) * field.columns + x].isFinite
      let cell =
        infinite
        ? Cell("∞", Style(look[.contour].foreground, on: top))
        : top == bottom ? Cell(" ", Style(top, on: top)) : Cell("▀", Style(top, on: bottom))
      frame[rect.x + x, rect.y + y] = cell
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

/// Names the regions where they are widest, so that colour is not all there is.
private func drawRegionNames(
  _ field: MapField, halves: Int, avoiding rows: ClosedRange<Int>, in rect: Rect, look: Look, into frame: inout Frame
) {
  for (name, isGain) in [("GAIN", true), ("LOSS", false)] {
    var best = (length: 0, x: 0, y: 0)
    for y in 1..<max(1, rect.height - 1) where !rows.contains(rect.y + y) {
      var start = 0
      for x in 0...rect.width {
        let inside = x < rect.width && (field.gaps[halves * y * field.columns + x] < 0) == isGain
        if inside { continue }
        // The middle rows are preferred, so that the name stays put while the region breathes.
        let length = 4 * (x - start) - abs(2 * y - rect.height)
        if x - start >= 10 && length > best.length { best = (length, (start + x) / 2, y) }
        start = x + 1
      }
    }
    guard best.length > 0 else { continue }
    let x = rect.x + best.x - 2
    for (offset, scalar) in name.unicodeScalars.enumerated() {
      var style = frame[x + offset, rect.y + best.y].style
      if look.ramp.isColored { style = Style(look[.contour].foreground, on: style.background, .bold) }
      frame[x + offset, rect.y + best.y] = Cell(scalar, style)
    }
  }
}

private func drawCrosshair(_ settings: Model.Settings, plot: Plot, look: Look, into frame: inout Frame) {
  let glyphs = look.glyphs
  let rect = plot.inside
  let column = plot.column(settings.regime[settings.axes.x])
  let row = plot.row(settings.regime[settings.axes.y])
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
  let xPosition = plot.x.position(settings.regime[settings.axes.x])
  let yPosition = plot.y.position(settings.regime[settings.axes.y])
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
  _ settings: Model.Settings, in rect: Rect, scale: DivergingScale, look: Look, into frame: inout Frame
) {
  let low = "gain " + look.number(-settings.colorLimit, digits: 1, trim: true) + " "
  let high = " " + look.number(settings.colorLimit, digits: 1, plus: true, trim: true) + " loss"
  let steps = 13
  let width = low.unicodeScalars.count + steps + high.unicodeScalars.count + 2
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
  frame.put(high + " ", x: x, y: rect.y, look[.muted])
}

private func drawReadout(
  _ settings: Model.Settings, field: MapField, in rect: Rect, look: Look, into frame: inout Frame
) {
  let y = rect.maxY - 2
  let regime = settings.regime
  var x = rect.x + 2
  let limit = rect.maxX - 2
  func put(_ text: String, _ role: Role) {
    x = frame.put(look.glyphs.text(text), x: x, y: y, look[role], limit: limit - x)
  }
  for parameter in [settings.axes.x, settings.axes.y] {
    put(parameter.symbol + " ", .muted)
    put(look.number(regime[parameter]) + "  ", .value)
  }
  let gap = regime.errors.gap
  put("Ls−Lt ", .muted)
  put(look.number(gap, plus: true), gap < 0 ? .gain : gap > 0 ? .loss : .tie)
  // The legend of the lines, where there is room.
  var parts: [(String, Role)] = [(look.glyphs.isUnicode ? "━ Ls = Lt" : "o Ls = Lt", .contour)]
  if field.optimum.contains(true) {
    parts.append((look.glyphs.isUnicode ? "┅ λt = λ⋆t" : "! lt = l*t", .optimum))
  }
  for (text, role) in parts.reversed() {
    let width = text.unicodeScalars.count
    var end = limit
    if role == .contour, parts.count == 2 { end -= parts[1].0.unicodeScalars.count + 2 }
    if end - width > x + 2 { frame.putRight(look.glyphs.text(text), endX: end, y: y, look[role]) }
  }
}
