// The whole state of the explorer. The screen is a function of it, and only `update` changes it.

import Canvas
import Figures
import Preferences
import Sampling
import Theory
import Tours

/// The explorer's state.
public struct Model: Sendable, Equatable {
  /// Where the keys act.
  public enum Focus: Sendable, Hashable {
    /// On the sliders.
    case sliders
    /// On the plot's crosshair.
    case plot
  }

  /// Something being typed.
  public struct Entry: Sendable, Hashable {
    /// What it is for.
    enum Purpose: Sendable, Hashable {
      /// The value of the slider that keys move.
      case value
      /// The name of a new bookmark.
      case bookmark
      /// The file to export to.
      case export
      /// A setting of the simulation.
      case simulation(SimulationField)
    }
    /// What it is for.
    var purpose: Purpose
    /// What has been typed.
    public var text = ""
    /// Why it was refused, if it was.
    public var complaint: String?
  }

  /// Something shown over the screen.
  public enum Overlay: Sendable, Hashable {
    /// The keys; scrolled by so many rows.
    case help(scroll: Int)
    /// The list of presets, with the row chosen.
    case presets(chosen: Int)
    /// What it would take to flip the verdict, with the row chosen.
    case thresholds(chosen: Int)
    /// The bookmarks, with the row chosen.
    case bookmarks(chosen: Int)
    /// The places pinned, with the row chosen.
    case pins(chosen: Int)
    /// The commands that reproduce the view; scrolled by so many rows.
    case commandLine(scroll: Int)
    /// What can be copied, with the row chosen.
    case copy(chosen: Int)
    /// The settings of the simulation, with the row chosen.
    case simulation(chosen: Int)
    /// The tours, with the row chosen.
    case tours(chosen: Int)
    /// The person's own points, with the row chosen.
    case points(chosen: Int)
  }

  /// A remark shown in the footer until the next key.
  public struct Message: Sendable, Hashable {
    /// The remark.
    public var text: String
    /// Whether it is a refusal.
    public var isError = false
  }

  /// What the pointer holds.
  enum Grip: Sendable, Hashable {
    case slider(Slider)
    case plot
    /// What the plots show, held at a cell.
    case window(x: Int, y: Int)
    /// The marker of a prediction.
    case marker
  }

  /// What a person set.
  public var settings: Settings { didSet { sweep?.follow(settings) } }
  /// Settings to go back to, and forward to.
  var history = History()
  /// The tour under way; nil while there is none.
  public internal(set) var tour: TourPlace?
  /// The step at which each tour was left, by the tour's name.
  var tourSteps: [String: Int] = [:]
  /// The tours at hand.
  public let tours: TourLibrary
  /// Whether nothing but picture, caption and large numbers is shown.
  public var isPresenting = false
  /// Whether nothing but the plot is shown.
  public var isPlotAlone = false
  /// The simulation under way and how far it is; nil while there is none. There is one at a time, of either setting.
  var job: RunningJob?
  /// The number of the job asked for last.
  var lastJob = 0
  /// Whether trials are drawn for the current sliders without being asked, anew when they move.
  public internal(set) var isLive = false
  /// What the last simulation of the linear settings has found, and from which settings it was asked.
  var found: Found?
  /// The same of the nonlinear setting.
  var featuresFound: FeaturesFound?
  /// The same of a chain of generations.
  var chainFound: ChainFound?
  /// Where the dot of the universal plane has been, the latest last.
  var trail: [UniversalPlane.Point] = []
  /// The merged sweep that the map shows; nil where none is open.
  var sweep: OpenSweep?
  /// The person's own points, laid on what is shown; nil where there are none.
  public var points: MeasuredPoints?
  /// The file of eigenvalues that was read; nil where there is none.
  public var population: NamedPopulation?
  /// Settings kept under names.
  public var bookmarks: [Bookmark] = []
  /// The slider that keys move in each panel; the first where there is none here.
  var chosen: [SliderPanel: Slider] = [:]
  /// Where the keys act.
  public var focus: Focus = .sliders
  /// What is being typed, if anything is.
  public var entry: Entry?
  /// What is shown over the screen, if anything is.
  public var overlay: Overlay?
  /// The remark in the footer, if there is one.
  public var message: Message?
  /// The direction in which play moves the selected slider; nil while it rests.
  var playing: PlayDirection?
  /// What the pointer holds while its button is down.
  var grip: Grip?
  /// Whether the pointer is listened to.
  public var mouse: Bool
  /// The theme's name.
  public var themeName: String
  /// The themes at hand.
  public let themes: ThemeLibrary
  /// The keys.
  public let keys: KeyTable
  /// The machine that simulations are to fit.
  public let machine: Machine
  /// Columns of the screen.
  public var columns: Int
  /// Rows of the screen.
  public var rows: Int

