// Drawing shared by the views that fill a plane.

import Canvas

extension Frame {
  /// Fills a rectangle with pixels two to a cell, one above the other.
  mutating func drawHalfBlocks(in rect: Rect, color: (_ column: Int, _ row: Int) -> Color) {
    for y in 0..<rect.height {
      for x in 0..<rect.width {
        let (top, bottom) = (color(x, 2 * y), color(x, 2 * y + 1))
        self[rect.x + x, rect.y + y] =
          top == bottom ? Cell(" ", Style(top, on: top)) : Cell("▀", Style(top, on: bottom))
      }
    }
  }
}
