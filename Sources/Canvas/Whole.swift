// The one way from a number to a whole number, for places on a screen: it cannot trap.

extension Int {
  /// The whole part of a number: the nearest whole number there is for one too large, and 0 for none at all.
  public init(clamping value: Double) {
    self = Int(exactly: value.rounded(.towardZero)) ?? (value > 0 ? .max : value < 0 ? .min : 0)
  }
}
