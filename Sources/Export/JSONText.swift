// JSON read [RFC 8259]. A number is kept as it is written, so that none is rounded on its way.

/// A value of a JSON text.
package enum JSONValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// As it is written.
  case number(String)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// What is wrong with a text, and at which byte from 0.
  package struct Fault: Error {
    /// The byte.
    package let offset: Int
    /// What is wrong with it.
    package let message: String

    /// A fault.
    package init(offset: Int, message: String) { (self.offset, self.message) = (offset, message) }
  }

  /// The value of a whole text.
  /// - Throws: ``Fault`` where it is no JSON, names a member twice, or is nested more than 32 deep.
  package init(_ text: String) throws(Fault) {
    var parser = Parser(bytes: Array(text.utf8))
    self = try parser.value(depth: 0)
    parser.skipBlanks()
    if parser.at < parser.bytes.count { throw parser.fault("there is text behind the end") }
  }

  private struct Parser {
    let bytes: [UInt8]
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var next: Unicode.Scalar? { at < bytes.count ? Unicode.Scalar(bytes[at]) : nil }

    func fault(_ message: String) -> Fault { Fault(offset: at, message: message) }

    mutating func skipBlanks() {
      while let scalar = next, " \t\r\n".unicodeScalars.contains(scalar) { at += 1 }
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      skipBlanks()
      guard next == scalar else { return false }
      at += 1
      return true
    }

    mutating func value(depth: Int) throws(Fault) -> JSONValue {
      guard depth < 32 else { throw fault("it is nested too deep") }
      skipBlanks()
      switch next {
      case "{": return try object(depth)
      case "[": return try list(depth)
      case "\"": return .text(try string())
      default:
        let start = at
        while let scalar = next, scalar.isASCII, !",]}:\" \t\r\n[{".unicodeScalars.contains(scalar) { at += 1 }
        let word = String(decoding: bytes[start..<at], as: UTF8.self)
        switch word {
        case "null": return .null
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default:
          guard word.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil else {
            at = start
            throw fault(word.isEmpty ? "a value is missing" : "'\(word)' is no value")
          }
          return .number(word)
        }
      }
    }

    private mutating func list(_ depth: Int) throws(Fault) -> JSONValue {
      at += 1
      var values: [JSONValue] = []
      if take("]") { return .list(values) }
      while true {
        values.append(try value(depth: depth + 1))
        if take("]") { return .list(values) }
        if !take(",") { throw fault("a list is not closed") }
      }
    }

    private mutating func object(_ depth: Int) throws(Fault) -> JSONValue {
      at += 1
      var members: [String: JSONValue] = [:]
      if take("}") { return .object(members) }
      while true {
        skipBlanks()
        guard next == "\"" else { throw fault("a name is missing") }
        let name = try string()
        if members[name] != nil { throw fault("'\(name)' is given twice") }
        if !take(":") { throw fault("'\(name)' has no value") }
        members[name] = try value(depth: depth + 1)
        if take("}") { return .object(members) }
        if !take(",") { throw fault("an object is not closed") }
      }
    }

    /// A string. What escapes other than of a quote, a backslash and a slash stand for is not needed here.
    private mutating func string() throws(Fault) -> String {
      at += 1
      var text: [UInt8] = []
      while at < bytes.count {
        switch Unicode.Scalar(bytes[at]) {
        case "\"":
          at += 1
          return String(decoding: text, as: UTF8.self)
        case "\\":
          guard at + 1 < bytes.count, "\"\\/".utf8.contains(bytes[at + 1]) else {
            throw fault("an escape has no meaning here")
          }
          text.append(bytes[at + 1])
          at += 2
        default:
          text.append(bytes[at])
          at += 1
        }
      }
      throw fault("a string is not closed")
    }
  }
}

extension JSONValue {
  /// A number, rounded; nil for anything else.
  package var number: Double? { if case .number(let text) = self { Double(text) } else { nil } }
  /// A whole number; nil for anything else.
  package var integer: Int? { if case .number(let text) = self { Int(text) } else { nil } }
  /// A whole number ≥ 0; nil for anything else.
  package var unsigned: UInt64? { if case .number(let text) = self { UInt64(text) } else { nil } }
  /// A text; nil for anything else.
  package var text: String? { if case .text(let text) = self { text } else { nil } }
  /// A truth value; nil for anything else.
  package var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
  /// The values of a list; nil for anything else.
  package var list: [JSONValue]? { if case .list(let values) = self { values } else { nil } }
  /// The members of an object; nil for anything else.
  package var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
}
