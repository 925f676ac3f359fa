// What a tour points at. Who draws a thing says where it is; once all is drawn, what is pointed at is highlighted.

import Canvas
import Preferences
import Tours

/// What is pointed at, and where it was drawn.
struct Pointing {
  /// What is pointed at.
  let targets: Set<Target>
  /// Cells of text, and of lines in pictures.
  private(set) var texts: [(x: Int, y: Int)] = []
  private(set) var lines: [(x: Int, y: Int)] = []
  /// What of it was drawn.
  private(set) var found: Set<Target> = []

  init(_ targets: [Target] = []) { self.targets = Set(targets) }

  mutating func note(_ target: Target, _ x: Int, _ y: Int, isText: Bool) {
    guard targets.contains(target) else { return }
    found.insert(target)
    if isText { texts.append((x, y)) } else { lines.append((x, y)) }
  }
}

extension Pen {
  /// Whether something is pointed at.
  func isPointed(_ target: Target) -> Bool { pointing.targets.contains(target) }

  /// Says where something of a text was drawn.
  mutating func note(_ target: Target, text rect: Rect) {
    guard isPointed(target) else { return }
    for y in rect.y..<rect.maxY {
      for x in rect.x..<rect.maxX { pointing.note(target, x, y, isText: true) }
    }
  }

  /// Says which cells of a picture are part of something.
  mutating func note(_ target: Target, in rect: Rect, where isPart: (_ column: Int, _ row: Int) -> Bool) {
    guard isPointed(target) else { return }
    for y in 0..<rect.height {
      for x in 0..<rect.width where isPart(x, y) { pointing.note(target, rect.x + x, rect.y + y, isText: false) }
    }
  }

  /// Says where the names of regions are.
  mutating func note(_ names: RegionNames) {
    for label in names.labels {
      for word in label.text.lowercased().split(whereSeparator: { !$0.isLetter }) {
        note(
          .region(String(word)), text: Rect(x: label.x, y: label.y, width: label.text.unicodeScalars.count, height: 1))
      }
    }
  }

  /// Whether a cell is part of something written.
  func isWritten(_ x: Int, _ y: Int) -> Bool {
    let glyph = frame[x, y].glyph
    return glyph.properties.isAlphabetic || ("0"..."9").contains(glyph) || "←→↑↓∞<>^".unicodeScalars.contains(glyph)
  }

  /// Highlights what is pointed at.
  mutating func drawPointing() {
    let style = look[.pointed]
    for (x, y) in pointing.texts where frame.bounds.contains(x: x, y: y) {
      frame[x, y].style = style
    }
    // In a picture the ground stays, and the line is set in its colour.
    let ink = style.background == .terminalDefault ? style.foreground : style.background
    for (x, y) in pointing.lines where frame.bounds.contains(x: x, y: y) {
      // What is written stays to be read.
      if isWritten(x, y) {
        frame[x, y].style = style
        continue
      }
      let (glyph, ground) = (frame[x, y].glyph, frame[x, y].style.background)
      let isSeen = (ink.contrast(with: ground) ?? 21) >= Look.leastContrast
      frame[x, y] = Cell(
        ("\u{2801}"..."\u{28FF}").contains(glyph) ? glyph : look.glyphs.pick("◆", "*"),
        Style(isSeen ? ink : ground.ink(at: look.depth), on: ground, .bold))
    }
  }
}
