// The error along a chain of generations, what becomes of it in words above.
//
//     ┌ Generations, λs each round ─────────────────────────┐
//     │ Better for 1 round, then worse: collapse to L = 2   │
//     │ Best is generation 2, 1.22 after the teacher's 1.28 │
//     │ error  s λs each round  b best λ each round         │
//     │  2 ┤┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ all forgotten 2            │
//     │    │          ⣀⠤⠒•      levels to compare with      │
//     │    │ •⠤⣀●⠤⠒•                                        │
//     │    └──━━▲━━──────── generation   thick: better than T│
//     │ generation 2  L 1.22  λ 0.1                         │
//     └───────────── each round: one fit to labels before ──┘

import Canvas
import Figures
import Preferences
import Sampling
import Simulation
import Theory
import Tours

extension Layout {
  /// Rows above the plot of a chain, for what becomes of it.
  var chainHead: Int {
    switch canvas.height {
    case 18...: 4
    case 14..<18: 3
    case 10..<14: 2
    case 8..<10: 1
    default: 0
    }
  }

  /// The plot of the Generations view.
  func chainPlot(_ field: ChainField) -> Plot? {
    view.isEmpty ? nil : Plot(in: canvas.splitTop(chainHead).1, x: field.axis, y: field.scale)
  }
}

extension ChainField.Kind {
  fileprivate var role: Role { self == .same ? .student : .optimum }
}

extension ChainField.Level.Kind {
  fileprivate var role: Role {
    switch self {
    case .teacher: .teacher
    case .fixedPoint: .contour
    case .ceiling: .gain
    case .noise: .muted
    }
  }
}

extension Pen {
  mutating func drawGenerations(_ model: Model, layout: Layout) {
    let settings = model.settings
    let field = ChainField(settings)
    let course = ChainCourse(field.chain)
    let number = { [look] (value: Double) in look.number(value, trim: true) }
    // Where there is no room above the plot, the border says what becomes of the chain.
    let titles =
      layout.chainHead > 0 || model.isCovered
      ? ["Generations, \(field.followed.name)", "Generations"] : [course.headline(number), course.brief(number)]
    let room = layout.view.width - 4
    drawPane(
      layout.view, title: titles.first { look.glyphs.text($0).unicodeScalars.count <= room } ?? titles[1],
      focused: model.focus == .plot)
    drawAssumptions(settings, in: layout.view)
    if !model.isCovered { drawCourse(course, field, in: layout.canvas.inset(by: 1, 0).splitTop(layout.chainHead).0) }
    guard let plot = layout.chainPlot(field), plot.inside.width >= 4, plot.inside.height >= 2 else { return }
    plot.drawAxes(
      xName: "generation", yName: "error", xTicks: field.chain.errors.indices.map { Double($0 + 1) },
      line: look[.border], label: look[.muted], name: look[.title],
      glyphs: look.glyphs, into: &frame)
    drawWhereBetter(field.chain, plot: plot)
    let shown = Double(settings.chain.shown)
    if let column = plot.column(shown) {
      for row in plot.inside.y..<plot.inside.maxY { frame[column, row] = Cell(look.glyphs.guide, look[.muted]) }
      mark(.other(.crosshair), look.glyphs.up, x: column, y: plot.inside.maxY)
    }
    let levels = field.levels
    for level in levels { drawLevel(level, plot: plot) }
    drawChains(model, field, plot: plot)
    let estimate = model.freshChain
    frame.drawMeasured(estimate.map { measured($0) } ?? [], in: plot, glyphs: look.glyphs)
    if let column = plot.column(shown), let row = plot.row(field.chain.errors[settings.chain.shown - 1]) {
      mark(.state, look.glyphs.state, x: column, y: row)
      note(.state, in: Rect(x: column, y: row, width: 1, height: 1)) { _, _ in true }
    }
    // The names last, where nothing else is.
    for level in levels { name(level, among: levels, plot: plot) }
    drawChainLegend(settings, isSimulated: estimate != nil, plot: plot, in: layout.canvas)
    drawChainReadout(field, settings.chain.shown, estimate, in: layout.view)
  }

