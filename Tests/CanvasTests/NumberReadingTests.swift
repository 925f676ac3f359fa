import Canvas
import Testing

@Suite struct NumberReadingTests {
  @Test(
    arguments: [
      ("0.05", 0.05), ("1e-3", 0.001), ("500/416", 500.0 / 416), ("−2", -2.0), (" 1 / 4 ", 0.25), ("+3", 3.0),
      ("0", 0.0),
    ])
  func numbersAndQuotients(text: String, value: Double) { #expect(typedNumber(text) == value) }

  @Test(arguments: ["", " ", "x", "1/", "/2", "1/2/3", "1/0", "0/0", "1 0", "1,5", "nan", "inf", "1e400"])
  func whatIsNone(text: String) { #expect(typedNumber(text) == nil) }
}
