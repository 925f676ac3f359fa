// The map's numbers, before they are coloured.

import Canvas
import Simulation
import Theory

/// The gap over the pixels of a plot, or how much likelier a loss is than a gain, from the top left.
package struct MapField {
  package let columns: Int
  package let rows: Int
  /// L_s − L_t or P(loss) − P(gain) at pixel centres, row by row from the top; undefined where what is shown has no value.
  package private(set) var gaps: [Double]

  /// The theory, or what it predicts of how often there is a gain.
  package init(_ settings: Settings, isChance: Bool = false, columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    let axes = settings.axes
    let (xs, ys) = (axes.window.x.pixelCentres(columns), axes.window.y.pixelCentres(rows).reversed().map { $0 })
    gaps = isChance ? settings.odds(axes, xs: xs, ys: ys) : settings.gaps(axes, xs: xs, ys: ys)
  }

  /// A picture of what was simulated, over the window of `settings`; nil for the theory.
  package init?(_ map: SimulatedMap, _ picture: MapPicture, _ settings: Settings, columns: Int, rows: Int) {
    guard let values = map.values(picture) else { return nil }
    self.columns = columns
    self.rows = rows
    let window = settings.axes.window
    let ys = Array(window.y.pixelCentres(rows).reversed())
    gaps = map.cells(xs: window.x.pixelCentres(columns), ys: ys).map { $0.map { values[$0] } ?? .nan }
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
    case .chance: "P(gain)"
    case .simulated: "Ls − Lt, simulated"
    case .frequency: "P(gain), simulated"
    case .difference: "z: simulated − predicted"
    }
  }

  /// Titles of the map's pane, the longest first.
  package var titles: [String] {
    switch self {
    case .theory, .chance: [title]
    case .simulated: [title, "simulated"]
    case .frequency: [title, "P, simulated"]
    case .difference: [title, "z, simulated", "z"]
    }
  }

  /// Standard errors at full colour.
  package static let differenceLimit = 4.0
}
