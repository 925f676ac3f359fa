// The estimates of an experiment, while they accumulate and when they are complete.

import Sampling
import Theory

/// The twelve norms of one dimension, simulated beside their limits [paper, Prop 10 and Thm 11].
public struct FeatureRung: Sendable, Hashable {
  /// The problem.
  public let setting: FeatureSetting
  /// The limits of the norms.
  public let limit: FeatureLimit
  private var norms = Array(repeating: Moments(), count: FeatureNorm.all.count)

  /// No trials.
  package init(_ setting: FeatureSetting, limit: FeatureLimit) {
    self.setting = setting
    self.limit = limit
  }

  /// What was simulated of a norm: one number a trial.
  public subscript(norm: FeatureNorm) -> Moments { norms[norm.index] }

  /// How many standard errors a norm's mean is from its limit; NaN before the second trial. A bias of order 1/d remains
  /// in every mean, and of order 1/√d in the norms whose limit is 0.
  public func z(_ norm: FeatureNorm) -> Double { self[norm].z(against: limit[norm]) }

  /// Adds the norms of a trial, in the order of ``FeatureNorm/all``.
  package mutating func add(_ values: [Double]) {
    for i in norms.indices { norms[i].add(values[i]) }
  }
}

/// Whose features a probe's head is fitted on.
public enum ProbedFeatures: String, CaseIterable, Sendable, Codable {
  /// The teacher's, after its step.
  case teacher
  /// The student's, before its step.
  case studentBefore = "student-before"
  /// The student's, after its first step.
  case studentAfter = "student-after"
}

/// A head that was fitted: on whose features, with what spike and how many samples.
public struct ProbeCell: Sendable, Hashable {
  /// Whose features.
  public let features: ProbedFeatures
  /// The student's spike; of no meaning to the teacher, who has none.
  public let spike: ProbeSpike
  /// m ≥ 2, the labelled samples of the fit.
  public let samples: Int

  /// The heads on some features, with a spike, of a number of samples.
  public init(features: ProbedFeatures, spike: ProbeSpike, samples: Int) {
    self.features = features
    self.spike = spike
    self.samples = samples
  }
}

/// What the heads of a cell achieved on other samples: three numbers a trial, without a unit.
public struct ProbeEstimate: Sendable, Hashable {
  /// Which heads.
  public let cell: ProbeCell
  /// Mean squared error over the variance of the labels: 1 is what the mean alone achieves.
  public internal(set) var error = Moments()
  /// Cov(ŷ, σe)/Var(σe), the share of the easy part that is in the prediction.
  public internal(set) var easyRecovered = Moments()
  /// Cov(ŷ, σh)/Var(σh), the share of the hard part that is in the prediction.
  public internal(set) var hardRecovered = Moments()
}

/// The student's weights after a number of steps on the teacher's labels: four numbers a trial, without a unit.
public struct StepEstimate: Sendable, Hashable {
  /// Steps taken; 0 is the initial weights.
  public let step: Int
  /// ‖Ŵsβe‖.
  public internal(set) var easyNorm = Moments()
  /// ‖Ŵsβh‖.
  public internal(set) var hardNorm = Moments()
  /// ‖Ŵsβe‖² / ‖Ŵs‖², in Frobenius norm and in [0, 1].
  public internal(set) var easyShare = Moments()
  /// ‖Ŵsβh‖² / ‖Ŵs‖², in Frobenius norm and in [0, 1].
  public internal(set) var hardShare = Moments()
}

extension FeaturePlan {
  /// The heads of the probes in the order of the results: the teacher's, then by spike the student's before and after,
  /// each by ascending m. Empty without probes.
  public var probeCells: [ProbeCell] {
    guard let probes else { return [] }
    let samples = probes.samples(dimension: setting.sizes.dimension)
    let spikes = probes.spikes(of: setting)
    func cells(_ features: ProbedFeatures, _ spike: ProbeSpike) -> [ProbeCell] {
      samples.map { ProbeCell(features: features, spike: spike, samples: $0) }
    }
    // Trials take the setting's own spike last.
    return cells(.teacher, spikes[0])
      + spikes.reversed().flatMap { cells(.studentBefore, $0) + cells(.studentAfter, $0) }
  }
}

/// The estimates of a plan.
public struct FeatureResult: Sendable, Hashable {
  /// What was asked for.
  public let plan: FeaturePlan
  /// The norms by ascending dimension; the last is the setting asked for.
  public private(set) var rungs: [FeatureRung]
  /// The probes, in the order of ``FeaturePlan/probeCells``; empty when none were asked for.
  public private(set) var probes: [ProbeEstimate]
  /// The student of the setting asked for, before its first step and after each.
  public private(set) var steps: [StepEstimate]
  /// Trials drawn so far, over all dimensions.
  public private(set) var done = 0

  init(_ plan: FeaturePlan) throws(AssumptionBroken) {
    self.plan = plan
    var rungs: [FeatureRung] = []
    for setting in plan.settings { rungs.append(FeatureRung(setting, limit: try FeatureLimit(setting.regime))) }
    self.rungs = rungs
    probes = plan.probeCells.map { ProbeEstimate(cell: $0) }
    steps = (0...plan.studentSteps).map { StepEstimate(step: $0) }
  }

  /// Trials a complete result has, over all dimensions.
  public var total: Int { plan.trials * plan.settings.count }
  /// Whether nothing is missing; false for an experiment that was cancelled.
  public var isComplete: Bool { done == total }

  /// The probe of a cell; nil where the plan has no such cell.
  public subscript(cell: ProbeCell) -> ProbeEstimate? { probes.first { $0.cell == cell } }

  mutating func add(_ outcome: FeatureOutcome, rung: Int) {
    done += 1
    rungs[rung].add(outcome.norms)
    guard rung == rungs.count - 1 else { return }
    for (i, score) in outcome.probes.enumerated() {
      probes[i].error.add(score.error)
      probes[i].easyRecovered.add(score.easy)
      probes[i].hardRecovered.add(score.hard)
    }
    for (i, norms) in outcome.steps.enumerated() {
      steps[i].easyNorm.add(norms.easy)
      steps[i].hardNorm.add(norms.hard)
      steps[i].easyShare.add(norms.easy * norms.easy / norms.squaredNorm)
      steps[i].hardShare.add(norms.hard * norms.hard / norms.squaredNorm)
    }
  }
}
