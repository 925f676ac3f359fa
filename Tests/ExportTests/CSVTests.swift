import Export
import RandomSupport
import Testing

@Suite struct CSVTests {
  /// The records of a text that comes so many bytes at a time, and what was wrong behind them.
  private func read(_ text: [UInt8], by size: Int) throws -> (rows: [CSVReader.Row], complaint: CSVComplaint?) {
    var (reader, rest, rows) = (CSVReader(), text[...], [CSVReader.Row]())
    do {
      while let row = try reader.next(more: {
        defer { rest = rest.dropFirst(size) }
        return Array(rest.prefix(size))
      }) {
        rows.append(row)
      }
      return (rows, nil)
    } catch let complaint as CSVComplaint {
      return (rows, complaint)
    }
  }

  /// The same by batches.
  private func readBatches(
    _ text: [UInt8], by size: Int, _ count: Int
  ) throws -> (rows: [CSVReader.Row], complaint: CSVComplaint?) {
    var (reader, rest, rows) = (CSVReader(), text[...], [CSVReader.Row]())
    while true {
      let batches = try reader.batches(count) {
        defer { rest = rest.dropFirst(size) }
        return Array(rest.prefix(size))
      }
      if batches.isEmpty { return (rows, nil) }
      for batch in batches {
        var (reader, row) = (CSVReader(batch), CSVReader.Row())
        do {
          while try reader.next(into: &row, more: { [] }) { rows.append(row) }
        } catch let complaint as CSVComplaint {
          return (rows, complaint)
        }
      }
    }
  }

  @Test func fieldsAndLines() throws {
    let text = "\u{FEFF}a, b ,\"c \"\"d\"\"\"\r\n\n \t\r\n1,, \"two\nlines\" \n x\"y\"\u{301},\u{A0}\r"
    let (rows, complaint) = try read(Array(text.utf8), by: 3)
    #expect(complaint == nil)
    #expect(rows.map(\.fields) == [["a", " b ", "c \"d\""], ["1", "", "two\nlines"], [" x\"y\"\u{301}", "\u{A0}"]])
    #expect(rows.map(\.line) == [1, 4, 6])
  }

  @Test func numbersOfFields() throws {
    let row = CSVReader.Row(fields: ["1", " -2.5e1\t", "x", "", "1 2"])
    #expect((0..<row.count).map { row.number(at: $0) } == [1, -25, nil, nil, nil])
  }

  /// However the text comes and is shared out, it is the same records and the same complaint.
  @Test func batchesAreTheSameRecords() throws {
    var random = SplitMix64(seed: 7)
    let fragments = ["\"", "\"\"", ",", "\n", "\r\n", "\"a\nb\"", "1.5", " ", "é", "id", "\n\n"]
    for _ in 0..<3000 {
      var text = (0..<random.below(30)).flatMap { _ in Array(random.pick(fragments).utf8) }
      if random.chance(0.05) { text.append(0xFF) }
      let expected = try read(text, by: 1000)
      let found =
        try random.chance(0.3)
        ? read(text, by: 1 + random.below(9)) : readBatches(text, by: 1 + random.below(40), 1 + random.below(4))
      #expect(found.rows == expected.rows && found.complaint == expected.complaint, "\(text)")
    }
  }

  @Test func linesAreThoseOfRecords() {
    let numbers = [0, -0.0, 1, -2.5, 1e16, 1e-5, 0.1, 123456789, 5e-324, .infinity, .nan, .greatestFiniteMagnitude]
    var record = Record()
    for number in numbers { record.append("number", .number(number)) }
    for text in ["", "plain", "a,b", "\"\u{301}", "two\nlines", ".0"] { record.append("text", .text(text)) }
    record.append("others", .boolean(true))
    record.append("others", .null)
    record.append("others", .integer(-3))
    record.append("others", .list([.text("x"), .number(2)]))
    var writer = LineWriter()
    for _ in 0..<2 {
      for (name, value) in record.fields { writer.append(name, value) }
      writer.endLine()
    }
    #expect(String(decoding: writer.bytes, as: UTF8.self) == record.csvRow + "\n" + record.csvRow + "\n")
  }
}
