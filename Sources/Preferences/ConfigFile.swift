// What a person sets once: config.toml.
//
//     theme = "light"
//     mouse = false
//
//     [keys]
//     increase = ["Right", "l"]

import Canvas
import TOMLKit

/// The settings of a config file. What it does not say is nil.
public struct ConfigFile: Sendable, Hashable {
  /// The theme to open with.
  public var theme: String?
  /// Whether the pointer is listened to.
  public var mouse: Bool?
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
    let source = TOMLSource(text, file: file)
    let table = try source.parse()
    for key in table.keys {
      switch key {
      case "theme":
        theme = table[key]?.string
        if theme == nil { warnings.append(source.complaint(key, "'theme' is the name of a theme, a string")) }
      case "mouse":
        mouse = table[key]?.bool
        if mouse == nil { warnings.append(source.complaint(key, "'mouse' is true or false")) }
      case "keys":
        guard let entries = table[key]?.table else {
          warnings.append(source.complaint(key, "'keys' is a table of commands and their keys"))
          continue
        }
        for command in entries.keys {
          guard commands.contains(command) else {
            warnings.append(
              source.complaint(
                command, "unknown command '\(command)'; accepted: " + commands.joined(separator: ", ")))
            continue
          }
          let names = entries[command]?.array?.map(\.string) ?? [entries[command]?.string]
          let parsed = names.map { $0.flatMap(Key.init(name:)) }
          if let index = parsed.firstIndex(of: nil) {
            warnings.append(
              source.complaint(
                command,
                "\(names[index].map { "'\($0)'" } ?? "a value that is no string") is not a key; accepted: a "
                  + "character, Up, Down, Left, Right, Home, End, PageUp, PageDown, Enter, Esc, Tab, BackTab, "
                  + "Backspace, Delete, Insert, Space, C-a to C-z, F1 to F24"))
          } else {
            keys[command] = parsed.compactMap { $0 }
          }
        }
      default:
        warnings.append(source.complaint(key, "unknown key '\(key)'; accepted: theme, mouse, keys"))
      }
    }
  }
}
