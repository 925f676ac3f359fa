// The forms of many penalties from those of a few.
//
// Every entry of f₁ and f₂ (StudentForms.swift) is a sum of 1/(s + λ) and 1/(s + λ)² over a spectrum s ≥ 0, so that
//
//     p(x) = (λ + c) f₁,    p′(x) = λ f₁ − (λ + c) λ f₂,    x = ln λ
//
// are analytic in the strip |Im x| < π, whatever the spectrum. With c the ratio of f₁'s size at small penalties to that of
// λf₁ at large ones, p is of one size throughout: 1/c is the mean of 1/s for n ≥ d, in the limit 1/(1 − γ), and for n < d,
// where f₁ has a factor s, c is the mean of s, γ. Both p and p′ are known at a node, and a polynomial that agrees with
// both at N nodes has twice the order of one that agrees with p alone. Chebyshev's nodes crowd at the ends of the interval,
// where the strip is no narrower, so it is a polynomial in t, x = arcsin(t sin a)/a up to scale, with a such that the map
// is no worse than what is asked [Kosloff & Tal-Ezer 1993; Hale & Trefethen 2008]. Twenty-three nodes do for six decades
// of λ.

import COpenBLAS
import RealModule

/// Penalties at which forms are summed in place of many others, and the way from the ones to the others.
struct PenaltyNodes {
  /// Error asked for, as a share of the largest p: far below the spread of any number of trials.
  static let accuracy = 1e-11

  /// The penalties wanted.
  let lambdas: [Double]
  /// Those to be summed: the nodes, and 0 after them if it is wanted, which no logarithm reaches.
  let summed: [Double]
  private let offset: Double
  private let nodes: Int
  /// 2G × 2N, for G penalties: p and p′ from p and p′ at the nodes.
  private let weights: [Double]

  /// Nodes for some penalties ≥ 0; nil where they would not save a quarter of the sums at least.
  /// - Parameter gamma: γs > 0.
  init?(_ lambdas: [Double], gamma: Double) {
    guard let (low, map) = Self.map(lambdas) else { return nil }
    let half = map.half
    let middle = low + half
    let places = map.nodes
    let nodes = places.map { Double.exp(middle + half * map.position($0)) }
    let wanted = lambdas.map { lambda in
      lambda > 0 ? map.place(max(-1, min(1, (.log(lambda) - middle) / half))) : 0
    }
    (self.lambdas, self.nodes) = (lambdas, nodes.count)
    offset = gamma > 1 ? gamma : 1 - gamma
    summed = lambdas.contains(0) ? nodes + [0] : nodes
    weights = Self.weights(places, wanted) { half * map.slope($0) }
  }

  /// At how many penalties the forms of some are summed.
  static func sums(_ lambdas: [Double]) -> Int {
    map(lambdas).map { $0.map.count + (lambdas.contains(0) ? 1 : 0) } ?? lambdas.count
  }

  /// The logarithm of the least positive penalty, and the map for those that there are.
  private static func map(_ lambdas: [Double]) -> (low: Double, map: Map)? {
    let positive = lambdas.filter { $0 > 0 }
    guard let least = positive.min(), let largest = positive.max(), least < largest else { return nil }
    let (low, high) = (Double.log(least), Double.log(largest))
    return Map(half: 0.5 * (high - low), most: (3 * positive.count - 1) / 4).map { (low, $0) }
  }

