// What is set of the nonlinear setting.

import Nonlinear
import Theory

/// What a person sets of the nonlinear setting.
public struct FeatureSettings: Sendable, Hashable {
  /// Functions, step sizes, spike and widths; both widths are the same.
  public package(set) var regime = FeatureRegime()
  /// n/d, for teacher and student alike.
  public package(set) var sampleRatio = 4.0

  /// The setting at a dimension.
  package func setting(dimension: Int) -> FeatureSetting {
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
  package var widthRatio: Double {
    get { regime.teacherWidthRatio }
    set { (regime.teacherWidthRatio, regime.studentWidthRatio) = (newValue, newValue) }
  }

  /// The place of the activation among those usable.
  package var activationChoice: Int {
    get { Activation.usable.firstIndex(of: regime.activation) ?? 0 }
    set { regime.activation = Activation.usable[newValue] }
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

extension Settings {
  /// The run of the nonlinear setting: for alignments a ladder of dimensions up to the simulation's; heads and repeated
  /// steps cost more than one step does, and are run at no more than 250.
  package var featurePlan: FeaturePlan {
    let dimension = min(run.dimension, featurePicture == .alignment ? 2000 : 250)
    return FeaturePlan(
      setting: features.setting(dimension: dimension),
      rungs: featurePicture == .alignment && dimension >= 16 ? 3 : 1, trials: run.trials, seed: run.seed,
      probes: featurePicture == .probes ? ProbePlan() : nil, studentSteps: featurePicture == .forgetting ? 32 : 1)
  }
}

extension Array where Element: Equatable {
  /// The element before or after another, round and round.
  package func neighbour(of element: Element, forward: Bool) -> Element {
    guard let index = firstIndex(of: element) else { return element }
    return self[(index + (forward ? 1 : count - 1)) % count]
  }
}

extension FeaturePicture {
  /// The title of the view's pane.
  package var title: String {
    switch self {
    case .alignment: "Features: ‖Wβ‖ before and after one step"
    case .probes: "Features: does alignment become accuracy?"
    case .forgetting: "Features: does the student forget?"
    }
  }
}
