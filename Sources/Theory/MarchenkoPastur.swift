// The Marchenko–Pastur law: where the eigenvalues of a sample covariance lie.

/// The limiting law of the eigenvalues of Σ̂ = XᵀX/n for n × d standard Gaussian X with d/n → γ
/// [Marchenko–Pastur 1967]: a density on [`lower`, `upper`] and, for γ > 1, an atom at 0.
public struct MarchenkoPastur: Sendable, Hashable {
  /// The aspect ratio γ = d / n > 0.
  public let gamma: Double
  /// The lower edge a = (1−√γ)² of the density's support.
  public let lower: Double
  /// The upper edge b = (1+√γ)².
  public let upper: Double

  /// The law of an aspect ratio.
  public init(gamma: Double) {
    self.gamma = gamma
    let root = gamma.squareRoot()
    let short = (1 - gamma) / (1 + root)  // 1 − √γ
    lower = short * short
    upper = (1 + root) * (1 + root)
  }

  /// The mass at 0: max(0, 1 − 1/γ), the share of directions that n samples leave unseen.
  public var atom: Double { gamma > 1 ? (gamma - 1) / gamma : 0 }

  /// The density √((b−s)(s−a)) / (2πγs) at s, without the atom; 0 outside the support. It integrates to 1 − `atom`.
  public func density(_ s: Double) -> Double {
    guard s > lower, s < upper else { return 0 }
    return ((upper - s) * (s - lower)).squareRoot() / (2 * .pi * gamma * s)
  }
}
