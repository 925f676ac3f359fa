// Comparisons with what was simulated, each as the number of standard deviations of a normal law that it stands for.

import RealModule
import Sampling

enum FalseAlarm {
  /// How often one comparison fails for a right program, were the seed drawn by lot.
  static let rate = 2.5e-7
  /// |z| beyond which a standard normal goes that often.
  static let limit = normalQuantile(rate)
}

/// |z| beyond which a standard normal goes with a probability.
func normalQuantile(_ probability: Double) -> Double {
  var (low, high) = (0.0, 40.0)
  for _ in 0..<80 {
    let middle = 0.5 * (low + high)
    if Double.erfc(middle / 2.0.squareRoot()) > probability { low = middle } else { high = middle }
  }
  return 0.5 * (low + high)
}

extension Moments {
  /// The moments of a list.
  init(of values: [Double]) {
    self.init()
    for value in values { add(value) }
  }

  /// How far the mean is from a number beyond what is allowed besides chance: Student's t as the z of equal probability
  /// [Wallace 1959].
  func z(against expected: Double, allowing slack: Double = 0) -> Double {
    let off = max(0, abs(mean - expected) - slack)
    if off == 0 { return 0 }
    let freedom = Double(count - 1)
    let t = off / standardError
    return (8 * freedom + 1) / (8 * freedom + 3) * (freedom * Double.log(onePlus: t * t / freedom)).squareRoot()
  }
}

/// How far a sample's variance is from a law's, as z; a share of it is allowed besides chance.
func spreadScore(_ moments: Moments, against spread: Double, allowing slack: Double) -> Double {
  let ratio = moments.variance / (spread * spread)
  return max(0, abs(ratio - 1) - slack) / (2 / Double(moments.count - 1)).squareRoot()
}

/// How far two samples are from being of one law, as z: the two-sample Kolmogorov–Smirnov test. Values that both have are
/// passed together.
func kolmogorovSmirnov(_ a: [Double], _ b: [Double]) -> Double {
  let (a, b) = (a.sorted(), b.sorted())
  var (i, j, distance) = (0, 0, 0.0)
  while i < a.count && j < b.count {
    let value = min(a[i], b[j])
    while i < a.count && a[i] == value { i += 1 }
    while j < b.count && b[j] == value { j += 1 }
    distance = max(distance, abs(Double(i) / Double(a.count) - Double(j) / Double(b.count)))
  }
  let effective = (Double(a.count) * Double(b.count) / Double(a.count + b.count)).squareRoot()
  return normalQuantile(kolmogorov((effective + 0.12 + 0.11 / effective) * distance))
}

/// Kolmogorov's survival function: the limiting probability of √n D beyond `x`.
private func kolmogorov(_ x: Double) -> Double {
  if x < 0.2 { return 1 }
  var sum = 0.0
  for k in 1...100 { sum += (k % 2 == 1 ? 1 : -1) * Double.exp(-2 * Double(k * k) * x * x) }
  return min(1, max(0, 2 * sum))
}
