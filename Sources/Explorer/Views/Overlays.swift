// What is shown over the screen: the help, made from the key table, and the list of presets.

import Canvas
import Preferences
import Theory

func drawHelp(_ model: Model, scroll: Int, look: Look, into frame: inout Frame) {
  var lines: [[(String, Role)]] = []
  var section = ""
  for binding in model.keys.bindings where !binding.keys.isEmpty {
    if binding.command.section != section {
      if !section.isEmpty { lines.append([]) }
      section = binding.command.section
      lines.append([(section, .title)])
    }
    let keys = binding.keys.map { $0.label(look.glyphs) }.joined(separator: " ")
    let padding = String(repeating: " ", count: max(1, 13 - keys.unicodeScalars.count))
    lines.append([("  " + keys + padding, .key), (look.glyphs.text(binding.command.explanation), .text)])
  }
  lines.append([])
  lines.append([
    ("Tracks and maps: ", .muted), ("thick/blue is gain", .gain), (", ", .muted), ("thin/orange is loss", .loss),
  ])
  drawOverlay(title: "Help", lines: lines, scroll: scroll, width: 72, look: look, into: &frame)
}

func drawPresets(_ model: Model, chosen: Int, look: Look, into frame: inout Frame) {
  let lines: [[(String, Role)]] = Preset.all.enumerated().flatMap { index, preset -> [[(String, Role)]] in
    let mark = index == chosen ? look.glyphs.text("▸ ") : "  "
    return [
      [(mark + preset.name, index == chosen ? .selected : .text)],
      [("    " + look.glyphs.text(preset.caption), .muted)],
    ]
  }
  drawOverlay(
    title: "Figures of the paper: Enter opens, Esc closes", lines: lines, scroll: max(0, 2 * chosen - 10), width: 92,
    look: look, into: &frame)
}

private func drawOverlay(
  title: String, lines: [[(String, Role)]], scroll: Int, width: Int, look: Look, into frame: inout Frame
) {
  let width = min(width, frame.width - 2)
  let height = min(lines.count + 2, frame.height - 2)
  let rect = Rect(x: (frame.width - width) / 2, y: (frame.height - height) / 2, width: width, height: height)
  frame.fill(rect, Cell(" ", look[.text]))
  frame.drawPane(rect, title: title, focused: true, look: look)
  let inner = rect.inset(by: 2, 1)
  let first = max(0, min(scroll, lines.count - inner.height))
  for (row, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
    var x = inner.x
    for (text, role) in line { x = frame.put(text, x: x, y: inner.y + row, look[role], limit: inner.maxX - x) }
  }
  if first + inner.height < lines.count {
    frame.putRight(look.glyphs.isUnicode ? " ↓ more " : " v more ", endX: rect.maxX - 2, y: rect.maxY - 1, look[.key])
  }
}
