// The header and the footer.
//
//      w2s  Figure 1 left                         1 Map  2 Phases   ? help
//      ...
//      ←→ change  ↑↓ choose  Enter type  p figures  t theme  q quit

import Canvas
import Figures
import Preferences
import Theory
import Tours

extension Pen {
  mutating func drawHeader(_ model: Model, in rect: Rect) {
    let x = frame.put(" w2s ", x: rect.x, y: rect.y, look[.title])
    let tabs = model.headerTabs(glyphs: look.glyphs)
    let room = (tabs.first?.columns.lowerBound ?? rect.maxX) - x - 1
    let says =
      model.hasVerdictInHeader
      ? [VerdictText(model.settings).headline(look)]
      : model.settings.titles.map { look.line(look.part(($0, .muted))) }
    if let line = look.first(of: says, fitting: room) {
      let end = frame.put(line, x: x, y: rect.y, limit: room)
      if model.hasVerdictInHeader { note(.verdict, text: Rect(x: x, y: rect.y, width: end - x, height: 1)) }
    }
    for tab in tabs {
      let shown = tab.view == model.settings.view
      frame.put(tab.text, x: tab.columns.lowerBound, y: rect.y, look[shown ? .selected : .muted])
    }
  }
}

extension Model {
  /// Whether the header says the verdict, in place of the title: where no pane has room for it.
  var hasVerdictInHeader: Bool { settings.isLinear && !isCovered && !Layout(self).showsVerdict }

  /// The tabs of the views and the word for help, where they stand in the header: closer together and then shorter where
  /// there is less room, and none where there is too little.
  func headerTabs(glyphs: Glyphs) -> [(text: String, view: ViewKind?, columns: Range<Int>)] {
    // Room for what the header can come to say, so that the tabs stand still; at the least for a word of it.
    let (says, least) = hasVerdictInHeader ? (33, 33) : (5 + max(15, settings.presetName.count + ", changed".count), 20)
    let forms: [([(text: String, view: ViewKind?)], Int)] = [
      (tabs(glyphs, withHelp: true), says), (tabs(glyphs), says), (closeTabs(glyphs), says), (closeTabs(glyphs), least),
      (closeTabs(glyphs) { $0.shortTitle }, least), (tabs(glyphs, isNamed: false), says),
      (closeTabs(glyphs) { $0.command == settings.view.view.command ? $0.shortTitle : "" }, says),
    ]
    for (tabs, room) in forms {
      var x = columns - tabs.reduce(0) { $0 + $1.text.unicodeScalars.count }
      guard x > room else { continue }
      return tabs.map { text, view in
        let start = x
        x += text.unicodeScalars.count
        return (text, view, start..<x)
      }
    }
    return []
  }

  private func tabLabel(_ command: Command, _ word: String, _ glyphs: Glyphs) -> String {
    let key = keys.keys(for: command).first?.label(glyphs) ?? ""
    return key + (key.isEmpty || word.isEmpty ? "" : " ") + word
  }

  /// Tabs with blanks on either side, and the word for help; without their names, only the keys and what is shown.
  private func tabs(
    _ glyphs: Glyphs, isNamed: Bool = true, withHelp: Bool = false
  ) -> [(text: String, view: ViewKind?)] {
    let views = ViewKind.allCases.map { kind -> (text: String, view: ViewKind?) in
      let shown = kind == settings.view
      let text = tabLabel(kind.view.command, isNamed || shown ? kind.title : "", glyphs)
      return (shown ? "[\(text)]" : " \(text) ", kind)
    }
    return withHelp ? views + [(" \(tabLabel(.help, "help", glyphs)) ", nil)] : views
  }

  /// Tabs that share the blanks between them.
  private func closeTabs(
    _ glyphs: Glyphs, name: (any ExplorerView) -> String = { $0.title }
  ) -> [(text: String, view: ViewKind?)] {
    var closing = " "
    var tabs: [(text: String, view: ViewKind?)] = []
    for kind in ViewKind.allCases {
      let shown = kind == settings.view
      tabs.append(((shown ? "[" : closing) + tabLabel(kind.view.command, name(kind.view), glyphs), kind))
      closing = shown ? "]" : " "
    }
    return tabs + [(closing, nil)]
  }
}

