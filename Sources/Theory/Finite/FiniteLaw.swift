// The errors at finite d: their means to order 1/d, their spread over trials and how often there is a gain, in closed form.
//
// A trial's gap is a function of the Gram matrix of teacher t, target s and learned direction b, and of quadratic forms of
// the student's K = λs(Σ̃+λs)⁻¹ between them. With g = t − θb, θ = c b′(1−K)t / (1 − c b′Kb), c = d/(1+d),
//
//     L_t − σ² = (t − s)′(t − s)        L_s − L_t = g′K²g − 2(t − s)′Kg.
//
// Given the Gram matrix, each form is its average over rotations plus a Gaussian of variance O(1/d); the Gram matrix has
// a Gaussian of its own. To first order, with h = −2(t−s) − eb and e = α ∂gap/∂θ, the gap is g′K²g + g′Kh + e t′b; mean and
// variance follow to order 1/d. Without a direction θ = e = 0. Covariances and shifts below are d times what they are.

import RealModule

/// A normal law.
public struct Normal: Sendable, Hashable {
  /// The mean.
  public let mean: Double
  /// The standard deviation, ≥ 0.
  public let standardDeviation: Double

  /// The probability of a value below `x`, in [0, 1]; where there is no spread, 0 at the mean itself.
  public func probability(below x: Double) -> Double {
    if standardDeviation == 0 { return mean < x ? 1 : 0 }
    return 0.5 * .erfc((mean - x) / standardDeviation / 2.0.squareRoot())
  }

  /// The density at `x`; infinite at the mean where there is no spread.
  public func density(_ x: Double) -> Double {
    let distance = (x - mean) / standardDeviation
    return .exp(-0.5 * distance * distance) / (standardDeviation * (2 * Double.pi).squareRoot())
  }
}

/// What the errors of a regime are over trials at a finite dimension: to leading order normal, with means right to order
/// 1/d, the penalty's finite strength along the learned direction included.
public struct FiniteLaw: Sendable, Hashable {
  /// L_t, σε² included.
  public let teacher: Normal
  /// L_s, σε² included.
  public let student: Normal
  /// L_s − L_t, whose spread is less than that of either; none for a student that copies its teacher.
  public let gap: Normal

  /// How often L_s < L_t, in [0, 1].
  public var probabilityOfGain: Double { gap.probability(below: 0) }

  /// The law at a regime and a dimension; nil where an expansion in 1/d says nothing: a penalty is infinite, or the teacher
  /// or the student is at its interpolation peak.
  /// - Parameter dimension: d ≥ 1; the sample sizes are those of the regime's aspect ratios.
  public init?(_ regime: Regime, dimension: Int) {
    let d = Double(dimension)
    guard let t = TeacherMoments(regime), let s = StudentMoments(regime, hasDirection: regime.zeta > 0, dimension: d)
    else { return nil }
    let law = { (mean: Double, variance: Double) in
      Normal(mean: mean, standardDeviation: (variance.atLeastZero / d).squareRoot())
    }
    let limit = TeacherLimit(regime)
    let (terms, error) = (GapTerms(t, s, regime.filter), ErrorMoments(RidgeNumbers(limit.fit), sigma: regime.sigma))
    let errorShift = t.powerBias - 2 * t.alignmentBias
    teacher = law(limit.error + errorShift / d, error.spread)
    let (mean, deviation) = terms.law(t, dimension: d)
    gap = Normal(mean: mean, standardDeviation: deviation)
    student = law(
      limit.error + terms.leading + (errorShift + terms.shift) / d,
      terms.forms + terms.gram.varianceBesideError(t, error))
    let numbers = [teacher, student, gap].flatMap { [$0.mean, $0.standardDeviation] }
    guard numbers.allSatisfy(\.isFinite) else { return nil }
  }

  /// The law at a dimension where one is known; nil also where there is none.
  public init?(_ regime: Regime, dimension: Int?) {
    guard let dimension else { return nil }
    self.init(regime, dimension: dimension)
  }

  /// The mean gap at a dimension to leading order: that of a direction whose penalty is 1 + d times less, not 0 as in the
  /// limit. The two part where λs is of the order of d.
  static func leadingGap(_ teacher: TeacherLimit, _ student: StudentLimit, dimension: Int) -> Double {
    if teacher.effectivePower == .infinity { return student.lost == 0 ? 0 : -.infinity }
    let share = DirectionShare(
      lost: student.lost, retained: student.retained, isRidge: student.students.filter == .ridge,
      dimension: Double(dimension))
    return DirectionTerms(TeacherLimitNumbers(teacher), share)
      .leadingGap(lost: student.lost, square: student.lost * student.shrinkageRatio)
  }
}

