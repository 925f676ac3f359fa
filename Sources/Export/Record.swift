// A record of named values in a fixed order, as JSON and as CSV. Numbers are written shortest-exact and ignore the
// locale; what JSON cannot say (NaN, infinity) is null, and empty in CSV.

import Canvas

/// One value of a record.
public enum Field: Sendable, Hashable {
  /// A number; null where it is not finite.
  case number(Double)
  /// A whole number.
  case integer(Int)
  /// A whole number that may not fit a signed word, such as a seed.
  case unsigned(UInt64)
  /// Text.
  case text(String)
  /// A truth value.
  case boolean(Bool)
  /// Values in order; in CSV the text of the JSON array.
  case list([Field])
  /// Named values; in CSV the text of the JSON object.
  case object(Record)
  /// Nothing.
  case null

  /// The value in JSON.
  public var json: String {
    switch self {
    case .number(let value): value.isFinite ? Self.shortest(value) : "null"
    case .integer(let value): "\(value)"
    case .unsigned(let value): "\(value)"
    case .text(let text): Self.quoted(text)
    case .boolean(let value): value ? "true" : "false"
    case .list(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
    case .object(let record): record.json(pretty: false)
    case .null: "null"
    }
  }

  /// The value in JSON over several lines: an object's fields, and the objects of a list, each on one.
  var prettyJSON: String {
    switch self {
    case .object(let record): return record.json()
    case .list(let values):
      let isPlain = values.allSatisfy { if case .object = $0 { false } else { true } }
      return isPlain ? json : "[\n  " + values.map(\.json).joined(separator: ",\n  ") + "\n]"
    default: return json
    }
  }

  /// The value as a CSV field [RFC 4180].
  public var csv: String {
    switch self {
    case .list, .object: return Field.text(json).csv
    case .null: return ""
    case .number(let value) where !value.isFinite: return ""
    case .text(let text):
      guard text.needsQuotes else { return text }
      // By scalars: a quote with an accent over it is another Character.
      return "\"" + text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    default: return json
    }
  }

  /// The value as words of a line: text as it is.
  public var plain: String {
    if case .text(let text) = self { return text }
    return csv
  }

  /// The shortest decimal that reads back as the same double; whole numbers without `.0`.
  package static func shortest(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.isDisturbing:
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
          let hex = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension String {
  /// Whether it stands in quotes as a CSV field.
  var needsQuotes: Bool {
    utf8.contains { byte in
      switch Unicode.Scalar(byte) {
      case "\"", ",", "\r", "\n": true
      default: false
      }
    }
  }
}

/// What takes named values in order: a record, or the writer of a row that needs none.
public protocol RecordBuilder {
  /// Adds a field at the end.
  mutating func append(_ name: String, _ value: Field)
}

/// Named values in order.
public struct Record: RecordBuilder, Sendable, Hashable {
  /// The names and values.
  public var fields: [(name: String, value: Field)] { zip(names, values).map { ($0, $1) } }
  private var names: [String] = []
  private var values: [Field] = []

  /// A record of the given fields.
  public init(_ fields: KeyValuePairs<String, Field> = [:]) {
    for (name, value) in fields { append(name, value) }
  }

  /// Adds a field at the end.
  public mutating func append(_ name: String, _ value: Field) {
    names.append(name)
    values.append(value)
  }

  /// Adds the fields of another record at the end.
  public mutating func append(contentsOf other: Record) {
    names += other.names
    values += other.values
  }

  /// The records under the names of all of them, in the order of the first that has each; null where one has none.
  public static func aligned(_ records: [Record]) -> [Record] {
    var names: [String] = []
    for record in records where record.names != names {
      for name in record.names where !names.contains(name) { names.append(name) }
    }
    return records.map { record in
      if record.names == names { return record }
      let values = Dictionary(zip(record.names, record.values)) { first, _ in first }
      var aligned = Record()
      for name in names { aligned.append(name, values[name] ?? .null) }
      return aligned
    }
  }

  /// A JSON object, a field a line or all on one line.
  public func json(pretty: Bool = true) -> String {
    let members = fields.map { name, value -> String in
      Field.quoted(name) + (pretty ? ": " + value.prettyJSON.replacing("\n", with: "\n  ") : ":" + value.json)
    }
    return pretty ? "{\n  " + members.joined(separator: ",\n  ") + "\n}" : "{" + members.joined(separator: ",") + "}"
  }

  /// The names as a CSV line, without its end.
  public var csvHeader: String { names.map { Field.text($0).csv }.joined(separator: ",") }

  /// The values as a CSV line, without its end.
  public var csvRow: String { values.map(\.csv).joined(separator: ",") }
}
