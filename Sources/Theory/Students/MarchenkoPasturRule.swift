// Means over the Marchenko–Pastur law, by quadrature, of functions that change at a scale of their own.
//
// With x = a + w sin²φ, w = b − a = 4√γ, the law's density becomes (4/π) sin²2φ / x dφ on (0, π/2), smooth but for the
// pole of 1/x at φ = ±i√(a/w). A filter e^(−x/λ) brings the scale √(λ/w). Both are met by φ = δ sinh t, δ the smaller of
// the two: in t nothing changes within less than about one unit, and panels of half a unit with sixteen Gauss nodes each
// give all but the last two digits, over any number of decades. Near φ = π/2, where a power of b − x may begin, the last panel's
// nodes crowd like a cube.

import RealModule

/// Nodes and weights of the continuous part of the law; the atom at 0 is for its user to add.
struct MarchenkoPasturRule {
  /// The eigenvalues x.
  private(set) var nodes: [Double] = []
  /// Their weights; without an end they add up to 1 less the atom.
  private(set) var weights: [Double] = []
  /// The dφ of each.
  private(set) var angles: [Double] = []

  /// A rule for functions that change at eigenvalues of the order of `scale` > 0.
  /// - Parameter range: which eigenvalues count.
  init(gamma: Double, scale: Double, within range: ClosedRange<Double> = 0...Double.infinity) {
    let law = MarchenkoPastur(gamma: gamma)
    let width = 4 * gamma.squareRoot()
    let angle = { (x: Double) -> Double in
      x <= law.lower ? 0 : x >= law.upper ? 0.5 * .pi : .asin(min(1, ((x - law.lower) / width).squareRoot()))
    }
    let (start, end) = (angle(range.lowerBound), angle(range.upperBound))
    guard start < end else { return }
    let pole = (law.lower / width).squareRoot()
    let delta = [1, (scale / width).squareRoot(), pole].filter { $0 > 0 }.min() ?? 1
    let (first, last) = (Double.asinh(start / delta), Double.asinh(end / delta))
    let panels = max(1, Int((2 * (last - first)).rounded(.up)))
    let step = (last - first) / Double(panels)
    nodes.reserveCapacity(panels * GaussRule.sixteen.count)
    weights.reserveCapacity(panels * GaussRule.sixteen.count)
    for panel in 0..<panels {
      let left = first + Double(panel) * step
      let isLast = panel == panels - 1 && end == 0.5 * .pi
      for (place, share) in GaussRule.sixteen {
        // On the last panel t = last − step y³.
        let t = isLast ? last - step * place * place * place : left + step * place
        let dt = isLast ? 3 * step * place * place * share : step * share
        let growth = Double.exp(t)
        let phi = 0.5 * delta * (growth - 1 / growth)
        let slope = 0.5 * delta * (growth + 1 / growth)
        let (sine, cosine) = (Double.sin(phi), Double.cos(phi))
        let x = law.lower + width * sine * sine
        nodes.append(x)
        angles.append(slope * dt)
        weights.append(16 / .pi * (sine * sine / x) * (cosine * cosine) * slope * dt)
      }
    }
  }

  /// The sum over the nodes.
  func mean(of f: (Double) -> Double) -> Double {
    var sum = 0.0
    for (x, weight) in zip(nodes, weights) { sum += weight * f(x) }
    return sum
  }
}

/// Gauss–Legendre nodes and weights on (0, 1).
enum GaussRule {
  static let sixteen: [(place: Double, weight: Double)] = rule(16)

  /// Newton's method on the Legendre polynomial [Press et al. 2007, §4.6].
  private static func rule(_ count: Int) -> [(place: Double, weight: Double)] {
    (0..<count).map { index in
      var z = Double.cos(.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<8 {
        var (p, before) = (1.0, 0.0)
        for degree in 1...count {
          let n = Double(degree)
          (p, before) = (((2 * n - 1) * z * p - (n - 1) * before) / n, p)
        }
        slope = Double(count) * (z * p - before) / (z * z - 1)
        z -= p / slope
      }
      return (0.5 * (1 - z), 1 / ((1 - z * z) * slope * slope))
    }
  }
}
