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

extension FeatureSettings {
  /// p/d, of both networks.
  var widthRatio: Double {
    get { regime.teacherWidthRatio }
    set { (regime.teacherWidthRatio, regime.studentWidthRatio) = (newValue, newValue) }
  }

  /// The place of the activation among those usable.
  var activationChoice: Int {
    get { Activation.usable.firstIndex(of: regime.activation) ?? 0 }
    set { regime.activation = Activation.usable[newValue] }
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
    let moved = Slider.nonlinear.filter { $0.text(settings) != $0.text(before) }
    if !moved.isEmpty { return moved.map(\.symbol).joined(separator: ", ") + " moved" }
    if new != old { return "the links changed" }
    if settings.featurePicture != before.featurePicture { return "of another picture" }
    if settings.run.dimension != before.run.dimension { return "d changed" }
    return settings.run.seed != before.run.seed ? "the seed changed" : "the number of trials changed"
  }

  /// What a command does in the nonlinear setting; nil where it does what it does elsewhere.
  mutating func performInFeatures(_ command: Command) -> ([Effect], History.Run?)? {
    switch command {
    case .tie, .best, .optimum, .thresholds, .autoscale, .live, .pin, .picture:
      message = Message(text: "That belongs to the linear settings; here x and y change the links, s simulates")
      return ([], nil)
    default: return nil
    }
  }
}
