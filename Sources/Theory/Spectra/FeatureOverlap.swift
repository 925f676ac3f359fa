// Teacher and student that see different features [Dong et al. 2025; Xue et al. 2025]: isotropic inputs, of
// which the teacher sees a share ωt of the coordinates, the student ωs, and both o. What one does not see of the signal is
// noise to it, so each is a plain ridge fit, at the ratio ωγ. With v, u of the teacher at (λt, ωtγt) and vs, us of the
// student at (λs, ωsγs):
//
//     V = ωtγt v² Q     Q = (u² pt + σ² + 1 − pt) / (1 − ωtγt v²)
//     L_t = σ² + (1 − pt) + pt u² + V
//     Qs = (us² (v² p + V o/ωt) + v² (pt − p) + V (1 − o/ωt)) / (1 − ωsγs vs²)
//     L_s = σ² + (1 − p) + p (us + vs u)² + vs² V o/ωt + ωsγs vs² Qs
//
// pt, ps and p are the shares of the signal that the teacher, the student and both see. All are sums of non-negative terms;
//
//     L_s − L_t = (pt − p) v (1 + u) + p us v (us + (1 + vs) u) + ωsγs vs² Qs − V ((1 − o/ωt) + (o/ωt) us (1 + vs))
//
// is a difference of two such sums. ps plays no part but for what it allows p to be.

import RealModule

/// Teacher and student that see shares of the coordinates of isotropic inputs, ‖β⋆‖ = 1.
public struct FeatureOverlap: Sendable, Hashable {
  /// What is seen of the coordinates, or of the signal, as shares of it.
  public struct Shares: Sendable, Hashable {
    /// By the teacher, by the student, and by both, in [0, 1].
    public let teacher, student, both: Double

    /// Shares of three; nil where they are not those of two parts of a whole: `both` is at most either, and no less than
    /// their sum less 1.
    public init?(teacher: Double, student: Double, both: Double) {
      guard [teacher, student, both].allSatisfy({ (0...1).contains($0) }), both <= min(teacher, student) else {
        return nil
      }
      // What neither sees is not negative but for the rounding of decimal fractions.
      guard 1 - (teacher + student - both) >= -1e-12 else { return nil }
      (self.teacher, self.student, self.both) = (teacher, student, both)
    }

    /// The shares that both, the teacher alone, the student alone and neither see.
    public var parts: [Double] { [both, teacher - both, student - both, max(0, 1 - (teacher + student - both))] }
  }

  /// What plays no part: ζ. Its aspect ratios are of all coordinates, d/n.
  public let regime: Regime
  /// ω, of the coordinates; both see some.
  public let dimensions: Shares
  /// p, of the signal ‖β⋆‖² = 1.
  public let signal: Shares

  /// A setting; nil where a model sees nothing, or signal is where no coordinates are.
  /// - Parameter signal: what is seen of it, in proportion to the coordinates unless given.
  public init?(_ regime: Regime, dimensions: Shares, signal: Shares? = nil) {
    let signal = signal ?? dimensions
    guard dimensions.teacher > 0, dimensions.student > 0 else { return nil }
    guard zip(dimensions.parts, signal.parts).allSatisfy({ $0 > 1e-12 || $1 <= 1e-12 }) else { return nil }
    (self.regime, self.dimensions, self.signal) = (regime, dimensions, signal)
  }

  /// The limit of the teacher's fit, at the ratio of what it sees.
  public var teacher: RidgeLimit { RidgeLimit(lambda: regime.lambdaT, gamma: dimensions.teacher * regime.gammaT) }
  /// The limit of the student's.
  public var student: RidgeLimit { RidgeLimit(lambda: regime.lambdaS, gamma: dimensions.student * regime.gammaS) }

  /// V, the teacher's power that is no part of the target; `+∞` at its interpolation peak.
  public var variance: Double {
    let fit = teacher
    let residual = fit.lost * fit.lost * signal.teacher + regime.sigma * regime.sigma + (1 - signal.teacher)
    if fit.retained == 0 || residual == 0 { return 0 }
    return fit.gamma * fit.retained * fit.retained * (residual / fit.residualFactor)
  }

  /// L_t, σε² included.
  public var teacherError: Double {
    let lost = teacher.lost
    return regime.sigma * regime.sigma + (1 - signal.teacher) + signal.teacher * lost * lost + variance
  }

