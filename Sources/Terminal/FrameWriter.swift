// The bytes for what a frame changes, as few as there can be without looking at all ways to write it.

import Canvas

/// Writes rows of cells to a terminal of the ECMA-48 kind, of which it knows the cells, the cursor and the pen.
///
/// Goals, in order: the terminal shows the cells, whatever it makes of what terminals differ in; few bytes; little time.
/// What is changed is cut into strokes of cells that look the same, and each stroke can be drawn with one of several pens:
/// a blank shows no foreground, `▄` is `▀` with the colours exchanged, `█` a blank on its colour, and after a reset the pen
/// is another than after a step. The cheapest of all sequences of pens is found by keeping, after each stroke, the cheapest
/// way to each pen it can have been drawn with [Viterbi 1967], or of the few cheapest.
struct FrameWriter {
  private let traits: ScreenTraits
  private var paints: PaintBox
  /// The colours of each pair, as places in the paint box.
  private var pairs: [(foreground: Int, background: Int)] = [(0, 0)]

  private var bytes: [UInt8] = []
  private var strokes: [Stroke] = []
  private var pen = Pen()
  /// Nil where it is not known: after what terminals may not agree on the width of, and where a frame begins, for others
  /// may have written meanwhile.
  private var cursor: (x: Int, y: Int)?

  init(_ traits: ScreenTraits) {
    self.traits = traits
    paints = PaintBox(traits)
  }

  /// Makes every cell a blank in the terminal's own colours. What was to be written before is not.
  mutating func clear() {
    strokes.removeAll()
    paints.forget()
    pairs = [(0, 0)]
    bytes = traits.reset + Array("\u{1B}[H\u{1B}[2J".utf8)
    (pen, cursor) = (Pen(), (0, 0))
  }

  /// Writes the cells of a row that are not as they were.
  /// - Parameters:
  ///   - old: the row that is shown.
  ///   - colors: the colours of the pairs, from pair 1 on; those known already are not looked at.
  mutating func write(
    _ row: [EncodedCell], over old: ArraySlice<EncodedCell>, y: Int, isLast: Bool, colors: [ColorPair]
  ) {
    for pair in colors[(pairs.count - 1)...] {
      pairs.append((paints.place(of: pair.foreground), paints.place(of: pair.background)))
    }
    // One that does not stay in the last column would scroll.
    let end = isLast && !traits.wrapsLate ? row.count - 1 : row.count
    var x = 0
    while x < end {
      if row[x] == old[old.startIndex + x] || row[x].isWideEnd {
        x += 1
      } else {
        x = addStroke(x, y, end, row, old)
      }
    }
  }

  /// What is to be sent for all that was written since the last time.
  mutating func take() -> [UInt8] {
    draw()
    defer {
      bytes.removeAll(keepingCapacity: true)
      cursor = nil
    }
    return bytes
  }

  // MARK: Strokes

  /// Cells of one look, and how the cursor comes to them.
  private struct Stroke {
    var look: Look
    /// How often the glyph is written.
    var count: Int
    /// Whether it ends with the row.
    var endsRow: Bool
    /// For what it looks like; where a blank stands for it, the cheapest.
    var means: Means
    /// What moves the cursor.
    var motion: CursorMotion
    /// The cells that it moves over, if they could be written instead.
    var gap: [Look] = []
  }

  /// How cells are made alike: one after another, by repeating the first, by erasing, with or without passing over what was
  /// erased, or by erasing the rest of the row.
  private enum Means { case writing, repeating, erasing, passing, erasingRest }

  /// What is seen of a cell.
  private struct Look: Equatable {
    var glyph: Unicode.Scalar
    var pen: Pen

    /// Whether nothing is seen but the background.
    var isErasable: Bool { glyph == " " && pen.attributes.isDisjoint(with: [.underline, .reverse]) }
    /// Whether it can be had the other way up.
    var isExchangeable: Bool {
      (glyph == "▀" || glyph == "▄") && pen.attributes.isEmpty && pen.foreground != 0 && pen.background != 0
    }

