// The settings of the paper's figures, each a regime to start from and what to look for.

import Theory

/// A named starting point.
public struct Preset: Sendable, Hashable {
  /// The name by which it is chosen.
  public let name: String
  /// What it shows and what to look for, in a sentence.
  public let caption: String
  /// The regime.
  public let regime: Regime
  /// The multiple of λ⋆t that λt is tied to, if it is.
  public let tie: Double?
  /// The view it opens.
  public let view: ViewKind
  /// Horizontal and vertical axis of the map.
  public let axes: Axes

  init(
    _ name: String, _ caption: String, _ regime: Regime, tie: Double? = nil, view: ViewKind = .map,
    axes: Axes = Axes()
  ) {
    self.name = name
    self.caption = caption
    self.regime = regime
    self.tie = tie
    self.view = view
    self.axes = axes
  }

  /// γs of 500 features against 416 student samples.
  private static let overparameterised = 500.0 / 416

  private static func doubleDescent(lambdaT: Double = 0, sigma: Double) -> Regime {
    Regime(lambdaT: lambdaT, lambdaS: 0.2, gammaT: 0.8, gammaS: 0.1, sigma: sigma)
  }

  /// The presets, the one the explorer opens with first.
  public static let all: [Preset] = [
    Preset(
      "Figure 1 left", "An under-regularised teacher (λt < λ⋆t) is beaten by every λs below the zero contour.",
      Regime(lambdaT: 0.05, lambdaS: 0.1, gammaT: 0.25, gammaS: 0.25, sigma: 1)),
    Preset(
      "Figure 1 right", "An over-parameterised student wins only inside a window of λs.",
      Regime(lambdaT: 0.2, lambdaS: 1, gammaT: 0.25, gammaS: overparameterised, sigma: 2)),
    Preset(
      "Figure 2 left", "With a learned direction, ζ = 0.8, the student beats even an over-regularised teacher.",
      Regime(lambdaT: 0.5, lambdaS: 0.2, gammaT: 0.25, gammaS: 0.25, sigma: 1, zeta: 0.8)),
    Preset(
      "Figure 2 right", "The same with ζ = 0.88 and an over-parameterised student: a window again.",
      Regime(lambdaT: 0.3, lambdaS: 0.3, gammaT: 0.25, gammaS: overparameterised, sigma: 1, zeta: 0.88)),
    Preset(
      "Figure 3", "At an optimal teacher (λt = λ⋆t) any ζ > 0 wins for small enough λs; a larger ζ wins by more.",
      Regime(lambdaT: 0.25, lambdaS: 0.1, gammaT: 0.25, gammaS: 0.25, sigma: 1, zeta: 0.68), tie: 1,
      axes: Axes(x: .lambdaS, y: .zeta)),
    Preset(
      "Figure 4", "Student side of the condition: for γs > 1 the shrinkage ratio has a floor, r_min(γs).",
      Regime(lambdaT: 0.2, lambdaS: 0.5, gammaT: 0.25, gammaS: 2, sigma: 2), view: .phases),
    Preset(
      "Figure 5", "The winning λs: one edge for γs < 1, two for γs > 1 until the window closes.",
      Regime(lambdaT: 0.2, lambdaS: 0.5, gammaT: 0.25, gammaS: 1.05, sigma: 2), axes: Axes(x: .gammaS, y: .lambdaS)),
    Preset(
      "Figure 6", "A ridgeless teacher with little noise: the student cures the peak at γt = 1.",
      doubleDescent(sigma: 0.2), axes: Axes(x: .gammaT, y: .lambdaS)),
    Preset(
      "Figure 7", "The same with σε = 1: double descent, and a gain around γt = 1 for every λs.",
      doubleDescent(sigma: 1), axes: Axes(x: .gammaT, y: .lambdaS)),
    Preset(
      "Figure 8", "A teacher at λ⋆t has no double descent, and no student beats it.",
      doubleDescent(sigma: 1), tie: 1, axes: Axes(x: .gammaT, y: .lambdaS)),
    Preset(
      "Figure 9", "At 0.15 λ⋆t the teacher is still under-regularised: a student gains again.",
      doubleDescent(sigma: 1), tie: 0.15, axes: Axes(x: .gammaT, y: .lambdaS)),
  ]
}
