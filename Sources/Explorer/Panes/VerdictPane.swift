// The verdict: gain or loss first, then what decides it.
//
//     ├ Verdict ──────────────────────┤
//     │ GAIN   Ls − Lt = −0.0457      │
//     │ the student's error is 3.2% less │

import Canvas
import Figures
import Preferences
import Theory
import Tours

extension Pen {
  mutating func drawVerdict(_ model: Model, in rect: Rect) {
    guard rect.height >= 2 else { return }
    var border = rect
    let isLast = Layout(model).simulation.isEmpty
    if !isLast { border.height += 1 }  // the simulation's border is drawn over it
    drawPane(border, title: model.settings.verdictTitle, joined: true)
    if model.focus == .sliders {
      // The shared border belongs to the pane in focus.
      for x in rect.x..<rect.maxX where frame[x, rect.y].style == look[.border] {
        frame[x, rect.y].style = look[.focus]
      }
    }
    let words = VerdictText(model.settings.judged)
    let inner = border.inset(by: 2, 1)
    if model.isCovered {
      frame.put(
        look.words("covered until you answer", .muted).wrapped(to: inner.width, rows: inner.height, look: look),
        in: inner)
      return
    }
    note(.verdict, text: Rect(x: inner.x, y: inner.y, width: words.headline(look).width, height: 1))
    var lines = [words.headline(look)]
    if let line = model.measuredLine(look) { lines.append(line) }
    if isLast, Layout(model).showsRun, let line = model.runLine(look) { lines.insert(line, at: 1) }
    var y = frame.putWrapped(lines, in: inner)
    let compares = !model.settings.pins.isEmpty
    if compares { y = drawComparison(model, in: inner.splitTop(y - inner.y).1, under: rect) }
    y = frame.putWrapped(words.lines(look, withErrors: !compares), in: inner.splitTop(y - inner.y).1)
    drawCaption(model, in: Rect(x: inner.x, y: y + 1, width: inner.width, height: inner.maxY - y - 1))
  }

  /// The states pinned beside this one; on the border, where to find those that have no room.
  /// - Returns: the row after them.
  private mutating func drawComparison(_ model: Model, in rect: Rect, under pane: Rect) -> Int {
    let comparison = Comparison(model.settings.judged, width: rect.width)
    let count = model.settings.pins.count
    if comparison.pins.count < count, let key = model.keys.keys(for: .pins).first?.label(look.glyphs) {
      let hint = look.line(look.part((key, .key), (" lists all \(count)", .muted)))
      if hint.width + 14 <= pane.width { putOnBorder(hint, x: pane.maxX - 4 - hint.width, y: pane.y) }
    }
    return frame.put(comparison.lines(look, rows: rect.height), in: rect)
  }

  /// What to look for in the figure shown, what the numbers of the plane are, or the generations one by one, where there is room for all of it.
  private mutating func drawCaption(_ model: Model, in rect: Rect) {
    if model.settings.view == .phases, model.settings.showsPlane, rect.width > 0 {
      let ratio = model.settings.filter == .ridge ? Self.ratioOfRidge : Self.ratioOfOthers
      let forms = [(Self.planeWords, ratio.words), (Self.planeWordsInShort, ratio.short)].map { form, ratio in
        form.map { $0.0 == "r" ? ("r", ratio) : $0 }
      }.map { form in
        form.flatMap { name, words in
          look.line(look.part((name, .value))).joined(look.words(words, .muted)).wrapped(to: rect.width, indent: 2)
        }
      }
      if let lines = forms.first(where: { $0.count <= rect.height }) { frame.put(lines, in: rect) }
      return
    }
    if model.settings.panel == .chain {
      drawChainTable(model.settings, in: rect)
      return
    }
    guard let caption = model.settings.caption, rect.width > 0 else { return }
    let lines = [look.words(model.settings.presetName, .title)] + look.words(caption, .muted).wrapped(to: rect.width)
    if lines.count <= rect.height { frame.put(lines, in: rect) }
  }
}

extension Pen {
  /// What r is of ridge.
  private static let ratioOfRidge = (
    words: "= (1 − vs)/(1 − γs vs²), how much the student shrinks, vs being what it keeps",
    short: "= (1 − vs)/(1 − γs vs²)"
  )

  /// What r is of any other student.
  private static let ratioOfOthers = (
    words: "= ⟨k²⟩/⟨k⟩, how much the student shrinks, k being what it loses of a direction",
    short: "= ⟨k²⟩/⟨k⟩ of what is lost"
  )

  /// What the plane is made of, but for r.
  private static let planeWords = [
    ("ρ", "= 2(T − S)/T, T the teacher's power and S its alignment, what lies along the student's direction taken out"),
    ("r", ""),
    ("r_min", "the least r that any λs has"),
    ("wins", "iff r < ρ: for some λs where ρ > r_min, for every one where ρ ≥ 1"),
  ]

  /// The same, a line each.
  private static let planeWordsInShort = [
    ("ρ", "= 2(T − S)/T: power, alignment"), ("r", ""), ("r_min", "the least r of any λs"),
  ]
}

extension Settings {
  /// What the verdict is called: of a chain whose rounds are more than one fit to a model's labels it is of such a one.
  fileprivate var verdictTitle: String {
    if view == .spectrum, population != nil { return "Verdict, isotropic inputs" }
    guard panel == .chain else { return "Verdict" }
    let parts = [("p", chain.trueShare > 0), ("ν", chain.noise > 0), ("M", chain.ensemble > 1)].filter(\.1).map(\.0)
    return parts.isEmpty ? "Verdict" : "Verdict without \(parts.joined(separator: ", "))"
  }
}

