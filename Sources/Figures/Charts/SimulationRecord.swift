// What `simulate` reports, under the names others rely on.

import Export
import Sampling
import Simulation
import Theory

extension Record {
  /// The shares whose quantiles are reported, in hundredths.
  private static let shares = [5, 25, 50, 75, 95]

  /// A simulated regime: parameters at the sizes' own ratios, means, standard errors, the share of gains, and how far
  /// the mean is from the limit and from what is predicted of it at its sizes.
  public init(_ estimate: CellEstimate, _ sample: TrialSample?, at point: SimulationPoint, of plan: SimulationPlan) {
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
    let law = FiniteLaw(regime, dimension: point.sizes.dimension)
    append("z_finite", law.map { .number(estimate.gap.z(against: $0.gap.mean)) } ?? .null)
    append(law)
    let found = quantiles(sample?.gap ?? [], Self.shares.map { Double($0) / 100 })
    for (share, value) in zip(Self.shares, found) { append("gap_q\(share < 10 ? "0" : "")\(share)", .number(value)) }
    append("student", .text(regime.filter.rawValue))
  }
}
