// What a person can do to a screen: keys, a pointer and pasting. Key names are those of the config file and of `--keys`.

/// A key press.
public enum Key: Hashable, Sendable {
  /// A printing character.
  case character(Unicode.Scalar)
  /// Control with a letter, `a`…`z`.
  case control(Unicode.Scalar)
  /// A function key, F1 = 1.
  case function(Int)
  /// A key with a name.
  case up, down, left, right, home, end, pageUp, pageDown, enter, escape, tab, backTab, backspace, delete, insert

  private static let named: [(String, Key)] = [
    ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end),
    ("PageUp", .pageUp), ("PageDown", .pageDown), ("Enter", .enter), ("Esc", .escape), ("Tab", .tab),
    ("BackTab", .backTab), ("Backspace", .backspace), ("Delete", .delete), ("Insert", .insert),
    ("Space", .character(" ")),
  ]

  /// The key's name: `Up`, `Enter`, `F1`, `C-r`, `Space`, or the character itself.
  public var name: String {
    if let match = Self.named.first(where: { $0.1 == self }) { return match.0 }
    switch self {
    case .character(let scalar): return String(scalar)
    case .control(let scalar): return "C-\(scalar)"
    case .function(let n): return "F\(n)"
    default: return "?"
    }
  }

  /// The key of a name; nil if there is none.
  public init?(name: String) {
    if let match = Self.named.first(where: { $0.0 == name }) {
      self = match.1
      return
    }
    let scalars = Array(name.unicodeScalars)
    if scalars.count == 1, scalars[0].isSingleColumn {
      self = .character(scalars[0])
    } else if scalars.count == 3, name.hasPrefix("C-"), ("a"..."z").contains(scalars[2]) {
      self = .control(scalars[2])
    } else if name.hasPrefix("F"), let n = Int(name.dropFirst()), (1...24).contains(n) {
      self = .function(n)
    } else {
      return nil
    }
  }

  /// The key of a name written without regard to case; nil if there is none. A single character stands for itself.
  public init?(nameInAnyCase name: String) {
    if let key = Key(name: name) {
      self = key
      return
    }
    let lowered = name.lowercased()
    let letters = (UInt8(ascii: "a")...UInt8(ascii: "z")).map { Key.control(Unicode.Scalar($0)) }
    let keys = Self.named.map(\.1) + letters + (1...24).map(Key.function)
    guard let match = keys.first(where: { $0.name.lowercased() == lowered }) else { return nil }
    self = match
  }
}

/// What the pointer did.
public struct Mouse: Hashable, Sendable {
  /// The kinds of pointer event.
  public enum Kind: Hashable, Sendable {
    /// Main button pressed.
    case press
    /// Moved with the main button held.
    case drag
    /// The button released.
    case release
    /// Another button pressed.
    case otherPress
    /// Moved with another button held.
    case otherDrag
    /// Wheel turned away from or towards the person.
    case wheelUp, wheelDown
  }
  /// What happened.
  public var kind: Kind
  /// Column of the cell, from 0.
  public var x: Int
  /// Row of the cell, from 0.
  public var y: Int

  /// A pointer event.
  public init(_ kind: Kind, x: Int, y: Int) {
    self.kind = kind
    self.x = x
    self.y = y
  }
}

/// What was pasted: data, and never keys.
public enum Paste: Hashable, Sendable {
  /// Text of at most ``limit`` bytes, its lines ended by `\n`; no other control characters but tabs.
  case text(String)
  /// More than ``limit`` bytes.
  case tooLong
  /// Bytes that are no UTF-8, control characters, or no true end.
  case notText

  /// The most bytes of a paste that is taken.
  public static let limit = 8192
}
