// The Curves view on the command line and in files, exact to the last digit.

import Canvas
import Theory

extension Scale: Codable {
  /// Reads `linear:0:4` or `log:0.001:100`; nil where it is neither, or does not run upwards.
  public init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let lower = Double(parts[1]), let upper = Double(parts[2]),
      ["linear", "log"].contains(parts[0])
    else { return nil }
    self.init(checking: parts[0] == "linear" ? .linear : .logarithmic, lower, upper)
  }

  private init?(checking kind: Kind, _ lower: Double, _ upper: Double) {
    guard lower.isFinite, upper.isFinite, lower < upper, kind == .linear || lower > 0 else { return nil }
    self.init(kind, from: lower, to: upper)
  }

  /// The scale as ``init(argument:)`` reads it.
  public var argument: String { "\(kind == .linear ? "linear" : "log"):\(shortest(lower)):\(shortest(upper))" }

  /// Reads a scale written as an argument.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let scale = Scale(argument: text) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a scale"))
    }
    self = scale
  }

  /// Writes the scale as an argument.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(argument)
  }
}

extension CurveSettings: Codable {
  private enum CodingKeys: String, CodingKey { case quantity, axis, family, values, x, y }

  /// The options that give these curves.
  var arguments: String {
    var parts = ["--curves \(quantity.rawValue)"]
    if quantity != .solutions { parts.append("--x-axis \(axes.x.optionName) --y-axis \(axes.y.optionName)") }
    parts.append("--family \(values.map { shortest($0) }.joined(separator: ","))")
    parts.append("--x-scale \(x.argument) --y-scale \(y.argument)")
    return parts.joined(separator: " ")
  }

  /// Reads the settings; axes that the quantity cannot have become its own.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let quantity = try values.decode(CurveQuantity.self, forKey: .quantity)
    let axes = Axes(
      x: try values.decode(Parameter.self, forKey: .axis), y: try values.decode(Parameter.self, forKey: .family))
    let family = try values.decode([Double].self, forKey: .values)
    guard Self.accepts(quantity, axes, family) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a family of curves"))
    }
    self.init(
      quantity, axes: axes, values: family, x: try values.decode(Scale.self, forKey: .x),
      y: try values.decode(Scale.self, forKey: .y))
  }

  /// Writes the settings.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(quantity, forKey: .quantity)
    try container.encode(axes.x, forKey: .axis)
    try container.encode(axes.y, forKey: .family)
    try container.encode(values, forKey: .values)
    try container.encode(x, forKey: .x)
    try container.encode(y, forKey: .y)
  }

  /// Whether a quantity can be drawn over these axes for these values.
  public static func accepts(_ quantity: CurveQuantity, _ axes: Axes, _ values: [Double]) -> Bool {
    let student: Set<Parameter> = [.lambdaS, .gammaS]
    guard quantity == .errors || student == [axes.x, axes.y] else { return false }
    guard quantity != .solutions || axes.y == .gammaS else { return false }
    return values.count <= 8 && values.allSatisfy { axes.y.accepts($0) }
  }
}
