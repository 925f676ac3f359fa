// The panels beside the nonlinear view: its sliders, who knows what, and its simulation.

import Canvas
import Nonlinear
import Preferences
import Theory

func drawFeaturePanels(_ model: Model, layout: Layout, look: Look, into frame: inout Frame) {
  var border = layout.sliders
  border.height += 1
  frame.drawPane(border, title: "Nonlinear setting", focused: model.focus == .sliders, look: look)
  for slider in FeatureSlider.allCases { drawSlider(slider, model: model, layout: layout, look: look, into: &frame) }
  var knowledge = layout.verdict
  if !layout.simulation.isEmpty { knowledge.height += 1 }
  frame.drawPane(knowledge, title: "Who knows what", joined: true, look: look)
  let inner = knowledge.inset(by: 2, 1)
  var y = inner.y
  for (text, role) in knowledgeLines(model, look: look) {
    for line in wrapped(look.glyphs.text(text), width: max(1, inner.width)) where y < inner.maxY {
      frame.put(line, x: inner.x, y: y, look[role], limit: inner.width)
      y += 1
    }
  }
  drawFeatureRun(model, in: layout.simulation, look: look, into: &frame)
}

private func drawSlider(_ slider: FeatureSlider, model: Model, layout: Layout, look: Look, into frame: inout Frame) {
  // One row a slider: the six share the places of the linear setting's.
  let row = layout.sliders.y + 1 + slider.rawValue * layout.rowsPerSlider + (layout.rowsPerSlider - 1)
  let labelRow = row - (layout.rowsPerSlider - 1)
  guard row < layout.sliders.maxY else { return }
  let settings = model.settings.features
  let chosen = slider == model.selectedFeature && model.focus == .sliders
  let left = layout.sliders.x + 1
  let valueEnd = layout.sliders.maxX - 2
  if chosen { frame[left, labelRow] = Cell(look.glyphs.pick("▸", ">"), look[.focus]) }
  frame.put(look.glyphs.text(slider.symbol), x: left + 1, y: labelRow, look[chosen ? .selected : .text])
  if layout.rowsPerSlider == 2 {
    frame.put(look.glyphs.text(slider.meaning), x: left + 5, y: labelRow, look[.muted], limit: valueEnd - left - 14)
  }
  if chosen, let entry = model.entry, case .feature = entry.purpose {
    let typed = String(entry.text.suffix(12)) + (look.glyphs.isUnicode ? "▏" : "_")
    frame.putRight(typed, endX: valueEnd, y: labelRow, look[entry.complaint == nil ? .selected : .error])
  } else {
    let text = settings.value(slider).map { look.number($0) } ?? settings.regime.activation.name
    frame.putRight(text, endX: valueEnd, y: labelRow, look[chosen ? .selected : .value])
  }
  let track = layout.track(Parameter.allCases[slider.rawValue])
  guard let scale = slider.scale, let value = settings.value(slider), track.width > 2 else { return }
  for column in 0..<track.width { frame[track.x + column, row] = Cell(look.glyphs.pick("─", "-"), look[.border]) }
  let knob = scale.pixel(min(max(value, scale.lower), scale.upper), of: track.width) ?? 0
  for column in 0..<knob { frame[track.x + column, row] = Cell(look.glyphs.pick("━", "="), look[.gainTrack]) }
  frame[track.x + knob, row] = Cell(look.glyphs.pick("●", "O"), look[.knob])
}

/// Who knows which direction, in words.
private func knowledgeLines(_ model: Model, look: Look) -> [(String, Role)] {
  let regime = model.settings.features.regime
  guard let limit = try? FeatureLimit(regime) else { return [("The theory does not cover this choice.", .error)] }
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
  return lines
}

private func drawFeatureRun(_ model: Model, in rect: Rect, look: Look, into frame: inout Frame) {
  guard rect.height >= 4 else { return }
  frame.drawPane(rect, title: "Simulation", joined: true, look: look)
  let inner = rect.inset(by: 2, 1)
  let sizes = model.settings.featurePlan.setting.sizes
  var lines: [OverlayLine] = [
    [
      ("d ", .muted), ("\(sizes.dimension)", .value), ("  n ", .muted), ("\(sizes.teacherSamples)", .value),
      ("  p ", .muted), ("\(sizes.teacherWidth)", .value),
    ]
  ]
  if let progress = model.job?.progress {
    lines.append(progressLine(progress, look: look))
  } else if let found = model.featuresFound {
    lines.append(
      model.featuresStaleReason.map { [("stale: \($0)", .error)] } ?? [
        ("\(found.result.plan.trials) trials, seed \(found.result.plan.seed)", .muted)
      ])
  }
  let run = model.keys.keys(for: .simulate).first?.label(look.glyphs) ?? "s"
  let settings = model.keys.keys(for: .simulationSettings).first?.label(look.glyphs) ?? "S"
  lines.append([(run, .key), (" run  ", .muted), (settings, .key), (" settings", .muted)])
  for (row, line) in lines.prefix(inner.height).enumerated() {
    var x = inner.x
    for (text, role) in line {
      x = frame.put(look.glyphs.text(text), x: x, y: inner.y + row, look[role], limit: inner.maxX - x)
    }
  }
}
