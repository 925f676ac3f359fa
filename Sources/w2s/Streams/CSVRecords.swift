// Records of comma-separated values from standard input [RFC 4180], and what other programs make of it: blanks around a
// quoted field, blank lines, a byte-order mark, either line end.

import ArgumentParser

/// The records of standard input, each as soon as it has come.
struct CSVRecords {
  /// A record: its fields without their quotes, and the line it begins on, from 1.
  struct Row {
    var fields: [String]
    var line: Int
  }

  /// The most bytes of a record: far beyond any of numbers, and little to hold.
  static let longest = 1 << 20

  private var lines = InputLines(longest: longest)

  /// The next record that is not blank; nil at the end. Blanks around a quoted field are dropped, those of a field
  /// without quotes are kept.
  /// - Parameter willWait: called before waiting for more input, so that answers do not wait with it.
  /// - Throws: what is wrong, with the line.
  mutating func next(willWait: () throws -> Void) throws -> Row? {
    while let line = try lines.line(willWait: willWait) {
      let start = lines.number
      // A byte-order mark is not part of the first name.
      var text = try valid(start == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line[...])
      if text.allSatisfy(\.isWhitespace) { continue }
      // A quoted field may hold line ends.
      var isOpen = hasOddQuotes(line)
      while isOpen {
        guard let more = try lines.line(willWait: willWait) else {
          throw ValidationError("line \(start): a quote is opened and never closed")
        }
        text += "\n" + (try valid(more[...]))
        if text.utf8.count > Self.longest {
          throw ValidationError(
            "line \(start): a quote is opened and not closed within \(Self.longest) bytes, the most that is read")
        }
        if hasOddQuotes(more) { isOpen = false }
      }
      return Row(fields: try fields(text.hasSuffix("\r") ? text.dropLast() : text[...], line: start), line: start)
    }
    return nil
  }

  private func hasOddQuotes(_ line: [UInt8]) -> Bool { line.count { $0 == UInt8(ascii: "\"") } % 2 == 1 }

  private func valid(_ bytes: ArraySlice<UInt8>) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ValidationError("line \(lines.number): the line is not UTF-8 text")
    }
    return text
  }

  private func fields(_ text: Substring, line: Int) throws -> [String] {
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
          throw ValidationError("line \(line): there is text behind a closing quote")
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
