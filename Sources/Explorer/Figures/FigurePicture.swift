// A figure of the paper as a picture of cells: its panels side by side, or one over the other where it is narrow, and
// the captions below.

import Canvas
import Preferences
import Theory

/// Draws a figure. Pure: the same figure and look give the same frame.
/// - Parameter estimates: simulated values, drawn over curves and in place of a map's theory, whose contour stays.
public func drawFigure(
  _ figure: PaperFigure, columns: Int, rows: Int, look: Look, estimates: FigureEstimates? = nil
) -> Frame {
  var frame = Frame(width: columns, height: rows, style: look[.text])
  let glyphs = look.glyphs
  let captions = figure.panels.flatMap { preset in
    wrapped(
      glyphs.text((preset.panel.isEmpty ? "" : preset.panel + ": ") + preset.caption), width: max(10, columns - 2))
  }
  let panes = Rect(x: 0, y: 1, width: columns, height: max(0, rows - 1 - captions.count))
  frame.put(glyphs.text(" Figure \(figure.number)" + (figure.number <= 2 ? ": Ls − Lt" : "")), x: 0, y: 0, look[.title])
  for (row, line) in captions.enumerated() { frame.put(" " + line, x: 0, y: panes.maxY + row, look[.text]) }
  let isStacked = columns < 72
  for (index, preset) in figure.panels.enumerated() {
    let count = figure.panels.count
    let rect =
      isStacked
      ? Rect(x: 0, y: panes.y + index * (panes.height / count), width: columns, height: panes.height / count)
      : Rect(x: index * (columns / count), y: panes.y, width: columns / count, height: panes.height)
    var model = Model(columns: columns, rows: rows, preset: preset)
    model.focus = .sliders
    let layout = Layout(viewOnly: rect)
    if preset.view == .map {
      drawMap(
        model, layout: layout, look: look, panel: preset.panel, simulated: estimates?.map(panel: preset.panel),
        into: &frame)
    } else {
      drawCurves(model, layout: layout, look: look, asFigure: true, into: &frame)
      if let plot = layout.curvePlot(model.settings), let estimates {
        let measured = estimates.measured(panel: preset.panel, style: look[.simulated])
        frame.drawMeasured(measured, in: plot, glyphs: glyphs)
      }
    }
  }
  return frame
}
