// Pixels over cells, for terminals that draw pictures; the cells under them are for all the others.

/// The pictures a person asks for: `--graphics`.
public enum GraphicsChoice: String, CaseIterable, Sendable {
  /// None: cells alone.
  case off
  /// Those of the kitty protocol, wherever nothing makes them impossible.
  case kitty
  /// Those of the kitty protocol, on terminals known to draw them.
  case auto
}

/// How many pixels of a picture there are to a cell.
public struct Fineness: Hashable, Sendable {
  /// Pixels across and down a cell, ≥ 1.
  public let across, down: Int

  /// So many pixels across and down a cell.
  public init(across: Int, down: Int) {
    self.across = max(1, across)
    self.down = max(1, down)
  }
}

/// Pixels that stand for a rectangle of cells.
public struct Picture: Hashable, Sendable {
  /// The cells.
  public let rect: Rect
  /// Pixels across the rectangle.
  public let columns: Int
  /// Pixels down the rectangle.
  public let rows: Int
  /// Its colours, 256 at most, neighbours alike; the terminal's default lets its own ground be seen.
  public let palette: [Color]
  /// The pixels, row by row from the top left: the place of each one's colour in the palette.
  public let pixels: [UInt8]
  /// The cells that it stands for, as they were before anything was written over them.
  fileprivate let covered: [Cell]
}

extension Frame {
  /// Lays a picture over a filled rectangle, which stays as it is for terminals that draw no pictures. What is written
  /// there later is seen on the picture. A frame has one picture, the last.
  /// - Parameters:
  ///   - palette: its colours, 256 at most.
  ///   - number: the place of a pixel's colour in the palette, by the pixel's column and row.
  public mutating func putPicture(
    in rect: Rect, _ fineness: Fineness, palette: [Color], number: (_ column: Int, _ row: Int) -> Int
  ) {
    guard !rect.isEmpty, rect.x >= 0, rect.y >= 0, rect.maxX <= width, rect.maxY <= height else { return }
    precondition(palette.count <= 256, "too many colours")
    let (columns, rows) = (rect.width * fineness.across, rect.height * fineness.down)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns { pixels.append(UInt8(number(column, row))) }
    }
    picture = Picture(
      rect: rect, columns: columns, rows: rows, palette: palette, pixels: pixels,
      covered: (rect.y..<rect.maxY).flatMap { row($0)[(row($0).startIndex + rect.x)...].prefix(rect.width) })
  }

  /// The frame as it is shown on a terminal that draws its picture under the cells that have the terminal's own ground:
  /// cells of which nothing but the picture is to be seen are blank, and what is written on the picture has no ground of
  /// its own; the rest hides the picture. Nil where there is no picture, or where something over it has the terminal's
  /// own ground, through which it would be seen.
  public var overPicture: Frame? {
    guard let picture else { return nil }
    var shown = self
    for (index, covered) in picture.covered.enumerated() {
      let (x, y) = (picture.rect.x + index % picture.rect.width, picture.rect.y + index / picture.rect.width)
      let cell = self[x, y]
      if cell == covered {
        shown[x, y] = Cell(" ")
      } else if covered.hasGround(cell.style.background), !cell.style.attributes.contains(.reverse) {
        shown[x, y].style.background = .terminalDefault
      } else if cell.style.background == .terminalDefault {
        return nil
      }
    }
    return shown
  }

  /// The frame without its picture.
  public var withoutPicture: Frame {
    var frame = self
    frame.picture = nil
    return frame
  }
}

extension Cell {
  /// Whether a colour fills the cell or half of it.
  fileprivate func hasGround(_ color: Color) -> Bool {
    color == style.background || glyph == "▀" && color == style.foreground
  }
}
