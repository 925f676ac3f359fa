// What the explorer's output is measured against: the plainest writer that wastes nothing obvious. It shares nothing with
// the one it measures.

import Canvas

/// Writes what turns one screen into another, cell by cell in reading order: the cheapest cursor motion, the fewest
/// parameters of a rendition, short gaps written through, blanks erased, and runs repeated where the terminal can.
struct GreedyWriter {
  private let columns: Int
  private let before: [Cell]
  private let after: [Cell]
  private let repeats: Bool
  private var text = ""
  private var style = Style.plain
  private var cursor: (x: Int, y: Int)?

  /// The bytes, from the terminal's own style and an unknown cursor.
  /// - Parameters:
  ///   - before: the cells of the screen; nil to clear it first.
  ///   - repeats: whether the terminal repeats characters (REP).
  static func bytes(from before: [Cell]?, to after: [Cell], columns: Int, repeats: Bool) -> [UInt8] {
    let blanks = Array(repeating: Cell(), count: after.count)
    var writer = GreedyWriter(
      columns: columns, before: (before ?? blanks).map(\.canonical), after: after.map(\.canonical), repeats: repeats)
    if before == nil {
      writer.text = "\u{1B}[H\u{1B}[2J"
      writer.cursor = (0, 0)
    }
    writer.write()
    return Array(writer.text.utf8)
  }

  private init(columns: Int, before: [Cell], after: [Cell], repeats: Bool) {
    (self.columns, self.before, self.after, self.repeats) = (columns, before, after, repeats)
  }

  private mutating func write() {
    for y in 0..<after.count / columns {
      var x = 0
      while x < columns {
        x =
          after[y * columns + x] == before[y * columns + x] || after[y * columns + x].glyph == Cell.wideEnd
          ? x + 1 : write(x, y)
      }
    }
  }

  /// Writes a changed cell, and those after it that look the same.
  /// - Returns: the column after them.
  private mutating func write(_ x: Int, _ y: Int) -> Int {
    let row = Array(after[y * columns..<(y + 1) * columns])
    let cell = row[x]
    move(x, y, row)
    let run = row[x...].prefix { $0 == cell }.count
    let changed = (0..<run).last { before[y * columns + x + $0] != cell } ?? 0
    let count = changed + 1
    if cell.isErasable {
      render(cell.style, ignoresForeground: true)
      if x + run == columns {
        text += count > 3 ? "\u{1B}[K" : String(repeating: " ", count: count)
        cursor = count > 3 ? (x, y) : after(x + count, y)
        return columns
      }
      let (spaces, erasing) = (min(count, repeats ? 5 : count), "\u{1B}[\(count)X\u{1B}[\(count)C")
      if erasing.utf8.count < spaces {
        text += erasing
        cursor = after(x + count, y)
        return x + count
      }
      put(" ", count)
    } else if cell.glyph == "▀", cell.style.attributes.isEmpty {
      let other = Style(cell.style.background, on: cell.style.foreground)
      let isOther = delta(to: other).utf8.count < delta(to: cell.style).utf8.count
      render(isOther ? other : cell.style)
      put(isOther ? "▄" : "▀", count)
    } else {
      render(cell.style)
      put(cell.glyph, cell.glyph.columns == 2 ? 1 : count)
      if cell.glyph.columns == 2 {
        cursor = after(x + 2, y)
        return x + 2
      }
    }
    cursor = after(x + count, y)
    return x + count
  }

  /// The cursor after a column was written; unknown after the last.
  private func after(_ x: Int, _ y: Int) -> (x: Int, y: Int)? { x < columns ? (x, y) : nil }

  private mutating func put(_ glyph: Unicode.Scalar, _ count: Int) {
    let (one, repetition) = (String(glyph), count > 1 ? "\u{1B}[\(count - 1)b" : "")
    let all = String(repeating: one, count: count)
    text += repeats && (one + repetition).utf8.count < all.utf8.count ? one + repetition : all
  }

  // MARK: Motion

