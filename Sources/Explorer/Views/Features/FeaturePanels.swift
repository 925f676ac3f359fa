// The panels beside the nonlinear view: its sliders, who knows what, and its simulation.

import Canvas
import Figures
import Nonlinear
import Preferences
import Theory

extension Pen {
  mutating func drawFeaturePanels(_ model: Model, layout: Layout) {
    drawSliders(model, layout: layout)
    var knowledge = layout.verdict
    if !layout.simulation.isEmpty { knowledge.height += 1 }
    drawPane(knowledge, title: "Who knows what", joined: true)
    var lines = knowledgeLines(model, look: look)
    if layout.simulation.isEmpty, layout.showsRun, let line = model.featureRunLine(look) { lines.insert(line, at: 0) }
    frame.putWrapped(lines, in: knowledge.inset(by: 2, 1), indent: 0)
    drawFeatureRun(model, in: layout.simulation)
  }
}

/// Who knows which direction, in words.
private func knowledgeLines(_ model: Model, look: Look) -> [StyledLine] {
  let regime = model.settings.features.regime
  guard let limit = try? FeatureLimit(regime) else {
    return [look.words("The theory does not cover this choice.", .error)]
  }
  let n = { (value: Double) in look.number(value) }
  let random = regime.teacherWidthRatio.squareRoot()
  var lines: [(String, Role)] = []
  lines.append(
    limit.teacherUpdate > 0
      ? ("Teacher learns βe: its step moves \(n(limit.teacherUpdate)) along it", .gain)
      : ("Teacher learns nothing: ηt is 0", .loss))
  lines.append(("Teacher cannot learn βh: its update along it vanishes", .loss))
  lines.append(
    limit.studentUpdate > 0
      ? ("Student learns βe from the teacher's labels: \(n(limit.studentUpdate))", .gain)
      : ("Student learns nothing of βe", .loss))
  lines.append(
    regime.tau > 0
      ? ("Student keeps βh: \(n(limit[FeatureNorm(.student, .hard, .after)])), random weights have \(n(random))", .gain)
      : ("Student never knew βh: τ is 0", .loss))
  if regime.activation.isOdd && regime.hard.isEven {
    lines.append(("Yet no head can use βh: σ is odd and σh even", .error))
  }
  lines.append(("Prop. 10 prints ‖Ŵtβh‖ → 0; the limit is √(p/d) = \(n(random))", .muted))
  return lines.map { look.words($0.0, $0.1) }
}

extension Pen {
  private mutating func drawFeatureRun(_ model: Model, in rect: Rect) {
    guard rect.height >= 4 else { return }
    drawPane(rect, title: "Simulation", joined: true)
    let sizes = model.settings.featurePlan.setting.sizes
    var lines = [look.sizes([("d", sizes.dimension), ("n", sizes.teacherSamples), ("p", sizes.teacherWidth)])]
    if let line = model.featureRunLine(look) { lines.append(line) }
    lines.append(look.keyHints([(.simulate, "run"), (.simulationSettings, "settings")], model.keys))
    frame.putWrapped(lines, in: rect.inset(by: 2, 1))
  }
}

extension Model {
  /// How far a run of the nonlinear setting is, or of what its estimates are; nil where there is neither.
  func featureRunLine(_ look: Look) -> StyledLine? {
    if let progress = job?.progress { return progressLine(progress, look: look) }
    guard let found = featuresFound else { return nil }
    return featuresStaleReason.map { look.words("stale: \($0)", .error) }
      ?? look.words("\(found.result.plan.trials) trials, seed \(found.result.plan.seed)", .muted)
  }
}
