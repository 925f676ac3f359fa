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
  /// The view it opens, and its axes.
  public let view: ViewKind
  /// Horizontal and vertical axis of maps.
  public let axes: Axes

  init(
    _ name: String, _ caption: String, _ regime: Regime, tie: Double? = nil, view: ViewKind = .map, axes: Axes = Axes()
  ) {
    self.name = name
    self.caption = caption
    self.regime = regime
    self.tie = tie
    self.view = view
    self.axes = axes
  }

  /// d = 500 features against 416 student samples.
  private static let overparameterised = 500.0 / 416

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
      Regime(lambdaT: 0.5, lambdaS: 0.5, gammaT: 0.25, gammaS: overparameterised, sigma: 1, zeta: 0.88)),
  ]
}

/// The two parameters of a map.
public struct Axes: Sendable, Hashable {
  /// Along the horizontal axis.
  public var x: Parameter = .lambdaT
  /// Along the vertical axis.
  public var y: Parameter = .lambdaS
  /// λt across and λs up, as in Figures 1 and 2, unless said otherwise.
  public init(x: Parameter = .lambdaT, y: Parameter = .lambdaS) {
    self.x = x
    self.y = y
  }
}

/// The views, in the order of their number keys.
public enum ViewKind: String, CaseIterable, Sendable {
  /// Heat map of L_s − L_t.
  case map
}
