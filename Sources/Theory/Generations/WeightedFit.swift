// One ridge fit to labels of two kinds that weigh differently: those of a model, with weight w, and true ones, with weight 1.
//
// With shares π and weights w of the groups g, normal equations (XᵀWX/n + λ)β = XᵀWy/n, the scale χ of the leave-one-out
// residuals solves χ(λ + Σ π w/(1+wχ)) = γ, and
//
//     ρ = w/(1+wχ)    D = λ + Σπρ    q = πρ/D    k = γπρ²/D²    S_b = q₀S + q₁    V_b = q₀²V
//     r₀ = ((1−q₀)S − q₁)² + (1−q₀)²V + ν²    r₁ = σ² + (1−S_b)² + V_b    V ← V_b + Σkr/((1−Σk) M)
//
// r₀ and r₁ are what the mean fit misses of each kind of label. 1 − S ← λ/D + q₀(1−S), (1−q₀)S − q₁ = λ/D − (1−q₀)(1−S) and
// 1 − Σk = (λ + Σπρ/(1+wχ))/D lose no digits.

import RealModule

/// What a fit to labels of two weights keeps of each kind, and what each adds to it. λ < ∞, and not 0 where γ ≥ 1: there is
/// no χ then.
struct WeightedFit {
  /// λ/D: what is lost of a direction on which model and target agree.
  private let lost: Double
  /// q₀: what is kept of the model's labels.
  private let kept: Double
  /// 1 − q₀.
  private let unkept: Double
  /// k of the model's labels and of the true ones, over 1 − Σk and the fits averaged.
  private let added: (model: Double, truth: Double)

  init(_ generation: Generation) {
    let (lambda, gamma) = (generation.lambda, generation.gamma)
    let shares = (1 - generation.trueShare, generation.trueShare)
    let weight = generation.weight
    let excess = { (place: Double) in
      let scale = Double.exp(place)
      return scale * (lambda + shares.0 * weight / (1 + weight * scale) + shares.1 / (1 + scale)) - gamma
    }
    // A scale with which either kind alone would do bounds it: the sum grows with it.
    var (low, high) = (Double.log(gamma) - 1, Double.log(gamma) + 1)
    while excess(low) > 0 { low -= 8 }
    while excess(high) < 0 { high += 8 }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if excess(middle) < 0 { low = middle } else { high = middle }
    }
    let scale = Double.exp(high)
    let rho = (weight / (1 + weight * scale), 1 / (1 + scale))
    let total = lambda + shares.0 * rho.0 + shares.1 * rho.1
    let own = shares.0 * rho.0 / total
    let rest = (lambda + shares.0 * rho.0 / (1 + weight * scale) + shares.1 * rho.1 / (1 + scale)) / total
    let per = gamma / (total * total) / rest / Double(generation.ensemble)
    (lost, kept, unkept) = (lambda / total, own, (lambda + shares.1 * rho.1) / total)
    added = (per * shares.0 * rho.0 * rho.0, per * shares.1 * rho.1 * rho.1)
  }

  func model(from before: FittedModel, _ generation: Generation, sigma: Double) -> FittedModel {
    let misalignment = lost + kept * before.misalignment
    let variance = kept * kept * before.variance
    let miss = lost - unkept * before.misalignment
    let missed = (
      model: miss * miss + unkept * unkept * before.variance + generation.noise * generation.noise,
      truth: sigma * sigma + misalignment * misalignment + variance
    )
    return FittedModel(
      misalignment: misalignment, variance: variance + added.model * missed.model + added.truth * missed.truth)
  }

  func fixedPoint(_ generation: Generation, sigma: Double) -> FittedModel {
    let still = FittedModel(misalignment: lost / unkept, variance: 0)
    let grows = kept * kept + added.model * unkept * unkept + added.truth * kept * kept
    let variance = model(from: still, generation, sigma: sigma).variance
    return FittedModel(misalignment: still.misalignment, variance: grows < 1 ? variance / (1 - grows) : .infinity)
  }
}
