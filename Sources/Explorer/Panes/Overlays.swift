// What is shown over the screen: the help, made from the key table, and lists to choose from.

import Canvas
import Figures
import Preferences
import Theory
import Tours

/// A line of an overlay, which goes on below, indented, where it is too long.
struct OverlayItem {
  var line: StyledLine
  var indent = 4
}

extension Pen {
  mutating func drawHelp(_ model: Model, scroll: Int) {
    drawOverlay(title: "Help", items: model.helpItems(look), scroll: scroll, width: OverlayBox.helpWidth, model: model)
  }
}

/// The sizes of overlays, which scrolling must know too.
enum OverlayBox {
  static let helpWidth = 84

  /// The box of so many rows of text at most `width` wide, border included.
  static func box(width: Int, rows: Int, columns: Int, of screen: Int) -> Rect {
    let (width, height) = (min(width, columns - 2), min(rows + 2, screen - 2))
    return Rect(x: (columns - width) / 2, y: (screen - height) / 2, width: width, height: height)
  }

  /// The rows of text.
  static func rows(_ items: [OverlayItem], width: Int) -> [StyledLine] {
    items.flatMap { $0.line.parts.isEmpty ? [StyledLine()] : $0.line.wrapped(to: width, indent: $0.indent) }
  }
}

extension Model {
  /// The rows by which the overlay shown can be scrolled at most; nil where none is scrolled.
  func scrollLimit(_ look: Look) -> Int? {
    switch overlay {
    case .help:
      let wanted = OverlayBox.helpWidth
      let rows = OverlayBox.rows(helpItems(look), width: min(wanted, columns - 2) - 4).count
      return max(0, rows - OverlayBox.box(width: wanted, rows: rows, columns: columns, of: self.rows).height + 2)
    case .commandLine: return max(0, commandRows(look).count - commandPage.height)
    default: return nil
    }
  }

  /// Every command with its keys, by section, and how to read the screen.
  func helpItems(_ look: Look) -> [OverlayItem] {
    var items: [OverlayItem] = []
    var sections: [String] = []
    for binding in keys.bindings where !sections.contains(binding.command.section) {
      sections.append(binding.command.section)
    }
    for section in sections {
      if !items.isEmpty { items.append(OverlayItem(line: StyledLine())) }
      items.append(OverlayItem(line: look.words(section, .title)))
      for binding in keys.bindings where binding.command.section == section && !binding.keys.isEmpty {
        let names = binding.keys.map { $0.label(look.glyphs) }.joined(separator: " ")
        let line = look.line(look.part(("  " + names.padding(to: 12), .key)))
        items.append(OverlayItem(line: line.joined(look.words(binding.command.explanation, .text)), indent: 15))
      }
    }
    let track = look.words("  a slider's track is", .muted).joined(look.words("thick where the student gains,", .gain))
    let remarks = [
      track.joined(look.words("thin where not", .loss)),
      look.words("maps: GAIN and LOSS are named, the zero contour between them is solid", .muted),
      look.words("pins: a letter where they are; in brackets, (P), where more than the axes is other there", .muted),
      look.words("mouse: drag a slider or in a plot, wheel for fine steps; Shift-drag selects text", .muted),
    ]
    items += [OverlayItem(line: StyledLine()), OverlayItem(line: look.words("Reading the screen", .title))]
    items += remarks.map { remark in
      OverlayItem(line: look.line(look.part((" ", .text))).joined(remark), indent: 2)
    }
    return items
  }
}

extension Pen {
  mutating func drawPresets(_ model: Model, chosen: Int) {
    let items = Preset.all.enumerated().flatMap { index, preset in
      [
        OverlayItem(
          line: look.line(look.part(marker(index == chosen), (preset.name, index == chosen ? .selected : .text)))),
        OverlayItem(line: look.line(look.part(("   ", .muted))).joined(look.words(preset.caption, .muted))),
      ]
    }
    drawOverlay(
      title: "Figures of the paper", hints: [(.edit, "opens")], items: items, chosen: 2 * chosen...2 * chosen + 1,
      width: 104, model: model)
  }

