// Records of comma-separated values [RFC 4180], and what programs make of it: blanks around a quoted field, blank lines, a
// byte-order mark, either line end. No more of the input is held than a record may have.

/// What is wrong with comma-separated values.
public struct CSVComplaint: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line, from 1.
  public let line: Int
  /// What is wrong with it.
  public let message: String

  /// A complaint.
  public init(line: Int, message: String) { (self.line, self.message) = (line, message) }

  /// `line 3: message`.
  public var description: String { "line \(line): \(message)" }
}

/// The records of a stream of bytes, each as soon as it has come.
public struct CSVReader {
  /// A record: its fields without their quotes, and the line it begins on, from 1.
  public struct Row: Sendable, Hashable {
    /// The fields.
    public var fields: [String]
    /// The line.
    public var line: Int

    /// A record.
    public init(fields: [String], line: Int) { (self.fields, self.line) = (fields, line) }
  }

  /// The most bytes of a record: far beyond any of numbers, and little to hold.
  public static let longest = 1 << 20

  private var lines = Lines()

  /// A reader before the first record.
  public init() {}

  /// The next record that is not blank; nil at the end. Blanks around a quoted field are dropped, those of a field
  /// without quotes are kept.
  /// - Parameter more: called for more of the input; nothing at its end.
  /// - Throws: ``CSVComplaint``, and what `more` throws.
  public mutating func next(more: () throws -> [UInt8]) throws -> Row? {
    while let line = try lines.next(more: more) {
      let start = lines.number
      // A byte-order mark is not part of the first name.
      var text = try valid(start == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line[...])
      if text.allSatisfy(\.isWhitespace) { continue }
      // A quoted field may hold line ends.
      var isOpen = hasOddQuotes(line)
      while isOpen {
        guard let line = try lines.next(more: more) else {
          throw complaint("a quote is opened and never closed", start)
        }
        text += "\n" + (try valid(line[...]))
        if text.utf8.count > Self.longest {
          throw complaint("a quote is opened and not closed within \(Self.longest) bytes, the most that is read", start)
        }
        if hasOddQuotes(line) { isOpen = false }
      }
      return Row(fields: try fields(text.hasSuffix("\r") ? text.dropLast() : text[...], line: start), line: start)
    }
    return nil
  }

  private func complaint(_ message: String, _ line: Int) -> CSVComplaint { CSVComplaint(line: line, message: message) }

  private func hasOddQuotes(_ line: [UInt8]) -> Bool { line.count { $0 == UInt8(ascii: "\"") } % 2 == 1 }

  private func valid(_ bytes: ArraySlice<UInt8>) throws(CSVComplaint) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw complaint("the line is not UTF-8 text", lines.number)
    }
    return text
  }

  private func fields(_ text: Substring, line: Int) throws(CSVComplaint) -> [String] {
    let comma = UInt8(ascii: ",")
    let quote = UInt8(ascii: "\"")
    var fields: [String] = []
    var rest = text.utf8[...]
    while true {
      let inside = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if inside.first == quote {
        var value = ""
        var tail = inside.dropFirst()
        // Two quotes are one within the field; a single one ends it.
        while let end = tail.firstIndex(of: quote) {
          value += String(Substring(tail[..<end]))
          tail = tail[tail.index(after: end)...]
          guard tail.first == quote else { break }
          value += "\""
          tail = tail.dropFirst()
        }
        rest = tail.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard rest.isEmpty || rest.first == comma else {
          throw complaint("there is text behind a closing quote", line)
        }
        fields.append(value)
      } else {
        let end = rest.firstIndex(of: comma) ?? rest.endIndex
        fields.append(String(Substring(rest[..<end])))
        rest = rest[end...]
      }
      guard rest.first == comma else { return fields }
      rest = rest.dropFirst()
    }
  }
}

/// The lines of a stream of bytes.
private struct Lines {
  /// The number of the line returned last, from 1.
  private(set) var number = 0
  private var bytes: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// The bytes of the next line without its `\n`; nil at the end.
  mutating func next(more: () throws -> [UInt8]) throws -> [UInt8]? {
    var searched = start
    while true {
      let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n"))
      if (end ?? bytes.count) - start > CSVReader.longest {
        throw CSVComplaint(line: number + 1, message: "longer than \(CSVReader.longest) bytes, the most that is read")
      }
      if let end {
        defer { start = end + 1 }
        number += 1
        return Array(bytes[start..<end])
      }
      if isAtEnd {
        defer { start = bytes.count }
        guard start < bytes.count else { return nil }
        number += 1
        return Array(bytes[start...])
      }
      bytes.removeFirst(start)
      start = 0
      searched = bytes.count
      let chunk = try more()
      if chunk.isEmpty { isAtEnd = true } else { bytes += chunk }
    }
  }
}
