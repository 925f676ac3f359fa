// What `check` and `table` report of a regime, under the names others rely on.

import Theory

extension Record {
  /// The regime's parameters, errors, phase, winning and best penalties. Infinite values are null.
  public init(checking regime: Regime) {
    self.init()
    for parameter in Parameter.allCases { append(parameter.fieldName, .number(regime[parameter])) }
    let errors = regime.errors
    let teacher = TeacherLimit(regime)
    let report = PhaseReport(teacher: teacher, gammaS: regime.gammaS)
    let best = BestPenalty(teacher: teacher, gammaS: regime.gammaS)
    append("teacher_error", .number(errors.teacher))
    append("student_error", .number(errors.student))
    append("gap", .number(errors.gap))
    append("gain", .boolean(errors.gain))
    append("phase", .text(report.phase.rawValue))
    append("winning_lambda_s_lower", report.winning.map { .number($0.lower) } ?? .null)
    append("winning_lambda_s_upper", report.winning.map { .number($0.upper) } ?? .null)
    append("best_lambda_s", .number(best.lambdaS))
    append("best_gap", best.lambdaS == .infinity ? .null : .number(best.gap))
    append("optimal_lambda_t", .number(regime.optimalLambdaT))
    append("printed_condition_agrees", .boolean(printedTheoremFiveAgrees(regime)))
  }
}
