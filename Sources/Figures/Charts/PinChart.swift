// Where the states pinned are on two axes: truly there, or only by those two parameters.

import Export
import Theory

extension Settings {
  /// Whether a pinned state is one that a picture over two axes shows at its place there: it differs from the state by
  /// nothing but the parameters of the axes.
  package func shows(_ pin: Pins.Pin, on axes: Axes) -> Bool {
    at(axes, pin.regime[axes.x], pin.regime[axes.y]) == pin.regime
  }

  /// The letters of the states pinned at their places; in brackets where the picture is not of them.
  func pinLayers(_ axes: Axes) -> [Chart.Layer] {
    pins.map { pin in
      let isShown = shows(pin, on: axes)
      return .points(
        name: isShown ? "pinned" : "pinned elsewhere",
        points: [ChartPoint(x: pin.regime[axes.x], y: pin.regime[axes.y])],
        look: .letter(isShown ? "\(pin.letter)" : "(\(pin.letter))"))
    }
  }
}
