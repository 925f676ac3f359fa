// What a shard's file holds, in words of 64 bits, little-endian:
//
//     header    "w2sshard", 4 words of the manifest's digest, K, N, first unit, end, units of a block, checksum
//     blocks    first unit, count, and for each unit the bits of its numbers, checksum: L_t and L_s − L_t, or, of Section
//               3's networks, the twelve norms
//     footer    "complete", how many units there are, checksum
//
// A block is the units from a multiple of the sweep's block to the next, as far as they are the shard's, so that the bytes
// of a file depend on the manifest and on K/N alone, and where each block stands is known. A checksum goes on from the
// header's, so that a block of another shard is not taken for one's own.

/// A checksum of words: each is mixed in by a bijection, so that no single change goes unseen.
struct Checksum: Sendable {
  private(set) var value: UInt64 = 0x9e37_79b9_7f4a_7c15

  mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0xff51_afd7_ed55_8ccd
    value ^= value >> 32
  }

  mutating func add(_ words: some Sequence<UInt64>) { for word in words { add(word) } }
}

/// The layout of one shard's file.
struct ShardFormat: Sendable {
  static let headerWords = 11
  static let footerWords = 3
  private static let magic = word("w2sshard")
  private static let end = word("complete")

  let shard: Shard
  let range: Range<Int>
  let block: Int
  /// How many numbers there are of a unit.
  let width: Int
  /// The words of the header.
  let header: [UInt64]
  private let start: Checksum

  init(_ manifest: Manifest, _ shard: Shard) throws(SweepError) {
    self.init(manifest, shard, try manifest.range(of: shard))
  }

  private init(_ manifest: Manifest, _ shard: Shard, _ range: Range<Int>) {
    (self.shard, self.range, block, width) = (shard, range, manifest.sweep.block, manifest.sweep.width)
    let digest = manifest.digest.withUnsafeBytes { bytes in
      (0..<4).map { UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self)) }
    }
    let words =
      [Self.magic] + digest + [shard.number, shard.count, range.lowerBound, range.upperBound, block].map { UInt64($0) }
    var start = Checksum()
    start.add(words)
    (self.start, header) = (start, words + [start.value])
  }

  /// What is wrong with a header.
  enum Fault: Error {
    case corrupt
    case foreign
  }

  /// The layout that a header tells of.
  /// - Throws: ``Fault``.
  init(reading words: [UInt64], for manifest: Manifest) throws(Fault) {
    guard words.count == Self.headerWords, words[0] == Self.magic else { throw .corrupt }
    var sum = Checksum()
    sum.add(words.dropLast())
    guard sum.value == words[10] else { throw .corrupt }
    let numbers = words[5...8].compactMap { Int(exactly: $0) }
    guard numbers.count == 4, numbers[2] <= numbers[3], let shard = try? Shard(numbers[0], of: numbers[1]) else {
      throw .corrupt
    }
    self.init(manifest, shard, numbers[2]..<numbers[3])
    if header != words { throw .foreign }
    if range.upperBound > manifest.sweep.units { throw .corrupt }
  }

  /// The units of the block that begins with one.
  func units(from unit: Int) -> Range<Int> { unit..<min(range.upperBound, (unit / block + 1) * block) }

  /// Where the block that begins with a unit stands, in bytes; of the end of the range, where the footer does.
  func offset(of unit: Int) -> Int {
    guard !range.isEmpty else { return 8 * Self.headerWords }
    let blocks = unit == range.lowerBound ? 0 : (unit - 1) / block - range.lowerBound / block + 1
    return 8 * (Self.headerWords + 3 * blocks + width * (unit - range.lowerBound))
  }

  /// The bytes of a whole file.
  var size: Int { offset(of: range.upperBound) + 8 * Self.footerWords }

  /// The words of a block.
  /// - Parameter values: the bits of its numbers.
  func words(of units: Range<Int>, _ values: [UInt64]) -> [UInt64] {
    let words = [UInt64(units.lowerBound), UInt64(units.count)] + values
    return words + [checksum(words[...])]
  }

  /// The words that end a file.
  var footer: [UInt64] {
    let words = [Self.end, UInt64(range.count)]
    return words + [checksum(words[...])]
  }

  /// Whether words are those of a block.
  func isBlock(_ words: [UInt64], of units: Range<Int>) -> Bool {
    words.count == 3 + width * units.count && words[0] == UInt64(units.lowerBound) && words[1] == UInt64(units.count)
      && words[words.count - 1] == checksum(words.dropLast())
  }

  private func checksum(_ words: ArraySlice<UInt64>) -> UInt64 {
    var sum = start
    sum.add(words)
    return sum.value
  }

  private static func word(_ text: StaticString) -> UInt64 {
    text.withUTF8Buffer { $0.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
  }
}
