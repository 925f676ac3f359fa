// What a person sets.

import Canvas
import Theory

/// What a person sets and may want back: undone, bookmarked and pinned as a whole.
public struct Settings: Sendable, Hashable {
  /// The point explored.
  public private(set) var state: State
  /// The view shown.
  public var view: ViewKind {
    didSet { if view != .why { explained = view } }
  }
  /// The view last shown but for Why, which explains the setting it is of and goes back to it.
  public private(set) var explained: ViewKind
  /// The axes of the map.
  public var axes: Axes
  /// The axes of the phases over two parameters.
  public var phaseAxes = Axes(x: .gammaS, y: .lambdaT)
  /// Whether the phases are shown in the universal plane rather than over two parameters.
  public var showsPlane = true
  /// The stretch of the universal plane shown.
  public var planeWindow = PlaneScales.window
  /// The eigenvalues of the spectra shown; nil for all of each.
  public var spectrumScale: Scale?
  /// The law of eigenvalues whose equivalents the Spectrum view draws; nil for the spectra of isotropic samples.
  public var population: SpectrumSpec?
  /// Whether the printed condition is laid over the phases.
  public var showsPrinted = false
  /// The value of the gap at full colour; it stays until asked to change.
  public var colorLimit: Double
  /// How the colours of the map grow with the gap. A gain is often a tenth of what other penalties lose, and both are to
  /// be read: of the paper's figures the logarithm shows most of them in four tints or more of either sign.
  public var colorForm = DivergingScale.Form.log
  /// What the Curves view shows.
  public var curves: CurveSettings
  /// What is set of the nonlinear setting.
  public var features = FeatureSettings()
  /// What the nonlinear view shows.
  public var featurePicture = FeaturePicture.alignment
  /// What is set of a chain of generations.
  public var chain = ChainSettings()
  /// How simulations are run.
  public var run = RunSettings()
  /// The picture the map shows once its points have been simulated.
  public var picture = MapPicture.theory
  /// The states pinned to compare with.
  public var pins = Pins()
  /// The preset these settings began as; empty where they began as none.
  public package(set) var presetName: String

  /// The regime explored.
  public var regime: Regime { state.regime }
  /// The multiple of λ⋆t that λt follows; nil where λt is free.
  public var tie: Double? { state.tie }
  /// How the student is regularised.
  public var filter: SpectralFilter {
    get { regime.filter }
    set { move(to: regime.with(newValue), tie: tie) }
  }

  /// The settings of a preset, the colour scale fitted to its map.
  public init(_ preset: Preset) {
    state = preset.state
    view = preset.view
    explained = preset.view
    axes = preset.axes
    presetName = preset.name
    curves = preset.curves
    colorLimit = 1
    colorLimit = fittingColorLimit
    fitCurves()
  }

  /// The settings of a preset, with what a preset says nothing of kept: how simulations are run, the nonlinear
  /// setting, the chain of generations, and what is pinned.
  package func at(_ preset: Preset) -> Settings {
    var settings = preset.settings
    (settings.run, settings.features, settings.featurePicture, settings.pins) = (run, features, featurePicture, pins)
    settings.chain = chain
    return settings
  }

  /// The preset these settings began as.
  public var preset: Preset? { Preset.all.first { $0.name == presetName } }

  /// Whether the state is still that of the preset.
  public var isAtPreset: Bool { preset.map { $0.state == state } ?? false }

  /// Has Why, where it is shown, explain the setting of another view.
  package mutating func explain(_ kind: ViewKind) {
    if view == .why, kind != .why { explained = kind }
  }

  /// Moves to another state.
  package mutating func move(to regime: Regime, tie: Double?) { state = State(regime: regime, tie: tie).following() }

  /// Moves to the state pinned.
  package mutating func move(to pin: Pins.Pin) { state = pin.state }

