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
    guard let teacher = TeacherMoments(regime), let student = StudentMoments(regime) else { return nil }
    self.init(teacher, student, dimension: Double(dimension))
    let numbers = [self.teacher, self.student, gap].flatMap { [$0.mean, $0.standardDeviation] }
    guard numbers.allSatisfy(\.isFinite) else { return nil }
  }

  /// The law at a dimension where one is known; nil also where there is none.
  public init?(_ regime: Regime, dimension: Int?) {
    guard let dimension else { return nil }
    self.init(regime, dimension: dimension)
  }

  private init(_ t: TeacherMoments, _ s: StudentMoments, dimension d: Double) {
    let terms = GapTerms(t, s, dimension: d)
    let law = { (mean: Double, variance: Double) in
      Normal(mean: mean, standardDeviation: (max(0, variance) / d).squareRoot())
    }
    let error = t.limit.error
    let errorShift = t.powerBias - 2 * t.alignmentBias
    teacher = law(error + errorShift / d, t.errorSpread)
    gap = terms.normal(t, dimension: d)
    student = law(
      error + terms.leading + (errorShift + terms.shift) / d, terms.forms + terms.gram.varianceBesideError(t))
  }

  /// The mean gap at a dimension to leading order: that of a direction whose penalty is 1 + d times less, not 0 as in the
  /// limit. The two part where λs is of the order of d.
  static func leadingGap(_ teacher: TeacherLimit, _ student: StudentLimit, dimension: Int) -> Double {
    if teacher.effectivePower == .infinity { return student.lost == 0 ? 0 : -.infinity }
    let direction = DirectionTerms(
      zeta: teacher.zeta, alignment: teacher.alignment, student: student, dimension: Double(dimension))
    return direction.leadingGap(teacher, student)
  }
}

/// The two sides of a regime at a finite d, each nil where it has no expansion in 1/d.
struct FiniteSides {
  private let teacher: TeacherMoments?
  private let student: StudentMoments?

  init(_ regime: Regime) { (teacher, student) = (TeacherMoments(regime), StudentMoments(regime)) }

  /// One side of each of two regimes.
  init(teacherOf one: FiniteSides, studentOf other: FiniteSides) { (teacher, student) = (one.teacher, other.student) }

  /// The teacher of a regime, and another's student.
  init(teacher regime: Regime, studentOf other: FiniteSides) {
    (teacher, student) = (TeacherMoments(regime), other.student)
  }

  /// The student of a regime, and another's teacher.
  init(teacherOf other: FiniteSides, student regime: Regime) {
    (teacher, student) = (other.teacher, StudentMoments(regime))
  }

  /// The gap at a dimension.
  func gap(dimension: Int) -> Normal? {
    guard let teacher, let student else { return nil }
    let d = Double(dimension)
    let gap = GapTerms(teacher, student, dimension: d).normal(teacher, dimension: d)
    return gap.mean.isFinite && gap.standardDeviation.isFinite ? gap : nil
  }
}

/// The learned direction at a finite d.
private struct DirectionTerms {
  /// θ − ζS, which vanishes in the limit.
  let behind: Double
  /// θ.
  let theta: Double
  /// ∂θ/∂(b′t − b′Kt).
  let alpha: Double

  init(zeta: Double, alignment: Double, student: StudentLimit, dimension: Double) {
    guard zeta > 0, student.students.filter == .ridge else {
      (behind, theta, alpha) = (0, zeta * alignment, 0)
      return
    }
    let rest = 1 / (1 + dimension)  // 1 − c
    let open = student.retained + rest * student.lost  // 1 − c⟨k⟩
    behind = -zeta * alignment * rest / open
    theta = zeta * alignment + behind
    alpha = (1 - rest) / open
  }

  func leadingGap(_ teacher: TeacherLimit, _ student: StudentLimit) -> Double {
    let (gg, go) = products(teacher)
    return student.lost * (student.shrinkageRatio * gg - 2 * go)
  }

  /// ⟨g, g⟩ and ⟨g, t − s⟩.
  func products(_ teacher: TeacherLimit) -> (Double, Double) {
    (teacher.effectivePower + behind * behind, teacher.excess + teacher.zeta * teacher.fit.lost * behind)
  }
}

