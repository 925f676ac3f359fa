// A point of a person's own: what an experiment measured, and what is known of where.

import Sampling
import Theory

/// A measured value.
public struct MeasuredValue: Sendable, Hashable {
  /// The mean.
  public let mean: Double
  /// Its standard error, ≥ 0; nil where none was given.
  public let standardError: Double?

  /// A value.
  public init(_ mean: Double, standardError: Double? = nil) {
    (self.mean, self.standardError) = (mean, standardError)
  }

  /// How far it is from a limit; nil where that is infinite.
  public func residual(from limit: Double) -> Double? { limit.isFinite ? mean - limit : nil }

  /// The same in standard errors; nil where there is no number of them.
  public func z(against limit: Double) -> Double? {
    guard let standardError else { return nil }
    let z = standardScore(mean: mean, standardError: standardError, limit: limit)
    return z.isFinite ? z : nil
  }
}

/// What was measured at a point, and the parameters that are given of it. One that is not given is whatever it is laid
/// on: the sliders', that of a figure's panel, or that of an option.
public struct MeasuredPoint: Sendable, Hashable {
  /// What it is called; empty where it has no name. It is a person's text, as it stands in the file.
  public let label: String
  /// The line of the file that it is on, from 1.
  public let line: Int
  /// The parameters given.
  public let given: [Parameter: Double]
  /// The kind of student, where it is given.
  public let filter: SpectralFilter?
  /// d, where it is given.
  public let dimension: Int?
  private let values: [FigurePoint.Quantity: MeasuredValue]

  /// A point.
  public init(
    label: String = "", line: Int = 1, given: [Parameter: Double], filter: SpectralFilter? = nil, dimension: Int? = nil,
    values: [FigurePoint.Quantity: MeasuredValue]
  ) {
    (self.label, self.line, self.given, self.values) = (label, line, given, values)
    (self.filter, self.dimension) = (filter, dimension)
  }

  /// What was measured of a quantity. A gap that was not is that of the two errors, and has no standard error: they may
  /// share their draws, and nothing says how.
  public subscript(quantity: FigurePoint.Quantity) -> MeasuredValue? {
    if let value = values[quantity] { return value }
    guard quantity == .gap, let student = values[.student], let teacher = values[.teacher] else { return nil }
    return MeasuredValue(student.mean - teacher.mean)
  }

  /// What of it is looked at first: the gap, the student's error or the teacher's; nil where nothing was measured.
  package var foremost: (quantity: FigurePoint.Quantity, value: MeasuredValue)? {
    [.gap, .student, .teacher].lazy.compactMap { quantity in self[quantity].map { (quantity, $0) } }.first
  }

  /// The regime it is at, where what is not given is that of another.
  public func regime(over base: Regime) -> Regime {
    given.reduce(filter.map(base.with) ?? base) { $0.with($1.key, $1.value) }
  }

  /// The state it is at, where what is not given is that of another: a tied λt that is not given follows.
  package func state(over base: State) -> State {
    var state = State(regime: filter.map(base.regime.with) ?? base.regime, tie: base.tie)
    for (parameter, value) in given where parameter != .lambdaT { state.set(parameter, value) }
    guard let lambdaT = given[.lambdaT] else { return state }
    return State(regime: state.regime.with(.lambdaT, lambdaT), tie: nil)
  }

  /// Whether it is at a regime, as far as it is known where it is.
  /// - Parameter parameters: those that matter.
  package func isAt(_ regime: Regime, _ parameters: [Parameter] = Parameter.allCases) -> Bool {
    (filter ?? regime.filter) == regime.filter
      && parameters.allSatisfy { parameter in given[parameter].map { isSame($0, regime[parameter]) } ?? true }
  }
}

/// Whether a person would call two values of a parameter the same: 1 part in 500, which is what sample sizes of hundreds
/// round a ratio by.
package func isSame(_ a: Double, _ b: Double) -> Bool { a == b || abs(a - b) <= 0.002 * max(abs(a), abs(b)) }
