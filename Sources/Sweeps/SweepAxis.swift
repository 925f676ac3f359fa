import Sampling
import Theory

/// What an axis of a sweep runs over: a size; one of the six parameters; or, of Section 3's networks, a width, a step size
/// or the spike.
public enum SweepName: Sendable, Hashable, CaseIterable {
  /// One of the six parameters.
  case parameter(Parameter)
  /// d.
  case dimension
  /// n_t, in place of γt.
  case teacherSamples
  /// n_s, in place of γs.
  case studentSamples
  /// p_t, the teacher's neurons.
  case teacherWidth
  /// p_s, the student's neurons.
  case studentWidth
  /// η_t, the teacher's step size.
  case etaT
  /// η_s, the student's step size.
  case etaS
  /// τ, the student's spike.
  case tau

  /// All of them, the parameters first.
  public static var allCases: [SweepName] { linear + [.teacherWidth, .studentWidth, .etaT, .etaS, .tau] }
  /// Those of ridge regression.
  static let linear = Parameter.allCases.map(SweepName.parameter) + [.dimension, .teacherSamples, .studentSamples]
  /// Those of Section 3's networks.
  static let features = sizes + [.etaT, .etaS, .tau]
  /// The sizes.
  static let sizes: [SweepName] = [.dimension, .teacherSamples, .studentSamples, .teacherWidth, .studentWidth]

  /// The one of a name in files: `lambda_t`, `dimension`.
  init?(fieldName: String) {
    guard let name = Self.allCases.first(where: { $0.fieldName == fieldName }) else { return nil }
    self = name
  }

  /// The name in files and JSON.
  public var fieldName: String {
    switch self {
    case .parameter(let parameter): parameter.fieldName
    case .dimension: "dimension"
    case .teacherSamples: "teacher_samples"
    case .studentSamples: "student_samples"
    case .teacherWidth: "teacher_width"
    case .studentWidth: "student_width"
    case .etaT: "eta_t"
    case .etaS: "eta_s"
    case .tau: "tau"
    }
  }

  /// Whether a value is accepted.
  func accepts(_ value: Double) -> Bool {
    switch self {
    case .parameter(let parameter): parameter.accepts(value)
    case .etaT, .etaS, .tau: value.isFinite && value >= 0
    default: Int(exactly: value).map(Counts.sizes.contains) ?? false
    }
  }

  /// The values accepted, in words fit for an error message.
  var accepted: String {
    switch self {
    case .parameter(let parameter): parameter.accepted
    case .etaT, .etaS, .tau: "a finite number ≥ 0"
    default: Counts.accepted(Counts.sizes)
    }
  }
}

/// One axis of a sweep; a value that is fixed is an axis of one.
public struct SweepAxis: Sendable, Hashable {
  /// What it runs over.
  public let name: SweepName
  /// Its values, one at least, in order.
  public let values: [Double]
  /// Whether the values are multiples of λ⋆t = σε²γt, of each regime's own, and not penalties; of λt alone.
  public let isOfOptimum: Bool

  /// An axis.
  /// - Throws: ``SweepError/misuse(_:)`` without a value, for one out of its range, and for multiples of λ⋆t of another
  ///   parameter than λt.
  public init(_ name: SweepName, _ values: [Double], ofOptimum: Bool = false) throws(SweepError) {
    (self.name, self.values, isOfOptimum) = (name, values, ofOptimum)
    if values.isEmpty { throw .misuse("\(name.fieldName) is empty: at least one value is needed") }
    if ofOptimum && name != .parameter(.lambdaT) {
      throw .misuse("\(name.fieldName) has no optimum to be tied to: of_optimum is of lambda_t alone")
    }
    if let value = values.first(where: { !name.accepts($0) }) {
      throw .misuse("\(name.fieldName) = \(value) is out of range: \(name.accepted) is accepted")
    }
  }
}
