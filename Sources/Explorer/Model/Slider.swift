// How a parameter is moved by hand: its range on a track, and steps that land on round numbers.

import Canvas
import RealModule
import Theory

/// How far one key press moves a slider.
public enum StepSize: Sendable, Hashable {
  /// Fine, ordinary, coarse.
  case fine, normal, coarse
}

/// The track of one parameter's slider: logarithmic for penalties (with an exact 0 at the left end) and aspect ratios,
/// linear for noise and ζ.
public struct SliderTrack: Sendable, Hashable {
  /// The parameter.
  public let parameter: Parameter
  /// The values on the track, the exact 0 of a penalty apart.
  public let scale: Scale
  /// Whether the left end is an exact 0 below the logarithmic range.
  public let hasZeroStop: Bool

  /// The track of a parameter.
  public init(_ parameter: Parameter) {
    self.parameter = parameter
    hasZeroStop = parameter == .lambdaT || parameter == .lambdaS
    scale =
      switch parameter {
      case .lambdaT, .lambdaS: Scale(.logarithmic, from: 1e-4, to: 100)
      case .gammaT, .gammaS: Scale(.logarithmic, from: 0.02, to: 20)
      case .sigma: Scale(.linear, from: 0, to: 4)
      case .zeta: Scale(.linear, from: 0, to: 1)
      }
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
    return min(count - 1, first + Int(position * Double(count - first)))
  }

  /// The lowest and the highest value that keys and the pointer reach.
  public var ends: (Double, Double) { (hasZeroStop ? 0 : scale.lower, scale.upper) }

  /// The next round number up or down from `value`.
  public func step(_ value: Double, up: Bool, _ size: StepSize) -> Double {
    let next = scale.kind == .linear ? linearStep(value, up: up, size) : logarithmicStep(value, up: up, size)
    let (low, high) = ends
    // A value typed beyond the track is not pulled back by a step away from it.
    return up ? min(next, max(high, value)) : max(next, min(low, value))
  }

  private func linearStep(_ value: Double, up: Bool, _ size: StepSize) -> Double {
    let perUnit: Double =
      switch (parameter, size) {
      case (.zeta, .fine): 500
      case (.zeta, .normal): 50
      case (.zeta, .coarse): 10
      case (_, .fine): 100
      case (_, .normal): 20
      case (_, .coarse): 2
      }
    let steps = value * perUnit
    return (up ? (steps + 1e-6).rounded(.down) + 1 : (steps - 1e-6).rounded(.up) - 1) / perUnit
  }

  private func logarithmicStep(_ value: Double, up: Bool, _ size: StepSize) -> Double {
    if value <= 0 { return up ? scale.lower : 0 }
    if hasZeroStop && !up && value <= scale.lower * (1 + 1e-9) { return 0 }
    let mantissas = Self.mantissas(size)
    let decade = Int(Double.log10(value).rounded(.down))
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
