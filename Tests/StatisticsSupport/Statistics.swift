import RealModule

// Statistical tests at a stated false-alarm rate. Seeds are fixed, so a test that passes passes always; the rate is the
// chance that a correct program fails with a seed chosen blindly.

/// The two-sided rate of every single comparison in these tests, unless one says otherwise.
package let falseAlarmRate = 1e-6

/// |z| beyond which a standard normal goes with probability ``falseAlarmRate``.
package let zLimit = 4.8916

/// Kolmogorov's survival function: the limiting p-value of √n D.
package func kolmogorov(_ x: Double) -> Double {
  if x < 0.2 { return 1 }
  var sum = 0.0
  for k in 1...100 {
    let term = Double.exp(-2 * Double(k * k) * x * x)
    sum += k % 2 == 1 ? term : -term
  }
  return min(1, max(0, 2 * sum))
}

/// p-value of the one-sample Kolmogorov–Smirnov test, with Stephens's correction for finite n.
package func kolmogorovSmirnov(_ sample: [Double], cdf: (Double) -> Double) -> Double {
  let sorted = sample.sorted()
  let n = Double(sorted.count)
  var distance = 0.0
  for (i, x) in sorted.enumerated() {
    let p = cdf(x)
    distance = max(distance, p - Double(i) / n, Double(i + 1) / n - p)
  }
  return kolmogorov((n.squareRoot() + 0.12 + 0.11 / n.squareRoot()) * distance)
}

/// p-value of the two-sample Kolmogorov–Smirnov test; values that both have are passed together.
package func kolmogorovSmirnov(_ a: [Double], _ b: [Double]) -> Double {
  let (a, b) = (a.sorted(), b.sorted())
  var (i, j, distance) = (0, 0, 0.0)
  while i < a.count && j < b.count {
    let value = min(a[i], b[j])
    while i < a.count && a[i] == value { i += 1 }
    while j < b.count && b[j] == value { j += 1 }
    distance = max(distance, abs(Double(i) / Double(a.count) - Double(j) / Double(b.count)))
  }
  let effective = (Double(a.count) * Double(b.count) / Double(a.count + b.count)).squareRoot()
  return kolmogorov((effective + 0.12 + 0.11 / effective) * distance)
}
