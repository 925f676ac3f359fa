// Cells as they are compared and written: a glyph, attributes and the number of a colour pair.

import CNcurses
import Canvas

/// A cell in one word: the scalar in bits 0–20, bold, dim, underline and reverse in 21–24, the pair in 32–63.
typealias EncodedCell = UInt64

extension EncodedCell {
  /// A blank in the terminal's own colours.
  static let blank = EncodedCell((" " as Unicode.Scalar).value)

  var glyph: Unicode.Scalar { Unicode.Scalar(UInt32(self & 0x1F_FFFF)) ?? "?" }
  var attributes: Style.Attributes { Style.Attributes(rawValue: UInt8(self >> 21 & 0xF)) }
  var pair: Int { Int(self >> 32) }
  /// Whether the glyph before reaches into it.
  var isWideEnd: Bool { self & 0x1F_FFFF == 0 }

  /// The same cell with another glyph.
  func with(_ glyph: Unicode.Scalar) -> EncodedCell { self & ~0x1F_FFFF | EncodedCell(glyph.value) }
}

/// The numbers of two colours; −1 is the terminal's own.
struct ColorPair: Hashable {
  var foreground: Int
  var background: Int
}

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

  /// The colours of the pairs from 1 on.
  private(set) var colors: [ColorPair] = []
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
    colors.removeAll(keepingCapacity: true)
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
    colors.append(key)
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

extension [EncodedCell] {
  /// Makes every glyph one that takes the columns which the row has for it: where the C library, and so perhaps the
  /// terminal, thinks otherwise of a glyph than the program, the rest of the row would be shifted.
  mutating func settle() {
    var isReached = false
    for index in indices {
      let glyph = self[index].glyph
      if self[index].isWideEnd {
        if !isReached { self[index] = self[index].with(" ") }
        isReached = false
      } else {
        if glyph.isSure { continue }
        let isWide = index + 1 < count && self[index + 1].isWideEnd
        let columns = w2s_columns(glyph.value)
        isReached = isWide && columns == 2
        if !isReached && columns != 1 { self[index] = self[index].with("?") }
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether every terminal gives it one column: Latin and Greek, punctuation, indices, and what pictures are drawn with.
  var isSure: Bool {
    switch value {
    case ..<0x300, 0x391...0x3C9, 0x2010...0x2027, 0x2030...0x205E, 0x2070...0x209C, 0x2190...0x22FF,
      0x2500...0x25FC, 0x2800...0x28FF:
      true
    default: false
    }
  }

  /// Whether the glyph is the upper or the lower half of its cell.
  fileprivate var isHalfBlock: Bool { self == "▀" || self == "▄" }
}
