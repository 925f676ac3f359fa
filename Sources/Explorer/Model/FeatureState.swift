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
    guard let value = typedNumber(text), ratio ? (0.01...100).contains(value) : value >= 0 else {
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

/// A run of the nonlinear simulation to be made.
public struct FeatureRequest: Sendable {
  /// What to do.
  public let plan: FeaturePlan
  /// The settings it was asked from.
  let settings: Model.Settings
}

/// Estimates of the nonlinear setting, and the request they answer.
struct FeaturesFound: Sendable {
  let request: FeatureRequest
  let result: FeatureResult
}

extension Model.Settings {
  /// The run of the nonlinear setting: for alignments a ladder of dimensions up to the simulation's; heads and repeated
  /// steps cost more than one step does, and are run at no more than 250.
  var featurePlan: FeaturePlan {
    let dimension = min(run.dimension, featurePicture == .alignment ? 2000 : 250)
    return FeaturePlan(
      setting: features.setting(dimension: dimension),
      rungs: featurePicture == .alignment && dimension >= 16 ? 3 : 1, trials: run.trials, seed: run.seed,
      probes: featurePicture == .probes ? ProbePlan() : nil, studentSteps: featurePicture == .forgetting ? 32 : 1)
  }
}

extension Model {
  /// The run of what the nonlinear view shows.
  func featureRequest() throws(JobRefused) -> FeatureRequest {
    let plan = settings.featurePlan
    do throws(FeatureError) {
      try plan.validate()
    } catch {
      throw JobRefused(reason: "\(error)")
    }
    return FeatureRequest(plan: plan, settings: settings)
  }

  /// The estimates of the nonlinear setting, where they are of the present settings and of the picture shown.
  var freshFeatures: FeatureResult? {
    guard let featuresFound, featuresStaleReason == nil else { return nil }
    return featuresFound.request.plan == settings.featurePlan ? featuresFound.result : nil
  }

  /// Why the estimates of the nonlinear setting are of other settings than the present ones; nil where they are not, and
  /// where there are none.
  var featuresStaleReason: String? {
    guard let before = featuresFound?.request.settings, featuresFound?.request.plan != settings.featurePlan else {
      return nil
    }
    let (new, old) = (settings.features, before.features)
    let moved = FeatureSlider.allCases.filter { slider in
      slider == .activation ? new.regime.activation != old.regime.activation : new.value(slider) != old.value(slider)
    }
    if !moved.isEmpty { return moved.map(\.symbol).joined(separator: ", ") + " moved" }
    if new != old { return "the links changed" }
    if settings.featurePicture != before.featurePicture { return "of another picture" }
    if settings.run.dimension != before.run.dimension { return "d changed" }
    return settings.run.seed != before.run.seed ? "the seed changed" : "the number of trials changed"
  }

  /// What a command does in the nonlinear setting; nil where it does what it does elsewhere.
  mutating func performInFeatures(_ command: Command) -> ([Effect], History.Run?)? {
    let slider = selectedFeature
    let run = History.Run.feature(slider)
    switch command {
    case .previousParameter: selectedFeature = FeatureSlider.allCases.neighbour(of: slider, forward: false)
    case .nextParameter: selectedFeature = FeatureSlider.allCases.neighbour(of: slider, forward: true)
    case .decrease, .increase: settings.features.step(slider, up: command == .increase, .normal)
    case .decreaseFine, .increaseFine: settings.features.step(slider, up: command == .increaseFine, .fine)
    case .decreaseCoarse, .increaseCoarse: settings.features.step(slider, up: command == .increaseCoarse, .coarse)
    case .minimum: if let scale = slider.scale { settings.features.set(slider, scale.lower) }
    case .maximum: if let scale = slider.scale { settings.features.set(slider, scale.upper) }
    case .edit: entry = Entry(purpose: .feature(slider))
    case .tie, .play, .best, .optimum, .thresholds, .autoscale, .live, .pin, .picture:
      message = Message(text: "That belongs to the linear settings; here x and y change the links, s simulates")
    default: return nil
    }
    return ([], run)
  }
}
