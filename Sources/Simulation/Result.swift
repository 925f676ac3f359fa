// The estimates of a plan, cell by cell, while they accumulate and when they are complete.

import Sampling
import Theory

/// The errors of one trial of a panel.
package struct TrialErrors: Sendable {
  /// L_t for each λt.
  package var teacher: [Double]
  /// L_s − L_t for each cell, at `j * lambdaTs.count + i`.
  package var gap: [Double]

  package init(teacher: [Double], gap: [Double]) { (self.teacher, self.gap) = (teacher, gap) }
}

/// The estimates of one cell. An error is the mean squared one on a new sample, of the fits that a trial has drawn.
public struct CellEstimate: Sendable, Hashable, Codable {
  /// L_t, the teacher's error, σε² included.
  public let teacher: Moments
  /// L_s, the student's error, σε² included.
  public let student: Moments
  /// L_s − L_t, of the same trials, so that its error is smaller than that of the difference of the two.
  public let gap: Moments
  /// How often L_s < L_t; a tie is not a gain.
  public let gain: Proportion
}

/// The estimates of one panel.
public struct PanelEstimate: Sendable, Hashable {
  /// What was simulated.
  public let panel: Panel
  /// Trials added so far.
  public private(set) var trials = 0
  private var teacher: [Moments]
  private var student: [Moments]
  private var gap: [Moments]
  private var gains: [Int]

  /// No trials.
  public init(_ panel: Panel) {
    self.panel = panel
    teacher = Array(repeating: Moments(), count: panel.lambdaTs.count)
    student = Array(repeating: Moments(), count: panel.count)
    gap = student
    gains = Array(repeating: 0, count: panel.count)
  }

  /// Adds one trial.
  mutating func add(_ errors: TrialErrors) {
    trials += 1
    let width = teacher.count
    for i in 0..<width { teacher[i].add(errors.teacher[i]) }
    var cell = 0
    for _ in 0..<panel.lambdaSs.count {
      for i in 0..<width {
        let difference = errors.gap[cell]
        gap[cell].add(difference)
        student[cell].add(errors.teacher[i] + difference)
        if difference < 0 { gains[cell] += 1 }
        cell += 1
      }
    }
  }

  /// Adds the trials of another estimate of an equal panel; equal to adding them one by one, up to rounding.
  /// - Precondition: the panels are equal.
  public mutating func merge(_ other: PanelEstimate) {
    precondition(other.panel == panel, "estimates of different panels do not merge")
    trials += other.trials
    for i in teacher.indices { teacher[i].merge(other.teacher[i]) }
    for i in gap.indices {
      student[i].merge(other.student[i])
      gap[i].merge(other.gap[i])
      gains[i] += other.gains[i]
    }
  }

  /// The estimates at `lambdaTs[i]`, `lambdaSs[j]`.
  /// - Precondition: i and j are indices of these.
  public subscript(teacher i: Int, student j: Int) -> CellEstimate {
    let cell = j * teacher.count + i
    return CellEstimate(
      teacher: teacher[i], student: student[cell], gap: gap[cell],
      gain: Proportion(successes: gains[cell], count: trials))
  }

  /// (mean − theory) / standard error of L_s − L_t in every cell, that of (i, j) at `j * lambdaTs.count + i`; 0 where
  /// the mean is the limit, NaN before the second trial.
  ///
  /// Cells share their draws, so their z are strongly dependent; theory is a limit, so a bias of order 1/d remains.
  public func zScores() -> [Double] {
    zip(gap, panel.theoryGaps()).map { $0.z(against: $1) }
  }
}

/// The errors of single trials, as they were drawn: for their distribution.
public struct TrialSample: Sendable, Hashable {
  /// How many trials are kept at most: those of a longer run are the first of it.
  public static let most = 1 << 20

  /// L_t, trial by trial.
  public private(set) var teacher: [Double] = []
  /// L_s − L_t, trial by trial.
  public private(set) var gap: [Double] = []

  /// L_s, trial by trial.
  public var student: [Double] { zip(teacher, gap).map { $0 + $1 } }

  mutating func add(_ errors: TrialErrors) {
    guard gap.count < Self.most else { return }
    teacher.append(errors.teacher[0])
    gap.append(errors.gap[0])
  }
}

/// The estimates of a plan.
public struct SimulationResult: Sendable, Hashable {
  /// What was asked for.
  public let plan: SimulationPlan
  /// One estimate for each panel of the plan.
  public private(set) var panels: [PanelEstimate]
  /// The trials of the first panel where that is of one cell; nil where it is of several.
  public private(set) var sample: TrialSample?
  /// Trials drawn so far, over all panels.
  public private(set) var done = 0

  /// No trials.
  public init(_ plan: SimulationPlan) {
    self.plan = plan
    panels = plan.panels.map(PanelEstimate.init)
    sample = plan.panels[0].count == 1 ? TrialSample() : nil
  }

  /// Trials a complete result has, over all panels.
  public var total: Int { plan.trials * plan.panels.count }
  /// Whether nothing is missing; false for a simulation that was cancelled.
  public var isComplete: Bool { done == total }

  /// Adds the next trial of a panel.
  package mutating func add(_ errors: TrialErrors, panel: Int) {
    panels[panel].add(errors)
    if panel == 0 { sample?.add(errors) }
    done += 1
  }

  /// The estimates of a cell found by ``PointLayout``.
  /// - Precondition: the layout is that of the plan's panels.
  public subscript(cell: PointLayout.Cell) -> CellEstimate {
    panels[cell.panel][teacher: cell.teacher, student: cell.student]
  }
}