  private mutating func move(_ x: Int, _ y: Int, _ row: [Cell]) {
    defer { cursor = (x, y) }
    if let cursor, cursor == (x, y) { return }
    var ways = [x == 0 ? (y == 0 ? "\u{1B}[H" : "\u{1B}[\(y + 1)H") : "\u{1B}[\(y + 1);\(x + 1)H"]
    if let cursor, cursor.y <= y {
      let down = String(repeating: "\n", count: y - cursor.y)
      if cursor.x <= x { ways.append(down + right(x - cursor.x)) } else { ways.append(down + left(cursor.x - x)) }
      ways.append(down + "\r" + right(x))
      if cursor.y == y, cursor.x < x, row[cursor.x..<x].allSatisfy({ isShown($0) }) {
        ways.append(String(String.UnicodeScalarView(row[cursor.x..<x].map(\.glyph))))
      }
    }
    text += ways.min { $0.utf8.count < $1.utf8.count } ?? ""
  }

  private func right(_ count: Int) -> String { count == 0 ? "" : count == 1 ? "\u{1B}[C" : "\u{1B}[\(count)C" }

  private func left(_ count: Int) -> String {
    count < 4 ? String(repeating: "\u{8}", count: count) : "\u{1B}[\(count)D"
  }

  /// Whether a cell would be written as it is in the present style.
  private func isShown(_ cell: Cell) -> Bool {
    cell.glyph != Cell.wideEnd
      && (cell.style == style
        || cell.isErasable && cell.style.background == style.background
          && style.attributes.isDisjoint(with: [.underline, .reverse]))
  }

  // MARK: Renditions

  private mutating func render(_ wanted: Style, ignoresForeground: Bool = false) {
    var wanted = wanted
    if ignoresForeground {
      wanted.foreground = style.foreground
      wanted.attributes = style.attributes.subtracting([.underline, .reverse])
      // Everything at once, where nothing else is wanted.
      if wanted != style, wanted.background == .terminalDefault { wanted = .plain }
    }
    text += delta(to: wanted)
    style = wanted
  }

  /// The rendition that leads from the present style to another: what differs, or everything from nothing.
  private func delta(to wanted: Style) -> String {
    if wanted == style { return "" }
    if wanted == .plain { return "\u{1B}[m" }
    var codes: [String] = []
    var on = wanted.attributes.subtracting(style.attributes)
    let off = style.attributes.subtracting(wanted.attributes)
    if !off.isDisjoint(with: [.bold, .dim]) {
      codes.append("22")
      on.formUnion(wanted.attributes.intersection([.bold, .dim]))
    }
    if off.contains(.underline) { codes.append("24") }
    if off.contains(.reverse) { codes.append("27") }
    codes += Self.codes(on)
    if wanted.foreground != style.foreground { codes.append(Self.code(wanted.foreground, 3)) }
    if wanted.background != style.background { codes.append(Self.code(wanted.background, 4)) }
    var anew = ["0"] + Self.codes(wanted.attributes)
    if wanted.foreground != .terminalDefault { anew.append(Self.code(wanted.foreground, 3)) }
    if wanted.background != .terminalDefault { anew.append(Self.code(wanted.background, 4)) }
    let ways = [codes, anew].map { "\u{1B}[" + $0.joined(separator: ";") + "m" }
    return ways.min { $0.utf8.count < $1.utf8.count } ?? ""
  }

  private static func codes(_ attributes: Style.Attributes) -> [String] {
    let all: [(Style.Attributes, String)] = [(.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7")]
    return all.filter { attributes.contains($0.0) }.map(\.1)
  }

  private static func code(_ color: Color, _ ground: Int) -> String {
    switch color.kind {
    case .terminalDefault: "\(ground)9"
    case .indexed(let index) where index < 8: "\(ground)\(index)"
    case .indexed(let index) where index < 16: "\(ground == 3 ? 9 : 10)\(index - 8)"
    case .indexed(let index): "\(ground)8;5;\(index)"
    case .rgb(let red, let green, let blue): "\(ground)8;2;\(red);\(green);\(blue)"
    }
  }
}

extension Cell {
  /// One of the cells that look like this one: a blank has no foreground, and a half block its upper half in front.
  fileprivate var canonical: Cell {
    var cell = self
    if isErasable { cell.style = Style(on: style.background) }
    if glyph == "▄", style.attributes.isEmpty {
      cell = Cell("▀", Style(style.background, on: style.foreground))
    }
    return cell
  }

  /// Whether nothing but the background is seen of it.
  fileprivate var isErasable: Bool { glyph == " " && style.attributes.isDisjoint(with: [.underline, .reverse]) }
}
