// Numbers as a person types them. The locale plays no part: the decimal mark is always a point.

/// Reads a number as a person types one: `0.05`, `1e-3`, or a ratio such as `500/416`; blanks around a number and a
/// typographic minus are no mistake.
/// - Returns: nil for what is no finite number. What is not 0 is never read as 0: below the least number there is, it is
///   that.
public func typedNumber(_ text: String) -> Double? {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
    var number = part.drop { $0 == " " }
    while number.last == " " { number = number.dropLast() }
    return decimalNumber(number.replacing("−", with: "-"))
  }
  let value: Double? =
    switch parts.count {
    case 1: parts[0]
    case 2: parts[0].flatMap { top in parts[1].map { top == 0 ? top / $0 : nonzero(top / $0) } }
    default: nil
    }
  return value.flatMap { $0.isFinite ? $0 : nil }
}

/// Reads a number as a program writes one: `0.05`, `1e-3`, `inf`.
/// - Returns: nil for what is no number. What is not 0 is never read as 0.
public func decimalNumber(_ text: some StringProtocol) -> Double? {
  // Double stops reading at a null.
  guard !text.utf8.contains(0), let value = Double(text) else { return nil }
  guard value == 0 else { return value }
  let isHexadecimal = text.contains { $0 == "x" || $0 == "X" }
  let mantissa = text.prefix { isHexadecimal ? $0 != "p" && $0 != "P" : $0 != "e" && $0 != "E" }
  let digits = isHexadecimal ? mantissa.drop { $0 != "x" && $0 != "X" } : mantissa
  return digits.contains { $0.isHexDigit && $0 != "0" } ? nonzero(value) : value
}

/// The least number of its sign in place of 0.
private func nonzero(_ value: Double) -> Double {
  value == 0 ? (value.sign == .minus ? -.leastNonzeroMagnitude : .leastNonzeroMagnitude) : value
}
