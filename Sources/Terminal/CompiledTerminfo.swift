// A compiled terminfo entry, taken apart and put together again [term(5), of ncurses 6.1 and later]. Pure: it reads no file.

/// An entry as `tic` compiles it, with the capabilities that it adds to the standard ones.
struct CompiledTerminfo: Hashable, Sendable {
  /// A string capability.
  enum Text: Hashable, Sendable {
    case absent
    /// Taken out of an entry that it was made from.
    case cancelled
    case value([UInt8])
  }

  /// A capability that the standard ones do not include.
  struct Extended<Value: Hashable & Sendable>: Hashable, Sendable {
    var name: [UInt8]
    var value: Value
  }

  /// The longest entry that ncurses reads, in bytes.
  static let sizeLimit = 32_768

  /// The terminal's names and what it is, with `|` between them.
  var names: [UInt8]
  /// Standard booleans in their fixed order, as stored: 1 is true. The last may be left out, as of the other two.
  var booleans: [UInt8]
  /// Standard numbers; −1 is absent, −2 cancelled.
  var numbers: [Int32]
  /// Standard strings.
  var strings: [Text]
  var extendedBooleans: [Extended<UInt8>] = []
  var extendedNumbers: [Extended<Int32>] = []
  var extendedStrings: [Extended<Text>] = []

  /// Whether a name is one of the terminal's.
  func isNamed(_ name: String) -> Bool {
    names.split(separator: UInt8(ascii: "|")).contains { $0.elementsEqual(name.utf8) }
  }
}

// MARK: Reading

extension CompiledTerminfo {
  private static let shortNumbers = 0x011A
  private static let longNumbers = 0x021E

  /// Takes an entry apart; nil where it is none, or is cut.
  init?(_ bytes: [UInt8]) {
    var rest = Reader(bytes)
    guard bytes.count <= Self.sizeLimit, let magic = rest.short(), let header = rest.shorts(5),
      magic == Self.shortNumbers || magic == Self.longNumbers, header.allSatisfy({ $0 >= 0 })
    else { return nil }
    let isLong = magic == Self.longNumbers
    guard let names = rest.bytes(header[0]), let end = names.lastIndex(of: 0),
      let booleans = rest.bytes(header[1]), rest.align(header[0] + header[1]),
      let numbers = rest.numbers(header[2], isLong: isLong), let offsets = rest.shorts(header[3]),
      let table = rest.bytes(header[4])
    else { return nil }
    self.names = Array(names[..<end])
    self.booleans = Array(booleans)
    self.numbers = numbers
    strings = []
    for offset in offsets {
      guard let text = Text(offset, in: table) else { return nil }
      strings.append(text)
    }
    guard rest.align(header[4]), !rest.isEmpty else { return }
    guard readExtended(&rest, isLong: isLong) else { return nil }
  }

  private mutating func readExtended(_ rest: inout Reader, isLong: Bool) -> Bool {
    guard let header = rest.shorts(5), header.allSatisfy({ $0 >= 0 }) else { return false }
    let count = header[0] + header[1] + header[2]
    guard let booleans = rest.bytes(header[0]), rest.align(header[0]),
      let numbers = rest.numbers(header[1], isLong: isLong), let offsets = rest.shorts(header[2]),
      let nameOffsets = rest.shorts(count), let table = rest.bytes(header[4])
    else { return false }
    var texts: [Text] = []
    // The names come after the last of the strings, and their offsets count from there.
    var base = table.startIndex
    for offset in offsets {
      guard let text = Text(offset, in: table) else { return false }
      if case .value(let value) = text { base += value.count + 1 }
      texts.append(text)
    }
    guard base <= table.endIndex else { return false }
    var names: [[UInt8]] = []
    for offset in nameOffsets {
      guard case .value(let name) = Text(offset, in: table[base...]) else { return false }
      names.append(name)
    }
    extendedBooleans = zip(names, booleans).map { Extended(name: $0, value: $1) }
    extendedNumbers = zip(names.dropFirst(header[0]), numbers).map { Extended(name: $0, value: $1) }
    extendedStrings = zip(names.suffix(header[2]), texts).map { Extended(name: $0, value: $1) }
    return true
  }

  /// Little-endian numbers and bytes, from the front.
  private struct Reader {
    private var rest: ArraySlice<UInt8>
    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isEmpty: Bool { rest.isEmpty }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
      guard count <= rest.count else { return nil }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }

    // What has an odd size is filled up, unless it is the last.
    mutating func align(_ size: Int) -> Bool { size % 2 == 0 || rest.isEmpty || bytes(1) != nil }

    mutating func short() -> Int? { number(2).map { Int(Int16(truncatingIfNeeded: $0)) } }

    mutating func shorts(_ count: Int) -> [Int]? { list(count) { $0.short() } }

    mutating func numbers(_ count: Int, isLong: Bool) -> [Int32]? {
      list(count) { rest in isLong ? rest.number(4) : rest.short().map { Int32($0) } }
    }

    private mutating func number(_ size: Int) -> Int32? {
      bytes(size).map { $0.reversed().reduce(0) { $0 << 8 | Int32($1) } }
    }

    private mutating func list<Value>(_ count: Int, _ next: (inout Reader) -> Value?) -> [Value]? {
      var values: [Value] = []
      for _ in 0..<count {
        guard let value = next(&self) else { return nil }
        values.append(value)
      }
      return values
    }
  }
}

