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
  /// an earlier one of the same name, and one that inherits its own name what was inside the binary. A file that cannot
  /// be used is left out and named in ``warnings``; the bundled theme of its name stays.
  public init(added: [(file: String, text: String)] = []) {
    self = added.isEmpty ? Self.ofBundledFiles : Self(own: added)
  }

  /// The library without a person's themes, made once: every explorer starts with it.
  private static let ofBundledFiles = Self(own: [])

  private static let bundledFiles = {
    var warnings: [FileComplaint] = []
    let themes = files(bundled, &warnings)
    return (themes: themes, warnings: warnings)
  }()

  private init(own texts: [(file: String, text: String)]) {
    let bundled = Self.bundledFiles.themes
    warnings = Self.bundledFiles.warnings
    let own = Self.files(texts, &warnings)
    var resolver = ThemeResolver(bundled: bundled, own: own)
    let names = Set(bundled.keys).union(own.keys).sorted()
    for name in [Self.defaultName] + names.filter({ $0 != Self.defaultName }) {
      if let theme = resolver.theme(named: name) { themes.append(theme) }
    }
    warnings += resolver.warnings
  }

  private static func files(
    _ texts: [(file: String, text: String)], _ warnings: inout [FileComplaint]
  ) -> [String: ThemeFile] {
    var files: [String: ThemeFile] = [:]
    for (file, text) in texts {
      do throws(FileComplaint) {
        let theme = try ThemeFile(text, file: file, warnings: &warnings)
        files[theme.name] = theme
      } catch {
        warnings.append(error)
      }
    }
    return files
  }

  /// The theme of a name.
  public func theme(named name: String) -> Theme? { themes.first { $0.name == name } }

  /// The theme after `name`, round and round.
  public func name(after name: String) -> String {
    guard !themes.isEmpty else { return name }
    let index = themes.firstIndex { $0.name == name } ?? themes.count - 1
    return themes[(index + 1) % themes.count].name
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

/// Themes with what they inherit, each made once.
private struct ThemeResolver {
  private let bundled: [String: ThemeFile]
  private let own: [String: ThemeFile]
  private var made: [Step: Theme?] = [:]
  private(set) var warnings: [FileComplaint] = []

  /// A theme that is to be made: the person's, or the one inside the binary.
  private struct Step: Hashable {
    let name: String
    let isOwn: Bool
  }

  init(bundled: [String: ThemeFile], own: [String: ThemeFile]) { (self.bundled, self.own) = (bundled, own) }

  /// The theme of a name: the person's where that can be used.
  mutating func theme(named name: String) -> Theme? {
    let theme = own[name] == nil ? nil : make(Step(name: name, isOwn: true))
    return theme ?? (bundled[name] == nil ? nil : make(Step(name: name, isOwn: false)))
  }

  private func file(_ step: Step) -> ThemeFile? { step.isOwn ? own[step.name] : bundled[step.name] }

  /// What a theme inherits; one of its own name is the bundled one.
  private func parent(of step: Step) -> Step? {
    file(step)?.inherits.map { Step(name: $0, isOwn: step.isOwn && $0 != step.name && own[$0] != nil) }
  }

  private mutating func make(_ step: Step) -> Theme? {
    // Down to what is made already or inherits nothing, then up again: a chain may be longer than a stack is deep.
    var chain: [Step] = []
    var seen: Set<Step> = []
    var next: Step? = step
    while let step = next, made[step] == nil, file(step) != nil, seen.insert(step).inserted {
      chain.append(step)
      next = parent(of: step)
    }
    // A chain that meets itself has no beginning: nothing is made of what it meets.
    for step in chain.reversed() { made[step] = .some(resolved(step)) }
    return made[step] ?? nil
  }

  private mutating func resolved(_ step: Step) -> Theme? {
    guard let file = file(step) else { return nil }
    var base: Theme?
    if let parent = parent(of: step) {
      // Where the person's own cannot be used, the one inside the binary can.
      let usable = made[parent] ?? nil
      let bundled = usable == nil && parent.isOwn ? make(Step(name: parent.name, isOwn: false)) : nil
      guard let theme = usable ?? bundled else {
        let known = Set(self.bundled.keys).union(own.keys).subtracting([step.name]).sorted()
        let some = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
        warnings.append(
          FileComplaint(
            file: file.file, line: file.inheritsLine,
            message: "cannot inherit '\(parent.name)'; the themes are \(some)"))
        return nil
      }
      base = theme
    }
    guard let gradient = file.gradient ?? base?.gradient else {
      warnings.append(
        FileComplaint(file: file.file, line: nil, message: "the theme '\(file.name)' has no gradient and inherits none")
      )
      return nil
    }
    return Theme(
      name: file.name, about: file.about, entries: (base?.entries ?? [:]).merging(file.entries) { $1 },
      gradient: gradient)
  }
}
