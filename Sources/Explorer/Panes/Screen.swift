// The screen as a function of the model.

import Canvas
import Figures
import Preferences
import Theory
import Tours

/// Draws the model's whole screen. Pure: the same model and look give the same frame.
/// - Parameter isAudited: whether the frame notes what of its text cannot be read.
public func drawScreen(_ model: Model, look: Look, isAudited: Bool = false) -> Frame {
  penOfScreen(model, look: look, isAudited: isAudited).frame
}

/// The model's whole screen with what was pointed at on it.
func penOfScreen(_ model: Model, look: Look, isAudited: Bool = false) -> Pen {
  var pen = Pen(
    frame: Frame(width: model.columns, height: model.rows, style: look[.text], isAudited: isAudited), look: look,
    pointing: Pointing(model.tour?.targets ?? []))
  let layout = Layout(model)
  guard layout.isUsable else {
    pen.drawTooSmall(model)
    return pen
  }
  if !layout.header.isEmpty { pen.drawHeader(model, in: layout.header) }
  let view = model.settings.view.view
  if !layout.sliders.isEmpty { view.drawPanels(model, layout: layout, with: &pen) }
  if !layout.view.isEmpty {
    view.draw(model, layout: layout, with: &pen)
    if model.isCovered {
      pen.cover(model, layout: layout)
    } else if let plot = view.plots(model, layout).first {
      pen.drawGuess(model, plot: plot)
    }
  }
  pen.drawStrip(model, in: layout.strip)
  pen.drawReadouts(model, in: layout.readouts)
  pen.drawCard(model, in: layout.card)
  pen.drawPointing()
  switch model.overlay {
  case .help(let scroll): pen.drawHelp(model, scroll: scroll)
  case .presets(let chosen): pen.drawPresets(model, chosen: chosen)
  case .thresholds(let chosen): pen.drawThresholds(model, chosen: chosen)
  case .bookmarks(let chosen): pen.drawBookmarks(model, chosen: chosen)
  case .pins(let chosen): pen.drawPins(model, chosen: chosen)
  case .simulation(let chosen): pen.drawSimulationSettings(model, chosen: chosen)
  case .commandLine(let scroll): pen.drawCommandLine(model, scroll: scroll)
  case .copy(let chosen): pen.drawCopyables(model, chosen: chosen)
  case .tours(let chosen): pen.drawTours(model, chosen: chosen)
  case .points(let chosen): pen.drawPointsList(model, chosen: chosen)
  case nil: break
  }
  // What it says may need more rows than one, and is never covered.
  pen.drawFooter(model, in: layout.footer)
  return pen
}

extension Pen {
  fileprivate mutating func drawTooSmall(_ model: Model) {
    let needed = Layout.minimum
    let lines = [
      "\(model.columns)x\(model.rows) is too small", "w2s needs \(needed.columns)x\(needed.rows)",
    ]
    for (row, line) in lines.prefix(model.rows).enumerated() {
      let shown = look.words(line, .error).shortened(to: model.columns, mark: look.ellipsis)
      frame.put(shown, x: 0, y: row, limit: model.columns)
    }
  }

  /// The border of a pane, with its title. `joined` panes share their upper border with the pane above.
  mutating func drawPane(_ rect: Rect, title: String, focused: Bool = false, joined: Bool = false) {
    guard rect.width >= 2, rect.height >= 1 else { return }
    let glyphs = look.glyphs
    let style = look[focused ? .focus : .border]
    let (left, right) = (rect.x, rect.maxX - 1)
    for x in left...right { frame[x, rect.y] = Cell(glyphs.horizontal, style) }
    frame[left, rect.y] = Cell(glyphs.pick(joined ? "├" : "┌", "+"), style)
    frame[right, rect.y] = Cell(glyphs.pick(joined ? "┤" : "┐", "+"), style)
    if rect.height >= 2 {
      for x in left...right { frame[x, rect.maxY - 1] = Cell(glyphs.horizontal, style) }
      frame[left, rect.maxY - 1] = Cell(glyphs.lowerLeft, style)
      frame[right, rect.maxY - 1] = Cell(glyphs.lowerRight, style)
    }
    for y in (rect.y + 1)..<max(rect.y + 1, rect.maxY - 1) {
      frame[left, y] = Cell(glyphs.vertical, style)
      frame[right, y] = Cell(glyphs.vertical, style)
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
    let end = frame.put(line, x: frame.put(" ", x: x, y: y) { $0 }, y: y, limit: line.width)
    return frame.put(" ", x: end, y: y) { $0 }
  }
}
