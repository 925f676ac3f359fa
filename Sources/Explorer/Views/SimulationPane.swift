// The simulation: how to run it, how far it is, what it says of the state.
//
//     ├ Simulation ───────────────────┤
//     │ d 500  nt 2000  ns 416        │
//     │ −0.0461 ± 0.0012   z −0.4     │
//     │ P(gain) 1.00   10 trials      │

import Canvas
import Preferences
import Simulation
import Theory

func drawSimulation(_ model: Model, in rect: Rect, look: Look, into frame: inout Frame) {
  guard rect.height >= 4 else { return }
  frame.drawPane(rect, title: model.isLive ? "Simulation, live" : "Simulation", joined: true, look: look)
  let inner = rect.inset(by: 2, 1)
  for (row, line) in simulationLines(model, look: look).prefix(inner.height).enumerated() {
    var x = inner.x
    for (text, role) in line {
      x = frame.put(look.glyphs.text(text), x: x, y: inner.y + row, look[role], limit: inner.maxX - x)
    }
  }
}

private func simulationLines(_ model: Model, look: Look) -> [VerdictText.Line] {
  let run = model.settings.run
  var lines: [VerdictText.Line] = []
  if let sizes = model.sizes {
    lines.append([
      ("d ", .muted), ("\(sizes.dimension)", .value), ("  nt ", .muted), ("\(sizes.teacherSamples)", .value),
      ("  ns ", .muted), ("\(sizes.studentSamples)", .value),
    ])
  }
  if let progress = model.job?.progress, !model.isLive { lines.append(progressLine(progress, look: look)) }
  if let found = model.found {
    let state = found.findings.state
    let stale = model.staleReason
    let theory = found.request.state.regime.errors.gap
    var line: VerdictText.Line = [
      (look.number(state.gap.mean, plus: true), stale == nil ? .simulated : .muted),
      (" ± " + look.number(state.gap.standardError, digits: 2), .muted),
    ]
    let z = state.gap.z(against: theory)
    if z.isFinite { line.append(("  z " + look.number(z, digits: 2, plus: true), .muted)) }
    lines.append(line)
    lines.append(
      stale.map { [("stale: \($0)", .error)] } ?? [
        ("P(gain) ", .muted), (look.number(state.gain.value, digits: 2), .value),
        ("  n \(state.gap.count)  seed \(found.request.settings.run.seed)", .muted),
      ])
  } else if model.job == nil {
    let key = model.keys.keys(for: .simulate).first?.label(look.glyphs) ?? "s"
    let live = model.keys.keys(for: .live).first?.label(look.glyphs) ?? "L"
    let settings = model.keys.keys(for: .simulationSettings).first?.label(look.glyphs) ?? "S"
    lines.append([
      (key, .key), (" run  ", .muted), (live, .key), (" live  ", .muted), (settings, .key), (" settings", .muted),
    ])
    lines.append([("\(run.trials) trials, seed \(run.seed), \(run.engine.rawValue)", .muted)])
  }
  return lines
}

func progressLine(_ progress: JobProgress, look: Look) -> VerdictText.Line {
  let width = 8
  let share = progress.total > 0 ? Double(progress.done) / Double(progress.total) : 0
  let full = Int(share * Double(width))
  let bar =
    String(repeating: look.glyphs.isUnicode ? "█" : "#", count: full)
    + String(repeating: look.glyphs.isUnicode ? "░" : ".", count: width - full)
  let left = progress.secondsLeft.map { "  \(look.number(max(0, $0), digits: 1)) s" } ?? ""
  return [(bar, .simulated), (" \(progress.done)/\(progress.total)\(left)", .muted)]
}
