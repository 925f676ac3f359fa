// What one gradient step teaches, in the limit [paper, Prop 10 and Thm 11, with the constants their proofs imply].
//
// W₀ has independent N(0, 1/d) entries and ‖a‖ = 1. With c = c_{σ,1} and e = c_{σe,1}, after one step on the correlation
// loss (10), d, n, p → ∞ proportionally:
//
//     teacher update   ‖(Ŵt − W_t,0)βe‖ → u_t = η_t |c| |e|           ‖(Ŵt − W_t,0)βh‖ → 0
//     student update   ‖(Ŵs − W_s,0)βe‖ → u_s = η_s η_t |c|³ |e|      ‖(Ŵs − W_s,0)βh‖ → 0
//     teacher          ‖Ŵtβe‖² → p_t/d + u_t²                         ‖Ŵtβh‖² → p_t/d
//     student          ‖Ŵsβe‖² → p_s/d + u_s²                         ‖Ŵsβh‖² → p_s/d + τ²
//
// The paper says ‖Ŵtβh‖ → 0. It is the *update's* norm that vanishes: W_t,0 alone has ‖W_t,0 βh‖² → p_t/d.

/// One of the two networks.
public enum Network: String, CaseIterable, Sendable, Codable {
  /// The one that learns from true labels.
  case teacher
  /// The one that learns from the teacher's.
  case student
}

/// One of the two directions of the labels.
public enum LabelDirection: String, CaseIterable, Sendable, Codable {
  /// βe, whose link has information exponent 1.
  case easy
  /// βh, whose link has a higher one.
  case hard

  /// The symbol of the paper.
  public var symbol: String { self == .easy ? "βe" : "βh" }
}

/// When a network's weights are looked at.
public enum StepStage: String, CaseIterable, Sendable, Codable {
  /// The initial weights W₀.
  case before
  /// The change Ŵ − W₀.
  case update
  /// The weights Ŵ after the step.
  case after
}

/// One of the twelve norms ‖Wβ‖: of a network, along a direction, at a stage.
public struct FeatureNorm: Sendable, Hashable {
  /// Whose weights.
  public let network: Network
  /// Along which direction.
  public let direction: LabelDirection
  /// Which weights.
  public let stage: StepStage

  /// The norm of a network's weights at a stage along a direction.
  public init(_ network: Network, _ direction: LabelDirection, _ stage: StepStage) {
    self.network = network
    self.direction = direction
    self.stage = stage
  }

  /// All twelve, in the order in which results hold them.
  public static let all: [FeatureNorm] = Network.allCases.flatMap { network in
    LabelDirection.allCases.flatMap { direction in
      StepStage.allCases.map { FeatureNorm(network, direction, $0) }
    }
  }

  /// The place in ``all``.
  public var index: Int {
    let stages = StepStage.allCases.firstIndex(of: stage) ?? 0
    return (network == .teacher ? 0 : 6) + (direction == .easy ? 0 : 3) + stages
  }

  /// The norm in the paper's symbols: `‖Ŵtβe‖`.
  public var symbol: String {
    let n = network == .teacher ? "t" : "s"
    return switch stage {
    case .before: "‖W\(n),0 \(direction.symbol)‖"
    case .update: "‖(Ŵ\(n) − W\(n),0) \(direction.symbol)‖"
    case .after: "‖Ŵ\(n) \(direction.symbol)‖"
    }
  }
}

/// Why the nonlinear theory does not cover a choice.
public enum AssumptionBroken: Error, Sendable, Hashable, CustomStringConvertible {
  /// κ_σ ≠ 1; nil where no coefficient was found.
  case activationExponent(Activation, Int?)
  /// κ_σe ≠ 1.
  case easyExponent(LinkFunction, Int?)
  /// κ_σh ≤ 1, or not found.
  case hardExponent(LinkFunction, Int?)
  /// A number outside its range.
  case value(name: String, value: Double, accepted: String)

  /// One line that says what is broken and what is accepted.
  public var description: String {
    func exponent(_ k: Int?) -> String { k.map { "\($0)" } ?? "above 16" }
    func names(_ list: [some GaussianFunction]) -> String { list.map(\.name).joined(separator: ", ") }
    switch self {
    case .activationExponent(let f, let k):
      return "activation \(f.name) has information exponent \(exponent(k)), and Theorem 11 needs 1: "
        + "\(names(Activation.usable)) are accepted"
    case .easyExponent(let f, let k):
      return "the easy link \(f.name) has information exponent \(exponent(k)), and Assumption 9 needs 1: "
        + "\(names(LinkFunction.easy)) are accepted"
    case .hardExponent(let f, let k):
      return "the hard link \(f.name) has information exponent \(exponent(k)), and Assumption 9 needs more than 1: "
        + "\(names(LinkFunction.hard)) are accepted"
    case .value(let name, let value, let accepted): return "\(name) = \(value) is out of range: \(accepted) is accepted"
    }
  }
}

