// Where the universal plane is drawn.

import Canvas
import Theory

/// The scales on which the universal plane is drawn.
package enum PlaneScales {
  /// γs across and ρ up, as the plane is shown at first.
  package static let window = Window(x: Parameter.gammaS.scale, y: Scale(.linear, from: -1, to: 2))
  /// As much of it as can be shown. ρ is never above 2, and has no lower end.
  package static let whole = Window(x: Parameter.gammaS.scale, y: Scale(.linear, from: -100, to: 2))
}
