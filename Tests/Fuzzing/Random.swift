// Everything a fuzzer draws comes from one number, so that one number is the input again.

import RandomSupport

extension SplitMix64 {
  /// Whether something of this chance, in percent, happens.
  mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

  /// A number of any kind: any bits, a round one, one at an end of what there is.
  mutating func number() -> Double {
    switch below(6) {
    case 0: Double(bitPattern: next())
    case 1:
      pick([
        0, -0.0, 1, -1, 1e30, 1e-30, 1e31, 1e12, 1e-12, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308,
        .infinity, -.infinity, .nan, 0.1, 1e250, 1e-250, 9.007199254740993e15,
      ])
    case 2: Double(below(2001) - 1000) / 8
    case 3: Double(sign: .plus, exponent: below(200) - 100, significand: 1 + Double(below(1000)) / 1000)
    default: Double(below(10_000)) / 1000
    }
  }

  /// Text of any kind: what people type, and what nobody should.
  mutating func text(_ words: [String], count: Int = 4) -> String {
    (0..<below(count + 1)).map { _ -> String in
      switch below(4) {
      case 0: "\(number())"
      case 1:
        String(
          String.UnicodeScalarView(
            (0..<below(4)).compactMap { _ in
              Unicode.Scalar(happens(70) ? UInt32(below(0x80)) : UInt32(below(0x3_0000)))
            }))
      default: pick(words)
      }
    }.joined(separator: pick(["", "", " ", ",", ":"]))
  }
}

/// Bytes changed here and there, as a slip of the hand, a bad line or a bad disk changes them.
func mutated(_ bytes: [UInt8], with fragments: [String], using random: inout SplitMix64) -> [UInt8] {
  var bytes = bytes
  for _ in 0...random.below(6) {
    let place = random.below(bytes.count + 1)
    let end = min(bytes.count, place + random.below(random.happens(20) ? 400 : 8))
    switch random.below(7) {
    case 0: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count + 1))
    case 3: bytes.insert(contentsOf: (0..<random.below(5)).map { _ in UInt8(random.below(256)) }, at: place)
    case 4: bytes.removeSubrange(end...)
    default: bytes.insert(contentsOf: random.pick(fragments).utf8, at: place)
    }
  }
  return bytes
}
