// Whether pictures are drawn, and why not. Pure: what is known of the terminal is given, and nothing is asked of it.

import Canvas

/// What is known of the terminal as to pictures.
struct GraphicsEnvironment: Hashable, Sendable {
  var term: String
  var termProgram = ""
  var kittyWindow = ""
  /// Whether the program runs in GNU screen.
  var isInScreen = false
  /// Whether it runs in tmux.
  var isInTmux = false
  /// What tmux says of itself; nil where it does not answer.
  var tmux: TmuxState?
  /// Whether the terminal tells its size in pixels.
  var hasPixelSize: Bool
  /// The colours that are shown.
  var depth: ColorDepth

  /// The terminal outside of everything, by its name; nil where that says nothing of pictures.
  fileprivate var known: String? {
    if isInTmux { return tmux.flatMap { Self.draws($0.outerTerm) ? "TERM=\($0.outerTerm) around tmux" : nil } }
    if Self.draws(term) { return "TERM=\(term)" }
    if !kittyWindow.isEmpty { return "KITTY_WINDOW_ID is set" }
    return ["WezTerm", "ghostty"].contains(termProgram) ? "TERM_PROGRAM=\(termProgram)" : nil
  }

  private static func draws(_ term: String) -> Bool {
    ["xterm-kitty", "xterm-ghostty", "wezterm"].contains(term) || term.hasPrefix("kitty")
  }
}

/// What tmux says of itself.
struct TmuxState: Hashable, Sendable {
  /// What is asked for, one word each.
  static let format =
    "#{allow-passthrough} #{window_bigger} #{pane_left} #{pane_top} #{status} #{status-position} #{client_termname}"

  /// Whether what a program sends to the terminal around tmux is passed on.
  var passesOn: Bool
  /// The columns to the left of the pane, and the rows above it.
  var column, row: Int
  /// The `TERM` of the terminal around it.
  var outerTerm: String

  /// Reads what was asked for; nil where it is something else, as of a tmux that knows no passthrough.
  init?(_ answer: String) {
    let words = answer.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 7, let column = Int(words[2]), let row = Int(words[3]) else { return nil }
    // Of a window that is larger than the terminal, it is not told which part is seen.
    passesOn = ["on", "all", "1", "2"].contains(words[0]) && words[1] != "1"
    let statusRows = words[4] == "on" ? 1 : Int(words[4]) ?? 0
    self.column = column
    self.row = row + (words[5] == "top" ? statusRows : 0)
    outerTerm = words[6]
  }
}

/// Whether pictures are drawn, and why or why not.
struct GraphicsPlan: Hashable, Sendable {
  var isOn: Bool
  var reason: String

  init(_ choice: GraphicsChoice, _ environment: GraphicsEnvironment) {
    isOn = false
    if choice == .off {
      reason = "--graphics=off"
    } else if let obstacle = Self.obstacle(environment) {
      reason = obstacle
    } else if choice == .kitty {
      (isOn, reason) = (true, "--graphics=kitty")
    } else if let known = environment.known {
      (isOn, reason) = (true, known)
    } else {
      reason = "TERM=\(environment.term) is not known to draw pictures; --graphics=kitty asks for them all the same"
    }
  }

  /// What makes pictures impossible.
  private static func obstacle(_ environment: GraphicsEnvironment) -> String? {
    if environment.depth < .palette256 { return "pictures need 256 colours or more, see --color" }
    if environment.term == "linux" { return "the Linux console draws no pictures" }
    if environment.isInScreen { return "GNU screen passes no pictures on" }
    if environment.isInTmux || environment.term.hasPrefix("tmux") {
      guard let tmux = environment.tmux else { return "tmux does not say whether it passes pictures on" }
      if !tmux.passesOn { return "tmux passes pictures on only after 'tmux set -g allow-passthrough on'" }
    } else if environment.term.hasPrefix("screen") {
      return "GNU screen passes no pictures on"
    }
    return environment.hasPixelSize ? nil : "the terminal does not tell its size in pixels, so it draws none"
  }
}
