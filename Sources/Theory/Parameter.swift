// The six numbers of the linear settings, and the point they form. Nothing here computes an error.

/// One of the six parameters of the linear settings.
public enum Parameter: String, CaseIterable, Sendable, Codable {
  /// λt, the teacher's ridge penalty.
  case lambdaT
  /// λs, the student's ridge penalty.
  case lambdaS
  /// γt = d/n_t, the teacher's aspect ratio.
  case gammaT
  /// γs = d/n_s, the student's aspect ratio.
  case gammaS
  /// σε, the standard deviation of the label noise.
  case sigma
  /// ζ, the cosine of the student's learned direction with the target.
  case zeta

  /// The symbol of the paper.
  public var symbol: String {
    switch self {
    case .lambdaT: "λt"
    case .lambdaS: "λs"
    case .gammaT: "γt"
    case .gammaS: "γs"
    case .sigma: "σε"
    case .zeta: "ζ"
    }
  }

  /// The name in files and JSON: `lambda_t`.
  public var fieldName: String {
    switch self {
    case .lambdaT: "lambda_t"
    case .lambdaS: "lambda_s"
    case .gammaT: "gamma_t"
    case .gammaS: "gamma_s"
    case .sigma: "sigma"
    case .zeta: "zeta"
    }
  }

  /// What the parameter is, in a few words.
  public var meaning: String {
    switch self {
    case .lambdaT: "teacher's ridge penalty"
    case .lambdaS: "student's ridge penalty"
    case .gammaT: "d / nt, teacher's ratio"
    case .gammaS: "d / ns, student's ratio"
    case .sigma: "label-noise deviation"
    case .zeta: "learned direction, cos"
    }
  }

  /// The values accepted, in words fit for an error message.
  public var accepted: String {
    switch self {
    case .lambdaT, .lambdaS, .sigma: "a finite number ≥ 0 (0, or 1e-30 to 1e30)"
    case .gammaT, .gammaS: "a finite number > 0 (1e-12 to 1e12)"
    case .zeta: "a number from 0 to 1 (0, or 1e-30 to 1)"
    }
  }

  /// The numbers above 0 that are accepted: far beyond any experiment, and far within what a square or a cube of them
  /// still holds. All that is computed from them has been compared with 500 digits.
  public var acceptedAboveZero: ClosedRange<Double> {
    switch self {
    case .lambdaT, .lambdaS, .sigma: 1e-30...1e30
    case .gammaT, .gammaS: 1e-12...1e12
    case .zeta: 1e-30...1
    }
  }

  /// Whether 0 is accepted.
  public var acceptsZero: Bool { self != .gammaT && self != .gammaS }

  /// Whether `value` is accepted from outside.
  public func accepts(_ value: Double) -> Bool { acceptedAboveZero.contains(value) || value == 0 && acceptsZero }

  /// The accepted value nearest to one that was computed, > 0 or 0: what is too small for its range is 0 where that is
  /// accepted.
  public func nearestAccepted(_ value: Double) -> Double {
    let range = acceptedAboveZero
    if value > range.upperBound { return range.upperBound }
    return value >= range.lowerBound ? value : acceptsZero ? 0 : range.lowerBound
  }

  /// Whether the theory has a limit at `value`.
  func hasLimit(at value: Double) -> Bool {
    switch self {
    case .lambdaT, .lambdaS: value >= 0
    case .sigma: value >= 0 && value.isFinite
    case .gammaT, .gammaS: value > 0 && value.isFinite
    case .zeta: value >= 0 && value <= 1
    }
  }

  /// Whether the parameter acts through the teacher's alignment and power; the others act through the student's fit.
  public var isTeacherSide: Bool { self != .lambdaS && self != .gammaS }
}

