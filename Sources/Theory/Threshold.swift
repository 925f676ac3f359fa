// What would it take? The values of one parameter, the others held, at which a verdict flips. Each is a closed form, or
// the root of a polynomial of degree at most three in w = u_t/v_t, so none is missed.
//
// The student wins iff  2S̃ < R T̃  with R = 2 − r: r = r(v_s) for the question at this λs, r = r_min(γs) for the
// question whether any λs wins, r = 1 for the question whether all do. In terms of w,
//
//     v = 1/(1+w)    u = w/(1+w)    λ = w(1+w−γ)/(1+w)    1 − γv² = ((1+w)² − γ)/(1+w)²
//
// and the polynomials are expanded about the end λ = 0, or γ = 0, of the range, with coefficients free of cancellation:
// a threshold near that end has as many digits as any other.

import RealModule

/// The question whose answer flips.
public enum Question: Sendable, Hashable, CaseIterable {
  /// Does the student gain at the regime's own λs?
  case atThisPenalty
  /// Is there a λs at which the student gains?
  case atSomePenalty
  /// Does the student gain at every λs > 0?
  case atEveryPenalty
}

extension Regime {
  /// All accepted values of `parameter`, ascending, at which the answer to `question` flips, the others held; empty
  /// where it never does. λs plays no part in the questions about some and every penalty.
  public func thresholds(of parameter: Parameter, for question: Question = .atThisPenalty) -> [Double] {
    allThresholds(of: parameter, for: question).filter(parameter.accepts)
  }

  private func allThresholds(of parameter: Parameter, for question: Question) -> [Double] {
    switch parameter {
    case .lambdaS: lambdaSThresholds(question)
    case .gammaS: gammaSThresholds(question)
    case .zeta: zetaThresholds(question)
    case .sigma: sigmaThresholds(question)
    case .lambdaT: lambdaTThresholds(question)
    case .gammaT: gammaTThresholds(question)
    }
  }

  /// All accepted values of `parameter`, ascending, at which the phase changes, the others held; empty for λs, which
  /// plays no part in it.
  public func phaseEdges(of parameter: Parameter) -> [Double] {
    switch parameter {
    case .lambdaS: []
    case .gammaS: UniversalPlane.Point(self).gammaSEdges.filter(parameter.accepts)
    default: (thresholds(of: parameter, for: .atSomePenalty) + thresholds(of: parameter, for: .atEveryPenalty)).sorted()
    }
  }

  /// The ratio r that ρ must exceed; nil where the student copies its teacher (a tie at every value).
  private func ratio(_ question: Question) -> Double? {
    switch question {
    case .atThisPenalty:
      let fit = StudentLimit(self)
      return fit.lost == 0 ? nil : fit.shrinkageRatio
    case .atSomePenalty: return students.leastRatio
    case .atEveryPenalty: return 1  // which r does not reach
    }
  }

  private func lambdaSThresholds(_ question: Question) -> [Double] {
    guard question == .atThisPenalty, let winning = PhaseReport(self).winning else { return [] }
    return [winning.lower, winning.upper].filter { $0 > 0 && $0 < .infinity }
  }

  /// At fixed λs, r(v_s) rises with γs from λs/(1+λs) to 1; from (1−v)(1−γv) = λv and r = ρ, v/u = √((1−ρ)/(ρλ)).
  private func gammaSThresholds(_ question: Question) -> [Double] {
    let teacher = TeacherLimit(self)
    let (rho, kappa) = (teacher.rho, teacher.oneMinusRho)
    switch question {
    case .atThisPenalty where filter != .ridge: return descendingGammaSThresholds(rho: rho)
    case .atThisPenalty:
      guard lambdaS > 0 else { return kappa < 0 ? [1] : [] }
      guard rho > 0, kappa > 0, lambdaS < .infinity else { return [] }
      let t = (kappa / (rho * lambdaS)).squareRoot()
      let (u, v) = (1 / (1 + t), t / (1 + t))
      let gamma = (1 - u / rho) / (v * v)
      return gamma > 0 && gamma < .infinity ? [gamma] : []
    case .atSomePenalty:
      return Array(UniversalPlane.Point(self).gammaSEdges.suffix(1))
    case .atEveryPenalty: return []
    }
  }

