// The nonlinear setting as the explorer knows it: what is asked of its simulation, and what that has found.

import Canvas
import Figures
import Nonlinear
import RealModule
import Sampling
import Theory

/// A run of the nonlinear simulation to be made.
public struct FeatureRequest: Sendable, Hashable {
  /// What to do.
  public let plan: FeaturePlan
  /// The settings it was asked from.
  let settings: Settings
}

/// Estimates of the nonlinear setting, and the request they answer.
struct FeaturesFound: Sendable, Hashable {
  let request: FeatureRequest
  let result: FeatureResult
}

extension Model {
  /// The run of what the nonlinear view shows.
  func featureRequest() throws(JobRefused) -> FeatureRequest {
    let plan = settings.featurePlan
    do throws(FeatureError) {
      try plan.validate(machine: machine)
    } catch {
      throw JobRefused(reason: "\(error)")
    }
    try JobRefused.ifLong(
      plan.seconds(threads: machine.processors, machine: machine), instead: "fewer trials or a smaller d")
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
    case .tie, .best, .optimum, .thresholds, .zoomIn, .zoomOut, .zoomAll, .autoscale, .colorForm, .live, .pin, .pins,
      .picture:
      message = Message(text: "That belongs to the linear settings; here x and y change the links, s simulates")
      return ([], nil)
    default: return nil
    }
  }
}