extension CompiledTerminfo.Text {
  /// What begins at an offset of a table of strings; nil where nothing ends there.
  fileprivate init?(_ offset: Int, in table: ArraySlice<UInt8>) {
    switch offset {
    case -1: self = .absent
    case -2: self = .cancelled
    default:
      guard (0..<table.count).contains(offset), let end = table.dropFirst(offset).firstIndex(of: 0) else { return nil }
      self = .value(Array(table[(table.startIndex + offset)..<end]))
    }
  }
}

// MARK: Writing

extension CompiledTerminfo {
  /// The entry with numbers of 32 bits, as ncurses reads it.
  var bytes: [UInt8] {
    var writer = Writer()
    let (offsets, table) = Writer.table(strings)
    writer.shorts([Self.longNumbers, names.count + 1, booleans.count, numbers.count, strings.count, table.count])
    writer.bytes += names + [0] + booleans
    writer.align()
    writer.numbers(numbers)
    writer.shorts(offsets)
    writer.bytes += table
    let extendedNames =
      extendedBooleans.map(\.name) + extendedNumbers.map(\.name) + extendedStrings.map(\.name)
    if extendedNames.isEmpty { return writer.bytes }
    writer.align()
    let (valueOffsets, values) = Writer.table(extendedStrings.map(\.value))
    let (nameOffsets, names) = Writer.table(extendedNames.map { .value($0) })
    let present = valueOffsets.count { $0 >= 0 }
    writer.shorts([
      extendedBooleans.count, extendedNumbers.count, extendedStrings.count, present + extendedNames.count,
      values.count + names.count,
    ])
    writer.bytes += extendedBooleans.map(\.value)
    writer.align()
    writer.numbers(extendedNumbers.map(\.value))
    writer.shorts(valueOffsets + nameOffsets)
    writer.bytes += values + names
    return writer.bytes
  }

  private struct Writer {
    var bytes: [UInt8] = []

    mutating func shorts(_ values: [Int]) {
      for value in values { bytes += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)] }
    }

    mutating func numbers(_ values: [Int32]) {
      for value in values { bytes += (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    }

    // Every part before is of even size or was filled up to one, so that the place tells what the size would.
    mutating func align() { if bytes.count % 2 != 0 { bytes.append(0) } }

    /// Strings one after another, and where each begins.
    static func table(_ texts: [Text]) -> (offsets: [Int], bytes: [UInt8]) {
      var (offsets, bytes): ([Int], [UInt8]) = ([], [])
      for text in texts {
        switch text {
        case .absent: offsets.append(-1)
        case .cancelled: offsets.append(-2)
        case .value(let value):
          offsets.append(bytes.count)
          bytes += value + [0]
        }
      }
      return (offsets, bytes)
    }
  }
}

// MARK: Direct colour

extension CompiledTerminfo {
  // Places among the standard capabilities [term.h].
  private static let ccc = 27
  private static let (colors, pairs) = (13, 14)
  private static let (initc, initp, scp, setf, setb, setaf, setab) = (299, 300, 301, 302, 303, 359, 360)

  /// Pairs of an entry with direct colour. ncurses takes more, and keeps some 50 bytes of each that is used.
  static let directPairs: Int32 = 1 << 17

  /// The same terminal with red, green and blue for a colour's number, in the form that nearly all terminals read:
  /// `38;2;r;g;b`. The numbers 0–7 remain the basic colours. Nil where the terminal's colours are not of that family
  /// [ECMA-48, SGR].
  var withDirectColor: CompiledTerminfo? {
    guard strings.indices.contains(Self.setaf), case .value(let own) = strings[Self.setaf],
      own.starts(with: [.escape, UInt8(ascii: "[")])
    else { return nil }
    var direct = self
    if direct.booleans.count > Self.ccc { direct.booleans[Self.ccc] = 0 }
    direct.numbers += Array(repeating: -1, count: max(0, Self.pairs + 1 - numbers.count))
    direct.numbers[Self.colors] = 1 << 24
    direct.numbers[Self.pairs] = Self.directPairs
    direct.strings += Array(repeating: .absent, count: max(0, Self.setab + 1 - strings.count))
    for index in [Self.initc, Self.initp, Self.scp, Self.setf, Self.setb] { direct.strings[index] = .absent }
    direct.strings[Self.setaf] = Self.setting(3)
    direct.strings[Self.setab] = Self.setting(4)
    let flag = Array("RGB".utf8)
    direct.extendedBooleans.removeAll { $0.name == flag }
    direct.extendedNumbers.removeAll { $0.name == flag }
    direct.extendedStrings.removeAll { $0.name == flag }
    direct.extendedBooleans.append(Extended(name: flag, value: 1))
    return direct
  }

  /// What sets a foreground (3) or a background (4).
  private static func setting(_ ground: Int) -> Text {
    let (red, green, blue) = ("%p1%{65536}%/%d", "%p1%{256}%/%{255}%&%d", "%p1%{255}%&%d")
    return .value(
      Array("\u{1B}[%?%p1%{8}%<%t\(ground)%p1%d%e\(ground)8;2;\(red);\(green);\(blue)%;m".utf8))
  }
}
