// Numbers as a person types them. The locale plays no part: the decimal mark is always a point.

/// Reads a number as a person types one: `0.05`, `1e-3`, or a ratio such as `500/416`; blanks around a number and a
/// typographic minus are no mistake.
/// - Returns: nil for what is no finite number.
public func typedNumber(_ text: String) -> Double? {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(plainNumber)
  let value: Double? =
    switch parts.count {
    case 1: parts[0]
    case 2: parts[0].flatMap { top in parts[1].map { top / $0 } }
    default: nil
    }
  return value.flatMap { $0.isFinite ? $0 : nil }
}

private func plainNumber(_ text: Substring) -> Double? {
  var number = text.drop { $0 == " " }
  while number.last == " " { number = number.dropLast() }
  // Double stops reading at a null.
  return number.utf8.contains(0) ? nil : Double(number.replacing("−", with: "-"))
}
