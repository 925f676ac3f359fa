// The other picture of the Spectrum view: what teacher and student keep of each direction of inputs that are not isotropic.
//
//     ┌ Spectrum: what each ridge keeps under power:1.5 ───┐
//     │ GAIN Ls − Lt = −0.21  teacher keeps 485 of 500 …   │
//     │  1┤⠉⠉⠉⠉⠉⠉⠉⠉⠉⠒⠤⣀t     curves over the coordinates, │
//     │   │⠒⠤⠤⠤⣀⡀s     the largest eigenvalues first       │
//     │  0└───────────────── j                             │
//     └────────────────────────────────────────────────────┘

import Canvas
import Export
import Figures
import Preferences
import Theory

/// The deterministic equivalents of a law of eigenvalues.
struct PopulationView: ExplorerView {
  let title = "Spectrum"
  let command = Command.spectrum

  func draw(_ model: Model, layout: Layout, with pen: inout Pen) {
    pen.drawPopulation(model, layout: layout)
  }

  func plots(_ model: Model, _ layout: Layout) -> [Plot] {
    model.populationReport.flatMap { layout.populationPlot($0) }.map { [$0] } ?? []
  }

  func move(_ model: inout Model, dx: Int, dy: Int, layout: Layout) {
    SpectrumView.movePenalty(&model, dx: dx, dy: dy)
  }

  // No place of it is a penalty.
  func drag(_ model: inout Model, to event: Mouse, layout: Layout) {}

  func turnAxis(_ model: inout Model, horizontal: Bool, forward: Bool) {
    model.message = Model.Message(text: "The axis of a law is its coordinates, the largest eigenvalues first")
  }

  func charts(_ model: Model) -> [Chart]? { model.populationReport.map { [$0.chart] } }

  func words(_ model: Model) -> [String] {
    guard let report = model.populationReport else { return [model.unreadPopulation] }
    return [report.headline + "."] + report.sentences
      + ["On isotropic inputs: " + model.settings.verdictInWords + "."]
  }
}

extension Model {
  /// Teacher and student under what is set.
  var populationReport: PopulationReport? { settings.populationReport(population) }

  /// Why there is nothing of a file to be seen.
  var unreadPopulation: String {
    "\((settings.population?.argument ?? "A file").undisturbing) is read as w2s starts: w2s --spectrum FILE"
  }
}

extension Layout {
  /// The plot over the coordinates; nil where there is no room.
  func populationPlot(_ report: PopulationReport) -> Plot? {
    view.isEmpty ? nil : Plot(in: canvas, x: report.coordinates, y: Scale(.linear, from: 0, to: 1.04))
  }
}

extension Pen {
  mutating func drawPopulation(_ model: Model, layout: Layout) {
    let law = (model.settings.population?.argument ?? "").undisturbing
    guard let report = model.populationReport, let plot = layout.populationPlot(report) else {
      drawPane(layout.view, title: "Spectrum", focused: model.focus == .plot)
      frame.putWrapped([look.words(model.unreadPopulation, .muted)], in: layout.view.inset(by: 2, 1))
      return
    }
    drawPane(layout.view, title: "Spectrum: what is kept under \(law)", focused: model.focus == .plot)
    guard plot.inside.width >= 4, plot.inside.height >= 2 else { return }
    plot.drawAxes(
      xName: "j", yName: "", line: look[.border], label: look[.muted], name: look[.title], glyphs: look.glyphs,
      into: &frame)
    let profile = report.profile
    let points = { (points: [ChartPoint]) in points.map { Curve.Point($0.x, $0.y) } }
    frame.drawCurves(
      [
        Curve(points(profile.signal), style: look[.muted], mark: "b"),
        Curve(points(profile.teacher), style: look[.teacher], mark: "t"),
        Curve(points(profile.student), style: look[.student], mark: "s"),
      ], in: plot, glyphs: look.glyphs)
    drawPopulationHeading(report, plot: plot)
    let legend = look.line(
      look.part(("t", .teacher), (" teacher keeps", .muted)),
      look.part(("s", .student), (" student keeps", .muted), gap: 2),
      look.part(("b", .value), (" signal so far", .muted), gap: 2, rank: 1),
      look.part(("; the verdict beside is of isotropic inputs", .muted), gap: 0, rank: 2))
    frame.put(legend, x: layout.view.x + 2, y: layout.view.maxY - 2, limit: layout.view.width - 4)
  }

  private mutating func drawPopulationHeading(_ report: PopulationReport, plot: Plot) {
    let outcome: Role = report.isTie ? .tie : report.gap < 0 ? .gain : .loss
    let word = report.isTie ? "TIE" : report.gap < 0 ? "GAIN" : "NO GAIN"
    var line = look.line(
      look.part((word, outcome)), look.part(("Ls − Lt = ", .muted), (look.number(report.gap), .value), rank: 1))
    for (index, side) in [("teacher", Role.teacher), ("student", .student)].enumerated() {
      let kept = "\(look.number(report.kept(index))) of \(look.number(report.chain.covariance.dimension, trim: true))"
      line.parts.append(look.part((side.0, side.1), (" keeps \(kept)", .muted), gap: 2, rank: 2))
    }
    let x = plot.inside.x - plot.gutter + 1
    frame.put(line, x: x, y: plot.inside.y - 1, limit: plot.inside.maxX - x)
  }
}
