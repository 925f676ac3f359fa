// What need not be drawn anew: cells whose colours have changed by less than can be seen.

/// Keeps what a screen shows where the next frame differs too little to be seen, so that a picture in 24-bit colour costs
/// little to move. It looks at halves of cells: two pixels, or a blank of one colour.
public struct Steadiness: Sendable {
  private var known: [Color: Oklab] = [:]

  /// Nothing is known yet.
  public init() {}

  /// The frame with every cell as it was before, where both its halves are within ``Oklab/justNoticeable`` of that.
  /// - Parameter before: the frame shown; one of another size keeps nothing.
  public mutating func steadied(_ frame: Frame, since before: Frame) -> Frame {
    guard (frame.width, frame.height) == (before.width, before.height) else { return frame }
    var steadied = frame
    for y in 0..<frame.height where frame.row(y) != before.row(y) {
      for x in 0..<frame.width {
        let (old, new) = (before[x, y], frame[x, y])
        guard old != new, let (oldTop, oldBottom) = old.halves, let (newTop, newBottom) = new.halves,
          looksAlike(oldTop, newTop), looksAlike(oldBottom, newBottom)
        else { continue }
        steadied[x, y] = old
      }
    }
    return steadied
  }

  private mutating func looksAlike(_ a: Color, _ b: Color) -> Bool {
    if a == b { return true }
    guard case .rgb = a.kind, case .rgb = b.kind, let (first, second) = lab(a).flatMap({ l in lab(b).map { (l, $0) } })
    else { return false }
    return first.distanceSquared(to: second) <= Oklab.justNoticeable * Oklab.justNoticeable
  }

  private mutating func lab(_ color: Color) -> Oklab? {
    if let lab = known[color] { return lab }
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
