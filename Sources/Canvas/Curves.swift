// Curves in a plot: Braille dots, two across and four down a cell, or one character a curve where there is only ASCII.
//
//     │ ⢣    ↑↑    ⡜     a curve that leaves the plot ends in an arrow; ∞ marks a pole
//     │  ⠣⡀ ⢰⠁⠘⡄  ⡜
//     │   ⠈b⠁   ⠈⠒⠁      its letter stands on it, where it is farthest from the others

/// A curve to draw.
public struct Curve: Sendable, Hashable {
  /// A place on a curve, in data coordinates. An infinite y is a pole, an undefined one a break.
  public struct Point: Sendable, Hashable {
    /// Data coordinates.
    public var x, y: Double
    /// A place.
    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// The places, in order along the curve.
  public var points: [Point]
  /// How it looks, where nothing else is said.
  public var style: Style
  /// The letter it is known by; in ASCII the curve is made of it. A blank stays unlettered.
  public var mark: Unicode.Scalar
  /// What is drawn of it.
  public var dash: Dash

  /// What is drawn of a curve.
  public enum Dash: Sendable, Hashable {
    /// All of it.
    case solid
    /// Dashes as long as their gaps, a cell and a half.
    case dashed
    /// Dots a cell and a half apart.
    case dotted
    /// All of it, two dots wide.
    case thick
  }

  /// A curve.
  public init(_ points: [Point], style: Style = .plain, mark: Unicode.Scalar, dash: Dash = .solid) {
    self.points = points
    self.style = style
    self.mark = mark
    self.dash = dash
  }
}

/// Measured values to draw over curves.
public struct Measured: Sendable, Hashable {
  /// Data coordinates.
  public var x, y: Double
  /// Half the length of its error bar, ≥ 0.
  public var error: Double
  /// How it looks.
  public var style: Style
  /// Its mark; nil for a ring.
  public var glyph: Unicode.Scalar?
  /// A measured value.
  public init(x: Double, y: Double, error: Double, style: Style, glyph: Unicode.Scalar? = nil) {
    self.x = x
    self.y = y
    self.error = error
    self.style = style
    self.glyph = glyph
  }
}

extension Frame {
  /// Draws curves inside a plot, the later over the earlier.
  public mutating func drawCurves(_ curves: [Curve], in plot: Plot, glyphs: Glyphs) {
    let rect = plot.inside
    guard !rect.isEmpty else { return }
    let (across, down) = glyphs.isUnicode ? (2, 4) : (1, 1)
    let traces = curves.map { CurveTrace($0, plot: plot, across: across, down: down) }
    var dots: [UInt8] = Array(repeating: 0, count: rect.width * rect.height)
    for (curve, trace) in zip(curves, traces) {
      for (cell, bits) in trace.cells {
        dots[cell] |= bits
        let glyph = glyphs.isUnicode ? Unicode.Scalar(0x2800 + UInt32(dots[cell])) : curve.mark
        let (x, y) = (rect.x + cell % rect.width, rect.y + cell / rect.width)
        guard bounds.contains(x: x, y: y) else { continue }
        // A block mostly filled becomes the ground that the dots stand on.
        let under = self[x, y]
        let ground = ("▅"..."█").contains(under.glyph) ? under.style.foreground : under.style.background
        self[x, y] = Cell(glyph ?? curve.mark, Style(curve.style.foreground, on: ground, curve.style.attributes))
      }
    }
    for (curve, trace) in zip(curves, traces) {
      for exit in trace.exits {
        let glyph =
          exit.isPole ? glyphs.infinite : exit.isTop ? glyphs.leavesAbove : glyphs.leavesBelow
        self[rect.x + exit.column, exit.isTop ? rect.y : rect.maxY - 1] = Cell(glyph, curve.style)
      }
    }
    if glyphs.isUnicode { drawMarks(of: curves, traces: traces, in: rect) }
  }

