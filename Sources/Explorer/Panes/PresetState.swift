// Whether the settings are still those of the figure they began as: what was said of it may hold no longer.

import Canvas
import Figures
import Theory

extension Settings {
  /// What these settings are called, the longest first: the figure, and whether they have left it.
  var titles: [String] {
    if panel == .nonlinear { return ["Section 3: features", "Section 3"] }
    if presetName.isEmpty { return ["your own regime", "your own"] }
    let names = [presetName, presetName.replacing("Figure", with: "Fig.")]
    return isAtPreset ? names : names.map { $0 + ", changed" } + ["changed"]
  }

  /// What to look for in the figure; nil where the settings or the picture are no longer those it speaks of.
  var caption: String? {
    guard let preset, isAtPreset, preset.view == view, view.view.shows(preset, self) else { return nil }
    return preset.caption
  }
}
