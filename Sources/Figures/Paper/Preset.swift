// The settings of the paper's figures, each a regime to start from and what to look for.

import Canvas
import Theory

/// A named starting point.
public struct Preset: Sendable, Hashable {
  /// The number of the figure.
  public let figure: Int
  /// Which panel of the figure; empty where it has but one.
  public let panel: String
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
  /// What its curves are.
  public let curves: CurveSettings

  /// The name by which it is chosen.
  public var name: String { "Figure \(figure)" + (panel.isEmpty ? "" : " " + panel) }

  package init(
    _ figure: Int, panel: String = "", _ caption: String, _ regime: Regime, tie: Double? = nil,
    view: ViewKind = .curves, axes: Axes = Axes(), curves: CurveSettings = CurveSettings()
  ) {
    self.figure = figure
    self.panel = panel
    self.caption = caption
    self.regime = regime
    self.tie = tie
    self.view = view
    self.axes = axes
    self.curves = curves
  }

  /// γs of 500 features against 416 student samples.
  private static let overparameterised = 500.0 / 416

  private static func doubleDescent(lambdaT: Double = 0, sigma: Double) -> Regime {
    Regime(lambdaT: lambdaT, lambdaS: 0.2, gammaT: 0.8, gammaS: 0.1, sigma: sigma)
  }

  /// L_s against γt around the interpolation peak, for several λs.
  private static let acrossThePeak = CurveSettings(
    axes: Axes(x: .gammaT, y: .lambdaS), values: [0.05, 0.5, 2, 10], x: Scale(.linear, from: 0.05, to: 4.05))

  private static let againstTeachers = CurveSettings(
    axes: Axes(x: .lambdaS, y: .lambdaT), values: [0.01, 0.05, 0.25, 1])

  private static func condition(_ quantity: CurveQuantity, _ values: [Double]) -> CurveSettings {
    CurveSettings(quantity, axes: Axes(x: .lambdaS, y: .gammaS), values: values)
  }

  /// The presets, the one the explorer opens with first.
  public static let all: [Preset] = [
    Preset(
      1, panel: "left", "An under-regularised teacher (λt < λ⋆t) is beaten by every λs below the zero contour.",
      Regime(lambdaT: 0.05, lambdaS: 0.1, gammaT: 0.25, gammaS: 0.25, sigma: 1), view: .map, curves: againstTeachers),
    Preset(
      1, panel: "right", "An over-parameterised student wins only inside a window of λs.",
      Regime(lambdaT: 0.2, lambdaS: 1, gammaT: 0.25, gammaS: overparameterised, sigma: 2), view: .map,
      curves: againstTeachers),
    Preset(
      2, panel: "left", "With a learned direction, ζ = 0.8, the student beats even an over-regularised teacher.",
      Regime(lambdaT: 0.5, lambdaS: 0.2, gammaT: 0.25, gammaS: 0.25, sigma: 1, zeta: 0.8), view: .map),
    Preset(
      2, panel: "right", "The same with ζ = 0.88 and an over-parameterised student: a window again.",
      Regime(lambdaT: 0.3, lambdaS: 0.3, gammaT: 0.25, gammaS: overparameterised, sigma: 1, zeta: 0.88), view: .map),
    Preset(
      3,
      "Ls against λs. At an optimal teacher any ζ > 0 wins for small enough λs: see each curve dip under the dashes.",
      Regime(lambdaT: 0.25, lambdaS: 0.1, gammaT: 0.25, gammaS: 0.25, sigma: 1, zeta: 0.68), tie: 1,
      axes: Axes(x: .lambdaS, y: .zeta),
      curves: CurveSettings(axes: Axes(x: .lambdaS, y: .zeta), values: [0, 0.68, 0.89, 0.98])),
    Preset(
      4, "H₁ falls with λs for γs < 1 (one λs solves H₁ = c) and has a maximum for γs > 1 (none, one or two do).",
      Regime(lambdaT: 0.2, lambdaS: 0.5, gammaT: 0.25, gammaS: 2, sigma: 2),
      curves: condition(.condition, [0.25, 0.5, 1, 1.2, 2])),
    Preset(
      5, "The λs that solve H₁ = c: one for γs < 1; for γs > 1 two, until they meet and vanish as c rises.",
      Regime(lambdaT: 0.2, lambdaS: 0.5, gammaT: 0.25, gammaS: 1.05, sigma: 2), axes: Axes(x: .gammaS, y: .lambdaS),
      curves: condition(.solutions, [0.25, 0.5, 1, 1.05, 1.2])),
    Preset(
      6,
      "A ridgeless teacher, little noise: every Ls peaks at γt = 1. A larger λs narrows the peak, and costs elsewhere.",
      doubleDescent(sigma: 0.2), axes: Axes(x: .gammaT, y: .lambdaS), curves: acrossThePeak),
    Preset(
      7, "The same with σε = 1: double descent in teacher and student, and a gain around γt = 1 for every λs.",
      doubleDescent(sigma: 1), axes: Axes(x: .gammaT, y: .lambdaS), curves: acrossThePeak),
    Preset(
      8, "A teacher at λ⋆t has no double descent: every curve is monotone, and none dips under the dashes.",
      doubleDescent(sigma: 1), tie: 1, axes: Axes(x: .gammaT, y: .lambdaS), curves: acrossThePeak),
    Preset(
      9, "At 0.15 λ⋆t the teacher is still under-regularised: the hump is back, and with it a gain.",
      doubleDescent(sigma: 1), tie: 0.15, axes: Axes(x: .gammaT, y: .lambdaS), curves: acrossThePeak),
  ]
}
