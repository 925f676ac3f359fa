// What a person can ask of the terminal, and why it can refuse.

import Canvas

/// The colours a person asks for: `--color`.
public enum ColorChoice: String, CaseIterable, Sendable {
  /// What the terminal has; none when `NO_COLOR` is set.
  case auto
  /// Colour even when `NO_COLOR` is set.
  case always
  /// No colour.
  case never
  /// The xterm palette of 256.
  case palette256 = "256"
  /// 24-bit colour.
  case trueColor = "true"
}

/// The characters a person asks for: `--ascii`, `--unicode`.
public enum GlyphChoice: Sendable {
  /// Unicode where the locale's encoding is UTF-8.
  case auto
  /// ASCII only.
  case ascii
  /// Unicode whatever the locale says.
  case unicode
}

/// How a terminal is opened.
public struct TerminalOptions: Sendable {
  /// Which colours.
  public var color: ColorChoice
  /// Which characters.
  public var glyphs: GlyphChoice
  /// Which pictures.
  public var graphics: GraphicsChoice
  /// Whether the pointer is reported.
  public var mouse: Bool

  /// Options; by default what the terminal has, without pictures.
  public init(
    color: ColorChoice = .auto, glyphs: GlyphChoice = .auto, graphics: GraphicsChoice = .off, mouse: Bool = true
  ) {
    self.color = color
    self.glyphs = glyphs
    self.graphics = graphics
    self.mouse = mouse
  }
}

/// Why a terminal could not be opened. The description is one line and says what would help.
public struct TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The reasons.
  public enum Reason: Hashable, Sendable {
    /// Standard input (0) or output (1) is not a terminal.
    case notATerminal(descriptor: Int32)
    /// Another job has the terminal.
    case inBackground
    /// `TERM` is unset or empty.
    case noTerm
    /// `TERM` has no terminfo entry.
    case unknownTerm(String)
    /// `TERM` names a terminal whose cursor cannot be placed.
    case unusableTerm(String)
    /// The terminal is open already.
    case alreadyOpen
    /// The system or ncurses refused.
    case refused(String)
  }
  /// What happened.
  public let reason: Reason

  /// An error of one reason.
  public init(_ reason: Reason) { self.reason = reason }

  /// One line for the person.
  public var description: String {
    switch reason {
    case .notATerminal(let descriptor):
      "standard \(descriptor == 0 ? "input" : "output") is not a terminal"
    case .inBackground:
      "another job has the terminal; run it in the foreground, under timeout with 'timeout --foreground'"
    case .noTerm:
      "TERM is not set; try TERM=xterm-256color, or TERM=vt100"
    case .unknownTerm(let term):
      "unknown terminal TERM=\(term.printable); try TERM=xterm-256color, or TERM=vt100"
    case .unusableTerm(let term):
      "terminal TERM=\(term.printable) cannot place the cursor; try TERM=xterm-256color, or TERM=vt100"
    case .alreadyOpen: "the terminal is already open"
    case .refused(let what): "the terminal could not be opened: \(what)"
    }
  }
}

extension String {
  /// The text without what would disturb a line of a message.
  fileprivate var printable: String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(60).map { $0.isSingleColumn ? $0 : "?" }))
  }
}
