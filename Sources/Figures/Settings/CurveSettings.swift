// What the Curves view shows: which quantity, along which parameter, for which family, between which limits.

import Canvas
import RealModule
import Theory

/// A quantity drawn as curves.
public enum CurveQuantity: String, CaseIterable, Sendable, Codable {
  /// L_s and L_t against any parameter.
  case errors
  /// L_s − L_t against any parameter: a gain of two percent cannot be seen on an axis of errors.
  case gap
  /// H₁ against λs or γs, with the teacher's level [paper, eq. (11), Fig. 4].
  case condition
  /// The λs that solve H₁ = c, against c [paper, Fig. 5].
  case solutions

  /// Whether any two parameters can be its axes, and a simulation estimates it.
  public var isOverParameters: Bool { self == .errors || self == .gap }
}

/// The settings of the Curves view.
public struct CurveSettings: Sendable, Hashable {
  /// What is drawn.
  public var quantity: CurveQuantity
  /// The parameter along the horizontal axis, as ``Axes/x``, and that of the family, as ``Axes/y``. Of no account
  /// along c.
  public private(set) var axes: Axes
  /// The values of the family's parameter, ascending.
  public private(set) var values: [Double]
  /// The horizontal scale.
  public private(set) var x: Scale
  /// The vertical scale; it stays until asked to change.
  public var y: Scale

  /// Curves along `axes.x` for several values of `axes.y`. Without values or a scale, ones fit for the parameter.
  public init(
    _ quantity: CurveQuantity = .errors, axes: Axes = Axes(x: .lambdaS, y: .zeta), values: [Double]? = nil,
    x: Scale? = nil, y: Scale? = nil
  ) {
    self.quantity = quantity
    // What is shown of them is said by the scales.
    self.axes = Axes(x: axes.x, y: axes.y)
    self.values = values ?? axes.y.familyValues(for: quantity)
    self.x = x ?? Self.scale(quantity, axes.x)
    self.y = y ?? Scale(.linear, from: 0, to: 1)
  }

  /// The curves of another quantity, with the axes it can have.
  package func showing(_ quantity: CurveQuantity) -> CurveSettings {
    switch quantity {
    case .errors, .gap:
      // The same curves, seen otherwise.
      self.quantity.isOverParameters
        ? CurveSettings(quantity, axes: axes, values: values, x: x) : CurveSettings(quantity)
    case .condition, .solutions: CurveSettings(quantity, axes: Axes(x: .lambdaS, y: .gammaS))
    }
  }

  /// The same with the next parameter, or the one before, along the axis or as the family; nil where there is no choice.
  package func turning(horizontal: Bool, forward: Bool) -> CurveSettings? {
    let all: [Parameter] = quantity.isOverParameters ? Parameter.allCases : [.lambdaS, .gammaS]
    return turned {
      if horizontal {
        $0.setX(all.neighbour(of: $0.x, forward: forward))
      } else {
        $0.setY(all.neighbour(of: $0.y, forward: forward))
      }
    }
  }

  private func turned(_ turn: (inout Axes) -> Void) -> CurveSettings? {
    guard quantity != .solutions else { return nil }
    var copy = axes
    turn(&copy)
    return CurveSettings(
      quantity, axes: copy, values: copy.y == axes.y ? values : nil, x: copy.x == axes.x ? x : nil)
  }

  /// Shows a stretch of the plane, as far as its ends are accepted on the axes.
  package mutating func show(_ window: Window) {
    func accepted(_ scale: Scale, _ parameter: Parameter) -> Scale {
      Scale(scale.kind, near: parameter.nearestAccepted(scale.lower), and: parameter.nearestAccepted(scale.upper))
    }
    x = quantity == .solutions ? window.x : accepted(window.x, axes.x)
    y = quantity == .solutions ? accepted(window.y, .lambdaS) : window.y
  }

  /// The same curves along the whole of their axis: that of a preset's, where it has the same.
  package func whole(in preset: Preset?) -> CurveSettings {
    let own = preset.flatMap { $0.curves.quantity == quantity && $0.curves.axes == axes ? $0.curves.x : nil }
    return CurveSettings(quantity, axes: axes, values: values, x: own)
  }

  private static func scale(_ quantity: CurveQuantity, _ parameter: Parameter) -> Scale {
    quantity == .solutions ? Scale(.linear, from: -1, to: 0) : parameter.scale
  }

  /// The name of the horizontal axis.
  public var xName: String { quantity == .solutions ? "c" : axes.x.symbol }

  /// The name of the horizontal axis in files.
  public var xFieldName: String { quantity == .solutions ? "c" : axes.x.fieldName }

  /// Round places along the axis, for a table: steps of an eightieth on a linear scale, twenty a decade on a
  /// logarithmic one, to six digits.
  public var gridValues: [Double] { Self.gridValues(x, perDecade: 20, linearSteps: 80) }

  package static func gridValues(_ scale: Scale, perDecade: Int, linearSteps: Int) -> [Double] {
    switch scale.kind {
    case .linear:
      // Nine digits of the span, and never beyond its ends.
      let power = 9 - Double.log10(scale.upper - scale.lower).rounded(.down)
      return (0...linearSteps).map { index in
        let value = scale.value(Double(index) / Double(linearSteps))
        let rounded = abs(power) <= 22 ? (value * .pow(10, power)).rounded() / .pow(10, power) : value
        return min(max(rounded, scale.lower), scale.upper)
      }
    case .logarithmic:
      let first = Int(clamping: (Double(perDecade) * .log10(scale.lower) - 1e-9).rounded(.up))
      let last = Int(clamping: (Double(perDecade) * .log10(scale.upper) + 1e-9).rounded(.down))
      return (first...max(first, last)).map { sixDigits(.pow(10, Double($0) / Double(perDecade))) }
    }
  }

  private static func sixDigits(_ value: Double) -> Double {
    let exponent = Int(clamping: Double.log10(value).rounded(.down))
    let power = Double.pow(10, Double(abs(5 - exponent)))
    return exponent <= 5 ? (value * power).rounded() / power : (value / power).rounded() * power
  }
}