  /// For each parameter, the nearest value that flips the verdict:
  ///
  ///     ▸ λt   0.0500 → 0.184   × 3.7 up
  mutating func drawThresholds(_ model: Model, chosen: Int) {
    let settings = model.settings.judged
    let outcome = Verdict(settings.regime).outcome
    let question = look.words("The nearest value of each that turns", .muted)
    var items = [
      OverlayItem(
        line: question.joined(
          look.words(outcome == .gain ? "gain into loss" : "\(outcome) into gain", outcome == .gain ? .loss : .gain)),
        indent: 0),
      OverlayItem(line: StyledLine()),
    ]
    for (index, parameter) in Parameter.allCases.enumerated() {
      let value = settings.regime[parameter]
      let role: Role = index == chosen ? .selected : .text
      let name = look.part(
        marker(index == chosen), (parameter.symbol.padding(to: 3), role),
        (look.number(value, trim: true).padding(to: 8), .muted))
      var line = look.line(name)
      if let flip = settings.nearestFlip(of: parameter) {
        line.parts.append(look.part(("→ " + look.number(flip, digits: 4).padding(to: 8), .value)))
        line = line.joined(look.words(distance(from: value, to: flip, of: parameter, look: look), .muted))
      } else {
        line.parts.append(look.part(("never", .tie)))
      }
      items.append(OverlayItem(line: line, indent: 5))
    }
    items.append(OverlayItem(line: StyledLine()))
    items.append(OverlayItem(line: look.words("A verdict flips also with several at once.", .muted), indent: 0))
    drawOverlay(
      title: "What would it take?", hints: [(.edit, "goes there")], items: items, chosen: chosen + 2...chosen + 2,
      width: 64, model: model)
  }
}

private func distance(from value: Double, to flip: Double, of parameter: Parameter, look: Look) -> String {
  let direction = flip > value ? "up" : "down"
  if parameter.scale.kind == .logarithmic, value > 0 {
    let factor = max(flip / value, value / flip)
    return "\(direction), a factor \(look.number(factor, trim: true))"
  }
  return "\(direction) by \(look.number(abs(flip - value), trim: true))"
}

extension Pen {
  mutating func drawBookmarks(_ model: Model, chosen: Int) {
    let items = model.bookmarks.enumerated().map { index, bookmark in
      let name = look.words(bookmark.name, index == chosen ? .selected : .text)
      let values = Parameter.allCases.map {
        look.part(($0.symbol + " " + look.number(bookmark.settings.regime[$0], trim: true), .muted), gap: 2)
      }
      return OverlayItem(
        line: look.line(look.part(marker(index == chosen))).joined(name, gap: 0).joined(StyledLine(values), gap: 2))
    }
    drawOverlay(
      title: "Bookmarks", hints: [(.edit, "goes")], plain: "Delete drops", items: items, chosen: chosen...chosen,
      width: 100, model: model)
  }

  /// The places pinned: each with its letter, its gap, and what it has other than here.
  mutating func drawPins(_ model: Model, chosen: Int) {
    let settings = model.settings
    let items = settings.pins.enumerated().map { index, pin in
      let verdict = Verdict(pin.regime)
      var line = look.line(
        look.part(marker(index == chosen), ("\(pin.letter)", index == chosen ? .selected : .text)),
        look.part((model.isCovered ? "?" : look.number(verdict.gap, plus: true), verdict.outcome.role), gap: 2))
      let others = settings.differences(of: pin)
      line.parts += others.map {
        look.part(($0.symbol + " ", .muted), (look.number(pin.regime[$0], trim: true), .value), gap: 2)
      }
      if others.isEmpty { line.parts.append(look.part(("here", .muted), gap: 2)) }
      return OverlayItem(line: line, indent: 5)
    }
    drawOverlay(
      title: "Pinned: Ls − Lt, what differs", hints: [(.edit, "goes")], plain: "Delete drops",
      items: items, chosen: chosen...chosen, width: 72, model: model)
  }

  mutating func drawSimulationSettings(_ model: Model, chosen: Int) {
    var items = SimulationField.allCases.enumerated().map { index, field in
      let name = frame.width >= 72 ? field.name.padding(to: 32) : field.name
      return OverlayItem(
        line: look.line(look.part(marker(index == chosen), (name, index == chosen ? .selected : .text)))
          .joined(look.words(model.text(of: field), .value)))
    }
    items.append(OverlayItem(line: StyledLine()))
    items.append(
      OverlayItem(line: look.words("Enter types a value or changes it. Samples move γt and γs.", .muted), indent: 0))
    drawOverlay(
      title: "Simulation", hints: [(.simulate, "runs it")], items: items, chosen: chosen...chosen, width: 72,
      model: model)
  }

