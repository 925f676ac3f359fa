import Canvas
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
}
