// The themes at hand: those inside the binary, and those a person adds.

import Canvas

/// A set of themes by name, in a fixed order.
public struct ThemeLibrary: Sendable, Hashable {
  /// The themes, the default one first.
  public private(set) var themes: [Theme] = []
  /// What was wrong with the files they came from.
  public private(set) var warnings: [FileComplaint] = []

  /// The name of the theme used when none is asked for.
  public static let defaultName = "dusk"

  /// The themes inside the binary, then `added` files, each a name for messages and its text. A later theme replaces
  /// an earlier one of the same name. A file that cannot be used is left out and named in ``warnings``.
  public init(added: [(file: String, text: String)] = []) {
    var files: [ThemeFile] = []
    for (file, text) in Self.bundled + added {
      do throws(FileComplaint) {
        let theme = try ThemeFile(text, file: file, warnings: &warnings)
        files.removeAll { $0.name == theme.name }
        files.append(theme)
      } catch {
        warnings.append(error)
      }
    }
    files.sort { ($0.name == Self.defaultName ? "" : $0.name) < ($1.name == Self.defaultName ? "" : $1.name) }
    for file in files {
      if let theme = resolve(file, among: files, seen: []) { themes.append(theme) }
    }
  }

  /// The theme of a name.
  public func theme(named name: String) -> Theme? { themes.first { $0.name == name } }

  /// The theme after `name`, round and round.
  public func name(after name: String) -> String {
    guard !themes.isEmpty else { return name }
    let index = themes.firstIndex { $0.name == name } ?? themes.count - 1
    return themes[(index + 1) % themes.count].name
  }

  private mutating func resolve(_ file: ThemeFile, among files: [ThemeFile], seen: [String]) -> Theme? {
    var base: Theme?
    if let parent = file.inherits {
      guard !seen.contains(parent), parent != file.name, let parentFile = files.first(where: { $0.name == parent })
      else {
        let known = files.map(\.name).joined(separator: ", ")
        warnings.append(
          FileComplaint(
            file: file.name, line: nil, message: "cannot inherit '\(parent)'; the themes are \(known)"))
        return nil
      }
      base = resolve(parentFile, among: files, seen: seen + [file.name])
    }
    guard let gradient = file.gradient ?? base?.gradient else {
      warnings.append(
        FileComplaint(file: file.name, line: nil, message: "the theme has no gradient and inherits none"))
      return nil
    }
    return Theme(
      name: file.name, about: file.about, entries: (base?.entries ?? [:]).merging(file.entries) { $1 },
      gradient: gradient)
  }

  /// The file of a bundled theme.
  public static func bundledText(of name: String) -> String? {
    bundled.first { $0.file == name + ".toml" }?.text
  }

  /// The files of `themes/`, as they were when the program was built.
  static let bundled: [(file: String, text: String)] = BundledThemes.files.map {
    ($0.name, String(decoding: $0.bytes, as: UTF8.self))
  }
}
