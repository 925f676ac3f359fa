// Everything a key can ask for. The raw value is the command's name in the config file; all else that there is to know of
// a command is its row.

import Figures
import Theory

/// A command of the explorer.
public enum Command: String, CaseIterable, Sendable {
  case previousParameter = "previous-parameter"
  case nextParameter = "next-parameter"
  case decrease, increase
  case decreaseFine = "decrease-fine"
  case increaseFine = "increase-fine"
  case decreaseCoarse = "decrease-coarse"
  case increaseCoarse = "increase-coarse"
  case minimum, maximum
  case edit
  case tie
  case student = "student-kind"
  case play
  case best = "best-penalty"
  case optimum = "optimal-teacher"
  case thresholds
  case presets
  case simulate, live
  case simulationSettings = "simulation-settings"
  case picture
  case undo, redo
  case bookmark
  case bookmarks
  case points
  case map = "view-map"
  case phases = "view-phases"
  case curves = "view-curves"
  case spectrum = "view-spectrum"
  case features = "view-features"
  case why = "view-why"
  case generations = "view-generations"
  case focus
  case xAxis = "x-axis"
  case xAxisBack = "x-axis-back"
  case yAxis = "y-axis"
  case yAxisBack = "y-axis-back"
  case plane
  case printed
  case bestEachRound = "best-each-round"
  case zoomIn = "zoom-in"
  case zoomOut = "zoom-out"
  case zoomAll = "zoom-all"
  case autoscale
  case colorForm = "color-form"
  case pin, pins
  case tours
  case tourNext = "tour-next"
  case tourBack = "tour-back"
  case export
  case commandLine = "command-line"
  case copy
  case present
  case plotAlone = "plot-alone"
  case theme
  case mouse
  case help
  case redraw
  case cancel
  case quit
}

/// The headings of the help.
enum CommandSection: String {
  case sliders = "Sliders"
  case goTo = "Go to"
  case simulation = "Simulation"
  case views = "Views"
  case takeAway = "Take away"
  case teaching = "Teaching"
  case program = "Program"
}

/// All there is to know of a command: keys, help, footer and deed.
struct CommandRow: Sendable {
  /// The names of its keys as shipped, the one shown in the footer first.
  let keys: String
  /// The heading under which the help shows it.
  let section: CommandSection
  /// What it does, for the help.
  let help: String
  /// The word for the footer; nil for commands that are not shown there.
  let word: String?
  /// Does it, where nothing is shown over the screen and the view has no other meaning for it.
  let deed: @Sendable (inout Model) -> ([Effect], History.Run?)

  /// One that changes the model.
  init(
    _ keys: String, _ section: CommandSection, _ help: String, word: String? = nil,
    does: @escaping @Sendable (inout Model) -> Void
  ) {
    self.init(keys, section, help, word: word) { model in
      does(&model)
      return ([], nil)
    }
  }

  /// One that goes on a run of changes.
  init(
    _ keys: String, _ section: CommandSection, _ help: String,
    moves: @escaping @Sendable (inout Model) -> History.Run?
  ) {
    self.init(keys, section, help, word: nil) { model in ([], moves(&model)) }
  }

  /// One that asks for something outside.
  init(
    _ keys: String, _ section: CommandSection, _ help: String, word: String? = nil,
    asks: @escaping @Sendable (inout Model) -> [Effect]
  ) {
    self.init(keys, section, help, word: word) { model in (asks(&model), nil) }
  }

  private init(
    _ keys: String, _ section: CommandSection, _ help: String, word: String?,
    deed: @escaping @Sendable (inout Model) -> ([Effect], History.Run?)
  ) {
    (self.keys, self.section, self.help, self.word, self.deed) = (keys, section, help, word, deed)
  }
}

extension Command {
  /// What it does, for the help.
  public var explanation: String { row.help }
  /// The heading under which the help shows it.
  public var section: String { row.section.rawValue }