  /// What becomes of the chain, as much of it as there is room for.
  private mutating func drawCourse(_ course: ChainCourse, _ field: ChainField, in rect: Rect) {
    guard rect.height > 0 else { return }
    let number = { [look] (value: Double) in look.number(value, trim: true) }
    let isGain = course.runs.first?.change == .better
    let (rounds, ends) = course.headlineParts(number)
    let headline = look.words(rounds, isGain ? .gain : .loss)
      .joined(look.words(ends, course.isLost ? .loss : .gain))
    let turning = look.words(course.turning(number) + ".", .text)
    let best = look.words(other(field, number), .muted)
    let brief = look.words(course.brief(number), isGain ? .gain : .loss)
    let turningBrief = look.words(course.turningBrief(number) + ".", .text)
    let forms = [
      [headline, turning, best], [headline, turningBrief, best], [headline, turningBrief], [headline],
      [brief, turningBrief], [brief],
    ]
    let form =
      forms.first { $0.reduce(0) { $0 + $1.wrapped(to: rect.width, indent: 2).count } <= rect.height } ?? [brief]
    let end = frame.putWrapped(form, in: rect)
    note(.verdict, text: Rect(x: rect.x, y: rect.y, width: rect.width, height: max(0, end - rect.y)))
  }

  /// What the other chain comes to.
  private func other(_ field: ChainField, _ number: (Double) -> String) -> String {
    let count = field.other.errors.count
    let kind: ChainField.Kind = field.followed == .same ? .best : .same
    return "With \(kind.name): \(number(field.other.errors[count - 1])) at generation \(count)."
  }

  /// How a round is made, over the lower border.
  private mutating func drawAssumptions(_ settings: Settings, in rect: Rect) {
    let whole = settings.chainAssumptions { look.number($0, trim: true) }
    let zeta = settings.chainOmission { look.number($0, trim: true) }
    let ridge = settings.filter == .ridge ? "" : "by ridge, not \(settings.filter.name)"
    let roles = "1 is the teacher, 2 the student; " + whole.prefix(1).lowercased() + whole.dropFirst()
    let forms = [
      roles, whole, whole.replacing(", on new inputs", with: ""),
      [zeta ?? "", ridge].filter { !$0.isEmpty }.joined(separator: "; "), ridge, zeta == nil ? "" : "no ζ",
    ]
    let lines = forms.filter { !$0.isEmpty }.map { look.line(look.part(($0, .muted))) }
    guard let line = look.first(of: lines, fitting: rect.width - 6) else { return }
    putOnBorder(line, x: rect.maxX - 4 - line.width, y: rect.maxY - 1)
  }

  /// Makes the axis thick where a generation is better than the teacher.
  private mutating func drawWhereBetter(_ chain: GenerationChain, plot: Plot) {
    for column in plot.inside.x..<plot.inside.maxX {
      let index = Int(clamping: plot.xValue(column: column).rounded()) - 1
      guard chain.errors.indices.contains(index) else { continue }
      let isBetter = chain.errors[index] < chain.errors[0] * (1 - 1e-12)
      let isTick = frame[column, plot.inside.maxY].glyph != look.glyphs.horizontal
      let glyph =
        isBetter
        ? look.glyphs.pick(isTick ? "┯" : "━", isTick ? "+" : "=")
        : look.glyphs.pick(isTick ? "┬" : "─", isTick ? "+" : "-")
      frame[column, plot.inside.maxY] = Cell(glyph, look[isBetter ? .gainTrack : .lossTrack])
    }
  }

  private mutating func drawLevel(_ level: ChainField.Level, plot: Plot) {
    guard let row = plot.row(level.error) else { return }
    for column in plot.inside.x..<plot.inside.maxX where column % 2 == 0 {
      frame[column, row] = Cell(look.glyphs.level, look[level.kind.role])
    }
  }

  /// Writes the name of a level on it or next to it, where nothing but levels is in the way.
  private mutating func name(_ level: ChainField.Level, among levels: [ChainField.Level], plot: Plot) {
    // One beyond the plot is named at its edge.
    let isAbove = level.error > plot.y.upper
    let row = plot.row(level.error) ?? (isAbove ? plot.inside.y : plot.inside.maxY - 1)
    let arrow = plot.row(level.error) != nil ? "" : isAbove ? " ↑" : " ↓"
    let text = look.glyphs.text("\(level.name) \(look.number(level.error, trim: true))\(arrow)")
    let width = text.unicodeScalars.count
    let (inside, ground) = (plot.inside, look.glyphs.level)
    guard width <= inside.width else { return }
    func isFree(_ x: Int, _ y: Int) -> Bool {
      guard inside.contains(x: x, y: y) else { return false }
      return (x - 1..<x + width + 1).allSatisfy { column in
        column < inside.x || column >= inside.maxX || [" ", ground].contains(frame[column, y].glyph)
      }
    }
    // Never on the line of another.
    let taken = levels.compactMap { $0.kind == level.kind ? nil : plot.row($0.error) }
    let rows = [row, row - 1, row + 1, row - 2, row + 2].filter { $0 == plot.row(level.error) || !taken.contains($0) }
    let places = rows.flatMap { y in
      stride(from: inside.maxX - width, through: inside.x, by: -1).map { ($0, y) }
    }
    guard let (x, y) = places.first(where: { isFree($0.0, $0.1) }) else { return }
    frame.put(text, x: x, y: y, look[level.kind.role])
    for word in level.name.split(separator: " ") {
      note(.region(word.lowercased()), text: Rect(x: x, y: y, width: width, height: 1))
    }
  }