  /// L_s, σε² included.
  public var studentError: Double {
    let (vs, us) = (student.retained, student.lost)
    let miss = us + vs * teacher.lost
    let seen = variance * (dimensions.both / dimensions.teacher)
    let kept = vs == 0 || seen == 0 ? 0 : vs * vs * seen
    return regime.sigma * regime.sigma + (1 - signal.both) + signal.both * miss * miss + kept + fresh
  }

  /// L_s − L_t; negative is a gain. Not computed as the difference of the two; its rounding is of the size of V. −∞ where only
  /// the teacher's error diverges, and with the sign of what is left where both do.
  public var gap: Double {
    if variance < .infinity { return gap(variance: variance, fresh: fresh) }
    // In units of V, which all else is small beside.
    let fit = student
    let seen = dimensions.both / dimensions.teacher
    let change = fit.retained == 0 ? -1 : gap(of: 1, residual: fit.lost * fit.lost * seen + (1 - seen))
    return change == 0 ? 0 : change > 0 ? .infinity : -.infinity
  }

  /// The penalty λs ∈ [0, ∞] with the least error, to half the digits of a double.
  public var bestLambdaS: Double {
    if variance == .infinity { return .infinity }
    let change = { (penalty: Double) in
      FeatureOverlap(regime.with(.lambdaS, penalty), dimensions: dimensions, signal: signal)?.gap ?? .infinity
    }
    // Beyond either end nothing moves any more.
    let reach = 45 + abs(.log(dimensions.student * regime.gammaS)) + abs(.log(1 + variance))
    let inner =
      switch leastPlace(of: { change(.exp($0)) }, from: -reach, to: reach) {
      case .lowerEnd: 0.0
      case .upperEnd: Double.infinity
      case .inside(let place): Double.exp(place)
      }
    let least = change(inner)
    if change(0) <= least + 1e-14 * (1 + variance) { return 0 }
    return change(.infinity) <= least ? .infinity : inner
  }

  /// The same as a chain on blocks of coordinates: those that both, the teacher, the student and neither see, counted as
  /// shares of d unless given as numbers of them.
  public func chain(counts: [Double]? = nil) -> SpectralChain {
    let counts = counts ?? dimensions.parts
    let d = counts.reduce(0, +)
    let covariance = Covariance(eigenvalues: [1, 1, 1, 1], energies: signal.parts, counts: counts)
    return SpectralChain(
      covariance, sigma: regime.sigma,
      [
        SpectralGeneration(
          lambda: regime.lambdaT, samples: d / regime.gammaT, weights: [1, 1, .infinity, .infinity]),
        SpectralGeneration(
          lambda: regime.lambdaS, samples: d / regime.gammaS, weights: [1, .infinity, 1, .infinity]),
      ])
  }

  /// ωsγs vs² Qs, what the student's fit adds.
  private var fresh: Double {
    let fit = student
    let seen = dimensions.both / dimensions.teacher
    let (kept, unseen) = (teacher.retained * teacher.retained, signal.teacher - signal.both)
    let inside = fit.lost == 0 ? 0 : fit.lost * fit.lost * (kept * signal.both + (seen == 0 ? 0 : variance * seen))
    let outside = kept * unseen + (seen == 1 ? 0 : variance * (1 - seen))
    let residual = inside + outside
    if fit.retained == 0 || residual == 0 { return 0 }
    return fit.gamma * fit.retained * fit.retained * (residual / fit.residualFactor)
  }

  private func gap(variance: Double, fresh: Double) -> Double {
    let (v, u, vs, us) = (teacher.retained, teacher.lost, student.retained, student.lost)
    let seen = dimensions.both / dimensions.teacher
    let forgotten = (signal.teacher - signal.both) * v * (1 + u) + signal.both * us * v * (us + (1 + vs) * u)
    return forgotten + fresh - variance * ((1 - seen) + seen * us * (1 + vs))
  }

  /// The part of the gap that is in proportion to the variance, of a variance.
  private func gap(of variance: Double, residual: Double) -> Double {
    let fit = student
    let seen = dimensions.both / dimensions.teacher
    let fresh = residual == 0 ? 0 : fit.gamma * fit.retained * fit.retained * (residual / fit.residualFactor)
    return fresh - variance * ((1 - seen) + seen * fit.lost * (1 + fit.retained))
  }
}
