// A measured point beside the theory.

import Export
import Theory

/// What the theory says of a measured point.
public struct PointReport {
  /// The point.
  public let point: MeasuredPoint
  /// The verdict on its regime.
  public let verdict: Verdict

  /// The report on a point, where what it does not give is that of a regime.
  public init(_ point: MeasuredPoint, over base: Regime) {
    self.point = point
    verdict = Verdict(point.regime(over: base))
  }

  /// The limit of a quantity; nil of what is no error.
  public func theory(_ quantity: FigurePoint.Quantity) -> Double? {
    quantity == .gap ? verdict.gap : verdict.errors[quantity]
  }

  /// Measured less theory; nil where either is missing.
  public func residual(_ quantity: FigurePoint.Quantity) -> Double? {
    theory(quantity).flatMap { point[quantity]?.residual(from: $0) }
  }

  /// The same in standard errors.
  public func z(_ quantity: FigurePoint.Quantity) -> Double? {
    theory(quantity).flatMap { point[quantity]?.z(against: $0) }
  }

  /// The law at the point's dimension; nil where that is not given, or there is none.
  public var law: FiniteLaw? { FiniteLaw(verdict.regime, dimension: point.dimension) }

  /// How far the gap measured is from its mean at the point's dimension, in standard errors.
  public var zFinite: Double? { law.flatMap { point[.gap]?.z(against: $0.gap.mean) } }

  /// What the best λs would have gained over the one used, ≥ 0, according to the theory; nil where the best is infinite
  /// or a gap is.
  public var regret: Double? {
    let regret = verdict.gap - verdict.best.gap
    return verdict.best.lambdaS == .infinity || !regret.isFinite ? nil : max(0, regret)
  }
}

extension RecordBuilder {
  /// Adds a measured point: the fields of its verdict, then what was measured, how far that is from theory, and the regret.
  public mutating func append(_ report: PointReport) {
    self.append(report.verdict)
    let quantities: [(name: String, quantity: FigurePoint.Quantity)] = [
      ("teacher_error", .teacher), ("student_error", .student), ("gap", .gap),
    ]
    func append(_ prefix: String, _ suffix: String = "", _ value: (FigurePoint.Quantity) -> Double?) {
      for (name, quantity) in quantities {
        self.append("\(prefix)_\(name)\(suffix)", value(quantity).map { .number($0) } ?? .null)
      }
    }
    append("measured") { report.point[$0]?.mean }
    append("measured", "_se") { report.point[$0]?.standardError }
    append("residual") { report.residual($0) }
    append("z") { report.z($0) }
    self.append("regret", report.regret.map { .number($0) } ?? .null)
  }
}
