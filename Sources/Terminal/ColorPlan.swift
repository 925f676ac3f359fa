// Which terminfo entry to open and how many colours to expect of it. Pure: the entries are given.

import Canvas

/// What matters here of a terminfo entry.
struct TerminfoEntry: Hashable, Sendable {
  var colors: Int
  var pairs: Int
  /// Whether a colour number is red, green and blue.
  var isDirect = false
  var canPlaceCursor = true

  /// The depth the entry can show.
  var depth: ColorDepth {
    if pairs < 8 { return .mono }
    if isDirect && colors >= 1 << 24 { return .trueColor }
    return switch colors {
    case 256...: .palette256
    case 16...: .sixteen
    case 8...: .eight
    default: .mono
    }
  }
}

/// The environment variables that decide colours.
struct ColorEnvironment: Hashable, Sendable {
  var term: String
  var colorTerm = ""
  var noColor = ""

  /// Whether `COLORTERM` announces 24-bit colour.
  var announcesTrueColor: Bool { colorTerm == "truecolor" || colorTerm == "24bit" }
}

/// The entry to open, the depth to use with it, and why.
struct ColorPlan: Hashable, Sendable {
  var term: String
  var depth: ColorDepth
  var reason: String

  /// Chooses. ncurses sends 24-bit colour only through a `-direct` entry, and 256 colours only through an entry that has
  /// them, so a sibling of the terminal's own entry may be opened in its place.
  init(_ choice: ColorChoice, _ environment: ColorEnvironment, lookUp: (String) -> TerminfoEntry?) {
    let term = environment.term
    let own = lookUp(term)?.depth ?? .mono
    let siblings = Siblings(term)
    func first(_ names: [String], _ least: ColorDepth) -> String? {
      names.first { (lookUp($0)?.depth ?? .mono) >= least }
    }
    func plan(_ wanted: ColorDepth, because reason: String) -> ColorPlan {
      if wanted == .trueColor, let direct = first([term] + siblings.direct, .trueColor) {
        return ColorPlan(term: direct, depth: .trueColor, reason: "\(reason), through \(direct)")
      }
      // A direct entry reads palette numbers as colours, so a palette needs another one.
      let names = own == .trueColor ? siblings.palette : [term] + siblings.palette
      let missing = wanted == .trueColor ? "; no -direct terminfo entry" : ""
      if wanted >= .palette256, let palette = names.first(where: { lookUp($0)?.depth == .palette256 }) {
        return ColorPlan(term: palette, depth: .palette256, reason: "\(reason)\(missing), through \(palette)")
      }
      return ColorPlan(term: term, depth: own, reason: "\(reason)\(missing); \(term) has no more")
    }

    switch choice {
    case .never: self = ColorPlan(term: term, depth: .mono, reason: "--color=never")
    case .auto where !environment.noColor.isEmpty: self = ColorPlan(term: term, depth: .mono, reason: "NO_COLOR is set")
    case .palette256: self = plan(.palette256, because: "--color=256")
    case .trueColor: self = plan(.trueColor, because: "--color=true")
    case .auto, .always:
      if environment.announcesTrueColor && own > .mono {
        self = plan(.trueColor, because: "COLORTERM=\(environment.colorTerm)")
      } else if choice == .always, own == .mono, let colored = first(siblings.palette + siblings.colored, .eight) {
        let depth = lookUp(colored)?.depth ?? .mono
        self = ColorPlan(term: colored, depth: depth, reason: "--color=always, through \(colored)")
      } else {
        self = ColorPlan(term: term, depth: own, reason: "terminfo of \(term)")
      }
    }
  }

  private init(term: String, depth: ColorDepth, reason: String) {
    self.term = term
    self.depth = depth
    self.reason = reason
  }
}

/// Entries that describe the same terminal with other colours.
private struct Siblings {
  var direct: [String]
  var palette: [String]
  var colored: [String]

  init(_ term: String) {
    var base = term
    for suffix in ["-256color", "-direct", "-88color", "-16color", "-color", "-mono", "-m"] where base.hasSuffix(suffix)
    {
      base.removeLast(suffix.count)
      break
    }
    // xterm-kitty is described by kitty-direct, and so on; an xterm of any kind by xterm's.
    var bases = [base]
    if base.hasPrefix("xterm-") { bases += [String(base.dropFirst(6)), "xterm"] }
    direct = bases.map { $0 + "-direct" }
    palette = bases.map { $0 + "-256color" }
    colored = bases.map { $0 + "-16color" } + bases.map { $0 + "-color" } + (base == term ? [] : [base])
  }
}