  /// Its row.
  var row: CommandRow {
    switch self {
    case .previousParameter:
      CommandRow("Up k", .sliders, "the parameter above; in the plot, crosshair up", moves: { $0.choose(up: true) })
    case .nextParameter:
      CommandRow(
        "Down j", .sliders, "the parameter below; in the plot, crosshair down", moves: { $0.choose(up: false) })
    case .decrease:
      CommandRow("Left h", .sliders, "a step down; in the plot, crosshair left", moves: { $0.change(up: false) })
    case .increase:
      CommandRow("Right l", .sliders, "a step up; in the plot, crosshair right", moves: { $0.change(up: true) })
    case .decreaseFine: CommandRow(",", .sliders, "a fine step down", moves: { $0.step(up: false, .fine) })
    case .increaseFine: CommandRow(".", .sliders, "a fine step up", moves: { $0.step(up: true, .fine) })
    case .decreaseCoarse:
      CommandRow("< PageDown", .sliders, "a coarse step down", moves: { $0.step(up: false, .coarse) })
    case .increaseCoarse: CommandRow("> PageUp", .sliders, "a coarse step up", moves: { $0.step(up: true, .coarse) })
    case .minimum:
      CommandRow("Home", .sliders, "the low end: exactly 0 for the penalties") { $0.moveToEnd(high: false) }
    case .maximum:
      CommandRow("End", .sliders, "the high end") { $0.moveToEnd(high: true) }
    case .edit:
      CommandRow("Enter =", .sliders, "type a value: 0.05, 1e-3 or 500/416", word: "type") {
        $0.entry = Model.Entry(purpose: .value)
      }
    case .tie: CommandRow("*", .sliders, "tie λt to its multiple of λ⋆t, or let it go") { $0.toggleTie() }
    case .student:
      CommandRow("f", .sliders, "another student: ridge, gradient flow or descent, principal components") {
        $0.turnStudent()
      }
    case .play:
      CommandRow("Space", .sliders, "sweep the slider back and forth, or stop") {
        $0.playing = $0.playing == nil ? .up : nil
      }

    case .best: CommandRow("b", .goTo, "the λs where the gap is least", word: "best λs") { $0.goToBest() }
    case .optimum:
      CommandRow("o", .goTo, "the teacher's optimum, λt = λ⋆t") {
        $0.goToOptimum()
      }
    case .thresholds:
      CommandRow("w", .goTo, "what would it take to flip the verdict?", word: "flips") {
        $0.overlay = .thresholds(chosen: 0)
      }
    case .presets:
      CommandRow("p", .goTo, "the figures of the paper", word: "figures") { model in
        model.overlay = .presets(chosen: Preset.all.firstIndex { $0.name == model.settings.presetName } ?? 0)
      }
    case .undo:
      CommandRow("u", .goTo, "undo") { $0.travel($0.history.undo(from: $0.settings), orSay: "Nothing to undo") }
    case .redo:
      CommandRow("U C-r", .goTo, "redo") { $0.travel($0.history.redo(from: $0.settings), orSay: "Nothing to redo") }
    case .bookmark:
      CommandRow("m", .goTo, "keep this place under a name") { $0.entry = Model.Entry(purpose: .bookmark) }
    case .bookmarks: CommandRow("'", .goTo, "go to a place kept; Delete drops it") { $0.listBookmarks() }
    case .points: CommandRow("O", .goTo, "your own points beside theory: go to one") { $0.listPoints() }

    case .simulate:
      CommandRow("s", .simulation, "run the simulation here, or stop it", word: "simulate", asks: { $0.simulate() })
    case .live:
      CommandRow(
        "L", .simulation, "keep simulating as the sliders move, or stop",
        asks: { $0.isLive ? $0.cancelJob() : $0.simulateLive() })
    case .simulationSettings:
      CommandRow("S", .simulation, "dimension, samples, trials, seed, engine") { $0.overlay = .simulation(chosen: 0) }
    case .picture:
      CommandRow("n", .simulation, "map: theory, simulated, their difference, P(gain)") { $0.turnPicture() }

    case .map: CommandRow("1", .views, "Map: Ls − Lt over two parameters") { $0.show(.map, turning: true) }
    case .phases:
      CommandRow("2", .views, "Phases: which λs win; again for the other picture") { $0.show(.phases, turning: true) }
    case .curves:
      CommandRow("3", .views, "Curves: errors; again for their gap, for H₁, for its solutions") {
        $0.show(.curves, turning: true)
      }
    case .spectrum:
      CommandRow("4", .views, "Spectrum: what each ridge keeps; again under a power law") {
        $0.show(.spectrum, turning: true)
      }
    case .features:
      CommandRow("5", .views, "Features: nonlinear; again for heads, again for forgetting") {
        $0.show(.features, turning: true)
      }
    case .why:
      CommandRow("6 W", .views, "Why: the state in words, its errors in parts; again to go back") {
        $0.show(.why, turning: true)
      }
    case .generations:
      CommandRow("7", .views, "Generations: fits on fits, from gain to collapse") {
        $0.show(.generations, turning: true)
      }
    case .focus:
      CommandRow("Tab BackTab", .views, "between sliders and plot", word: "plot") {
        $0.focus = $0.focus == .sliders ? .plot : .sliders
      }
    case .xAxis:
      CommandRow("x", .views, "another parameter on the horizontal axis") {
        $0.settings.view.view.turnAxis(&$0, horizontal: true, forward: true)
      }
    case .xAxisBack:
      CommandRow("X C-x", .views, "the one before on the horizontal axis") {
        $0.settings.view.view.turnAxis(&$0, horizontal: true, forward: false)
      }
    case .yAxis:
      CommandRow("y", .views, "another parameter on the vertical axis, or family of curves") {
        $0.settings.view.view.turnAxis(&$0, horizontal: false, forward: true)
      }
    case .yAxisBack:
      CommandRow("C-y", .views, "the one before on the vertical axis, or family") {
        $0.settings.view.view.turnAxis(&$0, horizontal: false, forward: false)
      }
    case .plane:
      CommandRow("v", .views, "phases: the plane (γs, ρ) or two parameters") { $0.showPhases(turning: \.showsPlane) }
    case .printed:
      CommandRow("d", .views, "phases: lay the printed condition (5) over them") {
        $0.showPhases(turning: \.showsPrinted)
      }
    case .bestEachRound:
      CommandRow("B", .views, "generations: the best λ each round, or λs", word: "best each round") {
        $0.toggleBestEachRound()
      }
    case .zoomIn:
      CommandRow("+", .views, "zoom in; the wheel zooms under the pointer, the right button pans") {
        $0.zoom(by: Model.zoomStep)
      }
    case .zoomOut: CommandRow("-", .views, "zoom out; a crosshair at the edge pans") { $0.zoom(by: 1 / Model.zoomStep) }
    case .zoomAll: CommandRow("0", .views, "show all of it again") { $0.showWhole() }
    case .autoscale:
      CommandRow("a", .views, "fit the scale to what is shown, lock it") {
        $0.settings.view.view.fitScale(&$0.settings)
      }
    case .colorForm:
      CommandRow("A", .views, "map: colours by the logarithm of the gap, in proportion, by its root") {
        $0.turnColorForm()
      }
    case .pin: CommandRow("i", .views, "pin this place to compare with, or unpin it") { $0.togglePin() }
    case .pins: CommandRow("I", .views, "go to a place pinned; Delete unpins it") { $0.listPins() }

    case .export:
      CommandRow("e", .takeAway, "write the view to a file: .csv, .svg, .json, .txt; the session: .sh") {
        $0.entry = Model.Entry(purpose: .export)
      }
    case .commandLine:
      CommandRow("c", .takeAway, "the command that reproduces the view") { $0.overlay = .commandLine(scroll: 0) }
    case .copy:
      CommandRow("Y", .takeAway, "copy the command, the gap or the verdict; again for the command") {
        $0.overlay = .copy(chosen: 0)
      }

    case .tours:
      CommandRow("T", .teaching, "the tours: begin one, or go on where you left it", word: "tours") { $0.listTours() }
    case .tourNext: CommandRow("]", .teaching, "in a tour, as Space, Enter, → and PageDown: go on") { $0.missTour() }
    case .tourBack: CommandRow("[", .teaching, "in a tour, as ← and PageUp: back") { $0.missTour() }
    case .present:
      CommandRow("P", .teaching, "present: picture, caption and large numbers, or all again") { $0.togglePresenting() }
    case .plotAlone:
      CommandRow("z", .teaching, "the plot alone, or all again") { $0.isPlotAlone.toggle() }

    case .theme: CommandRow("t", .program, "next theme", word: "theme") { $0.turnTheme() }
    case .mouse: CommandRow("M", .program, "mouse on or off", asks: { $0.toggleMouse() })
    case .help: CommandRow("? F1", .program, "this help", word: "help") { $0.overlay = .help(scroll: 0) }
    case .redraw: CommandRow("C-l", .program, "draw the whole screen again", asks: { _ in [.redraw] })
    case .cancel: CommandRow("Esc", .program, "close, revert or go back", asks: { $0.goBack() })
    case .quit: CommandRow("q", .program, "leave", word: "quit", asks: { _ in [.quit] })
    }
  }
}
