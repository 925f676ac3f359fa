// Records of comma-separated values [RFC 4180], and what programs make of it: blanks around a quoted field, blank lines, a
// byte-order mark, either line end. No more of the input is held than a record may have, and a field becomes a String only
// where one is asked for.

import Canvas

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

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
    /// The line.
    public private(set) var line: Int
    /// The fields, a byte between each and the next.
    fileprivate var bytes: [UInt8] = []
    fileprivate var ends: [Int] = []

    /// A record.
    public init(fields: [String] = [], line: Int = 1) {
      self.line = line
      for field in fields {
        bytes += field.utf8
        end()
      }
    }

    /// How many fields there are.
    public var count: Int { ends.count }

    /// A field.
    public subscript(index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

    /// The fields.
    public var fields: [String] { (0..<count).map { self[$0] } }

    /// The number that a field is, blanks around it left out; nil where it is none.
    public func number(at index: Int) -> Double? {
      bytes.withUnsafeBufferPointer { all in
        var field = all[range(index)]
        while let byte = field.first, isBlank(byte) { field.removeFirst() }
        while let byte = field.last, isBlank(byte) { field.removeLast() }
        return decimalNumber(UnsafeBufferPointer(rebasing: field))
      }
    }

    private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1] + 1)..<ends[index] }

    fileprivate mutating func begin(line: Int) {
      self.line = line
      bytes.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
    }

    /// Ends a field.
    fileprivate mutating func end() {
      ends.append(bytes.count)
      bytes.append(comma)
    }
  }

  /// The most bytes of a record: far beyond any of numbers, and little to hold.
  public static let longest = 1 << 20

  private var bytes: [UInt8] = []
  /// Where the record that is read begins in them.
  private var start = 0
  private var isAtEnd = false
  /// The lines read.
  private var lineCount = 0

  /// A reader before the first record.
  public init() {}

  /// Whole records, to be read apart from those before them.
  public struct Batch: Sendable {
    fileprivate let bytes: [UInt8]
    /// The lines before them.
    fileprivate let lineCount: Int
  }

  /// A reader of the records of a batch, which has no more of them to call for.
  public init(_ batch: Batch) { (bytes, lineCount, isAtEnd) = (batch.bytes, batch.lineCount, true) }

  /// All whole records that have come, in up to so many batches of much the same size, in order; none at the end.
  /// - Parameter more: called for more of the input where no record is whole; nothing at its end.
  /// - Throws: what `more` throws. What is wrong with a record its reader says.
  public mutating func batches(_ count: Int, more: () throws -> [UInt8]) throws -> [Batch] {
    while true {
      let batches = split(into: count)
      if !batches.isEmpty { return batches }
      // A record that is too long for its reader need not be whole.
      if isAtEnd || bytes.count - start > 2 * Self.longest {
        guard start < bytes.count else { return [] }
        defer { start = bytes.count }
        return [Batch(bytes: Array(bytes[start...]), lineCount: lineCount)]
      }
      try refill(more)
    }
  }

  /// Takes the whole records from what is at hand.
  private mutating func split(into count: Int) -> [Batch] {
    let size = (bytes.count - start) / count + 1
    var batches: [Batch] = []
    bytes.withUnsafeBufferPointer { all in
      let hasQuotes = all.index(of: quote, from: start) != nil
      var (lineStart, lines, isOpen) = (start, 0, false)
      /// The end of the last whole record, and the lines up to it.
      var whole = (end: start, lines: 0)
      func cut() {
        guard whole.end > start else { return }
        batches.append(Batch(bytes: Array(all[start..<whole.end]), lineCount: lineCount))
        (start, lineCount, lines) = (whole.end, lineCount + whole.lines, lines - whole.lines)
      }
      while let end = all.index(of: UInt8(ascii: "\n"), from: lineStart) {
        if hasQuotes, all[lineStart..<end].count(where: { $0 == quote }) % 2 == 1 { isOpen.toggle() }
        lines += 1
        lineStart = end + 1
        guard !isOpen else { continue }
        whole = (lineStart, lines)
        if lineStart - start >= size { cut() }
      }
      cut()
    }
    return batches
  }

  /// The next record that is not blank; nil at the end. Blanks around a quoted field are dropped, those of a field
  /// without quotes are kept.
  /// - Parameter more: called for more of the input; nothing at its end.
  /// - Throws: ``CSVComplaint``, and what `more` throws.
  public mutating func next(more: () throws -> [UInt8]) throws -> Row? {
    var row = Row()
    return try next(into: &row, more: more) ? row : nil
  }

  /// Reads the next record, as ``next(more:)`` does, over another whose memory it takes.
  /// - Returns: false at the end, where the other stays.
  /// - Throws: as ``next(more:)`` does.
  public mutating func next(into row: inout Row, more: () throws -> [UInt8]) throws -> Bool {
    while let first = try line(at: 0, more: more) {
      let begin = lineCount
      var (end, isOpen) = (first.end, first.hasOddQuotes)
      // A byte-order mark is not part of the first name.
      let mark = begin == 1 && bytes[start..<start + end].starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      if first.isBlank {
        start = min(bytes.count, start + end + 1)
        continue
      }
      // A quoted field may hold line ends.
      while isOpen {
        guard let next = try line(at: end + 1, more: more) else {
          throw CSVComplaint(line: begin, message: "a quote is opened and never closed")
        }
        end = next.end
        if end - mark > Self.longest {
          throw CSVComplaint(
            line: begin,
            message: "a quote is opened and not closed within \(Self.longest) bytes, the most that is read")
        }
        if next.hasOddQuotes { isOpen = false }
      }
      row.begin(line: begin)
      let hasQuotes = first.hasQuotes
      try bytes.withUnsafeBufferPointer { all in
        var text = all[(start + mark)..<(start + end)]
        if text.last == UInt8(ascii: "\r") { text.removeLast() }
        try row.split(.init(rebasing: text), hasQuotes: hasQuotes)
      }
      start = min(bytes.count, start + end + 1)
      return true
    }
    return false
  }
}

