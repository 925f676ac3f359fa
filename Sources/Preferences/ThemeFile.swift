// Reading a theme from TOML. Every complaint names the file, the line and what is accepted.

import Canvas
import TOMLKit

/// A theme file read, with what it inherits not yet resolved.
struct ThemeFile {
  let name: String
  let about: String
  let inherits: String?
  let entries: [Role: Theme.Entry]
  let gradient: [Theme.Paint]?
  /// The file, for messages.
  let file: String
  /// The line on which it says what it inherits.
  let inheritsLine: Int?

  /// Reads the text of a theme. What cannot be read at all is thrown; what is merely unknown, or of another kind than it
  /// should be, is appended to `warnings` and passed over.
  init(_ text: String, file: String, warnings: inout [FileComplaint]) throws(FileComplaint) {
    let source = try TOMLSource(text, file: file)
    let table = try source.parse()
    let known = ["name", "about", "inherits", "palette", "styles", "gradient"]
    for key in source.keys(table) where !known.contains(key) {
      warnings.append(source.complaint([key], "unknown key '\(key)'; accepted: \(known.joined(separator: ", "))"))
    }
    func string(_ key: String, _ accepted: String) -> String? {
      guard let value = table[key] else { return nil }
      if value.string == nil { warnings.append(source.complaint([key], "'\(key)' is \(accepted), a string")) }
      return value.string
    }
    func section(_ key: String, _ accepted: String) -> TOMLTable? {
      guard let value = table[key] else { return nil }
      if value.table == nil { warnings.append(source.complaint([key], "'\(key)' is a table, \(accepted)")) }
      return value.table
    }
    guard let name = table["name"]?.string, !name.isEmpty else {
      throw source.complaint(["name"], "a theme has a 'name', a string")
    }
    self.name = name
    self.file = file
    about = string("about", "what the theme is for") ?? ""
    inherits = string("inherits", "the name of a theme")
    inheritsLine = source.line(["inherits"])
    var palette: [String: Theme.Paint] = [:]
    if let colors = section("palette", "such as [palette] and below it sky = \"#87afff\"") {
      for key in source.keys(colors, in: ["palette"]) {
        guard let paint = Self.paint(colors[key], palette: [:]) else {
          throw source.complaint(
            ["palette", key],
            "'\(key)' is not a colour; accepted: \"#rrggbb\", \"default\", a basic colour's name, or "
              + "{ color = \"#rrggbb\", basic = \"name\" }")
        }
        palette[key] = paint
      }
    }
    func paint(_ value: (any TOMLValueConvertible)?, _ key: String, at path: [String]) throws(FileComplaint)
      -> Theme.Paint
    {
      guard let paint = Self.paint(value, palette: palette) else {
        throw source.complaint(
          path,
          "the colour of '\(key)' is unknown; accepted: a name of [palette], \"#rrggbb\", \"default\" or one of "
            + Self.basicNames.joined(separator: ", "))
      }
      return paint
    }
    var entries: [Role: Theme.Entry] = [:]
    if let styles = section("styles", "such as [styles] and below it title = \"#87afff\"") {
      for key in source.keys(styles, in: ["styles"]) {
        guard let role = Role(name: key) else {
          warnings.append(
            source.complaint(
              ["styles", key],
              "unknown style '\(key)'; accepted: " + Role.allCases.map(\.name).joined(separator: ", ")))
          continue
        }
        guard let style = styles[key]?.table else {
          entries[role] = Theme.Entry(foreground: try paint(styles[key], key, at: ["styles", key]))
          continue
        }
        var entry = Theme.Entry()
        for part in source.keys(style, in: ["styles", key]) {
          let path = ["styles", key, part]
          switch part {
          case "fg": entry.foreground = try paint(style[part], key, at: path)
          case "bg": entry.background = try paint(style[part], key, at: path)
          default:
            guard let attribute = Self.attributes[part] else {
              let accepted = (["fg", "bg"] + Self.attributes.keys.sorted()).joined(separator: ", ")
              warnings.append(source.complaint(path, "unknown key '\(part)' in '\(key)'; accepted: \(accepted)"))
              continue
            }
            guard let isOn = style[part]?.bool else {
              warnings.append(source.complaint(path, "'\(part)' in '\(key)' is true or false"))
              continue
            }
            if isOn { entry.attributes.insert(attribute) }
          }
        }
        entries[role] = entry
      }
    }
    self.entries = entries
    guard let gradients = section("gradient", "such as [gradient] and below it gap = [\"blue\", \"white\", \"red\"]")
    else {
      gradient = nil
      return
    }
    for key in source.keys(gradients, in: ["gradient"]) where key != "gap" {
      warnings.append(source.complaint(["gradient", key], "unknown gradient '\(key)'; accepted: gap"))
    }
    guard let stops = gradients["gap"]?.array, stops.count >= 3, stops.count % 2 == 1 else {
      throw source.complaint(
        ["gradient", "gap"], "'gap' is an odd number of colours, at least 3, from gain to loss")
    }
    var paints: [Theme.Paint] = []
    for stop in stops { paints.append(try paint(stop, "gap", at: ["gradient", "gap"])) }
    gradient = paints
  }

  private static let attributes: [String: Style.Attributes] = [
    "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse,
  ]

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
