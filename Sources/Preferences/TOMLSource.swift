// The text of a TOML file, and on which line each of its keys stands. One pass over the bytes finds both the keys and
// what the parser would not survive: it takes a table's name for granted once it has seen the bracket, and a value in an
// array once it has seen no end.

import TOMLKit

/// A complaint about a file that a person wrote.
public struct FileComplaint: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, as the person would name it.
  public let file: String
  /// The line, from 1; nil where it is about the file as a whole.
  public let line: Int?
  /// What is wrong, and what is accepted.
  public let message: String

  /// A complaint.
  public init(file: String, line: Int?, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `file:line: message`.
  public var description: String { file + (line.map { ":\($0)" } ?? "") + ": " + message }
}

/// A TOML text that can say on which line a key stands. In a path, what stands in an array of tables is named by its
/// number there, from 0: `["step", "2", "title"]`.
package struct TOMLSource {
  private let file: String
  private let text: String
  private var outline = TOMLOutline()

  /// - Throws: a complaint about what is no text for the parser.
  package init(_ text: String, file: String) throws(FileComplaint) {
    self.file = file
    // A byte-order mark is no part of the first key.
    self.text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    outline.read(Array(self.text.utf8))
    if let fault = outline.fault { throw FileComplaint(file: file, line: fault.line, message: fault.message) }
  }

  /// The table of the whole file.
  /// - Throws: a complaint where it is no TOML.
  package func parse() throws(FileComplaint) -> TOMLTable {
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      // The end of the file is no line of its own.
      let line = min(max(1, error.source.begin.line), outline.lineCount)
      throw FileComplaint(file: file, line: line, message: error.description)
    } catch {
      throw FileComplaint(file: file, line: nil, message: "\(error)")
    }
  }

  /// A complaint about a key, given with the tables it is in, on its own line or on that of the innermost table that has
  /// one.
  package func complaint(_ path: [String], _ message: String) -> FileComplaint {
    FileComplaint(file: file, line: line(path), message: message)
  }

  /// The line of a key.
  package func line(_ path: [String]) -> Int? {
    var path = path
    while !path.isEmpty {
      if let line = outline.lines[path] { return line }
      path.removeLast()
    }
    return nil
  }

  /// The keys of a table in the order of the file.
  package func keys(_ table: TOMLTable, in path: [String] = []) -> [String] {
    table.keys.map { (line(path + [$0]) ?? 0, $0) }.sorted { $0 < $1 }.map(\.1)
  }
}

/// Where the keys of a TOML text are.
private struct TOMLOutline {
  /// The first line of every key and table, by its path.
  private(set) var lines: [[String]: Int] = [:]
  /// What the parser must not be given.
  private(set) var fault: (line: Int, message: String)?
  /// Lines in all.
  private(set) var lineCount = 1

  private var bytes: [UInt8] = []
  private var at = 0
  private var line = 1
  private var table: [String] = []
  /// How many tables an array of tables has so far, by its path.
  private var counts: [[String]: Int] = [:]

  mutating func read(_ bytes: [UInt8]) {
    self.bytes = bytes
    while at < bytes.count && fault == nil {
      statement()
      rest()
    }
    if fault == nil, let null = bytes.firstIndex(of: 0) {
      // The parser stops reading there.
      let line = bytes[..<null].count { $0 == UInt8(ascii: "\n") } + 1
      fault = (line, "there is a null character, which no text has")
    }
    lineCount = max(1, bytes.count { $0 == UInt8(ascii: "\n") } + (bytes.last == UInt8(ascii: "\n") ? 0 : 1))
  }

  private var next: Unicode.Scalar? { at < bytes.count ? Unicode.Scalar(bytes[at]) : nil }

  private mutating func skipBlanks() {
    while next == " " || next == "\t" { at += 1 }
  }

  /// A header or a key, at the start of a line.
  private mutating func statement() {
    skipBlanks()
    if next == "[" { return header() }
    if let path = path(), next == "=" { note(table + path) }
  }