/// A point of the linear settings: teacher and student penalties, aspect ratios, label noise and learned direction,
/// with ‖β⋆‖ = 1 in the limit [paper, Assumptions 1 and 7]. Every value is in its range.
public struct Regime: Sendable, Hashable {
  /// Teacher's ridge penalty λt ≥ 0, of the loss (1/n)‖·‖² + λ‖β‖². `+∞` is the teacher that predicts 0.
  public private(set) var lambdaT: Double
  /// Student's ridge penalty λs ≥ 0, in the same scaling. `+∞` is the student that predicts 0.
  public private(set) var lambdaS: Double
  /// γt = d / nt > 0.
  public private(set) var gammaT: Double
  /// γs = d / ns > 0.
  public private(set) var gammaS: Double
  /// Standard deviation σε ≥ 0 of the label noise.
  public private(set) var sigma: Double
  /// Cosine ζ ∈ [0, 1] between the student's learned direction β̂ and β⋆; 0 is Setting 1.
  public private(set) var zeta: Double
  /// How the student is regularised; ridge in the paper.
  public var filter = SpectralFilter.ridge

  /// A regime of values from outside.
  /// - Throws: ``OutOfRange`` for the first that is not ``Parameter/accepts(_:)``ed; an infinite penalty is.
  public init(
    checking lambdaT: Double, _ lambdaS: Double, _ gammaT: Double, _ gammaS: Double, _ sigma: Double, _ zeta: Double
  ) throws(OutOfRange) {
    let values = [lambdaT, lambdaS, gammaT, gammaS, sigma, zeta]
    for (parameter, value) in zip(Parameter.allCases, values) {
      let isInfinitePenalty = value == .infinity && parameter.hasLimit(at: value)
      if !parameter.accepts(value) && !isInfinitePenalty { throw OutOfRange(parameter: parameter, value: value) }
    }
    self.init(lambdaT: lambdaT, lambdaS: lambdaS, gammaT: gammaT, gammaS: gammaS, sigma: sigma, zeta: zeta)
  }

  /// A regime of values known to be in their ranges.
  /// - Precondition: they are: penalties and σε ≥ 0, aspect ratios > 0, ζ ∈ [0, 1], and all but the penalties finite.
  public init(
    lambdaT: Double, lambdaS: Double, gammaT: Double, gammaS: Double, sigma: Double, zeta: Double = 0
  ) {
    (self.lambdaT, self.lambdaS, self.gammaT, self.gammaS) = (lambdaT, lambdaS, gammaT, gammaS)
    (self.sigma, self.zeta) = (sigma, zeta)
    for parameter in Parameter.allCases {
      precondition(parameter.hasLimit(at: self[parameter]), "a parameter is out of range")
    }
  }

  /// The value of one parameter.
  /// - Precondition: a value set is in the parameter's range, as above.
  public subscript(_ parameter: Parameter) -> Double {
    get {
      switch parameter {
      case .lambdaT: lambdaT
      case .lambdaS: lambdaS
      case .gammaT: gammaT
      case .gammaS: gammaS
      case .sigma: sigma
      case .zeta: zeta
      }
    }
    set {
      precondition(parameter.hasLimit(at: newValue), "a parameter is out of range")
      switch parameter {
      case .lambdaT: lambdaT = newValue
      case .lambdaS: lambdaS = newValue
      case .gammaT: gammaT = newValue
      case .gammaS: gammaS = newValue
      case .sigma: sigma = newValue
      case .zeta: zeta = newValue
      }
    }
  }

  /// The same regime with one parameter replaced.
  /// - Precondition: the value is in the parameter's range.
  public func with(_ parameter: Parameter, _ value: Double) -> Regime {
    var copy = self
    copy[parameter] = value
    return copy
  }

  /// The same regime with another kind of student.
  public func with(_ filter: SpectralFilter) -> Regime {
    var copy = self
    copy.filter = filter
    return copy
  }

  /// The teacher's optimal penalty λ⋆t = σε²γt [paper, after Thm 5; Dobriban–Wager 2018, Thm 2.1].
  public var optimalLambdaT: Double { sigma * sigma * gammaT }
}

/// A parameter value outside its range.
public struct OutOfRange: Error, Sendable, CustomStringConvertible {
  /// The parameter concerned.
  public let parameter: Parameter
  /// The value refused.
  public let value: Double

  package init(parameter: Parameter, value: Double) {
    self.parameter = parameter
    self.value = value
  }

  /// One line that names the value and what is accepted.
  public var description: String {
    "\(parameter.fieldName) = \(value) is out of range: \(parameter.accepted) is accepted"
  }
}
