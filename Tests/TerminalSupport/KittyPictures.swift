// A terminal that knows pictures of the kitty protocol, and what of the rest matters to them.

import Canvas
import Foundation
import Subprocess

/// The pictures of such a terminal. It is unforgiving: it complains of a command that could be answered, of one that is
/// too long and of what it does not know.
public struct KittyPictures: Sendable {
  /// Where a picture is shown.
  public struct Placement: Hashable, Sendable {
    /// The cells.
    public var rect: Rect
    /// Below 0 under the text, and far below under the ground of cells too.
    public var depth: Int
  }

  /// The files sent and not deleted, by the number of the picture.
  public private(set) var files: [Int: [UInt8]] = [:]
  /// Where they are shown.
  public private(set) var placements: [Int: Placement] = [:]
  /// The most pictures that were shown at once.
  public private(set) var mostShown = 0
  /// What it was given and does not know.
  public private(set) var complaints: [String] = []
  /// How many commands there were.
  public private(set) var commandCount = 0
  /// The bytes of all commands.
  public private(set) var commandBytes = 0
  private var cursor = (column: 0, row: 0)
  private var unfinished: Int?

  /// A terminal without pictures.
  public init() {}

  /// A terminal that was sent bytes.
  public init(_ bytes: [UInt8]) {
    self.init()
    read(bytes)
  }

  /// The picture that is shown; nil where there is none, or more than one.
  public var shown: (file: [UInt8], placement: Placement)? {
    guard placements.count == 1, let (number, placement) = placements.first else { return nil }
    return files[number].map { ($0, placement) }
  }

  /// Takes what is written to the terminal, whole sequences.
  public mutating func read(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == 0x1B, let kind = rest.popFirst() else { continue }
      switch kind {
      case UInt8(ascii: "["):
        let parameters = rest.prefix { !(0x40...0x7E).contains($0) }
        obey(String(decoding: parameters, as: UTF8.self), final: rest.dropFirst(parameters.count).first)
      case UInt8(ascii: "_"):
        let end = rest.indices.first { rest[$0] == 0x1B && $0 + 1 < rest.endIndex && rest[$0 + 1] == 0x5C }
        guard let end else {
          complaints.append("a command without an end")
          return
        }
        command(rest[..<end])
        rest = rest[(end + 2)...]
      default: break
      }
    }
  }

  private mutating func obey(_ parameters: String, final: UInt8?) {
    let numbers = parameters.split(separator: ";").compactMap { Int($0) }
    if final == UInt8(ascii: "H") { cursor = numbers.count == 2 ? (numbers[1] - 1, numbers[0] - 1) : (0, 0) }
    if final == UInt8(ascii: "J"), parameters == "2" { placements = [:] }
  }

  private mutating func command(_ body: ArraySlice<UInt8>) {
    commandCount += 1
    commandBytes += body.count + 4
    guard body.first == UInt8(ascii: "G") else {
      complaints.append("no command of pictures: \(String(decoding: body.prefix(20), as: UTF8.self))")
      return
    }
    let parts = body.dropFirst().split(separator: UInt8(ascii: ";"), maxSplits: 1, omittingEmptySubsequences: false)
    let control = String(decoding: parts[0], as: UTF8.self)
    let payload = parts.count > 1 ? parts[1] : []
    let keys = Dictionary(
      control.split(separator: ",").map { $0.split(separator: "=").map(String.init) }.filter { $0.count == 2 }
        .map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
    if keys["q"] != "2" { complaints.append("it could be answered: \(control)") }
    if payload.count > 4096 { complaints.append("\(payload.count) letters") }
    guard let data = Data(base64Encoded: Data(payload)) else {
      complaints.append("no base 64 after \(control)")
      return
    }
    let number = keys["i"].flatMap { Int($0) } ?? unfinished ?? 0
    switch keys["a"] {
    case nil where unfinished != nil: files[number, default: []] += data
    case "t" where keys["f"] == "100" && unfinished == nil: files[number] = Array(data)
    case "p":
      guard files[number] != nil, let columns = keys["c"].flatMap({ Int($0) }),
        let rows = keys["r"].flatMap({ Int($0) }),
        let depth = keys["z"].flatMap({ Int($0) }), keys["C"] == "1", unfinished == nil
      else {
        complaints.append("nothing to show: \(control)")
        return
      }
      placements[number] = Placement(
        rect: Rect(x: cursor.column, y: cursor.row, width: columns, height: rows), depth: depth)
      mostShown = max(mostShown, placements.count)
    case "d" where keys["d"] == "I":
      files[number] = nil
      placements[number] = nil
    default: complaints.append("unknown: \(control)")
    }
    unfinished = keys["m"] == "1" ? number : nil
  }

  /// What tmux passes on of what is written to it.
  public static func passedOn(_ bytes: [UInt8]) -> [UInt8] {
    var (passed, rest): ([UInt8], _) = ([], bytes[...])
    let begin = Array("\u{1B}Ptmux;".utf8)
    while let start = rest.firstIndex(of: 0x1B) {
      rest = rest[start...]
      guard rest.starts(with: begin) else {
        rest = rest.dropFirst()
        continue
      }
      rest = rest.dropFirst(begin.count)
      while let byte = rest.popFirst() {
        if byte == 0x1B, rest.popFirst() != 0x1B { break }
        passed.append(byte)
      }
    }
    return passed
  }
}

