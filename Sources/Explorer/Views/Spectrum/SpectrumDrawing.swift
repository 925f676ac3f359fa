// The spectrum: why the ridge acts as it does. A penalty λ keeps the share s/(s+λ) of each direction; the area kept
// under the spectrum is the retained fraction v.
//
//     ┌ Spectrum: what each ridge keeps of every direction ┐
//     │ teacher  v 0.83 kept, sample 0.83                  │
//     │   ┤  ▂▇▓▆▅░    ⠒⠒⠒⠒f⠒   bars: one sample; solid kept│
//     │   └─▲──────────── s     the filter is ½ at s = λ   │
//     │ student  v 0.60 kept …                             │
//     └────────────────────────────────────────────────────┘

import Canvas
import Figures
import Preferences
import Simulation
import Theory

extension Layout {
  /// The plots of the Spectrum view: both fits, or where there is no room the one whose slider is selected.
  func spectrumPlots(_ settings: Settings, selected: Parameter) -> [(side: FitSide, plot: Plot)] {
    guard !view.isEmpty else { return [] }
    let sides = canvas.height >= 12 ? FitSide.allCases : [FitSide(of: selected)]
    let height = canvas.height / sides.count
    return sides.enumerated().map { index, side in
      let rect = Rect(x: canvas.x, y: canvas.y + index * height, width: canvas.width, height: height)
      let law = MarchenkoPastur(gamma: settings.regime[side.ratio])
      let shown = settings.spectrumScale ?? SpectrumField.scale(law)
      return (side, Plot(in: rect, x: shown, y: SpectrumField.heights(law, over: shown)))
    }
  }
}

extension Pen {
  mutating func drawSpectrum(_ model: Model, layout: Layout) {
    let settings = model.settings
    drawPane(layout.view, title: "Spectrum: what each fit keeps", focused: model.focus == .plot)
    for (side, plot) in layout.spectrumPlots(settings, selected: model.selected)
    where plot.inside.width >= 4 && plot.inside.height >= 2 {
      let field = SpectrumField(side, settings.regime)
      plot.drawAxes(
        xName: "s", yName: "", line: look[.border], label: look[.muted], name: look[.title], glyphs: look.glyphs,
        into: &frame)
      drawBars(field, plot: plot)
      drawPenalty(field, plot: plot)
      let columns = plot.inside.width
      frame.drawCurves(
        [
          Curve(
            field.densityCurve(over: plot.x, columns: columns), style: look[.value], mark: look.glyphs.pick(" ", "*")),
          Curve(
            field.filterCurve(over: plot.x, columns: columns, height: plot.y.upper), style: look[.optimum], mark: "f"),
        ], in: plot, glyphs: look.glyphs)
      drawHeading(side, field, plot: plot, chosen: side == FitSide(of: model.selected))
    }
    let isRidge = settings.filter == .ridge
    let legend = look.line(
      look.part(("\(look.glyphs.filled) kept", .gainTrack)),
      look.part(("\(look.glyphs.light) shrunk", .muted)),
      look.part(("f", .optimum), (" \(isRidge ? "= s/(s+λ)," : "kept of s,")", .muted), gap: 2, rank: 1),
      look.part((isRidge ? "½ at λ " : "λ at ", .muted), (look.glyphs.up.description, .crosshair), rank: 1),
      look.part(("bars: a sample", .muted), gap: 2, rank: 2), look.part((", d 500", .muted), gap: 0, rank: 3),
      look.part(("; line: its limit", .muted), gap: 0, rank: 4))
    frame.put(legend, x: layout.view.x + 2, y: layout.view.maxY - 2, limit: layout.view.width - 4)
  }

  /// The histogram, solid as far as the filter keeps it.
  private mutating func drawBars(_ field: SpectrumField, plot: Plot) {
    let rect = plot.inside
    let binWidth = max(1, rect.width / 32)
    let bins = (rect.width + binWidth - 1) / binWidth
    let edges = (0...bins).map { plot.x.value(Double(min(rect.width, $0 * binWidth)) / Double(rect.width)) }
    let densities = field.sample.histogram(edges: edges)
    let (kept, shrunk) = (look[.gainTrack], look[.border])
    for column in 0..<rect.width {
      let density = densities[min(bins - 1, column / binWidth)]
      let height = min(1, density / plot.y.upper) * Double(rect.height)
      let solid = height * field.kept(plot.xValue(column: rect.x + column))
      for level in 0..<rect.height {
        let inCell = min(1, max(0, height - Double(level)))
        guard inCell > 0.06 else { break }
        let solidInCell = min(1, max(0, solid - Double(level)))
        frame[rect.x + column, rect.maxY - 1 - level] = bar(
          total: inCell, kept: solidInCell, look: look, kept: kept, shrunk: shrunk)
      }
    }
    if field.law.atom > 0 {
      for row in rect.y..<rect.maxY { frame[rect.x, row] = Cell(look.glyphs.halfFilled, shrunk) }
    }
  }
}

/// One cell of a bar: how much of it is filled, and how much of it is kept.
private func bar(total: Double, kept: Double, look: Look, kept keptStyle: Style, shrunk: Style) -> Cell {
  guard look.glyphs.isUnicode else {
    return Cell(kept > 0.5 * total ? "#" : ":", kept > 0.5 * total ? keptStyle : shrunk)
  }
  let eighths = { (share: Double) in
    Unicode.Scalar(0x2580 + UInt32(max(1, min(8, Int(clamping: (share * 8).rounded()))))) ?? "█"
  }
  if kept >= total - 0.06 { return Cell(eighths(total), keptStyle) }
  if kept < 0.06 || look.depth == .mono {
    return kept > 0.5 * total ? Cell(eighths(kept), keptStyle) : Cell("░", shrunk)
  }
  // The kept part solid, the ground above it that of what is shrunk; a full cell of it is shaded.
  return Cell(eighths(kept), Style(keptStyle.foreground, on: total > 0.5 ? shrunk.foreground : shrunk.background))
}

extension Pen {
  /// Where s = λ: the filter keeps half there.
  private mutating func drawPenalty(_ field: SpectrumField, plot: Plot) {
    let rect = plot.inside
    guard let column = plot.column(field.lambda) else {
      self.mark(.other(.crosshair), look.glyphs.right, x: rect.maxX - 1, y: rect.maxY)
      return
    }
    self.mark(.other(.crosshair), look.glyphs.up, x: column, y: rect.maxY)
    for row in rect.y..<rect.maxY where frame[column, row].glyph == " " {
      frame[column, row] = Cell(look.glyphs.guide, look[.muted])
    }
  }

  private mutating func drawHeading(_ side: FitSide, _ field: SpectrumField, plot: Plot, chosen: Bool) {
    let percent = look.number(100 * field.law.atom, trim: true) + "%"
    let kept = look.number(field.retained)
    var line = look.line(
      look.part((side.rawValue, chosen ? .selected : side == .teacher ? .teacher : .student)),
      look.part(("keeps v ", .muted), (kept, .value), gap: 2))
    if field.law.atom > 0 { line.parts.append(look.part(("\(percent) at 0, unseen", .muted), gap: 2, rank: 1)) }
    let rest = [
      "sample \(look.number(field.retainedOfSample))",
      "λ \(look.number(field.lambda, trim: true))", "γ \(look.number(field.law.gamma, trim: true))",
    ]
    line.parts += rest.map { look.part(($0, .muted), gap: 2, rank: 2) }
    let x = plot.inside.x - plot.gutter + 1
    frame.put(line, x: x, y: plot.inside.y - 1, limit: plot.inside.maxX - x)
  }
}
