// What the terminal has been told to show, so that it is told only what changed.

import CNcurses
import Canvas

/// Hands frames row by row to what writes them: ``FrameWriter``, or ncurses where the terminal is of another kind.
struct Painter {
  /// What a frame changed.
  enum Update { case nothing, changes, everything }

  private var encoder: CellEncoder
  private var writer: FrameWriter?
  private var steadiness = Steadiness()
  private var shown: [EncodedCell] = []
  /// What was to be shown last, and what of it was shown: the cells over the picture, where one is drawn.
  private var lastGiven: Frame?
  private var lastFrame: Frame?
  private var mustRepaint = true
  /// How many rows are as near to what was given last as they can be had.
  private var settledRows = Int.max

  /// - Parameter writer: nil for ncurses.
  init(_ encoder: CellEncoder, _ writer: FrameWriter?) {
    self.encoder = encoder
    self.writer = writer
  }

  /// The bytes for what was handed over.
  private mutating func take() -> [UInt8] { writer?.take() ?? takeFromNcurses() }

  /// Whether what is shown is as near to what was given last as it can be had.
  var isSettled: Bool { settledRows == .max }

  /// Shows a frame. Where that takes more bytes than there are, what is not a colour is shown, and colours as near as can be
  /// had for them; given again, the frame is settled some rows at a time.
  /// - Parameters:
  ///   - drawsPicture: whether the terminal draws the frame's picture under its cells.
  ///   - budget: how many bytes there are; nil for all that it takes. What can be done with no fewer takes more.
  mutating func paint(
    _ frame: Frame, columns: Int, rows: Int, drawsPicture: Bool = false, budget: Int? = nil
  ) -> (update: Update, bytes: [UInt8]) {
    func tried(_ nearness: Nearness?) -> (Painter, Update, [UInt8]) {
      var painter = self
      let update = painter.handOver(
        frame, columns: columns, rows: rows, drawsPicture: drawsPicture, nearness: nearness)
      let bytes = painter.take()
      return (painter, update, bytes)
    }
    guard let budget, writer != nil, !mustRepaint else {
      let update = handOver(frame, columns: columns, rows: rows, drawsPicture: drawsPicture)
      settledRows = .max
      return (update, take())
    }
    var (painter, update, bytes) = tried(nil)
    var settled = Int.max
    if update == .changes && bytes.count > budget {
      if isSettled || frame != lastGiven {
        settled = 0
        for nearness in Self.coarse where bytes.count > budget {
          (painter, update, bytes) = tried(nearness)
        }
      } else {
        var more = rows - settledRows
        while bytes.count > budget && more > 1 {
          more = (more + 1) / 2
          settled = settledRows + more
          (painter, update, bytes) = tried(Nearness(tolerance: .infinity, refined: settledRows..<settled))
        }
      }
    }
    self = painter
    settledRows = settled
    return (update, bytes)
  }

  /// How near colours are kept in haste, the nearest first.
  private static let coarse = [
    Nearness(tolerance: 3), Nearness(tolerance: 3, isRough: true), Nearness(tolerance: 8, isRough: true),
  ]

  /// Paints everything with the next frame. Returns the last one.
  mutating func repaint() -> Frame? {
    mustRepaint = true
    return lastGiven
  }

  /// The picture to be seen with what was handed over last.
  var picture: Picture? { lastFrame?.picture }

  /// How near what is shown has to be to a frame, in multiples of what can just be noticed.
  private struct Nearness {
    /// Anywhere.
    var tolerance: Double
    /// Whether a cell that changes has but one colour, of the 256.
    var isRough = false
    /// Nearer in some rows.
    var refined = 0..<0
  }

  /// What is shown without haste: in 24-bit colour, no difference that would be seen.
  private var best: Double { encoder.depth == .trueColor ? 1 : 0 }

