// The nonlinear setting as the explorer knows it: its own six sliders, and what its simulation has found.

import Canvas
import Nonlinear
import RealModule
import Theory

/// What a person sets of the nonlinear setting.
public struct FeatureSettings: Sendable, Hashable {
  /// Functions, step sizes, spike and widths; both widths are the same.
  public internal(set) var regime = FeatureRegime()
  /// n/d, for teacher and student alike.
  public internal(set) var sampleRatio = 4.0

  /// The setting at a dimension.
  func setting(dimension: Int) -> FeatureSetting {
    func scaled(_ ratio: Double) -> Int { max(1, Int((ratio * Double(dimension)).rounded())) }
    let (n, p) = (scaled(sampleRatio), scaled(regime.teacherWidthRatio))
    return FeatureSetting(
      regime,
      sizes: FeatureSizes(
        dimension: dimension, teacherSamples: n, studentSamples: n, teacherWidth: p, studentWidth: p))
  }
}

/// The sliders of the nonlinear setting.
enum FeatureSlider: Int, CaseIterable, Sendable {
  case etaT, etaS, tau, width, samples, activation

  var symbol: String {
    switch self {
    case .etaT: "ηt"
    case .etaS: "ηs"
    case .tau: "τ"
    case .width: "p"
    case .samples: "n"
    case .activation: "σ"
    }
  }

  var meaning: String {
    switch self {
    case .etaT: "teacher's step"
    case .etaS: "student's step"
    case .tau: "student's start on βh"
    case .width: "neurons, p / d"
    case .samples: "samples, n / d"
    case .activation: "activation"
    }
  }

  /// The track; nil for what is chosen from a list.
  var scale: Scale? {
    switch self {
    case .etaT, .etaS: Scale(.linear, from: 0, to: 8)
    case .tau: Scale(.linear, from: 0, to: 10)
    case .width: Scale(.logarithmic, from: 0.125, to: 8)
    case .samples: Scale(.logarithmic, from: 0.5, to: 32)
    case .activation: nil
    }
  }

  var accepted: String {
    switch self {
    case .etaT, .etaS, .tau: "a finite number ≥ 0"
    case .width, .samples: "a number from 0.01 to 100"
    case .activation: Activation.usable.map(\.name).joined(separator: ", ")
    }
  }
}

extension FeatureSettings {
  /// The value of a slider; nil for the activation.
  func value(_ slider: FeatureSlider) -> Double? {
    switch slider {
    case .etaT: regime.etaT
    case .etaS: regime.etaS
    case .tau: regime.tau
    case .width: regime.teacherWidthRatio
    case .samples: sampleRatio
    case .activation: nil
    }
  }

  /// Sets a slider; the activation has no value to set.
  mutating func set(_ slider: FeatureSlider, _ value: Double) {
    switch slider {
    case .etaT: regime.etaT = value
    case .etaS: regime.etaS = value
    case .tau: regime.tau = value
    case .width: (regime.teacherWidthRatio, regime.studentWidthRatio) = (value, value)
    case .samples: sampleRatio = value
    case .activation: break
    }
  }

  /// Takes a typed value.
  /// - Returns: why it is refused, if it is.
  mutating func set(_ slider: FeatureSlider, typed text: String) -> String? {
    if slider == .activation {
      guard let match = Activation.usable.first(where: { $0.name == text }) else {
        return "there is no activation '\(text)'; accepted: \(slider.accepted)"
      }
      regime.activation = match
      return nil
    }
    let ratio = slider == .width || slider == .samples
    guard let value = Double(text), value.isFinite, ratio ? (0.01...100).contains(value) : value >= 0 else {
      return "'\(text)' is out of range: \(slider.symbol) is \(slider.accepted)"
    }
    set(slider, value)
    return nil
  }

  /// Moves a slider by a step, or to the next of a list.
  mutating func step(_ slider: FeatureSlider, up: Bool, _ size: StepSize) {
    guard let scale = slider.scale, let value = value(slider) else {
      regime.activation = Activation.usable.neighbour(of: regime.activation, forward: up)
      return
    }
    if scale.kind == .linear {
      let perUnit: Double = size == .fine ? 50 : size == .normal ? 10 : 1
      let steps = value * perUnit
      let next = (up ? (steps + 1e-6).rounded(.down) + 1 : (steps - 1e-6).rounded(.up) - 1) / perUnit
      set(slider, up ? min(next, max(scale.upper, value)) : max(next, scale.lower))
    } else {
      let perDoubling: Double = size == .fine ? 8 : size == .normal ? 2 : 1
      let steps = Double.log2(value) * perDoubling
      let next = Double.exp2((up ? (steps + 1e-6).rounded(.down) + 1 : (steps - 1e-6).rounded(.up) - 1) / perDoubling)
      set(slider, up ? min(next, max(scale.upper, value)) : max(next, min(scale.lower, value)))
    }
  }
}

extension Array where Element: Equatable {
  /// The element before or after another, round and round.
  func neighbour(of element: Element, forward: Bool) -> Element {
    guard let index = firstIndex(of: element) else { return element }
    return self[(index + (forward ? 1 : count - 1)) % count]
  }
}

/// What the nonlinear view shows.
public enum FeaturePicture: String, CaseIterable, Sendable {
  /// How strongly the weights point along both directions.
  case alignment
  /// Ridge heads on the features: does alignment become accuracy?
  case probes
  /// Repeated steps on the teacher's labels: does the student forget?
  case forgetting
}