/// What multiplies T, S, B and the direction's own share of the teacher, to first order.
private struct GramTerms {
  let power: Double
  let alignment: Double
  let norm: Double
  let direction: Double

  /// d times the variance of their sum.
  func variance(_ t: TeacherMoments) -> Double {
    2 * power * (power * t.powerSpread + 2 * (alignment * t.crossSpread + norm * t.filterSquared))
      + alignment * (alignment * t.alignmentSpread + 4 * norm * t.alignment) + 2 * norm * norm
      + direction * direction * t.limit.variance
  }

  /// The same of their sum and E = T − 2S + B, the teacher's error. Of a good teacher E is far less than T, S and B, so that
  /// the sum is taken as one of E, S and B.
  func varianceBesideError(_ t: TeacherMoments) -> Double {
    let (error, s, b) = (1 + power, alignment + 2 * power, norm - power)
    return error * (error * t.errorSpread + 2 * (s * t.errorWithAlignment + b * t.errorWithNorm))
      + s * (s * t.alignmentSpread + 4 * b * t.alignment) + 2 * b * b + direction * direction * t.limit.variance
  }
}

/// The gap: its leading term, d times the shift of its mean, d times the variance that the student's forms bring, and the
/// Gram matrix.
private struct GapTerms {
  let leading: Double
  let shift: Double
  let forms: Double
  let gram: GramTerms

  func normal(_ t: TeacherMoments, dimension d: Double) -> Normal {
    Normal(
      mean: leading + shift / d, standardDeviation: (max(0, forms + gram.variance(t)) / d).squareRoot())
  }

  init(_ t: TeacherMoments, _ s: StudentMoments, dimension: Double) {
    let zeta = t.limit.zeta
    let (k1, v) = (s.fit.lost, s.fit.retained)
    let k2 = k1 * s.fit.shrinkageRatio
    let b = DirectionTerms(zeta: zeta, alignment: t.alignment, student: s.fit, dimension: dimension)
    let slope = 2 * (k2 * b.behind - k1 * zeta * t.lost)  // ∂gap/∂θ
    let e = b.alpha * slope
    let isFree = zeta > 0 && s.fit.students.filter != .ridge
    leading = b.leadingGap(t.limit, s.fit)

    // What multiplies t′t, t′b and s′b.
    let byPower = k2 - 2 * k1
    let byDirection = -2 * b.theta * (k2 - k1) + (isFree ? -2 * k1 * zeta * t.lost : e * v)
    let byTarget = -2 * b.theta * k1
    gram = GramTerms(
      power: byPower, alignment: 2 * k1 + byDirection * zeta,
      norm: 0.5 * zeta * (byTarget - byDirection * t.alignment),
      direction: byDirection * ((1 - zeta) * (1 + zeta)).squareRoot())

    // Inner products: of g, o = t − s, b and m = 2⟨k⟩g − 2o − eb.
    let (gg, go) = b.products(t.limit)
    let (gb, ob) = (-b.behind, -zeta * t.lost)
    // A student whose direction is free leaves it out of the rest.
    let oo = t.limit.variance + t.lost * t.lost * (isFree ? (1 - zeta) * (1 + zeta) : 1)
    let gm = 2 * (k1 * gg - go) - e * gb
    let mm = 4 * (k1 * (k1 * gg - 2 * go) + oo) + e * (e - 4 * (k1 * gb - ob))
    // d times the squared length of what the student's sample then makes of the rest along the direction.
    let chance = isFree ? s.fit.students.gamma * k2 * gg : 0
    forms =
      s.spread * (gm * gm + gg * mm) - 4 * s.third * gm * gg + 2 * s.squaresSpread * gg * gg
      + 4 * ob * ob * chance

    // Shifts of the means, then what is of second order in θ.
    let bias = s.bias
    var shift = byPower * t.powerBias + 2 * k1 * t.alignmentBias + bias.second * gg - 2 * bias.first * go
    if zeta > 0 {
      shift += byDirection * zeta * (t.alignmentBias - 0.25 * t.alignment) - 0.25 * byTarget * zeta
      shift += e * b.behind * bias.first
      let overlap =
        zeta * zeta * (t.alignmentSpread - 1.5 * t.alignment * t.alignment)
        + (1 - zeta) * (1 + zeta) * t.limit.variance  // d·Var b′t
      if isFree {
        shift += s.beside.second * gg - 2 * s.beside.first * go + chance
        shift += (2 * k1 - k2) * overlap - k1 * zeta * zeta * t.alignment
      }
      let (gn, bn) = (2 * k1 * gg - go, 2 * k1 * gb - ob)
      let moves = gg + gb * gb
      let covariance =
        s.spread * (gn + bn * gb) - s.third * moves
        + v * ((k1 - k2) * overlap - 0.5 * k1 * zeta * zeta * t.alignment)
      shift += 2 * b.alpha * (covariance - e * s.spread * gb)
      shift += k2 * b.alpha * b.alpha * (s.spread * moves + v * v * overlap)
    }
    self.shift = shift
  }
}

