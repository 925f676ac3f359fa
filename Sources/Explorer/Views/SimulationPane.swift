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
  frame.drawPane(rect, title: model.simulation.isLive ? "Simulation, live" : "Simulation", joined: true, look: look)
  let inner = rect.inset(by: 2, 1)
  for (row, line) in simulationLines(model, look: look).prefix(inner.height).enumerated() {
    var x = inner.x
    for (text, role) in line {
      x = frame.put(look.glyphs.text(text), x: x, y: inner.y + row, look[role], limit: inner.maxX - x)
    }
  }
}

private func simulationLines(_ model: Model, look: Look) -> [OverlayLine] {
  let simulation = model.simulation
  var lines: [OverlayLine] = []
  if let sizes = model.sizes {
    lines.append([
      ("d ", .muted), ("\(sizes.dimension)", .value), ("  nt ", .muted), ("\(sizes.teacherSamples)", .value),
      ("  ns ", .muted), ("\(sizes.studentSamples)", .value),
    ])
  }
  if let progress = simulation.progress, !simulation.isLive { lines.append(progressLine(progress, look: look)) }
  if let found = simulation.found, let state = found.report.state, let point = found.request.points.first {
    let stale = model.isSimulationStale
    let theory = point.regime.errors.gap
    var line: OverlayLine = [
      (look.number(state.gap.mean, plus: true), stale ? .muted : .simulated),
      (" ± " + look.number(state.gap.standardError, digits: 2), .muted),
    ]
    let z = (state.gap.mean - theory) / state.gap.standardError
    if z.isFinite { line.append(("  z " + look.number(z, digits: 2, plus: true), .muted)) }
    lines.append(line)
    lines.append(
      stale
        ? [("stale: the sliders moved", .error)]
        : [
          ("P(gain) ", .muted), (look.number(state.gain.value, digits: 2), .value),
          ("  n \(state.gap.count)  seed \(found.request.seed)", .muted),
        ])
  } else if simulation.progress == nil {
    let run = model.keys.keys(for: .simulate).first?.label(look.glyphs) ?? "s"
    let live = model.keys.keys(for: .live).first?.label(look.glyphs) ?? "L"
    let settings = model.keys.keys(for: .simulationSettings).first?.label(look.glyphs) ?? "S"
    lines.append([
      (run, .key), (" run  ", .muted), (live, .key), (" live  ", .muted), (settings, .key), (" settings", .muted),
    ])
    lines.append([("\(simulation.trials) trials, seed \(simulation.seed), \(simulation.engine.rawValue)", .muted)])
  }
  return lines
}

func progressLine(_ progress: SimulationProgress, look: Look) -> OverlayLine {
  let width = 8
  let share = progress.total > 0 ? Double(progress.done) / Double(progress.total) : 0
  let full = Int(share * Double(width))
  let bar =
    String(repeating: look.glyphs.isUnicode ? "█" : "#", count: full)
    + String(repeating: look.glyphs.isUnicode ? "░" : ".", count: width - full)
  let left = progress.secondsLeft.map { "  \(look.number(max(0, $0), digits: 1)) s" } ?? ""
  return [(bar, .simulated), (" \(progress.done)/\(progress.total)\(left)", .muted)]
}
