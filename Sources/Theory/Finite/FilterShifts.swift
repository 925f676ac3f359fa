// What a finite sample changes about a filter's means, for students other than ridge, whose are in FilterMoments.swift.

import RealModule

extension Students {
  /// d·(E − limit) of ⟨k⟩ and ⟨k²⟩: (k(a) + k(b))/4 less half the mean of k over the arcsine law on the support [a, b]
  /// [Bai & Silverstein 2004, for real Gaussian data].
  func finiteBias(lambda: Double) -> (first: Double, second: Double) {
    let law = MarchenkoPastur(gamma: gamma)
    let lost = { (x: Double) in filter.lost(x, lambda: lambda, gamma: gamma) }
    // With x = a + w sin²φ the arcsine law is uniform in φ; in a rule of the Marchenko–Pastur law the weight of a node
    // is (4/π) sin²2φ / x times its dφ.
    let width = 4 * gamma.squareRoot()
    var (first, second) = (0.0, 0.0)
    let isStep = filter == .cutOff && lambda > 0 && lambda < .infinity
    let rule = MarchenkoPasturRule(
      gamma: gamma, scale: lambda == 0 || lambda == .infinity ? law.upper : lambda,
      within: isStep ? 0...lambda : 0...Double.infinity)
    for (x, angle) in zip(rule.nodes, rule.angles) {
      let k = isStep ? 1 : lost(x)
      first += angle * k
      second += angle * k * k
    }
    let (low, high) = (lost(law.lower == 0 ? width * 1e-300 : law.lower), lost(law.upper))
    return (0.25 * (low + high) - first / .pi, 0.25 * (low * low + high * high) - second / .pi)
  }

  /// d times what ⟨k⟩ and ⟨k²⟩ change by where d and n_s are each less by one, and the eigenvalues still divided by n_s.
  func besideDirection(lambda: Double) -> (first: Double, second: Double) {
    // By differences in ε = 1/d, of fourth order.
    let step = 1e-3 / max(1, gamma)
    let means = [-2.0, -1, 1, 2].map { (count: Double) -> FilterMeans in
      let e = count * step
      return FilterMeans(self, lambda: lambda, sampled: gamma * (1 - e) / (1 - gamma * e), shrink: 1 - gamma * e)
    }
    let slope = { (value: (FilterMeans) -> Double) in
      (8 * (value(means[2]) - value(means[1])) - (value(means[3]) - value(means[0]))) / (12 * step)
    }
    return (slope { $0.lost }, slope { $0.square })
  }
}