  /// The parameters in which a state pinned is other than the state.
  package func differences(of pin: Pins.Pin) -> [Parameter] {
    Parameter.allCases.filter { pin.regime[$0] != regime[$0] }
  }

  /// The same at the state pinned.
  package func at(_ pin: Pins.Pin) -> Settings {
    var settings = self
    settings.move(to: pin)
    return settings
  }

  /// Sets a parameter. A tied λt follows σε and γt; set itself, it stays tied, at the multiple that gives the value.
  public mutating func set(_ parameter: Parameter, _ value: Double) { state.set(parameter, value) }

  /// The value of a parameter; setting it is ``set(_:_:)``.
  package subscript(parameter: Parameter) -> Double {
    get { regime[parameter] }
    set { set(parameter, newValue) }
  }

  /// Ties λt to the multiple of λ⋆t that it is, or lets it go.
  /// - Returns: whether λ⋆t was above 0, as a tie needs.
  public mutating func toggleTie() -> Bool {
    guard tie == nil else {
      state = State(regime: regime, tie: nil)
      return true
    }
    guard let multiple = regime.multipleOfOptimum else { return false }
    move(to: regime, tie: multiple)
    return true
  }

  /// The regime with one slider moved, a tied λt following.
  package func moved(_ parameter: Parameter, to value: Double) -> Regime {
    var moved = state
    moved.set(parameter, value)
    return moved.regime
  }

  /// The regime at a point of two axes. λt on an axis is free there.
  package func at(_ axes: Axes, _ x: Double, _ y: Double) -> Regime {
    if axes.x == .lambdaT || axes.y == .lambdaT { return regime.with(axes.x, x).with(axes.y, y) }
    var moved = state
    moved.set(axes.x, x)
    moved.set(axes.y, y)
    return moved.regime
  }

  /// The gap over a grid of two axes, row by row; a tied λt follows.
  package func gaps(_ axes: Axes, xs: [Double], ys: [Double]) -> [Double] {
    guard followsTie(axes) else { return GapGrid(base: regime, x: (axes.x, xs), y: (axes.y, ys)).gaps() }
    return ys.flatMap { y in xs.map { x in at(axes, x, y).errors.gap } }
  }

  /// P(loss) − P(gain) at the dimension of a simulation over a grid of two axes, row by row; a tied λt follows. NaN where
  /// there is no law.
  package func odds(_ axes: Axes, xs: [Double], ys: [Double]) -> [Double] {
    let dimension = run.dimension
    if followsTie(axes) {
      return ys.flatMap { y in
        xs.map { x in FiniteLaw(at(axes, x, y), dimension: dimension).map { 1 - 2 * $0.probabilityOfGain } ?? .nan }
      }
    }
    let grid = FiniteGrid(base: regime, x: (axes.x, xs), y: (axes.y, ys), dimension: dimension)
    return grid.probabilities().map { 1 - 2 * $0 }
  }

  /// Whether a tied λt moves along axes.
  private func followsTie(_ axes: Axes) -> Bool {
    let movesTie = [axes.x, axes.y].contains { $0 == .gammaT || $0 == .sigma }
    return tie != nil && movesTie && axes.x != .lambdaT && axes.y != .lambdaT
  }

  /// How a picture of the map is coloured. Standard errors and probabilities are told apart evenly.
  public func colorScale(_ picture: MapPicture) -> DivergingScale {
    switch picture {
    case .difference: DivergingScale(limit: MapPicture.differenceLimit, form: .linear)
    case .chance, .frequency: DivergingScale(limit: 1, form: .linear, reading: .probability)
    case .theory, .simulated: DivergingScale(limit: colorLimit, form: colorForm)
    }
  }

  /// A round limit that all but the largest twentieth of the map's cells stay within.
  public var fittingColorLimit: Double {
    let (x, y) = (axes.window.x, axes.window.y)
    let sizes = gaps(axes, xs: x.pixelCentres(48), ys: y.pixelCentres(32)).filter(\.isFinite).map(abs).sorted()
    guard !sizes.isEmpty else { return 1 }
    // Within what is accepted of it.
    return min(1e60, max(1e-60, DivergingScale.roundLimit(sizes[sizes.count * 19 / 20])))
  }
}

