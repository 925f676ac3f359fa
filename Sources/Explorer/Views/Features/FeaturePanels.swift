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
func knowledgeLines(_ model: Model, look: Look) -> [StyledLine] {
  model.settings.features.knowledge { look.number($0) }.map { look.words($0.text, $0.tone.role) }
}

extension KnowledgeSentence.Tone {
  /// How a sentence that says so looks.
  fileprivate var role: Role {
    switch self {
    case .known: .gain
    case .unknown: .loss
    case .broken: .error
    case .remark: .muted
    }
  }
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
