// The phases over two parameters, and where the printed condition is wrong.

import Canvas
import Theory

/// What there is at a point of the phase diagram.
package enum PhaseClass: Int, CaseIterable {
  case never, below, window, always
  /// Some λs wins, but not the one on the axis.
  case losing

  package init(_ phase: Phase) {
    self =
      switch phase {
      case .never: .never
      case .below: .below
      case .window: .window
      case .always: .always
      }
  }

  /// The name written into the region, its letter first.
  package var name: String {
    switch self {
    case .never: "N never"
    case .below: "B below"
    case .window: "W window"
    case .always: "A always"
    case .losing: "L loses"
    }
  }
}

/// The phases over the pixels of a plot, from the top left.
package struct PhaseField {
  package let columns: Int
  package let rows: Int
  package private(set) var classes: [PhaseClass]
  /// Whether the printed Theorem 5 is wrong at a pixel; where it is silent it is not.
  package private(set) var disagrees: [Bool]

  package init(_ settings: Settings, axes: Axes, columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    let (xScale, yScale) = (axes.window.x, axes.window.y)
    let xs = xScale.pixelCentres(columns)
    let ys = Array(yScale.pixelCentres(rows).reversed())
    let overLambdaS = axes.x == .lambdaS || axes.y == .lambdaS
    classes = []
    disagrees = []
    classes.reserveCapacity(columns * rows)
    for y in ys {
      for x in xs {
        let regime = settings.at(axes, x, y)
        let report = PhaseReport(regime)
        let loses = overLambdaS && report.phase != .never && report.winning?.contains(regime.lambdaS) != true
        classes.append(loses ? .losing : PhaseClass(report.phase))
        disagrees.append(settings.showsPrinted && Printed.theoremFiveAgrees(regime) == false)
      }
    }
  }
}
