// The verdict: gain or loss first, then what decides it.
//
//     ├ Verdict ──────────────────────┤
//     │ GAIN   Ls − Lt = −0.0457      │
//     │ the student's error is 3.2% less │

import Canvas
import Preferences
import Theory

func drawVerdict(_ model: Model, in rect: Rect, look: Look, into frame: inout Frame) {
  guard rect.height >= 2 else { return }
  var border = rect
  let isLast = Layout(model).simulation.isEmpty
  if !isLast { border.height += 1 }  // the simulation's border is drawn over it
  frame.drawPane(border, title: "Verdict", joined: true, look: look)
  if model.focus == .sliders {
    // The shared border belongs to the pane in focus.
    for x in rect.x..<rect.maxX where frame[x, rect.y].style == look[.border] { frame[x, rect.y].style = look[.focus] }
  }
  let words = VerdictText(model.settings)
  let verdict = words.verdict
  let inner = border.inset(by: 2, 1)
  var y = inner.y
  let badge: (String, Role) =
    switch verdict.outcome {
    case .gain: (" GAIN ", .gainBadge)
    case .tie: (" TIE ", .tieBadge)
    case .loss: (" LOSS ", .lossBadge)
    }
  let x = frame.put(badge.0, x: inner.x, y: y, look[badge.1])
  frame.put(
    look.glyphs.text(" Ls − Lt = " + look.number(verdict.gap, plus: true)), x: x, y: y, look[.value],
    limit: inner.maxX - x)
  y += 1
  for line in words.lines(look, pinned: model.settings.pin) where y < inner.maxY {
    var x = inner.x
    for (text, role) in line {
      x = frame.put(look.glyphs.text(text), x: x, y: y, look[role], limit: inner.maxX - x)
    }
    y += 1
  }
  drawCaption(
    model, in: Rect(x: inner.x, y: y + 1, width: inner.width, height: inner.maxY - y - 1), look: look, into: &frame)
}

/// What to look for in the figure the settings began as, where there is room for all of it.
private func drawCaption(_ model: Model, in rect: Rect, look: Look, into frame: inout Frame) {
  guard let preset = Preset.all.first(where: { $0.name == model.settings.presetName }), rect.width > 0 else { return }
  let lines = wrapped(preset.caption, width: rect.width)
  guard lines.count + 1 <= rect.height else { return }
  frame.put(look.glyphs.text(preset.name), x: rect.x, y: rect.y, look[.title])
  for (row, line) in lines.enumerated() {
    frame.put(look.glyphs.text(line), x: rect.x, y: rect.y + 1 + row, look[.muted], limit: rect.width)
  }
}

/// What there is to say of a regime.
struct VerdictText {
  let settings: Model.Settings
  let verdict: Verdict

  init(_ settings: Model.Settings) {
    self.settings = settings
    verdict = Verdict(settings.regime)
  }

  typealias Line = [(String, Role)]

  /// The lines under the badge, each at most 28 columns where numbers are of ordinary length.
  func lines(_ look: Look, pinned: Pin? = nil) -> [Line] {
    let n = { (value: Double) in look.number(value) }
    let (errors, phase, best) = (verdict.errors, verdict.phase, verdict.best)
    var lines: [Line] = [share(look)]
    lines.append([("Lt ", .muted), (n(errors.teacher), .teacher), ("   Ls ", .muted), (n(errors.student), .student)])
    lines.append([(phase.phase.rawValue, .value), (": wins ", .muted), winningPenalties(n)])
    lines.append(
      best.gap < 0
        ? [
          ("best λs ", .muted), (n(best.lambdaS), .value), (" → ", .muted), (look.number(best.gap, plus: true), .gain),
        ]
        : [("best λs ", .muted), (n(best.lambdaS), .value), (", yet no gain", .muted)])
    let side = verdict.regularisation == .optimal ? "optimal teacher" : verdict.regularisation.rawValue
    lines.append([
      ("λ⋆t ", .muted), (look.number(verdict.regime.optimalLambdaT, trim: true), .value), ("  " + side, .muted),
    ])
    lines += flipLines(look)
    if let pinned {
      let gap = pinned.regime.errors.gap
      lines.append([
        ("pinned ", .muted), (look.number(gap, plus: true), gap < 0 ? .gain : .loss), (", now ", .muted),
        (look.number(errors.gap - gap, plus: true), errors.gap < gap ? .gain : .loss),
      ])
    }
    return lines
  }

  /// The nearest value of each parameter that flips the verdict, two a line.
  private func flipLines(_ look: Look) -> [Line] {
    let flips = Parameter.allCases.compactMap { parameter in
      settings.nearestFlip(of: parameter).map { (parameter.symbol, look.number($0)) }
    }
    guard !flips.isEmpty else { return [[("no slider alone flips this", .muted)]] }
    return stride(from: 0, to: flips.count, by: 2).map { index in
      var line: Line = [(index == 0 ? "flips at " : "         ", .muted)]
      for (symbol, value) in flips[index..<min(index + 2, flips.count)] {
        line += [(symbol + " ", .muted), (value.padding(to: 6), .value)]
      }
      return line
    }
  }

  /// The gap as a share of the teacher's error.
  private func share(_ look: Look) -> Line {
    let errors = verdict.errors
    guard errors.teacher.isFinite else { return [("teacher's risk is infinite", .muted)] }
    if verdict.outcome == .tie { return [("student equals teacher", .tie)] }
    guard errors.teacher > 0 else { return [("the teacher makes no error", .muted)] }
    let percent = look.number(abs(errors.gap / errors.teacher) * 100, digits: 2) + "%"
    return [("student's error ", .muted), (percent, .value), (verdict.outcome == .gain ? " lower" : " higher", .muted)]
  }

  private func winningPenalties(_ n: (Double) -> String) -> (String, Role) {
    switch (verdict.phase.phase, verdict.phase.winning) {
    case (.below, let set?): ("for λs < \(n(set.upper))", .gain)
    case (.window, let set?): ("\(n(set.lower))<λs<\(n(set.upper))", .gain)
    case (.always, _): ("for all λs > 0", .gain)
    default: ("for no λs", .loss)
    }
  }
}
