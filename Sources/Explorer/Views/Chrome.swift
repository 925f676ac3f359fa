// The header and the footer.
//
//      w2s  Figure 1 left                         1 Map  2 Phases   ? help
//      ...
//      ←→ change  ↑↓ choose  Enter type  p figures  t theme  q quit

import Canvas
import Preferences
import Theory

func drawHeader(_ model: Model, in rect: Rect, look: Look, into frame: inout Frame) {
  let name = model.settings.presetName.isEmpty ? "your own regime" : model.settings.presetName
  let x = frame.put(" w2s ", x: rect.x, y: rect.y, look[.title])
  let tabs = model.headerTabs(glyphs: look.glyphs)
  let end = tabs.first?.columns.lowerBound ?? rect.maxX
  frame.put(look.glyphs.text(name), x: x + 1, y: rect.y, look[.muted], limit: end - x - 2)
  for tab in tabs {
    let shown = tab.view == model.settings.view
    frame.put(tab.text, x: tab.columns.lowerBound, y: rect.y, look[shown ? .selected : .muted])
  }
}

extension Model {
  /// The tabs of the views and the word for help, where they stand in the header; none where there is no room.
  func headerTabs(glyphs: Glyphs) -> [(text: String, view: ViewKind?, columns: Range<Int>)] {
    func label(_ command: Command) -> String { keys.keys(for: command).first?.label(glyphs) ?? "" }
    var texts: [(String, ViewKind?)] = ViewKind.allCases.map { view in
      let shown = view == settings.view
      return ((shown ? "[" : " ") + "\(label(view.command)) \(view.title)" + (shown ? "]" : " "), view)
    }
    texts.append((" \(label(.help)) help ", nil))
    var x = columns - texts.reduce(0) { $0 + $1.0.unicodeScalars.count }
    guard x >= 5 else { return [] }
    return texts.map { text, view in
      let start = x
      x += text.unicodeScalars.count
      return (text, view, start..<x)
    }
  }
}

func drawFooter(_ model: Model, in rect: Rect, look: Look, into frame: inout Frame) {
  let glyphs = look.glyphs
  if let entry = model.entry {
    drawEntry(entry, model, in: rect, look: look, into: &frame)
    return
  }
  if let message = model.message {
    frame.put(" " + glyphs.text(message.text), x: rect.x, y: rect.y, look[message.isError ? .error : .message])
    return
  }
  var x = rect.x + 1
  for (keys, word) in footerHints(model, glyphs: glyphs) {
    let width = keys.unicodeScalars.count + 1 + word.unicodeScalars.count
    guard x + width < rect.maxX else { break }
    x = frame.put(keys, x: x, y: rect.y, look[.key])
    x = frame.put(" " + glyphs.text(word), x: x, y: rect.y, look[.muted]) + 2
  }
}

private func drawEntry(
  _ entry: Model.Entry, _ model: Model, in rect: Rect, look: Look, into frame: inout Frame
) {
  let glyphs = look.glyphs
  if let complaint = entry.complaint {
    frame.put(" " + glyphs.text(complaint), x: rect.x, y: rect.y, look[.error])
    return
  }
  let cursor = glyphs.isUnicode ? "▏" : "_"
  var x = rect.x + 1
  let prompt: String
  switch entry.purpose {
  case .value:
    let keep = look.number(model.settings.regime[model.selected], digits: 4, trim: true)
    frame.put(
      glyphs.text("type \(model.selected.symbol), \(model.selected.accepted)   Enter accept   Esc keep \(keep)"), x: x,
      y: rect.y, look[.message])
    return
  case .feature(let slider): prompt = "\(slider.symbol), \(slider.accepted): "
  case .bookmark: prompt = "Name of the bookmark: "
  case .export: prompt = "Write to file (.csv .svg .json .txt .ansi; a final ! replaces): "
  case .simulation(let field): prompt = "New value of \(field.name): "
  }
  x = frame.put(prompt, x: x, y: rect.y, look[.message])
  let room = max(4, rect.maxX - x - 2)
  frame.put(glyphs.text(String(entry.text.suffix(room)) + cursor), x: x, y: rect.y, look[.value])
}

private func footerHints(_ model: Model, glyphs: Glyphs) -> [(String, String)] {
  let arrows = glyphs.isUnicode ? ("←→", "↑↓", "←↑↓→") : ("Left/Right", "Up/Down", "arrows")
  var hints: [(String, String)] =
    model.focus == .plot ? [(arrows.2, "move the crosshair")] : [(arrows.0, "change"), (arrows.1, "choose")]
  let shown: [Command] =
    model.settings.view == .features
    ? [.edit, .simulate, .xAxis, .yAxis, .map, .theme, .help, .quit]
    : [.edit, .focus, .best, .thresholds, .simulate, .presets, .theme, .help, .quit]
  for command in shown {
    guard let word = command.footerWord(in: model.settings.view), let key = model.keys.keys(for: command).first else {
      continue
    }
    hints.append((key.label(glyphs), command == .focus && model.focus == .plot ? "sliders" : glyphs.text(word)))
  }
  return hints
}

extension ViewKind {
  /// The view's name on its tab.
  public var title: String {
    switch self {
    case .map: "Map"
    case .phases: "Phases"
    case .curves: "Curves"
    case .spectrum: "Spectrum"
    case .features: "Features"
    }
  }

  /// The command that shows it.
  var command: Command {
    switch self {
    case .map: .map
    case .phases: .phases
    case .curves: .curves
    case .spectrum: .spectrum
    case .features: .features
    }
  }
}

extension Command {
  /// The word for the footer of a view; nil for commands that are not shown there.
  fileprivate func footerWord(in view: ViewKind) -> String? {
    guard view == .features else { return short }
    return switch self {
    case .xAxis: "easy link"
    case .yAxis: "hard link"
    case .map: "back to the map"
    default: short
    }
  }
}
