// The explorer as a conversation: a line of keys, a command or a setting is given, and one line says what came of it, or a
// numbered list does. The same model, the same update: only what is shown is told instead.

import Canvas
import Figures
import Preferences
import Theory

/// What is said to a line.
public struct Answer: Sendable, Hashable {
  /// The sentence, or the lines of a list; never empty, and free of what a terminal would act on.
  public let lines: [String]
  /// Whether the person leaves.
  public let leaves: Bool
}

/// What has come of a line so far.
private struct Turn {
  var remarks: [String] = []
  var refusal: String?
  var list: [String] = []
  var leaves = false
}

extension Model {
  /// Does what a line asks for, and says what came of it.
  public mutating func answer(_ line: String, in surroundings: some Surroundings) -> Answer {
    let before = self
    var turn = Turn()
    message = nil
    hear(line, &turn, surroundings)
    var lines = turn.list
    if turn.leaves {
      lines = ["Goodbye."]
    } else if lines.isEmpty {
      var told = changes(since: before).filter { change in !turn.remarks.contains { $0.hasPrefix(change) } }
      told += turn.remarks.filter { remark in !told.contains { $0.contains(remark) } }
      if overlay != nil, overlay != before.overlay { told.append(chosenRowInWords ?? "") }
      if let question = questionInWords { told.append(question) }
      if let refusal = turn.refusal { told.append("refused: \(refusal)") }
      if overlay == nil, before.overlay != nil, told.isEmpty { told.append("Closed") }
      if told.isEmpty { told.append(before.entry != nil ? "Nothing typed" : "Nothing changed") }
      lines = [told.map(\.withoutFullStop).joined(separator: ". ") + "."]
    }
    return Answer(lines: lines.map(\.undisturbing), leaves: turn.leaves)
  }

  private mutating func hear(_ line: String, _ turn: inout Turn, _ surroundings: some Surroundings) {
    guard line.utf8.count <= 10_000 else {
      turn.refusal = "a line is at most 10000 bytes long"
      return
    }
    let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
    if entry != nil {
      type(line, words, &turn, surroundings)
      return
    }
    guard let first = words.first, words != ["where"] else {
      turn.list = whereabouts
      return
    }
    // What is given by name is never meant for a list.
    let rest = String(line.drop { $0 == " " || $0 == "\t" }.dropFirst(first.count)).trimmedOfBlanks
    if rest.isEmpty {
      if overlay != nil, let number = Int(first) {
        choose(number, &turn, surroundings)
      } else if let command = Command(spoken: first) {
        give(command, &turn, surroundings)
      } else if let field = SettingField.named(first) {
        turn.remarks = ["\(field.name) is \(field.text(settings) ?? "not set"); \(field.meaning.lowercasedFirst)"]
      } else {
        press(words, &turn, surroundings)
      }
      return
    }
    let command = Command(spoken: first)
    if let command, [.presets, .bookmarks, .pins, .thresholds, .simulationSettings, .tours, .points].contains(command),
      let number = Int(rest)
    {
      give(command, &turn, surroundings)
      turn.list = []
      if overlay != nil { choose(number, &turn, surroundings) }
    } else if command == .bookmark || command == .export, let command {
      give(command, &turn, surroundings)
      enter(rest.unquoted, &turn, surroundings)
    } else if first == "select" || first == "theme" {
      name(first, rest.unquoted, &turn)
    } else if SettingField.named(first) != nil || ["x-axis", "y-axis"].contains(first) {
      set(first, to: rest.unquoted, &turn, surroundings)
    } else {
      press(words, &turn, surroundings)
    }
  }

  /// Applies an action, and keeps what is remarked.
  private mutating func give(_ action: Action, _ turn: inout Turn, _ surroundings: some Surroundings) {
    message = nil
    if Explorer.perform(action, on: &self, in: surroundings) { turn.leaves = true }
    finishGlide()
    if let message {
      if message.isError {
        turn.refusal = message.text
      } else if !turn.remarks.contains(message.text) {
        turn.remarks.append(message.text)
      }
    }
    if let complaint = entry?.complaint {
      turn.refusal = complaint
      entry = nil
    }
    if playing != nil {
      playing = nil
      turn.refusal = "nothing moves by itself in a conversation; h and l step"
    }
  }

  /// Gives a command by its name: no list stands in its way.
  private mutating func give(_ command: Command, _ turn: inout Turn, _ surroundings: some Surroundings) {
    if overlay != nil, command != .redraw { overlay = nil }
    give(.command(command), &turn, surroundings)
    tellList(&turn)
  }

  /// Says the list that is shown; one that is only to be read is closed again.
  private mutating func tellList(_ turn: inout Turn) {
    turn.list = listInWords ?? []
    switch overlay {
    case .help, .commandLine: overlay = nil
    default: break
    }
  }

