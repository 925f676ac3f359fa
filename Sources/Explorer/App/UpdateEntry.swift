// Keys while something is typed, and in what is shown over the screen.

import Canvas
import Figures
import Simulation
import Theory
import Tours

extension Model {
  /// A key while something is typed.
  mutating func type(_ key: Key) -> [Effect] {
    guard var typed = entry else { return [] }
    switch key {
    case .escape: entry = nil
    case .enter: return typed.text.isEmpty ? dropEntry() : accept(typed)
    case .backspace:
      if !typed.text.isEmpty { typed.text.removeLast() }
      typed.complaint = nil
      entry = typed
    case .control("u"): entry = Entry(purpose: typed.purpose)
    case .character(let scalar):
      if typed.text.unicodeScalars.count < Self.entryLimit { typed.text.unicodeScalars.append(scalar) }
      typed.complaint = nil
      entry = typed
    default: break
    }
    return []
  }

  private mutating func dropEntry() -> [Effect] {
    entry = nil
    return []
  }

  private mutating func accept(_ typed: Entry) -> [Effect] {
    switch typed.purpose {
    case .value:
      do {
        try slider.take(typed.text, into: &settings)
        entry = nil
      } catch {
        entry?.complaint = error.message
      }
    case .simulation(let field):
      if let complaint = setSimulation(field, typed.text) {
        entry?.complaint = complaint
      } else {
        entry = nil
      }
    case .bookmark:
      let bookmark = Bookmark(name: typed.text, settings: settings)
      bookmarks.removeAll { $0.name == bookmark.name }
      bookmarks.append(bookmark)
      entry = nil
      return [.saveBookmark(.keep(bookmark))]
    case .export where isCovered:
      entry?.complaint = "the picture is covered until you answer"
    case .export:
      let replacing = typed.text.hasSuffix("!")
      let path = replacing ? String(typed.text.dropLast()) : typed.text
      if path.lowercased().hasSuffix(Self.scriptEnding) {
        entry = nil
        return [.write(sessionScript, path: path, replacing: replacing)]
      }
      guard let format = ExportFormat(path: path) else {
        entry?.complaint = "'\(path)' ends in none of .csv, .svg, .json, .txt, .ansi, .sh"
        return []
      }
      guard let content = exported(format) else {
        entry?.complaint = Self.nothingToExport
        return []
      }
      entry = nil
      return [.write(content, path: path, replacing: replacing)]
    }
    return []
  }

  /// Removes the bookmark or the pin chosen in its list.
  mutating func dropChosen() -> [Effect] {
    switch overlay {
    case .bookmarks(let chosen) where bookmarks.indices.contains(chosen):
      let name = bookmarks[chosen].name
      takeBookmarks(bookmarks.filter { $0.name != name })
      message = Message(text: "Dropped '\(name)'")
      return [.saveBookmark(.drop(name))]
    case .pins(let chosen) where settings.pins.indices.contains(chosen):
      unpin(settings.pins[chosen])
      overlay = settings.pins.isEmpty ? nil : .pins(chosen: min(chosen, settings.pins.count - 1))
    default: break
    }
    return []
  }

  /// Takes the bookmarks as they are now, the row chosen among them kept where it is.
  mutating func takeBookmarks(_ bookmarks: [Bookmark]) {
    self.bookmarks = bookmarks
    if case .bookmarks(let chosen) = overlay {
      overlay = bookmarks.isEmpty ? nil : .bookmarks(chosen: min(chosen, bookmarks.count - 1))
    }
  }