extension Pen {
  /// Draws the footer, over as many of the rows above it as what it says takes.
  mutating func drawFooter(_ model: Model, in rect: Rect) {
    let width = rect.width - 2
    let rows = max(1, model.rows - 3)
    let lines: [StyledLine]
    if let entry = model.entry {
      lines = entryLines(entry, model, width: width, rows: rows, look: look)
    } else if let message = model.message {
      lines = look.words(message.text, message.isError ? .error : .message).wrapped(to: width, rows: rows, look: look)
    } else if !model.isPlotAlone, !model.isPresenting, !Layout(model).showsRun, let line = model.runLine(look) {
      // No pane has room for it.
      lines = line.wrapped(to: width, rows: rows, look: look)
    } else if !model.hasFooterHints {
      return
    } else {
      lines = [footerHints(model, look: look)]
    }
    let block = Rect(x: rect.x, y: rect.maxY - max(1, lines.count), width: rect.width, height: max(1, lines.count))
    frame.fill(block, Cell(" ", look[.text]))
    frame.put(lines, in: block.inset(by: 1, 0))
  }
}

private func entryLines(_ entry: Model.Entry, _ model: Model, width: Int, rows: Int, look: Look) -> [StyledLine] {
  if let complaint = entry.complaint {
    return look.words(complaint, .error).wrapped(to: width, rows: rows, look: look)
  }
  let prompt: String
  switch entry.purpose {
  case .value:
    let slider = model.slider
    if Layout(model).sliders.isEmpty || model.focus != .sliders {
      prompt = "\(slider.symbol), \(slider.accepted):"
    } else {
      // What is typed stands in the slider.
      let keep =
        slider.value(model.settings).map { look.number($0, digits: 4, trim: true) } ?? slider.text(model.settings)
      return look.words("type \(slider.symbol), \(slider.accepted)", .message)
        .joined(
          look.line(look.part(("Enter accept", .message)), look.part(("Esc keep \(keep)", .message), gap: 3)), gap: 3
        )
        .wrapped(to: width, rows: rows, look: look)
    }
  case .bookmark: prompt = "Name of the bookmark:"
  case .export: prompt = "Write to file (.csv .svg .json .txt .ansi, .sh the session; a final ! replaces):"
  case .simulation(let field): prompt = "New value of \(field.name):"
  }
  let typed = look.part((look.typed(entry.text, room: width), .value))
  return look.words(prompt, .message).joined(StyledLine([typed])).wrapped(to: width, rows: rows, look: look)
}

/// The main keys, as many as fit; help is always among them.
private func footerHints(_ model: Model, look: Look) -> StyledLine {
  let glyphs = look.glyphs
  let arrows = glyphs.isUnicode ? ("←→", "↑↓", "←↑↓→") : ("Left/Right", "Up/Down", "arrows")
  func hint(_ keys: String, _ word: String, rank: Int) -> StyledLine.Part {
    look.part((keys, .key), (" " + word, .muted), gap: 2, rank: rank)
  }
  if model.tour != nil {
    let next = glyphs.isUnicode ? "→" : "Right"
    let back = glyphs.isUnicode ? "←" : "Left"
    var line = look.line(
      hint("Space \(next) PageDown", model.tourWord, rank: 0), hint(back, "back", rank: 1),
      hint("Esc", "leave", rank: 2),
      hint(arrows.1, "choose", rank: 3), hint(", . < >", "move", rank: 4))
    for (command, word) in [
      (Command.tours, "tours"), (.present, "present"), (.plotAlone, "plot alone"), (.help, "help"),
    ] {
      guard let key = model.keys.keys(for: command).first else { continue }
      line.parts.append(hint(key.label(glyphs), word, rank: 5))
    }
    return line.fitted(to: model.columns - 2)
  }
  var line =
    model.focus == .plot && model.settings.view.view.hasCrosshair
    ? look.line(hint(arrows.2, "move the crosshair", rank: 0))
    : look.line(hint(arrows.0, "change", rank: 0), hint(arrows.1, "choose", rank: 0))
  for (index, (command, own)) in model.settings.view.view.hints.enumerated() {
    guard let word = own ?? command.row.word, let key = model.keys.keys(for: command).first else { continue }
    line.parts.append(
      hint(
        key.label(glyphs), command == .focus && model.focus == .plot ? "sliders" : word,
        rank: command == .help ? 0 : index + 1))
  }
  return line.fitted(to: model.columns - 2)
}

extension Model {
  /// Whether the footer says which keys there are; if not, it is there for messages only. A card says so itself where
  /// rows are few.
  var hasFooterHints: Bool { !isPlotAlone && !isPresenting && !(tour != nil && rows < 24) }

  /// What going on does at the step.
  var tourWord: String { tour?.openPrediction != nil ? "answer" : tour?.current.task != nil ? "go on" : "next" }
}

extension ViewKind {
  /// The view's name on its tab.
  public var title: String { view.title }
}
