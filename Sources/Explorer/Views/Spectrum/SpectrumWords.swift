// The spectra in words: what each ridge keeps, where the eigenvalues lie, and which directions are never seen.

import Figures
import Simulation
import Theory

extension SampleView {
  func words(_ model: Model) -> [String] {
    FitSide.allCases.map { side in
      let field = SpectrumField(side, model.settings.regime)
      let unseen =
        field.law.atom > 0 ? "; \(spoken(100 * field.law.atom))% of the directions are at 0, never seen" : ""
      let half =
        field.lambda > 0
        ? "it keeps half of a direction with eigenvalue \(spoken(field.lambda, digits: 6))"
        : "without a penalty it keeps all of every direction seen"
      return "The \(side.rawValue) with \(side.penalty.symbol) \(spoken(field.lambda, digits: 6)) and "
        + "\(side.ratio.symbol) \(spoken(field.law.gamma, digits: 6)) keeps v \(spoken(field.retained)), in a sample "
        + "\(spoken(field.retainedOfSample)); \(half); the eigenvalues lie from "
        + "\(spoken(field.law.lower)) to \(spoken(field.law.upper))\(unseen)."
    } + [model.settings.verdictInWords + "."]
  }
}