  /// Sets the rows that differ from the last frame's, cut or filled to the size of the screen. What is shown stays where
  /// it is near enough.
  /// - Parameters:
  ///   - drawsPicture: whether the terminal draws the frame's picture under its cells.
  ///   - nearness: nil for what can be had without haste.
  private mutating func handOver(
    _ frame: Frame, columns: Int, rows: Int, drawsPicture: Bool = false, nearness: Nearness? = nil
  ) -> Update {
    if !mustRepaint && isSettled && frame == lastGiven { return .nothing }
    lastGiven = frame
    // A picture that the screen cuts would be pressed together.
    let isWhole = frame.width <= columns && frame.height <= rows
    var frame = (drawsPicture && isWhole ? frame.overPicture : nil) ?? frame.withoutPicture
    if !mustRepaint && frame == lastFrame { return .nothing }
    if let lastFrame, !mustRepaint {
      let near = nearness ?? Nearness(tolerance: best)
      if near.tolerance > 0 {
        frame = steadiness.steadied(
          frame, since: lastFrame, tolerance: near.tolerance, but: near.refined, tolerating: best,
          isRough: near.isRough)
        if frame == lastFrame { return .nothing }
      }
    }
    if shown.count != columns * rows { mustRepaint = true }
    if mustRepaint { clear(columns, rows) }
    var update = frame.picture == lastFrame?.picture ? Update.nothing : .changes
    var ranOut = false
    for y in 0..<rows where mustRepaint || differs(frame, y) {
      guard let row = encodedRow(frame, y, columns, atAnyPrice: false) else {
        ranOut = true
        break
      }
      if set(row, y, columns) { update = .changes }
    }
    if ranOut {
      // The numbers are given out again, so every cell that is shown changes its pair.
      encoder.recyclePairs()
      mustRepaint = true
      clear(columns, rows)
      for y in 0..<rows {
        if let row = encodedRow(frame, y, columns, atAnyPrice: true) { _ = set(row, y, columns) }
      }
    }
    if mustRepaint { update = .everything }
    mustRepaint = false
    lastFrame = frame
    return update
  }

  private func differs(_ frame: Frame, _ y: Int) -> Bool {
    guard let lastFrame, lastFrame.width == frame.width, lastFrame.height == frame.height else { return true }
    return y < frame.height && frame.row(y) != lastFrame.row(y)
  }

  private mutating func encodedRow(_ frame: Frame, _ y: Int, _ columns: Int, atAnyPrice: Bool) -> [EncodedCell]? {
    var row: [EncodedCell] = []
    row.reserveCapacity(columns)
    if y < frame.height {
      for cell in frame.row(y).prefix(columns) {
        if let encoded = encoder.encode(cell) {
          row.append(encoded)
        } else if atAnyPrice {
          row.append(encoder.encodeAnyway(cell))
        } else {
          return nil
        }
      }
    }
    while row.count < columns { row.append(.blank) }
    row.settle()
    return row
  }

  private mutating func clear(_ columns: Int, _ rows: Int) {
    // No cell of ncurses' own is taken for granted.
    shown = Array(repeating: writer == nil ? 0 : .blank, count: columns * rows)
    if writer == nil { w2s_screen_clear() } else { writer?.clear() }
  }

  private mutating func set(_ row: [EncodedCell], _ y: Int, _ columns: Int) -> Bool {
    let range = y * columns..<(y + 1) * columns
    if shown[range].elementsEqual(row) { return false }
    if writer == nil {
      w2s_screen_set_row(Int32(y), row, Int32(columns))
    } else {
      writer?.write(row, over: shown[range], y: y, isLast: range.upperBound == shown.count, colors: encoder.colors)
    }
    shown.replaceSubrange(range, with: row)
    return true
  }
}

/// What ncurses has written since it was last asked.
func takeFromNcurses() -> [UInt8] {
  w2s_screen_refresh()
  let count = w2s_screen_written()
  return [UInt8](unsafeUninitializedCapacity: count) { $1 = w2s_screen_take($0.baseAddress, $0.count) }
}
