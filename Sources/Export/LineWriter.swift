// Lines of comma-separated values as bytes: what `Record.csvRow` says of the same fields, without a text for each of them.

/// Lines of text gathered as bytes; fields added to one are separated by commas [RFC 4180].
public struct LineWriter: RecordBuilder {
  private var text = ASCIIText()
  private var isInLine = false

  /// A writer of no lines.
  public init() {}

  /// The lines.
  public var bytes: [UInt8] { text.bytes }

  /// Adds a value to the line; what it is called stands in the header.
  public mutating func append(_ name: String, _ value: Field) {
    if isInLine { text.bytes.append(UInt8(ascii: ",")) }
    isInLine = true
    switch value {
    case .number(let number): if number.isFinite { text.append(number) }
    case .boolean(let isTrue): text.write(isTrue ? "true" : "false")
    case .text(let plain) where !plain.needsQuotes: text.write(plain)
    case .null: break
    default: text.write(value.csv)
    }
  }

  /// Adds text to the line.
  public mutating func append(_ line: String) { text.write(line) }

  /// Ends the line.
  public mutating func endLine() {
    text.bytes.append(UInt8(ascii: "\n"))
    isInLine = false
  }
}

/// A text that numbers write themselves into.
private struct ASCIIText: TextOutputStream {
  var bytes: [UInt8] = []

  /// Adds the shortest decimal that reads back as the same double; whole numbers without `.0`.
  mutating func append(_ value: Double) {
    value.write(to: &self)
    let end = bytes.count
    if bytes[end - 1] == UInt8(ascii: "0"), bytes[end - 2] == UInt8(ascii: ".") { bytes.removeLast(2) }
  }

  mutating func write(_ string: String) { bytes.append(contentsOf: string.utf8) }

  /// The standard library writes the digits of a number by this.
  mutating func _writeASCII(_ buffer: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: buffer) }
}
