// What the environment says of the terminal.

import CNcurses
import Canvas

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An environment variable; empty if unset.
func environmentVariable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }

extension ColorEnvironment {
  /// The process's own.
  static var current: ColorEnvironment {
    ColorEnvironment(
      term: environmentVariable("TERM"), colorTerm: environmentVariable("COLORTERM"),
      noColor: environmentVariable("NO_COLOR"), isInScreen: !environmentVariable("STY").isEmpty)
  }
}

extension TerminfoEntry {
  /// The entry of that name; nil if there is none.
  init?(_ term: String) {
    var entry = w2s_terminfo()
    guard !term.isEmpty, w2s_terminfo_lookup(term, &entry) == 1 else { return nil }
    self.init(entry)
  }

  /// That of the open screen.
  static var open: TerminfoEntry { TerminfoEntry(w2s_screen_terminfo()) }

  private init(_ entry: w2s_terminfo) {
    self.init(
      colors: Int(entry.colors), pairs: Int(entry.pairs), isDirect: entry.direct,
      canPlaceCursor: entry.can_place_cursor)
  }
}

extension ColorPlan {
  /// The plan for the process's own terminal.
  static func current(_ choice: ColorChoice) -> ColorPlan {
    let folders = TerminfoFolders.current
    return ColorPlan(
      choice, .current,
      Descriptions(entry: TerminfoEntry.init) { folders.entry($0)?.withDirectColor })
  }
}

extension GraphicsEnvironment {
  /// The process's own.
  static func current(depth: ColorDepth) -> GraphicsEnvironment {
    var (width, height): (Int32, Int32) = (0, 0)
    return GraphicsEnvironment(
      term: environmentVariable("TERM"), termProgram: environmentVariable("TERM_PROGRAM"),
      kittyWindow: environmentVariable("KITTY_WINDOW_ID"), isInScreen: !environmentVariable("STY").isEmpty,
      isInTmux: !environmentVariable("TMUX").isEmpty, tmux: .current,
      hasPixelSize: w2s_window_pixels(STDOUT_FILENO, &width, &height), depth: depth)
  }
}

extension TmuxState {
  /// What the tmux around the program says; nil where there is none or it does not answer.
  static var current: TmuxState? {
    guard !environmentVariable("TMUX").isEmpty else { return nil }
    var answer = [CChar](repeating: 0, count: 512)
    guard w2s_tmux_answer(format, &answer, answer.count) else { return nil }
    return TmuxState(String(decoding: answer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
}

extension PictureSender {
  /// One whose pictures no other process has the numbers of.
  init(tmux: TmuxState?) { self.init(tmux: tmux, number: UInt32(bitPattern: getpid()) << 8) }
}

/// Sets the locale's characters, and nothing else of it: numbers keep their points.
/// - Returns: whether characters beyond ASCII can be written.
func useLocale(_ glyphs: GlyphChoice) -> Bool {
  _ = setlocale(LC_CTYPE, "")
  switch glyphs {
  case .ascii: return false
  case .auto: return isUTF8
  case .unicode:
    for name in ["", "C.UTF-8", "en_US.UTF-8"] where setlocale(LC_CTYPE, name) != nil && isUTF8 { return true }
    return false
  }
}

private var isUTF8: Bool {
  let codeset = String(cString: w2s_codeset()).uppercased()
  return codeset == "UTF-8" || codeset == "UTF8"
}

/// What a bug report needs of the terminal, line by line. It works without one, and sends nothing to it.
public func terminalReport(_ options: TerminalOptions = TerminalOptions()) -> [(String, String)] {
  let environment = ColorEnvironment.current
  let isUnicode = useLocale(options.glyphs)
  var lines = [("TERM", environment.term.isEmpty ? "not set" : environment.term)]
  if let entry = TerminfoEntry(environment.term) {
    lines.append(("terminfo", "\(max(0, entry.colors)) colours, \(max(0, entry.pairs)) pairs"))
    if !entry.canPlaceCursor { lines.append(("usable", "no: the cursor cannot be placed")) }
  } else {
    lines.append(("terminfo", "no entry"))
  }
  let plan = ColorPlan.current(options.color)
  lines.append(("colours", "\(plan.depth.label) (\(plan.reason))"))
  let graphics = GraphicsPlan(.auto, .current(depth: plan.depth))
  lines.append(
    ("pictures", graphics.isOn ? "could be drawn, with --graphics (\(graphics.reason))" : "no: \(graphics.reason)"))
  for name in ["COLORTERM", "NO_COLOR", "ESCDELAY"] {
    let value = environmentVariable(name)
    lines.append((name, value.isEmpty ? "not set" : value))
  }
  let locale = setlocale(LC_CTYPE, nil).map { String(cString: $0) } ?? "unknown"
  lines.append(("locale", "\(locale), \(String(cString: w2s_codeset()))"))
  lines.append(("characters", isUnicode ? "Unicode" : "ASCII"))
  lines.append(("ncurses", String(cString: w2s_ncurses_version())))
  var (columns, rows): (Int32, Int32) = (0, 0)
  let hasSize = w2s_window_size(1, &columns, &rows) || w2s_window_size(0, &columns, &rows)
  lines.append(("size", hasSize ? "\(columns)×\(rows)" : "unknown"))
  for (descriptor, name) in [(Int32(0), "standard input"), (1, "standard output"), (2, "standard error")] {
    lines.append((name, isatty(descriptor) == 1 ? "terminal" : "not a terminal"))
  }
  return lines
}

extension ColorDepth {
  fileprivate var label: String {
    switch self {
    case .mono: "none"
    case .eight: "8"
    case .sixteen: "16"
    case .palette256: "256"
    case .trueColor: "24-bit"
    }
  }
}