extension Regime {
  /// λt/λ⋆t; nil where λ⋆t is 0.
  fileprivate var multipleOfOptimum: Double? {
    let multiple = lambdaT / optimalLambdaT
    return multiple.isFinite ? multiple : nil
  }
}

extension Preset {
  /// The settings it opens, their scales fitted.
  package var settings: Settings { self == Self.all[0] ? Self.opening : Settings(self) }

  /// The settings that the explorer opens with.
  private static let opening = Settings(all[0])

  /// The state it opens at.
  fileprivate var state: State { State(regime: regime, tie: tie).following() }
}

/// A state: a regime, and the multiple of λ⋆t that its λt follows, if it does.
public struct State: Sendable, Hashable {
  /// The regime.
  public private(set) var regime: Regime
  /// The multiple of λ⋆t; nil where λt is free.
  public private(set) var tie: Double?

  package init(regime: Regime, tie: Double?) {
    self.regime = regime
    self.tie = tie
  }

  /// Sets a parameter, a tied λt following or, set itself, changing its multiple.
  mutating func set(_ parameter: Parameter, _ value: Double) {
    regime[parameter] = parameter.nearestAccepted(value)
    guard tie != nil else { return }
    if parameter == .lambdaT { tie = regime.multipleOfOptimum }
    self = following()
  }

  /// The same with λt at its multiple of λ⋆t, or at the nearest that is accepted.
  func following() -> State {
    guard let tie else { return self }
    var copy = self
    copy.regime[.lambdaT] = Parameter.lambdaT.nearestAccepted(tie * regime.optimalLambdaT)
    return copy
  }
}

/// The two parameters of a map, and the stretch of them that it shows.
public struct Axes: Sendable, Hashable {
  /// Along the horizontal axis.
  public private(set) var x: Parameter
  /// Along the vertical axis; never that of the horizontal one.
  public private(set) var y: Parameter
  /// What is shown, a part of ``whole``.
  public var window: Window

  /// The whole of both axes.
  public var whole: Window { Window(x: x.scale, y: y.scale) }

  /// Whether other axes are of the same parameters, whatever they show of them.
  package func isAlong(_ other: Axes) -> Bool { x == other.x && y == other.y }

  /// λt across and λs up, as in Figures 1 and 2, unless said otherwise. Equal axes become the default pair.
  public init(x: Parameter = .lambdaT, y: Parameter = .lambdaS) {
    (self.x, self.y) = x == y ? (.lambdaT, .lambdaS) : (x, y)
    window = Window(x: self.x.scale, y: self.y.scale)
  }

  /// Another parameter on the horizontal axis, exchanged with the vertical one if it is there.
  public mutating func setX(_ parameter: Parameter) {
    if parameter == y {
      y = x
      window.y = window.x
    }
    if parameter != x { window.x = parameter.scale }
    x = parameter
  }

  /// Another parameter on the vertical axis.
  public mutating func setY(_ parameter: Parameter) {
    if parameter == x {
      x = y
      window.x = window.y
    }
    if parameter != y { window.y = parameter.scale }
    y = parameter
  }
}

/// The views, in the order of their number keys.
public enum ViewKind: String, CaseIterable, Sendable {
  /// Heat map of L_s − L_t.
  case map
  /// The phases, over two parameters or in the universal plane.
  case phases
  /// L_s and L_t, H₁, or the solutions of H₁ = c, as curves.
  case curves
  /// The spectra of teacher and student and what their penalties keep of them.
  case spectrum
  /// The nonlinear setting: who learns which direction.
  case features
  /// The state in plain words, and what its errors are made of.
  case why
  /// A chain of fits on fits that begins with teacher and student.
  case generations
}
