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
    "α": "alpha", "β": "b", "γ": "g", "ε": "e", "ζ": "z", "η": "e", "κ": "k", "λ": "l", "ρ": "rho", "σ": "s",
    "τ": "tau", "Δ": "delta", "Ŵ": "W", "⋆": "*", "‖": "||", "₁": "1", "₂": "2", "²": "^2", "³": "^3", "½": "1/2",
    "√": "sqrt",
    "∞": "inf", "∈": "in", "≥": ">=", "≤": "<=", "≠": "!=", "≈": "~", "±": "+/-", "×": "x", "−": "-", "\u{302}": "",
    "\u{304}": "",
    // Punctuation.
    "–": "-", "—": "-", "·": "|", "…": "...", "’": "'", "§": "section ", "¯": "-", "‾": "-", "é": "e",
    // Arrows and marks.
    "→": "->", "←": "<-", "↑": "^", "↓": "v", "▸": ">", "▶": ">", "◀": "<", "▾": "v", "▼": "v", "▴": "^", "▲": "^",
    "•": "*", "◆": "*", "◇": "*", "●": "o", "○": "o", "∙": ".", "≡": "=",
    // Lines and blocks.
    "─": "-", "━": "-", "┅": "-", "┈": "-", "╼": "-", "╾": "-", "│": "|", "┊": "|", "╟": "|", "┌": "+", "┐": "+",
    "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┯": "+", "╋": "+", "█": "#", "▓": "#", "▒": "+", "░": ":",
    "▀": "#", "▄": "#", "▅": "#", "▌": "#", "▏": "|",
  ]
}
