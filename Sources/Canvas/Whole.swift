// The one way from a number to a whole number, for places on a screen: it cannot trap.

extension Int {
  /// The whole part of a number: the nearest whole number there is for one too large, and 0 for none at all.
  @inlinable @inline(__always) public init(clamping value: Double) {
    if value > -0x1p63 && value < 0x1p63 {
      self.init(value)
    } else {
      self = value > 0 ? .max : value < 0 ? .min : 0
    }
  }
}
