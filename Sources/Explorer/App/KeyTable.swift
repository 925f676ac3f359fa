// The one table of keys. Dispatch, help and footer all read it, so they cannot disagree.

import Canvas

/// Which keys do what.
public struct KeyTable: Sendable, Hashable {
  /// A command and the keys that give it, the one shown in the footer first.
  public struct Binding: Sendable, Hashable {
    /// The command.
    public let command: Command
    /// Its keys.
    public internal(set) var keys: [Key]
  }

  /// All commands, in the order of the help.
  public private(set) var bindings: [Binding]
  private var commands: [Key: Command]

  /// The keys as shipped.
  public static let standard = KeyTable(
    Command.allCases.map { command in
      Binding(command: command, keys: command.row.keys.split(separator: " ").compactMap { Key(name: String($0)) })
    })

  /// A table; a later binding of a key replaces an earlier one.
  init(_ bindings: [Binding]) {
    self.bindings = bindings
    commands = [:]
    for binding in bindings {
      for key in binding.keys { commands[key] = binding.command }
    }
  }

  /// The table with some commands' keys replaced, as a config file asks. A key given to one command is taken from any
  /// other.
  public func rebinding(_ changes: [(command: Command, keys: [Key])]) -> KeyTable {
    let taken = Set(changes.flatMap(\.keys))
    return KeyTable(
      bindings.map { binding in
        if let change = changes.last(where: { $0.command == binding.command }) {
          return Binding(command: binding.command, keys: change.keys)
        }
        return Binding(command: binding.command, keys: binding.keys.filter { !taken.contains($0) })
      })
  }

  /// The command of a key.
  public func command(for key: Key) -> Command? { commands[key] }

  /// The keys of a command, the one shown in the footer first.
  public func keys(for command: Command) -> [Key] { bindings.first { $0.command == command }?.keys ?? [] }

  /// Keys bound to more than one command; none in a sound table.
  public var duplicates: [Key] {
    var seen: Set<Key> = []
    return bindings.flatMap(\.keys).filter { !seen.insert($0).inserted }
  }
}

extension Key {
  /// The key as the help and the footer show it.
  func label(_ glyphs: Glyphs) -> String {
    guard glyphs.isUnicode else { return name }
    return switch self {
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .control(let letter): "^" + String(letter).uppercased()
    default: name
    }
  }
}
