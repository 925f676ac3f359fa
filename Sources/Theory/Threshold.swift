// What would it take? The values of one parameter, the others held, at which a verdict flips. Each is the root of a
// polynomial of degree at most three in the retained fraction, or a closed form, so none is missed.
//
// The student wins iff  2S̃ < R T̃  with R = 2 − r: r = r(v_s) for the question at this λs, r = r_min(γs) for the
// question whether any λs wins, r = 1 for the question whether all do.

/// The question whose answer flips.
public enum Question: Sendable, Hashable, CaseIterable {
  /// Does the student gain at the regime's own λs?
  case atThisPenalty
  /// Is there a λs at which the student gains?
  case atSomePenalty
  /// Does the student gain at every λs > 0?
  case atEveryPenalty
}

/// A value of one parameter at which a verdict flips.
public struct Threshold: Sendable, Hashable {
  /// The parameter moved.
  public let parameter: Parameter
  /// The value at which the verdict flips.
  public let value: Double
}

extension Regime {
  /// All values of `parameter` in its range, ascending, at which the answer to `question` flips, the others held; empty
  /// where it never does. λs plays no part in the questions about some and every penalty.
  public func thresholds(of parameter: Parameter, for question: Question = .atThisPenalty) -> [Double] {
    switch parameter {
    case .lambdaS: lambdaSThresholds(question)
    case .gammaS: gammaSThresholds(question)
    case .zeta: zetaThresholds(question)
    case .sigma: sigmaThresholds(question)
    case .lambdaT: lambdaTThresholds(question)
    case .gammaT: gammaTThresholds(question)
    }
  }

  /// R = 2 − r of the student side of a question; nil where no student of the kind exists (a tie at every value).
  private func reach(_ question: Question) -> Double? {
    switch question {
    case .atThisPenalty:
      let fit = RidgeLimit(lambda: lambdaS, gamma: gammaS)
      return fit.lost == 0 ? nil : 2 - fit.shrinkageRatio
    case .atSomePenalty: return 2 - minimalShrinkageRatio(gammaS: gammaS)
    case .atEveryPenalty: return 1  // r stays below 1
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
    case .atThisPenalty:
      guard lambdaS > 0 else { return kappa < 0 ? [1] : [] }
      guard rho > 0, kappa > 0, lambdaS < .infinity else { return [] }
      let t = (kappa / (rho * lambdaS)).squareRoot()
      let (u, v) = (1 / (1 + t), t / (1 + t))
      let gamma = (1 - u / rho) / (v * v)
      return gamma > 0 && gamma < .infinity ? [gamma] : []
    case .atSomePenalty:
      guard rho > 0, kappa > 0 else { return [] }
      return rho <= 0.5 ? [1] : [1 / (4 * rho * kappa)]
    case .atEveryPenalty: return []
    }
  }

  /// The gap is linear in ζ²: the student wins iff 1 − ζ² < RV / (S(2 − RS)).
  private func zetaThresholds(_ question: Question) -> [Double] {
    guard let reach = reach(question) else { return [] }
    let teacher = TeacherLimit(lambda: lambdaT, gamma: gammaT, sigma: sigma)
    let (s, t) = (teacher.alignment, teacher.power)
    let square = (2 * s - reach * t) / (s * (2 - reach * s))
    return square > 0 && square < 1 ? [square.squareRoot()] : []
  }

  /// The gap is linear in σε²: the student wins iff V > (1−ζ²)S(2 − RS)/R.
  private func sigmaThresholds(_ question: Question) -> [Double] {
    guard let reach = reach(question) else { return [] }
    let fit = RidgeLimit(lambda: lambdaT, gamma: gammaT)
    guard fit.retained > 0, fit.root > 0 else { return [] }
    let (v, u) = (fit.retained, fit.lost)
    let needed = (1 - zeta) * (1 + zeta) * v * (2 - reach * v) / reach
    let square = needed * fit.root / (gammaT * v) - u * u
    return square > 0 && square < .infinity ? [square.squareRoot()] : []
  }

  private func lambdaTThresholds(_ question: Question) -> [Double] {
    guard let reach = reach(question) else { return [] }
    let (g, k, noise) = (gammaT, (1 - zeta) * (1 + zeta), sigma * sigma)
    let cubic = [
      2 * k, -reach * (k + g * (1 + noise)), 2 * g * (reach - k), -reach * g * zeta * zeta,
    ]
    return signChanges(ofPolynomial: cubic, from: 0, to: min(1, 1 / g))
      .map { RidgeLimit.lambda(retained: $0, gamma: g) }.filter { $0 > 0 && $0 < .infinity }.reversed()
  }

  /// With γ = (u − λv)/(uv) the condition is a cubic in v ∈ (0, 1/(1+λ)); at λ = 0 and γ < 1, where v = 1, it is
  /// linear in γ.
  private func gammaTThresholds(_ question: Question) -> [Double] {
    guard let reach = reach(question), lambdaT < .infinity else { return [] }
    let (l, k, noise) = (lambdaT, (1 - zeta) * (1 + zeta), sigma * sigma)
    if l == 0 {
      let below = k * (2 - reach) / (k * (2 - reach) + reach * noise)
      // Beyond the peak u = 1 − v > 0 can be divided out.
      let beyond = [2 * k - reach * (1 + noise), reach * (2 - k) - 2 * k, reach * (k - 1)]
      let ratios = signChanges(ofPolynomial: beyond, from: 0, to: 1).map { 1 / $0 }
      return ([below].filter { $0 > 0 && $0 < 1 } + ratios).sorted()
    }
    // 2k(u² + λv²) − R[kv(u² + λv²) + (u − λv)(u² + σ²)] with u = 1 − v
    let a = [1.0, -2, 1 + l, 0]  // u² + λv²
    let va = [0, a[0], a[1], a[2]]
    let b = [1 + noise, -2, 1.0, 0]  // u² + σ²
    let c = 1 + l  // u − λv = 1 − cv
    let product = [b[0], b[1] - c * b[0], b[2] - c * b[1], -c * b[2]]
    let cubic = (0..<4).map { 2 * k * a[$0] - reach * (k * va[$0] + product[$0]) }
    return signChanges(ofPolynomial: cubic, from: 0, to: 1 / (1 + l))
      .map { v in (1 - v - l * v) / ((1 - v) * v) }.filter { $0 > 0 && $0 < .infinity }.sorted()
  }
}
