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
  case best = "best-penalty"
  case optimum = "optimal-teacher"
  case focus
  case map = "view-map"
  case presets
  case autoscale
  case theme
  case help
  case redraw
  case cancel
  case quit

  /// What it does, for the help.
  public var explanation: String {
    switch self {
    case .previousParameter: "choose the parameter above (crosshair up in the plot)"
    case .nextParameter: "choose the parameter below (crosshair down in the plot)"
    case .decrease: "move the slider down a step (crosshair left)"
    case .increase: "move the slider up a step (crosshair right)"
    case .decreaseFine: "a fine step down"
    case .increaseFine: "a fine step up"
    case .decreaseCoarse: "a coarse step down"
    case .increaseCoarse: "a coarse step up"
    case .minimum: "to the track's low end (exactly 0 for the penalties)"
    case .maximum: "to the track's high end"
    case .edit: "type a value: 0.05, 1e-3 or 500/416"
    case .best: "put λs where the gap is least"
    case .optimum: "put λt at its optimum λ⋆t"
    case .focus: "between sliders and plot"
    case .map: "Map: Ls − Lt over two parameters"
    case .presets: "choose a figure's setting"
    case .autoscale: "fit the colour scale to what is shown, and lock it there"
    case .theme: "next theme"
    case .help: "this help"
    case .redraw: "draw the whole screen again"
    case .cancel: "close, revert or go back"
    case .quit: "leave"
    }
  }

  /// The word for the footer; nil for commands that are not shown there.
  var short: String? {
    switch self {
    case .increase: "change"
    case .nextParameter: "choose"
    case .edit: "type"
    case .best: "best λs"
    case .presets: "figures"
    case .theme: "theme"
    case .help: "help"
    case .quit: "quit"
    case .focus: "plot"
    default: nil
    }
  }

  /// The heading under which the help shows it.
  var section: String {
    switch self {
    case .previousParameter, .nextParameter, .decrease, .increase, .decreaseFine, .increaseFine, .decreaseCoarse,
      .increaseCoarse, .minimum, .maximum, .edit:
      "Sliders"
    case .best, .optimum, .presets: "Go to"
    case .focus, .map, .autoscale: "Views"
    case .theme, .help, .redraw, .cancel, .quit: "Program"
    }
  }
}
