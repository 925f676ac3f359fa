// Numbers rounded for a person. The locale plays no part: the decimal mark is always a point.

import RealModule

/// How a number is written.
public struct NumberFormat: Sendable, Hashable {
  /// Significant digits, 1…15.
  public var digits: Int
  /// Whether a plus sign is written.
  public var showsPlus: Bool
  /// Whether zeros after the last significant figure are dropped.
  public var trimsZeros: Bool
  /// Whether minus is U+2212 and infinity ∞, rather than ASCII.
  public var isUnicode: Bool
  /// The least power of ten in fixed notation.
  public var leastFixed = -4

  /// A format of so many significant digits.
  public init(digits: Int = 3, showsPlus: Bool = false, trimsZeros: Bool = false, isUnicode: Bool = true) {
    self.digits = max(1, min(15, digits))
    self.showsPlus = showsPlus
    self.trimsZeros = trimsZeros
    self.isUnicode = isUnicode
  }

  /// A format that tells ascending values apart, such as those of ticks.
  public init(telling values: [Double], isUnicode: Bool = true) {
    let steps = zip(values, values.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }
    let decade = { (value: Double) in Double.log10(value).rounded(.down) }
    let largest = values.map(abs).max() ?? 0
    // Two digits of a step itself, which may be 2.5.
    let digits = steps.min().map { Int(clamping: decade(largest) - decade($0)) + 2 } ?? 0
    self.init(digits: max(6, digits), trimsZeros: true, isUnicode: isUnicode)
  }

  /// The number in this format: fixed notation from ``leastFixed`` up to a million, scientific beyond.
  public func text(_ value: Double) -> String {
    if value.isNaN { return "undefined" }
    let sign = value < 0 ? (isUnicode ? "−" : "-") : (showsPlus && value > 0 ? "+" : "")
    if value.isInfinite { return sign + (isUnicode ? "∞" : "inf") }
    if value == 0 { return fixed(0, exponent: 0) }
    let (mantissa, exponent) = rounded(abs(value))
    if exponent >= leastFixed && exponent < 6 { return sign + fixed(mantissa, exponent: exponent) }
    var figures = decimals(mantissa, count: digits - 1)
    if trimsZeros || digits > 2 { figures = trimmed(figures) }
    return sign + figures + "e" + (isUnicode && exponent < 0 ? "−" : exponent < 0 ? "-" : "") + "\(abs(exponent))"
  }

  /// `value` = mantissa × 10^(exponent − digits + 1), the mantissa an integer of `digits` digits.
  private func rounded(_ value: Double) -> (mantissa: Int, exponent: Int) {
    var exponent = Int(clamping: Double.log10(value).rounded(.down))
    func scaled(_ e: Int) -> Double {
      let shift = digits - 1 - e
      // In two steps where one power of ten would overflow or vanish.
      if abs(shift) > 300 { return value * .pow(10, Double(shift / 2)) * .pow(10, Double(shift - shift / 2)) }
      return shift >= 0 ? value * .pow(10, Double(shift)) : value / .pow(10, Double(-shift))
    }
    let limit = Int(clamping: Double.pow(10, Double(digits)))
    var mantissa = Int(clamping: scaled(exponent).rounded())
    if mantissa >= limit {
      exponent += 1
      mantissa = Int(clamping: scaled(exponent).rounded())
    } else if mantissa < limit / 10 {
      exponent -= 1
      mantissa = min(limit - 1, Int(clamping: scaled(exponent).rounded()))
    }
    return (mantissa, exponent)
  }

  private func fixed(_ mantissa: Int, exponent: Int) -> String {
    let places = digits - 1 - exponent
    if places <= 0 {
      var integer = mantissa
      for _ in 0..<(-places) { integer *= 10 }
      return "\(integer)"
    }
    let text = decimals(mantissa, count: places)
    return trimsZeros ? trimmed(text) : text
  }

  /// An integer with a decimal point `count` digits from its end.
  private func decimals(_ mantissa: Int, count: Int) -> String {
    guard count > 0 else { return "\(mantissa)" }
    let digits = String(mantissa)
    let padded = String(repeating: "0", count: max(0, count + 1 - digits.count)) + digits
    return padded.dropLast(count) + "." + padded.suffix(count)
  }

  private func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var result = Substring(text)
    while result.last == "0" { result = result.dropLast() }
    if result.last == "." { result = result.dropLast() }
    return String(result)
  }
}
