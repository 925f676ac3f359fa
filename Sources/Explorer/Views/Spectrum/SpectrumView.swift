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
