// Where the universal plane is drawn.

import Canvas
import Theory

/// The scales on which the universal plane is drawn.
package enum PlaneScales {
  package static let gammaS = Parameter.gammaS.scale
  package static let rho = Scale(.linear, from: -1, to: 2)
}
