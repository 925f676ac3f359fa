// Marks on a plot. Whatever is under a mark, it is told from it: the state's mark is the inverse of its ground, the
// others have a foreground that contrasts with it.

import Canvas
import Preferences

/// What is marked.
enum Mark: Hashable {
  /// The state itself: the dot, the centre of the crosshair.
  case state
  /// A pinned state that the picture is of.
  case pin
  /// Anything else, in the colour of its role where that can be seen there.
  case other(Role)
}

extension Pen {
  /// Puts a mark on a cell; outside the frame it does nothing.
  mutating func mark(_ mark: Mark, _ glyph: Unicode.Scalar, x: Int, y: Int) {
    guard frame.bounds.contains(x: x, y: y) else { return }
    frame[x, y] = Cell(glyph, look.style(of: mark, on: frame[x, y].style.background))
  }
}

extension Look {
  /// The least contrast at which a mark is seen well enough [WCAG 2.1, graphical objects].
  static let leastContrast = 3.0

  /// How a mark looks on a ground.
  func style(of mark: Mark, on ground: Color) -> Style {
    let ink = ground.ink(at: depth)
    func seen(_ role: Role) -> Color {
      let own = self[role].foreground
      return (own.contrast(with: ground) ?? 0) >= Self.leastContrast ? own : ink
    }
    switch mark {
    case .state:
      return ink == ground
        ? Style(ink, on: ground, [.reverse, .bold]) : Style(ink.ink(at: depth), on: ink, .bold)
    case .pin: return Style(seen(.crosshair), on: ground, .bold)
    case .other(let role): return Style(seen(role), on: ground, self[role].attributes)
    }
  }
}