/// The simulation of the nonlinear setting.
public struct FeatureState: Sendable {
  /// The slider that keys move.
  var selected = FeatureSlider.etaT
  /// What is shown.
  var picture = FeaturePicture.alignment
  /// The run under way or finished last, by its number.
  var run = 0
  /// Trials done and to do; nil when no run is under way.
  var progress: SimulationProgress?
  /// The latest estimates, the settings they hold for, and the picture they were made for.
  var found: (settings: FeatureSettings, picture: FeaturePicture, result: FeatureResult)?
}

/// A run of the nonlinear simulation to be made.
public struct FeatureRequest: Sendable, Hashable {
  /// The run's number.
  public let run: Int
  /// What to do.
  public let plan: FeaturePlan
  let settings: FeatureSettings
  let picture: FeaturePicture
}

/// What a run of the nonlinear simulation has found so far.
public struct FeatureFindings: Sendable {
  let result: FeatureResult?
  let secondsLeft: Double?
  let isFinal: Bool
  let failure: String?

  /// Findings: estimates, or why there are none.
  public init(_ result: FeatureResult?, secondsLeft: Double? = nil, isFinal: Bool, failure: String? = nil) {
    self.result = result
    self.secondsLeft = secondsLeft
    self.isFinal = isFinal
    self.failure = failure
  }
}

extension Model {
  /// Asks for a run: a ladder of three dimensions up to the simulation's, at its trials and seed.
  mutating func simulateFeatures() -> [Effect] {
    let picture = features.picture
    // Heads and repeated steps cost more than one step does.
    let dimension = min(simulation.dimension, picture == .alignment ? 2000 : 250)
    let plan = FeaturePlan(
      setting: settings.features.setting(dimension: dimension),
      rungs: picture == .alignment && dimension >= 16 ? 3 : 1, trials: simulation.trials, seed: simulation.seed,
      probes: picture == .probes ? ProbePlan() : nil, studentSteps: picture == .forgetting ? 32 : 1)
    do throws(FeatureError) {
      try plan.validate()
    } catch {
      message = Message(text: "\(error)", isError: true)
      return []
    }
    features.run += 1
    features.progress = SimulationProgress(done: 0, total: plan.trials * plan.settings.count)
    return [
      .simulateFeatures(
        FeatureRequest(run: features.run, plan: plan, settings: settings.features, picture: features.picture))
    ]
  }

  /// Takes in what a run has found.
  mutating func receive(_ findings: FeatureFindings, of request: FeatureRequest) {
    guard request.run == features.run else { return }
    if let failure = findings.failure {
      features.progress = nil
      message = Message(text: failure, isError: true)
      return
    }
    guard let result = findings.result else { return }
    features.progress =
      findings.isFinal
      ? nil : SimulationProgress(done: result.done, total: result.total, secondsLeft: findings.secondsLeft)
    features.found = (request.settings, request.picture, result)
  }

  /// What a command does in the nonlinear setting; nil where it does what it does elsewhere.
  mutating func performInFeatures(_ command: Command) -> ([Effect], History.Run?)? {
    let slider = features.selected
    let run = History.Run.feature(slider)
    switch command {
    case .previousParameter: features.selected = FeatureSlider.allCases.neighbour(of: slider, forward: false)
    case .nextParameter: features.selected = FeatureSlider.allCases.neighbour(of: slider, forward: true)
    case .decrease, .increase: settings.features.step(slider, up: command == .increase, .normal)
    case .decreaseFine, .increaseFine: settings.features.step(slider, up: command == .increaseFine, .fine)
    case .decreaseCoarse, .increaseCoarse: settings.features.step(slider, up: command == .increaseCoarse, .coarse)
    case .minimum: if let scale = slider.scale { settings.features.set(slider, scale.lower) }
    case .maximum: if let scale = slider.scale { settings.features.set(slider, scale.upper) }
    case .edit: entry = Entry(purpose: .feature(slider))
    case .xAxis, .xAxisBack:
      let easy = settings.features.regime.easy
      settings.features.regime.easy = LinkFunction.easy.neighbour(of: easy, forward: command == .xAxis)
    case .yAxis, .yAxisBack:
      let hard = settings.features.regime.hard
      settings.features.regime.hard = LinkFunction.hard.neighbour(of: hard, forward: command == .yAxis)
    case .features:
      features.picture = FeaturePicture.allCases.neighbour(of: features.picture, forward: true)
      return ([], nil)
    case .simulate:
      if features.progress == nil { return (simulateFeatures(), nil) }
      return (cancelFeatures(), nil)
    case .cancel where features.progress != nil: return (cancelFeatures(), nil)
    case .tie, .play, .best, .optimum, .thresholds, .autoscale, .live, .pin, .picture:
      message = Message(text: "That belongs to the linear settings; here x and y change the links, s simulates")
    default: return nil
    }
    return ([], run)
  }

  private mutating func cancelFeatures() -> [Effect] {
    features.progress = nil
    features.run += 1
    return [.cancelSimulation]
  }

  /// The command that prints this nonlinear setting's simulation.
  var featureCommandLine: String {
    let r = settings.features.regime
    let sizes = settings.features.setting(dimension: simulation.dimension).sizes
    return "w2s features --dimension \(sizes.dimension) --teacher-samples \(sizes.teacherSamples) "
      + "--student-samples \(sizes.studentSamples) --teacher-width \(sizes.teacherWidth) "
      + "--student-width \(sizes.studentWidth) --eta-t \(shortest(r.etaT)) --eta-s \(shortest(r.etaS)) "
      + "--tau \(shortest(r.tau)) --activation \(r.activation.name) --easy \(r.easy.name) --hard \(r.hard.name) "
      + "--ladder 3 --trials \(simulation.trials) --seed \(simulation.seed)"
  }
}