/// The nonlinear setting in the limit: functions, step sizes, spike and widths.
public struct FeatureRegime: Sendable, Hashable {
  /// σ.
  public var activation: Activation
  /// σe.
  public var easy: LinkFunction
  /// σh.
  public var hard: LinkFunction
  /// η_t ≥ 0, the teacher's step size.
  public var etaT: Double
  /// η_s ≥ 0, the student's step size.
  public var etaS: Double
  /// τ ≥ 0, how strongly the student's initial weights point at βh.
  public var tau: Double
  /// p_t/d > 0.
  public var teacherWidthRatio: Double
  /// p_s/d > 0.
  public var studentWidthRatio: Double

  /// A regime whose values ``validate()`` has still to check.
  public init(
    activation: Activation = .tanh, easy: LinkFunction = .linear, hard: LinkFunction = .he2, etaT: Double = 2,
    etaS: Double = 2, tau: Double = 1.5, teacherWidthRatio: Double = 1, studentWidthRatio: Double = 1
  ) {
    self.activation = activation
    self.easy = easy
    self.hard = hard
    self.etaT = etaT
    self.etaS = etaS
    self.tau = tau
    self.teacherWidthRatio = teacherWidthRatio
    self.studentWidthRatio = studentWidthRatio
  }

  /// What the proofs assume and this does not keep, in a sentence; nil where it keeps all of it. An activation that is not
  /// centred adds the same to all labels of a teacher whose second layer is random, which vanishes as its width grows: the
  /// limits hold.
  public var warning: String? {
    if activation.isCentred { return nil }
    let mean = (activation.hermiteCoefficient(0) * 1e4).rounded() / 1e4
    return "The proofs assume a centred activation, and \(activation.name) has E σ(z) = \(mean); "
      + "with random second layers the limits hold all the same."
  }

  /// Checks Assumption 9, κ_σ = 1 and the ranges.
  /// - Throws: ``AssumptionBroken`` for the first that fails.
  public func validate() throws(AssumptionBroken) {
    let slope = activation.informationExponent
    if slope != 1 { throw .activationExponent(activation, slope) }
    let easyExponent = easy.informationExponent
    if easyExponent != 1 { throw .easyExponent(easy, easyExponent) }
    let hardExponent = hard.informationExponent
    guard let hardExponent, hardExponent > 1 else { throw .hardExponent(hard, hardExponent) }
    for (name, value) in [("eta_t", etaT), ("eta_s", etaS), ("tau", tau)] where !(value.isFinite && value >= 0) {
      throw .value(name: name, value: value, accepted: "a finite number ≥ 0")
    }
    for (name, value) in [("p_t/d", teacherWidthRatio), ("p_s/d", studentWidthRatio)]
    where !(value.isFinite && value > 0) {
      throw .value(name: name, value: value, accepted: "a finite number > 0")
    }
  }
}

/// The limits of the twelve norms.
public struct FeatureLimit: Sendable, Hashable {
  /// u_t, the norm of the teacher's update along βe.
  public let teacherUpdate: Double
  /// u_s, the norm of the student's update along βe.
  public let studentUpdate: Double
  private let norms: [Double]

  /// The limits of a regime [paper, Prop 10 and Thm 11].
  /// - Throws: ``AssumptionBroken`` where they do not hold.
  public init(_ regime: FeatureRegime) throws(AssumptionBroken) {
    try regime.validate()
    let c = regime.activation.hermiteCoefficient(1).magnitude
    let e = regime.easy.hermiteCoefficient(1).magnitude
    let ut = regime.etaT * c * e
    let us = regime.etaS * c * c * ut
    (teacherUpdate, studentUpdate) = (ut, us)
    let (t, s, tau) = (regime.teacherWidthRatio, regime.studentWidthRatio, regime.tau)
    let (initialT, initialS, spiked) = (t.squareRoot(), s.squareRoot(), (s + tau * tau).squareRoot())
    norms = [
      initialT, ut, (t + ut * ut).squareRoot(), initialT, 0, initialT,
      initialS, us, (s + us * us).squareRoot(), spiked, 0, spiked,
    ]
  }

  /// The limit of a norm.
  public subscript(norm: FeatureNorm) -> Double { norms[norm.index] }
}
