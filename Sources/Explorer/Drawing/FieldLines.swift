// The lines over a plane of two parameters, on the screen: dots two across and four down a cell.

import Canvas
import Figures
import Preferences

/// The cells that lines pass through, by their index from the top left of a plot.
struct LineCells {
  private let cells: [(kind: FieldLine.Kind, cells: Set<Int>)]
  private let count: Int

  init(_ cells: [(FieldLine.Kind, Set<Int>)], count: Int) {
    self.cells = cells
    self.count = count
  }

  /// Those of a kind of line.
  subscript(_ kind: FieldLine.Kind) -> Set<Int> {
    cells.filter { $0.kind.includes(kind) }.reduce(into: []) { $0.formUnion($1.cells) }
  }

  /// Whether a line passes through each cell.
  var edges: [Bool] {
    var edges = Array(repeating: false, count: count)
    for index in cells.lazy.flatMap(\.cells) where edges.indices.contains(index) { edges[index] = true }
    return edges
  }
}

extension Pen {
  /// Draws lines over a filled plane.
  mutating func drawLines(_ lines: [FieldLine], in plot: Plot) -> LineCells {
    let curves = lines.map { line in
      Curve(line.points, mark: line.kind.asciiMark, dash: line.kind.dash)
    }
    let cells = frame.drawLines(curves, in: plot, glyphs: look.glyphs) { [look] line, ground in
      look.style(of: .other(lines[line].kind.role), on: ground)
    }
    return LineCells(
      zip(lines, cells).map { ($0.kind, $1) }, count: plot.inside.width * plot.inside.height)
  }
}

extension Pen {
  /// Draws the lines between regions, all in one look.
  /// - Returns: whether one passes through each cell, from the top left.
  mutating func drawLines(_ lines: [FieldLine], in plot: Plot, as role: Role) -> [Bool] {
    let curves = lines.map { Curve($0.points, mark: FieldLine.Kind.contour.asciiMark) }
    let cells = frame.drawLines(curves, in: plot, glyphs: look.glyphs) { [look] _, ground in
      look.style(of: .other(role), on: ground)
    }
    return LineCells(zip(lines, cells).map { ($0.kind, $1) }, count: plot.inside.width * plot.inside.height).edges
  }
}

extension Look {
  /// A piece of a line and what it is.
  func legend(_ kind: FieldLine.Kind) -> StyledLine { line(part((sample(of: kind) + " " + kind.name, kind.role))) }

  private func sample(of kind: FieldLine.Kind) -> String {
    guard glyphs.isUnicode else { return String(kind.asciiMark) }
    switch kind.dash {
    case .thick: return "⠶⠶"
    case .dotted: return "⠂⠂"
    case .solid, .dashed: return "⠒ ⠒"
    }
  }
}

extension FieldLine.Kind {
  var role: Role {
    switch self {
    case .contour: .contour
    case .optimum, .optimumAndPhaseEdge: .optimum
    case .phaseEdge: .muted
    }
  }

  fileprivate var dash: Curve.Dash {
    switch self {
    case .contour: .thick
    case .optimum, .optimumAndPhaseEdge: .dashed
    case .phaseEdge: .dotted
    }
  }

  fileprivate var asciiMark: Unicode.Scalar {
    switch self {
    case .contour: "o"
    case .optimum, .optimumAndPhaseEdge: "!"
    case .phaseEdge: ":"
    }
  }

  fileprivate func includes(_ kind: FieldLine.Kind) -> Bool {
    self == kind || self == .optimumAndPhaseEdge && (kind == .optimum || kind == .phaseEdge)
  }
}