  /// Draws lines over a filled plane, the later over the earlier: a cell shows the last line through it alone, on the
  /// colour of its upper half where the line is in the lower one.
  /// - Parameter style: of a line, by its index, on a ground.
  /// - Returns: the cells of each line, by their index from the top left of the plot's inside.
  @discardableResult
  public mutating func drawLines(
    _ lines: [Curve], in plot: Plot, glyphs: Glyphs, style: (_ line: Int, _ ground: Color) -> Style
  ) -> [Set<Int>] {
    let rect = plot.inside
    let (across, down) = glyphs.isUnicode ? (2, 4) : (1, 1)
    return lines.enumerated().map { index, line in
      let cells = CurveTrace(line, plot: plot, across: across, down: down).cells
      for (cell, dots) in cells {
        let (x, y) = (rect.x + cell % rect.width, rect.y + cell / rect.width)
        guard bounds.contains(x: x, y: y) else { continue }
        let glyph = glyphs.isUnicode ? Unicode.Scalar(0x2800 + UInt32(dots)) : nil
        // Of two pixels the one that more is seen of beside the line.
        let under = self[x, y]
        let isLow = (dots & Self.lowDots).nonzeroBitCount > (dots & ~Self.lowDots).nonzeroBitCount
        let ground = under.glyph == "▀" && isLow ? under.style.foreground : under.style.background
        self[x, y] = Cell(glyph ?? line.mark, style(index, ground))
      }
      return Set(cells.keys)
    }
  }

  /// The Braille dots of the lower half of a cell.
  private static let lowDots: UInt8 = 0xE4

  /// Writes each curve's letter on it, where the other curves are farthest, near the right end if that is as good.
  private mutating func drawMarks(of curves: [Curve], traces: [CurveTrace], in rect: Rect) {
    var taken: [(column: Int, row: Int)] = []
    for (index, curve) in curves.enumerated() where curve.mark != " " {
      var best = (score: -Double.infinity, column: 0, row: 0)
      for column in 0..<rect.width {
        guard let row = traces[index].row(at: column), !traces[index].leaves(at: column, row, of: rect.height) else {
          continue
        }
        let distances = traces.indices.filter { $0 != index }.compactMap { traces[$0].distance(at: column, from: row) }
        let room = min(3, Double(distances.min() ?? 3))
        let clash = taken.contains { abs($0.column - column) < 2 && $0.row == row }
        let score =
          room - (clash ? 10 : 0) + 0.4 * Double(column) / Double(rect.width)
          - (column < 2 || column > rect.width - 3 ? 0.2 : 0)
        if score > best.score { best = (score, column, row) }
      }
      guard best.score > -.infinity else { continue }
      taken.append((best.column, best.row))
      let (x, y) = (rect.x + best.column, rect.y + best.row)
      let background = bounds.contains(x: x, y: y) ? self[x, y].style.background : curve.style.background
      self[x, y] = Cell(
        curve.mark, Style(curve.style.foreground, on: background, curve.style.attributes.union(.bold)))
    }
  }

  /// Draws measured values: the mark, a ring unless another is asked for, and a bar as long as the error on either side where it is longer than the ring.
  public mutating func drawMeasured(_ values: [Measured], in plot: Plot, glyphs: Glyphs) {
    for value in values {
      guard let column = plot.column(value.x) else { continue }
      let clamp = { (y: Double) in plot.row(min(max(y, plot.y.lower), plot.y.upper)) }
      if value.error > 0, let low = clamp(value.y - value.error), let high = clamp(value.y + value.error), low > high {
        for row in high...low { self[column, row] = Cell(glyphs.vertical, value.style) }
      }
      if let row = plot.row(value.y) { self[column, row] = Cell(value.glyph ?? glyphs.measured, value.style) }
    }
  }
}

/// The cells a curve passes through.
struct CurveTrace {
  /// A place where the curve leaves the plot.
  struct Exit: Hashable {
    let column: Int
    let isTop: Bool
    let isPole: Bool
  }

  /// The dots set in each cell, by its index from the top left.
  private(set) var cells: [Int: UInt8] = [:]
  private(set) var exits: [Exit] = []
  /// The rows that the curve takes in each column, in the order of the curve.
  private var rows: [[Int]]
  private var travelled = 0.0
  private let rect: Rect
  private let across: Int
  private let down: Int

