// What the closed forms are compared with: the definitions, as sums over the eigenvalues of the Marchenko–Pastur law.
// Nothing here uses Theory's fits.
//
// With s(θ) = 1 + γ + 2√γ cos θ the law is (2/π) sin²θ/s(θ) dθ on (0, π), and for γ > 1 an atom at 0 besides. What is
// averaged over it here is 0 at s = 0 to first order, so that the integrand has no pole but that of a fit, s = −λ: the
// trapezoid rule converges exponentially in the distance of that pole from the real axis, acosh((1+γ+λ)/(2√γ)).

import RealModule
import Theory

/// A rule for averages over the eigenvalues s of a sample covariance, of f with f(0) = 0.
struct SpectrumRule {
  /// The eigenvalues.
  let nodes: [Double]
  /// The weight of each.
  let weights: [Double]

  /// The trapezoid rule, exact to rounding for functions with no pole nearer to the spectrum than −λ.
  /// - Parameter least: the least λ that will be asked for, > 0.
  init(gamma: Double, least lambda: Double) {
    let distance = Double.acosh((1 + gamma + lambda) / (2 * gamma.squareRoot()))
    self.init(gamma: gamma, count: max(48, min(40_000, Int(20 / distance))))
  }

  /// The rule with so many intervals.
  init(gamma: Double, count: Int) {
    let step = Double.pi / Double(count)
    let points = (1..<count).map { point(gamma, at: step * Double($0)) }
    nodes = points.map(\.eigenvalue)
    weights = points.map { step * $0.density }
  }

  /// Simpson's rule on the eigenvalues above `least`, where a filter begins to act.
  init(gamma: Double, above least: Double) {
    let cosine = (least - 1 - gamma) / (2 * gamma.squareRoot())
    if cosine >= 1 {
      (nodes, weights) = ([], [])
      return
    }
    let (end, count) = (Double.acos(max(-1, cosine)), 4000)
    let step = end / Double(count)
    let points = (1...count).map { point(gamma, at: step * Double($0)) }
    nodes = points.map(\.eigenvalue)
    weights = points.enumerated().map { index, point in
      step / 3 * (index == count - 1 ? 1 : index % 2 == 0 ? 4 : 2) * point.density
    }
  }

  /// The average of a function.
  func mean(_ f: (Double) -> Double) -> Double {
    var sum = 0.0
    for i in nodes.indices { sum += weights[i] * f(nodes[i]) }
    return sum
  }
}

/// The eigenvalue at an angle, and the density of the law there.
private func point(_ gamma: Double, at angle: Double) -> (eigenvalue: Double, density: Double) {
  let (sine, cosine) = (Double.sin(angle), Double.cos(angle))
  let s = 1 + gamma + 2 * gamma.squareRoot() * cosine
  // At γ = 1 the law has no sine left at its lower edge.
  let density = gamma == 1 ? 0.5 * (1 - cosine) : sine * sine / s
  return (s, 2 / Double.pi * density)
}

/// A fit that keeps the share w(s) of each direction, by quadrature.
struct ReferenceFit {
  /// ⟨w⟩ and ⟨w²⟩.
  let kept: Double, keptSquare: Double
  /// γ⟨w²/s⟩: what it keeps of labels' noise of variance 1.
  let noise: Double

  init(_ rule: SpectrumRule, gamma: Double, _ share: (Double) -> Double) {
    var (kept, square, noise) = (0.0, 0.0, 0.0)
    for i in rule.nodes.indices {
      let (s, weight) = (rule.nodes[i], rule.weights[i])
      let w = share(s)
      kept += weight * w
      square += weight * w * w
      noise += weight * w * (w / s)
    }
    (self.kept, keptSquare, self.noise) = (kept, square, gamma * noise)
  }

  /// Ridge with a penalty λ > 0.
  init(ridge lambda: Double, gamma: Double) {
    self.init(SpectrumRule(gamma: gamma, least: lambda), gamma: gamma) { $0 / ($0 + lambda) }
  }