  /// What a command does while something is shown over the screen: it takes every key, so that none acts on what cannot
  /// be seen; nil for what goes through.
  mutating func performInOverlay(_ command: Command) -> [Effect]? {
    switch (overlay, command) {
    case (_, .redraw): return nil
    case (_, .quit), (_, .cancel), (.help, .help), (.presets, .presets), (.thresholds, .thresholds),
      (.bookmarks, .bookmarks), (.simulation, .simulationSettings), (.commandLine, .commandLine), (.commandLine, .edit),
      (.help, .edit), (.tours, .tours), (.pins, .pins), (.points, .points):
      overlay = nil
    case (_, .previousParameter): moveInOverlay(by: -1)
    case (_, .nextParameter): moveInOverlay(by: 1)
    // Page up and page down, among the keys of coarse steps.
    case (_, .increaseCoarse): moveInOverlay(by: -max(1, rows / 2))
    case (_, .decreaseCoarse): moveInOverlay(by: max(1, rows / 2))
    case (_, .minimum): moveInOverlay(by: -1_000_000)
    case (_, .maximum): moveInOverlay(by: 1_000_000)
    case (.presets(let chosen), .edit):
      settings = settings.at(Preset.all[chosen])
      overlay = nil
      message = Message(text: Preset.all[chosen].caption)
    case (.bookmarks(let chosen), .edit):
      if bookmarks.indices.contains(chosen) { settings = bookmarks[chosen].settings }
      overlay = nil
    case (.pins(let chosen), .edit):
      if settings.pins.indices.contains(chosen) { settings.move(to: settings.pins[chosen]) }
      overlay = nil
    case (.simulation, .simulate):
      overlay = nil
      return perform(.simulate).0
    case (.simulation(let chosen), .edit):
      switch SimulationField.allCases[chosen] {
      case .engine: settings.run.engine = settings.run.engine == .law ? .dense : .law
      case .live: return perform(.live).0
      case let field: entry = Entry(purpose: .simulation(field))
      }
    case (.tours(let chosen), .edit):
      guard tours.tours.indices.contains(chosen) else { break }
      let tour = tours.tours[chosen]
      overlay = nil
      begin(tour, at: tourSteps[tour.name] ?? 0)
    case (.points(let chosen), .edit): goToPoint(chosen)
    case (.copy(let chosen), .edit): return copy(chosen)
    case (.copy, .copy): return copy(0)
    case (.thresholds(let chosen), .edit): goToThreshold(Parameter.allCases[chosen])
    default: break
    }
    return []
  }

  /// Moves the row chosen, or scrolls, as far as there is anything.
  private mutating func moveInOverlay(by rows: Int) {
    func moved(_ row: Int, _ count: Int) -> Int { min(max(0, row + rows), max(0, count - 1)) }
    // Spelt in ASCII a line is at its longest: whatever the terminal, nothing lies beyond.
    let look = look(depth: .mono, glyphs: Glyphs(isUnicode: false))
    let limit = look.flatMap { scrollLimit($0) } ?? 0
    switch overlay {
    case .help(let scroll): overlay = .help(scroll: moved(scroll, limit + 1))
    case .commandLine(let scroll): overlay = .commandLine(scroll: moved(scroll, limit + 1))
    case .presets(let chosen): overlay = .presets(chosen: moved(chosen, Preset.all.count))
    case .thresholds(let chosen): overlay = .thresholds(chosen: moved(chosen, Parameter.allCases.count))
    case .bookmarks(let chosen): overlay = .bookmarks(chosen: moved(chosen, bookmarks.count))
    case .pins(let chosen): overlay = .pins(chosen: moved(chosen, settings.pins.count))
    case .simulation(let chosen): overlay = .simulation(chosen: moved(chosen, SimulationField.allCases.count))
    case .copy(let chosen): overlay = .copy(chosen: moved(chosen, copyables.count))
    case .tours(let chosen): overlay = .tours(chosen: moved(chosen, tours.tours.count))
    case .points(let chosen): overlay = .points(chosen: moved(chosen, points?.points.count ?? 0))
    case nil: break
    }
  }

  private mutating func goToThreshold(_ parameter: Parameter) {
    if settings.panel == .chain, parameter == .zeta {
      message = Message(text: "ζ plays no part in a chain", isError: true)
      return
    }
    guard let flip = settings.judged.nearestFlip(of: parameter) else {
      message = Message(text: "No \(parameter.symbol) flips the verdict while the others stay", isError: true)
      return
    }
    selected = parameter
    settings.set(parameter, flip)
    overlay = nil
    message = Message(text: "At the edge: a step to one side gains, to the other it does not")
  }
}
