// A range on a track, and steps that land on round numbers.

import Canvas
import RealModule

/// How far one key press moves a slider.
public enum StepSize: Sendable, Hashable {
  /// Fine, ordinary, coarse.
  case fine, normal, coarse
}

/// The track of a slider: linear, or logarithmic with or without an exact 0 at its left end.
public struct SliderTrack: Sendable, Hashable {
  /// Where its steps land.
  public enum Steps: Sendable, Hashable {
    /// On so many places a unit.
    case perUnit(fine: Double, normal: Double, coarse: Double)
    /// On so many places a doubling, 1 among them.
    case perDoubling(fine: Double, normal: Double, coarse: Double)
    /// On a decade's round numbers.
    case roundNumbers
  }

  /// The values on the track, the exact 0 apart.
  public let scale: Scale
  /// Where its steps land.
  public let steps: Steps
  /// Whether the left end is an exact 0 below the logarithmic range.
  public let hasZeroStop: Bool

  /// A track from `lower` to `upper`.
  package init(_ kind: Scale.Kind, _ lower: Double, _ upper: Double, _ steps: Steps, hasZeroStop: Bool = false) {
    scale = Scale(kind, from: lower, to: upper)
    self.steps = steps
    self.hasZeroStop = hasZeroStop
  }

  /// The value at slot `index` of `count` equal slots along the track; the first two are the zero stop, where there is
  /// one.
  public func value(slot index: Int, of count: Int) -> Double {
    guard hasZeroStop else { return scale.value((Double(index) + 0.5) / Double(count)) }
    return index < 2 ? 0 : scale.value((Double(index - 2) + 0.5) / Double(max(1, count - 2)))
  }

  /// The slot of `count` nearest to a value; values beyond the track go to its ends.
  public func slot(_ value: Double, of count: Int) -> Int {
    let first = hasZeroStop ? 2 : 0
    if hasZeroStop && value == 0 { return 0 }
    let position = min(1, max(0, scale.position(value)))
    return min(count - 1, first + Int(clamping: position * Double(count - first)))
  }

  /// The lowest and the highest value that keys and the pointer reach.
  public var ends: (Double, Double) { (hasZeroStop ? 0 : scale.lower, scale.upper) }

  /// The next round number up or down from `value`.
  public func step(_ value: Double, up: Bool, _ size: StepSize) -> Double {
    func count(_ fine: Double, _ normal: Double, _ coarse: Double) -> Double {
      size == .fine ? fine : size == .normal ? normal : coarse
    }
    let next =
      switch steps {
      case .perUnit(let fine, let normal, let coarse):
        Self.multiple(value, up: up, per: count(fine, normal, coarse))
      case .perDoubling(let fine, let normal, let coarse):
        Double.exp2(Self.multiple(Double.log2(value), up: up, per: count(fine, normal, coarse)))
      case .roundNumbers: roundNumber(value, up: up, size)
      }
    let (low, high) = ends
    // A value typed beyond the track is not pulled back by a step away from it.
    return up ? min(next, max(high, value)) : max(next, min(low, value))
  }

  /// The next multiple of 1 / `count`.
  private static func multiple(_ value: Double, up: Bool, per count: Double) -> Double {
    let steps = value * count
    return (up ? (steps + 1e-6).rounded(.down) + 1 : (steps - 1e-6).rounded(.up) - 1) / count
  }

  private func roundNumber(_ value: Double, up: Bool, _ size: StepSize) -> Double {
    if value <= 0 { return up ? scale.lower : 0 }
    if hasZeroStop && !up && value <= scale.lower * (1 + 1e-9) { return 0 }
    let mantissas = Self.mantissas(size)
    let decade = Int(clamping: Double.log10(value).rounded(.down))
    let candidates = (decade - 1...decade + 1).flatMap { exponent -> [Double] in
      mantissas.map { mantissa -> Double in
        // Division by a power of ten keeps round numbers exact.
        exponent >= 2
          ? Double(mantissa) * .pow(10, Double(exponent - 2)) : Double(mantissa) / .pow(10, Double(2 - exponent))
      }
    }
    let next =
      up ? candidates.first { $0 > value * (1 + 1e-9) } : candidates.last { $0 < value * (1 - 1e-9) }
    return next ?? value
  }

  /// Hundredths of a decade's round numbers.
  private static func mantissas(_ size: StepSize) -> [Int] {
    switch size {
    case .fine: Array(100..<200) + Array(stride(from: 200, to: 500, by: 2)) + Array(stride(from: 500, to: 1000, by: 5))
    // The R20 series of preferred numbers [ISO 3], rounded.
    case .normal: [100, 112, 125, 140, 160, 180, 200, 225, 250, 280, 315, 355, 400, 450, 500, 560, 630, 710, 800, 900]
    case .coarse: [100, 200, 500]
    }
  }
}
