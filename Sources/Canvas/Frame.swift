// A screen as data. Widgets draw into a frame inside a rectangle; nothing here knows a terminal.

/// How a cell looks besides its glyph.
public struct Style: Hashable, Sendable {
  /// Bold, underline and so on.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit an attribute.
    public let rawValue: UInt8
    /// Attributes from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Bold or bright.
    public static let bold = Attributes(rawValue: 1)
    /// Faint.
    public static let dim = Attributes(rawValue: 2)
    /// Underlined.
    public static let underline = Attributes(rawValue: 4)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 8)
  }

  /// Colour of the glyph.
  public var foreground: Color
  /// Colour behind the glyph.
  public var background: Color
  /// Attributes of the glyph.
  public var attributes: Attributes

  /// A style; by default the terminal's own.
  public init(
    _ foreground: Color = .terminalDefault, on background: Color = .terminalDefault, _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own look.
  public static let plain = Style()
}

/// One character cell. A glyph is one column wide, or two with ``wideEnd`` in the cell after it.
public struct Cell: Hashable, Sendable {
  /// The glyph of a cell that the wide one before it reaches into.
  public static let wideEnd: Unicode.Scalar = "\0"

  /// The glyph.
  public var glyph: Unicode.Scalar
  /// How it looks.
  public var style: Style

  /// A cell.
  public init(_ glyph: Unicode.Scalar = " ", _ style: Style = .plain) {
    self.glyph = glyph
    self.style = style
  }
}

/// A rectangle of cells, in columns and rows from the top left.
public struct Rect: Hashable, Sendable {
  /// Leftmost column.
  public var x: Int
  /// Topmost row.
  public var y: Int
  /// Columns, ≥ 0.
  public var width: Int
  /// Rows, ≥ 0.
  public var height: Int

  /// A rectangle; negative extents become 0.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// One past the rightmost column.
  public var maxX: Int { x + width }
  /// One past the lowest row.
  public var maxY: Int { y + height }
  /// Whether there is nothing inside.
  public var isEmpty: Bool { width == 0 || height == 0 }
  /// Whether a cell is inside.
  public func contains(x column: Int, y row: Int) -> Bool { column >= x && column < maxX && row >= y && row < maxY }
  /// The rectangle less a margin on every side.
  public func inset(by dx: Int, _ dy: Int) -> Rect {
    Rect(x: x + dx, y: y + dy, width: width - 2 * dx, height: height - 2 * dy)
  }
  /// The top `rows` rows, and the rest.
  public func splitTop(_ rows: Int) -> (Rect, Rect) {
    let h = min(max(0, rows), height)
    return (Rect(x: x, y: y, width: width, height: h), Rect(x: x, y: y + h, width: width, height: height - h))
  }
  /// The left `columns` columns, and the rest.
  public func splitLeft(_ columns: Int) -> (Rect, Rect) {
    let w = min(max(0, columns), width)
    return (Rect(x: x, y: y, width: w, height: height), Rect(x: x + w, y: y, width: width - w, height: height))
  }
}

/// A rectangular array of cells. Drawing outside it is clipped; an audited frame says what was lost by that.
public struct Frame: Hashable, Sendable {
  /// Columns.
  public let width: Int
  /// Rows.
  public let height: Int
  /// The cells, row by row.
  public private(set) var cells: [Cell]
  /// Pixels in place of some of them, where a terminal draws pictures.
  public internal(set) var picture: Picture?
  /// What was written and cannot be read; nil where nobody asked.
  private var audit: FrameAudit?
  /// Whether a wide character was ever written: most frames have none, and need not look for halves of them.
  private var past = Past()

  /// What was written before is no part of a frame.
  private struct Past: Hashable {
    var hasWide = false
    static func == (a: Past, b: Past) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
  }