extension GapTerms where Number == Double {
  /// The gap of one regime, of a student of a filter.
  fileprivate init(_ t: TeacherMoments<Double>, _ s: StudentMoments<Double>, _ filter: SpectralFilter) {
    if t.limit.zeta == 0 {
      self.init(t, s, NoDirection.self)
    } else if filter == .ridge {
      self.init(t, s, PenalisedDirection.self)
    } else {
      self.init(t, s, FreeDirection.self)
    }
  }
}

/// The limit of a teacher as a student sees it, or of several side by side.
struct TeacherLimitNumbers<Number: Quantity> {
  let zeta: Number
  /// S, and 1 − S.
  let alignment: Number, lost: Number
  /// V, T̃ and T̃ − S̃.
  let variance: Number, effectivePower: Number, excess: Number
}

extension TeacherLimitNumbers where Number == Double {
  init(_ limit: TeacherLimit) {
    self.init(
      zeta: limit.zeta, alignment: limit.fit.retained, lost: limit.fit.lost, variance: limit.variance,
      effectivePower: limit.effectivePower, excess: limit.excess)
  }
}

/// What a student's learned direction is at a dimension, whatever the teacher: nothing else than in the limit where it is
/// free.
struct DirectionShare<Number: Quantity> {
  /// θ/ζS − 1, which vanishes in the limit.
  let behind: Number
  /// ∂θ/∂(b′t − b′Kt), where there is a direction.
  let moved: Number
}

extension DirectionShare {
  /// The share of a student that loses ⟨k⟩ = `lost` of what is not along the direction.
  init(lost: Number, retained: Number, isRidge: Bool, dimension: Double) {
    guard isRidge else {
      self.init(behind: Number(0), moved: Number(0))
      return
    }
    let rest = 1 / (1 + dimension)  // 1 − c
    let open = retained + rest * lost  // 1 − c⟨k⟩
    self.init(behind: -(rest / open), moved: (1 - rest) / open)
  }
}

/// The learned direction at a finite d, of a student and a teacher.
private struct DirectionTerms<Number: Quantity> {
  /// θ − ζS.
  let behind: Number
  /// θ.
  let theta: Number
  /// ⟨g, g⟩ and ⟨g, o⟩ of g = t − θb and o = t − s.
  let gg: Number, go: Number
  /// ⟨o, b⟩.
  let ob: Number

  @inline(__always) init(_ teacher: TeacherLimitNumbers<Number>, _ share: DirectionShare<Number>) {
    let limit = teacher.zeta * teacher.alignment
    behind = limit * share.behind
    theta = limit + behind
    ob = -(teacher.zeta * teacher.lost)
    gg = teacher.effectivePower + behind * behind
    go = teacher.excess - ob * behind
  }

  @inline(__always) func leadingGap(lost: Number, square: Number) -> Number { square * gg - 2 * lost * go }
}

/// How the learned direction of a student is fitted: a type, so that the compiler makes the formulas of each without what
/// it does not need.
protocol DirectionFit {
  static var hasDirection: Bool { get }
  /// Whether the direction is fitted freely, not under the penalty.
  static var isFree: Bool { get }
}

/// There is no direction: ζ = 0.
enum NoDirection: DirectionFit {
  static var hasDirection: Bool { false }
  static var isFree: Bool { false }
}

/// The direction of ridge is under its penalty.
enum PenalisedDirection: DirectionFit {
  static var hasDirection: Bool { true }
  static var isFree: Bool { false }
}

/// The direction of all others is fitted freely.
enum FreeDirection: DirectionFit {
  static var hasDirection: Bool { true }
  static var isFree: Bool { true }
}

/// What multiplies T, S and B, to first order, and the square of what multiplies the direction's own share of the teacher.
private struct GramTerms<Number: Quantity> {
  let power: Number
  let alignment: Number
  /// The last two, where there is a direction.
  let ofDirection: (norm: Number, ownSquare: Number)?

  /// d times the variance of their sum.
  @inline(__always) func variance(_ t: TeacherMoments<Number>) -> Number {
    let square = 2 * power * (power * t.powerSpread + 2 * alignment * t.crossSpread)
    let sum = square + alignment * alignment * t.alignmentSpread
    guard let (norm, ownSquare) = ofDirection else { return sum }
    let cross = power * t.filterSquared + alignment * t.limit.alignment
    return sum + norm * (4 * cross + 2 * norm) + ownSquare * t.limit.variance
  }

