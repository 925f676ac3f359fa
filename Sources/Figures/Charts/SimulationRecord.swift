// What `simulate` reports, under the names others rely on.

import Export
import Sampling
import Simulation
import Theory

extension Record {
  /// A simulated regime: parameters at the sizes' own ratios, means, standard errors, the share of gains, and how far
  /// the mean is from the limit.
  public init(_ estimate: CellEstimate, at point: SimulationPoint, of plan: SimulationPlan) {
    self.init()
    let regime = point.regime
    for parameter in Parameter.allCases { append(parameter.fieldName, .number(regime[parameter])) }
    append("dimension", .integer(point.sizes.dimension))
    append("teacher_samples", .integer(point.sizes.teacherSamples))
    append("student_samples", .integer(point.sizes.studentSamples))
    append("trials", .integer(estimate.gap.count))
    append("seed", .unsigned(plan.seed))
    append("engine", .text(plan.engine.rawValue))
    append("teacher_error_mean", .number(estimate.teacher.mean))
    append("teacher_error_se", .number(estimate.teacher.standardError))
    append("student_error_mean", .number(estimate.student.mean))
    append("student_error_se", .number(estimate.student.standardError))
    append("gap_mean", .number(estimate.gap.mean))
    append("gap_se", .number(estimate.gap.standardError))
    append("probability_of_gain", .number(estimate.gain.value))
    append("probability_of_gain_se", .number(estimate.gain.standardError))
    let theory = regime.errors.gap
    append("theory_gap", .number(theory))
    append("z", .number(estimate.gap.z(against: theory)))
  }
}
