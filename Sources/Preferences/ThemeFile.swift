// Reading a theme from TOML. Every complaint names the file, the line and what is accepted.

import Canvas
import TOMLKit

/// A complaint about a file that a person wrote.
public struct FileComplaint: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, as the person would name it.
  public let file: String
  /// The line, from 1; nil where it is about the file as a whole.
  public let line: Int?
  /// What is wrong, and what is accepted.
  public let message: String

  /// A complaint.
  public init(file: String, line: Int?, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `file:line: message`.
  public var description: String { file + (line.map { ":\($0)" } ?? "") + ": " + message }
}

/// A theme file read, with what it inherits not yet resolved.
struct ThemeFile {
  let name: String
  let about: String
  let inherits: String?
  let entries: [Role: Theme.Entry]
  let gradient: [Theme.Paint]?

  /// Reads the text of a theme. What cannot be read at all is thrown; what is merely unknown is appended to
  /// `warnings` and passed over.
  init(_ text: String, file: String, warnings: inout [FileComplaint]) throws(FileComplaint) {
    let source = TOMLSource(text, file: file)
    let table = try source.parse()
    for key in table.keys where !["name", "about", "inherits", "palette", "styles", "gradient"].contains(key) {
      warnings.append(
        source.complaint(key, "unknown key '\(key)'; accepted: name, about, inherits, palette, styles, gradient"))
    }
    guard let name = table["name"]?.string, !name.isEmpty else {
      throw source.complaint("name", "a theme has a 'name', a string")
    }
    self.name = name
    about = table["about"]?.string ?? ""
    inherits = table["inherits"]?.string
    var palette: [String: Theme.Paint] = [:]
    if let colors = table["palette"]?.table {
      for key in colors.keys {
        guard let paint = Self.paint(colors[key], palette: [:]) else {
          throw source.complaint(
            key,
            "'\(key)' is not a colour; accepted: \"#rrggbb\", \"default\", a basic colour's name, or "
              + "{ color = \"#rrggbb\", basic = \"name\" }")
        }
        palette[key] = paint
      }
    }
    func paint(_ value: (any TOMLValueConvertible)?, _ key: String) throws(FileComplaint) -> Theme.Paint {
      guard let paint = Self.paint(value, palette: palette) else {
        throw source.complaint(
          key,
          "the colour of '\(key)' is unknown; accepted: a name of [palette], \"#rrggbb\", \"default\" or one of "
            + Self.basicNames.joined(separator: ", "))
      }
      return paint
    }
    var entries: [Role: Theme.Entry] = [:]
    if let styles = table["styles"]?.table {
      for key in styles.keys {
        guard let role = Role(rawValue: key) else {
          warnings.append(
            source.complaint(
              key, "unknown style '\(key)'; accepted: " + Role.allCases.map(\.rawValue).joined(separator: ", ")))
          continue
        }
        var entry = Theme.Entry()
        if let style = styles[key]?.table {
          for part in style.keys {
            switch part {
            case "fg": entry.foreground = try paint(style[part], key)
            case "bg": entry.background = try paint(style[part], key)
            case "bold": if style[part]?.bool == true { entry.attributes.insert(.bold) }
            case "dim": if style[part]?.bool == true { entry.attributes.insert(.dim) }
            case "underline": if style[part]?.bool == true { entry.attributes.insert(.underline) }
            case "reverse": if style[part]?.bool == true { entry.attributes.insert(.reverse) }
            default:
              warnings.append(
                source.complaint(
                  key, "unknown key '\(part)' in '\(key)'; accepted: fg, bg, bold, dim, underline, reverse"))
            }
          }
        } else {
          entry.foreground = try paint(styles[key], key)
        }
        entries[role] = entry
      }
    }
    self.entries = entries
    if let table = table["gradient"]?.table {
      for key in table.keys where key != "gap" {
        warnings.append(source.complaint(key, "unknown gradient '\(key)'; accepted: gap"))
      }
      guard let stops = table["gap"]?.array, stops.count >= 3, stops.count % 2 == 1 else {
        throw source.complaint("gap", "'gap' is an odd number of colours, at least 3, from gain to loss")
      }
      var paints: [Theme.Paint] = []
      for stop in stops { paints.append(try paint(stop, "gap")) }
      gradient = paints
    } else {
      gradient = nil
    }
  }

  static let basicNames =
    ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"].flatMap { [$0] }
    + ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"].map { "bright-" + $0 }

  private static func paint(_ value: (any TOMLValueConvertible)?, palette: [String: Theme.Paint]) -> Theme.Paint? {
    if let text = value?.string {
      if let named = palette[text] { return named }
      if text == "default" { return Theme.Paint(color: .terminalDefault) }
      if let index = basicNames.firstIndex(of: text) { return Theme.Paint(color: .indexed(UInt8(index))) }
      return Color(hex: text).map { Theme.Paint(color: $0) }
    }
    guard let table = value?.table, let hex = table["color"]?.string, let color = Color(hex: hex) else { return nil }
    guard let name = table["basic"] else { return Theme.Paint(color: color) }
    guard let index = name.string.flatMap(basicNames.firstIndex(of:)) else { return nil }
    return Theme.Paint(color: color, basic: UInt8(index))
  }
}

/// A TOML text that can say on which line a key stands.
struct TOMLSource {
  let text: String
  let file: String

  init(_ text: String, file: String) {
    self.text = text
    self.file = file
  }

  func parse() throws(FileComplaint) -> TOMLTable {
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw FileComplaint(file: file, line: error.source.begin.line, message: error.description)
    } catch {
      throw FileComplaint(file: file, line: nil, message: "\(error)")
    }
  }

  /// A complaint about `key`, with the first line on which it is given a value or opens a table.
  func complaint(_ key: String, _ message: String) -> FileComplaint {
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { line in
      let trimmed = line.drop { " \t\"'[".contains($0) }
      guard trimmed.hasPrefix(key) else { return false }
      let rest = trimmed.dropFirst(key.count).drop { " \t\"'".contains($0) }
      return rest.first == "=" || rest.first == "]" || rest.first == "."
    }
    return FileComplaint(file: file, line: line.map { $0 + 1 }, message: message)
  }
}
