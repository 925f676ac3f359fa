// The header and the footer.
//
//      w2s  Figure 1 left                         1 Map  2 Phases   ? help
//      ...
//      ←→ change  ↑↓ choose  Enter type  p figures  t theme  q quit

import Canvas
import Preferences
import Theory

func drawHeader(_ model: Model, in rect: Rect, look: Look, into frame: inout Frame) {
  var x = frame.put(" w2s ", x: rect.x, y: rect.y, look[.title])
  x = frame.put(look.glyphs.text(model.settings.presetName), x: x + 1, y: rect.y, look[.muted])
  var tabs: [(String, Role)] = []
  for view in ViewKind.allCases {
    let key = model.keys.keys(for: view.command).first?.label(look.glyphs) ?? ""
    let shown = view == model.settings.view
    tabs.append((" \(key) \(view.title) ", shown ? .gainBadge : .muted))
  }
  let help = " \(model.keys.keys(for: .help).first?.label(look.glyphs) ?? "") help "
  tabs.append((help, .muted))
  let width = tabs.reduce(0) { $0 + $1.0.unicodeScalars.count }
  guard rect.maxX - width > x else { return }
  x = rect.maxX - width
  for (text, role) in tabs { x = frame.put(text, x: x, y: rect.y, look[role]) }
}

func drawFooter(_ model: Model, in rect: Rect, look: Look, into frame: inout Frame) {
  let glyphs = look.glyphs
  if let entry = model.entry {
    let symbol = model.selected.symbol
    if let complaint = entry.complaint {
      frame.put(" " + glyphs.text(complaint), x: rect.x, y: rect.y, look[.error])
    } else {
      let keep = look.number(model.settings.regime[model.selected], digits: 4, trim: true)
      frame.put(
        " " + glyphs.text("type \(symbol), \(model.selected.accepted)   Enter accept   Esc keep \(keep)"),
        x: rect.x, y: rect.y, look[.message])
    }
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
    x = frame.put(" " + word, x: x, y: rect.y, look[.muted]) + 2
  }
}

private func footerHints(_ model: Model, glyphs: Glyphs) -> [(String, String)] {
  let arrows = glyphs.isUnicode ? ("←→", "↑↓", "←↑↓→") : ("Left/Right", "Up/Down", "arrows")
  var hints: [(String, String)] =
    model.focus == .plot ? [(arrows.2, "move the crosshair")] : [(arrows.0, "change"), (arrows.1, "choose")]
  for command in [Command.edit, .focus, .best, .presets, .theme, .help, .quit] {
    guard let word = command.short, let key = model.keys.keys(for: command).first else { continue }
    hints.append((key.label(glyphs), command == .focus && model.focus == .plot ? "sliders" : word))
  }
  return hints
}

extension ViewKind {
  /// The view's name on its tab.
  public var title: String {
    switch self {
    case .map: "Map"
    }
  }

  /// The command that shows it.
  var command: Command {
    switch self {
    case .map: .map
    }
  }
}
