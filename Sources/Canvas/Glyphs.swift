// What cells and words are made of: Unicode where it can be shown, ASCII where it cannot.

/// The glyphs a plot and its surroundings are drawn with.
public struct Glyphs: Sendable, Hashable {
  /// Whether glyphs beyond ASCII may be used.
  public let isUnicode: Bool

  /// Glyphs for a terminal that shows Unicode, or only ASCII.
  public init(isUnicode: Bool) { self.isUnicode = isUnicode }

  /// One of two glyphs.
  public func pick(_ unicode: Unicode.Scalar, _ ascii: Unicode.Scalar) -> Unicode.Scalar { isUnicode ? unicode : ascii }

  /// Horizontal rule.
  public var horizontal: Unicode.Scalar { pick("─", "-") }
  /// Vertical rule.
  public var vertical: Unicode.Scalar { pick("│", "|") }

  /// An arrow up.
  public var up: Unicode.Scalar { pick("▲", "^") }
  /// An arrow down.
  public var down: Unicode.Scalar { pick("▼", "v") }
  /// An arrow to the right.
  public var right: Unicode.Scalar { pick("▶", ">") }
  /// An arrow to the left.
  public var left: Unicode.Scalar { pick("◀", "<") }
  /// Before the row chosen of a list.
  public var chosen: Unicode.Scalar { pick("▸", ">") }
  /// The state, and the knob of a slider.
  public var state: Unicode.Scalar { pick("●", "O") }
  /// Where a pinned state is on its curve.
  public var pinned: Unicode.Scalar { pick("◇", "*") }
  /// Where the state has been.
  public var trail: Unicode.Scalar { pick("∙", ".") }
  /// The middle of a crosshair.
  public var crosshair: Unicode.Scalar { pick("╋", "+") }
  /// A simulated value.
  public var measured: Unicode.Scalar { pick("○", "o") }
  /// A pole, or an infinite value.
  public var infinite: Unicode.Scalar { pick("∞", "8") }
  /// A vertical line to read by.
  public var guide: Unicode.Scalar { pick("┊", ":") }
  /// A horizontal line to read by.
  public var level: Unicode.Scalar { pick("┈", ".") }
  /// Where something is wrong.
  public var wrong: Unicode.Scalar { pick("×", "x") }
  /// Where a curve leaves its plot above.
  public var leavesAbove: Unicode.Scalar { pick("↑", "^") }
  /// Where a curve leaves its plot below.
  public var leavesBelow: Unicode.Scalar { pick("↓", "v") }
  /// A full cell.
  public var filled: Unicode.Scalar { pick("█", "#") }
  /// The left half of a cell.
  public var halfFilled: Unicode.Scalar { pick("▌", "|") }
  /// A light shade.
  public var light: Unicode.Scalar { pick("░", ":") }
  /// A medium shade.
  public var medium: Unicode.Scalar { pick("▒", "+") }
  /// A dark shade.
  public var dark: Unicode.Scalar { pick("▓", "#") }
  /// A dot in the middle.
  public var dot: Unicode.Scalar { pick("·", ".") }
  /// The exact 0 at the end of a track.
  public var zeroStop: Unicode.Scalar { pick("╟", "0") }
  /// A value that a track stops at, where the track is thick.
  public var stopOnThick: Unicode.Scalar { pick("┿", "+") }
  /// A value that a track stops at, where the track is thin.
  public var stopOnThin: Unicode.Scalar { pick("┼", "+") }
  /// A lower left corner.
  public var lowerLeft: Unicode.Scalar { pick("└", "+") }
  /// A lower right corner.
  public var lowerRight: Unicode.Scalar { pick("┘", "+") }
  /// A tick of a vertical axis.
  public var tickLeft: Unicode.Scalar { pick("┤", "+") }
  /// A tick on a bar of colours.
  public var tickOnBar: Unicode.Scalar { pick("╷", "'") }
  /// A tick of a horizontal axis.
  public var tickBelow: Unicode.Scalar { pick("┬", "+") }

  /// Text with the symbols of the paper spelt in ASCII where Unicode cannot be shown.
  public func text(_ text: String) -> String {
    if isUnicode { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII { result.unicodeScalars.append(scalar) } else { result += Self.spelling[scalar] ?? "?" }
    }
    return result
  }

  private static let spelling: [Unicode.Scalar: String] = [
    // Letters and signs of the paper.
    "α": "alpha", "β": "b", "γ": "g", "ε": "e", "ζ": "z", "η": "e", "κ": "k", "λ": "l", "ν": "nu", "ρ": "rho", "σ": "s",
    "τ": "tau", "Δ": "delta", "Ŵ": "W", "⋆": "*", "‖": "||", "₁": "1", "₂": "2", "²": "^2", "³": "^3", "½": "1/2",
    "√": "sqrt",
    "∞": "inf", "∈": "in", "≥": ">=", "≤": "<=", "≠": "!=", "≈": "~", "±": "+/-", "×": "x", "−": "-", "\u{302}": "",
    "\u{304}": "", "ᵀ": "'", "⁻": "^-", "⁺": "^+", "₀": "0", "≪": "<<",
    // Punctuation.
    "–": "-", "—": "-", "·": "|", "…": "...", "’": "'", "§": "section ", "¯": "-", "‾": "-", "é": "e",
    // Arrows and marks.
    "→": "->", "←": "<-", "↑": "^", "↓": "v", "▸": ">", "▶": ">", "◀": "<", "▾": "v", "▼": "v", "▴": "^", "▲": "^",
    "•": "*", "◆": "*", "◇": "*", "●": "o", "○": "o", "∙": ".", "≡": "=", "✓": "+", "◉": "@", "■": "*", "□": "*",
    "▽": "v", "△": "^", "⟨": "<", "⟩": ">",
    // Lines and blocks.
    "─": "-", "━": "-", "┅": "-", "┈": "-", "╼": "-", "╾": "-", "│": "|", "┊": "|", "╟": "|", "┌": "+", "┐": "+",
    "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┯": "+", "┿": "+", "┼": "+", "╷": "|", "⠒": "-", "⠶": "=",
    "⠂": ".", "╋": "+",
    "█": "#", "▓": "#", "▒": "+",
    "░": ":",
    "▀": "#", "▄": "#", "▅": "#", "▌": "#", "▏": "|",
  ]
}
