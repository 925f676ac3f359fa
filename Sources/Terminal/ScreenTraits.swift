// What terminals of the ECMA-48 kind differ in.

import CNcurses
import Canvas

/// What a terminal of the ECMA-48 kind understands besides text, places and renditions.
struct ScreenTraits: Sendable {
  /// What resets everything: colours, attributes, character sets.
  var reset = Array("\u{1B}[m".utf8)
  /// Attributes that are shown, and those of them that are not shown together with colours.
  var attributes: Style.Attributes = [.bold, .dim, .underline, .reverse]
  var uncolored: Style.Attributes = []
  /// Whether attributes can be ended one by one.
  var endsAttributes = true
  /// Whether the terminal's own colours can be set one by one.
  var setsDefaults = true
  /// Whether what is erased takes the background that is set.
  var erasesInColor = true
  /// Whether a number of cells can be erased (ECH), beside the rest of a row.
  var erasesCells = true
  /// Whether the last character can be repeated (REP), whichever it is.
  var repeats = false
  /// Whether the cursor stays in the last column until one more character comes.
  var wrapsLate = true
  /// The parameters that set a foreground (3) or background (4) of a number.
  var color: @Sendable (_ ground: Int, _ number: Int) -> [UInt8]
}

extension ScreenTraits {
  /// Those of the open screen, by its terminfo entry; nil for a terminal of another kind, or whose colours are set in
  /// another way.
  static func current(depth: ColorDepth) -> ScreenTraits? {
    guard Sequences.capability("cup")?.starts(with: [.escape, UInt8(ascii: "[")]) == true else { return nil }
    if depth > .mono && (parameters(3, 1) == nil || parameters(4, 1) == nil) { return nil }
    var traits = ScreenTraits { parameters($0, $1) ?? [] }
    if let reset = Sequences.capability("sgr0") { traits.reset = reset }
    let attributes: [(Style.Attributes, name: String, sequence: String)] = [
      (.bold, "bold", "\u{1B}[1m"), (.dim, "dim", "\u{1B}[2m"), (.underline, "smul", "\u{1B}[4m"),
      (.reverse, "rev", "\u{1B}[7m"),
    ]
    traits.attributes = []
    for (attribute, name, sequence) in attributes where has(name, sequence) { traits.attributes.insert(attribute) }
    // Bits of `no_color_video` [terminfo(5)].
    let uncolored = max(0, w2s_number("ncv"))
    for (attribute, bit): (Style.Attributes, Int32) in [(.underline, 2), (.reverse, 4), (.dim, 16), (.bold, 32)]
    where uncolored & bit != 0 {
      traits.uncolored.insert(attribute)
    }
    traits.endsAttributes = has("rmul", "\u{1B}[24m")
    traits.setsDefaults = has("op", "\u{1B}[39;49m")
    traits.erasesInColor = w2s_flag("bce")
    traits.erasesCells = has("ech", "\u{1B}[%p1%dX")
    traits.repeats =
      Sequences.capability("rep") != nil
      && repeatsAnything(term: environmentVariable("TERM"), variable: environmentVariable)
    traits.wrapsLate = w2s_flag("xenl") || !w2s_flag("am")
    return traits
  }

  private static func has(_ name: String, _ sequence: String) -> Bool {
    Sequences.capability(name)?.elementsEqual(sequence.utf8) == true
  }

  /// What sets a colour, between `ESC [` and `m`; nil where it is of another form.
  private static func parameters(_ ground: Int, _ number: Int) -> [UInt8]? {
    guard let setting = Sequences.settingColor(number, isForeground: ground == 3),
      setting.starts(with: [.escape, UInt8(ascii: "[")]), setting.last == UInt8(ascii: "m")
    else { return nil }
    return Array(setting.dropFirst(2).dropLast())
  }

  /// Whether a terminal is known to repeat whatever character was the last. Of those that call themselves xterm, whose
  /// entry says so, many repeat none or only ASCII; tmux 3.3 repeats only ASCII.
  static func repeatsAnything(term: String, variable: (String) -> String) -> Bool {
    let multiplexers = ["tmux", "screen"]
    if multiplexers.contains(where: term.hasPrefix) || !variable("TMUX").isEmpty || !variable("STY").isEmpty {
      return false
    }
    let known = ["xterm-kitty", "kitty", "xterm-ghostty", "ghostty", "wezterm", "foot", "alacritty", "contour"]
    if known.contains(where: { term == $0 || term.hasPrefix($0 + "-") }) { return true }
    return !variable("XTERM_VERSION").isEmpty || !variable("KITTY_WINDOW_ID").isEmpty
      || ["WezTerm", "ghostty"].contains(variable("TERM_PROGRAM")) || Int(variable("VTE_VERSION")) ?? 0 >= 5200
  }
}
