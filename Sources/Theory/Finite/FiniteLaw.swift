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
    self.init(teacher, student, error: TeacherLimit(regime).error, dimension: Double(dimension))
    let numbers = [self.teacher, self.student, gap].flatMap { [$0.mean, $0.standardDeviation] }
    guard numbers.allSatisfy(\.isFinite) else { return nil }
  }

  /// The law at a dimension where one is known; nil also where there is none.
  public init?(_ regime: Regime, dimension: Int?) {
    guard let dimension else { return nil }
    self.init(regime, dimension: dimension)
  }

  private init(
    _ t: TeacherMoments<Double>, _ s: StudentMoments<Double>, error: Double, dimension d: Double
  ) {
    let terms = GapTerms(t, s, dimension: d)
    let law = { (mean: Double, variance: Double) in
      Normal(mean: mean, standardDeviation: (variance.atLeastZero / d).squareRoot())
    }
    let errorShift = t.powerBias - 2 * t.alignmentBias
    teacher = law(error + errorShift / d, t.errorSpread)
    gap = Normal(terms, t, dimension: d)
    student = law(
      error + terms.leading + (errorShift + terms.shift) / d, terms.forms + terms.gram.varianceBesideError(t))
  }

  /// The mean gap at a dimension to leading order: that of a direction whose penalty is 1 + d times less, not 0 as in the
  /// limit. The two part where λs is of the order of d.
  static func leadingGap(_ teacher: TeacherLimit, _ student: StudentLimit, dimension: Int) -> Double {
    if teacher.effectivePower == .infinity { return student.lost == 0 ? 0 : -.infinity }
    let numbers = TeacherLimitNumbers(teacher)
    let direction = DirectionTerms(
      numbers, lost: student.lost, retained: student.retained, isRidge: student.students.filter == .ridge,
      dimension: Double(dimension))
    return direction.leadingGap(numbers, lost: student.lost, ratio: student.shrinkageRatio)
  }
}

extension Normal {
  /// The gap of a teacher and a student at a dimension.
  init(gapOf teacher: TeacherMoments<Double>, _ student: StudentMoments<Double>, dimension: Double) {
    self.init(GapTerms(teacher, student, dimension: dimension), teacher, dimension: dimension)
  }

