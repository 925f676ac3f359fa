// The spectra as a view: a plot for each fit, its penalty under the crosshair.

import Canvas
import Export
import Figures
import Preferences
import Theory

/// What teacher and student keep: of the spectra of isotropic samples, or under the law that is set.
struct SpectrumView: ExplorerView {
  let title = "Spectrum"
  let command = Command.spectrum

  private func picture(_ settings: Settings) -> any ExplorerView {
    settings.population == nil ? SampleView() : PopulationView()
  }

  func draw(_ model: Model, layout: Layout, with pen: inout Pen) {
    picture(model.settings).draw(model, layout: layout, with: &pen)
  }

  func words(_ model: Model) -> [String] { picture(model.settings).words(model) }
  func plots(_ model: Model, _ layout: Layout) -> [Plot] { picture(model.settings).plots(model, layout) }
  func window(_ settings: Settings) -> Window? { picture(settings).window(settings) }
  func limits(_ settings: Settings) -> Window? { picture(settings).limits(settings) }
  func show(_ window: Window?, in settings: inout Settings) { picture(settings).show(window, in: &settings) }
  func place(_ settings: Settings) -> Curve.Point { picture(settings).place(settings) }

  func turnPicture(_ model: inout Model) {
    let pictures: [SpectrumSpec?] =
      [nil, .law(exponent: 1.5, signal: 0)] + (model.population.map { [.file($0.path)] } ?? [])
    let shown = pictures.firstIndex(of: model.settings.population) ?? pictures.count - 1
    model.settings.population = pictures[(shown + 1) % pictures.count]
  }

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

  /// Takes the arrows to the fit above or below, and to another penalty of it.
  static func movePenalty(_ model: inout Model, dx: Int, dy: Int) {
    if dy != 0 { model.selected = dy > 0 ? .lambdaT : .lambdaS }
    if dx != 0 { model.stepOnce(FitSide(of: model.selected).penalty, up: dx > 0) }
  }
}

/// The spectra of samples of teacher's and student's inputs, and what their penalties keep of them.
struct SampleView: ExplorerView {
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
    SpectrumView.movePenalty(&model, dx: dx, dy: dy)
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