  /// The same of their sum and E = T − 2S + B, the teacher's error. Of a good teacher E is far less than T, S and B, so that
  /// the sum is taken as one of E, S and B.
  func varianceBesideError(_ t: TeacherMoments<Number>, _ e: ErrorMoments<Number>) -> Number {
    let (norm, ownSquare) = ofDirection ?? (Number(0), Number(0))
    let (error, s, b) = (1 + power, alignment + 2 * power, norm - power)
    let ofError = error * (error * e.spread + 2 * (s * e.withAlignment + b * e.withNorm))
    let ofAlignment = s * (s * t.alignmentSpread + 4 * (b * t.limit.alignment))
    return ofError + ofAlignment + 2 * (b * b) + ownSquare * t.limit.variance
  }
}

/// The gap: its leading term, d times the shift of its mean, d times the variance that the student's forms bring, and the
/// Gram matrix.
struct GapTerms<Number: Quantity> {
  fileprivate let leading: Number
  fileprivate let shift: Number
  fileprivate let forms: Number
  fileprivate let gram: GramTerms<Number>

  /// Mean and standard deviation.
  @inline(__always) func law(_ t: TeacherMoments<Number>, dimension d: Double) -> (mean: Number, deviation: Number) {
    let variance = (forms + gram.variance(t)).atLeastZero
    return (leading + (1 / d) * shift, ((1 / d) * variance).rootOfMagnitude)
  }

  @inline(__always) init<Fit: DirectionFit>(
    _ t: TeacherMoments<Number>, _ s: StudentMoments<Number>, _ fit: Fit.Type
  ) {
    let (zeta, lost) = (t.limit.zeta, t.limit.lost)
    let (k1, k2, v) = (s.lost, s.square, s.retained)
    let (twice, between) = (2 * k1, k1 - k2)
    let byPower = k2 - twice  // what multiplies t′t

    // Inner products: of g, o = t − s, b and m = 2⟨k⟩g − 2o − eb, with e = α ∂gap/∂θ.
    let b = DirectionTerms(t.limit, s.direction)
    let (gg, go) = Fit.hasDirection ? (b.gg, b.go) : (t.limit.effectivePower, t.limit.excess)
    let gn = k1 * gg - go
    // A student whose direction is free leaves it out of the rest.
    let oo = t.limit.variance + (Fit.isFree ? t.beside * lost * lost : lost * lost)
    var (gm, mm) = (2 * gn, 4 * (k1 * (gn - go) + oo))
    let e = 2 * s.direction.moved * (k2 * b.behind + k1 * b.ob)
    let (eb, kb) = (e * b.behind, k1 * b.behind + b.ob)
    if Fit.hasDirection && !Fit.isFree { (gm, mm) = (gm + eb, mm + e * (e + 4 * kb)) }

    leading = k2 * gg - twice * go
    var forms = s.spread * (gm * gm + gg * mm) + 2 * gg * (s.squaresSpread * gg - 2 * s.third * gm)
    // Shifts of the means, then what is of second order in θ.
    var shift = byPower * t.powerBias + twice * t.alignmentBias + s.biasOfSquare * gg - 2 * s.bias * go
    if !Fit.hasDirection {
      gram = GramTerms(power: byPower, alignment: twice, ofDirection: nil)
    } else {
      // What multiplies t′b and s′b.
      let byDirection = 2 * between * b.theta + (Fit.isFree ? twice * b.ob : e * v)
      let byTarget = -(twice * b.theta)
      gram = GramTerms(
        power: byPower, alignment: twice + byDirection * zeta,
        ofDirection: (
          norm: 0.5 * zeta * (byTarget - byDirection * t.limit.alignment),
          ownSquare: byDirection * byDirection * t.beside
        ))
      shift = shift + zeta * (byDirection * t.alignmentShift - 0.25 * byTarget)
    }
    if Fit.hasDirection && !Fit.isFree {
      let moves = gg + b.behind * b.behind
      let spread = s.spread * (gn + k1 * gg + (kb + k1 * b.behind + e) * b.behind)
      let covariance = spread - s.third * moves + v * (between * t.overlap - k1 * t.directionBias)
      let alpha = s.direction.moved.wherePositive(zeta)
      let second = k2 * alpha * (s.spread * moves + v * v * t.overlap)
      shift = shift + eb * s.bias + alpha * (2 * covariance + second)
    } else if Fit.hasDirection {
      // d times the squared length of what the student's sample then makes of the rest along the direction.
      let chance = s.gamma * k2 * gg
      let ofBeside = s.besideOfSquare * gg - 2 * s.beside * go + chance
      let ofOverlap = (k1 + between) * t.overlap - twice * t.directionBias
      forms = forms + 4 * (b.ob * b.ob * chance)
      shift = shift + (ofBeside + ofOverlap).wherePositive(zeta)
    }
    (self.forms, self.shift) = (forms, shift)
  }
}