  /// Presses keys by their names, and gives commands by theirs. Nothing is done where a word is neither, unless
  /// something may be typed.
  private mutating func press(_ words: [String], _ turn: inout Turn, _ surroundings: some Surroundings) {
    let opens: Set<Command> = [.edit, .bookmark, .export]
    var mayType = false
    for word in words {
      let command = Command(spoken: word) ?? Key(nameInAnyCase: word).flatMap { keys.command(for: $0) }
      if command.map(opens.contains) == true { mayType = true }
      if !mayType, command == nil, Key(nameInAnyCase: word) == nil {
        turn.refusal =
          "'\(String(word.prefix(40)))' is no key, command or setting; 'help' lists what is accepted"
        return
      }
    }
    for word in words where !turn.leaves && turn.refusal == nil {
      if entry != nil, Key(name: word).map({ $0.isPrinting }) ?? true {
        for scalar in word.unicodeScalars { give(.key(.character(scalar)), &turn, surroundings) }
      } else if let key = Key(nameInAnyCase: word), entry == nil || !key.isPrinting {
        let shown = overlay
        let isFree = entry == nil && keys.command(for: key) == nil
        if isFree, overlay == nil || key != .delete && key != .backspace {
          turn.refusal = "no command has the key \(key.name); 'help' lists those that have one"
          return
        }
        give(.key(key), &turn, surroundings)
        turn.list = []
        if let overlay, !overlay.isSameList(as: shown) { tellList(&turn) }
      } else if let command = Command(spoken: word) {
        give(command, &turn, surroundings)
      }
    }
  }

  /// A line while something is typed: keys that do not print, or what is typed, accepted at its end.
  private mutating func type(
    _ line: String, _ words: [String], _ turn: inout Turn, _ surroundings: some Surroundings
  ) {
    if words.isEmpty || words.contains(where: { Key(name: $0).map { !$0.isPrinting } ?? false }) {
      if words.isEmpty { give(.key(.escape), &turn, surroundings) }
      press(words, &turn, surroundings)
    } else {
      enter(line.trimmedOfBlanks, &turn, surroundings)
    }
  }

  private mutating func enter(_ text: String, _ turn: inout Turn, _ surroundings: some Surroundings) {
    for scalar in text.unicodeScalars where !scalar.properties.generalCategory.isControl {
      give(.key(.character(scalar)), &turn, surroundings)
    }
    give(.key(.enter), &turn, surroundings)
  }

  /// Chooses a row of the list shown, by its number.
  private mutating func choose(_ number: Int, _ turn: inout Turn, _ surroundings: some Surroundings) {
    let count = (listInWords?.count ?? 1) - 1
    guard (1...max(1, count)).contains(number), count > 0 else {
      turn.refusal = "there is no row \(number); the list has \(count)"
      return
    }
    switch overlay {
    case .presets: overlay = .presets(chosen: number - 1)
    case .thresholds: overlay = .thresholds(chosen: number - 1)
    case .bookmarks: overlay = .bookmarks(chosen: number - 1)
    case .pins: overlay = .pins(chosen: number - 1)
    case .simulation: overlay = .simulation(chosen: number - 1)
    case .tours: overlay = .tours(chosen: number - 1)
    case .points: overlay = .points(chosen: number - 1)
    case .copy: overlay = .copy(chosen: number - 1)
    default: break
    }
    give(.command(.edit), &turn, surroundings)
  }

  /// The slider or the theme of a name.
  private mutating func name(_ what: String, _ text: String, _ turn: inout Turn) {
    overlay = nil
    if what == "theme" {
      if themes.theme(named: text) == nil {
        let names = themes.themes.map(\.name).joined(separator: ", ")
        turn.refusal = "there is no theme '\(String(text.prefix(40)))'; accepted: \(names)"
      } else {
        themeName = text
      }
    } else if !select(text) {
      let names = Slider.names.joined(separator: ", ")
      turn.refusal = "there is no slider '\(String(text.prefix(40)))'; accepted: \(names)"
    }
  }

  /// Sets a field of the settings, as the option of its name would.
  private mutating func set(
    _ name: String, to text: String, _ turn: inout Turn, _ surroundings: some Surroundings
  ) {
    overlay = nil
    do throws(SettingComplaint) {
      var changed = try Settings([name: text], over: settings)
      if changed.view != settings.view { changed.view.view.appear(in: &changed) }
      _ = select(name)
      give(.settings(changed), &turn, surroundings)
    } catch {
      let refused = error.name == name ? error.text : text
      turn.refusal = "'\(String(refused.prefix(40)))' is no \(name): \(error.accepted)"
    }
  }
}

extension Command {
  /// The command of a name: that of the config file, of a view, or the word for a list.
  fileprivate init?(spoken name: String) {
    if let command = Command(rawValue: name) ?? ViewKind(rawValue: name)?.view.command {
      self = command
    } else if name == "flips" {
      self = .thresholds
    } else {
      return nil
    }
  }
}

extension Key {
  /// Whether it is a character to be typed.
  fileprivate var isPrinting: Bool {
    if case .character = self { return true }
    return false
  }
}

extension Model.Overlay {
  /// Whether another is the same list, whatever row of it is chosen.
  fileprivate func isSameList(as other: Model.Overlay?) -> Bool {
    switch (self, other) {
    case (.presets, .presets?), (.thresholds, .thresholds?), (.bookmarks, .bookmarks?), (.pins, .pins?),
      (.simulation, .simulation?),
      (.tours, .tours?), (.points, .points?):
      true
    default: false
    }
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isControl: Bool { self == .control }
}

extension String {
  /// The text without blanks at either end.
  fileprivate var trimmedOfBlanks: String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    var text = self[...].drop(while: isBlank)
    while let last = text.last, isBlank(last) { text = text.dropLast() }
    return String(text)
  }

  /// The text without quotes around it.
  fileprivate var unquoted: String {
    guard count >= 2, let quote = first, quote == last, quote == "'" || quote == "\"" else { return self }
    return String(dropFirst().dropLast())
  }

  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
