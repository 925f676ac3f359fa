// The normal law over lanes.

extension Lanes {
  /// The probability of a value below 0 under normal laws, to 1e-15; as ``Normal/probability(below:)`` where there is no
  /// spread, and NaN where mean or deviation is not finite.
  @inline(__always) static func probabilityBelowZero(mean: Lanes, deviation: Lanes) -> Lanes {
    // The sign is carried by its bit. A mean of −0 is one of 0.
    let bits = (Lanes(0) + mean).bits
    let sign = bits & 0x8000_0000_0000_0000
    let ratio = Lanes(bits: bits ^ sign) / deviation
    // At `far` the tail comes out as 0; beyond, and where there is no spread, it is taken as that.
    let far = Lanes(37.66)
    let tail = upperTail(far.replacing(with: ratio, where: ratio .< far))
    let half = Lanes(0.5)
    let finite = half + 0 * (mean + deviation)
    return (finite - Lanes(bits: half.bits | sign)) + Lanes(bits: tail.bits | sign)
  }

  /// The probability of a value beyond x ∈ [0, 37.66] under the standard normal law: e^(−x²/2) times a rational function of
  /// x [Hart et al. 1968, no. 5666, by West 2009], right to 1e-15, and to a share of 1e-4 of itself.
  @inline(__always) static func upperTail(_ x: Lanes) -> Lanes {
    var top = 3.52624965998911e-2 * x + Lanes(0.700383064443688)
    top = top * x + Lanes(6.37396220353165)
    top = top * x + Lanes(33.912866078383)
    top = top * x + Lanes(112.079291497871)
    top = top * x + Lanes(221.213596169931)
    top = top * x + Lanes(220.206867912376)
    var bottom = 8.83883476483184e-2 * x + Lanes(1.75566716318264)
    bottom = bottom * x + Lanes(16.064177579207)
    bottom = bottom * x + Lanes(86.7807322029461)
    bottom = bottom * x + Lanes(296.564248779674)
    bottom = bottom * x + Lanes(637.333633378831)
    bottom = bottom * x + Lanes(793.826512519948)
    bottom = bottom * x + Lanes(440.413735824752)

    // e^y = 2^n e^r with |r| ≤ log(2)/2. Adding 1.5·2^52 rounds to a whole number, which the last bits of the sum then hold;
    // that of n = −1023 makes 0 of 2^n.
    let y = -0.5 * (x * x)
    let shift = Lanes(6_755_399_441_055_744)
    let shifted = 1.4426950408889634 * y + shift
    let r = y - 0.6931471805599453 * (shifted - shift)
    let power = Lanes(bits: (shifted.bits &+ 1023) &<< 52)
    // Padé's quotient (q + p) / (q − p) of degree 5 for e^r, right to 1e-15.
    let r2 = r * r
    let p = r * ((r2 + Lanes(420)) * r2 + Lanes(15120))
    let q = (30 * r2 + Lanes(3360)) * r2 + Lanes(30240)
    return (top * (q + p)) / (bottom * (q - p)) * power
  }
}
