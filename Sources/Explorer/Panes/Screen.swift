// The screen as a function of the model.

import Canvas
import Figures
import Preferences
import Theory

/// Draws the model's whole screen. Pure: the same model and look give the same frame.
/// - Parameter isAudited: whether the frame notes what of its text cannot be read.
public func drawScreen(_ model: Model, look: Look, isAudited: Bool = false) -> Frame {
  var frame = Frame(width: model.columns, height: model.rows, style: look[.text], isAudited: isAudited)
  let layout = Layout(model)
  guard layout.isUsable else {
    drawTooSmall(model, look: look, into: &frame)
    return frame
  }
  drawHeader(model, in: layout.header, look: look, into: &frame)
  let view = model.settings.view.view
  if !layout.sliders.isEmpty { view.drawPanels(model, layout: layout, look: look, into: &frame) }
  if !layout.view.isEmpty { view.draw(model, layout: layout, look: look, into: &frame) }
  if let place = model.tour {
    drawTour(place.tour, stop: place.stop, model: model, layout: layout, look: look, into: &frame)
  }
  switch model.overlay {
  case .help(let scroll): drawHelp(model, scroll: scroll, look: look, into: &frame)
  case .presets(let chosen): drawPresets(model, chosen: chosen, look: look, into: &frame)
  case .thresholds(let chosen): drawThresholds(model, chosen: chosen, look: look, into: &frame)
  case .bookmarks(let chosen): drawBookmarks(model, chosen: chosen, look: look, into: &frame)
  case .simulation(let chosen): drawSimulationSettings(model, chosen: chosen, look: look, into: &frame)
  case .commandLine(let scroll): drawCommandLine(model, scroll: scroll, look: look, into: &frame)
  case nil: break
  }
  // What it says may need more rows than one, and is never covered.
  drawFooter(model, in: layout.footer, look: look, into: &frame)
  return frame
}

private func drawTooSmall(_ model: Model, look: Look, into frame: inout Frame) {
  let needed = Layout.minimum
  let lines = [
    "\(model.columns)x\(model.rows) is too small", "w2s needs \(needed.columns)x\(needed.rows)",
  ]
  for (row, line) in lines.prefix(model.rows).enumerated() {
    let shown = look.words(line, .error).shortened(to: model.columns, mark: look.ellipsis)
    frame.put(shown, x: 0, y: row, limit: model.columns)
  }
}

extension Frame {
  /// The border of a pane, with its title. `joined` panes share their upper border with the pane above.
  mutating func drawPane(_ rect: Rect, title: String, focused: Bool = false, joined: Bool = false, look: Look) {
    guard rect.width >= 2, rect.height >= 1 else { return }
    let glyphs = look.glyphs
    let style = look[focused ? .focus : .border]
    let (left, right) = (rect.x, rect.maxX - 1)
    for x in left...right { self[x, rect.y] = Cell(glyphs.horizontal, style) }
    self[left, rect.y] = Cell(glyphs.pick(joined ? "├" : "┌", "+"), style)
    self[right, rect.y] = Cell(glyphs.pick(joined ? "┤" : "┐", "+"), style)
    if rect.height >= 2 {
      for x in left...right { self[x, rect.maxY - 1] = Cell(glyphs.horizontal, style) }
      self[left, rect.maxY - 1] = Cell(glyphs.lowerLeft, style)
      self[right, rect.maxY - 1] = Cell(glyphs.lowerRight, style)
    }
    for y in (rect.y + 1)..<max(rect.y + 1, rect.maxY - 1) {
      self[left, y] = Cell(glyphs.vertical, style)
      self[right, y] = Cell(glyphs.vertical, style)
    }
    let role: Role = focused ? .focus : .title
    let shown = look.words(title, role).shortened(to: rect.width - 4, mark: look.ellipsis)
    putOnBorder(shown, x: rect.x + 1, y: rect.y)
  }

  /// Writes a line over a border, a blank on either side.
  /// - Returns: the column after it.
  @discardableResult
  mutating func putOnBorder(_ line: StyledLine, x: Int, y: Int) -> Int {
    guard !line.parts.isEmpty else { return x }
    let end = put(line, x: put(" ", x: x, y: y) { $0 }, y: y, limit: line.width)
    return put(" ", x: end, y: y) { $0 }
  }
}
