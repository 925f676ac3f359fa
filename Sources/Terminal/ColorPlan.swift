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
  /// Whether the program runs in GNU screen, which leaves the `COLORTERM` of the terminal around it, and up to its
  /// version 4 takes 24-bit colours for other things.
  var isInScreen = false

  /// Whether `COLORTERM` announces 24-bit colour of this terminal.
  var announcesTrueColor: Bool { saysTrueColor && !isInScreen }
  /// Why `COLORTERM` is not believed, if it is not.
  var doubt: String {
    saysTrueColor && isInScreen ? "; COLORTERM=\(colorTerm) may be of the terminal around screen: --color=true" : ""
  }

  private var saysTrueColor: Bool { colorTerm == "truecolor" || colorTerm == "24bit" }
}

/// The entry to open, the depth to use with it, and why.
struct ColorPlan: Hashable, Sendable {
  /// What ncurses knows of terminals, as far as a plan needs it.
  struct Descriptions {
    /// The entry of a name; nil if there is none.
    var entry: (String) -> TerminfoEntry?
    /// The entry of a name with direct colour; nil if none can be made of it.
    var direct: (String) -> CompiledTerminfo?
  }

  /// The name of the entry.
  var term: String
  /// The description to use under that name in place of the entry; nil for the entry itself.
  var description: CompiledTerminfo?
  var depth: ColorDepth
  var reason: String

  /// Chooses. ncurses sends 24-bit colour only through an entry that has it, which few hosts have, so it is made from the
  /// terminal's own. It sends 256 colours only through an entry that has them, so a sibling may be opened instead.
  init(_ choice: ColorChoice, _ environment: ColorEnvironment, _ known: Descriptions) {
    let term = environment.term
    let own = known.entry(term)?.depth ?? .mono
    let siblings = Siblings(term)
    func plan(_ wanted: ColorDepth, because reason: String) -> ColorPlan {
      if wanted == .trueColor {
        if own == .trueColor { return ColorPlan(term: term, depth: own, reason: "\(reason), through \(term)") }
        for name in [term] + siblings.palette {
          guard let direct = known.direct(name) else { continue }
          let reason = "\(reason), through \(name) with direct colour added"
          return ColorPlan(term: name, description: direct, depth: .trueColor, reason: reason)
        }
      }
      // A direct entry reads palette numbers as colours, so a palette needs another one.
      let names = own == .trueColor ? siblings.palette : [term] + siblings.palette
      let missing = wanted == .trueColor ? "; no terminfo entry to add direct colour to" : ""
      if wanted >= .palette256, let palette = names.first(where: { known.entry($0)?.depth == .palette256 }) {
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
      let colored = siblings.palette + siblings.colored
      if environment.announcesTrueColor && own > .mono {
        self = plan(.trueColor, because: "COLORTERM=\(environment.colorTerm)")
      } else if choice == .always, own == .mono,
        let name = colored.first(where: { (known.entry($0)?.depth ?? .mono) >= .eight })
      {
        let depth = known.entry(name)?.depth ?? .mono
        self = ColorPlan(term: name, depth: depth, reason: "--color=always, through \(name)")
      } else {
        self = ColorPlan(term: term, depth: own, reason: "terminfo of \(term)\(environment.doubt)")
      }
    }
  }

  private init(term: String, description: CompiledTerminfo? = nil, depth: ColorDepth, reason: String) {
    self.term = term
    self.description = description
    self.depth = depth
    self.reason = reason
  }
}

/// Entries that describe the same terminal with other colours.
private struct Siblings {
  var palette: [String]
  var colored: [String]

  init(_ term: String) {
    var base = term
    for suffix in ["-256color", "-direct", "-88color", "-16color", "-color", "-mono", "-m"] where base.hasSuffix(suffix)
    {
      base.removeLast(suffix.count)
      break
    }
    // xterm-kitty is described by kitty-256color, and so on; an xterm of any kind by xterm's.
    var bases = [base]
    if base.hasPrefix("xterm-") { bases += [String(base.dropFirst(6)), "xterm"] }
    palette = bases.map { $0 + "-256color" }
    colored = bases.map { $0 + "-16color" } + bases.map { $0 + "-color" } + (base == term ? [] : [base])
  }
}
