// The nonlinear setting as a view: with sliders, panels, links and simulations of its own.

import Canvas
import Export
import Figures
import Nonlinear
import Preferences
import Theory

/// Who learns which direction.
struct FeaturesView: ExplorerView {
  let title = "Features"
  let command = Command.features
  let panel = SliderPanel.nonlinear
  let hasCrosshair = false

  var hints: [(command: Command, word: String?)] {
    [
      (.edit, nil), (.simulate, nil), (.xAxis, "easy link"), (.yAxis, "hard link"), (.map, "back to the map"),
      (.theme, nil), (.help, nil), (.quit, nil),
    ]
  }

  func draw(_ model: Model, layout: Layout, with pen: inout Pen) {
    pen.drawFeatures(model, layout: layout)
  }

  func drawPanels(_ model: Model, layout: Layout, with pen: inout Pen) {
    pen.drawFeaturePanels(model, layout: layout)
  }

  func perform(_ command: Command, on model: inout Model) -> ([Effect], History.Run?)? {
    model.performInFeatures(command)
  }

  func turnPicture(_ model: inout Model) {
    model.settings.featurePicture = FeaturePicture.allCases.neighbour(of: model.settings.featurePicture, forward: true)
  }

  // There is no crosshair, and x and y turn the links.
  func plots(_ model: Model, _ layout: Layout) -> [Plot] { [] }
  func move(_ model: inout Model, dx: Int, dy: Int, layout: Layout) {}
  func drag(_ model: inout Model, to event: Mouse, layout: Layout) {}

  func turnAxis(_ model: inout Model, horizontal: Bool, forward: Bool) {
    if horizontal {
      model.settings.features.regime.easy =
        LinkFunction.easy.neighbour(of: model.settings.features.regime.easy, forward: forward)
    } else {
      model.settings.features.regime.hard =
        LinkFunction.hard.neighbour(of: model.settings.features.regime.hard, forward: forward)
    }
  }

  func charts(_ model: Model) -> [Chart]? { model.settings.featureCharts(model.freshFeatures) }
  func parameters(_ settings: Settings) -> Record { settings.featureParameters }
}