private let comma = UInt8(ascii: ",")
private let quote = UInt8(ascii: "\"")

extension CSVReader {
  /// A line of the record that is read.
  private struct Line {
    /// Where it ends, counted from the record's beginning.
    let end: Int
    let quotes: Int
    let isBlank: Bool

    var hasQuotes: Bool { quotes > 0 }
    var hasOddQuotes: Bool { quotes % 2 == 1 }
  }

  /// The line that begins so many bytes behind the record's beginning; nil at the end.
  private mutating func line(at offset: Int, more: () throws -> [UInt8]) throws -> Line? {
    guard let end = try lineEnd(at: offset, more: more) else { return nil }
    lineCount += 1
    let line = bytes.withUnsafeBufferPointer { all -> Line? in
      let line = all[(start + offset)..<(start + end)]
      var (quotes, bits) = (0, UInt8(0))
      for byte in line {
        quotes &+= byte == quote ? 1 : 0
        bits |= byte
      }
      // What is visible in ASCII is part of no blank.
      let isVisible = line.contains { $0 > 0x20 && $0 < 0x80 }
      if bits < 0x80 && isVisible { return Line(end: end, quotes: quotes, isBlank: false) }
      let isMarked = lineCount == 1 && line.starts(with: [0xEF, 0xBB, 0xBF])
      let text = String(validating: isMarked ? line.dropFirst(3) : line, as: UTF8.self)
      return text.map { Line(end: end, quotes: quotes, isBlank: !isVisible && $0.allSatisfy(\.isWhitespace)) }
    }
    guard let line else { throw CSVComplaint(line: lineCount, message: "the line is not UTF-8 text") }
    return line
  }

  /// Where that line ends, counted from the record's beginning.
  private mutating func lineEnd(at offset: Int, more: () throws -> [UInt8]) throws -> Int? {
    var searched = offset
    while true {
      let end = bytes.withUnsafeBufferPointer { $0.index(of: UInt8(ascii: "\n"), from: start + searched) }
      if (end ?? bytes.count) - (start + offset) > Self.longest {
        throw CSVComplaint(
          line: lineCount + 1, message: "longer than \(Self.longest) bytes, the most that is read")
      }
      if let end { return end - start }
      if isAtEnd { return start + offset < bytes.count ? bytes.count - start : nil }
      searched = max(offset, bytes.count - start)
      try refill(more)
    }
  }

  /// Calls for more of the input, and forgets what is behind.
  private mutating func refill(_ more: () throws -> [UInt8]) throws {
    bytes.removeFirst(start)
    start = 0
    let chunk = try more()
    if chunk.isEmpty { isAtEnd = true } else { bytes += chunk }
  }
}

extension CSVReader.Row {
  /// Takes the fields of a record's text.
  fileprivate mutating func split(_ text: UnsafeBufferPointer<UInt8>, hasQuotes: Bool) throws(CSVComplaint) {
    guard hasQuotes else {
      bytes.append(contentsOf: text)
      bytes.append(comma)
      var begin = 0
      while let end = text.index(of: comma, from: begin) {
        ends.append(end)
        begin = end + 1
      }
      ends.append(text.count)
      return
    }
    var rest = text[...]
    while true {
      let inside = rest.drop(while: isBlank)
      if inside.first == quote {
        var tail = inside.dropFirst()
        // Two quotes are one within the field; a single one ends it.
        while let end = tail.firstIndex(of: quote) {
          bytes.append(contentsOf: tail[..<end])
          tail = tail[(end + 1)...]
          guard tail.first == quote else { break }
          bytes.append(quote)
          tail = tail.dropFirst()
        }
        rest = tail.drop(while: isBlank)
        guard rest.isEmpty || rest.first == comma else {
          throw CSVComplaint(line: line, message: "there is text behind a closing quote")
        }
      } else {
        let end = rest.firstIndex(of: comma) ?? rest.endIndex
        bytes.append(contentsOf: rest[..<end])
        rest = rest[end...]
      }
      end()
      guard rest.first == comma else { return }
      rest = rest.dropFirst()
    }
  }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

extension UnsafeBufferPointer<UInt8> {
  /// Where a byte is first found from an offset on.
  fileprivate func index(of byte: UInt8, from offset: Int) -> Int? {
    guard let baseAddress, offset < count else { return nil }
    return memchr(baseAddress + offset, Int32(byte), count - offset).map { UnsafeRawPointer($0) - .init(baseAddress) }
  }
}
