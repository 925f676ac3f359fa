// What need not be drawn anew: cells whose colours have changed by less than can be seen, or by little while there is no
// time for more.

/// Keeps what a screen shows where the next frame differs too little to be seen, so that a picture in 24-bit colour costs
/// little to move. It looks at halves of cells: two pixels, or a blank of one colour.
public struct Steadiness: Sendable {
  private var known: [Color: Oklab] = [:]
  private var rough: [Color: Color] = [:]

  /// Nothing is known yet.
  public init() {}

  /// The frame with every cell as it was before, where both its halves are near enough to that.
  /// - Parameters:
  ///   - before: the frame shown; one of another size keeps nothing.
  ///   - tolerance: how near, as a multiple of ``Oklab/justNoticeable``, ≥ 0.
  ///   - rows: where less is tolerated, and how much there.
  ///   - isRough: whether those that change have one colour each, of the 256, which makes long runs.
  public mutating func steadied(
    _ frame: Frame, since before: Frame, tolerance: Double = 1, but rows: Range<Int> = 0..<0,
    tolerating less: Double = 1, isRough: Bool = false
  ) -> Frame {
    guard (frame.width, frame.height) == (before.width, before.height) else { return frame }
    var steadied = frame
    for y in 0..<frame.height where frame.row(y) != before.row(y) {
      let most = rows.contains(y) ? less : tolerance
      if most == 0 { continue }
      for x in 0..<frame.width {
        let (old, new) = (before[x, y], frame[x, y])
        guard old != new, let (oldTop, oldBottom) = old.halves, let (newTop, newBottom) = new.halves,
          isNear(oldTop, newTop, most), isNear(oldBottom, newBottom, most)
        else {
          if isRough, let (top, _) = new.halves {
            steadied[x, y] = Cell(" ", Style(new.style.foreground, on: roughened(top)))
          }
          continue
        }
        steadied[x, y] = old
      }
    }
    return steadied
  }

  private mutating func isNear(_ a: Color, _ b: Color, _ tolerance: Double) -> Bool {
    if a == b { return true }
    guard let first = lab(a), let second = lab(b) else { return false }
    let most = tolerance * Oklab.justNoticeable
    return first.distanceSquared(to: second) <= most * most
  }

  private mutating func roughened(_ color: Color) -> Color {
    if let known = rough[color] { return known }
    guard case .rgb = color.kind, let (red, green, blue) = color.approximated(at: .palette256).rgb else { return color }
    if rough.count >= 1 << 16 { rough.removeAll() }
    rough[color] = .rgb(red, green, blue)
    return .rgb(red, green, blue)
  }

  private mutating func lab(_ color: Color) -> Oklab? {
    if let lab = known[color] { return lab }
    // The first sixteen are what the person has made of them.
    if case .indexed(let index) = color.kind, index < 16 { return nil }
    guard let rgb = color.rgb else { return nil }
    if known.count >= 1 << 16 { known.removeAll() }
    known[color] = Oklab(rgb)
    return known[color]
  }
}

extension Cell {
  /// The colours of the upper and the lower half, where nothing else is seen of the cell.
  fileprivate var halves: (Color, Color)? {
    guard style.attributes.isEmpty else { return nil }
    return switch glyph {
    case " ": (style.background, style.background)
    // The terminal's own ink is another than its ground, under the same name.
    case "▀" where style.foreground != .terminalDefault: (style.foreground, style.background)
    case "▄" where style.foreground != .terminalDefault: (style.background, style.foreground)
    default: nil
    }
  }
}
