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

  /// The command that a shell would make of a text; nil where that is more than words: an operator, a variable, a pattern, a
  /// comment, a second line, or a quote that is left open.
  public init?(typed text: String) {
    var words: [String] = []
    // Nil between words: '' is one too.
    var word: String?
    var rest = Substring(text).unicodeScalars
    func append(_ scalars: some Sequence<Unicode.Scalar>) {
      word = word ?? ""
      word?.unicodeScalars.append(contentsOf: scalars)
    }
    while let scalar = rest.popFirst() {
      switch scalar {
      case " ", "\t":
        if let word { words.append(word) }
        word = nil
      case "\\":
        guard let next = rest.popFirst() else { return nil }
        // A line goes on after a backslash.
        if next != "\n" { append([next]) }
      case "'":
        guard let end = rest.firstIndex(of: "'") else { return nil }
        append(rest[..<end])
        rest = rest[rest.index(after: end)...]
      case "\"":
        guard let text = Self.doubleQuoted(&rest) else { return nil }
        append(text)
      case "$":
        guard rest.popFirst() == "'", let bytes = Self.bytes(&rest), let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        append(text.unicodeScalars)
      case "#" where word != nil: append([scalar])
      case "\n", "|", "&", ";", "<", ">", "(", ")", "`", "*", "?", "[", "]", "{", "}", "~", "#", "!": return nil
      default: append([scalar])
      }
    }
    if let word { words.append(word) }
    self.init(words: words)
  }

  private static func doubleQuoted(_ rest: inout Substring.UnicodeScalarView) -> [Unicode.Scalar]? {
    var text: [Unicode.Scalar] = []
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"": return text
      case "$", "`", "!": return nil
      case "\\":
        guard let next = rest.popFirst() else { return nil }
        if next == "\n" { continue }
        text += "\"\\$`".unicodeScalars.contains(next) ? [next] : [scalar, next]
      default: text.append(scalar)
      }
    }
    return nil
  }

  // As `quoted` spells what would disturb a line: bytes in octal.
  private static func bytes(_ rest: inout Substring.UnicodeScalarView) -> [UInt8]? {
    var bytes: [UInt8] = []
    while let scalar = rest.popFirst() {
      if scalar == "'" { return bytes }
      guard scalar == "\\" else {
        bytes += Array(String(scalar).utf8)
        continue
      }
      if let next = rest.first, next == "'" || next == "\\" {
        bytes += Array(String(next).utf8)
        rest = rest.dropFirst()
      } else if let byte = UInt8(String(rest.prefix(3)), radix: 8), rest.prefix(3).count == 3 {
        bytes.append(byte)
        rest = rest.dropFirst(3)
      } else {
        return nil
      }
    }
    return nil
  }

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
