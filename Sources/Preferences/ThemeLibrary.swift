// The themes at hand: those inside the binary, and those a person adds.

import Canvas

/// A set of themes by name, in a fixed order.
public struct ThemeLibrary: Sendable, Hashable {
  private var own: [String: Theme] = [:]
  /// What was wrong with the files they came from.
  public private(set) var warnings: [FileComplaint] = []

  /// The name of the theme used when none is asked for.
  public static let defaultName = "dusk"

  /// The themes inside the binary, then `added` files, each a name for messages and its text. A later theme replaces
  /// an earlier one of the same name, and one that inherits its own name what was inside the binary. A file that cannot
  /// be used is left out and named in ``warnings``; the bundled theme of its name stays.
  public init(added: [(file: String, text: String)] = []) {
    var files: [String: ThemeFile] = [:]
    for (file, text) in added {
      do throws(FileComplaint) {
        let theme = try ThemeFile(text, file: file, warnings: &warnings)
        files[theme.name] = theme
      } catch {
        warnings.append(error)
      }
    }
    var resolver = ThemeResolver(own: files)
    for name in [Self.defaultName] + files.keys.sorted() where files[name] != nil {
      own[name] = resolver.theme(named: name)
    }
    warnings += resolver.warnings
  }

  /// The themes, the default one first.
  public var themes: [Theme] { names.compactMap(theme(named:)) }

  private var names: [String] {
    let names = Set(BundledThemes.names).union(own.keys).subtracting([Self.defaultName])
    return [Self.defaultName] + names.sorted()
  }

  /// The theme of a name. One inside the binary is read when it is asked for: of all of them but one is shown.
  public func theme(named name: String) -> Theme? {
    if let theme = own[name] { return theme }
    var resolver = ThemeResolver(own: [:])
    return resolver.theme(named: name)
  }

  /// The theme after `name`, round and round.
  public func name(after name: String) -> String {
    let names = names
    let index = names.firstIndex(of: name) ?? names.count - 1
    return names[(index + 1) % names.count]
  }

  /// The file of a bundled theme.
  public static func bundledText(of name: String) -> String? {
    BundledThemes.bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Themes with what they inherit, each made once.
private struct ThemeResolver {
  private let own: [String: ThemeFile]
  private var bundled: [String: ThemeFile] = [:]
  private var made: [Step: Theme?] = [:]
  private(set) var warnings: [FileComplaint] = []

  /// A theme that is to be made: the person's, or the one inside the binary.
  private struct Step: Hashable {
    let name: String
    let isOwn: Bool
  }

  init(own: [String: ThemeFile]) { self.own = own }

  /// The theme of a name: the person's where that can be used.
  mutating func theme(named name: String) -> Theme? {
    make(Step(name: name, isOwn: true)) ?? make(Step(name: name, isOwn: false))
  }

  private mutating func file(_ step: Step) -> ThemeFile? {
    if step.isOwn { return own[step.name] }
    if let file = bundled[step.name] { return file }
    guard let text = ThemeLibrary.bundledText(of: step.name) else { return nil }
    // Their files are tested: nothing is wrong with them.
    var warnings: [FileComplaint] = []
    bundled[step.name] = try? ThemeFile(text, file: step.name + ".toml", warnings: &warnings)
    return bundled[step.name]
  }

  /// What a theme inherits; one of its own name is the bundled one.
  private mutating func parent(of step: Step) -> Step? {
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
        let known = Set(BundledThemes.names).union(own.keys).subtracting([step.name]).sorted()
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
