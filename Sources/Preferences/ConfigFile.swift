// What a person sets once: config.toml.
//
//     theme = "light"
//     mouse = false
//     graphics = "auto"
//
//     [keys]
//     increase = ["Right", "l"]

import Canvas
import TOMLKit

/// The settings of a config file. What it does not say is nil.
public struct ConfigFile: Sendable, Hashable {
  /// The theme to open with.
  public var theme: String?
  /// The line that names the theme.
  package private(set) var themeLine: Int?
  /// Whether the pointer is listened to.
  public var mouse: Bool?
  /// Which pictures are drawn.
  public var graphics: GraphicsChoice?
  /// Keys by the name of their command.
  public var keys: [String: [Key]] = [:]

  /// A file that says nothing.
  public init() {}

  /// Reads the text of a config file.
  /// - Parameters:
  ///   - commands: the names of commands that can be given keys.
  ///   - warnings: gathers what is passed over, each with its line and what is accepted.
  /// - Throws: a complaint where the file cannot be read as TOML.
  public init(
    _ text: String, file: String, commands: [String], warnings: inout [FileComplaint]
  ) throws(FileComplaint) {
    let source = try TOMLSource(text, file: file)
    let table = try source.parse()
    for key in source.keys(table) {
      switch key {
      case "theme":
        theme = table[key]?.string
        themeLine = source.line([key])
        if theme == nil { warnings.append(source.complaint([key], "'theme' is the name of a theme, a string")) }
      case "mouse":
        mouse = table[key]?.bool
        if mouse == nil { warnings.append(source.complaint([key], "'mouse' is true or false")) }
      case "graphics":
        graphics = table[key]?.string.flatMap(GraphicsChoice.init)
        if graphics == nil {
          let names = GraphicsChoice.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
          warnings.append(source.complaint([key], "'graphics' is one of \(names)"))
        }
      case "keys":
        guard let entries = table[key]?.table else {
          warnings.append(source.complaint([key], "'keys' is a table of commands and their keys"))
          continue
        }
        for command in source.keys(entries, in: [key]) {
          do throws(FileComplaint) {
            keys[command] = try Self.keys(entries, of: command, source, commands: commands, taken: keys)
          } catch {
            warnings.append(error)
          }
        }
      default:
        warnings.append(source.complaint([key], "unknown key '\(key)'; accepted: theme, mouse, graphics, keys"))
      }
    }
  }

  /// The keys that a command is given.
  /// - Parameter taken: those given to others already.
  private static func keys(
    _ entries: TOMLTable, of command: String, _ source: TOMLSource, commands: [String], taken: [String: [Key]]
  ) throws(FileComplaint) -> [Key] {
    func complaint(_ message: String) -> FileComplaint { source.complaint(["keys", command], message) }
    guard commands.contains(command) else {
      throw complaint("unknown command '\(command)'; accepted: " + commands.joined(separator: ", "))
    }
    var keys: [Key] = []
    for name in entries[command]?.array?.map(\.string) ?? [entries[command]?.string] {
      guard let name, let key = Key(name: name) else {
        throw complaint(
          "\(name.map { "'\($0)'" } ?? "a value that is no string") is not a key; accepted: a character, Up, Down, "
            + "Left, Right, Home, End, PageUp, PageDown, Enter, Esc, Tab, BackTab, Backspace, Delete, Insert, Space, "
            + "C-a to C-z, F1 to F24")
      }
      if let other = key.heardAs {
        throw complaint("'\(name)' does not arrive: terminals make \(other) of it; accepted: another key")
      }
      if let owner = taken.first(where: { $0.value.contains(key) }) {
        throw complaint("'\(name)' is given to '\(owner.key)' already; accepted: a key of its own")
      }
      keys.append(key)
    }
    return keys
  }
}

extension Key {
  /// What a terminal makes of a control key before a program sees it; nil where it arrives as itself.
  fileprivate var heardAs: String? {
    switch self {
    case .control("c"): "an interrupt"
    case .control("h"): "Backspace"
    case .control("i"): "Tab"
    case .control("j"), .control("m"): "Enter"
    case .control("z"): "a stop"
    default: nil
    }
  }
}
