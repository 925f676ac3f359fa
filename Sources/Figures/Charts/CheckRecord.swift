// What `check` and `table` report of a regime, under the names others rely on.

import Export
import Theory

extension RecordBuilder {
  /// Adds a regime's parameters, errors, phase, winning and best penalties. Infinite values are null.
  public mutating func append(_ verdict: Verdict) {
    let regime = verdict.regime
    for parameter in Parameter.allCases { append(parameter.fieldName, .number(regime[parameter])) }
    append("teacher_error", .number(verdict.errors.teacher))
    append("student_error", .number(verdict.errors.student))
    append("gap", .number(verdict.gap))
    append("gain", .boolean(verdict.outcome == .gain))
    append("phase", .text(verdict.phase.phase.rawValue))
    append("winning_lambda_s_lower", verdict.phase.winning.map { .number($0.lower) } ?? .null)
    append("winning_lambda_s_upper", verdict.phase.winning.map { .number($0.upper) } ?? .null)
    append("best_lambda_s", .number(verdict.best.lambdaS))
    append("best_gap", verdict.best.lambdaS == .infinity ? .null : .number(verdict.best.gap))
    append("optimal_lambda_t", .number(regime.optimalLambdaT))
    append("printed_condition_agrees", Printed.theoremFiveAgrees(regime).map { .boolean($0) } ?? .null)
  }

  /// Adds the gap at a finite dimension, null where there is no law of it.
  public mutating func append(_ law: FiniteLaw?) {
    append("finite_gap_mean", law.map { .number($0.gap.mean) } ?? .null)
    append("finite_gap_sd", law.map { .number($0.gap.standardDeviation) } ?? .null)
    append("probability_of_gain_predicted", law.map { .number($0.probabilityOfGain) } ?? .null)
  }
}

extension Record {
  /// A record of what ``append(_:)`` adds of a verdict.
  public init(_ verdict: Verdict) {
    self.init()
    append(verdict)
  }

  /// What `check` says besides: the law at a dimension, null where none is given or there is none to give, and how much
  /// there is to gain.
  public init(_ regime: Regime, dimension: Int?) {
    self.init()
    append(FiniteLaw(regime, dimension: dimension))
    let best = dimension.map { BestPenalty(regime, dimension: $0) }
    append("finite_best_lambda_s", best.map { .number($0.lambdaS) } ?? .null)
    append("finite_best_gap", best.map { .number($0.gap) } ?? .null)
    append("ceiling_gap", .number(Ceiling(regime).gap))
    let recovered = GapRecovered(regime)
    append("pgr", recovered.atOwnPenalty.map { .number($0) } ?? .null)
    append("pgr_best", recovered.atBestPenalty.map { .number($0) } ?? .null)
  }

  /// A value for each parameter, null where there is none.
  public init(byParameter value: (Parameter) -> Double?) {
    self.init()
    for parameter in Parameter.allCases { append(parameter.fieldName, value(parameter).map { .number($0) } ?? .null) }
  }
}
