// The universal plane, as far as it is not theory.

import Canvas
import Theory

/// The scales of the universal plane.
package enum UniversalPlane {
  package static let gammaS = Parameter.gammaS.scale
  package static let rho = Scale(.linear, from: -1, to: 2)

  /// The phase of a point [see PhaseReport].
  package static func phase(gammaS: Double, rho: Double) -> Phase {
    if rho <= RidgeLimit.minimalShrinkageRatio(gammaS: gammaS) { return .never }
    return rho >= 1 ? .always : gammaS <= 1 ? .below : .window
  }

  /// Whether the printed Theorem 5 is right at a point, read as a ζ = 0 state: c = ρ/(ρ − 2); nil where it
  /// is silent.
  package static func printedAgrees(gammaS: Double, rho: Double) -> Bool? {
    let contrast = rho >= 2 ? -Double.infinity : rho / (rho - 2)
    let wins = phase(gammaS: gammaS, rho: rho) != .never
    return Printed.theoremFive(contrast: contrast, gammaS: gammaS).map { $0 == wins }
  }
}
