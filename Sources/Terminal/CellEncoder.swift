// Cells as ncurses takes them: a glyph, attributes and the number of a colour pair.

import Canvas

/// A cell in one word: the scalar in bits 0–20, bold, dim, underline and reverse in 21–24, the pair in 32–63.
typealias EncodedCell = UInt64

/// Turns cells into encoded ones, and allocates colour pairs as they are met.
///
/// ncurses does not reliably refuse a pair past its limit, so they are counted here. Cells that look alike are made
/// alike first, which halves the pairs of half-block pictures: a blank has no foreground, `▀` and `▄` stand for one
/// another with the colours exchanged.
struct CellEncoder {
  let depth: ColorDepth
  let isUnicode: Bool
  /// Whether -1 names the terminal's own colours; if not, white on black stands for them.
  let hasDefaultColors: Bool
  /// One more than the highest pair. Pair 0 is the terminal's own.
  let pairLimit: Int
  /// Tells the terminal of a pair: its number, foreground, background.
  let define: (Int, Int, Int) -> Void

  private var pairs: [ColorPair: Int] = [:]
  private var nearest: [Color: Color] = [:]
  private var last: (style: Style, halfBlock: Bool, blank: Bool, look: Look)?

  init(
    depth: ColorDepth, isUnicode: Bool, hasDefaultColors: Bool, pairLimit: Int,
    define: @escaping (Int, Int, Int) -> Void
  ) {
    self.depth = pairLimit > 1 ? depth : .mono
    self.isUnicode = isUnicode
    self.hasDefaultColors = hasDefaultColors
    self.pairLimit = pairLimit
    self.define = define
  }

  /// How many pairs have been defined.
  var pairCount: Int { pairs.count }

  /// Forgets the pairs, so that their numbers are used again.
  mutating func recyclePairs() {
    pairs.removeAll(keepingCapacity: true)
    last = nil
  }

  /// The encoded cell; nil if it needs a pair and none is left.
  mutating func encode(_ cell: Cell) -> EncodedCell? {
    guard let look = look(of: cell) else { return nil }
    var glyph = cell.glyph
    if look.isSwapped { glyph = glyph == "▀" ? "▄" : "▀" }
    if look.isUniform && glyph.isHalfBlock { glyph = " " }
    let isShown = (0x20..<0x7F).contains(glyph.value) || isUnicode && glyph.value >= 0xA0
    if !isShown && (glyph != Cell.wideEnd || !isUnicode) { glyph = "?" }
    return look.bits | EncodedCell(glyph.value)
  }

  /// The encoded cell in the terminal's own colours if no pair is left for it.
  mutating func encodeAnyway(_ cell: Cell) -> EncodedCell {
    if let encoded = encode(cell) { return encoded }
    let plain = Cell(cell.glyph, Style(.terminalDefault, on: .terminalDefault, cell.style.attributes))
    return encode(plain) ?? EncodedCell(("?" as Unicode.Scalar).value)
  }

  // A style as the terminal shows it.
  private struct Look {
    var bits: EncodedCell
    var isSwapped = false
    var isUniform = false
  }

  private struct ColorPair: Hashable {
    var foreground: Int
    var background: Int
  }

  private mutating func look(of cell: Cell) -> Look? {
    let isBlank = cell.glyph == " "
    let isHalfBlock = isUnicode && cell.glyph.isHalfBlock
    if let last, last.style == cell.style, last.halfBlock == isHalfBlock, last.blank == isBlank { return last.look }

    var attributes = cell.style.attributes
    var foreground = number(of: cell.style.foreground, attributes: &attributes)
    var background = number(of: cell.style.background)
    var look = Look(bits: 0)
    if isBlank && attributes.isDisjoint(with: [.underline, .reverse]) {
      foreground = number(of: .terminalDefault)
      attributes = []
    } else if isHalfBlock && !attributes.contains(.underline) && depth > .eight {
      // The terminal's own two colours have one number between them.
      look.isUniform = foreground == background && background >= 0
      if foreground > background && background >= 0 {
        swap(&foreground, &background)
        look.isSwapped = true
      }
    }
    guard let pair = pair(foreground, background) else { return nil }
    look.bits = EncodedCell(attributes.rawValue) << 21 | EncodedCell(pair) << 32
    last = (cell.style, isHalfBlock, isBlank, look)
    return look
  }

  private mutating func pair(_ foreground: Int, _ background: Int) -> Int? {
    if depth == .mono || foreground == -1 && background == -1 { return 0 }
    let key = ColorPair(foreground: foreground, background: background)
    if let pair = pairs[key] { return pair }
    let pair = pairs.count + 1
    guard pair < pairLimit else { return nil }
    pairs[key] = pair
    define(pair, foreground, background)
    return pair
  }

  // A foreground of the bright half is the dark one in bold where there are eight.
  private mutating func number(of color: Color, attributes: inout Style.Attributes) -> Int {
    if depth == .eight, case .indexed(let index) = color.kind, (8..<16).contains(index) {
      attributes.insert(.bold)
      return Int(index) - 8
    }
    return number(of: color, white: 7)
  }

  private mutating func number(of color: Color) -> Int {
    if depth == .eight, case .indexed(let index) = color.kind, (8..<16).contains(index) { return Int(index) - 8 }
    return number(of: color, white: 0)
  }

  private mutating func number(of color: Color, white: Int) -> Int {
    switch approximation(of: color).kind {
    case .terminalDefault: return hasDefaultColors ? -1 : white
    case .indexed(let index):
      // A direct terminal has the basic eight under their numbers, and nothing else of the palette.
      if depth != .trueColor || index < 8 { return Int(index) }
      let (r, g, b) = XtermPalette.color(index)
      return Self.direct(r, g, b)
    case .rgb(let r, let g, let b): return Self.direct(r, g, b)
    }
  }

  private mutating func approximation(of color: Color) -> Color {
    if depth == .trueColor { return color }
    if let known = nearest[color] { return known }
    let found = color.approximated(at: depth)
    if nearest.count >= 1 << 16 { nearest.removeAll() }
    nearest[color] = found
    return found
  }

  // 0–7 would be read as the basic colours: such a blue, nearly black, becomes the 8 that is not.
  private static func direct(_ r: UInt8, _ g: UInt8, _ b: UInt8) -> Int {
    let value = Int(r) << 16 | Int(g) << 8 | Int(b)
    return (1..<8).contains(value) ? 8 : value
  }
}

extension Unicode.Scalar {
  /// Whether the glyph is the upper or the lower half of its cell.
  fileprivate var isHalfBlock: Bool { self == "▀" || self == "▄" }
}