  /// The explorer as it opens: a preset, on a screen of `columns` × `rows`.
  public init(
    columns: Int, rows: Int, preset: Preset = Preset.all[0], themeName: String = ThemeLibrary.defaultName,
    themes: ThemeLibrary = ThemeLibrary(), keys: KeyTable = .standard, mouse: Bool = true,
    machine: Machine = .current, tours: TourLibrary = TourLibrary()
  ) {
    self.columns = columns
    self.rows = rows
    self.themeName = themeName
    self.themes = themes
    self.keys = keys
    self.mouse = mouse
    self.machine = machine
    self.tours = tours
    settings = Settings(preset)
  }

  /// The look of the model's theme on a terminal.
  public func look(depth: ColorDepth, glyphs: Glyphs, fineness: Fineness? = nil) -> Look? {
    (themes.theme(named: themeName) ?? themes.themes.first).map {
      Look($0, depth: depth, glyphs: glyphs, fineness: fineness)
    }
  }

  /// The slider that keys move.
  public var slider: Slider { slider(of: settings.panel) }

  private func slider(of panel: SliderPanel) -> Slider { chosen[panel] ?? panel.sliders[0] }

  /// Chooses the slider that keys move.
  mutating func choose(_ slider: Slider) {
    for panel in SliderPanel.allCases where panel.sliders.contains(slider) { chosen[panel] = slider }
  }

  /// The parameter whose slider keys move in the linear settings.
  public var selected: Parameter {
    get { slider(of: .linear).parameter ?? .lambdaT }
    set { choose(newValue.slider) }
  }

  /// Selects the slider of a name.
  /// - Returns: whether there is one.
  public mutating func select(_ name: String) -> Bool {
    guard let slider = Slider.named(name) else { return false }
    choose(slider)
    return true
  }

  /// Whether time passing changes anything, so that ``Action/tick`` is wanted.
  public var isPlaying: Bool { playing != nil || isGliding }
  /// Whether sliders are on their way to a step of a tour.
  public var isGliding: Bool { tour?.glide != nil }
}

/// Which way play moves.
enum PlayDirection: Sendable, Hashable {
  case up, down
}

/// Settings kept under a name.
public struct Bookmark: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The settings.
  public var settings: Settings
  /// A bookmark.
  public init(name: String, settings: Settings) {
    self.name = name
    self.settings = settings
  }
}

/// Settings to go back to and forward to.
struct History: Sendable, Hashable {
  /// Changes that follow one another and are undone as one.
  enum Run: Sendable, Hashable {
    case slider(Slider)
    case crosshair
    case window
    case play
  }

  private(set) var past: [Settings] = []
  private(set) var future: [Settings] = []
  private var run: Run?

  /// Notes that `before` was left, as part of a run of changes or on its own.
  mutating func note(_ before: Settings, run: Run?) {
    if run == nil || run != self.run || past.isEmpty { past.append(before) }
    if past.count > 500 { past.removeFirst(past.count - 500) }
    self.run = run
    future = []
  }

  mutating func undo(from now: Settings) -> Settings? {
    guard let previous = past.popLast() else { return nil }
    future.append(now)
    run = nil
    return previous
  }

  mutating func redo(from now: Settings) -> Settings? {
    guard let next = future.popLast() else { return nil }
    past.append(now)
    run = nil
    return next
  }
}
