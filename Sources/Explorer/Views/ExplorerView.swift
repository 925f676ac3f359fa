// What a view is. To add one: a type behind this protocol in a folder of its own, and a row in the registry below.

import Canvas
import Export
import Figures
import Preferences
import Simulation
import Theory

/// A view of the explorer: all that the others do not share.
protocol ExplorerView: Sendable {
  /// The name on its tab.
  var title: String { get }
  /// The same where there is little room.
  var shortTitle: String { get }
  /// The command that shows it.
  var command: Command { get }
  /// The sliders beside it, where it is always of the same setting.
  var panel: SliderPanel { get }
  /// The sliders beside it: those of the setting it is of.
  func panel(_ settings: Settings) -> SliderPanel
  /// Whether the arrows can move a crosshair in it.
  var hasCrosshair: Bool { get }
  /// The commands of the footer, most wanted first, each with its word where that is not its usual one.
  var hints: [(command: Command, word: String?)] { get }

  /// Draws the view into its pane.
  func draw(_ model: Model, layout: Layout, with pen: inout Pen)
  /// All that is to be read off it, in sentences, for those who do not see it.
  func words(_ model: Model) -> [String]
  /// Draws the panels beside it.
  func drawPanels(_ model: Model, layout: Layout, with pen: inout Pen)
  /// Its axes; nil where they are not two parameters.
  func axes(_ settings: Settings) -> Axes?
  /// The plots that the crosshair can be put on.
  func plots(_ model: Model, _ layout: Layout) -> [Plot]

  /// What its plots show, to be zoomed and panned; nil where there is nothing of the kind.
  func window(_ settings: Settings) -> Window?
  /// What the window does not leave; nil for no limit.
  func limits(_ settings: Settings) -> Window?
  /// Shows a window; nil for all of it.
  func show(_ window: Window?, in settings: inout Settings)
  /// Where the state is in its plots, in data coordinates.
  func place(_ settings: Settings) -> Curve.Point

  /// Does what a command asks where it means something else here; nil where it does what it does elsewhere.
  func perform(_ command: Command, on model: inout Model) -> ([Effect], History.Run?)?
  /// Prepares settings for being shown in it.
  func appear(in settings: inout Settings)
  /// Its key once more: the next of its pictures, if there are any.
  func turnPicture(_ model: inout Model)
  /// Moves its crosshair by cells.
  func move(_ model: inout Model, dx: Int, dy: Int, layout: Layout)
  /// Brings its crosshair to the pointer.
  func drag(_ model: inout Model, to event: Mouse, layout: Layout)
  /// Another parameter on one of its axes.
  func turnAxis(_ model: inout Model, horizontal: Bool, forward: Bool)
  /// Fits its scale to what is shown.
  func fitScale(_ settings: inout Settings)

  /// What it shows, for files; nil where that is nothing but words.
  func charts(_ model: Model) -> [Chart]?
  /// What settings have that an export must name.
  func parameters(_ settings: Settings) -> Record
  /// What is simulated besides the state when it is shown.
  func surroundings(_ settings: Settings) throws(SimulationError) -> SurroundingPoints
  /// Whether two settings have the same simulated besides.
  func drawsSame(_ one: Settings, _ other: Settings) -> Bool
  /// Whether the picture is the one that a preset's caption speaks of.
  func shows(_ preset: Preset, _ settings: Settings) -> Bool
}

extension ViewKind {
  /// The views.
  var view: any ExplorerView {
    switch self {
    case .map: MapView()
    case .phases: PhasesView()
    case .curves: CurvesView()
    case .spectrum: SpectrumView()
    case .features: FeaturesView()
    case .why: WhyView()
    case .generations: GenerationsView()
    }
  }
}

extension Settings {
  /// The sliders beside what is shown.
  var panel: SliderPanel { view.view.panel(self) }
  /// Whether what is shown is of the linear settings, with their verdict and simulation beside it.
  var isLinear: Bool { panel == .linear }
  /// The settings whose verdict is shown: a chain of generations learns no direction, ζ = 0, and
  /// is of ridge fits.
  var judged: Settings {
    guard panel == .chain, regime.zeta > 0 || filter != .ridge else { return self }
    var settings = self
    settings.set(.zeta, 0)
    settings.filter = .ridge
    return settings
  }
}

/// Points simulated besides the state, each with what is estimated there.
struct SurroundingPoints: Sendable {
  var points: [SimulationPoint] = []
  var quantities: [FigurePoint.Quantity] = []
  /// Columns and rows, where they are the grid of a map.
  var grid: SimulationRequest.GridShape?
  /// Which of the curves' points they are, where they are any.
  var curve: [Int] = []
}

extension ExplorerView {

  var shortTitle: String { title }
  var panel: SliderPanel { .linear }
  var hasCrosshair: Bool { true }
  func panel(_ settings: Settings) -> SliderPanel { panel }

  var hints: [(command: Command, word: String?)] {
    [.edit, .focus, .best, .thresholds, .simulate, .presets, .theme, .help, .quit].map { ($0, nil) }
  }

  func drawPanels(_ model: Model, layout: Layout, with pen: inout Pen) {
    pen.drawSliders(model, layout: layout)
    pen.drawVerdict(model, in: layout.verdict)
    pen.drawSimulation(model, in: layout.simulation)
  }

