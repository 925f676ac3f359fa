// A figure of the paper as a picture of cells: its panels side by side, or one over the other where it is narrow, and
// the captions below.

import Canvas
import Figures
import Preferences
import Theory

/// Draws a figure. Pure: the same figure and look give the same frame.
/// - Parameters:
///   - estimates: simulated values, drawn over curves and in place of a map's theory, whose contour stays.
///   - points: a person's own points, drawn on the panels they are of.
///   - isAudited: whether the frame notes what of its text cannot be read.
public func drawFigure(
  _ figure: PaperFigure, columns: Int, rows: Int, look: Look, estimates: FigureEstimates? = nil,
  points: MeasuredPoints? = nil, isAudited: Bool = false
) -> Frame {
  var pen = Pen(frame: Frame(width: columns, height: rows, style: look[.text], isAudited: isAudited), look: look)
  let captions = figure.panels.flatMap { preset in
    look.words((preset.panel.isEmpty ? "" : preset.panel + ": ") + preset.caption, .text)
      .wrapped(to: max(1, columns - 2))
  }
  // A picture without its caption says more than a caption without its picture.
  let shown = captions.count + Layout.minimum.rows <= rows ? captions : []
  let panes = Rect(x: 0, y: 1, width: columns, height: max(0, rows - 1 - shown.count))
  let title = look.words("Figure \(figure.number)" + (figure.number <= 2 ? ": Ls − Lt" : ""), .title)
  pen.frame.put(title, x: 1, y: 0, limit: columns - 1)
  pen.frame.put(shown, in: Rect(x: 1, y: panes.maxY, width: columns - 1, height: shown.count))
  let isStacked = columns < 72
  for (index, preset) in figure.panels.enumerated() {
    let count = figure.panels.count
    let rect =
      isStacked
      ? Rect(x: 0, y: panes.y + index * (panes.height / count), width: columns, height: panes.height / count)
      : Rect(x: index * (columns / count), y: panes.y, width: columns / count, height: panes.height)
    let layout = Layout(viewOnly: rect)
    if preset.view == .map {
      let scene = MapScene(preset, simulated: estimates?.map(of: preset), points: points?.points ?? [])
      pen.drawMap(scene, layout: layout)
    } else {
      let measured = estimates?.measured(panel: preset.panel, style: look[.simulated]) ?? []
      pen.drawCurves(CurveScene(preset, measured: measured, points: points?.points ?? []), layout: layout)
    }
  }
  return pen.frame
}
