// All that can happen to the model. Pure: what reaches outside is returned as an effect.

import Canvas
import Preferences
import Theory

/// Something that happened.
public enum Action: Sendable, Hashable {
  /// A key was pressed.
  case key(Key)
  /// A command was given.
  case command(Command)
  /// The screen has a new size.
  case resize(columns: Int, rows: Int)
}

/// Something for the world outside the model to do.
public enum Effect: Sendable, Hashable {
  /// Leave.
  case quit
  /// Paint every cell again.
  case redraw
}

extension Model {
  /// Applies an action.
  /// - Returns: what is to be done outside.
  public mutating func update(_ action: Action) -> [Effect] {
    switch action {
    case .resize(let columns, let rows):
      self.columns = columns
      self.rows = rows
      return []
    case .key(let key):
      message = nil
      if entry != nil { return type(key) }
      guard let command = keys.command(for: key) else { return [] }
      return perform(command)
    case .command(let command): return perform(command)
    }
  }

  private mutating func perform(_ command: Command) -> [Effect] {
    if overlay != nil, let effects = performInOverlay(command) { return effects }
    switch command {
    case .previousParameter, .nextParameter:
      let up = command == .previousParameter
      if focus == .plot { moveCrosshair(dx: 0, dy: up ? 1 : -1) } else { select(up ? -1 : 1) }
    case .decrease, .increase:
      let up = command == .increase
      if focus == .plot { moveCrosshair(dx: up ? 1 : -1, dy: 0) } else { step(up: up, .normal) }
    case .decreaseFine: step(up: false, .fine)
    case .increaseFine: step(up: true, .fine)
    case .decreaseCoarse: step(up: false, .coarse)
    case .increaseCoarse: step(up: true, .coarse)
    case .minimum: settings.set(selected, SliderTrack(selected).ends.0)
    case .maximum: settings.set(selected, SliderTrack(selected).ends.1)
    case .edit: entry = Entry(text: "")
    case .best: goToBest()
    case .optimum: settings.set(.lambdaT, settings.regime.optimalLambdaT)
    case .focus: focus = focus == .sliders ? .plot : .sliders
    case .map: settings.view = .map
    case .presets:
      overlay = .presets(chosen: Preset.all.firstIndex { $0.name == settings.presetName } ?? 0)
    case .autoscale:
      settings.colorLimit = settings.fittingColorLimit
    case .theme:
      themeName = themes.name(after: themeName)
      message = Message(text: "Theme: \(themeName)")
    case .help: overlay = .help(scroll: 0)
    case .redraw: return [.redraw]
    case .cancel: focus = .sliders
    case .quit: return [.quit]
    }
    return []
  }

  private mutating func select(_ offset: Int) {
    let all = Parameter.allCases
    let index = all.firstIndex(of: selected) ?? 0
    selected = all[(index + offset + all.count) % all.count]
  }

  private mutating func step(up: Bool, _ size: StepSize) {
    settings.set(selected, SliderTrack(selected).step(settings.regime[selected], up: up, size))
  }

  /// Moves the crosshair, and with it two sliders, by cells of the plot.
  private mutating func moveCrosshair(dx: Int, dy: Int) {
    let axes = settings.axes
    let plot = Layout(self).mapPlot(axes)
    func moved(_ value: Double, on scale: Scale, cells: Int, by offset: Int) -> Double {
      guard offset != 0, cells > 0 else { return value }
      let position = min(1, max(0, scale.position(value)))
      let cell = min(cells - 1, max(0, min(cells - 1, Int(position * Double(cells))) + offset))
      return scale.value((Double(cell) + 0.5) / Double(cells))
    }
    if dx != 0 { settings.set(axes.x, moved(settings.regime[axes.x], on: plot.x, cells: plot.inside.width, by: dx)) }
    if dy != 0 { settings.set(axes.y, moved(settings.regime[axes.y], on: plot.y, cells: plot.inside.height, by: dy)) }
  }

  private mutating func goToBest() {
    let best = BestPenalty(settings.regime)
    if best.lambdaS == .infinity {
      message = Message(text: "The best λs is infinite: a student that predicts 0")
    } else {
      settings.set(.lambdaS, best.lambdaS)
      if best.lambdaS == 0 { message = Message(text: "No λs beats this teacher; λs = 0 comes closest") }
    }
  }

  /// What a command does while something is shown over the screen; nil where it closes it and acts as usual.
  private mutating func performInOverlay(_ command: Command) -> [Effect]? {
    switch (overlay, command) {
    case (_, .quit), (_, .cancel):
      overlay = nil
      return []
    case (.help, .help):
      overlay = nil
      return []
    case (.help(let scroll), .previousParameter), (.help(let scroll), .increaseCoarse):
      overlay = .help(scroll: max(0, scroll - 1))
      return []
    case (.help(let scroll), .nextParameter), (.help(let scroll), .decreaseCoarse):
      overlay = .help(scroll: scroll + 1)
      return []
    case (.presets(let chosen), .previousParameter):
      overlay = .presets(chosen: max(0, chosen - 1))
      return []
    case (.presets(let chosen), .nextParameter):
      overlay = .presets(chosen: min(Preset.all.count - 1, chosen + 1))
      return []
    case (.presets(let chosen), .edit):
      settings = Settings(Preset.all[chosen])
      overlay = nil
      message = Message(text: Preset.all[chosen].caption)
      return []
    case (.presets, .presets):
      overlay = nil
      return []
    case (_, .redraw): return nil
    default:
      overlay = nil
      return nil
    }
  }

  /// A key while a value is typed.
  private mutating func type(_ key: Key) -> [Effect] {
    guard var typed = entry else { return [] }
    switch key {
    case .escape: entry = nil
    case .enter:
      if typed.text.isEmpty {
        entry = nil
        break
      }
      switch parseValue(typed.text, for: selected) {
      case .success(let value):
        settings.set(selected, value)
        entry = nil
      case .failure(let complaint):
        typed.complaint = complaint.message
        entry = typed
      }
    case .backspace:
      if !typed.text.isEmpty { typed.text.removeLast() }
      typed.complaint = nil
      entry = typed
    case .control("u"): entry = Entry(text: "")
    case .character(let scalar):
      if typed.text.count < 24 { typed.text.unicodeScalars.append(scalar) }
      typed.complaint = nil
      entry = typed
    default: break
    }
    return []
  }
}

/// Why a typed value was refused.
struct ValueComplaint: Error {
  let message: String
}

/// Reads a number as a person types one: `0.05`, `1e-3`, or a ratio such as `500/416`.
func parseValue(_ text: String, for parameter: Parameter) -> Result<Double, ValueComplaint> {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false).map {
    Double($0.filter { $0 != " " }.replacing("−", with: "-"))
  }
  let value: Double? =
    switch parts.count {
    case 1: parts[0]
    case 2: parts[0].flatMap { top in parts[1].map { top / $0 } }
    default: nil
    }
  guard let value, value.isFinite else {
    return .failure(ValueComplaint(message: "'\(text)' is not a number: \(parameter.symbol) is \(parameter.accepted)"))
  }
  guard parameter.accepts(value) else {
    return .failure(ValueComplaint(message: "\(text) is out of range: \(parameter.symbol) is \(parameter.accepted)"))
  }
  return .success(value)
}
