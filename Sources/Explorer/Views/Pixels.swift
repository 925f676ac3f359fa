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
  ///   - onColor: whether the regions are told by their background, on which the names must be read.
  mutating func drawRegionNames(
    _ names: [String], classes: [Int], in rect: Rect, avoiding row: Int?, onColor: Bool
  ) {
    let taken = row.map { ($0 - rect.y - 2)...($0 - rect.y + 2) }
    // Rows of the same region above and below each cell, for the middle of a region in both directions.
    var above = Array(repeating: 0, count: classes.count)
    var below = above
    for i in classes.indices where i >= rect.width && classes[i] == classes[i - rect.width] {
      above[i] = above[i - rect.width] + 1
    }
    for i in classes.indices.reversed() where i + rect.width < classes.count && classes[i] == classes[i + rect.width] {
      below[i] = below[i + rect.width] + 1
    }
    for (index, name) in names.enumerated() where !name.isEmpty {
      let length = name.unicodeScalars.count
      var best = (score: 0, x: 0, y: 0)
      for y in 0..<rect.height where taken?.contains(y) != true {
        var start = 0
        for x in 0...rect.width {
          if x < rect.width && classes[y * rect.width + x] == index { continue }
          let middle = (start + x) / 2
          if x - start >= length + 2 {
            let i = y * rect.width + middle
            let score = min(x - start, 6 * min(above[i], below[i]) + 6)
            if score > best.score { best = (score, middle - length / 2, y) }
          }
          start = x + 1
        }
      }
      guard best.score > 0 else { continue }
      for (offset, scalar) in name.unicodeScalars.enumerated() {
        let (x, y) = (rect.x + best.x + offset, rect.y + best.y)
        var style = self[x, y].style
        if onColor {
          style = Style(style.background.isLight ? .indexed(16) : .indexed(231), on: style.background, .bold)
        }
        self[x, y] = Cell(scalar, style)
      }
    }
  }
}
