// The networks of Section 3, drawn, against the limits of their norms.

import Nonlinear
import Sampling
import Theory

let featureChecks = [
  Check(
    name: "features", claim: "12 norms of both networks", measure: .z, allowed: FalseAlarm.limit,
    run: verifyFeatures)
]

/// Sizes are finite: 8/d of a limit, or 4/√d where that is 0, is allowed beside chance.
private func verifyFeatures(_ ground: Ground, _ tally: inout Tally) throws {
  let d = min(400, ground.extent.trials / 15)
  for activation in [Activation.tanh, .reluCentred] {
    let regime = FeatureRegime(activation: activation, hard: activation == .tanh ? .he2 : .he3)
    let sizes = FeatureSizes(dimension: d, teacherSamples: 2 * d, studentSamples: 2 * d, teacherWidth: d / 2)
    let setting = FeatureSetting(regime, sizes: sizes)
    let limits = try ground.subject.featureLimit(setting.regime)
    let plan = FeaturePlan(setting: setting, trials: 16, seed: ground.seed)
    guard let norms = try ground.subject.features(plan, ground.threads).last else { continue }
    for (index, norm) in FeatureNorm.all.enumerated() {
      let (limit, moments) = (limits[index], norms[index])
      let slack = limit == 0 ? 4 / Double(d).squareRoot() : 8 / Double(d) * limit
      tally.deviate(
        moments.z(against: limit, allowing: slack),
        "\(norm.symbol) \(moments.mean), not \(limit), \(activation.name), d = \(d)")
      tally.digest += digits(moments.mean)
    }
  }
}
