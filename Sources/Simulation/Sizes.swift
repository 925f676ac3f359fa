// The finite problem behind a pair of aspect ratios.

import Sampling
import Theory

/// The dimension and the two sample counts of a finite problem.
public struct Sizes: Sendable, Hashable {
  /// d ≥ 1, the dimension of the inputs.
  public let dimension: Int
  /// n_t ≥ 1, the samples the teacher is fitted to.
  public let teacherSamples: Int
  /// n_s ≥ 1, the samples the student is fitted to.
  public let studentSamples: Int

  /// Sizes as they are.
  /// - Throws: ``SimulationError/size(name:value:)`` for the first that is not from 1 to 10¹².
  public init(dimension: Int, teacherSamples: Int, studentSamples: Int) throws(SimulationError) {
    self.dimension = dimension
    self.teacherSamples = teacherSamples
    self.studentSamples = studentSamples
    for (name, value) in [
      ("dimension", dimension), ("teacher_samples", teacherSamples), ("student_samples", studentSamples),
    ] where !Counts.sizes.contains(value) {
      throw .size(name: name, value: "\(value)")
    }
  }

  /// The sizes nearest to the aspect ratios γt > 0 and γs > 0 at a dimension d ≥ 1: n = d / γ, rounded.
  /// - Throws: ``SimulationError/size(name:value:)`` when one of them is not from 1 to 10¹².
  public init(dimension: Int, gammaT: Double, gammaS: Double) throws(SimulationError) {
    func samples(_ name: String, _ gamma: Double) throws(SimulationError) -> Int {
      let count = (Double(dimension) / gamma).rounded()
      guard let whole = Int(exactly: count), Counts.sizes.contains(whole) else {
        throw .size(name: name, value: "\(dimension) / \(gamma)")
      }
      return whole
    }
    guard Counts.sizes.contains(dimension) else { throw .size(name: "dimension", value: "\(dimension)") }
    try self.init(
      dimension: dimension, teacherSamples: samples("teacher_samples", gammaT),
      studentSamples: samples("student_samples", gammaS))
  }

  /// γ = d / n, the aspect ratio of a dimension and a sample count, both ≥ 1.
  public static func aspectRatio(dimension: Int, samples: Int) -> Double { Double(dimension) / Double(samples) }

  /// γt = d / n_t, exactly that of these sizes.
  public var gammaT: Double { Self.aspectRatio(dimension: dimension, samples: teacherSamples) }
  /// γs = d / n_s, exactly that of these sizes.
  public var gammaS: Double { Self.aspectRatio(dimension: dimension, samples: studentSamples) }

  /// A regime at these sizes' aspect ratios in place of its own.
  public func regime(like regime: Regime) -> Regime { regime.with(.gammaT, gammaT).with(.gammaS, gammaS) }
}
