// Gaussian and χ draws from a Generator.
//
// Gaussian: the ziggurat of 128 layers with independent bits for layer and abscissa [Marsaglia & Tsang 2000; Doornik
// 2005, "An improved ziggurat method"]; one table look-up and one product in 99 % of draws.
// χ: the square root of twice a gamma draw, by squeeze and rejection from a cubed Gaussian [Marsaglia & Tsang 2000,
// "A simple method for generating gamma variables"]; exact for every number of degrees of freedom, at one Gaussian and
// one uniform a draw.

import RealModule

/// The edges of the ziggurat's layers. Made once and never freed.
struct Ziggurat: @unchecked Sendable {
  static let layers = 128
  /// Where the tail begins.
  static let tail = 3.442619855899
  /// Area of a layer.
  private static let area = 9.91256303526217e-3

  /// Right edges, widest first: `layers + 1` of them.
  let edges: UnsafePointer<Double>
  /// Ratio of each edge to the one before: below it, a point is under the curve for certain.
  let ratios: UnsafePointer<Double>

  static let shared = Ziggurat()

  private init() {
    let edges = UnsafeMutablePointer<Double>.allocate(capacity: Self.layers + 1)
    let ratios = UnsafeMutablePointer<Double>.allocate(capacity: Self.layers)
    var density = Double.exp(-0.5 * Self.tail * Self.tail)
    edges[0] = Self.area / density
    edges[1] = Self.tail
    for i in 2..<Self.layers {
      edges[i] = (-2 * Double.log(Self.area / edges[i - 1] + density)).squareRoot()
      density = Double.exp(-0.5 * edges[i] * edges[i])
    }
    edges[Self.layers] = 0
    for i in 0..<Self.layers { ratios[i] = edges[i + 1] / edges[i] }
    self.edges = UnsafePointer(edges)
    self.ratios = UnsafePointer(ratios)
  }
}

extension Generator {
  /// A draw from N(0, 1).
  @inline(__always)
  package mutating func gaussian() -> Double {
    let bits = next()
    let layer = Int(truncatingIfNeeded: bits & 127)
    let u = (Double(bits >> 11) + 0.5) * 0x1p-52 - 1
    if u.magnitude < table.ratios[layer] { return u * table.edges[layer] }
    return gaussianOutside(layer, u)
  }

  /// The rest of ``gaussian()``: a point that is not inside its layer for certain.
  private mutating func gaussianOutside(_ layer: Int, _ abscissa: Double) -> Double {
    var (layer, u) = (layer, abscissa)
    while true {
      if u.magnitude < table.ratios[layer] { return u * table.edges[layer] }
      if layer == 0 {
        while true {
          let x = Double.log(uniform()) / Ziggurat.tail
          let y = Double.log(uniform())
          if -2 * y >= x * x { return u < 0 ? x - Ziggurat.tail : Ziggurat.tail - x }
        }
      }
      let x = u * table.edges[layer]
      let (outer, inner) = (table.edges[layer], table.edges[layer + 1])
      let low = Double.exp(-0.5 * (outer * outer - x * x))
      let high = Double.exp(-0.5 * (inner * inner - x * x))
      if high + uniform() * (low - high) < 1 { return x }
      let bits = next()
      layer = Int(truncatingIfNeeded: bits & 127)
      u = (Double(bits >> 11) + 0.5) * 0x1p-52 - 1
    }
  }

  /// Writes independent N(0, scale²) draws.
  package mutating func fillGaussian(_ out: UnsafeMutablePointer<Double>, count: Int, scale: Double = 1) {
    for i in 0..<count { out[i] = scale * gaussian() }
  }

  /// Writes independent N(0, 1) draws, those in double precision rounded to single.
  package mutating func fillGaussian(_ out: UnsafeMutablePointer<Float>, count: Int) {
    for i in 0..<count { out[i] = Float(gaussian()) }
  }

  /// A draw from χ²(`degrees`), the squared norm of that many Gaussians; 0 for 0 degrees of freedom.
  package mutating func chiSquared(_ degrees: Int) -> Double {
    if degrees <= 1 {
      if degrees < 1 { return 0 }
      let x = gaussian()
      return x * x
    }
    let shape = 0.5 * Double(degrees) - 1.0 / 3
    let width = 1 / (9 * shape).squareRoot()
    while true {
      let x = gaussian()
      let root = 1 + width * x
      if root <= 0 { continue }
      let v = root * root * root
      let u = uniform()
      let square = x * x
      if u < 1 - 0.0331 * square * square { return 2 * shape * v }
      if Double.log(u) < 0.5 * square + shape * (1 - v + Double.log(v)) { return 2 * shape * v }
    }
  }

  /// A draw from χ(`degrees`), the norm of that many Gaussians; 0 for 0 degrees of freedom.
  package mutating func chi(_ degrees: Int) -> Double { chiSquared(degrees).squareRoot() }
}
