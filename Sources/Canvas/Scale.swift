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

  /// A scale from `lower` to `upper`.
  /// - Precondition: it ``canRun(_:from:to:)``.
  public init(_ kind: Kind, from lower: Double, to upper: Double) {
    precondition(Self.canRun(kind, from: lower, to: upper), "no axis runs from \(lower) to \(upper)")
    self.kind = kind
    self.lower = lower
    self.upper = upper
  }

  /// The scale nearest to one from `lower` to `upper`, whatever these have come to: ends out of range are brought back,
  /// and ends too near to each other drawn apart.
  public init(_ kind: Kind, near lower: Double, and upper: Double) {
    let least = kind == .linear ? -Self.farthest : 1 / Self.farthest
    let inside = { (end: Double) in end.isNaN ? (kind == .linear ? 0 : 1) : min(max(end, least), Self.farthest) }
    var (low, high) = (inside(min(lower, upper)), inside(max(lower, upper)))
    if low == 0 && high == 0 { (low, high) = (-1, 1) }
    if !Self.canRun(kind, from: low, to: high) {
      let room = 2 * max(Self.leastSpan * max(abs(low), abs(high)), 1 / Self.farthest)
      (low, high) = (max(low - room, least), min(high + room, Self.farthest))
    }
    self.init(kind, from: low, to: high)
  }

  /// Whether there is a scale of these ends: ascending, within ±10²⁵⁰, and so far apart that ten digits tell them from
  /// each other; those of a logarithmic one are not below 10⁻²⁵⁰.
  public static func canRun(_ kind: Kind, from lower: Double, to upper: Double) -> Bool {
    guard lower < upper, abs(lower) <= farthest, abs(upper) <= farthest, kind == .linear || lower >= 1 / farthest else {
      return false
    }
    return upper - lower >= max(leastSpan * max(abs(lower), abs(upper)), 1 / farthest)
  }

  private static let farthest = 1e250
  private static let leastSpan = 1e-9

  /// The position of a value: 0 at `lower`, 1 at `upper`; −∞ for 0 on a logarithmic scale.
  public func position(_ value: Double) -> Double {
    switch kind {
    case .linear: (value - lower) / (upper - lower)
    case .logarithmic: value <= 0 ? -.infinity : Self.logRatio(value, lower) / Self.logRatio(upper, lower)
    }
  }

  /// The value at a position.
  public func value(_ position: Double) -> Double {
    switch kind {
    case .linear: lower + position * (upper - lower)
    case .logarithmic: lower * .exp(position * Self.logRatio(upper, lower))
    }
  }

  /// log(a/b), whether or not a/b is a number.
  private static func logRatio(_ a: Double, _ b: Double) -> Double {
    let ratio = a / b
    return ratio > 0 && ratio < .infinity ? .log(ratio) : .log(a) - .log(b)
  }

  /// The values at the centres of `count` equal pixels.
  public func pixelCentres(_ count: Int) -> [Double] {
    (0..<count).map { value((Double($0) + 0.5) / Double(count)) }
  }

  /// The pixel of `count` that holds a value; nil outside.
  public func pixel(_ value: Double, of count: Int) -> Int? {
    let position = position(value)
    guard position >= 0, position <= 1, count > 0 else { return nil }
    return min(count - 1, Int(clamping: position * Double(count)))
  }

  /// Round values to label, at most about `limit` of them, ascending: decades first, then 1–2–5.
  public func ticks(atMost limit: Int) -> [Double] {
    guard limit > 0 else { return [] }
    switch kind {
    case .linear: return linearTicks(limit)
    case .logarithmic:
      let decades = Self.logRatio(upper, lower) / .log(10)
      if decades < 1 && limit >= 2 {
        let linear = linearTicks(limit).filter { $0 > 0 }
        if linear.count >= 2 { return linear }
      }
      let first = Int(clamping: Double.log10(lower).rounded(.down))
      let last = Int(clamping: Double.log10(upper).rounded(.up))
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
    let rough = upper / Double(limit) - lower / Double(limit)
    let magnitude = Double.pow(10, Double.log10(rough).rounded(.down))
    let step = [1, 2, 2.5, 5, 10].map { $0 * magnitude }.first { $0 >= rough * (1 - 1e-9) } ?? rough
    let first = (lower / step - 1e-9).rounded(.up)
    let last = (upper / step + 1e-9).rounded(.down)
    // One tick alone tells nothing.
    if last <= first && limit < 8 { return linearTicks(2 * limit) }
    guard last >= first else { return [] }
    return (0...Int(clamping: last - first)).map { (first + Double($0)) * step }
  }
}

extension Scale {
  /// The scale `factor` times finer, the value at a position staying where it is; a factor below 1 makes it coarser.
  /// - Parameter whole: what it never leaves; nil for no limit.
  public func zoomed(by factor: Double, about position: Double, within whole: Scale?) -> Scale {
    stretch(from: position - position / factor, to: position + (1 - position) / factor, within: whole)
  }

  /// The scale moved up by a share of its length.
  /// - Parameter whole: what it never leaves; nil for no limit.
  public func moved(by share: Double, within whole: Scale?) -> Scale {
    stretch(from: share, to: 1 + share, within: whole)
  }

  /// Whether all of another scale of the kind is on it.
  public func holds(_ other: Scale) -> Bool { kind == other.kind && lower <= other.lower && other.upper <= upper }

  /// The least stretch of a whole scale that is shown.
  private static let leastShare = 1e-6

  private func stretch(from start: Double, to end: Double, within whole: Scale?) -> Scale {
    guard let whole, whole.kind == kind else { return Scale(kind, near: value(start), and: value(end)).roundedEnds }
    let (low, high) = (whole.position(value(start)), whole.position(value(end)))
    let length = high - low
    if length < Self.leastShare { return self }
    if length > 1 - 1e-9 { return whole }
    let first = min(max(0, low), 1 - length)
    let rounded = Scale(kind, near: whole.value(first), and: whole.value(first + length)).roundedEnds
    return Scale(kind, near: max(rounded.lower, whole.lower), and: min(rounded.upper, whole.upper))
  }

  /// Ends to a ten-thousandth of the length, or of themselves where these are ratios: they are to be read and typed.
  private var roundedEnds: Scale {
    func rounded(_ end: Double) -> Double {
      let size = kind == .linear ? upper - lower : min(upper - lower, end)
      let power = Double.log10(size).rounded(.down) - 4
      let quantum = Double.pow(10, abs(power))
      guard quantum.isFinite else { return end }
      return power < 0 ? (end * quantum).rounded() / quantum : (end / quantum).rounded() * quantum
    }
    return Scale(kind, near: rounded(lower), and: rounded(upper))
  }
}
