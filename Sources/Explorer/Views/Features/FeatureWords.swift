// The nonlinear setting in words: who knows which direction, the norms, and what was simulated.

import Canvas
import Figures
import Nonlinear
import Preferences
import Sampling
import Theory

extension FeaturesView {
  func words(_ model: Model) -> [String] {
    let settings = model.settings
    var words = ["\(settings.featurePicture.title)."] + settings.knowledgeInWords
    let sliders = Slider.nonlinear.map { "\($0.symbol) \($0.text(settings))" }
    let (easy, hard) = (settings.features.regime.easy.name, settings.features.regime.hard.name)
    words.append("The setting: \(listed(sliders)); the links are \(easy) and \(hard).")
    guard let look = model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)) else { return words }
    if let result = model.freshFeatures {
      switch settings.featurePicture {
      case .alignment:
        if let rung = result.rungs.last {
          let norms = FeatureNorm.all.map { "\($0.symbol) \(spoken(rung[$0].mean))" }
          words.append("Simulated at d \(rung.setting.sizes.dimension): \(listed(norms)).")
        }
      case .probes: words += probeLines(result, width: 120, look: look).map(\.text).filter { !$0.isEmpty }
      case .forgetting: words += forgettingLines(result, width: 120, look: look).map(\.text).filter { !$0.isEmpty }
      }
    }
    if let line = model.featureRunLine(look) { words.append("Simulation: \(line.text).") }
    return words
  }
}

extension Settings {
  /// Who knows which direction, and the norms after the step.
  var knowledgeInWords: [String] {
    var words = features.knowledge { spoken($0) }.map { $0.text.hasSuffix(".") ? $0.text : $0.text + "." }
    if let limit = try? FeatureLimit(features.regime) {
      let norms = FeatureNorm.all.filter { $0.stage != .update }.map { norm in
        "\(norm.network.rawValue) \(norm.direction.symbol) \(norm.stage.rawValue) \(spoken(limit[norm]))"
      }
      words.append("How far the weights point along each direction: \(listed(norms)).")
    }
    return words
  }
}
