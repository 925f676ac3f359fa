// How much of a gain there is to be had, and how much of it a student takes.
//
// A student that keeps the share w of every direction its samples show turns a teacher's gap into one of two numbers of its
// filter, T̃κ₂ − 2(T̃ − S̃)κ₁ with κ₁ = ⟨1−w⟩ and κ₂ = ⟨(1−w)²⟩ ≥ κ₁². No filter does better than one and the same share
// everywhere, 1 − w = (T̃ − S̃)/T̃: the student S̃/T̃ times its teacher.

import RealModule

/// The most that any student can gain on a teacher by shrinking what it shows.
public struct Ceiling: Sendable, Hashable {
  /// The least L_s − L_t, ≤ 0: −(T̃ − S̃)²/T̃, or 0 where nothing is gained by shrinking; `−∞` where the teacher's error is
  /// infinite.
  public let gap: Double
  /// The share of the teacher that such a student keeps, S̃/T̃, at most 1.
  public let kept: Double

  /// The ceiling of the students of a teacher.
  public init(_ teacher: TeacherLimit) {
    if teacher.effectivePower == .infinity {
      (gap, kept) = (-.infinity, 0)
    } else if teacher.excess <= 0 || teacher.effectivePower == 0 {
      (gap, kept) = (0, 1)
    } else {
      gap = -teacher.excess * (teacher.excess / teacher.effectivePower)
      kept = teacher.effectiveAlignment / teacher.effectivePower
    }
  }

  /// The ceiling of a regime; λs and γs play no part.
  public init(_ regime: Regime) { self.init(TeacherLimit(regime)) }

  /// What share of it a gap is, at most 1; nil where there is nothing to gain.
  public func share(of gap: Double) -> Double? {
    self.gap < 0 && self.gap.isFinite ? min(1, gap / self.gap) : nil
  }

  /// How many samples a dimension, n_s/d, a ridge student at its best penalty needs for a share of the ceiling, to leading
  /// order as the share goes to 1: (S̃/T̃)²/(1 − share).
  /// - Parameter share: in [0, 1).
  public func samplesPerDimension(share: Double) -> Double { kept * kept / (1 - share) }
}

/// How much of the way from its teacher to a student trained on the truth a student goes [Burns et al. 2023].
public struct GapRecovered: Sendable, Hashable {
  /// (L_t − L_s)/(L_t − L_c), L_c the error of the same student trained on true labels at its own λs; nil where that is no
  /// better than the teacher.
  public let atOwnPenalty: Double?
  /// The same with L_c at that student's best penalty.
  public let atBestPenalty: Double?
  /// The error of the same student trained on true labels at its own λs, σε² included.
  public let ownCeiling: Double
  /// The least it can have, of ridge at λs = σε²γs/(1−ζ²).
  public let bestCeiling: Double

  /// What the student of a regime recovers.
  public init(_ regime: Regime) {
    let errors = regime.errors
    ownCeiling = regime.trueLabelError(penalty: regime.lambdaS)
    let unseen = (1 - regime.zeta) * (1 + regime.zeta)
    bestCeiling =
      regime.filter == .ridge
      ? regime.trueLabelError(penalty: regime.sigma * regime.sigma * regime.gammaS / unseen)
      : regime.leastTrueLabelError
    let share = { (ceiling: Double) -> Double? in
      let way = errors.teacher - ceiling
      return way > 0 && way.isFinite && errors.gap.isFinite ? -errors.gap / way : nil
    }
    (atOwnPenalty, atBestPenalty) = (share(ownCeiling), share(bestCeiling))
  }
}

extension Regime {
  /// The least that the error on true labels is over λs, of students other than ridge.
  fileprivate var leastTrueLabelError: Double {
    let law = MarchenkoPastur(gamma: gammaS)
    let error = { (logLambda: Double) in trueLabelError(penalty: .exp(logLambda)) }
    let ends = (max(-80, Double.log(max(law.lower, 1e-30)) - 7), Double.log(law.upper) + 40)
    switch leastPlace(of: error, from: ends.0, to: ends.1, places: Int(4 * (ends.1 - ends.0))) {
    case .lowerEnd: return trueLabelError(penalty: 0)
    case .upperEnd: return trueLabelError(penalty: .infinity)
    case .inside(let place): return error(place)
    }
  }

  /// The error of the student, with its learned direction, trained on true labels: (u²(1−ζ²) + σ²)/(1 − γv²)
  /// [paper, Prop 3, for ζ = 0] of ridge, σ²(1 + γ⟨(1−k)²/x⟩) + (1−ζ²)⟨k²⟩ of any other.
  func trueLabelError(penalty: Double) -> Double {
    let unseen = (1 - zeta) * (1 + zeta)
    let penalty = penalty.isNaN ? 0 : penalty
    guard filter == .ridge else {
      let fit = StudentLimit(students, lambda: penalty)
      return sigma * sigma * (1 + fit.labelVariance) + unseen * fit.lost * fit.shrinkageRatio
    }
    let fit = RidgeLimit(lambda: penalty, gamma: gammaS)
    if fit.residualFactor == 0 { return sigma == 0 ? 0 : .infinity }
    return (fit.lost * fit.lost * unseen + sigma * sigma) / fit.residualFactor
  }
}
