// What is pasted: text for what is being typed, or a command whose view is opened. Nothing of it is ever a key.

import Canvas
import Figures
import Tours

/// A view that a command opens in an explorer that is open already.
public struct Opening: Sendable {
  /// What is set.
  public var settings: Settings
  /// The name of the slider selected; nil leaves it.
  public var slider: String?
  /// The theme; nil leaves it.
  public var themeName: String?
  /// The file of a person's own points that it is of; nil for none.
  public var points: String?
  /// The file of a merged sweep that it is of; nil for none.
  public var sweep: String?
  /// The tour to begin and its step, from 0; nil for none.
  public var tour: (tour: Tour, step: Int)?

  /// A view.
  public init(
    settings: Settings, slider: String? = nil, themeName: String? = nil, points: String? = nil, sweep: String? = nil,
    tour: (tour: Tour, step: Int)? = nil
  ) {
    self.settings = settings
    self.slider = slider
    self.themeName = themeName
    self.points = points
    self.sweep = sweep
    self.tour = tour
  }
}

extension Model {
  /// The most characters of an entry.
  static let entryLimit = 200

  /// Takes what was pasted.
  mutating func take(_ paste: Paste) -> [Effect] {
    finishGlide()
    let complaint: String
    switch paste {
    case .text(let text):
      if entry != nil {
        insert(text)
        return []
      }
      message = nil
      let typed = text.trimmingLines.drop(prefix: "$ ")
      if let command = ShellCommand(typed: typed), command.words.first == "w2s" { return [.open(command)] }
      complaint = "What can be pasted is a command that opens a view, such as w2s --sigma 2"
    case .tooLong: complaint = "More than \(Paste.limit) bytes were pasted; none was taken"
    case .notText: complaint = "What was pasted is no text; none of it was taken"
    }
    if entry == nil { message = Message(text: complaint, isError: true) } else { entry?.complaint = complaint }
    return []
  }

  private mutating func insert(_ text: String) {
    guard var typed = entry else { return }
    let line = text.trimmingLines
    let room = Self.entryLimit - typed.text.unicodeScalars.count
    if line.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\t" }) {
      typed.complaint = "what was pasted is more than one line"
    } else {
      typed.text.unicodeScalars.append(contentsOf: line.unicodeScalars.prefix(room))
      typed.complaint = line.unicodeScalars.count > room ? "cut after \(Self.entryLimit) characters" : nil
    }
    entry = typed
  }

  /// Shows a view that a command asks for.
  mutating func open(_ opening: Opening) {
    // No file is read for what is pasted: it may be anybody's.
    if case .file(let path)? = opening.settings.population, path != population?.path {
      message = Message(text: "A command with --spectrum '\(path)' opens from the shell, not by pasting", isError: true)
      return
    }
    for (option, path, open) in [
      ("points", opening.points, points?.path), ("sweep", opening.sweep, sweep?.sweep.path),
    ] {
      guard let path, path != open else { continue }
      message = Message(
        text: "A command with --\(option) '\(path)' opens from the shell, not by pasting", isError: true)
      return
    }
    (overlay, playing) = (nil, nil)
    if let themeName = opening.themeName { self.themeName = themeName }
    if let (tour, step) = opening.tour {
      begin(tour, at: step)
      return
    }
    settings = opening.settings
    if let slider = opening.slider { _ = select(slider) }
    let key = keys.keys(for: .undo).first?.name ?? "u"
    message = Message(text: "Opened what was pasted; \(key) goes back")
  }
}

extension String {
  /// The text without line ends before and after it.
  fileprivate var trimmingLines: String {
    var rest = Substring(self)
    while rest.last?.isNewline == true { rest = rest.dropLast() }
    while rest.first?.isNewline == true { rest = rest.dropFirst() }
    return String(rest)
  }

  fileprivate func drop(prefix: String) -> String { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self }
}
