import Sampling
import Theory

/// What an axis of a sweep runs over: one of the six parameters, or one of the three sizes.
public enum SweepName: Sendable, Hashable, CaseIterable {
  /// A parameter.
  case parameter(Parameter)
  /// d.
  case dimension
  /// n_t, in place of γt.
  case teacherSamples
  /// n_s, in place of γs.
  case studentSamples

  /// All of them, the parameters first.
  public static var allCases: [SweepName] { Parameter.allCases.map(SweepName.parameter) + sizes }
  /// The sizes.
  static let sizes: [SweepName] = [.dimension, .teacherSamples, .studentSamples]

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
    }
  }

  /// Whether a value is accepted.
  func accepts(_ value: Double) -> Bool {
    switch self {
    case .parameter(let parameter): parameter.accepts(value)
    default: Int(exactly: value).map(Counts.sizes.contains) ?? false
    }
  }

  /// The values accepted, in words fit for an error message.
  var accepted: String {
    switch self {
    case .parameter(let parameter): parameter.accepted
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
