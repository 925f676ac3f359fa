// The normal law over lanes.

extension Lanes {
  /// The probability of a value below 0 under normal laws, to 1e-15; as ``Normal/probability(below:)`` where there is no
  /// spread, and NaN where mean or deviation is not finite.
  @inline(__always) static func probabilityBelowZero(mean: Lanes, deviation: Lanes) -> Lanes {
    let zero = Lanes(0)
    let negative = mean .< zero
    let size = mean.replacing(with: -mean, where: negative)
    // Beyond `far` the tail is no longer a normal number, and so may a quotient be by no spread.
    let far = Lanes(37.5)
    let ratio = size / deviation
    let within = ratio .< far
    let tail = zero.replacing(with: upperTail(far.replacing(with: ratio, where: within)), where: within)
    let finite = 0 * mean + 0 * deviation
    return tail.replacing(with: 1 - tail, where: negative) + finite
  }

  /// The probability of a value beyond x ∈ [0, 37.5] under the standard normal law: e^(−x²/2) times a rational function of
  /// x [Hart et al. 1968, no. 5666, by West 2009], which is right to 1e-15 up to x = 7, and to 1e-5 beyond.
  @inline(__always) static func upperTail(_ x: Lanes) -> Lanes {
    let top = Lanes(3.52624965998911e-2).times(x, plus: 0.700383064443688).times(x, plus: 6.37396220353165).times(
      x, plus: 33.912866078383
    ).times(x, plus: 112.079291497871).times(x, plus: 221.213596169931).times(x, plus: 220.206867912376)
    let bottom = Lanes(8.83883476483184e-2).times(x, plus: 1.75566716318264).times(x, plus: 16.064177579207).times(
      x, plus: 86.7807322029461
    ).times(x, plus: 296.564248779674).times(x, plus: 637.333633378831).times(x, plus: 793.826512519948).times(
      x, plus: 440.413735824752)
    // e^y = 2^n e^r with |r| ≤ log(2)/2, and e^r = (q + r p) / (q − r p) with p and q of r² [Moshier 1989, exp.c].
    let y = -0.5 * (x * x)
    // Adding 1.5·2^52 rounds to a whole number, which the last bits of the sum then hold.
    let shift = 6_755_399_441_055_744.0
    let shifted = 1.4426950408889634 * y + Lanes(shift)
    let n = shifted - Lanes(shift)
    let r = y - 0.693145751953125 * n - 1.42860682030941723212e-6 * n
    let r2 = r * r
    let p =
      r
      * Lanes(1.26177193074810590878e-4).times(r2, plus: 3.02994407707441961300e-2).times(
        r2, plus: 9.99999999999999999910e-1)
    let q = Lanes(3.00198505138664455042e-6).times(r2, plus: 2.52448340349684104192e-3).times(
      r2, plus: 2.27265548208155028766e-1
    ).times(r2, plus: 2.00000000000000000009)
    let bits = unsafeBitCast(shifted.vector, to: SIMD8<Int64>.self)
    let power = unsafeBitCast((bits &+ 1023) &<< 52, to: Vector.self)
    return (top * (q + p)) / (bottom * (q - p)) * Lanes(power)
  }

  /// A step of Horner's rule.
  @inline(__always) private func times(_ x: Lanes, plus next: Double) -> Lanes { self * x + Lanes(next) }
}
