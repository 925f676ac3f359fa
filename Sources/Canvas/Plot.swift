// The frame of a plot: where its inside is, its axes, ticks and labels.
//
//     λs
//     100 ┤
//         │   inside
//    0.01 ┤
//         └┬─────┬─────┬─ λt
//         0.01  0.1    1

/// A plot's axes and inside.
public struct Plot: Sendable, Hashable {
  /// The cells of the data.
  public let inside: Rect
  /// Horizontal scale, left to right.
  public let x: Scale
  /// Vertical scale, bottom to top.
  public let y: Scale

  /// Columns taken by the labels and the line of the vertical axis: no label loses a digit.
  public let gutter: Int

  /// A plot in `rect`: labels to the left, two rows of axis below, one row for the vertical axis' name above.
  public init(in rect: Rect, x: Scale, y: Scale) {
    let ticks = y.ticks(atMost: Self.ticks(height: rect.height - 3))
    let format = NumberFormat(telling: ticks)
    gutter = max(7, (ticks.map { format.text($0).unicodeScalars.count }.max() ?? 0) + 1)
    inside = Rect(x: rect.x + gutter, y: rect.y + 1, width: rect.width - gutter - 1, height: rect.height - 3)
    self.x = x
    self.y = y
  }

  /// A plot whose data fill a rectangle, its axes elsewhere.
  public init(filling inside: Rect, x: Scale, y: Scale) {
    (self.inside, self.x, self.y, gutter) = (inside, x, y, 0)
  }

  private static func ticks(height: Int) -> Int { max(2, height / 3) }

  /// The column of a value; nil outside the axis.
  public func column(_ value: Double) -> Int? { x.pixel(value, of: inside.width).map { inside.x + $0 } }

  /// The row of a value; nil outside the axis.
  public func row(_ value: Double) -> Int? { y.pixel(value, of: inside.height).map { inside.maxY - 1 - $0 } }

  /// The value at the centre of a column.
  public func xValue(column: Int) -> Double { x.value((Double(column - inside.x) + 0.5) / Double(inside.width)) }

  /// The value at the centre of a row.
  public func yValue(row: Int) -> Double { y.value((Double(inside.maxY - row) - 0.5) / Double(inside.height)) }

  /// Draws lines, ticks, labels and names.
  /// - Parameter xTicks: where the ticks of the horizontal axis are; nil for round numbers.
  public func drawAxes(
    xName: String, yName: String, xTicks: [Double]? = nil, line: Style, label: Style, name: Style, glyphs: Glyphs,
    into frame: inout Frame
  ) {
    guard inside.width > 1, inside.height > 1 else { return }
    let left = inside.x - 1
    for row in inside.y..<inside.maxY { frame[left, row] = Cell(glyphs.vertical, line) }
    var lastRow = Int.max
    let yTicks = y.ticks(atMost: Self.ticks(height: inside.height))
    let yFormat = NumberFormat(telling: yTicks, isUnicode: glyphs.isUnicode)
    for tick in yTicks {
      guard let row = row(tick), lastRow - row >= 2 else { continue }
      lastRow = row
      frame[left, row] = Cell(glyphs.tickLeft, line)
      frame.putRight(yFormat.text(tick), endX: left, y: row, label)
    }
    let base = inside.maxY
    frame[left, base] = Cell(glyphs.lowerLeft, line)
    for column in inside.x..<inside.maxX { frame[column, base] = Cell(glyphs.horizontal, line) }
    let named = glyphs.text(xName)
    let labelEnd = inside.maxX - named.unicodeScalars.count - 1
    var free = inside.x - 3
    let xTicks = xTicks ?? x.ticks(atMost: max(2, inside.width / 7))
    let xFormat = NumberFormat(telling: xTicks, isUnicode: glyphs.isUnicode)
    for tick in xTicks {
      guard let column = column(tick) else { continue }
      frame[column, base] = Cell(glyphs.tickBelow, line)
      let text = xFormat.text(tick)
      let start = max(inside.x - 1, column - text.unicodeScalars.count / 2)
      guard start >= free, start + text.unicodeScalars.count < labelEnd else { continue }
      free = frame.put(text, x: start, y: base + 1, label) + 1
    }
    frame.putRight(named, endX: inside.maxX, y: base + 1, name)
    frame.put(glyphs.text(yName), x: left, y: inside.y - 1, name)
  }
}
