// Scales as text, and which curves there are.

import Canvas
import Theory

extension Scale {
  /// Reads `linear:0:4` or `log:0.001:100`; nil where it is neither, or does not run upwards.
  public init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let lower = decimalNumber(parts[1]), let upper = decimalNumber(parts[2]),
      ["linear", "log"].contains(parts[0])
    else { return nil }
    self.init(checking: parts[0] == "linear" ? .linear : .logarithmic, lower, upper)
  }

  private init?(checking kind: Kind, _ lower: Double, _ upper: Double) {
    guard Scale.canRun(kind, from: lower, to: upper) else { return nil }
    self.init(kind, from: lower, to: upper)
  }

  /// The scale as ``init(argument:)`` reads it.
  public var argument: String { "\(kind == .linear ? "linear" : "log"):\(shortest(lower)):\(shortest(upper))" }
}

extension CurveSettings {
  /// Whether a quantity can be drawn over these axes for these values.
  public static func accepts(_ quantity: CurveQuantity, _ axes: Axes, _ values: [Double]) -> Bool {
    let student: Set<Parameter> = [.lambdaS, .gammaS]
    guard quantity.isOverParameters || student == [axes.x, axes.y] else { return false }
    guard quantity != .solutions || axes.y == .gammaS else { return false }
    return values.count <= 8 && values.allSatisfy { axes.y.accepts($0) }
  }
}
