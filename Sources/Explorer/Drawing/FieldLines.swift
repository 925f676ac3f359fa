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
  /// Draws lines over a filled plane, each as its kind is drawn, or all as the boundaries between regions are.
  mutating func drawLines(_ lines: [FieldLine], in plot: Plot, asBoundaries: Bool = false) -> LineCells {
    let curves = lines.map { line in
      Curve(
        line.points, mark: asBoundaries ? FieldLine.Kind.contour.asciiMark : line.kind.asciiMark,
        dash: asBoundaries ? .solid : line.kind.dash)
    }
    let cells = frame.drawLines(curves, in: plot, glyphs: look.glyphs) { [look] line, ground in
      look.style(of: .other(asBoundaries ? .contour : lines[line].kind.role), on: ground)
    }
    return LineCells(zip(lines, cells).map { ($0.kind, $1) }, count: plot.inside.width * plot.inside.height)
  }
}

extension Look {
  /// A piece of a line and what it is, in fewer letters where there is little room.
  func legend(_ kind: FieldLine.Kind, isShort: Bool) -> StyledLine {
    line(part((sample(of: kind) + " " + (isShort ? kind.shortName : kind.name), kind.role)))
  }

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

  fileprivate var shortName: String {
    switch self {
    case .contour: name
    case .optimum: "λ⋆t"
    case .phaseEdge: "edge"
    case .optimumAndPhaseEdge: "λ⋆t, edge"
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
