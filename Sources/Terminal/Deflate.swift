// Bytes made smaller, as pictures are sent [RFC 1950, RFC 1951]: what was there before is referred to, in the fixed code.
// A code made for the bytes would save a fifth more, and is not worth its length here.

/// The bytes in the zlib format.
func zlibCompressed(_ bytes: [UInt8]) -> [UInt8] {
  var writer = BitWriter([0x78, 0x9C])
  // One block, the last, in the fixed code.
  writer.append(0b011, count: 3)
  var matches = MatchFinder(bytes)
  var place = 0
  while place < bytes.count {
    let match = matches.longest(at: place)
    if match.length >= MatchFinder.leastLength {
      writer.append(length: match.length, distance: match.distance)
    } else {
      writer.append(symbol: Int(bytes[place]))
    }
    place += max(1, match.length)
  }
  writer.append(symbol: 256)
  var (low, high): (UInt32, UInt32) = (1, 0)
  for byte in bytes {
    low = (low + UInt32(byte)) % 65_521
    high = (high + low) % 65_521
  }
  return writer.bytes + (high << 16 | low).bigEndianBytes
}

extension UInt32 {
  /// The four bytes, the most significant first.
  var bigEndianBytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> (24 - 8 * $0)) } }
}

/// Finds what was there before.
private struct MatchFinder {
  /// The shortest piece that is looked for, the longest that can be referred to, and how far back. Shorter ones than
  /// eight bytes, in a picture, are mostly alike and not worth the time.
  static let leastLength = 8
  static let mostLength = 258
  static let farthest = 32_768
  /// How many places are tried.
  private static let patience = 64

  private let bytes: [UInt8]
  /// The last place of each eight bytes, and the one before each place; -1 for none.
  private var last = [Int](repeating: -1, count: 1 << 15)
  private var before: [Int]
  private var known = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    before = Array(repeating: -1, count: bytes.count)
  }

  /// The longest piece that begins at a place and was there before; 0 long where none is. Places only go up.
  mutating func longest(at place: Int) -> (length: Int, distance: Int) {
    while known < place { learn() }
    var best = (length: 0, distance: 0)
    guard place + Self.leastLength <= bytes.count else { return best }
    let limit = min(Self.mostLength, bytes.count - place)
    var candidate = last[hash(place)]
    for _ in 0..<Self.patience where candidate >= 0 && place - candidate <= Self.farthest {
      var length = 0
      // One that is no longer is seen at its end.
      if bytes[candidate + best.length] == bytes[place + best.length] {
        while length < limit && bytes[candidate + length] == bytes[place + length] { length += 1 }
      }
      if length > best.length { best = (length, place - candidate) }
      if length == limit { break }
      candidate = before[candidate]
    }
    return best.length < Self.leastLength ? (0, 0) : best
  }

  private mutating func learn() {
    if known + Self.leastLength <= bytes.count {
      before[known] = last[hash(known)]
      last[hash(known)] = known
    }
    known += 1
  }

  private func hash(_ place: Int) -> Int {
    let eight = bytes[place..<place + Self.leastLength].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    return Int((eight &* 0x9E37_79B9_7F4A_7C15) >> 49)
  }
}

/// Bits in bytes, the first in the least significant place.
private struct BitWriter {
  private var whole: [UInt8]
  private var rest = 0
  private var count = 0

  init(_ bytes: [UInt8]) { whole = bytes }

  /// What was written, filled up to whole bytes.
  var bytes: [UInt8] { count > 0 ? whole + [UInt8(truncatingIfNeeded: rest)] : whole }

  mutating func append(_ bits: Int, count added: Int) {
    rest |= bits << count
    count += added
    while count >= 8 {
      whole.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
      count -= 8
    }
  }

  /// A byte, the end (256) or a class of lengths, in the fixed code.
  mutating func append(symbol: Int) {
    switch symbol {
    case 0...143: append(reversed: 0x30 + symbol, count: 8)
    case 144...255: append(reversed: 0x190 + symbol - 144, count: 9)
    case 256...279: append(reversed: symbol - 256, count: 7)
    default: append(reversed: 0xC0 + symbol - 280, count: 8)
    }
  }

  /// A piece that was there before.
  mutating func append(length: Int, distance: Int) {
    let (lengthClass, extra) = Self.piece(length, in: Self.lengths)
    append(symbol: 257 + lengthClass)
    // The longest has a class of its own; the others come in fours that double.
    append(extra, count: lengthClass < 8 || lengthClass == 28 ? 0 : lengthClass / 4 - 1)
    let (distanceClass, farther) = Self.piece(distance, in: Self.distances)
    append(reversed: distanceClass, count: 5)
    append(farther, count: distanceClass < 4 ? 0 : distanceClass / 2 - 1)
  }

  /// A code begins with its most significant bit.
  private mutating func append(reversed code: Int, count: Int) {
    append((0..<count).reduce(0) { $0 << 1 | code >> $1 & 1 }, count: count)
  }

  /// The class of a value, and by how much the value is more than the least of its class.
  private static func piece(_ value: Int, in least: [Int]) -> (Int, Int) {
    let index = (least.firstIndex { $0 > value } ?? least.count) - 1
    return (index, value - least[index])
  }

  /// The least value of each class.
  private static let lengths = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let distances = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12_289, 16_385, 24_577,
  ]
}
