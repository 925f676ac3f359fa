// The spectra as a view: a plot for each fit, its penalty under the crosshair.

import Canvas
import Export
import Figures
import Preferences
import Theory

/// The spectra of teacher and student and what their penalties keep of them.
struct SpectrumView: ExplorerView {
  let title = "Spectrum"
  let command = Command.spectrum

  func draw(_ model: Model, layout: Layout, with pen: inout Pen) {
    pen.drawSpectrum(model, layout: layout)
  }

  func plots(_ model: Model, _ layout: Layout) -> [Plot] {
    layout.spectrumPlots(model.settings, selected: model.selected).map(\.plot)
  }

  // The heights follow the eigenvalues shown.
  func window(_ settings: Settings) -> Window? {
    let laws = FitSide.allCases.map { MarchenkoPastur(gamma: settings.regime[$0.ratio]) }
    let widest = laws.max { $0.upper < $1.upper }
    guard let shown = settings.spectrumScale ?? widest.map(SpectrumField.scale) else { return nil }
    return Window(x: shown, y: Scale(.linear, from: 0, to: 1))
  }

  func limits(_ settings: Settings) -> Window? {
    Window(x: SpectrumField.whole, y: Scale(.linear, from: 0, to: 1))
  }

  func show(_ window: Window?, in settings: inout Settings) { settings.spectrumScale = window?.x }
  func place(_ settings: Settings) -> Curve.Point { Curve.Point(0, 0) }

  func move(_ model: inout Model, dx: Int, dy: Int, layout: Layout) {
    if dy != 0 { model.selected = dy > 0 ? .lambdaT : .lambdaS }
    if dx != 0 { model.stepOnce(FitSide(of: model.selected).penalty, up: dx > 0) }
  }

  func drag(_ model: inout Model, to event: Mouse, layout: Layout) {
    let plots = layout.spectrumPlots(model.settings, selected: model.selected)
    guard let (side, plot) = plots.first(where: { $0.plot.inside.contains(x: event.x, y: event.y) }) ?? plots.first
    else { return }
    model.selected = side.penalty
    model.settings.set(side.penalty, plot.values(at: event).x)
  }

  func turnAxis(_ model: inout Model, horizontal: Bool, forward: Bool) {
    model.message = Model.Message(text: "The axis of a spectrum is its eigenvalues")
  }

  func charts(_ model: Model) -> [Chart]? { model.settings.spectrumCharts }
}