    /// The pen that a blank looks the same with; nil where none does.
    var solid: Pen? {
      glyph == "█" && pen.attributes.isEmpty && pen.foreground != 0 ? Pen(background: pen.foreground) : nil
    }

    /// What to write for it with a pen; nil where that shows something else.
    func glyph(with pen: Pen) -> Unicode.Scalar? {
      if pen == self.pen { return glyph }
      if let solid { return Look(glyph: " ", pen: solid).glyph(with: pen) }
      if isErasable {
        let showsBlank = pen.background == self.pen.background
        return showsBlank && pen.attributes.isDisjoint(with: [.underline, .reverse]) ? " " : nil
      }
      return isExchangeable && pen == self.pen.exchanged ? (glyph == "▀" ? "▄" : "▀") : nil
    }
  }

  private func look(of cell: EncodedCell) -> Look {
    let (foreground, background) = pairs[cell.pair]
    var attributes = cell.attributes.intersection(traits.attributes)
    if foreground != 0 || background != 0 { attributes.subtract(traits.uncolored) }
    return Look(glyph: cell.glyph, pen: Pen(foreground: foreground, background: background, attributes: attributes))
  }

  /// Adds the stroke that begins at a changed cell.
  /// - Returns: the column after it.
  private mutating func addStroke(
    _ x: Int, _ y: Int, _ end: Int, _ row: [EncodedCell], _ old: ArraySlice<EncodedCell>
  ) -> Int {
    let cell = row[x]
    var next = x + 1
    var changed = next
    while next < end, row[next] == cell {
      next += 1
      if cell != old[old.startIndex + next - 1] { changed = next }
    }
    var stroke = Stroke(
      look: look(of: cell), count: changed - x, endsRow: changed == row.count, means: .writing, motion: .none)
    (stroke.motion, stroke.gap) = approach(x, y, row)
    let columns = x + 1 < row.count && row[x + 1].isWideEnd ? 2 : 1
    if stroke.look.isErasable, traits.erasesInColor || stroke.look.pen.background == 0 {
      let continues = changed < end && row[changed] != old[old.startIndex + changed]
      let erased = length(of: " ", stroke.count, continues ? .passing : .erasing)
      let written = length(of: " ", stroke.count, means(of: " ", stroke.count))
      if next == row.count, stroke.count > 3 {
        stroke.means = .erasingRest
        changed = end
      } else if traits.erasesCells, erased < written {
        stroke.means = .erasing
      }
    }
    if stroke.means == .writing { stroke.means = means(of: stroke.look.glyph, stroke.count) }
    strokes.append(stroke)
    switch stroke.means {
    case .erasing, .erasingRest: cursor = (x, y)
    case .writing, .repeating, .passing:
      let stays = stroke.look.glyph.isSure && (changed < row.count || traits.wrapsLate)
      cursor = stays ? (changed, y) : nil
    }
    return changed + columns - 1
  }

  /// The cheapest way to write a glyph some times.
  private func means(of glyph: Unicode.Scalar, _ count: Int) -> Means {
    guard traits.repeats, glyph.isSure else { return .writing }
    return length(of: glyph, count, .repeating) < length(of: glyph, count, .writing) ? .repeating : .writing
  }

  /// The same of blanks that stand for a stroke, after which the cursor is where it would be after writing.
  private func blankMeans(of stroke: Stroke) -> Means {
    let writing = means(of: " ", stroke.count)
    guard traits.erasesCells, traits.erasesInColor else { return writing }
    let erasing = stroke.endsRow ? Means.erasingRest : .passing
    return length(of: " ", stroke.count, erasing) < length(of: " ", stroke.count, writing) ? erasing : writing
  }

