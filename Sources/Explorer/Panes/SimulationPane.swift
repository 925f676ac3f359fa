// The simulation: how to run it, how far it is, what it says of the state.
//
//     ├ Simulation ───────────────────┤
//     │ d 500  nt 2000  ns 416        │
//     │ −0.0461 ± 0.0012   z −0.4     │
//     │ P(gain) 1.00   10 trials      │

import Canvas
import Figures
import Preferences
import Sampling
import Simulation
import Theory

extension Pen {
  mutating func drawSimulation(_ model: Model, in rect: Rect) {
    guard rect.height >= 4 else { return }
    drawPane(rect, title: model.isLive ? "Simulation, live" : "Simulation", joined: true)
    let inner = rect.inset(by: 2, 1)
    frame.putWrapped(simulationLines(model, look: look, width: inner.width), in: inner)
  }
}

private func simulationLines(_ model: Model, look: Look, width: Int) -> [StyledLine] {
  let run = model.settings.run
  var lines: [StyledLine] = []
  if let sizes = model.sizes {
    lines.append(look.sizes([("d", sizes.dimension), ("nt", sizes.teacherSamples), ("ns", sizes.studentSamples)]))
  }
  let law = model.sizes.flatMap { sizes in
    FiniteLaw(sizes.regime(like: model.settings.regime), dimension: sizes.dimension)
  }
  if let progress = model.job?.progress, !model.isLive { lines.append(progressLine(progress, look: look)) }
  if model.freshState == nil, let swept = model.sweptLines(look, width: width) {
    lines += swept
  } else if let found = model.found, let result = resultLine(model, look: look) {
    let state = found.findings.state
    lines.append(result)
    lines.append(
      model.staleReason.map { look.words("stale: \($0)", .error) }
        ?? look.frequencyLine(
          state.gain, predicted: law?.probabilityOfGain,
          ["n \(state.gap.count)", "seed \(found.request.settings.run.seed)"], width: width))
    if model.staleReason == nil, let remark = model.finiteSizeRemark(look) { lines.append(look.words(remark, .muted)) }
  } else if model.job == nil {
    if let law, law.gap.standardDeviation > 0 { lines.append(predictedLine(law, look: look, width: width)) }
    lines.append(look.keyHints([(.simulate, "run"), (.live, "live"), (.simulationSettings, "settings")], model.keys))
    lines.append(look.words("\(run.trials) trials, seed \(run.seed), \(run.engine.rawValue)", .muted))
  }
  return lines
}

/// What a simulation is predicted to find: how often a gain, how wide the trials are spread, and about which mean.
private func predictedLine(_ law: FiniteLaw, look: Look, width: Int) -> StyledLine {
  let chance = look.part(("P(gain) ", .muted), (look.chance(law.probabilityOfGain), .value))
  let spread = look.part(("sd ", .muted), (look.number(law.gap.standardDeviation, digits: 2), .value), gap: 2)
  let mean = look.part(("mean ", .muted), (look.number(law.gap.mean, plus: true), .value), gap: 2)
  let predicted = look.part(("predicted", .muted))
  let forms = [[predicted, chance, mean, spread], [predicted, chance, spread], [chance, spread]].map { StyledLine($0) }
  return look.first(of: forms, fitting: width) ?? forms[2]
}

/// What was simulated at the state, beside theory; nil before anything was.
private func resultLine(_ model: Model, look: Look) -> StyledLine? {
  guard let found = model.found else { return nil }
  let gap = found.findings.state.gap
  return look.estimateLine(
    gap, z: found.request.state.predicted(.gap).map { gap.z(against: $0) } ?? .nan,
    model.staleReason == nil ? .simulated : .muted)
}

extension Model {
  /// What a simulated gap far from its limit is due to; nil where it is near.
  func finiteSizeRemark(_ look: Look) -> String? {
    found.flatMap { found in
      found.findings.state.gap.finiteSizeRemark(
        against: found.request.state.regime.errors.gap, predicted: found.request.state.predicted(.gap),
        dimension: found.request.state.sizes.dimension,
        number: { look.number($0, digits: 2, plus: true) })
    }
  }

