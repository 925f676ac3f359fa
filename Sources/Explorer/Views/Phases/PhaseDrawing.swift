// The phases: over two parameters, or in the universal plane (see PlaneView.swift).
//
//     ┌ Phases ───────────────────────── N never  B below ┐
//     │ λt                                                │
//     │    ┤   regions, letters and boundaries            │
//     │    └┬────────┬──────── γs                         │
//     │ window: 0.002 < λs < 31   printed (5) wrong on 30%│
//     └───────────────────────────────────────────────────┘

import Canvas
import Figures
import Preferences
import Theory
import Tours

extension Pen {
  mutating func drawPhases(_ model: Model, layout: Layout) {
    let settings = model.settings
    drawPane(layout.view, title: "Phases: which λs win", focused: model.focus == .plot)
    guard let (axes, plot) = layout.plot(settings), plot.inside.width >= 4, plot.inside.height >= 2 else { return }
    plot.drawAxes(
      xName: axes.x.symbol, yName: axes.y.symbol, line: look[.border], label: look[.muted], name: look[.title],
      glyphs: look.glyphs, into: &frame)
    let halves = look.showsPixels ? 2 : 1
    let field = PhaseField(settings, axes: axes, columns: plot.inside.width, rows: plot.inside.height * halves)
    let phase = { (column: Int, row: Int) in field.classes[row * field.columns + column] }
    drawPhasePixels(
      in: plot.inside, halves: halves, class: phase, disagrees: { field.disagrees[$1 * field.columns + $0] })
    let edges = drawLines(
      settings.phaseLines(columns: field.columns, rows: plot.inside.height), in: plot, asBoundaries: true
    ).edges
    let classes = (0..<plot.inside.height).flatMap { y in
      (0..<field.columns).map { phase($0, halves * y).rawValue }
    }
    let pins = settings.pinLabels(axes, plot, look.glyphs)
    let names = RegionNames(
      PhaseClass.allCases.map(\.name), classes: classes, edges: edges, in: plot.inside,
      avoiding: settings.crosshairPlaces(axes, plot) + pins.cells, glyphs: look.glyphs)
    frame.put(names, onColorOf: look.depth >= .palette256 ? look.depth : nil)
    note(names)
    note(.contour, in: plot.inside) { x, y in edges[y * field.columns + x] }
    drawCrosshair(settings, axes: axes, plot: plot)
    draw(pins)
    let wrong = Double(field.disagrees.count { $0 }) / Double(max(1, field.disagrees.count))
    drawPhaseReadout(settings, wrong: wrong, in: layout.view)
  }
}

extension Look {
  /// Whether two colours a cell can be told apart well enough to be pixels.
  var showsPixels: Bool { ramp.isColored && glyphs.isUnicode }
}

extension Pen {
  /// Fills a phase diagram: colours, or patterns where there are few, with marks of disagreement.
  mutating func drawPhasePixels(
    in rect: Rect, halves: Int, class: (Int, Int) -> PhaseClass, disagrees: (Int, Int) -> Bool
  ) {
    if halves == 2 {
      frame.drawHalfBlocks(in: rect) { [look] column, row in
        look[`class`(column, row).role].background
      }
    } else {
      for y in 0..<rect.height {
        for x in 0..<rect.width {
          let phase = `class`(x, y)
          frame[rect.x + x, rect.y + y] = Cell(phase.glyph(look.glyphs), look[phase.role])
        }
      }
    }
    for y in 0..<rect.height {
      for x in 0..<rect.width where (x + y) % 2 == 0 && disagrees(x, halves * y) {
        let cell = frame[rect.x + x, rect.y + y]
        frame[rect.x + x, rect.y + y] = Cell(
          look.glyphs.wrong,
          Style(look[.disagreement].foreground, on: cell.style.background, look[.disagreement].attributes))
        // Every third, so that the crosses stay to be seen.
        if x % 6 == 0 && y % 2 == 0 { note(.printed, text: Rect(x: rect.x + x, y: rect.y + y, width: 1, height: 1)) }
      }
    }
  }

  /// What the state is, and what the printed condition says of it and of the whole picture.
  mutating func drawPhaseReadout(_ settings: Settings, wrong: Double, in rect: Rect) {
    let room = rect.width - 4
    func put(_ line: StyledLine) {
      let end = frame.put(line, x: rect.x + 2, y: rect.maxY - 2, limit: room)
      note(.readout, text: Rect(x: rect.x + 2, y: rect.maxY - 2, width: end - rect.x - 2, height: 1))
    }
    let teacher = TeacherLimit(settings.regime)
    if settings.showsPrinted {
      let agrees = Printed.theoremFiveAgrees(settings.regime)
      let share = look.number(wrong * 100, digits: 2, trim: true) + "%"
      let here = agrees.map { $0 ? ("right", Role.gain) : ("wrong", .error) } ?? ("silent", .muted)
      let says = [
        ("printed (5) is wrong on \(share) here; at the state it is ", ""),
        ("printed (5) wrong on \(share), ", " at the state"),
        ("wrong on \(share), here ", ""), ("here ", ""),
      ]
      let lines = says.map { before, after in
        look.line(look.part(("× ", .disagreement), (before, .muted), here, (after, .muted)))
      }
      if let line = look.first(of: lines, fitting: room) { put(line) }
      return
    }
    let students = settings.regime.students
    let floor = students.leastRatio
    put(
      look.line(
        look.part((PhaseReport(teacher: teacher, students: students).phase.rawValue, .value)),
        look.part(("ρ ", .muted), (look.number(teacher.rho), .value), gap: 2, rank: 1),
        look.part(("r_min ", .muted), (look.number(floor, trim: true), .value), gap: 2, rank: 2),
        look.part((settings.filter == .ridge ? "wins iff r(vs) < ρ" : "wins iff r < ρ", .muted), gap: 2, rank: 3)))
  }
}

extension PhaseClass {
  var role: Role {
    switch self {
    case .never, .losing: .never
    case .below: .below
    case .window: .window
    case .always: .always
    }
  }

  /// The pattern where there is little or no colour.
  func glyph(_ glyphs: Glyphs) -> Unicode.Scalar {
    switch self {
    case .never: glyphs.dot
    case .below: glyphs.light
    case .window: glyphs.medium
    case .always: glyphs.dark
    case .losing: glyphs.pick("-", "-")
    }
  }
}
