// What the formulas of the law at finite d are written in: a number, or several side by side. One text of the formulas
// serves a single regime and a map's cells alike.

/// A number, or several side by side on which every operation acts one by one.
protocol Quantity {
  /// A truth of a number, or one of each of several.
  associatedtype Mask

  /// The same number everywhere.
  init(_ value: Double)

  prefix static func - (x: Self) -> Self
  static func + (x: Self, y: Self) -> Self
  static func - (x: Self, y: Self) -> Self
  static func * (x: Self, y: Self) -> Self
  static func / (x: Self, y: Self) -> Self
  static func + (x: Double, y: Self) -> Self
  static func - (x: Double, y: Self) -> Self
  static func * (x: Double, y: Self) -> Self
  static func / (x: Double, y: Self) -> Self

  static func .< (x: Self, y: Self) -> Mask
  static func .> (x: Self, y: Self) -> Mask
  /// `other` where the mask is true. Both are computed, so that a loop over numbers needs no branch.
  func replacing(with other: Self, where mask: Mask) -> Self

  /// √|x|: a root that cannot fail, unlike √x, is taken of several numbers at once.
  var rootOfMagnitude: Self { get }
  /// The number itself where `sign` > 0, and 0 elsewhere, whatever it is.
  func wherePositive(_ sign: Self) -> Self
  /// 0 where it is negative. What is no number stays none.
  var atLeastZero: Self { get }
}

extension Double: Quantity {
  @inline(__always) static func .< (x: Double, y: Double) -> Bool { x < y }
  @inline(__always) static func .> (x: Double, y: Double) -> Bool { x > y }
  @inline(__always) func replacing(with other: Double, where mask: Bool) -> Double { mask ? other : self }
  @inline(__always) var rootOfMagnitude: Double { magnitude.squareRoot() }
  @inline(__always) func wherePositive(_ sign: Double) -> Double { sign > 0 ? self : 0 }
  @inline(__always) var atLeastZero: Double { self < 0 ? 0 : self }
}

/// Numbers side by side.
struct Lanes: Quantity {
  typealias Vector = SIMD8<Double>
  typealias Bits = SIMD8<UInt64>
  typealias Mask = SIMDMask<Vector.MaskStorage>
  /// How many there are.
  static let count = Vector.scalarCount

  var vector: Vector

  @inline(__always) init(_ vector: Vector) { self.vector = vector }
  @inline(__always) init(_ value: Double) { vector = Vector(repeating: value) }

  /// The values from `start` on, the last of them again where there are no more; NaN if there is none.
  init(_ values: [Double], from start: Int) {
    vector = Vector(repeating: .nan)
    guard let last = values.last else { return }
    for lane in 0..<Self.count { vector[lane] = start + lane < values.count ? values[start + lane] : last }
  }

  /// The values of a row in lanes.
  static func of(_ values: [Double]) -> [Lanes] {
    stride(from: 0, to: values.count, by: count).map { Lanes(values, from: $0) }
  }

  @inline(__always) prefix static func - (x: Lanes) -> Lanes { Lanes(-x.vector) }
  @inline(__always) static func + (x: Lanes, y: Lanes) -> Lanes { Lanes(x.vector + y.vector) }
  @inline(__always) static func - (x: Lanes, y: Lanes) -> Lanes { Lanes(x.vector - y.vector) }
  @inline(__always) static func * (x: Lanes, y: Lanes) -> Lanes { Lanes(x.vector * y.vector) }
  @inline(__always) static func / (x: Lanes, y: Lanes) -> Lanes { Lanes(x.vector / y.vector) }
  @inline(__always) static func + (x: Double, y: Lanes) -> Lanes { Lanes(x) + y }
  @inline(__always) static func - (x: Double, y: Lanes) -> Lanes { Lanes(x) - y }
  @inline(__always) static func * (x: Double, y: Lanes) -> Lanes { Lanes(x) * y }
  @inline(__always) static func / (x: Double, y: Lanes) -> Lanes { Lanes(x) / y }

  @inline(__always) var rootOfMagnitude: Lanes {
    var root = Vector()
    for lane in 0..<Self.count { root[lane] = vector[lane].rootOfMagnitude }
    return Lanes(root)
  }
  @inline(__always) func wherePositive(_ sign: Lanes) -> Lanes {
    Lanes(0).replacing(with: self, where: sign .> Lanes(0))
  }
  @inline(__always) var atLeastZero: Lanes { replacing(with: Lanes(0), where: self .< Lanes(0)) }

  /// The bits of each, for what costs less by them than by masks.
  @inline(__always) var bits: Bits { unsafeBitCast(vector, to: Bits.self) }
  @inline(__always) init(bits: Bits) { self.init(unsafeBitCast(bits, to: Vector.self)) }

  @inline(__always) static func .< (x: Lanes, y: Lanes) -> Mask { x.vector .< y.vector }
  @inline(__always) static func .> (x: Lanes, y: Lanes) -> Mask { x.vector .> y.vector }
  @inline(__always) func replacing(with other: Lanes, where mask: Mask) -> Lanes {
    Lanes(vector.replacing(with: other.vector, where: mask))
  }

  /// Writes the lanes that there is room for: those before `end`, the first of them at `start`.
  @inline(__always) func store(into out: UnsafeMutablePointer<Double>, at start: Int, before end: Int) {
    if start + Self.count <= end {
      UnsafeMutableRawPointer(out + start).storeBytes(of: vector, as: Vector.self)
    } else {
      for lane in 0..<max(0, end - start) { out[start + lane] = vector[lane] }
    }
  }
}
