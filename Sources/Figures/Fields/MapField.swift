// The map's numbers, before they are coloured.

import Canvas
import Simulation
import Theory

/// The gap and the lines over the pixels of a plot, from the top left.
package struct MapField {
  package let columns: Int
  package let rows: Int
  /// L_s − L_t at pixel centres, row by row from the top.
  package private(set) var gaps: [Double]
  /// Whether the zero contour passes through a pixel.
  package let contour: [Bool]
  /// Whether the line λt = λ⋆t passes through a pixel.
  package let optimum: [Bool]
  /// Whether a boundary between phases passes through a pixel.
  package let phaseEdge: [Bool]

  package init(_ settings: Settings, columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    let axes = settings.axes
    let xs = axes.x.scale.pixelCentres(columns)
    let ys = Array(axes.y.scale.pixelCentres(rows).reversed())
    gaps = settings.gaps(axes, xs: xs, ys: ys)
    contour = Self.crossings(gaps, columns: columns, rows: rows)
    let nowhere = Array(repeating: false, count: gaps.count)
    // λt = λ⋆t is a line where λt is an axis; a λt that is tied is everywhere the same multiple of λ⋆t.
    // The other axis alone decides λ⋆t.
    if axes.x == .lambdaT {
      let distances = ys.flatMap { y in
        let optimum = settings.at(axes, 1, y).optimalLambdaT
        return xs.map { $0 - optimum }
      }
      optimum = Self.crossings(distances, columns: columns, rows: rows)
    } else if axes.y == .lambdaT {
      let optima = xs.map { settings.at(axes, $0, 1).optimalLambdaT }
      optimum = Self.crossings(ys.flatMap { y in optima.map { y - $0 } }, columns: columns, rows: rows)
    } else {
      optimum = nowhere
    }
    // Phases do not depend on λs: along that axis one row or column tells all.
    if axes.x == .lambdaS || axes.y == .lambdaS {
      let along = axes.x == .lambdaS ? ys.map { settings.at(axes, 1, $0) } : xs.map { settings.at(axes, $0, 1) }
      let phases = along.map { PhaseReport($0).phase }
      let edges = phases.indices.map { $0 > 0 && phases[$0] != phases[$0 - 1] }
      phaseEdge = (0..<rows).flatMap { row in (0..<columns).map { edges[axes.x == .lambdaS ? row : $0] } }
    } else {
      phaseEdge = nowhere
    }
  }

  /// Shows the values of a coarser grid in place of the gaps; the lines stay those of the theory.
  package mutating func show(_ values: [Double], columns width: Int, rows height: Int) {
    for row in 0..<rows {
      for column in 0..<columns {
        gaps[row * columns + column] = values[row * height / rows * width + column * width / columns]
      }
    }
  }

  /// The pixels nearer than their neighbours to a sign change between pixels.
  package static func crossings(_ values: [Double], columns: Int, rows: Int) -> [Bool] {
    var marked = Array(repeating: false, count: values.count)
    func compare(_ i: Int, _ j: Int) {
      guard (values[i] < 0) != (values[j] < 0) else { return }
      marked[abs(values[i]) <= abs(values[j]) ? i : j] = true
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let i = row * columns + column
        if column + 1 < columns { compare(i, i + 1) }
        if row + 1 < rows { compare(i, i + columns) }
      }
    }
    return marked
  }
}

extension DivergingScale.Form {
  /// How colours grow, in words.
  package var inWords: String {
    switch self {
    case .linear: "in proportion to the gap"
    case .root: "with the square root of the gap"
    case .log: "with the logarithm of the gap"
    }
  }
}

extension MapPicture {
  /// The title of the map.
  package var title: String {
    switch self {
    case .theory: "Ls − Lt"
    case .simulated: "Ls − Lt, simulated"
    case .difference: "z: simulated − theory"
    }
  }

  /// Titles of the map's pane, the longest first.
  package var titles: [String] {
    switch self {
    case .theory: [title]
    case .simulated: [title, "simulated"]
    case .difference: [title, "z, simulated", "z"]
    }
  }

  /// Standard errors at full colour.
  package static let differenceLimit = 4.0
}
