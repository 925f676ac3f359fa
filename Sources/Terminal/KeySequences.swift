// What terminals send for the keys that have names.

import Canvas

/// The sequences of xterm, rxvt, screen, tmux, the Linux console and the VT series, and those of a terminfo entry.
enum KeySequences {
  /// `ESC [ numbers final`. Modifiers are ignored: a key with them is the key.
  static func control(_ numbers: [Int], final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A")...UInt8(ascii: "D"), UInt8(ascii: "F"), UInt8(ascii: "H"): return singleShift(final)
    case UInt8(ascii: "a")...UInt8(ascii: "d"): return singleShift(final)
    // With other numbers it is a report of the cursor's place.
    case UInt8(ascii: "P")...UInt8(ascii: "S"): return (numbers.first ?? 0) <= 1 ? singleShift(final) : nil
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "~"), UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "@"): return numbered(numbers.first ?? 0)
    default: return nil
    }
  }

  /// `ESC O final`.
  static func singleShift(_ final: UInt8) -> Key? {
    switch Unicode.Scalar(final) {
    case "A", "a": .up
    case "B", "b": .down
    case "C", "c": .right
    case "D", "d": .left
    case "F": .end
    case "H": .home
    case "M": .enter
    case "P", "Q", "R", "S": .function(Int(final) - 0x4F)
    // The numeric pad in application mode: * + , - . / and the digits.
    case "j"..."y": .character(Unicode.Scalar(final - 0x40))
    default: nil
    }
  }

  /// `ESC [ [ final`: F1–F5 of the Linux console.
  static func linuxFunction(_ final: UInt8) -> Key? {
    (0x41...0x45).contains(final) ? .function(Int(final) - 0x40) : nil
  }

  private static func numbered(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...24: .function(number - 12)
    default: nil
    }
  }

  /// The sequences that the open terminal's entry gives, looked up by capability.
  static func terminfo(_ capability: (String) -> [UInt8]?) -> [[UInt8]: Key] {
    var named: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcuf1", .right), ("kcub1", .left), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kich1", .insert), ("kcbt", .backTab),
      ("kent", .enter),
    ]
    named += (1...12).map { ("kf\($0)", .function($0)) }
    var keys: [[UInt8]: Key] = [:]
    for (name, key) in named {
      if let bytes = capability(name), keys[bytes] == nil { keys[bytes] = key }
    }
    return keys
  }
}
