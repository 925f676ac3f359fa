// A chain of generations as a view: the first is the teacher of the sliders and the second its student, so that the view
// goes on where the others end. Of a chain there is no ζ: none of its rounds learns a direction.

import Canvas
import Export
import Figures
import Preferences
import Theory

/// The error along a chain of fits on fits.
struct GenerationsView: ExplorerView {
  let title = "Generations"
  let shortTitle = "Gen"
  let command = Command.generations
  let panel = SliderPanel.chain

  var hints: [(command: Command, word: String?)] {
    [
      (.edit, nil), (.focus, nil), (.best, nil), (.bestEachRound, nil), (.simulate, nil), (.presets, nil),
      (.theme, nil), (.help, nil), (.quit, nil),
    ]
  }

  func draw(_ model: Model, layout: Layout, with pen: inout Pen) { pen.drawGenerations(model, layout: layout) }

  func drawPanels(_ model: Model, layout: Layout, with pen: inout Pen) {
    pen.drawSliders(model, layout: layout)
    pen.drawVerdict(model, in: layout.verdict)
    pen.drawChainRun(model, in: layout.simulation)
  }

  func plots(_ model: Model, _ layout: Layout) -> [Plot] {
    layout.chainPlot(ChainField(model.settings)).map { [$0] } ?? []
  }

  func perform(_ command: Command, on model: inout Model) -> ([Effect], History.Run?)? {
    switch command {
    case .best:
      model.goToBestRound()
    case .live where !model.isLive:
      model.message = Model.Message(text: "Live draws teacher and student; a chain is simulated when you ask for it")
    case .zoomIn, .zoomOut, .zoomAll, .autoscale:
      model.message = Model.Message(text: "The scale always fits the chain")
    default: return nil
    }
    return ([], nil)
  }

  // Across are the generations; up and down nothing is moved but the teacher's and the student's errors themselves.
  func move(_ model: inout Model, dx: Int, dy: Int, layout: Layout) {
    if dx != 0 { model.settings.chain.mark(model.settings.chain.shown + dx) }
    if dy != 0 { model.message = Model.Message(text: "The crosshair goes from generation to generation") }
  }

  func drag(_ model: inout Model, to event: Mouse, layout: Layout) {
    guard let plot = plots(model, layout).first, !plot.inside.isEmpty else { return }
    let column = min(max(event.x, plot.inside.x), plot.inside.maxX - 1)
    model.settings.chain.mark(Int(clamping: plot.xValue(column: column).rounded()))
  }

  func turnAxis(_ model: inout Model, horizontal: Bool, forward: Bool) {
    model.message = Model.Message(text: "The axis is the generation; the sliders K, p, ν and M say how rounds are made")
  }

  func charts(_ model: Model) -> [Chart]? { [model.settings.chainChart(model.freshChain)] }
  func parameters(_ settings: Settings) -> Record { settings.chainParameters }
}

extension Model {
  /// Follows the chain with the best λ each round, or that with λs.
  mutating func toggleBestEachRound() {
    settings.view = .generations
    settings.chain.isBest.toggle()
  }

  /// Sets λs to the best of the first round, that of the student.
  mutating func goToBestRound() {
    let best = ChainField(settings).best.generations[1].lambda
    if best == .infinity {
      message = Message(text: "The best λs is infinite: a student that predicts 0")
    } else if Parameter.lambdaS.accepts(best) {
      settings.set(.lambdaS, best)
    } else {
      settings.set(.lambdaS, Parameter.lambdaS.nearestAccepted(best))
    }
  }
}
