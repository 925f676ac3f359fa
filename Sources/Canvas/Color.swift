// Colours as a program wants them, and the nearest that a terminal of a given depth has.

import RealModule

/// A colour: the terminal's own default, an entry of its palette, or red, green and blue.
public struct Color: Hashable, Sendable {
  /// The three kinds of colour.
  public enum Kind: Hashable, Sendable {
    /// Whatever the terminal uses when nothing is asked.
    case terminalDefault
    /// An entry of the terminal's palette: 0–7 basic, 8–15 bright, 16–255 the xterm cube and greys.
    case indexed(UInt8)
    /// 24-bit colour.
    case rgb(UInt8, UInt8, UInt8)
  }

  // One word, so that cells compare fast: the kind in the top byte, the value below.
  private let bits: UInt32
  private init(bits: UInt32) { self.bits = bits }

  /// The terminal's default.
  public static let terminalDefault = Color(bits: 0)
  /// A palette entry.
  public static func indexed(_ index: UInt8) -> Color { Color(bits: 1 << 24 | UInt32(index)) }
  /// A 24-bit colour.
  public static func rgb(_ r: UInt8, _ g: UInt8, _ b: UInt8) -> Color {
    Color(bits: 2 << 24 | UInt32(r) << 16 | UInt32(g) << 8 | UInt32(b))
  }

  /// What the colour is.
  public var kind: Kind {
    switch bits >> 24 {
    case 0: .terminalDefault
    case 1: .indexed(UInt8(truncatingIfNeeded: bits))
    default:
      .rgb(UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits))
    }
  }

  /// A colour written `#rrggbb`; nil for anything else.
  public init?(hex: some StringProtocol) {
    guard hex.utf8.count == 7, hex.first == "#", let value = UInt32(hex.dropFirst(), radix: 16) else { return nil }
    bits = 2 << 24 | value
  }

  /// The ratio of the lighter colour's luminance to the darker one's, 1…21 [WCAG 2.1, contrast ratio]; nil where the
  /// terminal's default, which may be anything, meets another colour.
  public func contrast(with other: Color) -> Double? {
    guard let (a, b) = luminance.flatMap({ a in other.luminance.map { (a, $0) } }) else {
      return self == other ? 1 : nil
    }
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// Black or white, whichever reads better on this colour; the terminal's own ink on the terminal's own ground.
  public func ink(at depth: ColorDepth) -> Color {
    guard let luminance else { return .terminalDefault }
    let (black, white): (Color, Color) =
      switch depth {
      case .mono: (.terminalDefault, .terminalDefault)
      case .eight: (.indexed(0), .indexed(7))
      case .sixteen: (.indexed(0), .indexed(15))
      case .palette256, .trueColor: (.indexed(16), .indexed(231))
      }
    return (luminance + 0.05) * (luminance + 0.05) > 1.05 * 0.05 ? black : white
  }

  /// Red, green and blue; nil of the terminal's default, which may be anything.
  var rgb: (UInt8, UInt8, UInt8)? {
    switch kind {
    case .terminalDefault: nil
    case .indexed(let i): XtermPalette.color(i)
    case .rgb(let r, let g, let b): (r, g, b)
    }
  }

  private var luminance: Double? {
    guard let rgb else { return nil }
    return 0.2126 * Oklab.linear(rgb.0) + 0.7152 * Oklab.linear(rgb.1) + 0.0722 * Oklab.linear(rgb.2)
  }

  /// The nearest colour that `depth` can show; `.terminalDefault` in mono.
  public func approximated(at depth: ColorDepth) -> Color {
    switch (kind, depth) {
    case (_, .mono): return .terminalDefault
    case (.terminalDefault, _), (.rgb, .trueColor): return self
    case (.indexed(let i), .eight):
      return i < 8 ? self : .indexed(XtermPalette.nearest(XtermPalette.color(i), in: 0..<8))
    case (.indexed(let i), .sixteen):
      return i < 16 ? self : .indexed(XtermPalette.nearest(XtermPalette.color(i), in: 0..<16))
    case (.indexed, _): return self
    case (.rgb(let r, let g, let b), .eight): return .indexed(XtermPalette.nearest((r, g, b), in: 0..<8))
    case (.rgb(let r, let g, let b), .sixteen): return .indexed(XtermPalette.nearest((r, g, b), in: 0..<16))
    // The first sixteen are the user's to redefine, so only the cube and the greys are relied on.
    case (.rgb(let r, let g, let b), .palette256): return .indexed(XtermPalette.nearest((r, g, b), in: 16..<256))
    }
  }
}

