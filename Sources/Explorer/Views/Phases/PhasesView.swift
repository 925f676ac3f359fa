// The phases as a view of two pictures: the universal plane, and any two parameters.

import Canvas
import Export
import Figures
import Preferences
import Theory

/// Which λs win.
struct PhasesView: ExplorerView {
  let title = "Phases"
  let command = Command.phases

  private func picture(_ settings: Settings) -> any ExplorerView {
    settings.showsPlane ? PlaneView() : PhaseAxesView()
  }

  func draw(_ model: Model, layout: Layout, with pen: inout Pen) {
    picture(model.settings).draw(model, layout: layout, with: &pen)
  }

  func axes(_ settings: Settings) -> Axes? {
    picture(settings).axes(settings)
  }
  func window(_ settings: Settings) -> Window? { picture(settings).window(settings) }
  func limits(_ settings: Settings) -> Window? { picture(settings).limits(settings) }
  func show(_ window: Window?, in settings: inout Settings) { picture(settings).show(window, in: &settings) }
  func place(_ settings: Settings) -> Curve.Point { picture(settings).place(settings) }
  func plots(_ model: Model, _ layout: Layout) -> [Plot] { picture(model.settings).plots(model, layout) }
  func turnPicture(_ model: inout Model) { model.settings.showsPlane.toggle() }

  func move(_ model: inout Model, dx: Int, dy: Int, layout: Layout) {
    picture(model.settings).move(&model, dx: dx, dy: dy, layout: layout)
  }

  func drag(_ model: inout Model, to event: Mouse, layout: Layout) {
    picture(model.settings).drag(&model, to: event, layout: layout)
  }

  func turnAxis(_ model: inout Model, horizontal: Bool, forward: Bool) {
    picture(model.settings).turnAxis(&model, horizontal: horizontal, forward: forward)
  }

  func charts(_ model: Model) -> [Chart]? { picture(model.settings).charts(model) }
}

/// The phases over two parameters.
private struct PhaseAxesView: TwoParameterView {
  let title = "Phases"
  let command = Command.phases
  let path: any WritableKeyPath<Settings, Axes> & Sendable = \.phaseAxes

  func draw(_ model: Model, layout: Layout, with pen: inout Pen) {
    pen.drawPhases(model, layout: layout)
  }

  func words(_ model: Model) -> [String] { PhasesView().words(model) }
  func charts(_ model: Model) -> [Chart]? { [model.settings.phaseChart] }
}

/// The universal plane.
private struct PlaneView: ExplorerView {
  let title = "Phases"
  let command = Command.phases

  func draw(_ model: Model, layout: Layout, with pen: inout Pen) {
    pen.drawPlane(model, layout: layout)
  }

  func window(_ settings: Settings) -> Window? { settings.planeWindow }
  func limits(_ settings: Settings) -> Window? { PlaneScales.whole }
  func show(_ window: Window?, in settings: inout Settings) { settings.planeWindow = window ?? PlaneScales.window }

  func place(_ settings: Settings) -> Curve.Point {
    let point = UniversalPlane.Point(settings.regime)
    return Curve.Point(point.gammaS, point.rho)
  }

  func plots(_ model: Model, _ layout: Layout) -> [Plot] { layout.planePlot(model.settings).map { [$0] } ?? [] }

  func move(_ model: inout Model, dx: Int, dy: Int, layout: Layout) {
    // The teacher's penalty is what moves ρ; more of it lowers ρ.
    if dx != 0 { model.stepOnce(.gammaS, up: dx > 0) }
    if dy != 0 { model.stepOnce(.lambdaT, up: dy < 0) }
  }

  func drag(_ model: inout Model, to event: Mouse, layout: Layout) {
    guard let plot = layout.planePlot(model.settings), !plot.inside.isEmpty else { return }
    let row = min(max(event.y, plot.inside.y), plot.inside.maxY - 1)
    model.settings.set(.gammaS, plot.values(at: event).x)
    model.settings.set(.lambdaT, model.settings.penaltyGiving(rho: plot.yValue(row: row)))
  }

  func turnAxis(_ model: inout Model, horizontal: Bool, forward: Bool) {
    let key = model.keys.keys(for: .plane).first?.name ?? "v"
    model.message = Model.Message(text: "The plane's axes are γs and ρ; \(key) shows two parameters")
  }

  func words(_ model: Model) -> [String] { PhasesView().words(model) }
  func charts(_ model: Model) -> [Chart]? { [model.settings.planeChart] }
}

extension Layout {
  /// The plot of the universal plane.
  func planePlot(_ settings: Settings) -> Plot? {
    view.isEmpty ? nil : Plot(in: canvas, x: settings.planeWindow.x, y: settings.planeWindow.y)
  }
}

extension Settings {
  /// The λt at which ρ is nearest to a value, by bisection along the slider: ρ falls with it where it matters.
  func penaltyGiving(rho: Double) -> Double {
    let track = Parameter.lambdaT.track
    let rhoAt = { (lambda: Double) in TeacherLimit(regime.with(.lambdaT, lambda)).rho }
    if rho >= rhoAt(0) { return 0 }
    if rho <= rhoAt(track.scale.upper) { return track.scale.upper }
    if rho >= rhoAt(track.scale.lower) { return track.scale.lower }
    var (low, high) = (track.scale.lower, track.scale.upper)
    for _ in 0..<60 {
      let middle = (low * high).squareRoot()
      if rhoAt(middle) > rho { low = middle } else { high = middle }
    }
    return high
  }
}