/// Bytes as digits of base 16, two a byte.
public func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// The pixels of a PNG file, row by row; what is clear has the terminal's own colour. Python reads it.
public func pixels(ofPNG file: [UInt8]) async throws -> (columns: Int, rows: Int, colors: [Color]) {
  let script = """
    import sys, struct, zlib
    file = bytes.fromhex(sys.stdin.read())
    assert file[:8] == b'\\x89PNG\\r\\n\\x1a\\n'
    chunks, place = {}, 8
    while place < len(file):
      count, name = struct.unpack('>I4s', file[place:place + 8])
      data = file[place + 8:place + 8 + count]
      assert struct.unpack('>I', file[place + 8 + count:place + 12 + count])[0] == zlib.crc32(name + data)
      chunks[name] = data
      place += 12 + count
    assert name == b'IEND'
    width, height, bits, kind, *rest = struct.unpack('>IIBBBBB', chunks[b'IHDR'])
    assert bits == 8 and kind in (3, 6) and rest == [0, 0, 0]
    size = 1 if kind == 3 else 4
    data = zlib.decompress(chunks[b'IDAT'])
    assert len(data) == height * (1 + width * size)
    palette, clear = chunks.get(b'PLTE', b''), chunks.get(b'tRNS', b'')
    print(width, height)
    for y in range(height):
      row = bytearray(data[y * (1 + width * size):(y + 1) * (1 + width * size)])
      assert row.pop(0) == 1
      for x in range(size, len(row)): row[x] = row[x] + row[x - size] & 255
      for x in range(width):
        if kind == 6: r, g, b, a = row[4 * x:4 * x + 4]
        else: r, g, b = palette[3 * row[x]:3 * row[x] + 3]; a = clear[row[x]] if row[x] < len(clear) else 255
        print(r, g, b, a)
    """
  let record = try await Subprocess.run(
    .name("python3"), arguments: ["-c", script],
    input: .string(hexadecimal(file)),
    output: .string(limit: 1 << 26), error: .string(limit: 1 << 16))
  guard record.terminationStatus.isSuccess else { throw Tmux.Failure(description: record.standardError) }
  let numbers = record.standardOutput.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
  var colors: [Color] = []
  for place in stride(from: 2, to: numbers.count - 3, by: 4) {
    let parts = numbers[place..<place + 4].map { UInt8($0) }
    colors.append(parts[3] == 0 ? .terminalDefault : .rgb(parts[0], parts[1], parts[2]))
  }
  return (numbers[0], numbers[1], colors)
}