  /// Forms of ``lambdas`` from those of ``summed``.
  func interpolate(_ forms: StudentForms) -> StudentForms {
    let (size, count) = (forms.size, lambdas.count)
    var known = forms.triangles
    for node in 0..<nodes {
      let (lambda, place) = (forms.lambdas[node], node * 2 * size)
      for entry in place..<(place + size) {
        let (first, second) = (known[entry], known[entry + size])
        known[entry] = (lambda + offset) * first
        known[entry + size] = lambda * first - (lambda + offset) * second
      }
    }
    var triangles = [Double](repeating: 0, count: 2 * count * size)
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(2 * count), Int32(size), Int32(2 * nodes), 1, weights,
      Int32(2 * nodes), known, Int32(size), 0, &triangles, Int32(size))
    for (index, lambda) in lambdas.enumerated() {
      let place = index * 2 * size
      for entry in place..<(place + size) {
        if lambda > 0 {
          let first = triangles[entry] / (lambda + offset)
          triangles[entry] = first
          triangles[entry + size] = (lambda * first - triangles[entry + size]) / (lambda + offset)
        } else {
          triangles[entry] = forms.triangles[nodes * 2 * size + entry - place]
          triangles[entry + size] = 0
        }
      }
    }
    return StudentForms(
      columns: forms.columns, dual: forms.dual, lambdas: lambdas, triangles: triangles, gram: forms.gram)
  }

  /// Hermite's interpolation in t from the nodes to other places, values and slopes in turn, slopes being with respect to
  /// x = ln λ.
  private static func weights(
    _ nodes: [Double], _ places: [Double], slope: (Double) -> Double
  ) -> [Double] {
    let count = nodes.count
    // Of Lagrange's polynomial l of each node: 1/∏(t − tⱼ), and l′ there.
    let lagrange = nodes.indices.map { k in
      nodes.indices.reduce(into: (inverse: 1.0, slope: 0.0)) { sums, j in
        guard j != k else { return }
        sums.inverse /= 2 * (nodes[k] - nodes[j])
        sums.slope += 1 / (nodes[k] - nodes[j])
      }
    }
    var weights = [Double](repeating: 0, count: 4 * places.count * count)
    for (index, t) in places.enumerated() {
      let (values, slopes) = (4 * index * count, (4 * index + 2) * count)
      let here = slope(t)
      if let same = nodes.firstIndex(of: t) {
        weights[values + 2 * same] = 1
        weights[slopes + 2 * same + 1] = 1
        continue
      }
      let distances = nodes.map { t - $0 }
      let whole = distances.reduce(1) { $0 * 2 * $1 }
      let inverses = distances.reduce(0) { $0 + 1 / $1 }
      for k in nodes.indices {
        let distance = distances[k]
        let l = whole / (2 * distance) * lagrange[k].inverse
        let dl = l * (inverses - 1 / distance)
        let tilt = 1 - 2 * distance * lagrange[k].slope
        let scale = slope(nodes[k])
        weights[values + 2 * k] = tilt * l * l
        weights[values + 2 * k + 1] = scale * distance * l * l
        weights[slopes + 2 * k] = (2 * tilt * l * dl - 2 * lagrange[k].slope * l * l) / here
        weights[slopes + 2 * k + 1] = scale * (l * l + 2 * distance * l * dl) / here
      }
    }
    return weights
  }

  /// The map from t to x, here both in [−1, 1], and how many nodes it takes.
  private struct Map {
    /// How far the interval of x reaches on either side of its middle.
    let half: Double
    /// How many nodes.
    let count: Int
    private let angle: Double
    private let sine: Double

    /// The fewest nodes, `most` at most.
    init?(half: Double, most: Int) {
      let digits = -Double.log(PenaltyNodes.accuracy)
      for count in stride(from: 2, through: most, by: 1) {
        // The map's own error is that of its ends, 1/sin a; the strip's that of its edge above the middle.
        let sine = 1 / Double.cosh(digits / Double(2 * count))
        let angle = Double.asin(sine)
        if Double(2 * count) * .asinh(.sinh(angle * .pi / half) / sine) >= digits {
          (self.half, self.count, self.angle, self.sine) = (half, count, angle, sine)
          return
        }
      }
      return nil
    }

    /// Chebyshev's nodes, of t.
    var nodes: [Double] { (0..<count).map { -.cos(.pi * (Double($0) + 0.5) / Double(count)) } }
    /// x of t.
    func position(_ t: Double) -> Double { .asin(sine * t) / angle }
    /// t of x.
    func place(_ x: Double) -> Double { max(-1, min(1, .sin(angle * x) / sine)) }
    /// dx/dt.
    func slope(_ t: Double) -> Double { sine / (angle * (1 - sine * sine * t * t).squareRoot()) }
  }
}
