// What is shown over the screen: the help, made from the key table, and lists to choose from.

import Canvas
import Preferences
import Theory

typealias OverlayLine = [(String, Role)]

func drawHelp(_ model: Model, scroll: Int, look: Look, into frame: inout Frame) {
  var lines: [OverlayLine] = []
  var sections: [String] = []
  for binding in model.keys.bindings where !sections.contains(binding.command.section) {
    sections.append(binding.command.section)
  }
  for section in sections {
    if !lines.isEmpty { lines.append([]) }
    lines.append([(section, .title)])
    for binding in model.keys.bindings where binding.command.section == section && !binding.keys.isEmpty {
      let keys = binding.keys.map { $0.label(look.glyphs) }.joined(separator: " ")
      let padding = String(repeating: " ", count: max(1, 13 - keys.unicodeScalars.count))
      lines.append([("  " + keys + padding, .key), (binding.command.explanation, .text)])
    }
  }
  lines += [
    [], [("Reading the screen", .title)],
    [
      ("  a slider's track is ", .muted), ("thick where the student gains", .gain), (", ", .muted),
      ("thin where not", .loss),
    ],
    [("  maps: GAIN and LOSS are named, the zero contour between them is solid", .muted)],
    [("  mouse: drag a slider or in a plot, wheel for fine steps; Shift-drag selects text", .muted)],
  ]
  drawOverlay(title: "Help", lines: lines, scroll: scroll, width: 84, look: look, into: &frame)
}

func drawPresets(_ model: Model, chosen: Int, look: Look, into frame: inout Frame) {
  let lines: [OverlayLine] = Preset.all.enumerated().flatMap { index, preset -> [OverlayLine] in
    [
      [marker(index == chosen), (preset.name, index == chosen ? .selected : .text)],
      [("    " + preset.caption, .muted)],
    ]
  }
  drawOverlay(
    title: "Figures of the paper: Enter opens, Esc closes", lines: lines, chosenLine: 2 * chosen + 1, width: 104,
    look: look, into: &frame)
}

/// For each parameter, the nearest value that flips the verdict:
///
///     ▸ λt   0.0500 → 0.184   × 3.7 up
func drawThresholds(_ model: Model, chosen: Int, look: Look, into frame: inout Frame) {
  let settings = model.settings
  let gain = settings.regime.errors.gain
  var lines: [OverlayLine] = [
    [
      ("The nearest value of each that turns ", .muted),
      (gain ? "gain into loss" : "loss into gain", gain ? .loss : .gain),
    ],
    [],
  ]
  for (index, parameter) in Parameter.allCases.enumerated() {
    let value = settings.regime[parameter]
    let symbol = parameter.symbol.padding(to: 3)
    var line: OverlayLine = [
      marker(index == chosen), (symbol, index == chosen ? .selected : .text),
      (look.number(value, trim: true).padding(to: 8), .muted),
    ]
    if let flip = settings.nearestFlip(of: parameter) {
      line.append(("→ " + look.number(flip, digits: 4).padding(to: 9), .value))
      line.append((distance(from: value, to: flip, of: parameter, look: look), .muted))
    } else {
      line.append(("never", .tie))
    }
    lines.append(line)
  }
  lines.append([])
  lines.append([("Enter goes there. A verdict flips also with several at once.", .muted)])
  drawOverlay(
    title: "What would it take?", lines: lines, chosenLine: chosen + 2, width: 64, look: look, into: &frame)
}

private func distance(from value: Double, to flip: Double, of parameter: Parameter, look: Look) -> String {
  let direction = flip > value ? "up" : "down"
  if SliderTrack(parameter).scale.kind == .logarithmic, value > 0 {
    let factor = max(flip / value, value / flip)
    return "\(direction), a factor \(look.number(factor, trim: true))"
  }
  return "\(direction) by \(look.number(abs(flip - value), trim: true))"
}

func drawBookmarks(_ model: Model, chosen: Int, look: Look, into frame: inout Frame) {
  let lines: [OverlayLine] = model.bookmarks.enumerated().map { index, bookmark in
    let values = Parameter.allCases.map { "\($0.symbol) \(look.number(bookmark.settings.regime[$0], trim: true))" }
    return [
      marker(index == chosen), (bookmark.name, index == chosen ? .selected : .text),
      ("  " + values.joined(separator: "  "), .muted),
    ]
  }
  drawOverlay(
    title: "Bookmarks: Enter goes, Delete drops, Esc closes", lines: lines, chosenLine: chosen, width: 100, look: look,
    into: &frame)
}