extension Verdict.Outcome {
  /// How a word or number that says so looks.
  var role: Role {
    switch self {
    case .gain: .gain
    case .tie: .tie
    case .loss: .loss
    }
  }
}

/// What there is to say of a regime.
struct VerdictText {
  let settings: Settings
  let verdict: Verdict

  init(_ settings: Settings) {
    self.settings = settings
    verdict = Verdict(settings.regime)
  }

  /// The badge and the gap.
  func headline(_ look: Look) -> StyledLine {
    badge(look, then: "Ls − Lt = " + look.number(verdict.gap, plus: true))
  }

  /// The badge and what it is of.
  func badge(_ look: Look, then text: String = "Ls − Lt") -> StyledLine {
    let badge: (String, Role) =
      switch verdict.outcome {
      case .gain: (" GAIN ", .gainBadge)
      case .tie: (" TIE ", .tieBadge)
      case .loss: (" LOSS ", .lossBadge)
      }
    return look.line(look.part(badge), look.part((text, .value)))
  }

  /// What stands under the badge, the most telling first. A line may take several rows.
  /// - Parameter withErrors: whether the errors are among it, or stand elsewhere.
  func lines(_ look: Look, withErrors: Bool = true) -> [StyledLine] {
    let n = { (value: Double) in look.number(value) }
    let (errors, phase, best) = (verdict.errors, verdict.phase, verdict.best)
    var lines = [share(look)]
    if withErrors {
      lines.append(
        look.line(
          look.part(("Lt ", .muted), (n(errors.teacher), .teacher)),
          look.part(("Ls ", .muted), (n(errors.student), .student), gap: 3)))
    }
    lines.append(
      look.line(look.part((phase.phase.rawValue, .value), (":", .muted)), look.part(("wins", .muted)))
        .joined(winningPenalties(look)))
    let finite = BestPenalty(verdict.regime, dimension: settings.run.dimension)
    let isOfLimit = best.isNear(finite)
    lines.append(
      best.gap < 0
        ? look.line(
          look.part(("best λs ", .muted), (n((isOfLimit ? best : finite).lambdaS), .value)),
          look.part(("→ ", .muted), (look.number((isOfLimit ? best : finite).gap, plus: true), .gain)),
          look.part((isOfLimit ? "" : "at d \(settings.run.dimension)", .muted)))
        : look.line(look.part(("best λs ", .muted), (n(best.lambdaS), .value), (",", .muted)))
          .joined(look.words("yet no gain", .muted)))
    let side = verdict.regularisation == .optimal ? "optimal teacher" : verdict.regularisation.rawValue
    lines.append(
      look.line(look.part(("λ⋆t ", .muted), (look.number(verdict.regime.optimalLambdaT, trim: true), .value)))
        .joined(look.words(side, .muted), gap: 2))
    if settings.view == .phases { lines.append(phaseEdges(look)) }
    lines.append(flips(look))
    return lines
  }

  /// The nearest value of each parameter that flips the verdict.
  private func flips(_ look: Look) -> StyledLine {
    let flips = Parameter.allCases.compactMap { parameter in
      settings.nearestFlip(of: parameter).map { (parameter.symbol, look.number($0)) }
    }
    guard !flips.isEmpty else { return look.words("no slider alone flips this", .muted) }
    return StyledLine(
      [look.part(("flips", .muted)), look.part(("at", .muted))]
        + flips.enumerated().map { index, flip in
          look.part((flip.0 + " ", .muted), (flip.1, .value), gap: index == 0 ? 1 : 2)
        })
  }

  /// The nearest value of each parameter at which the phase is another.
  private func phaseEdges(_ look: Look) -> StyledLine {
    let edges = Parameter.allCases.compactMap { parameter in
      settings.nearestPhaseEdge(of: parameter).map { (parameter.symbol, look.number($0)) }
    }
    guard !edges.isEmpty else { return look.words("no slider alone ends this phase", .muted) }
    return look.words("phase ends at", .muted).joined(
      StyledLine(
        edges.enumerated().map { index, edge in
          look.part((edge.0 + " ", .muted), (edge.1, .value), gap: index == 0 ? 1 : 2)
        }))
  }

  /// The gap as a share of the teacher's error.
  private func share(_ look: Look) -> StyledLine {
    let errors = verdict.errors
    guard errors.teacher.isFinite else { return look.words("teacher's risk is infinite", .muted) }
    if verdict.outcome == .tie { return look.words("student equals teacher", .tie) }
    guard errors.teacher > 0 else { return look.words("the teacher makes no error", .muted) }
    let percent = look.number(abs(errors.gap / errors.teacher) * 100, digits: 2) + "%"
    return look.words("student's error", .muted)
      .joined(
        look.line(look.part((percent, .value)), look.part((verdict.outcome == .gain ? "lower" : "higher", .muted))))
  }

  private func winningPenalties(_ look: Look) -> StyledLine {
    let n = { (value: Double) in look.number(value) }
    switch (verdict.phase.phase, verdict.phase.winning) {
    case (.below, let set?):
      return look.words("for", .gain).joined(look.line(look.part(("λs < \(n(set.upper))", .gain))))
    case (.window, let set?): return look.line(look.part(("\(n(set.lower))<λs<\(n(set.upper))", .gain)))
    case (.always, let set?) where set.lower > 0:
      return look.words("for all", .gain).joined(look.line(look.part(("λs > \(n(set.lower))", .gain))))
    case (.always, _): return look.words("for all λs > 0", .gain)
    default: return look.words("for no λs", .loss)
    }
  }
}
