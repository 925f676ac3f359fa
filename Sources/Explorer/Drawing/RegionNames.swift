// The names of the regions of a plane, so that colour is not all there is: where a region is widest, or beside it with an
// arrow where it is too small to hold its name.

import Canvas

/// Where the names of a plane's regions go.
struct RegionNames {
  /// A name to write.
  struct Label: Hashable {
    let text: String
    let x: Int
    let y: Int
  }

  private struct Candidate {
    var score: Int
    var label: Label
  }

  /// A region of fewer cells than this is a speck, not a region.
  static let leastCells = 3

  private(set) var labels: [Label] = []
  private let classes: [Int]
  private let edges: [Bool]
  private let rect: Rect
  private var taken: [Rect]
  /// Rows of the same region above and below each cell, for the middle of a region in both directions.
  private var above: [Int]
  private var below: [Int]

  /// - Parameters:
  ///   - classes: the region of each cell, row by row, as an index into `names`; others are unnamed.
  ///   - edges: whether a line between regions crosses a cell; none do where it is empty.
  ///   - avoided: places kept clear.
  init(
    _ names: [String], classes: [Int], edges: [Bool] = [], in rect: Rect, avoiding avoided: [Rect], glyphs: Glyphs
  ) {
    self.classes = classes
    self.edges = edges
    self.rect = rect
    taken = avoided
    above = Array(repeating: 0, count: classes.count)
    below = above
    for i in classes.indices where i >= rect.width && classes[i] == classes[i - rect.width] {
      above[i] = above[i - rect.width] + 1
    }
    for i in classes.indices.reversed() where i + rect.width < classes.count && classes[i] == classes[i + rect.width] {
      below[i] = below[i + rect.width] + 1
    }
    var outside: [(name: String, runs: [Run])] = []
    for (index, name) in names.enumerated() where !name.isEmpty {
      let all = runs(of: index, withEdges: true)
      guard all.reduce(0, { $0 + $1.length }) >= Self.leastCells else { continue }
      let runs = runs(of: index, withEdges: false)
      if !place(inside(runs, name, margin: 1)), !place(inside(runs, name, margin: 0)) { outside.append((name, all)) }
    }
    for (name, runs) in outside { _ = place(beside(runs, name, glyphs)) }
  }

  /// Places to the left, to the right, above and below, with an arrow to the region.
  private func beside(_ runs: [Run], _ name: String, _ glyphs: Glyphs) -> [Candidate] {
    let (left, right) = (glyphs.text("←"), glyphs.text("→"))
    return runs.flatMap { run -> [Candidate] in
      let (x, y) = (rect.x + run.start, rect.y + run.row)
      let before = name + right
      var labels = [
        Label(text: before, x: x - before.unicodeScalars.count, y: y),
        Label(text: left + name, x: rect.x + run.end, y: y),
      ]
      for (row, arrow) in [(y - 1, glyphs.text("↓")), (y + 1, glyphs.text("↑"))] {
        for column in [x, rect.x + run.middle, rect.x + run.end - 1] {
          labels.append(Label(text: arrow + name, x: column, y: row))
          labels.append(Label(text: name + arrow, x: column - name.unicodeScalars.count, y: row))
        }
      }
      return labels.enumerated().map { Candidate(score: 8 * score(run) - ($0 < 2 ? 0 : 8) - $0, label: $1) }
    }
  }

  /// Neighbouring cells of one region in a row.
  private struct Run {
    let row: Int
    let start: Int
    let end: Int
    var length: Int { end - start }
    var middle: Int { (start + end) / 2 }
  }

  private func runs(of index: Int, withEdges: Bool) -> [Run] {
    func isIn(_ cell: Int) -> Bool { classes[cell] == index && (withEdges || edges.isEmpty || !edges[cell]) }
    var runs: [Run] = []
    for row in 0..<rect.height {
      var start = 0
      for x in 0...rect.width {
        if x < rect.width && isIn(row * rect.width + x) { continue }
        if x > start { runs.append(Run(row: row, start: start, end: x)) }
        start = x + 1
      }
    }
    return runs
  }

  /// Places within runs long enough: in the middle, or else at an end.
  private func inside(_ runs: [Run], _ name: String, margin: Int) -> [Candidate] {
    let length = name.unicodeScalars.count
    return runs.filter { $0.length >= length + 2 * margin }.flatMap { run -> [Candidate] in
      [run.middle - length / 2, run.start + margin, run.end - margin - length].enumerated().map { place, x in
        Candidate(score: 4 * score(run) - place, label: Label(text: name, x: rect.x + x, y: rect.y + run.row))
      }
    }
  }

  private func score(_ run: Run) -> Int {
    let i = run.row * rect.width + run.middle
    return min(run.length, 6 * min(above[i], below[i]) + 6)
  }

  /// Takes the best of the places that are free.
  private mutating func place(_ candidates: [Candidate]) -> Bool {
    let free = candidates.filter { isFree($0.label) }
    // The line between regions is covered only where there is no other place.
    let clear = free.filter { !crossesEdge($0.label) }
    guard let label = (clear.isEmpty ? free : clear).max(by: { $0.score < $1.score })?.label else { return false }
    labels.append(label)
    // A blank's distance to the next name.
    taken.append(Rect(x: label.x - 1, y: label.y, width: label.text.unicodeScalars.count + 2, height: 1))
    return true
  }

  private func crossesEdge(_ label: Label) -> Bool {
    guard !edges.isEmpty else { return false }
    let start = (label.y - rect.y) * rect.width + label.x - rect.x
    return edges[start..<start + label.text.unicodeScalars.count].contains(true)
  }

  private func isFree(_ label: Label) -> Bool {
    let end = label.x + label.text.unicodeScalars.count
    guard label.x >= rect.x, end <= rect.maxX, label.y >= rect.y, label.y < rect.maxY else { return false }
    return !taken.contains { label.y >= $0.y && label.y < $0.maxY && label.x < $0.maxX && end > $0.x }
  }
}

extension Frame {
  /// Writes the names of regions.
  /// - Parameter depth: of a look whose regions are told by their background, on which the names must be read; nil where
  ///   they are told by patterns.
  mutating func put(_ names: RegionNames, onColorOf depth: ColorDepth?) {
    for label in names.labels {
      put(label.text, x: label.x, y: label.y) { under in
        depth.map { Style(under.background.ink(at: $0), on: under.background, .bold) } ?? under
      }
    }
  }
}
