// Why, drawn: both errors as bars of their parts on one scale, the parts as numbers, and the verdict in sentences.
//
//     ┌ Why the student gains ───────────────────────────────┐
//     │ Lt ████████████████████████▓▓▓▓▓▓░░░░░░░        1.29 │
//     │ Ls ████████████████████████▓▓▓▓▓▓▓▓░░··         1.26 │
//     │                                         Lt        Ls │
//     │ █ noise                               1.00      1.00 │
//     │ …                                                    │
//     │ The student gives up 0.03 of bias and saves …        │
//     │ Ls − Lt over 200 trials at d = 500      (see below)  │
//     └──────────────────────────────────────────────────────┘

import Canvas
import Figures
import Preferences
import Theory

extension Pen {
  mutating func drawWhy(_ model: Model, layout: Layout) {
    let isLinear = model.settings.isLinear
    let report = VerdictReport(model.settings, digits: 3, dimension: model.settings.run.dimension)
    let title =
      switch report.verdict.outcome {
      case _ where model.isCovered: "Why"
      case _ where !isLinear: "Why: who learns which direction"
      case .gain: "Why the student gains"
      case .tie: "Why neither wins"
      case .loss: "Why the student does not gain"
      }
    drawPane(layout.view, title: title, focused: model.focus == .plot)
    let inner = layout.view.inset(by: 2, 1)
    guard inner.width >= 20, inner.height >= 4 else { return }
    let y = isLinear ? drawParts(Decomposition(model.settings.regime), in: inner) : drawNorms(model, in: inner)
    var below = Rect(x: inner.x, y: y, width: inner.width, height: inner.maxY - y)
    let lines = isLinear ? sentences(report) : knowledgeLines(model, look: look)
    if isLinear && !model.isCovered {
      let distributions = model.distributions
      let needed = lines.reduce(0) { $0 + $1.wrapped(to: below.width, indent: 2).count }
      // What was drawn is to be seen; what is only predicted has what the sentences leave.
      let wasDrawn = distributions.contains { !$0.trials.isEmpty }
      let room = min(14, wasDrawn ? max(below.height - needed - 1, below.height / 2) : below.height - needed - 1)
      if room >= 6, !distributions.isEmpty {
        below.height -= room
        drawDistributions(
          distributions, of: model, in: Rect(x: below.x, y: below.maxY, width: below.width, height: room))
      }
    }
    frame.putWrapped(lines, in: below)
  }

  private func sentences(_ report: VerdictReport) -> [StyledLine] {
    (["T" + report.errors.dropFirst()] + report.sentences).map { look.words($0, .text) }
  }

  /// One of the parts of an error: how it looks, and what of it there is.
  private struct Part {
    let name: String
    let glyph: Unicode.Scalar
    let role: Role
    let value: (Decomposition.Parts) -> Double
  }

  private var parts: [Part] {
    [
      Part(name: "noise", glyph: look.glyphs.filled, role: .muted, value: { $0.noise }),
      Part(name: "bias", glyph: look.glyphs.pick("▓", "="), role: .series2, value: { $0.bias }),
      Part(name: "variance", glyph: look.glyphs.light, role: .series3, value: { $0.variance }),
    ]
  }

  /// Both errors as bars, and their parts as numbers or, where there is no room, as a legend.
  /// - Returns: the row after them.
  private mutating func drawParts(_ errors: Decomposition, in rect: Rect) -> Int {
    let sides = [("Lt", errors.teacher, Role.teacher), ("Ls", errors.student, Role.student)]
    let longest = sides.map(\.1.error).filter(\.isFinite).max() ?? 0
    let (lead, trail) = (3, 9)
    for (row, (name, side, role)) in sides.enumerated() {
      let bar = Rect(x: rect.x + lead, y: rect.y + row, width: rect.width - lead - trail, height: 1)
      frame.put(name, x: rect.x, y: bar.y, look[role])
      drawBar(side, longest: longest, in: bar)
      frame.putRight(look.number(side.error, room: trail - 1) ?? "", endX: rect.maxX, y: bar.y, look[role])
    }
    var y = rect.y + sides.count
    let marked = parts.map { look.part((String($0.glyph), $0.role), (" " + $0.name, .muted), gap: 2) }
    guard rect.height >= 12 else {
      let legend = StyledLine(marked).wrapped(to: rect.width)
      return frame.put(legend, in: Rect(x: rect.x, y: y, width: rect.width, height: legend.count))
    }
    let names = marked.map(\.width).max() ?? 0
    let column = min(10, (rect.width - names) / 2)
    for (part, label) in zip(parts, marked) {
      frame.put(StyledLine([label]), x: rect.x, y: y, limit: names)
      for (end, side) in zip([rect.maxX - column, rect.maxX], sides) {
        frame.putRight(look.number(part.value(side.1), room: column - 1) ?? "", endX: end, y: y, look[side.2])
      }
      y += 1
    }
    return y + 1
  }

  /// An error as a bar of its parts, the rest of the way dotted.
  private mutating func drawBar(_ error: Decomposition.Parts, longest: Double, in bar: Rect) {
    var (sum, column) = (0.0, 0)
    for part in parts {
      sum += part.value(error)
      let share = sum.isFinite ? (longest > 0 ? sum / longest : 0) : 1
      let end = Int(clamping: (min(1, share) * Double(bar.width)).rounded())
      for x in column..<max(column, end) { frame[bar.x + x, bar.y] = Cell(part.glyph, look[part.role]) }
      column = max(column, end)
    }
    for x in column..<max(column, bar.width) { frame[bar.x + x, bar.y] = Cell(look.glyphs.dot, look[.border]) }
    if !error.error.isFinite, bar.width > 0 { frame[bar.maxX - 1, bar.y] = Cell(look.glyphs.right, look[.value]) }
  }

  /// How far each network's weights point along each direction, before and after its step; only after it, where there is
  /// little room.
  /// - Returns: the row after them.
  private mutating func drawNorms(_ model: Model, in rect: Rect) -> Int {
    guard let limit = try? FeatureLimit(model.settings.features.regime) else { return rect.y }
    let stages: [StepStage] = rect.height >= 14 ? [.before, .after] : [.after]
    let norms = FeatureNorm.all.filter { stages.contains($0.stage) }
    let longest = norms.map { limit[$0] }.max() ?? 1
    let isWide = rect.width >= 40
    let lead = (isWide ? "teacher βe before " : "t βe before ").unicodeScalars.count
    let trail = 8
    for (row, norm) in norms.enumerated() {
      let role: Role = norm.network == .teacher ? .teacher : .student
      let bar = Rect(x: rect.x + lead, y: rect.y + row, width: rect.width - lead - trail, height: 1)
      let name = isWide ? norm.network.rawValue : String(norm.network.rawValue.prefix(1))
      frame.put(
        look.glyphs.text("\(name) \(norm.direction.symbol) \(norm.stage.rawValue)"), x: rect.x, y: bar.y, look[.muted])
      let full = Int(clamping: (limit[norm] / max(longest, 1e-300) * Double(bar.width)).rounded())
      for column in 0..<max(0, bar.width) {
        frame[bar.x + column, bar.y] =
          column < full ? Cell(look.glyphs.filled, look[role]) : Cell(look.glyphs.dot, look[.border])
      }
      frame.putRight(look.number(limit[norm], room: trail - 1) ?? "", endX: rect.maxX, y: bar.y, look[.value])
    }
    return rect.y + norms.count + (rect.height >= 14 ? 1 : 0)
  }
}