func drawSimulationSettings(_ model: Model, chosen: Int, look: Look, into frame: inout Frame) {
  var lines: [OverlayLine] = SimulationField.allCases.enumerated().map { index, field in
    [
      marker(index == chosen), (field.name.padding(to: 32), index == chosen ? .selected : .text),
      (model.text(of: field), .value),
    ]
  }
  lines.append([])
  lines.append([("Enter types a value or changes it. Samples move γt and γs.", .muted)])
  drawOverlay(
    title: "Simulation: \(model.keys.keys(for: .simulate).first?.label(look.glyphs) ?? "") runs it, Esc closes",
    lines: lines,
    chosenLine: chosen, width: 72, look: look, into: &frame)
}

func drawCommandLine(_ model: Model, look: Look, into frame: inout Frame) {
  var lines: [OverlayLine] = []
  // A command is of use only in full: less the box, its margins and the indent.
  let width = min(92, frame.width - 8)
  for command in model.commands {
    lines.append([(command.purpose, .muted)])
    for part in wrappedCommand(command.quotedWords, width: width) { lines.append([("  " + part, .value)]) }
    lines.append([])
  }
  lines.removeLast()
  drawOverlay(title: "The commands that reproduce this", lines: lines, width: 98, look: look, into: &frame)
}

/// Breaks text between words.
func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  for word in text.split(separator: " ") {
    if let last = lines.last, last.unicodeScalars.count + 1 + word.unicodeScalars.count <= width {
      lines[lines.count - 1] = last + " " + word
    } else {
      lines.append(String(word))
    }
  }
  return lines
}

/// What to see at a stop of a tour, over the foot of the view.
func drawTour(_ tour: Tour, stop: Int, model: Model, layout: Layout, look: Look, into frame: inout Frame) {
  let pane = layout.view.isEmpty ? layout.verdict : layout.view
  let lines = wrapped(tour.stops[stop].text, width: max(10, pane.width - 6))
  let height = min(lines.count + 2, pane.height - 2)
  let rect = Rect(x: pane.x + 1, y: pane.maxY - height - 1, width: pane.width - 2, height: height)
  guard height >= 3 else { return }
  frame.fill(rect, Cell(" ", look[.text]))
  let (back, next) = (Command.tourBack, Command.tourNext)
  let keys = [back, next].map { model.keys.keys(for: $0).first?.label(look.glyphs) ?? "" }
  frame.drawPane(
    rect, title: "Tour: \(tour.name), \(stop + 1) of \(tour.stops.count)   \(keys[0]) back  \(keys[1]) next  Esc ends",
    focused: true, look: look)
  for (row, line) in lines.prefix(height - 2).enumerated() {
    frame.put(look.glyphs.text(line), x: rect.x + 2, y: rect.y + 1 + row, look[.text], limit: rect.width - 4)
  }
}

/// Breaks a command between words, with the backslashes that make it one.
private func wrappedCommand(_ words: [String], width: Int) -> [String] {
  var lines = [""]
  for word in words {
    if !lines[lines.count - 1].isEmpty, lines[lines.count - 1].count + word.count + 3 > width {
      lines[lines.count - 1] += " \\"
      lines.append("  " + word)
    } else {
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
  }
  return lines
}

private func marker(_ chosen: Bool) -> (String, Role) { (chosen ? "▸ " : "  ", .focus) }

extension String {
  /// The text with blanks up to a width.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - unicodeScalars.count))
  }
}

private func drawOverlay(
  title: String, lines: [OverlayLine], scroll: Int = 0, chosenLine: Int? = nil, width: Int, look: Look,
  into frame: inout Frame
) {
  let width = min(width, frame.width - 2)
  let height = min(lines.count + 2, frame.height - 2)
  let rect = Rect(x: (frame.width - width) / 2, y: (frame.height - height) / 2, width: width, height: height)
  frame.fill(rect, Cell(" ", look[.text]))
  frame.drawPane(rect, title: title, focused: true, look: look)
  let inner = rect.inset(by: 2, 1)
  let wanted = chosenLine.map { $0 - inner.height + 1 } ?? scroll
  let first = max(0, min(wanted, lines.count - inner.height))
  for (row, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
    var x = inner.x
    for (text, role) in line {
      x = frame.put(look.glyphs.text(text), x: x, y: inner.y + row, look[role], limit: inner.maxX - x)
    }
  }
  if first + inner.height < lines.count {
    frame.putRight(look.glyphs.text(" ↓ more "), endX: rect.maxX - 2, y: rect.maxY - 1, look[.key])
  }
}