  private mutating func header() {
    at += 1
    skipBlanks()
    let isOfArray = next == "["
    if isOfArray {
      at += 1
      skipBlanks()
    }
    guard let path = path() else {
      fault = (line, "a table's header has a name in its brackets, such as [styles]")
      return
    }
    table = placed(path, isOfArray: isOfArray)
    note(table)
    // What is left of the line is the parser's to judge.
    while let scalar = next, scalar != "\n", scalar != "#" { at += 1 }
  }

  /// The path of a header with the numbers of what stands in arrays of tables: the last of each, or a new one.
  private mutating func placed(_ path: [String], isOfArray: Bool) -> [String] {
    var place: [String] = []
    for (index, segment) in path.enumerated() {
      place.append(segment)
      if isOfArray && index == path.count - 1 { counts[place, default: 0] += 1 }
      if let count = counts[place] { place.append("\(count - 1)") }
    }
    return place
  }

  private mutating func note(_ path: [String]) {
    for count in 1...path.count where lines[Array(path.prefix(count))] == nil {
      lines[Array(path.prefix(count))] = line
    }
  }

  /// A key and those it is in, `a.b."c d"`; nil where none begins.
  private mutating func path() -> [String]? {
    var path: [String] = []
    while true {
      skipBlanks()
      guard let segment = segment() else { return path.isEmpty ? nil : path }
      path.append(segment)
      skipBlanks()
      guard next == "." else { return path }
      at += 1
    }
  }

  private mutating func segment() -> String? {
    let start = at
    if next == "\"" || next == "'" {
      string()
      return String(decoding: bytes[start..<at].dropFirst().dropLast(), as: UTF8.self)
    }
    while at < bytes.count, Self.isBare(bytes[at]) { at += 1 }
    return at > start ? String(decoding: bytes[start..<at], as: UTF8.self) : nil
  }

  /// Whether a key without quotes may have the byte.
  private static func isBare(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "A"..."Z", "a"..."z", "0"..."9", "_", "-": true
    default: false
    }
  }

  /// The rest of a statement, to the end of the line that no bracket and no string goes beyond.
  private mutating func rest() {
    var open: [Unicode.Scalar] = []
    while let scalar = next, fault == nil {
      switch scalar {
      case "\n":
        at += 1
        line += 1
        if open.isEmpty { return }
      case "#": while let scalar = next, scalar != "\n" { at += 1 }
      case "\"", "'": string()
      case "[", "{":
        open.append(scalar == "[" ? "]" : "}")
        at += 1
      case "]", "}":
        if let expected = open.popLast(), expected != scalar {
          fault = (line, "'\(scalar)' stands where '\(expected)' closes what was opened")
        }
        at += 1
      case "0"..."9", "A"..."Z", "a"..."z", "_", "+", "-", ".", ":": word()
      default:
        if !scalar.isASCII { fault = (line, "a character outside of quotes is none of TOML's") }
        at += 1
      }
    }
  }

  /// A number, a truth value or the like. Dates and times have no use here, and the parser does not survive every one.
  private mutating func word() {
    let start = at
    while at < bytes.count, Self.isBare(bytes[at]) || bytes[at...].first.map({ "+.:".utf8.contains($0) }) == true {
      at += 1
    }
    let word = bytes[start..<at]
    let isDate =
      word.dropFirst(4).first == UInt8(ascii: "-") && word.prefix(4).allSatisfy { (0x30...0x39).contains($0) }
    if isDate || word.contains(UInt8(ascii: ":")) {
      fault = (line, "'\(String(decoding: word, as: UTF8.self))' is a date or a time; no value here is one")
    }
  }

  /// A string of one line, or between three quotes of several.
  private mutating func string() {
    let quote = bytes[at]
    let isLong = bytes[at...].prefix(3).elementsEqual([quote, quote, quote])
    at += isLong ? 3 : 1
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\n") {
        if !isLong { return }
        line += 1
      }
      if byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") && at + 1 < bytes.count {
        if bytes[at + 1] == UInt8(ascii: "\n") { line += 1 }
        at += 2
        continue
      }
      if byte == quote && (!isLong || bytes[at...].prefix(3).elementsEqual([quote, quote, quote])) {
        at += isLong ? 3 : 1
        return
      }
      at += 1
    }
  }
}
