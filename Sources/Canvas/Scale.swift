// Data coordinates along an axis, and the ticks that label them.

import RealModule

/// A map from data values to positions in [0, 1].
public struct Scale: Sendable, Hashable {
  /// Equal distances for equal differences, or for equal ratios.
  public enum Kind: Sendable, Hashable {
    /// Equal differences.
    case linear
    /// Equal ratios; both ends are positive.
    case logarithmic
  }
  /// Value at position 0.
  public let lower: Double
  /// Value at position 1.
  public let upper: Double
  /// Linear or logarithmic.
  public let kind: Kind

  /// A scale from `lower` to `upper`, `lower` < `upper`.
  public init(_ kind: Kind, from lower: Double, to upper: Double) {
    precondition(
      lower < upper && (kind == .linear || lower > 0), "an axis runs upwards, a logarithmic one from above 0")
    self.kind = kind
    self.lower = lower
    self.upper = upper
  }

  /// The position of a value: 0 at `lower`, 1 at `upper`; −∞ for 0 on a logarithmic scale.
  public func position(_ value: Double) -> Double {
    switch kind {
    case .linear: (value - lower) / (upper - lower)
    case .logarithmic:
      value <= 0 ? -.infinity : .log(value / lower) / .log(upper / lower)
    }
  }

  /// The value at a position.
  public func value(_ position: Double) -> Double {
    switch kind {
    case .linear: lower + position * (upper - lower)
    case .logarithmic: lower * .exp(position * .log(upper / lower))
    }
  }

  /// The values at the centres of `count` equal pixels.
  public func pixelCentres(_ count: Int) -> [Double] {
    (0..<count).map { value((Double($0) + 0.5) / Double(count)) }
  }

  /// The pixel of `count` that holds a value; nil outside.
  public func pixel(_ value: Double, of count: Int) -> Int? {
    let position = position(value)
    guard position >= 0, position <= 1, count > 0 else { return nil }
    return min(count - 1, Int(position * Double(count)))
  }

  /// Round values to label, at most about `limit` of them, ascending: decades first, then 1–2–5.
  public func ticks(atMost limit: Int) -> [Double] {
    guard limit > 0 else { return [] }
    switch kind {
    case .linear: return linearTicks(limit)
    case .logarithmic:
      let decades = Double.log10(upper / lower)
      if decades < 1 && limit >= 2 {
        let linear = linearTicks(limit).filter { $0 > 0 }
        if linear.count >= 2 { return linear }
      }
      let first = Int(Double.log10(lower).rounded(.down))
      let last = Int(Double.log10(upper).rounded(.up))
      let within = { (v: Double) in v >= lower * (1 - 1e-9) && v <= upper * (1 + 1e-9) }
      for mantissas in [[1.0, 2, 5], [1.0, 3]] {
        let all = (first...last).flatMap { e in mantissas.map { $0 * .pow(10, Double(e)) } }.filter(within)
        if all.count <= limit { return all }
      }
      let powers = (first...last).map { Double.pow(10, Double($0)) }.filter(within)
      let stride = max(1, (powers.count + limit - 1) / limit)
      return powers.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    }
  }

  private func linearTicks(_ limit: Int) -> [Double] {
    let rough = (upper - lower) / Double(limit)
    let magnitude = Double.pow(10, Double.log10(rough).rounded(.down))
    let step = [1, 2, 2.5, 5, 10].map { $0 * magnitude }.first { $0 >= rough * (1 - 1e-9) } ?? rough
    let first = (lower / step - 1e-9).rounded(.up)
    let last = (upper / step + 1e-9).rounded(.down)
    guard last >= first else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }
}
