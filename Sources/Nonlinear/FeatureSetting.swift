// The finite problem behind Theorem 11, and what is asked of it.

import Theory

/// The sizes of a finite nonlinear problem: dimension and widths up to 30 000, samples up to 100 000 000.
public struct FeatureSizes: Sendable, Hashable {
  /// d ≥ 2, the dimension of the inputs.
  public var dimension: Int
  /// n_t ≥ 1, the teacher's labelled samples.
  public var teacherSamples: Int
  /// n_s ≥ 1, the samples the teacher labels for the student.
  public var studentSamples: Int
  /// p_t ≥ 1, the teacher's neurons.
  public var teacherWidth: Int
  /// p_s ≥ 1, the student's neurons.
  public var studentWidth: Int

  /// Sizes that ``FeaturePlan/validate(threads:machine:)`` has still to check. Samples not given are 4d, widths d.
  public init(
    dimension: Int, teacherSamples: Int? = nil, studentSamples: Int? = nil, teacherWidth: Int? = nil,
    studentWidth: Int? = nil
  ) {
    self.dimension = dimension
    self.teacherSamples = teacherSamples ?? dimension.multipliedReportingOverflow(by: 4).partialValue
    self.studentSamples = studentSamples ?? dimension.multipliedReportingOverflow(by: 4).partialValue
    self.teacherWidth = teacherWidth ?? dimension
    self.studentWidth = studentWidth ?? dimension
  }

  /// The sizes at another dimension, in the same proportions, rounded and at least 1.
  /// - Precondition: both dimensions are ≥ 1, and no size becomes too large for an Int.
  public func scaled(to dimension: Int) -> FeatureSizes {
    let factor = Double(dimension) / Double(self.dimension)
    func scale(_ size: Int) -> Int { max(1, Int((Double(size) * factor).rounded())) }
    return FeatureSizes(
      dimension: dimension, teacherSamples: scale(teacherSamples), studentSamples: scale(studentSamples),
      teacherWidth: scale(teacherWidth), studentWidth: scale(studentWidth))
  }

  var named: [(String, Int, least: Int)] {
    [
      ("dimension", dimension, 2), ("teacher_samples", teacherSamples, 1), ("student_samples", studentSamples, 1),
      ("teacher_width", teacherWidth, 1), ("student_width", studentWidth, 1),
    ]
  }
}

/// A nonlinear problem at finite sizes [paper, Thm 11]. Both heads a_t, a_s and the spike's ā are uniform on the unit
/// sphere.
public struct FeatureSetting: Sendable, Hashable {
  /// d, n_t, n_s, p_t, p_s.
  public let sizes: FeatureSizes
  /// Functions, step sizes and spike, with the width ratios of the sizes.
  public let regime: FeatureRegime

  /// A regime at given sizes; the regime's own width ratios are ignored for those of the sizes.
  public init(_ regime: FeatureRegime, sizes: FeatureSizes) {
    var regime = regime
    regime.teacherWidthRatio = Double(sizes.teacherWidth) / Double(sizes.dimension)
    regime.studentWidthRatio = Double(sizes.studentWidth) / Double(sizes.dimension)
    self.regime = regime
    self.sizes = sizes
  }

  /// The same proportions at another dimension; see ``FeatureSizes/scaled(to:)``.
  public func scaled(to dimension: Int) -> FeatureSetting {
    FeatureSetting(regime, sizes: sizes.scaled(to: dimension))
  }

  /// The same problem with another spike τ ≥ 0.
  public func with(tau: Double) -> FeatureSetting {
    var regime = regime
    regime.tau = tau
    return FeatureSetting(regime, sizes: sizes)
  }
}

/// Ridge heads fitted to true labels over the features of teacher and student: does alignment become accuracy?
///
/// Every head is fitted to the same m samples of y = σe + σh, with an intercept and a penalty chosen by generalised
/// cross-validation [Golub, Heath & Wahba 1979], and tested on others.
public struct ProbePlan: Sendable, Hashable {
  /// m/d, one at least, each above 0 and at most 10 000: how many labelled samples the heads see.
  public var sampleRatios: [Double]
  /// α of the spikes τ = d^α tried besides the setting's own τ, each in [0, 1].
  public var exponents: [Double]
  /// Samples the heads are tested on, ≥ 2.
  public var testSamples: Int

  /// A plan of probes whose values ``FeaturePlan/validate(threads:machine:)`` has still to check.
  public init(
    sampleRatios: [Double] = [0.5, 1, 2, 4, 8], exponents: [Double] = [0.125, 0.25, 0.375, 0.5],
    testSamples: Int = 4000
  ) {
    self.sampleRatios = sampleRatios
    self.exponents = exponents
    self.testSamples = testSamples
  }

  /// m at a dimension d ≥ 1, rounded, at least 2, ascending, none twice.
  /// - Precondition: the ratios are finite.
  public func samples(dimension: Int) -> [Int] {
    Array(Set(sampleRatios.map { max(2, Int(($0 * Double(dimension)).rounded())) })).sorted()
  }

  /// The spikes tried: the setting's own, then those of the exponents, in their order.
  public func spikes(of setting: FeatureSetting) -> [ProbeSpike] {
    [ProbeSpike(exponent: nil, tau: setting.regime.tau)]
      + exponents.map { ProbeSpike(exponent: $0, tau: power(Double(setting.sizes.dimension), $0)) }
  }
}

/// A strength of the student's spike, which adds τ ā βhᵀ to its initial weights.
public struct ProbeSpike: Sendable, Hashable {
  /// α where τ = d^α; nil for the setting's own τ.
  public let exponent: Double?
  /// τ ≥ 0.
  public let tau: Double
}

/// A nonlinear experiment, complete: two equal plans give the same numbers to the last bit for any number of threads.
public struct FeaturePlan: Sendable, Hashable {
  /// The problem at its largest dimension d.
  public var setting: FeatureSetting
  /// How many dimensions, ≥ 1, doubling up to d: 1 is d alone, 3 is d/4, d/2, d. The least of them must be 2 or more.
  public var rungs: Int
  /// Trials of each dimension, ≥ 1.
  public var trials: Int
  /// The seed of every draw, any number.
  public var seed: UInt64
  /// Probes, at the largest dimension; nil for none.
  public var probes: ProbePlan?
  /// Steps the student takes at the largest dimension, each on n_s new samples, 1 to 1 000 000; the paper's student
  /// takes 1 [paper, Thm 11].
  public var studentSteps: Int

  /// A plan whose values ``validate(threads:machine:)`` has still to check.
  public init(
    setting: FeatureSetting, rungs: Int = 1, trials: Int = 10, seed: UInt64 = 1, probes: ProbePlan? = nil,
    studentSteps: Int = 1
  ) {
    self.setting = setting
    self.rungs = rungs
    self.trials = trials
    self.seed = seed
    self.probes = probes
    self.studentSteps = studentSteps
  }

  /// The settings of the ladder, by ascending dimension; the last is ``setting``.
  public var settings: [FeatureSetting] {
    (0..<max(1, rungs)).reversed().map { rung in
      rung == 0 ? setting : setting.scaled(to: max(2, setting.sizes.dimension >> rung))
    }
  }
}
