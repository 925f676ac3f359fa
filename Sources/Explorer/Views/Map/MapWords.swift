// The map in words: its axes, where the crosshair is, and where along its row and column gain turns into loss.

import Figures
import Theory

extension MapView {
  func words(_ model: Model) -> [String] {
    let (settings, axes) = (model.settings, model.settings.axes)
    let here = [axes.x, axes.y].map { "\($0.symbol) \(spoken(settings.regime[$0], digits: 6))" }
    var words = [
      "Map of Ls − Lt: \(axes.x.symbol) across \(axes.window.x.inWords); \(axes.y.symbol) up \(axes.window.y.inWords).",
      "The crosshair is at \(listed(here)). \(settings.verdictInWords).",
      settings.gainInWords(along: axes.x) + ".", settings.gainInWords(along: axes.y) + ".",
    ]
    if axes.x == .lambdaT || axes.y == .lambdaT {
      words.append("The teacher's optimum is λt \(spoken(settings.regime.optimalLambdaT)).")
    }
    if let map = model.simulatedMap {
      let shown = model.shownPicture == .theory ? "is at hand" : "is shown: \(model.shownPicture.title)"
      let size = "\(map.columns) by \(map.rows) cells"
      words.append(
        model.sweep.map { "The sweep of \($0.sweep.path), \(size) here, \(shown)." }
          ?? "A simulated map of \(size) \(shown).")
    }
    if let sweep = model.sweep, let mismatch = sweep.mismatch {
      words.append("The sweep of \(sweep.sweep.path) has no map here: \(mismatch.reason).")
    }
    return words
  }
}
