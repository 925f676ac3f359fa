// What teacher and student bring to the law at finite d, each on its own: moments of their filters, from which FiniteLaw.swift
// makes the law.

/// What a fit brings to the law at finite d as a teacher's, whatever the noise and the direction.
struct TeacherFit<Number: Quantity> {
  let ridge: RidgeNumbers<Number>
  fileprivate let w2: Number, w3: Number, w4: Number
  fileprivate let w2p: Number, w3p: Number, w2p2: Number
  fileprivate let bias: Number, biasOfPower: Number, noiseBias: Number

  @inline(__always) init(_ ridge: RidgeNumbers<Number>) {
    self.ridge = ridge
    let moments = FilterMoments(ridge)
    (w2, w3, w4) = (moments.w2, moments.w3, moments.w4)
    (w2p, w3p, w2p2) = (moments.w2p, moments.w3p, moments.w2p2)
    let lost = moments.lostBias
    (bias, noiseBias) = (-lost.first, moments.noiseBias)
    biasOfPower = lost.second - 2 * lost.first  // w² = 1 − 2(1−w) + (1−w)²
  }
}

/// What a teacher brings to the law of the gap at finite d.
struct TeacherMoments<Number: Quantity> {
  let limit: TeacherLimitNumbers<Number>
  /// 1 − ζ².
  let beside: Number
  /// d·(E T − T) and d·(E S − S).
  let powerBias: Number, alignmentBias: Number
  /// With h = w² + λ⋆wp and f = w of the teacher's fit: ⟨h²⟩, ⟨hf⟩, ⟨f²⟩, and d·Var S = ⟨f²⟩ + T.
  let powerSpread: Number, crossSpread: Number, filterSquared: Number, alignmentSpread: Number
  /// d·Var b′t.
  let overlap: Number
  /// d·(E S − S) less S/4, and ζ²S/2.
  let alignmentShift: Number, directionBias: Number
}

extension TeacherMoments {
  /// The moments of a fit to labels of noise `sigma`.
  @inline(__always) init(_ fit: TeacherFit<Number>, _ limit: TeacherLimitNumbers<Number>, sigma: Number) {
    self.limit = limit
    let s = limit.alignment
    let (zetaSquare, alignmentSquare) = (limit.zeta * limit.zeta, s * s)
    beside = (1 - limit.zeta) * (1 + limit.zeta)
    let star = sigma * sigma * fit.ridge.gamma
    alignmentBias = fit.bias
    powerBias = fit.biasOfPower + star * fit.noiseBias
    powerSpread = fit.w4 + star * (2 * fit.w3p + star * fit.w2p2)
    crossSpread = fit.w3 + star * fit.w2p
    filterSquared = fit.w2
    alignmentSpread = fit.w2 + (alignmentSquare + limit.variance)
    overlap = zetaSquare * (alignmentSpread - 1.5 * alignmentSquare) + beside * limit.variance
    (alignmentShift, directionBias) = (fit.bias - 0.25 * s, 0.5 * zetaSquare * s)
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

/// What a teacher's error brings besides.
struct ErrorMoments<Number: Quantity> {
  /// d·Var L_t, and d times the covariances of L_t with S and with ‖s‖².
  let spread: Number, withAlignment: Number, withNorm: Number

  /// - Precondition: a teacher away from the interpolation peak.
  init(_ ridge: RidgeNumbers<Number>, sigma: Number) {
    let moments = FilterMoments(ridge)
    let star = sigma * sigma * ridge.gamma
    // L_t − σ² is a sum over directions of Gaussian squares with (1−w)² + λ⋆wp.
    withAlignment = 2 * (moments.lost2w - star * moments.lostwp)
    withNorm = 2 * moments.lost2
    spread = 2 * (moments.lost4 + star * (2 * moments.lost2wp + star * moments.w2p2))
  }
}

/// What a student brings to the law at finite d: the moments of K's eigenvalues k = 1 − w.
struct StudentMoments<Number: Quantity> {
  let gamma: Number
  /// ⟨k⟩, 1 − ⟨k⟩ and ⟨k²⟩.
  let lost: Number, retained: Number, square: Number
  let direction: DirectionShare<Number>
  /// Var w, ⟨(w−v)³⟩ and Var (w−v)².
  let spread: Number, third: Number, squaresSpread: Number
  /// d·(E⟨k⟩ − limit) and d·(E⟨k²⟩ − limit).
  let bias: Number, biasOfSquare: Number
  /// d times what ⟨k⟩ and ⟨k²⟩ change by where a direction, and with it one of the samples' degrees of freedom, is taken
  /// out; 0 of ridge.
  let beside: Number, besideOfSquare: Number
}

extension StudentMoments {
  /// The moments of ridge at a dimension.
  @inline(__always) init(_ ridge: RidgeNumbers<Number>, dimension: Double) {
    (gamma, lost, retained) = (ridge.gamma, ridge.lost, ridge.retained)
    square = lost * (lost * ridge.perResidual)
    direction = DirectionShare(lost: lost, retained: retained, isRidge: true, dimension: dimension)
    let moments = FilterMoments(ridge)
    (spread, third, squaresSpread) = (moments.variance, moments.third, moments.squaresVariance)
    (bias, biasOfSquare) = moments.lostBias
    (beside, besideOfSquare) = (Number(0), Number(0))
  }
}

extension StudentMoments where Number == Double {
  /// The moments of a regime's student at a dimension, of one with a learned direction if it is to have one; nil at the
  /// interpolation peak, and at an infinite penalty.
  init?(_ regime: Regime, hasDirection: Bool, dimension: Double) {
    let ridge = RidgeLimit(lambda: regime.lambdaS, gamma: regime.gammaS)
    guard regime.lambdaS.isFinite, ridge.residualFactor > 0 else { return nil }
    if regime.filter == .ridge {
      self.init(RidgeNumbers(ridge), dimension: dimension)
      return
    }
    let (students, lambda) = (regime.students, regime.lambdaS)
    let means = FilterMeans(students, lambda: lambda)
    let bias = students.finiteBias(lambda: lambda)
    let beside = hasDirection ? students.besideDirection(lambda: lambda) : (first: 0, second: 0)
    self.init(
      gamma: regime.gammaS, lost: means.lost, retained: means.kept, square: means.square,
      direction: DirectionShare(lost: means.lost, retained: means.kept, isRidge: false, dimension: dimension),
      spread: means.variance, third: -means.third, squaresSpread: means.squaresVariance, bias: bias.first,
      biasOfSquare: bias.second, beside: beside.first, besideOfSquare: beside.second)
  }
}