  init(_ curve: Curve, plot: Plot, across: Int, down: Int) {
    rect = plot.inside
    self.across = across
    self.down = down
    rows = Array(repeating: [], count: rect.width)
    let (width, height) = (Double(rect.width * across), Double(rect.height * down))
    // A pole is a place far above the plot.
    let far = 64 * height
    var previous: (x: Double, y: Double)?
    for point in curve.points {
      let x = plot.x.position(point.x) * width
      var y = (1 - plot.y.position(point.y)) * height
      guard x.isFinite, !y.isNaN else {
        previous = nil
        continue
      }
      y = min(max(y, -far), far)
      // What lies on the lower edge is inside, rounding or not.
      if y >= height, y < height + 1e-6 { y = height - 1e-6 }
      if y < 0, y > -1e-6 { y = 0 }
      if point.y.isInfinite, x >= 0, x < width {
        exits.append(Exit(column: Int(clamping: x) / across, isTop: point.y > 0, isPole: true))
      }
      if let previous { segment(from: previous, to: (x, y), dash: curve.dash) }
      previous = (x, y)
    }
    let poles = exits.filter(\.isPole)
    exits.removeAll { exit in !exit.isPole && poles.contains { $0.column == exit.column && $0.isTop == exit.isTop } }
    exits = exits.filter { !$0.isPole } + poles
  }

  /// A row of the curve in a column, the middle one where it is steep; nil where it is not in the plot.
  func row(at column: Int) -> Int? { rows[column].isEmpty ? nil : rows[column][rows[column].count / 2] }

  /// How far all that the curve has in a column is from a row; nil where it is not in the plot.
  func distance(at column: Int, from row: Int) -> Int? { rows[column].map { abs($0 - row) }.min() }

  /// Whether the cell of a column and row shows that the curve leaves the plot there.
  func leaves(at column: Int, _ row: Int, of height: Int) -> Bool {
    exits.contains { $0.column == column && row == ($0.isTop ? 0 : height - 1) }
  }

  private mutating func segment(from a: (x: Double, y: Double), to b: (x: Double, y: Double), dash: Curve.Dash) {
    let (width, height) = (Double(rect.width * across), Double(rect.height * down))
    if (a.y < 0) != (b.y < 0) || (a.y >= height) != (b.y >= height) {
      let edge: Double = (a.y < 0) != (b.y < 0) ? 0 : height
      let x = a.x + (edge - a.y) / (b.y - a.y) * (b.x - a.x)
      if x >= 0, x < width {
        let exit = Exit(column: Int(clamping: x) / across, isTop: edge == 0, isPole: false)
        if !exits.contains(exit) { exits.append(exit) }
      }
    }
    let length = min(max(abs(b.x - a.x), abs(b.y - a.y)), 1e6)
    defer { travelled += length }
    guard max(a.y, b.y) >= 0, min(a.y, b.y) < height else { return }
    // The part inside the plot, as shares of the segment.
    var (from, to) = (0.0, 1.0)
    for (start, end, limit) in [(a.x, b.x, width), (a.y, b.y, height)] {
      if start == end {
        if start < 0 || start >= limit { return }
        continue
      }
      let (s, t) = ((0 - start) / (end - start), (limit - 1e-9 - start) / (end - start))
      (from, to) = (max(from, min(s, t)), min(to, max(s, t)))
    }
    guard from <= to else { return }
    let steps = Int(clamping: (max(abs(b.x - a.x), abs(b.y - a.y)) * (to - from)).rounded(.up))
    for step in 0...max(1, steps) {
      let share = from + (to - from) * Double(step) / Double(max(1, steps))
      let (x, y) = (a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))
      let (column, row) = (Int(clamping: x.rounded(.down)), Int(clamping: y.rounded(.down)))
      switch dash {
      case .solid: break
      case .dashed: if Int(clamping: (travelled + share * length) / (1.5 * Double(across))) % 2 == 1 { continue }
      case .dotted: if Int(clamping: travelled + share * length) % (2 * across) > 0 { continue }
      case .thick where across == 1: break  // where dots are whole characters, one is thick enough
      case .thick:
        // The second dot beside a steep curve, or under a level one.
        let isSteep = abs(b.y - a.y) > abs(b.x - a.x)
        dot(column + (isSteep ? 1 : 0), row + (isSteep ? 0 : 1))
      }
      dot(column, row)
    }
  }

  private mutating func dot(_ x: Int, _ y: Int) {
    guard x >= 0, y >= 0, x < rect.width * across, y < rect.height * down else { return }
    let (column, row) = (x / across, y / down)
    cells[row * rect.width + column, default: 0] |= Self.bit(x % across, y % down)
    if !rows[column].contains(row) { rows[column].append(row) }
  }

  /// The Braille dot at a column and row of its cell [Unicode, block 2800].
  private static func bit(_ x: Int, _ y: Int) -> UInt8 {
    switch (x, y) {
    case (0, 3): 0x40
    case (1, 3): 0x80
    default: 1 << UInt8(3 * x + y)
    }
  }
}
