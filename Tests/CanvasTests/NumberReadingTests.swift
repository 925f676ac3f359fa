import Canvas
import RandomSupport
import Testing

@Suite struct NumberReadingTests {
  @Test(
    arguments: [
      ("0.05", 0.05), ("1e-3", 0.001), ("500/416", 500.0 / 416), ("−2", -2.0), (" 1 / 4 ", 0.25), ("+3", 3.0),
      ("0", 0.0),
    ])
  func numbersAndQuotients(text: String, value: Double) { #expect(typedNumber(text) == value) }

  /// What is not 0 is not read as 0.
  @Test func whatIsTooSmallIsNotZero() {
    for text in ["1e-400", "0.00001e-500", "1e-200/1e200", "0x1p-2000", "+0005e-999"] {
      #expect(typedNumber(text) == .leastNonzeroMagnitude, "\(text)")
    }
    #expect(typedNumber("-1e-400") == -.leastNonzeroMagnitude)
    for text in ["0", "-0", "0e5", "0.000", "0x0p3", "00e-999", "0/3"] { #expect(typedNumber(text) == 0, "\(text)") }
  }

  @Test(arguments: ["", " ", "x", "1/", "/2", "1/2/3", "1/0", "0/0", "1 0", "1,5", "nan", "inf", "1e400"])
  func whatIsNone(text: String) { #expect(typedNumber(text) == nil) }

  private func ofBytes(_ text: String) -> Double? { Array(text.utf8).withUnsafeBufferPointer { decimalNumber($0) } }

  /// To the last bit, signs of zeros included.
  private func expectSame(_ text: String) {
    #expect(ofBytes(text)?.bitPattern == decimalNumber(text)?.bitPattern, "\(text.debugDescription)")
  }

  @Test(
    arguments: [
      "0", "-0", "0.0", "-0.000", "00.5", "5.", ".5", "-", "", " 1", "1 ", "e5", "1e", "1e-", "1e5", "1E+5", "1e-05",
      "+1",
      "inf", "-inf", "nan", "0x1p3", "0e999", "1e999", "1e-999", "0e-999", "1_0", "1\0", "١", "9999999999999999999",
      "99999999999999999999", "18446744073709551616", "9999999999999999999e27", "9999999999999999999e-27", "1e28",
      "9007199254740993", "9007199254740993e1", "0.1e-30", "2.2250738585072011e-308",
    ])
  func bytesAreReadAsText(text: String) { expectSame(text) }

  /// Digits, points and exponents of every kind, and halfway between two doubles.
  @Test func bytesAreReadExactly() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<20_000 {
      var text = (0...random.below(20)).map { _ in "\(random.below(10))" }.joined()
      if random.chance(0.7) {
        text.insert(".", at: text.index(text.startIndex, offsetBy: random.below(text.count)))
      }
      if random.chance(0.3) { text += "e\(random.below(61) - 30)" }
      expectSame(random.chance(0.5) ? text : "-" + text)
      let half = 2 * (1 << 52 + random.next() >> 12) + 1
      expectSame("\(half)e\(random.below(11))")
      expectSame("\(Double(bitPattern: random.next()))")
    }
  }
}