  /// An empty frame in one style.
  /// - Parameter isAudited: whether ``faults`` are recorded.
  public init(width: Int, height: Int, style: Style = .plain, isAudited: Bool = false) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = Array(repeating: Cell(" ", style), count: self.width * self.height)
    if isAudited { audit = FrameAudit(cells: cells.count) }
  }

  /// The whole frame.
  public var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

  /// Texts that were cut, written over or run together, in the order of writing; none are known of a frame that is not
  /// audited.
  public var faults: [FrameFault] { audit?.faults ?? [] }

  /// The cell at a column and row inside the frame; writing outside it does nothing.
  public subscript(x: Int, y: Int) -> Cell {
    get {
      precondition(bounds.contains(x: x, y: y), "cell outside the frame")
      return cells[y * width + x]
    }
    set {
      guard x >= 0 && x < width && y >= 0 && y < height else { return }
      if newValue.glyph != cells[y * width + x].glyph { audit?.overwrite(y * width + x) }
      if past.hasWide { parting(x, y) }
      cells[y * width + x] = newValue
    }
  }

  /// Blanks the other half of a wide character of which a cell is to be written over.
  private mutating func parting(_ x: Int, _ y: Int) {
    let index = y * width + x
    if cells[index].glyph == Cell.wideEnd, x > 0 { cells[index - 1].glyph = " " }
    if x + 1 < width, cells[index + 1].glyph == Cell.wideEnd { cells[index + 1].glyph = " " }
  }

  /// The cells of one row.
  public func row(_ y: Int) -> ArraySlice<Cell> { cells[y * width..<(y + 1) * width] }

  /// Fills a rectangle; what was written there is gone on purpose.
  public mutating func fill(_ rect: Rect, _ cell: Cell) {
    for y in max(0, rect.y)..<max(0, rect.y, min(height, rect.maxY)) {
      for x in max(0, rect.x)..<max(0, rect.x, min(width, rect.maxX)) {
        if past.hasWide { parting(x, y) }
        cells[y * width + x] = cell
        audit?.clear(y * width + x)
      }
    }
  }

  /// Writes text from a cell rightwards, cut at `limit` columns. Controls show as `?`; marks that combine with the
  /// character before them are left out, and so is a wide character with room for half of it.
  /// - Returns: the column after the last one written.
  @discardableResult
  public mutating func put(_ text: String, x: Int, y: Int, _ style: Style, limit: Int = .max) -> Int {
    put(text, x: x, y: y, limit: limit) { _ in style }
  }

  /// Writes text whose style is made of that of the cells it covers, as above.
  @discardableResult
  public mutating func put(_ text: String, x: Int, y: Int, limit: Int = .max, style: (Style) -> Style) -> Int {
    var column = x
    let end = limit == .max ? width : min(width, x + max(0, limit))
    audit?.begin(text, x: x, y: y, width: width, isWhole: x >= 0 && y >= 0 && y < height)
    for scalar in text.unicodeScalars {
      if column >= end {
        if scalar == " " { continue }
        audit?.cut()
        break
      }
      let columns = scalar.columns
      if columns == 1 {
        write(scalar.isDisturbing ? "?" : scalar, of: scalar, x: column, y: y, style)
      } else if columns == 2, column + 2 <= end {
        past.hasWide = true
        write(scalar, of: scalar, x: column, y: y, style)
        // Of one that begins outside there is nothing to see.
        write(column >= 0 ? Cell.wideEnd : " ", of: scalar, x: column + 1, y: y, style)
      } else if columns == 2 {
        audit?.cut()
      }
      column += columns
    }
    audit?.end(x: column, glyphs: cells)
    return column
  }

  /// Writes a glyph of a text into a cell, if that is inside.
  private mutating func write(
    _ glyph: Unicode.Scalar, of scalar: Unicode.Scalar, x: Int, y: Int, _ style: (Style) -> Style
  ) {
    guard x >= 0 && x < width && y >= 0 && y < height else { return }
    let index = y * width + x
    audit?.write(scalar, at: index)
    if past.hasWide { parting(x, y) }
    cells[index] = Cell(glyph, style(cells[index].style))
  }

  /// Writes text that ends before column `x`.
  public mutating func putRight(_ text: String, endX x: Int, y: Int, _ style: Style) {
    put(text, x: x - text.columns, y: y, style)
  }
}