  /// A student of any kind at a penalty λs > 0.
  init(_ filter: SpectralFilter, lambda: Double, gamma: Double) {
    let root = 1 + gamma.squareRoot()
    let largest = root * root
    switch filter {
    case .ridge: self.init(ridge: lambda, gamma: gamma)
    case .gradientFlow:
      self.init(SpectrumRule(gamma: gamma, count: 4096), gamma: gamma) { -Double.expMinusOne(-$0 / lambda) }
    case .gradientDescent:
      self.init(SpectrumRule(gamma: gamma, count: 4096), gamma: gamma) {
        1 - Double.pow(abs(1 - $0 / largest), largest / lambda)
      }
    case .cutOff: self.init(SpectrumRule(gamma: gamma, above: lambda), gamma: gamma) { _ in 1 }
    }
  }

  /// κ₁ = ⟨1−w⟩ and κ₂ = ⟨(1−w)²⟩.
  var lost: Double { 1 - kept }
  var lostSquare: Double { 1 - 2 * kept + keptSquare }
}

/// A teacher by quadrature, as a student with a learned direction sees it.
struct ReferenceTeacher {
  /// S̃ and T̃.
  let alignment: Double, power: Double
  /// L_t.
  let error: Double

  init(_ regime: Regime) {
    let fit = ReferenceFit(ridge: regime.lambdaT, gamma: regime.gammaT)
    let (square, noise) = (regime.zeta * regime.zeta, regime.sigma * regime.sigma)
    let whole = fit.keptSquare + noise * fit.noise
    alignment = (1 - square) * fit.kept
    power = whole - square * fit.kept * fit.kept
    error = noise + 1 - 2 * fit.kept + whole
  }

  /// L_s − L_t, and the size of the terms that cancel in it.
  func gap(_ student: ReferenceFit) -> (value: Double, scale: Double) {
    let (lost, square) = (student.lost, student.lostSquare)
    return (square * power - 2 * lost * (power - alignment), square * power + 2 * lost * (power + alignment))
  }
}

/// The gap of a regime by quadrature, and the size of the terms that cancel in it.
func referenceGap(_ regime: Regime) -> (value: Double, scale: Double) {
  ReferenceTeacher(regime).gap(ReferenceFit(regime.filter, lambda: regime.lambdaS, gamma: regime.gammaS))
}

/// The gaps of one teacher over student penalties, by quadrature: one rule for all of them.
struct ReferenceScan {
  private let teacher: ReferenceTeacher
  private let rule: SpectrumRule
  private let gamma: Double

  /// - Parameter least: the least λs that will be asked for.
  init(_ regime: Regime, least: Double) {
    teacher = ReferenceTeacher(regime)
    rule = SpectrumRule(gamma: regime.gammaS, least: least)
    gamma = regime.gammaS
  }

  /// The gap at a penalty, and the size of the terms that cancel in it.
  func callAsFunction(_ lambda: Double) -> (value: Double, scale: Double) {
    teacher.gap(ReferenceFit(rule, gamma: gamma) { $0 / ($0 + lambda) })
  }

  /// The λs in [`a`, `b`] with the least gap: the best of a scan, refined by golden sections.
  func best(from a: Double, to b: Double, places: Int = 120) -> Double {
    let (start, end) = (Double.log(a), Double.log(b))
    let step = (end - start) / Double(places)
    let logs = (0...places).map { start + step * Double($0) }
    let values = logs.map { self(.exp($0)).value }
    let least = values.indices.min { values[$0] < values[$1] } ?? 0
    return .exp(goldenMinimum(logs[max(0, least - 1)], logs[min(places, least + 1)]) { self(.exp($0)).value })
  }
}

/// The place of the least value of a function with one valley in [`a`, `b`].
func goldenMinimum(_ a: Double, _ b: Double, of f: (Double) -> Double) -> Double {
  let ratio = (5.0.squareRoot() - 1) / 2
  var (a, b) = (a, b)
  var (c, d) = (b - ratio * (b - a), a + ratio * (b - a))
  var (fc, fd) = (f(c), f(d))
  for _ in 0..<60 where b - a > 1e-9 {
    if fc < fd {
      (b, d, fd) = (d, c, fc)
      c = b - ratio * (b - a)
      fc = f(c)
    } else {
      (a, c, fc) = (c, d, fd)
      d = a + ratio * (b - a)
      fd = f(d)
    }
  }
  return 0.5 * (a + b)
}