  /// Of students that descend there is no closed form, but at fixed λs their r rises with γs too.
  private func descendingGammaSThresholds(rho: Double) -> [Double] {
    let margin = { (logGamma: Double) -> Double in
      rho - StudentLimit(Students(filter, gamma: .exp(logGamma)), lambda: lambdaS).shrinkageRatio
    }
    let ends = (Double.log(1e-12), Double.log(1e12))
    guard filter != .cutOff, margin(ends.0) > 0, margin(ends.1) < 0 else { return [] }
    return [.exp(bracketedRoot(ends.0, ends.1, of: margin))]
  }

  /// The gap is linear in ζ²: with T̃ − S̃ at ζ = 0 the student wins iff ζ² S(2u + rS) > rT − 2(T − S).
  private func zetaThresholds(_ question: Question) -> [Double] {
    guard let r = ratio(question) else { return [] }
    let teacher = TeacherLimit(lambda: lambdaT, gamma: gammaT, sigma: sigma)
    let s = teacher.alignment
    let square = (r * teacher.power - 2 * teacher.excess) / (s * (2 * teacher.fit.lost + r * s))
    return square > 0 && square < 1 ? [square.squareRoot()] : []
  }

  /// The gap is linear in σε²: the student wins iff RV > kS(2u + rS), k = 1 − ζ². With λ = us − γu², every term of
  /// R γσ² but one is non-negative.
  private func sigmaThresholds(_ question: Question) -> [Double] {
    guard let r = ratio(question) else { return [] }
    let fit = RidgeLimit(lambda: lambdaT, gamma: gammaT)
    guard fit.retained > 0, fit.root > 0 else { return [] }
    let (v, u, k) = (fit.retained, fit.lost, (1 - zeta) * (1 + zeta))
    let sum = 2 * k * lambdaT + k * r * v * fit.root + (r - 2 * zeta * zeta) * gammaT * u * u
    let square = sum / ((2 - r) * gammaT)
    return square > 0 && square < .infinity ? [square.squareRoot()] : []
  }

  /// At w = max(0, γ−1) + y, λ = y(|1−γ| + y)/(M + y) with M = max(1, γ), and the condition times (1+w)³/v is a cubic
  /// in y > 0.
  private func lambdaTThresholds(_ question: Question) -> [Double] {
    guard let r = ratio(question) else { return [] }
    let (g, k, noise) = (gammaT, (1 - zeta) * (1 + zeta), sigma * sigma)
    let (reach, difference) = (2 - r, r - 2 * zeta * zeta)  // R and 2k − R
    let (m, e, w) = (max(1, g), abs(1 - g), max(0, g - 1))
    let cubic = [
      k * m * e * r + g * w * w * difference - reach * g * noise * m * m,
      2 * (k * m * (r + e) + g * w * difference - reach * g * noise * m),
      6 * k * m - reach * (k + g * (1 + noise)),
      2 * k,
    ]
    return positiveSignChanges(ofPolynomial: cubic)
      .map { y in y * (e + y) / (m + y) }.filter { $0 > 0 && $0 < .infinity }
  }

  /// At w = λ + y, γ = y(1 + λ + y)/(λ + y), and the condition times (1+w)³ is a cubic in y > 0. At λ = 0 this holds
  /// for γ = 1 + y; for γ < 1, where v = 1, the condition is linear in γ.
  private func gammaTThresholds(_ question: Question) -> [Double] {
    guard let r = ratio(question), lambdaT < .infinity else { return [] }
    let (l, c, k, noise) = (lambdaT, 1 + lambdaT, (1 - zeta) * (1 + zeta), sigma * sigma)
    let (reach, difference) = (2 - r, r - 2 * zeta * zeta)  // R and 2k − R
    if l == 0 {
      let square = [k * r - 2 * reach * noise, difference - reach * noise]
      // Without noise the cubic has the further factor y: the peak itself separates a tie from a win.
      let beyond = noise == 0 ? square : [-reach * noise] + square
      let peak = noise == 0 && k * r == 0 && zeta > 0 ? [1.0] : []
      let below = k * r / (k * r + reach * noise)
      return [below].filter { $0 > 0 && $0 < 1 } + peak + positiveSignChanges(ofPolynomial: beyond).map { 1 + $0 }
    }
    let cubic = [
      k * l * c * (2 * l + r),
      2 * k * l * (3 * c - reach) - reach * (l * l + noise * c * c),
      k * r + 2 * l * (k + difference) - 2 * reach * noise * c,
      difference - reach * noise,
    ]
    return positiveSignChanges(ofPolynomial: cubic)
      .map { y in y * (c + y) / (l + y) }.filter { $0 > 0 && $0 < .infinity }
  }
}
