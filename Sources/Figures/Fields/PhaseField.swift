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

/// Phases of many points, of which many have their students in common: their r_min is found once.
package struct PhaseFloors {
  private var floors: [Students: Double] = [:]

  package init() {}

  package mutating func phase(_ point: UniversalPlane.Point) -> Phase {
    if point.students.filter == .ridge { return point.phase }
    let floor = floors[point.students] ?? point.leastRatio
    floors[point.students] = floor
    return Phase(rho: point.rho, oneMinusRho: point.oneMinusRho, leastRatio: floor, gammaS: point.gammaS)
  }
}

extension Regime {
  /// Whether λs is among those that win.
  fileprivate var gains: Bool {
    filter == .ridge ? PhaseReport(self).winning?.contains(lambdaS) == true : errors.gain
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
    var floors = PhaseFloors()
    classes = []
    disagrees = []
    classes.reserveCapacity(columns * rows)
    for y in ys {
      for x in xs {
        let regime = settings.at(axes, x, y)
        let phase = floors.phase(UniversalPlane.Point(regime))
        let loses = overLambdaS && phase != .never && !regime.gains
        classes.append(loses ? .losing : PhaseClass(phase))
        disagrees.append(settings.showsPrinted && Printed.theoremFiveAgrees(regime) == false)
      }
    }
  }
}
