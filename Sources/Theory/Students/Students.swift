// All students of one kind: everything about a student but how much it shrinks.

import RealModule

/// The students of one filter and one aspect ratio, for all λs.
public struct Students: Sendable, Hashable {
  /// How they shrink.
  public let filter: SpectralFilter
  /// γs = d/n_s > 0.
  public let gamma: Double

  /// The students of a filter and an aspect ratio.
  public init(_ filter: SpectralFilter, gamma: Double) { (self.filter, self.gamma) = (filter, gamma) }

  /// The limit of r as λs → 0: 1 where there are unseen directions, which are lost whole.
  var ratioAtZero: Double {
    if filter == .cutOff || gamma > 1 { return 1 }
    if gamma < 1 { return 0 }
    // At γs = 1 the density grows as x^(−1/2) towards 0.
    return filter == .ridge ? 0.5 : 0.5.squareRoot()
  }

  /// Where r is least, and that least value: ridge's is (1 + √(1 − 1/γs))/2 at λs = γs − 1, for γs ≥ 1. For γs ≤ 1 it is
  /// the limit λs → 0, at which nothing is lost.
  var least: (lambda: Double, ratio: Double) {
    if filter == .ridge { return (max(0, gamma - 1), RidgeLimit.minimalShrinkageRatio(gammaS: gamma)) }
    if filter == .cutOff { return (0, 1) }
    if gamma <= 1 { return (0, ratioAtZero) }
    // r has one valley, between the law's edges or a little above them.
    let law = MarchenkoPastur(gamma: gamma)
    let scan = FilterScan(self, from: law.lower)
    let place = minimum(
      of: { -scan.complement(lambda: .exp($0)) }, from: .log(law.lower), to: .log(law.upper) + 4, within: 1e-8)
    return (.exp(place), 1 - scan.complement(lambda: .exp(place)))
  }

  /// r_min, which ρ must exceed for some λs to win: 0 for γs < 1, but for students that cut off, of whom r = 1.
  public var leastRatio: Double { least.ratio }

  /// The values of the aspect ratio, ascending, at which the phase against teachers of 0 < ρ < 1 changes: 1, and where
  /// r_min = ρ.
  func edges(rho: Double) -> [Double] {
    if filter == .cutOff { return [] }
    if rho <= Students(filter, gamma: 1).leastRatio { return [1] }
    let margin = { (logExcess: Double) in rho - Students(filter, gamma: 1 + .exp(logExcess)).leastRatio }
    return [1, 1 + .exp(bracketedRoot(-30, 30, of: margin))]
  }

  /// The λs at which r = `rho` = 1 − `kappa`, below and above where r is least: 0 and ∞ where there is none on that side.
  func crossings(rho: Double, oneMinusRho kappa: Double) -> (lower: Double, upper: Double) {
    let bottom = least.lambda
    let scan = FilterScan(self)
    let margin = { (logLambda: Double) -> Double in
      let complement = scan.complement(lambda: .exp(logLambda))
      return rho <= 0.5 ? rho - (1 - complement) : complement - kappa
    }
    // Past these ends r is at its limits for all that is accepted of a parameter.
    let ends = (scan.lowest, 80.0)
    let middle = bottom > 0 ? Double.log(bottom) : ends.0
    let upper = kappa > 0 ? Double.exp(bracketedRoot(middle, ends.1, of: margin)) : .infinity
    let lower = gamma > 1 && kappa > 0 ? Double.exp(bracketedRoot(ends.0, middle, of: margin)) : 0
    return (lower, upper)
  }
}

/// The means of a filter that descends at many λs, over one rule that is fine enough for all of them: of both k is
/// e^(−c/λs), with c = x or −b log(1 − x/b).
struct FilterScan {
  private let students: Students
  private let atom: Double
  private let nodes: [(exponent: Double, weight: Double)]
  /// The logarithm of a λs below which nothing seen is lost, or too little to matter.
  let lowest: Double

  /// - Parameter least: the least λs that will be asked for; without it, any.
  /// - Precondition: the filter is gradient flow or descent.
  init(_ students: Students, from least: Double? = nil) {
    precondition(students.filter == .gradientFlow || students.filter == .gradientDescent, "not a filter that descends")
    let law = MarchenkoPastur(gamma: students.gamma)
    self.students = students
    atom = law.atom
    // Below a 700th of the least eigenvalue the filter is 0 to all digits.
    lowest = law.lower > 0 ? max(-80, Double.log(law.lower / 700)) : -80
    let rule = MarchenkoPasturRule(gamma: students.gamma, scale: least ?? .exp(lowest))
    nodes = zip(rule.nodes, rule.weights).map {
      (students.filter.exponent($0, lambda: 1, gamma: students.gamma), $1)
    }
  }

  /// ⟨k⟩ and ⟨k(1−k)⟩ at a λs > 0.
  func means(lambda: Double) -> (lost: Double, mixed: Double) {
    let inverse = 1 / lambda
    var (lost, mixed) = (atom, 0.0)
    for (exponent, weight) in nodes {
      let power = exponent * inverse
      let k = Double.exp(power)
      lost += weight * k
      mixed += weight * k * (k < 0.5 ? 1 - k : -.expMinusOne(power))
    }
    return (lost, mixed)
  }

  /// 1 − r.
  func complement(lambda: Double) -> Double {
    let (lost, mixed) = means(lambda: lambda)
    return lost > 0 ? mixed / lost : 1 - students.ratioAtZero
  }

  /// The gap to a teacher, T̃κ₂ − 2(T̃ − S̃)κ₁.
  func gap(_ teacher: TeacherLimit, lambda: Double) -> Double {
    let (lost, mixed) = means(lambda: lambda)
    return teacher.effectivePower * (lost - mixed) - 2 * teacher.excess * lost
  }
}

extension Regime {
  /// All students of the regime's kind and aspect ratio.
  public var students: Students { Students(filter, gamma: gammaS) }
}
