// The simulation of a chain: how to run it, how far it is, and what it says of the generation under the crosshair.
//
//     ├ Simulation ───────────────────┤
//     │ d 500  n1 2000  n2 2000       │
//     │ L2 1.22 ± 0.01  z −0.4        │
//     │ 10 trials, seed 1, law        │

import Canvas
import Figures
import Preferences
import Sampling
import Simulation
import Theory

extension Pen {
  mutating func drawChainRun(_ model: Model, in rect: Rect) {
    guard rect.height >= 4 else { return }
    drawPane(rect, title: "Simulation", joined: true)
    let run = model.settings.run
    var lines: [StyledLine] = []
    if let sizes = model.sizes {
      lines.append(look.sizes([("d", sizes.dimension), ("n1", sizes.teacherSamples), ("n2", sizes.studentSamples)]))
    }
    if let line = model.chainRunLine(look) { lines.append(line) }
    lines.append(look.keyHints([(.simulate, "run"), (.simulationSettings, "settings")], model.keys))
    lines.append(look.words("\(run.trials) trials, seed \(run.seed), \(run.engine.rawValue)", .muted))
    frame.putWrapped(lines, in: rect.inset(by: 2, 1))
  }
}

extension Model {
  /// How far a run is, or what it found of the generation under the crosshair; nil where there is neither.
  func chainRunLine(_ look: Look) -> StyledLine? {
    if let progress = job?.progress, !isLive { return progressLine(progress, look: look) }
    guard chainFound != nil, !isCovered else { return nil }
    if let reason = chainStaleReason { return look.words("stale: \(reason)", .error) }
    guard let estimate = freshChain else { return nil }
    let shown = settings.chain.shown
    let error = estimate.errors[shown - 1]
    let spread = error.standardError.isFinite ? look.number(error.standardError, digits: 2) : "?"
    var line = look.line(
      look.part(
        ("simulated L\(shown) ", .muted), (look.number(error.mean), .simulated), (" ± \(spread)", .muted)))
    let z = estimate.z(shown - 1)
    if z.isFinite { line.parts.append(look.part(("z " + look.number(z, digits: 2, plus: true), .muted), gap: 2)) }
    return line
  }
}
