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

  /// Writes the name of each region of a plane where it is widest, so that colour is not all there is.
  /// - Parameters:
  ///   - classes: the region of each cell, row by row, as an index into `names`; others are unnamed.
  ///   - row: the crosshair's row, kept clear.
  ///   - ink: the colour of the names; nil to keep that of the cells.
  mutating func drawRegionNames(_ names: [String], classes: [Int], in rect: Rect, avoiding row: Int?, ink: Color?) {
    let taken = row.map { ($0 - rect.y - 2)...($0 - rect.y + 2) }
    for (index, name) in names.enumerated() where !name.isEmpty {
      let length = name.unicodeScalars.count
      var best = (score: 0, x: 0, y: 0)
      for y in 0..<rect.height where taken?.contains(y) != true {
        var start = 0
        for x in 0...rect.width {
          if x < rect.width && classes[y * rect.width + x] == index { continue }
          // The middle rows are preferred, so that the name stays put while the region breathes.
          let score = 4 * (x - start) - abs(2 * y - rect.height)
          if x - start >= length + 4 && score > best.score { best = (score, (start + x - length) / 2, y) }
          start = x + 1
        }
      }
      guard best.score > 0 else { continue }
      for (offset, scalar) in name.unicodeScalars.enumerated() {
        let (x, y) = (rect.x + best.x + offset, rect.y + best.y)
        var style = self[x, y].style
        if let ink { style = Style(ink, on: style.background, .bold) }
        self[x, y] = Cell(scalar, style)
      }
    }
  }
}
