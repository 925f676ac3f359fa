// The pointer: a slider's track and a plot's inside can be pressed and dragged, names, numbers and tabs pressed, and the
// wheel turns.

import Canvas
import Figures
import RealModule
import Theory

extension Model {
  /// Applies a pointer event.
  /// - Returns: the run of changes that it continues.
  mutating func point(_ event: Mouse) -> History.Run? {
    guard mouse, entry == nil, overlay == nil else { return nil }
    let layout = Layout(self)
    guard layout.isUsable else { return nil }
    switch event.kind {
    case .press:
      message = nil
      playing = nil
      if layout.card.contains(x: event.x, y: event.y) {
        if takeGuess(at: event, layout), case .marker = tour?.guess { grip = .marker }
        return nil
      }
      if !layout.header.isEmpty, event.y == layout.header.y {
        if let view = headerTab(at: event.x) { show(view) }
        return nil
      }
      if let (slider, part) = layout.slider(at: event, settings.panel), part != .track {
        focus = .sliders
        choose(slider)
        if part == .number { entry = Entry(purpose: .value) }
        return nil
      }
      grip = layout.grip(at: event, self)
      return drag(event, layout)
    case .otherPress:
      message = nil
      grip = layout.plot(at: event, self).map { _ in .window(x: event.x, y: event.y) }
      return nil
    case .drag, .otherDrag: return drag(event, layout)
    case .release:
      grip = nil
      return nil
    case .wheelUp, .wheelDown:
      if let plot = layout.plot(at: event, self), settings.view.view.window(settings) != nil {
        message = nil
        let inside = plot.inside
        zoom(
          by: event.kind == .wheelUp ? Self.wheelStep : 1 / Self.wheelStep,
          about: (
            (Double(event.x - inside.x) + 0.5) / Double(inside.width),
            (Double(inside.maxY - event.y) - 0.5) / Double(inside.height)
          ))
        return .window
      }
      if let (slider, _) = layout.slider(at: event, settings.panel) { choose(slider) }
      return step(up: event.kind == .wheelUp, .fine)
    }
  }

  private mutating func drag(_ event: Mouse, _ layout: Layout) -> History.Run? {
    let view = settings.view.view
    switch grip {
    case .slider(let slider):
      choose(slider)
      focus = .sliders
      guard let track = slider.track, let place = settings.panel.sliders.firstIndex(of: slider) else { return nil }
      let rect = layout.track(place)
      guard rect.width > 1 else { return nil }
      let slots = 2 * rect.width
      let slot = min(max(0, 2 * (event.x - rect.x)), slots - 1)
      let value = slot <= 0 ? track.ends.0 : slot >= slots - 2 ? track.ends.1 : track.value(slot: slot, of: slots)
      moveByHand(slider, to: roundedByHand(value))
      return .slider(slider)
    case .window(let x, let y):
      if let plot = view.plots(self, layout).first { pan(dx: event.x - x, dy: event.y - y, of: plot) }
      grip = .window(x: event.x, y: event.y)
      return .window
    case .marker: _ = takeGuess(at: event, layout)
    case .plot:
      view.drag(&self, to: event, layout: layout)
      return .crosshair
    case nil: break
    }
    return nil
  }

  /// The view whose tab in the header is at a column.
  private func headerTab(at x: Int) -> ViewKind? {
    headerTabs(glyphs: Glyphs(isUnicode: true)).first { $0.columns.contains(x) }?.view
  }
}

/// Three significant digits: a hand is no finer, and round numbers read better.
func roundedByHand(_ value: Double) -> Double {
  guard value != 0 else { return 0 }
  let power = 2 - Int(clamping: Double.log10(abs(value)).rounded(.down))
  let scale = Double.pow(10, Double(abs(power)))
  return power >= 0 ? (value * scale).rounded() / scale : (value / scale).rounded() * scale
}

extension Layout {
  /// The parts of a slider.
  enum SliderPart: Hashable {
    case track, name, number
  }

  /// The slider that the pointer is on, by its place in the pane, and which part of it. Only the track takes a value.
  func slider(at event: Mouse, _ panel: SliderPanel) -> (slider: Slider, part: SliderPart)? {
    guard sliders.inset(by: 1, 0).contains(x: event.x, y: event.y), event.y > sliders.y else { return nil }
    let place = firstSlider + (event.y - sliders.y - 1) / rowsPerSlider
    guard panel.sliders.indices.contains(place) else { return nil }
    let slider = panel.sliders[place]
    if track(place).contains(x: event.x, y: event.y) { return (slider, .track) }
    let label = sliderLabel(place)
    let isNumber = label.contains(x: event.x, y: event.y) && event.x >= label.maxX - Self.numberWidth
    return (slider, isNumber ? .number : .name)
  }

  /// What of the screen the pointer would take hold of.
  func grip(at event: Mouse, _ model: Model) -> Model.Grip? {
    if let (slider, part) = slider(at: event, model.settings.panel), part == .track { return .slider(slider) }
    return plot(at: event, model).map { _ in .plot }
  }

  /// The plot that the pointer is in.
  func plot(at event: Mouse, _ model: Model) -> Plot? {
    model.settings.view.view.plots(model, self).first { $0.inside.contains(x: event.x, y: event.y) }
  }
}
