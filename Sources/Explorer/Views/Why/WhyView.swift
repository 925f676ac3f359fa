// Why the student wins or loses, as a view: the state in sentences and its errors in parts. From the nonlinear setting it
// explains that one, with its sliders and panels.

import Canvas
import Export
import Figures
import Preferences
import Theory

/// The state in plain words.
struct WhyView: ExplorerView {
  let title = "Why"
  let command = Command.why
  let panel = SliderPanel.linear
  let hasCrosshair = false

  var hints: [(command: Command, word: String?)] {
    [(.edit, nil), (.why, "back"), (.simulate, nil), (.presets, nil), (.theme, nil), (.help, nil), (.quit, nil)]
  }

  // Of a chain it explains teacher and student, with the linear settings' own panels.
  func panel(_ settings: Settings) -> SliderPanel { beside(settings).panel(settings) }

  private func beside(_ settings: Settings) -> any ExplorerView {
    let view = settings.explained.view
    return view.panel(settings) == .chain ? MapView() : view
  }

  func draw(_ model: Model, layout: Layout, with pen: inout Pen) { pen.drawWhy(model, layout: layout) }

  func drawPanels(_ model: Model, layout: Layout, with pen: inout Pen) {
    beside(model.settings).drawPanels(model, layout: layout, with: &pen)
  }

  func perform(_ command: Command, on model: inout Model) -> ([Effect], History.Run?)? {
    model.settings.explained == .features ? model.performInFeatures(command) : nil
  }

  func turnPicture(_ model: inout Model) { model.settings.view = model.settings.explained }

  // There is no crosshair, and there are no axes; those of the nonlinear setting's links apart.
  func plots(_ model: Model, _ layout: Layout) -> [Plot] { [] }
  func move(_ model: inout Model, dx: Int, dy: Int, layout: Layout) {}
  func drag(_ model: inout Model, to event: Mouse, layout: Layout) {}

  func turnAxis(_ model: inout Model, horizontal: Bool, forward: Bool) {
    if model.settings.explained == .features {
      ViewKind.features.view.turnAxis(&model, horizontal: horizontal, forward: forward)
    } else {
      model.message = Model.Message(text: "There are no axes here")
    }
  }

  func charts(_ model: Model) -> [Chart]? {
    let drawn = model.settings.isLinear ? model.distributions.filter { !$0.trials.isEmpty } : []
    let charts = drawn.map { $0.chart(dimension: model.settings.run.dimension) }
    return model.settings.whyCharts.map { charts.isEmpty ? $0 : ($0 + charts).aligned }
  }
  func parameters(_ settings: Settings) -> Record { settings.explained.view.parameters(settings) }
}