  /// How many bytes that is.
  private func length(of glyph: Unicode.Scalar, _ count: Int, _ means: Means) -> Int {
    switch means {
    case .writing: count * glyph.utf8.count
    case .repeating: count < 2 ? .max : glyph.utf8.count + 3 + (count - 1).digits
    case .erasing: 3 + count.digits
    case .passing: 6 + 2 * count.digits
    case .erasingRest: 3
    }
  }

  // MARK: Motion

  /// What moves the cursor to a cell, and the cells that could be written to get there.
  private func approach(_ x: Int, _ y: Int, _ row: [EncodedCell]) -> (motion: CursorMotion, gap: [Look]) {
    var best = CursorMotion.to(x: x, y: y)
    guard let cursor, cursor.y <= y else { return (best, []) }
    if cursor == (x, y) { return (.none, []) }
    func consider(_ way: CursorMotion) { if way.length < best.length { best = way } }
    let down = y - cursor.y
    if down <= 10 {
      consider(.fromFirst(down: down, right: x))
      // In the last column there is no telling where it is.
      if cursor.x < row.count { consider(.by(down: down, right: x - cursor.x)) }
    }
    guard down == 0, cursor.x < x, x - cursor.x <= best.length else { return (best, []) }
    let gap = row[cursor.x..<x]
    return (best, gap.contains { !$0.glyph.isSure } ? [] : gap.map(look(of:)))
  }

  // MARK: Pens

  /// A way to have drawn all strokes up to one.
  private struct Way {
    var pen: Pen
    var cost: Int
    /// The way to the stroke before, as a place in the list of all.
    var before: Int
    var isReset: Bool
    var crossing: Crossing
  }

  /// How the gap before a stroke is crossed: by moving, or by writing it before or after the pen is changed.
  private enum Crossing { case moving, writingBefore, writingAfter }

  /// How many ways are kept after each stroke.
  private static let breadth = 4

  private mutating func draw() {
    if strokes.isEmpty { return }
    var ways = [Way(pen: pen, cost: 0, before: 0, isReset: false, crossing: .moving)]
    ways.reserveCapacity(1 + strokes.count * 2)
    var last = 0..<1
    for stroke in strokes {
      let start = ways.count
      for before in last { addWays(of: stroke, from: before, since: start, to: &ways) }
      if ways.count - start > Self.breadth {
        ways[start...].sort { $0.cost < $1.cost }
        ways.removeSubrange((start + Self.breadth)...)
      }
      last = start..<ways.count
    }
    guard var place = last.min(by: { ways[$0].cost < ways[$1].cost }) else { return }
    let final = ways[place].pen
    var chosen: [Int] = []
    while place > 0 {
      chosen.append(place)
      place = ways[place].before
    }
    for (stroke, place) in zip(strokes, chosen.reversed()) {
      append(stroke, ways[place], from: ways[ways[place].before].pen)
    }
    pen = final
    strokes.removeAll(keepingCapacity: true)
  }

  /// Adds the ways to draw a stroke after a way to draw those before.
  private func addWays(of stroke: Stroke, from before: Int, since start: Int, to ways: inout [Way]) {
    let old = ways[before].pen
    let wanted = stroke.look.pen
    if stroke.look.isErasable {
      addBlankWays(of: stroke, from: before, on: wanted.background, since: start, to: &ways)
      return
    }
    addWays(of: stroke, from: before, with: wanted, since: start, to: &ways)
    if let solid = stroke.look.solid {
      addBlankWays(of: stroke, from: before, on: solid.background, since: start, to: &ways)
    }
    if stroke.look.isExchangeable { addWays(of: stroke, from: before, with: wanted.exchanged, since: start, to: &ways) }
  }