  func axes(_ settings: Settings) -> Axes? { nil }
  func window(_ settings: Settings) -> Window? { nil }
  func limits(_ settings: Settings) -> Window? { nil }
  func show(_ window: Window?, in settings: inout Settings) {}
  func place(_ settings: Settings) -> Curve.Point { Curve.Point(.nan, .nan) }
  func perform(_ command: Command, on model: inout Model) -> ([Effect], History.Run?)? { nil }
  func appear(in settings: inout Settings) {}
  func turnPicture(_ model: inout Model) {}
  func fitScale(_ settings: inout Settings) {}
  func parameters(_ settings: Settings) -> Record { settings.parameters }
  func surroundings(_ settings: Settings) throws(SimulationError) -> SurroundingPoints { SurroundingPoints() }
  func drawsSame(_ one: Settings, _ other: Settings) -> Bool { true }
  func shows(_ preset: Preset, _ settings: Settings) -> Bool { false }
}

/// A view, or a picture of one, whose axes are two parameters, each moved by the crosshair.
protocol TwoParameterView: ExplorerView {
  /// Its axes among the settings.
  var path: any WritableKeyPath<Settings, Axes> & Sendable { get }
}

extension TwoParameterView {
  func axes(_ settings: Settings) -> Axes? { settings[keyPath: path] }
  func plots(_ model: Model, _ layout: Layout) -> [Plot] { plot(model.settings, layout).map { [$0] } ?? [] }

  /// The plot of its axes; nil where there is no room.
  func plot(_ settings: Settings, _ layout: Layout) -> Plot? {
    let axes = settings[keyPath: path]
    return layout.view.isEmpty
      ? nil : Plot(in: layout.canvas, x: axes.window.x, y: axes.window.y)
  }

  func window(_ settings: Settings) -> Window? { settings[keyPath: path].window }
  func limits(_ settings: Settings) -> Window? { settings[keyPath: path].whole }

  func show(_ window: Window?, in settings: inout Settings) {
    settings[keyPath: path].window = window ?? settings[keyPath: path].whole
  }

  func place(_ settings: Settings) -> Curve.Point {
    let axes = settings[keyPath: path]
    return Curve.Point(settings.regime[axes.x], settings.regime[axes.y])
  }

  func move(_ model: inout Model, dx: Int, dy: Int, layout: Layout) {
    followCrosshair(&model.settings, dx: dx, dy: dy, layout: layout)
    guard let plot = plot(model.settings, layout) else { return }
    let axes = model.settings[keyPath: path]
    if dx != 0, plot.inside.width > 0 {
      model.settings.set(axes.x, plot.x.moved(model.settings.regime[axes.x], cells: plot.inside.width, by: dx))
    }
    if dy != 0, plot.inside.height > 0 {
      model.settings.set(axes.y, plot.y.moved(model.settings.regime[axes.y], cells: plot.inside.height, by: dy))
    }
  }

  func drag(_ model: inout Model, to event: Mouse, layout: Layout) {
    guard let plot = plot(model.settings, layout), !plot.inside.isEmpty else { return }
    let axes = model.settings[keyPath: path]
    let (x, y) = plot.values(at: event)
    model.settings.set(axes.x, x)
    model.settings.set(axes.y, y)
  }

  func turnAxis(_ model: inout Model, horizontal: Bool, forward: Bool) {
    let axes = model.settings[keyPath: path]
    let next = Parameter.allCases.neighbour(of: horizontal ? axes.x : axes.y, forward: forward)
    if horizontal {
      model.settings[keyPath: path].setX(next)
    } else {
      model.settings[keyPath: path].setY(next)
    }
  }
}

extension TwoParameterView {
  /// Pans by what a crosshair in the window is about to leave it by.
  private func followCrosshair(_ settings: inout Settings, dx: Int, dy: Int, layout: Layout) {
    guard let plot = plot(settings, layout), let window = window(settings) else { return }
    let place = place(settings)
    guard let column = plot.column(place.x), let row = plot.row(place.y) else { return }
    let beyond = (x: column + dx, y: row - dy)
    let share = (
      x: Double(beyond.x - min(max(beyond.x, plot.inside.x), plot.inside.maxX - 1)) / Double(plot.inside.width),
      y: Double(min(max(beyond.y, plot.inside.y), plot.inside.maxY - 1) - beyond.y) / Double(plot.inside.height)
    )
    if share != (0, 0) { show(window.moved(by: share, within: limits(settings)), in: &settings) }
  }
}

extension Scale {
  /// The value at the centre of the cell that is so many cells from a value's own.
  func moved(_ value: Double, cells: Int, by offset: Int) -> Double {
    let position = min(1, max(0, position(value)))
    let cell = min(cells - 1, max(0, min(cells - 1, Int(clamping: position * Double(cells))) + offset))
    return self.value((Double(cell) + 0.5) / Double(cells))
  }
}

extension Plot {
  /// The values at the pointer, or at the nearest cell of the plot, as fine as a hand is.
  func values(at event: Mouse) -> (x: Double, y: Double) {
    let column = min(max(event.x, inside.x), inside.maxX - 1)
    let row = min(max(event.y, inside.y), inside.maxY - 1)
    return (roundedByHand(xValue(column: column)), roundedByHand(yValue(row: row)))
  }
}
