// Random bits. Goals, in order: the numbers of one trial depend on (seed, panel, trial) and on nothing else, so that
// threads can share the trials out as they like; a published generator with published answers; speed.
//
// Philox4x64-10 [Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"] is a keyed bijection
// of a 256-bit counter: there is no state to carry or to jump, and a stream is a choice of counter words. Here
//
//     key = (seed, 0)        counter = (block, part, trial, panel)
//
// so every (panel, trial, part) owns 2⁶⁶ words that overlap with no other's.

/// A counter-based random generator: Philox4x64-10, one stream for each (seed, panel, trial, part).
package struct Generator: RandomNumberGenerator, Sendable {
  private let seed: UInt64
  private var counter: (UInt64, UInt64, UInt64, UInt64)
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var used = 4
  /// At hand, so that a draw need not ask whether it has been made.
  let table = Ziggurat.shared

  /// The start of a stream.
  /// - Parameters:
  ///   - seed: any number; the seed the user sees.
  ///   - panel: which law of a plan is drawn from.
  ///   - trial: which repetition.
  ///   - part: a stream within the trial, so that parts can change how much they draw without touching the others.
  package init(seed: UInt64, panel: UInt64 = 0, trial: UInt64 = 0, part: UInt64 = 0) {
    self.seed = seed
    counter = (0, part, trial, panel)
  }

  /// The start of another part of the same trial.
  package func part(_ part: UInt64) -> Generator {
    Generator(seed: seed, panel: counter.3, trial: counter.2, part: part)
  }

  /// The next 64 random bits.
  @inline(__always)
  package mutating func next() -> UInt64 {
    if used == 4 {
      words = Self.philox(counter: counter, key: (seed, 0))
      counter.0 &+= 1
      used = 0
    }
    used += 1
    switch used {
    case 1: return words.0
    case 2: return words.1
    case 3: return words.2
    default: return words.3
    }
  }

  /// A uniform number in (0, 1), a multiple of 2⁻⁵³ plus 2⁻⁵⁴.
  @inline(__always)
  mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

  /// Ten rounds of Philox4x64: the four words that `key` assigns to `counter`.
  static func philox(
    counter: (UInt64, UInt64, UInt64, UInt64), key: (UInt64, UInt64)
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    var (a, b, c, d) = counter
    var (k, l) = key
    for _ in 0..<10 {
      let first = (0xD2E7_470E_E14C_6C93 as UInt64).multipliedFullWidth(by: a)
      let second = (0xCA5A_8263_9512_1157 as UInt64).multipliedFullWidth(by: c)
      (a, b, c, d) = (second.high ^ b ^ k, second.low, first.high ^ d ^ l, first.low)
      k &+= 0x9E37_79B9_7F4A_7C15
      l &+= 0xBB67_AE85_84CA_A73B
    }
    return (a, b, c, d)
  }
}
