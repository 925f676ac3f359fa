// Everything a key can ask for. The raw value is the command's name in the config file.

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
  case map = "view-map"
  case phases = "view-phases"
  case curves = "view-curves"
  case spectrum = "view-spectrum"
  case features = "view-features"
  case focus
  case xAxis = "x-axis"
  case xAxisBack = "x-axis-back"
  case yAxis = "y-axis"
  case yAxisBack = "y-axis-back"
  case plane
  case printed
  case autoscale
  case pin
  case tourNext = "tour-next"
  case tourBack = "tour-back"
  case export
  case commandLine = "command-line"
  case theme
  case mouse
  case help
  case redraw
  case cancel
  case quit

  /// What it does, for the help.
  public var explanation: String {
    switch self {
    case .previousParameter: "the parameter above; in the plot, crosshair up"
    case .nextParameter: "the parameter below; in the plot, crosshair down"
    case .decrease: "a step down; in the plot, crosshair left"
    case .increase: "a step up; in the plot, crosshair right"
    case .decreaseFine: "a fine step down"
    case .increaseFine: "a fine step up"
    case .decreaseCoarse: "a coarse step down"
    case .increaseCoarse: "a coarse step up"
    case .minimum: "the low end: exactly 0 for the penalties"
    case .maximum: "the high end"
    case .edit: "type a value: 0.05, 1e-3 or 500/416"
    case .tie: "tie λt to its multiple of λ⋆t, or let it go"
    case .play: "sweep the slider back and forth, or stop"
    case .best: "the λs where the gap is least"
    case .optimum: "the teacher's optimum, λt = λ⋆t"
    case .thresholds: "what would it take to flip the verdict?"
    case .presets: "the figures of the paper"
    case .simulate: "run the simulation here, or stop it"
    case .live: "keep simulating as the sliders move, or stop"
    case .simulationSettings: "dimension, samples, trials, seed, engine"
    case .picture: "map: theory, simulated, their difference"
    case .undo: "undo"
    case .redo: "redo"
    case .bookmark: "keep this place under a name"
    case .bookmarks: "go to a place kept; Delete drops it"
    case .map: "Map: Ls − Lt over two parameters"
    case .phases: "Phases: which λs win; again for the other picture"
    case .curves: "Curves: errors; again for H₁, and again for its solutions"
    case .spectrum: "Spectrum: what each ridge keeps of every direction"
    case .features: "Features: nonlinear; again for heads, again for forgetting"
    case .focus: "between sliders and plot"
    case .xAxis: "another parameter on the horizontal axis"
    case .xAxisBack: "the one before on the horizontal axis"
    case .yAxis: "another parameter on the vertical axis, or family of curves"
    case .yAxisBack: "the one before on the vertical axis, or family"
    case .plane: "phases: the plane (γs, ρ) or two parameters"
    case .printed: "phases: lay the printed condition (5) over them"
    case .autoscale: "fit the scale to what is shown, lock it"
    case .pin: "pin this place to compare with, or unpin"
    case .tourNext: "tour: the next stop"
    case .tourBack: "tour: the stop before"
    case .export: "write the view to a file: .csv, .svg, .json, .txt"
    case .commandLine: "the command that reproduces the view"
    case .theme: "next theme"
    case .mouse: "mouse on or off"
    case .help: "this help"
    case .redraw: "draw the whole screen again"
    case .cancel: "close, revert or go back"
    case .quit: "leave"
    }
  }

  /// The word for the footer; nil for commands that are not shown there.
  var short: String? {
    switch self {
    case .edit: "type"
    case .best: "best λs"
    case .thresholds: "flips"
    case .simulate: "simulate"
    case .presets: "figures"
    case .theme: "theme"
    case .help: "help"
    case .quit: "quit"
    case .focus: "plot"
    default: nil
    }
  }

  /// The heading under which the help shows it.
  public var section: String {
    switch self {
    case .previousParameter, .nextParameter, .decrease, .increase, .decreaseFine, .increaseFine, .decreaseCoarse,
      .increaseCoarse, .minimum, .maximum, .edit, .tie, .play:
      "Sliders"
    case .best, .optimum, .thresholds, .presets, .undo, .redo, .bookmark, .bookmarks, .tourNext, .tourBack:
      "Go to"
    case .simulate, .live, .simulationSettings, .picture: "Simulation"
    case .focus, .map, .phases, .curves, .spectrum, .features, .xAxis, .xAxisBack, .yAxis, .yAxisBack,
      .plane, .printed, .autoscale, .pin:
      "Views"
    case .export, .commandLine: "Take away"
    case .theme, .mouse, .help, .redraw, .cancel, .quit: "Program"
    }
  }
}
