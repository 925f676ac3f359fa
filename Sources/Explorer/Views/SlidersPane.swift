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
  let chosen = parameter == model.selected && model.focus == .sliders
  let label = layout.sliderLabel(Parameter.allCases.firstIndex(of: parameter) ?? 0)
  guard label.y < layout.sliders.maxY, layout.sliderRow(parameter) < layout.sliders.maxY else { return }
  let settings = model.settings
  let value = settings.regime[parameter]
  let isTyped = chosen && model.entry?.purpose == .value
  frame.putSlider(
    parameter.symbol, value: value == 0 ? "0" : look.number(value, room: Layout.numberWidth) ?? "",
    typing: isTyped ? model.entry : nil, chosen: chosen, in: label, look: look)
  if parameter == .lambdaT, let tie = settings.tie {
    let multiple = tie == 1 ? "" : look.number(tie, trim: true) + " "
    let says = ["tied to \(multiple)λ⋆t", "\(multiple)λ⋆t", "tied"].map { look.line(look.part(($0, .message))) }
    let room = layout.rowsPerSlider == 2 ? label.width - Layout.numberWidth - 5 : 0
    if let line = look.first(of: says, fitting: room) {
      frame.put(line, x: label.x + 4, y: label.y, limit: room)
    } else {
      frame.put(look.glyphs.text("⋆"), x: label.x + 3, y: label.y, look[.message])
    }
  } else {
    frame.putMeaning(parameter.meaning, in: label, layout: layout, look: look)
  }
  drawTrack(parameter, model: model, in: layout.track(parameter), look: look, into: &frame)
}

extension Frame {
  /// Writes a slider's marker, name and number, or what is typed in its place.
  mutating func putSlider(
    _ symbol: String, value: String, typing entry: Model.Entry?, chosen: Bool, in label: Rect, look: Look
  ) {
    if chosen { self[label.x, label.y] = Cell(look.glyphs.pick("▸", ">"), look[.focus]) }
    put(look.glyphs.text(symbol), x: label.x + 1, y: label.y, look[chosen ? .selected : .text])
    if let entry {
      let typed = look.typed(entry.text, room: Layout.numberWidth)
      putRight(typed, endX: label.maxX, y: label.y, look[entry.complaint == nil ? .selected : .error])
    } else {
      putRight(value, endX: label.maxX, y: label.y, look[chosen ? .selected : .value])
    }
  }

  /// Writes what a slider means, where a row is free for it.
  mutating func putMeaning(_ meaning: String, in label: Rect, layout: Layout, look: Look) {
    guard layout.rowsPerSlider == 2 else { return }
    let room = label.width - Layout.numberWidth - 6
    put(look.words(meaning, .muted).shortened(to: room, mark: look.ellipsis), x: label.x + 5, y: label.y, limit: room)
  }
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