/// What a teacher brings to the law at finite d.
private struct TeacherMoments {
  let limit: TeacherLimit
  /// S, and 1 − S.
  let alignment: Double, lost: Double
  /// d·(E T − T) and d·(E S − S).
  let powerBias: Double, alignmentBias: Double
  /// With h = w² + λ⋆wp and f = w of the teacher's fit: ⟨h²⟩, ⟨hf⟩, ⟨f²⟩, and d·Var S = ⟨f²⟩ + T.
  let powerSpread: Double, crossSpread: Double, filterSquared: Double, alignmentSpread: Double
  /// d·Var L_t, and d times the covariances of L_t with S and with ‖s‖².
  let errorSpread: Double, errorWithAlignment: Double, errorWithNorm: Double

  /// Nil at the interpolation peak, and at an infinite penalty.
  init?(_ regime: Regime) {
    let limit = TeacherLimit(regime)
    guard regime.lambdaT.isFinite, limit.fit.residualFactor > 0 else { return nil }
    self.limit = limit
    (alignment, lost) = (limit.fit.retained, limit.fit.lost)
    let moments = FilterMoments(limit.fit)
    let star = limit.sigma * limit.sigma * limit.fit.gamma
    let bias = moments.lostBias
    alignmentBias = -bias.first
    powerBias = bias.second - 2 * bias.first + star * moments.noiseBias  // w² = 1 − 2(1−w) + (1−w)²
    powerSpread = moments.w4 + star * (2 * moments.w3p + star * moments.w2p2)
    crossSpread = moments.w3 + star * moments.w2p
    filterSquared = moments.w2
    alignmentSpread = moments.w2 + limit.power
    // L_t − σ² is a sum over directions of Gaussian squares with (1−w)² + λ⋆wp.
    errorWithAlignment = 2 * (moments.lost2w - star * moments.lostwp)
    errorWithNorm = 2 * moments.lost2
    errorSpread = 2 * (moments.lost4 + star * (2 * moments.lost2wp + star * moments.w2p2))
  }
}

/// What a student brings to the law at finite d: the moments of K's eigenvalues k = 1 − w.
private struct StudentMoments {
  let fit: StudentLimit
  /// Var w, ⟨(w−v)³⟩ and Var (w−v)².
  let spread: Double, third: Double, squaresSpread: Double
  /// d·(E⟨k⟩ − limit) and d·(E⟨k²⟩ − limit).
  let bias: (first: Double, second: Double)
  /// d times what ⟨k⟩ and ⟨k²⟩ change by where a direction, and with it one of the samples' degrees of freedom, is taken out.
  let beside: (first: Double, second: Double)

  /// Nil at the interpolation peak, and at an infinite penalty.
  init?(_ regime: Regime) {
    fit = StudentLimit(regime)
    let ridge = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
    guard regime.lambdaS.isFinite, ridge.residualFactor > 0 else { return nil }
    if regime.filter == .ridge {
      let moments = FilterMoments(ridge)
      (spread, third, squaresSpread) = (moments.variance, moments.third, moments.squaresVariance)
      (bias, beside) = (moments.lostBias, (0, 0))
    } else {
      let means = FilterMeans(fit.students, lambda: fit.lambda)
      (spread, third, squaresSpread) = (means.variance, -means.third, means.squaresVariance)
      bias = fit.finiteBias
      beside = regime.zeta > 0 ? fit.besideDirection : (0, 0)
    }
  }
}
