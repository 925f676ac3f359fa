// The curves as a view: its crosshair, its quantities, its exports and what is simulated along them.

import Canvas
import Export
import Figures
import Preferences
import Simulation
import Theory

/// Errors, H₁, or the λs that solve H₁ = c.
struct CurvesView: ExplorerView {
  let title = "Curves"
  let command = Command.curves

  func draw(_ model: Model, layout: Layout, with pen: inout Pen) {
    pen.drawCurves(CurveScene(model, look: pen.look), layout: layout)
  }

  func plots(_ model: Model, _ layout: Layout) -> [Plot] { layout.curvePlot(model.settings).map { [$0] } ?? [] }
  func appear(in settings: inout Settings) { settings.fitCurves() }
  func fitScale(_ settings: inout Settings) { settings.fitCurves() }

  func window(_ settings: Settings) -> Window? { Window(x: settings.curves.x, y: settings.curves.y) }
  func place(_ settings: Settings) -> Curve.Point { settings.curvePlace }

  func show(_ window: Window?, in settings: inout Settings) {
    if let window {
      settings.curves.show(window)
    } else {
      settings.show(settings.curves.whole(in: settings.preset))
    }
  }

  func turnPicture(_ model: inout Model) {
    let curves = model.settings.curves
    model.settings.show(curves.showing(CurveQuantity.allCases.neighbour(of: curves.quantity, forward: true)))
  }

  func move(_ model: inout Model, dx: Int, dy: Int, layout: Layout) {
    guard let plot = layout.curvePlot(model.settings) else { return }
    let curves = model.settings.curves
    if curves.quantity == .solutions {
      if dy != 0 { model.stepOnce(.lambdaS, up: dy > 0) }
      if dx != 0 { model.message = Model.Message(text: "c is the teacher's: λt, γt, σε and ζ move it") }
      return
    }
    if dx != 0, plot.inside.width > 0 {
      let x = curves.axes.x
      model.settings.set(x, plot.x.moved(model.settings.regime[x], cells: plot.inside.width, by: dx))
    }
    if dy != 0 { model.stepOnce(curves.axes.y, up: dy > 0) }
  }

  func drag(_ model: inout Model, to event: Mouse, layout: Layout) {
    guard let plot = layout.curvePlot(model.settings), !plot.inside.isEmpty else { return }
    let (x, y) = plot.values(at: event)
    if model.settings.curves.quantity == .solutions {
      model.settings.set(.lambdaS, y)
    } else {
      model.settings.set(model.settings.curves.axes.x, x)
    }
  }

  func turnAxis(_ model: inout Model, horizontal: Bool, forward: Bool) {
    if let turned = model.settings.curves.turning(horizontal: horizontal, forward: forward) {
      model.settings.show(turned)
    } else {
      model.message = Model.Message(text: "The axes here are c and λs; press the view's key again for other curves")
    }
  }

  func charts(_ model: Model) -> [Chart]? {
    [model.settings.curveChart(simulated: model.simulatedCurve, state: model.freshState, points: model.points)]
  }

  func surroundings(_ settings: Settings) throws(SimulationError) -> SurroundingPoints {
    var besides = SurroundingPoints()
    guard settings.curves.quantity.isOverParameters else { return besides }
    // Few enough that the curves stay to be seen.
    for (index, point) in settings.curvePoints().enumerated() where index % FigureEstimates.drawnEvery == 0 {
      guard let simulated = try point.simulationPoint(dimension: settings.run.dimension) else { continue }
      besides.points.append(simulated)
      besides.curve.append(index)
      besides.quantities.append(point.quantity)
    }
    return besides
  }

  func drawsSame(_ one: Settings, _ other: Settings) -> Bool { one.curveKey == other.curveKey }

  func shows(_ preset: Preset, _ settings: Settings) -> Bool {
    var drawn = settings.curves
    drawn.y = preset.curves.y  // fitted to what is shown
    return preset.curves == drawn
  }
}
