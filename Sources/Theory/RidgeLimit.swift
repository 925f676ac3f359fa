// The high-dimensional limit of one ridge fit, in terms of its retained fraction.
//
// Goals, in order: no cancellation for any λ ≥ 0 and γ > 0, λ = 0 and γ = 1 included; no overflow before the result
// itself does; few operations. Definition 2 evaluated literally loses half its digits for small λ. Here every
// quantity is a sum, product or quotient of non-negative terms, so each is right to a few units in the last place.
//
// With v = lim d⁻¹ Tr Σ̂(Σ̂+λ)⁻¹ (so γv² − (1+γ+λ)v + 1 = 0), and the edges a = (1−√γ)², b = (1+√γ)² of the
// Marchenko–Pastur support:
//
//     s = √((λ+a)(λ+b))      v = 2 / (1+γ+λ + s)      u = 1−v = 2λ / (1−γ+λ + s)
//     1 − γv² = v·s          (1−v)(1−γv) = λv         m₁ = v / (1−γv)        m₂ = m₁² / (1−γv²)

/// The deterministic limit of one ridge fit with penalty λ and aspect ratio γ.
public struct RidgeLimit: Sendable, Hashable {
  /// The ridge penalty λ ∈ [0, ∞].
  public let lambda: Double
  /// The aspect ratio γ = d / n > 0.
  public let gamma: Double
  /// s = √((λ+a)(λ+b)), the square root of (1+γ+λ)² − 4γ.
  public let root: Double
  /// The retained fraction v = lim d⁻¹ Tr Σ̂(Σ̂+λ)⁻¹ ∈ [0, min(1, 1/γ)].
  public let retained: Double
  /// The lost fraction u = 1 − v = λm₁, free of cancellation.
  public let lost: Double

  /// The limit at penalty `lambda` ∈ [0, ∞] and aspect ratio `gamma` > 0.
  public init(lambda: Double, gamma: Double) {
    self.lambda = lambda
    self.gamma = gamma
    guard lambda < .infinity else {
      root = .infinity
      retained = 0
      lost = 1
      return
    }
    let rootGamma = gamma.squareRoot()
    let lower = (1 - gamma) / (1 + rootGamma)  // 1 − √γ
    let upper = 1 + rootGamma
    let s = (lambda + lower * lower).squareRoot() * (lambda + upper * upper).squareRoot()
    root = s
    retained = 1 / (0.5 * (1 + gamma + lambda) + 0.5 * s)
    let b = (1 - gamma) + lambda
    lost = b >= 0 ? (lambda == 0 ? 0 : lambda / (0.5 * b + 0.5 * s)) : 0.5 * (s - b) / gamma
  }

  /// 1 − γv²: the factor by which a ridge fit's training error falls short, zero only at the interpolation peak
  /// λ = 0, γ = 1.
  public var residualFactor: Double { lambda < .infinity ? retained * root : 1 }

  /// 1 − γv: the share of the samples' degrees of freedom that the fit leaves free.
  public var free: Double {
    if gamma <= 1 { return (1 - gamma) + gamma * lost }
    return lambda < .infinity ? lambda * retained / lost : 1
  }

  /// m₁ = m(λ; γ), the Stieltjes transform of the Marchenko–Pastur law at −λ [paper, Def 2]; `+∞` at λ = 0 for γ ≥ 1.
  public var m1: Double { retained / free }

  /// m₂ = −∂m/∂λ [paper, Def 2]; `+∞` at λ = 0 for γ ≥ 1.
  public var m2: Double { m1 == 0 ? 0 : m1 * m1 / residualFactor }

  /// r = (1−v)/(1−γv²), the left side of the student's winning condition r < ρ; its limit at the interpolation peak
  /// is 1/2.
  public var shrinkageRatio: Double {
    if root == 0 { return 0.5 }
    return lost / residualFactor
  }

  /// 1 − r = (1−γv)/s, free of cancellation; it falls to 0 as λ grows.
  public var shrinkageComplement: Double { root == 0 ? 0.5 : free / root }

  /// The least value of r over λs ∈ (0, ∞): 0 for γs < 1, (1 + √(1 − 1/γs))/2 for γs ≥ 1.
  public static func minimalShrinkageRatio(gammaS: Double) -> Double {
    gammaS < 1 ? 0 : 0.5 * (1 + ((gammaS - 1) / gammaS).squareRoot())
  }

  /// The share s/(s+λ) of a direction with eigenvalue s ≥ 0 that a ridge fit with penalty λ keeps; its mean over the
  /// ``MarchenkoPastur`` law is ``retained``. A direction never seen (s = 0) is never kept.
  public static func filter(_ s: Double, lambda: Double) -> Double { s == 0 ? 0 : s / (s + lambda) }

  /// The penalty whose retained fraction is `retained`: the exact inverse λ = (1−v)(1−γv)/v.
  public static func lambda(retained v: Double, gamma: Double) -> Double {
    v == 0 ? .infinity : max(0, (1 - v) * (1 - gamma * v) / v)
  }
}
