// What the Curves view shows, on the command line.

import ArgumentParser
import Canvas
import Explorer
import Theory

/// The quantity, the family and the scales of curves.
struct CurveOptions: ParsableArguments {
  @Option(help: "Curves: \(CurveQuantity.allCases.map(\.rawValue).joined(separator: ", ")).") var curves: CurveQuantity?
  @Option(help: "Curves: the family's values, such as 0,0.5,1.", transform: readingValues) var family: [Double]?
  @Option(help: "Curves: horizontal scale, such as log:0.001:100 or linear:0:4.", transform: readingScale)
  var xScale: Scale?
  @Option(help: "Curves: vertical scale; without it, fitted to the curves.", transform: readingScale) var yScale: Scale?

  /// Gives settings these curves.
  func apply(to settings: inout Model.Settings, xAxis: Parameter?, family parameter: Parameter?) throws {
    let preset = settings.curves
    let quantity = curves ?? preset.quantity
    var axes = preset.axes
    if quantity != .errors, preset.quantity == .errors { axes = Axes(x: .lambdaS, y: .gammaS) }
    if let xAxis { axes.setX(xAxis) }
    if let parameter { axes.setY(parameter) }
    let keepsFamily = axes.y == preset.axes.y && quantity == preset.quantity
    let values = family ?? (keepsFamily ? preset.values : nil)
    let keepsScale = axes.x == preset.axes.x && quantity == preset.quantity
    let shown = CurveSettings(quantity, axes: axes, values: values, x: xScale ?? (keepsScale ? preset.x : nil))
    guard CurveSettings.accepts(quantity, axes, shown.values) else {
      throw ValidationError(
        quantity == .errors
          ? "--family takes up to 8 values, each \(axes.y.accepted)"
          : "curves of \(quantity.rawValue) are along lambda-s for a family of gamma-s, of up to 8 values, each > 0")
    }
    if quantity != .solutions, !axes.x.accepts(shown.x.lower) || !axes.x.accepts(shown.x.upper) {
      throw ValidationError("--x-scale leaves the range of \(axes.x.symbol): \(axes.x.accepted)")
    }
    settings.show(shown)
    if let yScale { settings.curves.y = yScale }
  }
}

extension CurveQuantity: ExpressibleByArgument {}

@Sendable private func readingValues(_ text: String) throws -> [Double] {
  try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
    guard let value = typedNumber(String(part)) else { throw ValidationError("'\(part)' is not a finite number") }
    return value
  }
}

@Sendable private func readingScale(_ text: String) throws -> Scale {
  guard let scale = Scale(argument: text) else {
    throw ValidationError("a scale is linear:LOW:HIGH or log:LOW:HIGH with LOW < HIGH, such as log:0.001:100")
  }
  return scale
}