  /// The chains of the states pinned, the one not followed, and the one followed with a dot for each generation.
  private mutating func drawChains(_ model: Model, _ field: ChainField, plot: Plot) {
    let pinned = model.settings.pinnedChains.map { pin in
      Curve(
        ChainField.points(pin.chain), style: look[.muted], mark: pin.letter.unicodeScalars.first ?? "?", dash: .dashed)
    }
    let kinds = [field.followed == .same ? ChainField.Kind.best : .same, field.followed]
    let own = kinds.map { kind in
      Curve(
        ChainField.points(field[kind]), style: look[kind.role], mark: kind.mark,
        dash: kind == field.followed ? .solid : .dashed)
    }
    frame.drawCurves(pinned + own, in: plot, glyphs: look.glyphs)
    for kind in kinds {
      for point in ChainField.points(field[kind]) {
        guard let x = plot.column(point.x), let y = plot.row(point.y) else { continue }
        if kind == field.followed { mark(.other(kind.role), look.glyphs.pick("•", "*"), x: x, y: y) }
        note(.curve(String(kind.mark)), in: Rect(x: x, y: y, width: 1, height: 1)) { _, _ in true }
      }
    }
  }

  private func measured(_ estimate: ChainEstimate) -> [Measured] {
    estimate.errors.enumerated().compactMap { index, error in
      guard error.mean.isFinite else { return nil }
      let spread = error.standardError
      return Measured(
        x: Double(index + 1), y: error.mean, error: spread.isFinite ? spread : 0, style: look[.simulated])
    }
  }

  private mutating func drawChainLegend(_ settings: Settings, isSimulated: Bool, plot: Plot, in rect: Rect) {
    let x = plot.inside.x + 6
    let forms = [\ChainField.Kind.name, \.shortName].map { name in
      var line = StyledLine(
        ChainField.Kind.allCases.map { kind in
          look.part(("\(kind.mark) ", kind.role), (kind[keyPath: name], .muted), gap: 2)
        })
      if !settings.pins.isEmpty {
        let letters = settings.pins.map { "\($0.letter) " }.joined()
        line.parts.append(look.part((letters + "pinned", .muted), gap: 2, rank: 1))
      }
      if isSimulated { line.parts.append(look.part(("○", .simulated), (" simulated", .muted), gap: 2, rank: 2)) }
      return line
    }
    guard let line = look.first(of: forms, fitting: rect.maxX - x) ?? forms.last else { return }
    frame.put(line, x: x, y: plot.inside.y - 1, limit: rect.maxX - x)
  }

  private mutating func drawChainReadout(
    _ field: ChainField, _ shown: Int, _ estimate: ChainEstimate?, in rect: Rect
  ) {
    let chain = field.chain
    let (generation, model) = (chain.generations[shown - 1], chain.models[shown - 1])
    let (error, change) = (chain.errors[shown - 1], chain.errors[shown - 1] - chain.errors[0])
    let n = { [look] (value: Double) in (look.number(value, trim: true), Role.value) }
    var line = look.line(
      look.part(("generation ", .muted), ("\(shown)", .crosshair)),
      look.part(("L ", .muted), n(error), gap: 2))
    if shown > 1, change.isFinite {
      let role: Role = change < 0 ? .gain : change > 0 ? .loss : .tie
      line.parts.append(look.part(("(", .muted), (look.number(change, plus: true), role), (")", .muted), rank: 1))
    }
    if let estimate {
      line.parts.append(look.part(("○ ", .simulated), n(estimate.errors[shown - 1].mean), gap: 2, rank: 2))
      let z = estimate.z(shown - 1)
      if z.isFinite { line.parts.append(look.part(("z " + look.number(z, digits: 2, plus: true), .muted), rank: 2)) }
    }
    for (rank, part) in [
      (3, ("λ ", generation.lambda)), (4, ("S ", model.alignment)), (4, ("T ", model.power)),
      (5, ("γ ", generation.gamma)),
    ] {
      line.parts.append(look.part((part.0, .muted), n(part.1), gap: 2, rank: rank))
    }
    let end = frame.put(line, x: rect.x + 2, y: rect.maxY - 2, limit: rect.width - 4)
    note(.readout, text: Rect(x: rect.x + 2, y: rect.maxY - 2, width: max(0, end - rect.x - 2), height: 1))
  }
}
