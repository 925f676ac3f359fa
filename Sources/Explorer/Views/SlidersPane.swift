// The six sliders. A track is coloured by the verdict along it: where moving that one slider would turn gain into loss,
// the track shows it.
//
//     ┌ Parameters ───────────────────┐
//     │▸λt ▌━━━━━━●━━━━──────   0.100 │

import Canvas
import Preferences
import Theory

func drawSliders(_ model: Model, layout: Layout, look: Look, into frame: inout Frame) {
  let rect = layout.sliders
  var border = rect
  border.height += 1  // the verdict's border is drawn over it
  frame.drawPane(border, title: "Parameters", focused: model.focus == .sliders, look: look)
  for parameter in Parameter.allCases {
    drawSlider(parameter, model: model, layout: layout, look: look, into: &frame)
  }
}

private func drawSlider(_ parameter: Parameter, model: Model, layout: Layout, look: Look, into frame: inout Frame) {
  let glyphs = look.glyphs
  let row = layout.sliderRow(parameter)
  let labelRow = row - (layout.rowsPerSlider - 1)
  guard row < layout.sliders.maxY else { return }
  let chosen = parameter == model.selected && model.focus == .sliders
  let left = layout.sliders.x + 1
  if chosen { frame[left, labelRow] = Cell(glyphs.pick("▸", ">"), look[.focus]) }
  let end = frame.put(glyphs.text(parameter.symbol), x: left + 1, y: labelRow, look[chosen ? .selected : .text])
  let valueEnd = layout.sliders.maxX - 2
  let tie = parameter == .lambdaT ? model.settings.tie : nil
  if layout.rowsPerSlider == 2, tie == nil {
    frame.put(
      glyphs.text(parameter.meaning), x: max(end + 1, left + 4), y: labelRow, look[.muted],
      limit: valueEnd - 9 - left - 4)
  }
  let value = model.settings.regime[parameter]
  if chosen, let entry = model.entry, entry.purpose == .value {
    let typed = String(entry.text.suffix(8)) + (glyphs.isUnicode ? "▏" : "_")
    frame.putRight(glyphs.text(typed), endX: valueEnd, y: labelRow, look[entry.complaint == nil ? .selected : .error])
  } else {
    let text = value == 0 ? "0" : look.number(value)
    frame.putRight(text, endX: valueEnd, y: labelRow, look[chosen ? .selected : .value])
  }
  if let tie, layout.rowsPerSlider == 2 {
    let multiple = tie == 1 ? "" : look.number(tie, trim: true) + " "
    frame.put(glyphs.text("tied to \(multiple)λ⋆t"), x: left + 4, y: labelRow, look[.message])
  } else if tie != nil {
    frame.put(glyphs.pick("⋆", "*").description, x: left + 3, y: labelRow, look[.message])
  }
  drawTrack(parameter, model: model, in: layout.track(parameter), look: look, into: &frame)
}

private func drawTrack(_ parameter: Parameter, model: Model, in rect: Rect, look: Look, into frame: inout Frame) {
  guard rect.width > 2 else { return }
  let track = SliderTrack(parameter)
  let slots = 2 * rect.width
  let gains = (0..<slots).map { slot in
    model.settings.moved(parameter, to: track.value(slot: slot, of: slots)).errors.gain
  }
  let (win, lose) = (look[.gainTrack], look[.lossTrack])
  for column in 0..<rect.width {
    let (first, second) = (gains[2 * column], gains[2 * column + 1])
    let cell: Cell
    if !look.glyphs.isUnicode {
      cell = Cell(first || second ? "=" : "-", first || second ? win : lose)
    } else if look.depth == .mono {
      let glyph: Unicode.Scalar = first ? (second ? "━" : "╾") : (second ? "╼" : "─")
      cell = Cell(glyph, win)
    } else {
      // Thick where the student wins, thin where not, so that colour is not all there is.
      let glyph: Unicode.Scalar = first ? (second ? "━" : "╾") : (second ? "╼" : "─")
      cell = Cell(glyph, first || second ? win : lose)
    }
    frame[rect.x + column, rect.y] = cell
  }
  if track.hasZeroStop { frame[rect.x, rect.y].glyph = look.glyphs.pick("╟", "0") }
  let value = model.settings.regime[parameter]
  let knob = track.slot(value, of: slots) / 2
  frame[rect.x + knob, rect.y] = Cell(look.glyphs.pick("●", "O"), look[.knob])
}
