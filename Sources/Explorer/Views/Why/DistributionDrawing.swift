// The errors over trials: a histogram of those drawn, and over it the normal law predicted at their dimension.
//
//     │ Ls − Lt over 200 trials: 5% −0.19  half −0.098  95% +0.003 │
//     │        ⢀⠔▇█▆⠢⡀                                             │
//     │     ⢀⡠▄██████▆▄⡀      gain before 0, loss after it         │
//     │ ─────┬───────────┬─────                                    │
//     │    −0.2          0                                         │

import Canvas
import Figures
import Preferences
import Theory

extension Pen {
  /// The gap, and beside it where there is room L_s and L_t.
  mutating func drawDistributions(_ distributions: [Distribution], of model: Model, in rect: Rect) {
    let shown = distributions.prefix(rect.width >= 84 ? 3 : 1)
    let gutter = 3
    // The gap decides, and has as much room as the two others.
    let shares = shown.count == 3 ? [2, 1, 1] : Array(repeating: 1, count: shown.count)
    let width = (rect.width - gutter * (shown.count - 1)) / max(1, shares.reduce(0, +))
    var x = rect.x
    for (distribution, share) in zip(shown, shares) {
      let own = Rect(x: x, y: rect.y, width: share * width, height: rect.height)
      drawDistribution(distribution, dimension: model.settings.run.dimension, in: own)
      x = own.maxX + gutter
    }
  }

  private mutating func drawDistribution(_ distribution: Distribution, dimension: Int, in rect: Rect) {
    frame.put(heading(distribution, dimension: dimension, width: rect.width), x: rect.x, y: rect.y, limit: rect.width)
    let inside = Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: rect.height - 3)
    guard inside.width >= 8, inside.height >= 2 else { return }
    let x = distribution.scale
    let bins = distribution.bins(most: max(4, inside.width / 2))
    let edges = Distribution.edges(x, bins: bins)
    let densities = distribution.densities(edges: edges)
    let top = max(densities.max() ?? 0, distribution.predicted.map { $0.density($0.mean) } ?? 0)
    let plot = Plot(filling: inside, x: x, y: Scale(.linear, from: 0, to: max(top, .leastNormalMagnitude) * 1.05))
    for column in inside.x..<inside.maxX where !distribution.trials.isEmpty {
      let value = plot.xValue(column: column)
      let density = densities[min(bins - 1, x.pixel(value, of: bins) ?? 0)]
      drawColumn(density / plot.y.upper, style: look[role(of: distribution, at: value)], x: column, in: inside)
    }
    if let law = distribution.predicted {
      let places = (0...4 * inside.width).map { x.value(Double($0) / Double(4 * inside.width)) }
      let curve = Curve(
        places.map { Curve.Point($0, law.density($0)) }, style: look[.value], mark: look.glyphs.pick(" ", "*"))
      frame.drawCurves([curve], in: plot, glyphs: look.glyphs)
    }
    drawScale(x, in: inside)
  }

  /// Gain and loss on either side of 0; an error is its own.
  private func role(of distribution: Distribution, at value: Double) -> Role {
    switch distribution.quantity {
    case .gap: value < 0 ? .gain : .loss
    case .student: .student
    default: .teacher
    }
  }

  /// A column of a histogram, in eighths of a cell.
  private mutating func drawColumn(_ share: Double, style: Style, x: Int, in rect: Rect) {
    let height = min(1, share) * Double(rect.height)
    for level in 0..<rect.height {
      let part = min(1, height - Double(level))
      guard part > 0.06 else { return }
      let eighth = UInt32(max(1, min(8, (part * 8).rounded())))
      let glyph = look.glyphs.isUnicode ? Unicode.Scalar(0x2580 + eighth) ?? "█" : "#"
      frame[x, rect.maxY - 1 - level] = Cell(part < 0.5 && !look.glyphs.isUnicode ? ":" : glyph, style)
    }
  }

  /// The axis below: a line with ticks, and their numbers.
  private mutating func drawScale(_ scale: Scale, in rect: Rect) {
    for x in rect.x..<rect.maxX { frame[x, rect.maxY] = Cell(look.glyphs.horizontal, look[.border]) }
    let ticks = scale.ticks(atMost: max(2, rect.width / 12))
    let format = NumberFormat(telling: ticks, isUnicode: look.glyphs.isUnicode)
    var free = rect.x
    for tick in ticks {
      guard let column = scale.pixel(tick, of: rect.width) else { continue }
      let text = format.text(tick)
      let width = text.unicodeScalars.count
      let start = min(max(rect.x + column - width / 2, rect.x), rect.maxX - width)
      guard start >= free else { continue }
      frame[rect.x + column, rect.maxY] = Cell(look.glyphs.tickBelow, look[.border])
      frame.put(text, x: start, y: rect.maxY + 1, look[.muted])
      free = start + width + 1
    }
  }

  /// What it is of, and where the middle of it lies.
  private func heading(_ distribution: Distribution, dimension: Int, width: Int) -> StyledLine {
    let count = distribution.trials.count
    let isGap = distribution.quantity == .gap
    let number = { [look] (value: Double) in (look.number(value, plus: isGap), Role.value) }
    var line = look.line(
      look.part((distribution.symbol, isGap ? .title : role(of: distribution, at: 0))),
      look.part((count > 0 ? "over \(count) trials" : "predicted", .muted), rank: 1),
      look.part(("at d \(dimension)", .muted), rank: 3))
    if let middle = distribution.middle {
      line.parts += [
        look.part(("5% ", .muted), number(middle.low), gap: 2, rank: 2),
        look.part(("half ", .muted), number(middle.half), gap: 2, rank: 2),
        look.part(("95% ", .muted), number(middle.high), gap: 2, rank: 2),
      ]
    }
    return line.fitted(to: width)
  }
}
