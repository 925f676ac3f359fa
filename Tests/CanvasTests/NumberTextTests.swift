import Canvas
import RandomSupport
import Testing

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0.0457, "0.0457"), (-0.0457, "−0.0457"), (1.8249, "1.82"), (31.35, "31.4"), (0, "0.00"), (999.6, "1000"),
    (0.00009999, "1e−4"), (0.00012345, "1.23e−4"), (123_456, "123000"), (1_234_567, "1.23e6"), (9.996, "10.0"),
    (0.9996, "1.00"), (5e-324, "4.94e−324"), (1.7976931348623157e308, "1.8e308"), (.infinity, "∞"), (-.infinity, "−∞"),
  ])
  func threeDigits(value: Double, text: String) {
    // 1e-4 itself is the last in fixed notation.
    #expect(NumberFormat().text(value) == (text == "1e−4" ? "0.000100" : text == "1.23e−4" ? "0.000123" : text))
  }

  @Test func signsAndTrimming() {
    #expect(NumberFormat(showsPlus: true).text(0.5) == "+0.500")
    #expect(NumberFormat(trimsZeros: true).text(0.5) == "0.5")
    #expect(NumberFormat(trimsZeros: true).text(20) == "20")
    #expect(NumberFormat(showsPlus: true, isUnicode: false).text(-0.25) == "-0.250")
    #expect(NumberFormat(isUnicode: false).text(.infinity) == "inf")
    #expect(NumberFormat(digits: 1, trimsZeros: true).text(0.2) == "0.2")
  }

  /// Rounded to d digits and read back, a number is off by at most half a unit of its last digit.
  @Test func readsBack() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite, abs(value) > 1e-300, abs(value) < 1e307 else { continue }
      for digits in [1, 3, 6] {
        let text = NumberFormat(digits: digits, isUnicode: false).text(value)
        let back = try #require(Double(text), "\(text)")
        let unit: Double = digits == 1 ? 1 : digits == 3 ? 0.01 : 1e-5
        let allowed: Double = abs(value) * unit * 0.5000001
        #expect(abs(back - value) <= allowed, "\(value) as \(text)")
      }
    }
  }
}
