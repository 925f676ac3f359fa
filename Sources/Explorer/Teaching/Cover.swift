// What covers a picture until a prediction is answered: its axes stay, and the prediction is marked on them.

import Canvas
import Figures
import Preferences
import Theory
import Tours

extension Pen {
  /// Covers the view drawn, but for the axes of a single plot.
  mutating func cover(_ model: Model, layout: Layout) {
    let inner = layout.view.inset(by: 1, 1)
    let plots = model.settings.view.view.plots(model, layout)
    let blank = Cell(" ", look[.text])
    guard plots.count == 1, let plot = plots.first, !plot.inside.isEmpty else {
      frame.fill(inner, blank)
      putCovered(in: inner)
      return
    }
    let inside = plot.inside
    frame.fill(inside, blank)
    // Above, the name of the axis stays.
    let above = inside.y - 1
    var end = inside.x - 1
    while end < inner.maxX, above >= inner.y, frame[end, above].glyph != " " { end += 1 }
    frame.fill(Rect(x: end, y: above, width: inner.maxX - end, height: 1), blank)
    frame.fill(
      Rect(x: inside.x + 3, y: inner.y, width: inner.maxX - inside.x - 3, height: max(0, above - inner.y)), blank)
    frame.fill(Rect(x: inside.maxX, y: inner.y, width: inner.maxX - inside.maxX, height: inside.maxY - inner.y), blank)
    frame.fill(Rect(x: inner.x, y: inner.maxY - 1, width: inner.width, height: 1), blank)
    // A colour bar and remarks on the border speak of what cannot be seen.
    for x in inside.x..<inside.maxX {
      // The axis is thick where the student gains.
      let isTick = "┯┬+".unicodeScalars.contains(frame[x, inside.maxY].glyph)
      frame[x, inside.maxY] = Cell(isTick ? look.glyphs.tickBelow : look.glyphs.horizontal, look[.border])
    }
    putCovered(in: inside)
    drawGuess(model, plot: plot)
  }

  private mutating func putCovered(in rect: Rect) {
    let says = ["covered until you answer", "covered", "?"].map { look.words($0, .muted) }
    guard let line = look.first(of: says, fitting: rect.width) else { return }
    frame.put(line, x: rect.x + (rect.width - line.width) / 2, y: rect.y + rect.height / 2, limit: line.width)
  }

  /// A line at what was predicted, where that is along an axis of the plot.
  mutating func drawGuess(_ model: Model, plot: Plot) {
    guard case .marker(let ruler)? = model.tour?.current.prediction?.form, let parameter = ruler.parameter,
      case .marker(let position)? = model.tour?.guess
    else { return }
    let value = ruler.scale.value(position)
    let axes = model.settings.view.view.axes(model.settings)
    let across = axes?.x ?? (model.settings.view == .curves ? model.settings.curves.axes.x : nil)
    if parameter == across, let column = plot.column(value) {
      for y in plot.inside.y..<plot.inside.maxY where !isWritten(column, y) {
        mark(.other(.focus), look.glyphs.guide, x: column, y: y)
      }
    } else if parameter == axes?.y, let row = plot.row(value) {
      for x in plot.inside.x..<plot.inside.maxX where !isWritten(x, row) {
        mark(.other(.focus), look.glyphs.level, x: x, y: row)
      }
    }
  }
}
