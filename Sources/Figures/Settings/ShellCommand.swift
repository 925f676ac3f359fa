// Commands as a shell reads them.

import Canvas
import Theory

/// A command for a shell.
public struct ShellCommand: Sendable, Hashable {
  /// What it does, in a few words.
  public let purpose: String
  /// Its words, not yet quoted.
  public let words: [String]

  /// A command of words.
  public init(purpose: String = "", words: [String]) {
    self.purpose = purpose
    self.words = words
  }

  /// The words as they are typed: quoted where a shell would take them for something else.
  public var quotedWords: [String] { words.map(Self.quoted) }

  /// The command on one line.
  public var line: String { quotedWords.joined(separator: " ") }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || "-_./:,=+%@".unicodeScalars.contains(scalar))
    }
    if isPlain && !word.isEmpty { return word }
    // What would disturb the line is spelt byte by byte, in the quotes that bash, zsh and ksh read so.
    if word.undisturbing != word {
      let bytes = word.utf8.map { byte in
        switch Unicode.Scalar(byte) {
        case "'", "\\": "\\" + String(Unicode.Scalar(byte))
        case " "..."~": String(Unicode.Scalar(byte))
        default: "\\" + String(repeating: "0", count: byte < 0o10 ? 2 : byte < 0o100 ? 1 : 0) + String(byte, radix: 8)
        }
      }
      return "$'" + bytes.joined() + "'"
    }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

extension Regime {
  /// The options that give some parameters their values.
  package func arguments(_ parameters: [Parameter]) -> [String] {
    parameters.flatMap { ["--" + $0.optionName, shortest(self[$0])] }
  }
}
