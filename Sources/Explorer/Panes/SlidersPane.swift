// The sliders. A track is coloured by the verdict along it: where moving that one slider would turn gain into loss,
// the track shows it.
//
//     ┌ Parameters ───────────────────┐
//     │▸λt ▌━━━━━━●━━━━──────   0.100 │

import Canvas
import Figures
import Preferences
import Theory
import Tours

extension Pen {
  mutating func drawSliders(_ model: Model, layout: Layout) {
    let panel = model.settings.panel
    var border = layout.sliders
    border.height += 1  // the border of the pane below is drawn over it
    drawPane(border, title: panel.title(model.settings), focused: model.focus == .sliders)
    for (place, slider) in panel.sliders.enumerated() {
      drawSlider(slider, at: place, model: model, layout: layout)
    }
  }

  private mutating func drawSlider(_ slider: Slider, at place: Int, model: Model, layout: Layout) {
    let chosen = slider == model.slider && model.focus == .sliders
    let label = layout.sliderLabel(place)
    guard label.y > layout.sliders.y, label.y < layout.sliders.maxY, layout.sliderRow(place) < layout.sliders.maxY
    else { return }
    let settings = model.settings
    let value = slider.value(settings)
    let isTyped = chosen && model.entry?.purpose == .value
    note(.slider(slider.name), text: label)
    let text =
      value.map {
        $0 == 0 ? "0" : look.number($0, room: Layout.numberWidth, trim: slider.isWhole) ?? ""
      } ?? slider.text(settings)
    putSlider(slider.symbol, value: text, typing: isTyped ? model.entry : nil, chosen: chosen, in: label)
    if slider == Parameter.lambdaT.slider, let tie = settings.tie {
      let multiple = tie == 1 ? "" : look.number(tie, trim: true) + " "
      let says = ["tied to \(multiple)λ⋆t", "\(multiple)λ⋆t", "tied"].map { look.line(look.part(($0, .message))) }
      let room = layout.rowsPerSlider == 2 ? label.width - Layout.numberWidth - 5 : 0
      if let line = look.first(of: says, fitting: room) {
        frame.put(line, x: label.x + 4, y: label.y, limit: room)
      } else {
        frame.put(look.glyphs.text("⋆"), x: label.x + 3, y: label.y, look[.message])
      }
    } else {
      putMeaning(
        slider == Parameter.lambdaS.slider ? settings.filter.penaltyMeaning : slider.meaning, in: label, layout: layout)
    }
    if let value, let track = slider.track {
      drawTrack(
        slider, track, value, settings.judged, stops: model.stops(slider), isCovered: model.isCovered,
        in: layout.track(place))
    }
  }

  /// Writes a slider's marker, name and number, or what is typed in its place.
  mutating func putSlider(_ symbol: String, value: String, typing entry: Model.Entry?, chosen: Bool, in label: Rect) {
    if chosen { frame[label.x, label.y] = Cell(look.glyphs.chosen, look[.focus]) }
    frame.put(look.glyphs.text(symbol), x: label.x + 1, y: label.y, look[chosen ? .selected : .text])
    if let entry {
      let typed = look.typed(entry.text, room: Layout.numberWidth)
      frame.putRight(typed, endX: label.maxX, y: label.y, look[entry.complaint == nil ? .selected : .error])
    } else {
      frame.putRight(value, endX: label.maxX, y: label.y, look[chosen ? .selected : .value])
    }
  }

  /// Writes what a slider means, where a row is free for it.
  mutating func putMeaning(_ meaning: String, in label: Rect, layout: Layout) {
    guard layout.rowsPerSlider == 2 else { return }
    let room = label.width - Layout.numberWidth - 6
    frame.put(
      look.words(meaning, .muted).shortened(to: room, mark: look.ellipsis), x: label.x + 5, y: label.y, limit: room)
  }

  /// Thick where the student wins, thin where not, so that colour is not all there is; in the nonlinear setting, thick up to
  /// the knob.
  /// - Parameters:
  ///   - stops: the values it goes to; empty where these are all.
  ///   - isCovered: whether where it wins is not to be seen yet.
  mutating func drawTrack(
    _ slider: Slider, _ track: SliderTrack, _ value: Double, _ settings: Settings, stops: [Double], isCovered: Bool,
    in rect: Rect
  ) {
    guard rect.width > 2 else { return }
    let slots = 2 * rect.width
    let knob = track.slot(value, of: slots) / 2
    let parameter = slider.parameter
    let isThick = (0..<slots).map { slot in
      guard let parameter else { return slot / 2 < knob }
      if isCovered { return false }
      return settings.moved(parameter, to: track.value(slot: slot, of: slots)).errors.gain
    }
    let thin = look[
      parameter != nil ? (look.glyphs.isUnicode && look.depth == .mono ? .gainTrack : .lossTrack) : .border]
    for column in 0..<rect.width {
      let (first, second) = (isThick[2 * column], isThick[2 * column + 1])
      let glyph: Unicode.Scalar =
        look.glyphs.isUnicode
        ? first ? (second ? "━" : "╾") : (second ? "╼" : "─")
        : first || second ? "=" : "-"
      frame[rect.x + column, rect.y] = Cell(glyph, first || second ? look[.gainTrack] : thin)
    }
    for stop in stops {
      let column = track.slot(stop, of: slots) / 2
      let isThick = isThick[2 * column] || isThick[2 * column + 1]
      frame[rect.x + column, rect.y].glyph = isThick ? look.glyphs.stopOnThick : look.glyphs.stopOnThin
    }
    if track.hasZeroStop { frame[rect.x, rect.y].glyph = look.glyphs.zeroStop }
    frame[rect.x + knob, rect.y] = Cell(look.glyphs.state, look[.knob])
  }
}