  /// What can be copied, and how it begins.
  mutating func drawCopyables(_ model: Model, chosen: Int) {
    let items = model.copyables.enumerated().flatMap { index, copyable in
      let start = copyable.text.prefix { $0 != "\n" }.prefix(60)
      let preview = start.count < copyable.text.count ? start + "…" : start
      return [
        OverlayItem(
          line: look.line(look.part(marker(index == chosen)))
            .joined(look.words(copyable.name, index == chosen ? .selected : .text), gap: 0)),
        OverlayItem(line: look.line(look.part(("   ", .muted))).joined(look.words(String(preview), .muted))),
      ]
    }
    drawOverlay(
      title: "Copy", hints: [(.edit, "copies")], items: items, chosen: 2 * chosen...2 * chosen + 1, width: 74,
      model: model)
  }

  /// The tours, and where each was left.
  mutating func drawTours(_ model: Model, chosen: Int) {
    let items = model.tours.tours.enumerated().flatMap { index, tour -> [OverlayItem] in
      var name = look.line(look.part(marker(index == chosen), (tour.title, index == chosen ? .selected : .text)))
      let step = model.tour?.tour.name == tour.name ? model.tour?.step : model.tourSteps[tour.name]
      if let step {
        name = name.joined(look.words("step \(step + 1) of \(tour.steps.count)", .message), gap: 2)
      }
      return [
        OverlayItem(line: name),
        OverlayItem(line: look.line(look.part(("   ", .muted))).joined(look.words(tour.about, .muted))),
      ]
    }
    drawOverlay(
      title: "Tours", hints: [(.edit, "begins or resumes")], items: items, chosen: 2 * chosen...2 * chosen + 1,
      width: 90, model: model)
  }
}

private func marker(_ chosen: Bool) -> (String, Role) { (chosen ? "▸ " : "  ", .focus) }

extension Pen {
  /// Writes keys and what they do over the lower border of a box, as many as fit.
  /// - Parameter room: columns kept free at the right.
  fileprivate mutating func putHints(
    _ hints: [(Command, String)], plain: String? = nil, under rect: Rect, room: Int = 0, model: Model
  ) {
    var line = StyledLine()
    for (command, word) in hints {
      guard let key = model.keys.keys(for: command).first else { continue }
      line.parts.append(look.part((key.label(look.glyphs), .key), (" " + word, .muted), gap: 2))
    }
    if let plain { line.parts.append(look.part((plain, .muted), gap: 2)) }
    putOnBorder(line.fitted(to: rect.width - 4 - room), x: rect.x + 1, y: rect.maxY - 1)
  }

  /// A box in the middle of the screen, with its lines from the `scroll`th on, or so that the chosen ones are seen.
  /// - Parameter goesOn: whether there is more after the last of them.
  mutating func drawOverlay(
    title: String, hints: [(Command, String)] = [], plain: String? = nil, items: [OverlayItem], scroll: Int = 0,
    chosen: ClosedRange<Int>? = nil, width wanted: Int, isMore goesOn: Bool = false, model: Model
  ) {
    let inside = min(wanted, frame.width - 2) - 4
    let rows = OverlayBox.rows(items, width: inside)
    let rect = OverlayBox.box(width: wanted, rows: rows.count, columns: frame.width, of: frame.height)
    frame.fill(rect, Cell(" ", look[.text]))
    drawPane(rect, title: title, focused: true)
    let inner = rect.inset(by: 2, 1)
    var first = scroll
    if let chosen {
      let end = OverlayBox.rows(Array(items.prefix(chosen.upperBound + 1)), width: inside).count
      first = max(0, end - inner.height)
    }
    frame.put(Array(rows.dropFirst(first)), in: inner)
    let isMore = goesOn || first + inner.height < rows.count
    putHints(hints + [(.cancel, "closes")], plain: plain, under: rect, room: isMore ? 10 : 0, model: model)
    if isMore {
      let more = look.line(look.part(("↓ more", .key)))
      putOnBorder(more, x: rect.maxX - 3 - more.width, y: rect.maxY - 1)
    }
  }
}
