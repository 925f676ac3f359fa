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
  /// The generations one by one, where there is room for all of them.
  mutating func drawChainTable(_ settings: Settings, in rect: Rect) {
    let chain = ChainField(settings).chain
    guard rect.height > chain.errors.count else { return }
    let names = rect.width >= 34 ? ["", "λ", "S", "T", "L"] : ["", "λ", "S", "L"]
    func row(_ cells: [(text: String, role: Role)]) -> StyledLine {
      let pieces = cells.enumerated().map { index, cell in
        let blanks = String(repeating: " ", count: max(0, (index == 0 ? 2 : 8) - cell.text.columns))
        return StyledLine.Piece(blanks + cell.text, look[cell.role])
      }
      return StyledLine([StyledLine.Part(pieces)])
    }
    var lines = [row(names.map { (look.glyphs.text($0), .muted) })]
    for (index, (generation, model)) in zip(chain.generations, chain.models).enumerated() {
      let values = [
        "λ": generation.lambda, "S": model.alignment, "T": model.power, "L": chain.errors[index],
      ]
      let role: Role = chain.errors[index] < chain.errors[0] * (1 - 1e-12) ? .gain : .value
      let cells = names.dropFirst().map { name in
        (text: values[name].flatMap { look.number($0, room: 7) } ?? "", role: name == "L" ? role : Role.text)
      }
      lines.append(row([("\(index + 1)", index + 1 == settings.chain.shown ? .crosshair : .muted)] + cells))
    }
    frame.put(lines, in: rect)
  }

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
