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

/// One character cell. Every glyph is one column wide.
public struct Cell: Hashable, Sendable {
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
  /// What was written and cannot be read; nil where nobody asked.
  private var audit: FrameAudit?

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
      cells[y * width + x] = newValue
    }
  }

  /// The cells of one row.
  public func row(_ y: Int) -> ArraySlice<Cell> { cells[y * width..<(y + 1) * width] }

  /// Fills a rectangle; what was written there is gone on purpose.
  public mutating func fill(_ rect: Rect, _ cell: Cell) {
    for y in max(0, rect.y)..<max(0, rect.y, min(height, rect.maxY)) {
      for x in max(0, rect.x)..<max(0, rect.x, min(width, rect.maxX)) {
        cells[y * width + x] = cell
        audit?.clear(y * width + x)
      }
    }
  }

  /// Writes text from a cell rightwards, cut at `limit` columns. Controls and characters that are not one column wide
  /// show as `?`.
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
      if bounds.contains(x: column, y: y) {
        let index = y * width + column
        audit?.write(scalar, at: index)
        cells[index] = Cell(scalar.isSingleColumn ? scalar : "?", style(cells[index].style))
      }
      column += 1
    }
    audit?.end(x: column, glyphs: cells)
    return column
  }

  /// Writes text that ends before column `x`.
  public mutating func putRight(_ text: String, endX x: Int, y: Int, _ style: Style) {
    put(text, x: x - text.unicodeScalars.count, y: y, style)
  }
}

extension Unicode.Scalar {
  /// Whether a terminal gives the character one column: printing, not combining, not East Asian wide.
  public var isSingleColumn: Bool {
    if value < 0x7F { return value >= 0x20 }
    if value < 0xA0 { return false }
    // What a screen is mostly made of: Greek, arrows, mathematics, boxes, blocks and Braille.
    if (0x391...0x3C9).contains(value) || (0x2190...0x22FF).contains(value) || (0x2500...0x25FF).contains(value)
      || (0x2800...0x28FF).contains(value)
    {
      return true
    }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark, .control, .format, .surrogate, .unassigned, .privateUse,
      .lineSeparator, .paragraphSeparator:
      return false
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F9FF, 0x20000...0x3FFFD:
      return false
    default: return true
    }
  }
}
