// A person's own points on the pictures: on a map a triangle that points down for a gain and up for a loss, filled where
// the point is of the map and hollow where its other parameters are not the map's; beside curves a square with its error
// bar, in the colour of the curve that it is of.

import Canvas
import Figures
import Preferences
import Theory

extension Pen {
  /// Marks the measured gaps on a map, but for the one under the crosshair, which the verdict tells of.
  /// - Parameter state: the settings whose crosshair is shown; nil where there is none.
  mutating func drawPoints(_ points: [MapPoint], in plot: Plot, crosshair state: Settings?) {
    let centre = state.map { (plot.column($0.regime[$0.axes.x]), plot.row($0.regime[$0.axes.y])) }
    for point in points {
      guard let column = plot.column(point.x), let row = plot.row(point.y) else { continue }
      if let centre, centre == (column, row) { continue }
      let glyph = look.glyphs.measured(isGain: point.isGain, isHere: point.isHere)
      mark(.other(point.isGain ? .gain : .loss), glyph, x: column, y: row)
    }
  }

  /// Says what the marks on a map are, over the lower border of its pane, as far as a remark at its right leaves room.
  /// - Returns: the column after it.
  mutating func putLegend(of points: [MapPoint], under pane: Rect, beside remark: StyledLine?) -> Int {
    guard !points.isEmpty else { return pane.x + 1 }
    let mark = { [look] (isGain: Bool, isHere: Bool) in
      (String(look.glyphs.measured(isGain: isGain, isHere: isHere)), isGain ? Role.gain : .loss)
    }
    let here = look.line(
      look.part(("measured", .muted)), look.part(mark(true, true), (" gain", .muted)),
      look.part(mark(false, true), (" loss", .muted)))
    let elsewhere = look.line(look.part(mark(true, false), mark(false, false), (" elsewhere", .muted)))
    let lines = points.contains { !$0.isHere } ? [here.joined(elsewhere, gap: 2), here] : [here]
    let room = pane.width - 5 - (remark.map { $0.width + 3 } ?? 0)
    guard let line = look.first(of: lines, fitting: room) else { return pane.x + 1 }
    return putOnBorder(line, x: pane.x + 1, y: pane.maxY - 1) + 1
  }
}

extension MapPoint {
  /// The cells that points take on a plot, which nothing is to be written over.
  static func cells(_ points: [MapPoint], in plot: Plot) -> [Rect] {
    let cells = points.compactMap { point in
      plot.column(point.x).flatMap { x in plot.row(point.y).map { Rect(x: x, y: $0, width: 1, height: 1) } }
    }
    return Array(Set(cells))
  }
}

extension CurvePoint {
  /// The value as it is drawn.
  func measured(_ look: Look) -> Measured {
    Measured(
      x: x, y: value.mean, error: value.standardError ?? 0, style: look[kind.role],
      glyph: quantity == .teacher ? look.glyphs.measuredTeacher : look.glyphs.measuredStudent)
  }
}

extension Glyphs {
  /// A measured gap on a map.
  func measured(isGain: Bool, isHere: Bool) -> Unicode.Scalar {
    switch (isGain, isHere) {
    case (true, true): pick("▼", "G")
    case (true, false): pick("▽", "g")
    case (false, true): pick("▲", "L")
    case (false, false): pick("△", "l")
    }
  }

  /// A measured error of a student, or a gap, beside curves.
  var measuredStudent: Unicode.Scalar { pick("■", "M") }
  /// A measured error of a teacher.
  var measuredTeacher: Unicode.Scalar { pick("□", "m") }
}
