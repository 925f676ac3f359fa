// The pointer: a slider's track and a plot's inside can be pressed and dragged, names, numbers and tabs pressed, and the
// wheel turns.

import Canvas
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
      if event.y == layout.header.y {
        if let view = headerTab(at: event.x) { show(view) }
        return nil
      }
      if let (index, part) = layout.slider(at: event), part != .track {
        choose(slider: index, typing: part == .number)
        return nil
      }
      grip = layout.grip(at: event, self)
      return drag(event, layout)
    case .drag: return drag(event, layout)
    case .release:
      grip = nil
      return nil
    case .wheelUp, .wheelDown:
      guard settings.view.view.isLinear else { return nil }
      if let (index, _) = layout.slider(at: event) { selected = Parameter.allCases[index] }
      return step(up: event.kind == .wheelUp, .fine)
    }
  }

  /// Chooses the slider at a place of the pane, and begins to type its value if asked.
  private mutating func choose(slider index: Int, typing: Bool) {
    focus = .sliders
    if settings.view.view.isLinear {
      selected = Parameter.allCases[index]
      if typing { entry = Entry(purpose: .value) }
    } else {
      selectedFeature = FeatureSlider.allCases[index]
      if typing { entry = Entry(purpose: .feature(selectedFeature)) }
    }
  }

  /// The nonlinear setting's sliders stand where the linear setting's do.
  private mutating func dragFeature(_ slider: FeatureSlider, _ event: Mouse, _ layout: Layout) -> History.Run? {
    selectedFeature = slider
    let track = layout.track(Parameter.allCases[slider.rawValue])
    guard let scale = slider.scale, track.width > 1 else { return nil }
    let position = Double(min(max(event.x - track.x, 0), track.width - 1)) / Double(track.width - 1)
    settings.features.set(slider, roundedByHand(scale.value(position)))
    return .feature(slider)
  }

  private mutating func drag(_ event: Mouse, _ layout: Layout) -> History.Run? {
    let view = settings.view.view
    if !view.isLinear, case .slider(let parameter) = grip {
      return dragFeature(FeatureSlider.allCases[Parameter.allCases.firstIndex(of: parameter) ?? 0], event, layout)
    }
    switch grip {
    case .slider(let parameter):
      selected = parameter
      focus = .sliders
      let rect = layout.track(parameter)
      let slot = min(max(0, 2 * (event.x - rect.x)), 2 * rect.width - 1)
      let slots = 2 * rect.width
      let ends = SliderTrack(parameter).ends
      let value =
        slot <= 0 ? ends.0 : slot >= slots - 2 ? ends.1 : SliderTrack(parameter).value(slot: slot, of: slots)
      settings.set(parameter, roundedByHand(value))
      return .slider(parameter)
    case .plot:
      view.drag(&self, to: event, layout: layout)
      return .crosshair
    case nil: return nil
    }
  }

  /// The view whose tab in the header is at a column.
  private func headerTab(at x: Int) -> ViewKind? {
    headerTabs(glyphs: Glyphs(isUnicode: true)).first { $0.columns.contains(x) }?.view
  }
}

/// Three significant digits: a hand is no finer, and round numbers read better.
func roundedByHand(_ value: Double) -> Double {
  guard value != 0 else { return 0 }
  let power = 2 - Int(Double.log10(abs(value)).rounded(.down))
  let scale = Double.pow(10, Double(abs(power)))
  return power >= 0 ? (value * scale).rounded() / scale : (value / scale).rounded() * scale
}

extension Layout {
  /// The parts of a slider.
  enum SliderPart: Hashable {
    case track, name, number
  }

  /// The slider that the pointer is on, by its place in the pane, and which part of it. Only the track takes a value.
  func slider(at event: Mouse) -> (index: Int, part: SliderPart)? {
    guard sliders.inset(by: 1, 0).contains(x: event.x, y: event.y), event.y > sliders.y else { return nil }
    let index = (event.y - sliders.y - 1) / rowsPerSlider
    guard Parameter.allCases.indices.contains(index) else { return nil }
    if track(Parameter.allCases[index]).contains(x: event.x, y: event.y) { return (index, .track) }
    let label = sliderLabel(index)
    let isNumber = label.contains(x: event.x, y: event.y) && event.x >= label.maxX - Self.numberWidth
    return (index, isNumber ? .number : .name)
  }

  /// What of the screen the pointer would take hold of.
  func grip(at event: Mouse, _ model: Model) -> Model.Grip? {
    if let slider = slider(at: event), slider.part == .track { return .slider(Parameter.allCases[slider.index]) }
    let plots = model.settings.view.view.plots(model, self)
    return plots.contains { $0.inside.contains(x: event.x, y: event.y) } ? .plot : nil
  }
}
