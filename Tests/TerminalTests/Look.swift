import Canvas

/// What is seen of a cell: a half block is its two halves, whichever way up it is, a blank has no foreground, and a full block is one.
struct Look: Equatable {
  private var glyph: Unicode.Scalar
  private var style: Style

  init(_ cell: Cell, _ depth: ColorDepth = .palette256) {
    (glyph, style) = (cell.glyph, cell.style)
    style.foreground = Self.shown(style.foreground, depth)
    style.background = Self.shown(style.background, depth)
    if style.attributes.contains(.underline) { return }
    if glyph == "▄" {
      glyph = "▀"
      (style.foreground, style.background) = (style.background, style.foreground)
    }
    if glyph == "▀", style.foreground == style.background, style.background != .terminalDefault { glyph = " " }
    if glyph == "█", style.attributes.isEmpty, style.foreground != .terminalDefault {
      (glyph, style) = (" ", Style(on: style.foreground))
    }
    if glyph == " ", !style.attributes.contains(.reverse) { style = Style(on: style.background) }
  }

  /// The colour by a value that is the same for all its names.
  private static func shown(_ color: Color, _ depth: ColorDepth) -> Color {
    let color = color.approximated(at: depth)
    guard depth == .trueColor, case .indexed(let index) = color.kind, index > 7 else { return color }
    let (red, green, blue) = XtermPalette.color(index)
    return .rgb(red, green, blue)
  }
}
