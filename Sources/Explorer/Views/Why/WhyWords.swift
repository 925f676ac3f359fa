// Why, in words: what is drawn as bars as numbers, and the sentences as they are.

import Figures
import Theory

extension WhyView {
  func words(_ model: Model) -> [String] {
    let settings = model.settings
    guard settings.isLinear else { return settings.knowledgeInWords }
    let report = VerdictReport(settings, digits: 3, dimension: settings.run.dimension)
    let errors = Decomposition(settings.regime)
    let parts = [("Lt", errors.teacher), ("Ls", errors.student)].map { name, side in
      "\(name) \(spoken(side.error)) is noise \(spoken(side.noise)), bias \(spoken(side.bias)) and variance "
        + "\(spoken(side.variance))."
    }
    let drawn = model.distributions.filter { !$0.trials.isEmpty }.compactMap { distribution in
      distribution.middle.map {
        "Over \(distribution.trials.count) trials \(distribution.symbol) has a twentieth below \(spoken($0.low)), half "
          + "below \(spoken($0.half)) and a twentieth above \(spoken($0.high))."
      }
    }
    return [report.headline + ".", "T" + report.errors.dropFirst()] + parts + report.sentences + drawn
  }
}
