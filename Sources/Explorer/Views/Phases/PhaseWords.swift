// The phases in words: which phase, where its edges are, and where in the universal plane the state is.

import Figures
import Theory

extension PhasesView {
  func words(_ model: Model) -> [String] {
    let settings = model.settings
    let report = PhaseReport(settings.regime)
    let point = UniversalPlane.Point(settings.regime)
    var words = [
      "Phase \(report.phase.rawValue). " + Verdict(settings.regime).winningPenalties { spoken($0) },
      settings.verdictInWords + ".",
      "In the universal plane the state is at γs \(spoken(point.gammaS)) and ρ \(spoken(point.rho)); "
        + "some λs wins above ρ \(spoken(point.leastRatio)), every one from ρ 1 on.",
    ]
    let axes = settings.phaseAxes
    if settings.showsPlane {
      words.append("Shown is that plane, γs across and ρ up.")
      words.append(settings.phaseEdgesInWords(along: .gammaS) + ".")
    } else {
      words.append(
        "Shown are \(axes.x.symbol) across \(axes.window.x.inWords), and \(axes.y.symbol) up \(axes.window.y.inWords).")
      words += [axes.x, axes.y].map { settings.phaseEdgesInWords(along: $0) + "." }
    }
    if settings.showsPrinted {
      switch Printed.theoremFiveAgrees(settings.regime) {
      case true?: words.append("Here the paper's condition (5) as printed decides rightly.")
      case false?: words.append("Here the paper's condition (5) as printed decides wrongly.")
      case nil: words.append("Here the paper's condition (5) as printed is silent.")
      }
    }
    return words
  }
}
