// The whole state of the explorer. The screen is a function of it, and only `update` changes it.

import Canvas
import Preferences
import Theory

/// The explorer's state.
public struct Model: Sendable {
  /// What a person sets and may want back: undone and redone as a whole.
  public struct Settings: Sendable, Hashable {
    /// The point explored.
    public var regime: Regime
    /// The multiple of λ⋆t that λt follows; nil where λt is free.
    public var tie: Double?
    /// The view shown.
    public var view: ViewKind
    /// The axes of maps.
    public var axes: Axes
    /// The value of the gap at full colour; it stays until asked to change.
    public var colorLimit: Double
    /// The preset these settings began as.
    public var presetName: String
  }

  /// Where the keys act.
  public enum Focus: Sendable, Hashable {
    /// On the sliders.
    case sliders
    /// On the plot's crosshair.
    case plot
  }

  /// A value being typed.
  public struct Entry: Sendable, Hashable {
    /// What has been typed.
    public var text: String
    /// Why it was refused, if it was.
    public var complaint: String?
  }

  /// Something shown over the screen.
  public enum Overlay: Sendable, Hashable {
    /// The keys; scrolled by so many rows.
    case help(scroll: Int)
    /// The list of presets, with the row chosen.
    case presets(chosen: Int)
  }

  /// A remark shown in the footer until the next key.
  public struct Message: Sendable, Hashable {
    /// The remark.
    public var text: String
    /// Whether it is a refusal.
    public var isError = false
  }

  /// What a person set.
  public var settings: Settings
  /// The slider that keys move.
  public var selected: Parameter = .lambdaT
  /// Where the keys act.
  public var focus: Focus = .sliders
  /// The value being typed, if one is.
  public var entry: Entry?
  /// What is shown over the screen, if anything is.
  public var overlay: Overlay?
  /// The remark in the footer, if there is one.
  public var message: Message?
  /// The theme's name.
  public var themeName: String
  /// The themes at hand.
  public let themes: ThemeLibrary
  /// The keys.
  public let keys: KeyTable
  /// Columns of the screen.
  public var columns: Int
  /// Rows of the screen.
  public var rows: Int

  /// The explorer as it opens: the first preset, on a screen of `columns` × `rows`.
  public init(
    columns: Int, rows: Int, preset: Preset = Preset.all[0], themeName: String = ThemeLibrary.defaultName,
    themes: ThemeLibrary = ThemeLibrary(), keys: KeyTable = .standard
  ) {
    self.columns = columns
    self.rows = rows
    self.themeName = themeName
    self.themes = themes
    self.keys = keys
    settings = Settings(preset)
  }

  /// The look of the model's theme on a terminal.
  public func look(depth: ColorDepth, glyphs: Glyphs) -> Look? {
    (themes.theme(named: themeName) ?? themes.themes.first).map { Look($0, depth: depth, glyphs: glyphs) }
  }
}

extension Model.Settings {
  /// The settings of a preset, the colour scale fitted to its map.
  public init(_ preset: Preset) {
    regime = preset.regime
    tie = preset.tie
    view = preset.view
    axes = preset.axes
    presetName = preset.name
    colorLimit = 1
    followTie()
    colorLimit = fittingColorLimit
  }

  /// Starts from a regime given in full rather than by a preset.
  public mutating func begin(at regime: Regime) {
    for parameter in Parameter.allCases where regime[parameter] != self.regime[parameter] {
      set(parameter, regime[parameter])
    }
    colorLimit = fittingColorLimit
  }

  /// Sets a parameter. λt set by hand is no longer tied; a tied λt follows σε and γt.
  public mutating func set(_ parameter: Parameter, _ value: Double) {
    if parameter == .lambdaT { tie = nil }
    regime[parameter] = value
    followTie()
  }

  private mutating func followTie() {
    if let tie { regime.lambdaT = tie * regime.optimalLambdaT }
  }

  /// A round limit that all but the largest twentieth of the map's cells stay within.
  public var fittingColorLimit: Double {
    let grid = GapGrid(
      base: regime, x: (axes.x, SliderTrack(axes.x).scale.pixelCentres(48)),
      y: (axes.y, SliderTrack(axes.y).scale.pixelCentres(32)))
    let sizes = grid.gaps().filter(\.isFinite).map(abs).sorted()
    guard let large = sizes.isEmpty ? nil : sizes[sizes.count * 19 / 20], large > 0 else { return 1 }
    return DivergingScale.roundLimit(large)
  }
}