/// How many colours a terminal shows.
public enum ColorDepth: Int, Sendable, CaseIterable, Comparable {
  /// No colour; bold, underline and reverse only.
  case mono
  /// The eight basic colours.
  case eight
  /// The basic colours and their bright forms.
  case sixteen
  /// The xterm palette of 256.
  case palette256
  /// 24-bit colour.
  case trueColor

  /// By richness.
  public static func < (a: ColorDepth, b: ColorDepth) -> Bool { a.rawValue < b.rawValue }
}

/// The palette that xterm and its descendants show for the indices 0–255.
public enum XtermPalette {
  private static let basic: [(UInt8, UInt8, UInt8)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
    (255, 255, 255),
  ]

  /// Red, green and blue of entry `index`.
  public static func color(_ index: UInt8) -> (UInt8, UInt8, UInt8) {
    if index < 16 { return basic[Int(index)] }
    if index >= 232 {
      let grey = 8 + 10 * (index - 232)
      return (grey, grey, grey)
    }
    let cube = index - 16
    let level = { (i: UInt8) -> UInt8 in i == 0 ? 0 : 55 + 40 * i }
    return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
  }

  /// The entry of `range` nearest to a colour, by distance in Oklab [Ottosson 2020].
  public static func nearest(_ rgb: (UInt8, UInt8, UInt8), in range: Range<Int>) -> UInt8 {
    let target = Oklab(rgb)
    var best = (index: range.lowerBound, distance: Double.infinity)
    for index in range {
      let distance = labs[index].distanceSquared(to: target)
      if distance < best.distance { best = (index, distance) }
    }
    return UInt8(best.index)
  }

  private static let labs: [Oklab] = (0..<256).map { Oklab(color(UInt8($0))) }
}

/// A colour in Oklab, where distance is close to how different two colours look [Ottosson 2020].
struct Oklab {
  var l: Double
  var a: Double
  var b: Double

  init(_ rgb: (UInt8, UInt8, UInt8)) {
    let (r, g, b) = (Self.linear(rgb.0), Self.linear(rgb.1), Self.linear(rgb.2))
    let long = Double.root(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b, 3)
    let medium = Double.root(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b, 3)
    let short = Double.root(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b, 3)
    l = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    self.b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
  }

  /// The distance that two colours side by side are just told apart by [CSS Color 4, section 13.2].
  static let justNoticeable = 0.02

  /// The colour a share of the way to another.
  func mixed(with other: Oklab, share: Double) -> Oklab {
    var mixed = self
    mixed.l += share * (other.l - l)
    mixed.a += share * (other.a - a)
    mixed.b += share * (other.b - b)
    return mixed
  }

  /// Red, green and blue; what no screen shows is cut.
  var rgb: (UInt8, UInt8, UInt8) {
    let (long, medium, short) = (
      l + 0.3963377774 * a + 0.2158037573 * b, l - 0.1055613458 * a - 0.0638541728 * b,
      l - 0.0894841775 * a - 1.2914855480 * b
    )
    let (x, y, z) = (long * long * long, medium * medium * medium, short * short * short)
    return (
      Self.channel(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z),
      Self.channel(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z),
      Self.channel(-0.0041960863 * x - 0.7034186147 * y + 1.7076147010 * z)
    )
  }

  private static func channel(_ linear: Double) -> UInt8 {
    let c = linear <= 0.0031308 ? 12.92 * linear : 1.055 * .pow(linear, 1 / 2.4) - 0.055
    return UInt8(max(0, min(255, (255 * c).rounded())))
  }

  func distanceSquared(to other: Oklab) -> Double {
    let (dl, da, db) = (l - other.l, a - other.a, b - other.b)
    return dl * dl + da * da + db * db
  }

  static func linear(_ channel: UInt8) -> Double {
    let c = Double(channel) / 255
    return c <= 0.04045 ? c / 12.92 : .pow((c + 0.055) / 1.055, 2.4)
  }
}