  /// Adds the ways to draw it as blanks: with the foreground as it is, or after a reset.
  private func addBlankWays(
    of stroke: Stroke, from before: Int, on background: Int, since start: Int, to ways: inout [Way]
  ) {
    let old = ways[before].pen
    let kept = Pen(
      foreground: old.foreground, background: background,
      attributes: old.attributes.subtracting([.underline, .reverse]))
    addWays(of: stroke, from: before, with: kept, since: start, to: &ways)
    if old != kept {
      addWay(of: stroke, from: before, with: Pen(background: background), isReset: true, since: start, to: &ways)
    }
  }

  /// Adds the cheaper of the two ways to come to a pen.
  private func addWays(of stroke: Stroke, from before: Int, with pen: Pen, since start: Int, to ways: inout [Way]) {
    let (step, reset) = (paints.stepLength(from: ways[before].pen, to: pen), paints.resetLength(to: pen))
    let isReset = step.map { $0 > reset } ?? true
    addWay(of: stroke, from: before, with: pen, isReset: isReset, since: start, to: &ways)
  }

  private func addWay(
    of stroke: Stroke, from before: Int, with pen: Pen, isReset: Bool, since start: Int, to ways: inout [Way]
  ) {
    let old = ways[before]
    let change = isReset ? paints.resetLength(to: pen) : paints.stepLength(from: old.pen, to: pen) ?? 0
    let (glyph, means) = written(stroke, with: pen)
    let cost = old.cost + change + length(of: glyph, stroke.count, means)
    var way = Way(
      pen: pen, cost: cost + stroke.motion.length, before: before, isReset: isReset, crossing: .moving)
    if !stroke.gap.isEmpty {
      for (crossing, pen) in [(Crossing.writingBefore, old.pen), (.writingAfter, pen)] {
        guard let length = Self.length(of: stroke.gap, with: pen), cost + length < way.cost else { continue }
        (way.cost, way.crossing) = (cost + length, crossing)
      }
    }
    if let same = ways[start...].firstIndex(where: { $0.pen == pen }) {
      if way.cost < ways[same].cost { ways[same] = way }
    } else {
      ways.append(way)
    }
  }

  /// What is written for a stroke with a pen, and how.
  private func written(_ stroke: Stroke, with pen: Pen) -> (glyph: Unicode.Scalar, means: Means) {
    let glyph = stroke.look.glyph(with: pen) ?? "?"
    return (glyph, glyph == " " && stroke.look.solid != nil ? blankMeans(of: stroke) : stroke.means)
  }

  /// The bytes of a gap written with a pen; nil where that would show something else.
  private static func length(of gap: [Look], with pen: Pen) -> Int? {
    var length = 0
    for look in gap {
      guard let glyph = look.glyph(with: pen) else { return nil }
      length += glyph.utf8.count
    }
    return length
  }

  // MARK: Bytes

  private mutating func append(_ stroke: Stroke, _ way: Way, from old: Pen) {
    switch way.crossing {
    case .moving: stroke.motion.append(to: &bytes)
    case .writingBefore: append(stroke.gap, with: old)
    case .writingAfter: break
    }
    if way.isReset {
      paints.appendReset(to: way.pen, to: &bytes)
    } else {
      paints.appendStep(from: old, to: way.pen, to: &bytes)
    }
    if way.crossing == .writingAfter { append(stroke.gap, with: way.pen) }
    let (glyph, means) = written(stroke, with: way.pen)
    switch means {
    case .writing: for _ in 0..<stroke.count { bytes.append(glyph) }
    case .repeating:
      bytes.append(glyph)
      bytes.append(stroke.count - 1, "b")
    case .passing:
      bytes.append(stroke.count, "X")
      bytes.append(stroke.count, "C")
    case .erasing: bytes.append(stroke.count, "X")
    case .erasingRest: bytes += [.escape, UInt8(ascii: "["), UInt8(ascii: "K")]
    }
  }

  private mutating func append(_ gap: [Look], with pen: Pen) {
    for look in gap { if let glyph = look.glyph(with: pen) { bytes.append(glyph) } }
  }
}
