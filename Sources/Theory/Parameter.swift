// The six numbers of the linear settings, and the point they form. Nothing here computes an error.

/// One of the six parameters of the linear settings.
public enum Parameter: String, CaseIterable, Sendable, Codable {
  case lambdaT, lambdaS, gammaT, gammaS, sigma, zeta

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
    case .zeta: "feature quality, cosine"
    }
  }

  /// The values accepted, in words fit for an error message.
  public var accepted: String {
    switch self {
    case .lambdaT, .lambdaS, .sigma: "a finite number ≥ 0"
    case .gammaT, .gammaS: "a finite number > 0"
    case .zeta: "a number from 0 to 1"
    }
  }

  /// Whether `value` is a finite number in the parameter's range.
  public func accepts(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    switch self {
    case .lambdaT, .lambdaS, .sigma: return value >= 0
    case .gammaT, .gammaS: return value > 0
    case .zeta: return value >= 0 && value <= 1
    }
  }

  /// Whether the parameter acts through the teacher's alignment and power; the others act through the student's fit.
  public var isTeacherSide: Bool { self != .lambdaS && self != .gammaS }
}

/// A point of the linear settings: teacher and student penalties, aspect ratios, label noise and feature quality,
/// with ‖β⋆‖ = 1 in the limit [paper, Assumptions 1 and 7].
public struct Regime: Sendable, Hashable, Codable {
  /// Teacher's ridge penalty λt ≥ 0, of the loss (1/n)‖·‖² + λ‖β‖². `+∞` is the teacher that predicts 0.
  public var lambdaT: Double
  /// Student's ridge penalty λs ≥ 0, in the same scaling. `+∞` is the student that predicts 0.
  public var lambdaS: Double
  /// γt = d / nt > 0.
  public var gammaT: Double
  /// γs = d / ns > 0.
  public var gammaS: Double
  /// Standard deviation σε ≥ 0 of the label noise.
  public var sigma: Double
  /// Cosine ζ ∈ [0, 1] between the student's learned direction β̂ and β⋆; 0 is Setting 1.
  public var zeta: Double

  /// A regime whose values the caller vouches for; see ``validate()``.
  public init(
    lambdaT: Double, lambdaS: Double, gammaT: Double, gammaS: Double, sigma: Double, zeta: Double = 0
  ) {
    self.lambdaT = lambdaT
    self.lambdaS = lambdaS
    self.gammaT = gammaT
    self.gammaS = gammaS
    self.sigma = sigma
    self.zeta = zeta
  }

  /// The value of one parameter.
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
  public func with(_ parameter: Parameter, _ value: Double) -> Regime {
    var copy = self
    copy[parameter] = value
    return copy
  }

  /// The teacher's optimal penalty λ⋆t = σε²γt [paper, after Thm 5; Dobriban–Wager 2018, Thm 2.1].
  public var optimalLambdaT: Double { sigma * sigma * gammaT }

  /// Checks every parameter against its range.
  /// - Throws: ``OutOfRange`` for the first that is outside it.
  public func validate() throws(OutOfRange) {
    for parameter in Parameter.allCases where !parameter.accepts(self[parameter]) {
      throw OutOfRange(parameter: parameter, value: self[parameter])
    }
  }
}

/// A parameter value outside its range.
public struct OutOfRange: Error, Sendable, CustomStringConvertible {
  /// The parameter concerned.
  public let parameter: Parameter
  /// The value refused.
  public let value: Double

  /// One line that names the value and what is accepted.
  public var description: String {
    "\(parameter.fieldName) = \(value) is out of range: \(parameter.accepted) is accepted"
  }
}