  /// How far the run of the view shown is, or what it found.
  func runLine(_ look: Look) -> StyledLine? {
    switch settings.panel {
    case .linear: simulationLine(look)
    case .nonlinear: featureRunLine(look)
    case .chain: chainRunLine(look)
    }
  }

  /// How far a run is, or what it found, in one line, for where the simulation has no pane; nil where there is neither.
  func simulationLine(_ look: Look) -> StyledLine? {
    if let progress = job?.progress, !isLive { return progressLine(progress, look: look) }
    if freshState == nil, let swept = sweptLines(look, width: .max)?.first {
      return mismatchedSweep == nil ? look.line(look.part(("swept", .muted))).joined(swept) : swept
    }
    guard let line = resultLine(self, look: look) else { return nil }
    let simulated = look.line(look.part(("simulated", .muted))).joined(line)
    return staleReason.map { simulated.joined(look.words("stale: \($0)", .error), gap: 2) } ?? simulated
  }
}

extension Look {
  /// A mean and its standard error.
  func estimate(_ moments: Moments, _ role: Role, sign: String = " ± ") -> StyledLine.Part {
    let error = moments.standardError.isFinite ? number(moments.standardError, digits: 2) : "?"
    return part((number(moments.mean, plus: true), role), (sign + error, .muted))
  }

  /// A mean, its standard error and how far it is from what is predicted.
  func estimateLine(_ moments: Moments, z: Double, _ role: Role) -> StyledLine {
    var line = line(estimate(moments, role))
    if z.isFinite { line.parts.append(part(("z " + number(z, digits: 2, plus: true), .muted), gap: 2)) }
    return line
  }

  /// How often there was a gain, beside what is predicted where there is room, and of how many trials.
  func frequencyLine(_ gain: Proportion, predicted: Double?, _ notes: [String], width: Int) -> StyledLine {
    let frequency = (number(gain.value, digits: 2), Role.value)
    let forms = [predicted, nil].map { predicted in
      let beside = predicted.map { " (\(chance($0)) predicted)" } ?? ""
      return StyledLine(
        [part(("P(gain) ", .muted), frequency, (beside, .muted))] + notes.map { part(($0, .muted), gap: 2) })
    }
    return first(of: forms, fitting: width) ?? forms[1]
  }

  /// A probability in two digits, or on which side of a thousandth of its ends it is.
  func chance(_ probability: Double) -> String {
    if probability < 0.001 { return "<0.001" }
    return probability > 0.999 ? ">0.999" : number(probability, digits: 2)
  }

  /// Sizes with their names.
  func sizes(_ sizes: [(String, Int)]) -> StyledLine {
    StyledLine(sizes.map { part(($0.0 + " ", .muted), ("\($0.1)", .value), gap: 2) })
  }

  /// Keys and what they do.
  func keyHints(_ hints: [(Command, String)], _ keys: KeyTable) -> StyledLine {
    StyledLine(
      hints.compactMap { command, word in
        keys.keys(for: command).first.map { part(($0.label(glyphs), .key), (" " + word, .muted), gap: 2) }
      })
  }
}

func progressLine(_ progress: JobProgress, look: Look) -> StyledLine {
  let width = 8
  let share = progress.total > 0 ? Double(progress.done) / Double(progress.total) : 0
  let full = min(width, max(0, Int(clamping: share * Double(width))))
  let bar =
    String(repeating: look.glyphs.isUnicode ? "█" : "#", count: full)
    + String(repeating: look.glyphs.isUnicode ? "░" : ".", count: width - full)
  var line = look.line(look.part((bar, .simulated)), look.part(("\(progress.done)/\(progress.total)", .muted)))
  if let left = progress.secondsLeft {
    line.parts.append(look.part((look.number(max(0, left), digits: 1) + " s", .muted), gap: 2, rank: 1))
  }
  return line
}