  fileprivate init(_ terms: GapTerms<Double>, _ teacher: TeacherMoments<Double>, dimension: Double) {
    let (mean, deviation) = terms.law(teacher, dimension: dimension)
    self.init(mean: mean, standardDeviation: deviation)
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

/// The learned direction at a finite d.
private struct DirectionTerms<Number: Quantity> {
  /// θ − ζS, which vanishes in the limit.
  let behind: Number
  /// θ.
  let theta: Number
  /// ∂θ/∂(b′t − b′Kt).
  let alpha: Number

  @inline(__always) init(
    _ teacher: TeacherLimitNumbers<Number>, lost: Number, retained: Number, isRidge: Bool, dimension: Double
  ) {
    let limit = teacher.zeta * teacher.alignment
    guard isRidge, teacher.zeta.isAnyPositive else {
      (behind, theta, alpha) = (Number(0), limit, Number(0))
      return
    }
    let rest = 1 / (1 + dimension)  // 1 − c
    let perOpen = 1 / (retained + rest * lost)  // 1 / (1 − c⟨k⟩)
    behind = -(limit * (rest * perOpen))
    theta = limit + behind
    alpha = ((1 - rest) * perOpen).wherePositive(teacher.zeta)
  }

  @inline(__always) func leadingGap(_ teacher: TeacherLimitNumbers<Number>, lost: Number, ratio: Number) -> Number {
    let (gg, go) = products(teacher)
    return lost * (ratio * gg - 2 * go)
  }

  /// ⟨g, g⟩ and ⟨g, t − s⟩.
  @inline(__always) func products(_ teacher: TeacherLimitNumbers<Number>) -> (Number, Number) {
    (teacher.effectivePower + behind * behind, teacher.excess + teacher.zeta * teacher.lost * behind)
  }
}

/// What multiplies T, S and B, to first order, and the square of what multiplies the direction's own share of the teacher.
private struct GramTerms<Number: Quantity> {
  let power: Number
  let alignment: Number
  let norm: Number
  let directionSquare: Number

  /// d times the variance of their sum.
  @inline(__always) func variance(_ t: TeacherMoments<Number>) -> Number {
    let ofPower = power * t.powerSpread + 2 * (alignment * t.crossSpread + norm * t.filterSquared)
    let ofAlignment = alignment * (alignment * t.alignmentSpread + 4 * (norm * t.limit.alignment))
    return 2 * (power * ofPower) + ofAlignment + 2 * (norm * norm) + directionSquare * t.limit.variance
  }

  /// The same of their sum and E = T − 2S + B, the teacher's error. Of a good teacher E is far less than T, S and B, so that
  /// the sum is taken as one of E, S and B.
  func varianceBesideError(_ t: TeacherMoments<Number>) -> Number {
    let (error, s, b) = (1 + power, alignment + 2 * power, norm - power)
    let ofError = error * (error * t.errorSpread + 2 * (s * t.errorWithAlignment + b * t.errorWithNorm))
    let ofAlignment = s * (s * t.alignmentSpread + 4 * (b * t.limit.alignment))
    return ofError + ofAlignment + 2 * (b * b) + directionSquare * t.limit.variance
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
    return (leading + (1 / d) * shift, ((1 / d) * variance).squareRoot())
  }

  @inline(__always) init(_ t: TeacherMoments<Number>, _ s: StudentMoments<Number>, dimension: Double) {
    let limit = t.limit
    let zeta = limit.zeta
    let (k1, v) = (s.lost, s.retained)
    let k2 = k1 * s.ratio
    let b = DirectionTerms(limit, lost: k1, retained: v, isRidge: s.isRidge, dimension: dimension)
    let ob = -(zeta * limit.lost)  // ⟨t − s, b⟩
    let slope = 2 * (k2 * b.behind + k1 * ob)  // ∂gap/∂θ
    let e = b.alpha * slope
    leading = b.leadingGap(limit, lost: k1, ratio: s.ratio)

    // What multiplies t′t, t′b and s′b.
    let byPower = k2 - 2 * k1
    let byDirection = 2 * (b.theta * (k1 - k2)) + (s.isRidge ? e * v : 2 * (k1 * ob))
    let byTarget = -2 * (b.theta * k1)
    let beside = (1 - zeta) * (1 + zeta)
    gram = GramTerms(
      power: byPower, alignment: 2 * k1 + byDirection * zeta,
      norm: 0.5 * (zeta * (byTarget - byDirection * limit.alignment)), 
      directionSquare: byDirection * byDirection * beside)

    // Inner products: of g, o = t − s, b and m = 2⟨k⟩g − 2o − eb.
    let (gg, go) = b.products(limit)
    let gb = -b.behind
    // A student whose direction is free leaves it out of the rest.
    let lostSquare = limit.lost * limit.lost
    let oo = limit.variance + (s.isRidge ? lostSquare : lostSquare * beside)
    let gn = k1 * gg - go
    let gm = 2 * gn - e * gb
    let mm = 4 * (k1 * (gn - go) + oo) + e * (e - 4 * (k1 * gb - ob))
    var forms = s.spread * (gm * gm + gg * mm) + 2 * gg * (s.squaresSpread * gg - 2 * (s.third * gm))
    // Shifts of the means, then what is of second order in θ.
    var shift =
      byPower * t.powerBias + 2 * (k1 * t.alignmentBias) + s.biasOfSquare * gg - 2 * (s.bias * go)
    if zeta.isAnyPositive {
      let overlap = zeta * zeta * (t.alignmentSpread - 1.5 * (limit.alignment * limit.alignment)) + beside * limit.variance  // d·Var b′t
      let ofAlignment = zeta * zeta * limit.alignment
      shift = shift + zeta * (byDirection * (t.alignmentBias - 0.25 * limit.alignment) - 0.25 * byTarget)
      if s.isRidge {
        let (gn, bn) = (2 * (k1 * gg) - go, 2 * (k1 * gb) - ob)
        let moves = gg + gb * gb
        let covariance =
          s.spread * (gn + bn * gb) - s.third * moves + v * ((k1 - k2) * overlap - 0.5 * (k1 * ofAlignment))
        let second = k2 * b.alpha * (s.spread * moves + v * v * overlap)
        shift = shift + e * (b.behind * s.bias) + b.alpha * (2 * (covariance - e * (s.spread * gb)) + second)
      } else {
        // d times the squared length of what the student's sample then makes of the rest along the direction.
        let chance = s.gamma * k2 * gg
        let ofBeside = s.besideOfSquare * gg - 2 * (s.beside * go) + chance
        let ofOverlap = (2 * k1 - k2) * overlap - k1 * ofAlignment
        forms = forms + 4 * (ob * ob * chance)
        shift = shift + (ofBeside + ofOverlap).wherePositive(zeta)
      }
    }
    (self.forms, self.shift) = (forms, shift)
  }
}

/// What a fit brings to the law at finite d as a teacher's, whatever the noise and the direction.
struct TeacherFit<Number: Quantity> {
  let ridge: RidgeNumbers<Number>
  fileprivate let lost2: Number, lost4: Number, lost2w: Number, lostwp: Number, lost2wp: Number
  fileprivate let w2: Number, w3: Number, w4: Number, w2p: Number, w3p: Number, w2p2: Number
  fileprivate let bias: (first: Number, second: Number), noiseBias: Number

  @inline(__always) init(_ ridge: RidgeNumbers<Number>) {
    self.ridge = ridge
    let moments = FilterMoments(ridge)
    (lost2, lost4, lost2w) = (moments.lost2, moments.lost4, moments.lost2w)
    (lostwp, lost2wp) = (moments.lostwp, moments.lost2wp)
    (w2, w3, w4) = (moments.w2, moments.w3, moments.w4)
    (w2p, w3p, w2p2) = (moments.w2p, moments.w3p, moments.w2p2)
    (bias, noiseBias) = (moments.lostBias, moments.noiseBias)
  }
}

/// What a teacher brings to the law at finite d.
struct TeacherMoments<Number: Quantity> {
  let limit: TeacherLimitNumbers<Number>
  /// d·(E T − T) and d·(E S − S).
  let powerBias: Number, alignmentBias: Number
  /// With h = w² + λ⋆wp and f = w of the teacher's fit: ⟨h²⟩, ⟨hf⟩, ⟨f²⟩, and d·Var S = ⟨f²⟩ + T.
  let powerSpread: Number, crossSpread: Number, filterSquared: Number, alignmentSpread: Number
  /// d·Var L_t, and d times the covariances of L_t with S and with ‖s‖².
  let errorSpread: Number, errorWithAlignment: Number, errorWithNorm: Number
}

extension TeacherMoments {
  /// The moments of a fit to labels of noise `sigma`.
  @inline(__always) init(_ fit: TeacherFit<Number>, _ limit: TeacherLimitNumbers<Number>, sigma: Number) {
    self.limit = limit
    let star = sigma * sigma * fit.ridge.gamma
    alignmentBias = -fit.bias.first
    powerBias = fit.bias.second - 2 * fit.bias.first + star * fit.noiseBias  // w² = 1 − 2(1−w) + (1−w)²
    powerSpread = fit.w4 + star * (2 * fit.w3p + star * fit.w2p2)
    crossSpread = fit.w3 + star * fit.w2p
    filterSquared = fit.w2
    alignmentSpread = fit.w2 + (limit.alignment * limit.alignment + limit.variance)
    // L_t − σ² is a sum over directions of Gaussian squares with (1−w)² + λ⋆wp.
    errorWithAlignment = 2 * (fit.lost2w - star * fit.lostwp)
    errorWithNorm = 2 * fit.lost2
    errorSpread = 2 * (fit.lost4 + star * (2 * fit.lost2wp + star * fit.w2p2))
  }
}

extension TeacherMoments where Number == Double {
  /// Nil at the interpolation peak, and at an infinite penalty.
  init?(_ regime: Regime) {
    let limit = TeacherLimit(regime)
    guard regime.lambdaT.isFinite, limit.fit.residualFactor > 0 else { return nil }
    self.init(TeacherFit(RidgeNumbers(limit.fit)), TeacherLimitNumbers(limit), sigma: regime.sigma)
  }
}

/// What a student brings to the law at finite d: the moments of K's eigenvalues k = 1 − w.
struct StudentMoments<Number: Quantity> {
  /// Whether it is of the ridge kind, whose direction is penalised too.
  let isRidge: Bool
  let gamma: Number
  /// ⟨k⟩, 1 − ⟨k⟩ and ⟨k²⟩/⟨k⟩.
  let lost: Number, retained: Number, ratio: Number
  /// Var w, ⟨(w−v)³⟩ and Var (w−v)².
  let spread: Number, third: Number, squaresSpread: Number
  /// d·(E⟨k⟩ − limit) and d·(E⟨k²⟩ − limit).
  let bias: Number, biasOfSquare: Number
  /// d times what ⟨k⟩ and ⟨k²⟩ change by where a direction, and with it one of the samples' degrees of freedom, is taken
  /// out; 0 of ridge.
  let beside: Number, besideOfSquare: Number
}

extension StudentMoments {
  /// The moments of ridge.
  @inline(__always) init(_ ridge: RidgeNumbers<Number>) {
    isRidge = true
    (gamma, lost, retained) = (ridge.gamma, ridge.lost, ridge.retained)
    ratio = lost * ridge.perResidual
    let moments = FilterMoments(ridge)
    (spread, third, squaresSpread) = (moments.variance, moments.third, moments.squaresVariance)
    (bias, biasOfSquare) = moments.lostBias
    (beside, besideOfSquare) = (Number(0), Number(0))
  }
}

extension StudentMoments where Number == Double {
  /// Nil at the interpolation peak, and at an infinite penalty.
  init?(_ regime: Regime) { self.init(regime, hasDirection: regime.zeta > 0) }

  /// The moments of a regime's student, of one with a learned direction if it is to have one.
  init?(_ regime: Regime, hasDirection: Bool) {
    let ridge = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
    guard regime.lambdaS.isFinite, ridge.residualFactor > 0 else { return nil }
    if regime.filter == .ridge {
      self.init(RidgeNumbers(ridge))
      return
    }
    let fit = StudentLimit(regime)
    let means = FilterMeans(fit.students, lambda: fit.lambda)
    let (bias, beside) = (fit.finiteBias, hasDirection ? fit.besideDirection : (first: 0, second: 0))
    self.init(
      isRidge: false, gamma: regime.gammaS, lost: fit.lost, retained: fit.retained, ratio: fit.shrinkageRatio,
      spread: means.variance, third: -means.third, squaresSpread: means.squaresVariance, bias: bias.first,
      biasOfSquare: bias.second, beside: beside.first, besideOfSquare: beside.second)
  }
}
