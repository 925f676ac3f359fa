// Decimal numbers out of bytes, as files of data have them: quick, and exact.

/// Reads a number as a program writes one, of the bytes of its text: as the same of a String, whatever the bytes.
///
/// m · 10ᵏ with a whole m < 10¹⁹ and |k| ≤ 27 is m · 5ᵏ · 2ᵏ, a product or quotient of two words: 62 bits of it, and whether
/// there are more, round to the nearest double. Texts of other forms are left to `strtod`.
/// - Returns: nil for what is no number. What is not 0 is never read as 0.
public func decimalNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
  SmallDecimal(bytes)?.value ?? decimalNumber(String(decoding: bytes, as: UTF8.self))
}

/// m · 10ᵏ of a mantissa and an exponent that are small.
private struct SmallDecimal {
  private var isNegative = false
  private var mantissa: UInt64 = 0
  private var exponent = 0

  /// Reads `-12.5e-3`: digits, a point between digits or none, an exponent or none.
  /// - Returns: nil for other forms, and for what is not small.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    func skip(_ byte: UInt8) -> Bool {
      guard index < bytes.count, bytes[index] == byte else { return false }
      index += 1
      return true
    }
    /// The number of digits that come next, which are appended to `value`.
    func digits(_ value: inout UInt64) -> Int {
      let start = index
      while index < bytes.count {
        let digit = bytes[index] &- UInt8(ascii: "0")
        guard digit < 10 else { break }
        value = value &* 10 &+ UInt64(digit)
        index += 1
      }
      return index - start
    }
    isNegative = skip(UInt8(ascii: "-"))
    // Zeros before the number are none of its digits.
    let start = index
    while skip(UInt8(ascii: "0")) {}
    let zeros = index - start
    var count = digits(&mantissa)
    guard count + zeros > 0 else { return nil }
    if skip(UInt8(ascii: ".")) {
      let isBelowOne = count == 0
      let point = index
      if isBelowOne { while skip(UInt8(ascii: "0")) {} }
      count += digits(&mantissa)
      exponent = point - index
      guard exponent < 0 else { return nil }
    }
    guard count <= 19 else { return nil }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      let isBelowOne = skip(UInt8(ascii: "-"))
      if !isBelowOne { _ = skip(UInt8(ascii: "+")) }
      var power: UInt64 = 0
      guard (1...4).contains(digits(&power)) else { return nil }
      exponent += isBelowOne ? -Int(power) : Int(power)
    }
    guard index == bytes.count, mantissa == 0 || abs(exponent) < Self.powersOfFive.count else { return nil }
  }

  /// The nearest double.
  var value: Double { isNegative ? -magnitude : magnitude }

  private var magnitude: Double {
    if mantissa == 0 { return 0 }
    let five = Self.powersOfFive[abs(exponent)]
    if exponent >= 0 {
      let (high, low) = mantissa.multipliedFullWidth(by: five)
      if high == 0 { return Double(low) * powerOfTwo(exponent) }
      let shift = high.leadingZeroBitCount
      let (top, rest) = (high << shift | low >> (64 - shift), low << shift)
      return Double(top | (rest == 0 ? 0 : 1)) * powerOfTwo(64 - shift + exponent)
    }
    // Both with their highest bits set, so that the quotient has 63 bits or 64.
    let (above, below) = (mantissa.leadingZeroBitCount, five.leadingZeroBitCount)
    let top = mantissa << above
    let (quotient, rest) = (five << below).dividingFullWidth((top >> 1, top << 63))
    return Double(quotient | (rest == 0 ? 0 : 1)) * powerOfTwo(below - above - 63 + exponent)
  }

  /// The powers of five of a word.
  private static let powersOfFive = (0...27).map { power in (0..<power).reduce(UInt64(1)) { five, _ in five * 5 } }
}

/// 2ᵏ, |k| ≤ 1000.
private func powerOfTwo(_ k: Int) -> Double { Double(bitPattern: UInt64(1023 + k) << 52) }
