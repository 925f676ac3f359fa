// Fits on fits: a chain in which every model is trained on the labels of the one before it.
//
// A model is two numbers, S and T. One ridge fit with (λ, γ) to labels that are on average those of m, with noise ν, leaves
//
//     S ← v S_m        T ← v² T_m + γv² Q/M        Q = (u² T_m + ν²) / (1 − γv²)
//
// where M fits on data of their own are averaged: only what is fresh in each is divided. With a share p of the labels true
// and the others the model's, m = (1−p)·model + p·target, and what scatters about it counts as noise:
//
//     ν² = (1−p)·(label noise)² + p σ² + p(1−p) ‖model − target‖².
//
// 1 − S ← u + v(1 − S_m) and V = T − S² ← v² V_m + γv² Q/M are sums of non-negative terms. Where the model's labels weigh
// otherwise than true ones, `WeightedFit` has the general form.

import RealModule

/// A model as theory sees it: how far it is from pointing to the target, and how much of it is no part of the target.
public struct FittedModel: Sendable, Hashable {
  /// 1 − S, S = ⟨β̂, β⋆⟩.
  public let misalignment: Double
  /// V = T − S² ≥ 0, T = ‖β̂‖²; `+∞` at an interpolation peak with noise.
  public let variance: Double

  /// A model.
  public init(misalignment: Double, variance: Double) {
    (self.misalignment, self.variance) = (misalignment, variance)
  }

  /// The target itself.
  public static let target = FittedModel(misalignment: 0, variance: 0)

  /// S = ⟨β̂, β⋆⟩.
  public var alignment: Double { 1 - misalignment }
  /// T = ‖β̂‖².
  public var power: Double { alignment * alignment + variance }
  /// ‖β̂ − β⋆‖² = (1−S)² + V.
  public var distance: Double { misalignment * misalignment + variance }
  /// The error on new labels with noise σε, σε² included.
  public func error(sigma: Double) -> Double { sigma * sigma + distance }
}

/// How a model is trained on the one before it.
public struct Generation: Sendable, Hashable {
  /// The ridge penalty λ ∈ [0, ∞], of the loss (1/n)‖·‖² + λ‖β‖².
  public var lambda: Double
  /// The aspect ratio γ = d/n > 0 of each fit.
  public var gamma: Double
  /// The standard deviation ≥ 0 of the noise added to the labels of the model before.
  public var noise: Double
  /// M ≥ 1, how many fits on data of their own are averaged.
  public var ensemble: Int
  /// The share p ∈ [0, 1] of the labels that are true ones with noise σε, in place of the model's; 1 in a first generation.
  public var trueShare: Double
  /// What a sample with a label of the model's weighs in the loss, in (0, ∞), where one with a true label weighs 1.
  public var weight: Double

  /// A generation; one fit to the labels of the model before it, unless said otherwise.
  /// - Precondition: the values are in their ranges.
  public init(
    lambda: Double, gamma: Double, noise: Double = 0, ensemble: Int = 1, trueShare: Double = 0, weight: Double = 1
  ) {
    precondition(lambda >= 0 && gamma > 0 && gamma.isFinite && noise >= 0 && noise.isFinite, "a value is out of range")
    precondition(ensemble >= 1 && trueShare >= 0 && trueShare <= 1, "a value is out of range")
    precondition(weight > 0 && weight.isFinite, "a value is out of range")
    (self.lambda, self.gamma, self.noise, self.ensemble, self.trueShare) = (lambda, gamma, noise, ensemble, trueShare)
    self.weight = weight
  }

  /// Whether labels of two weights are mixed. With one weight for all, or where everything is interpolated, weights are a
  /// matter of λ alone.
  private var isWeighted: Bool {
    weight != 1 && trueShare > 0 && trueShare < 1 && lambda < .infinity && !(lambda == 0 && gamma >= 1)
  }

  /// The penalty of a fit whose labels all weigh 1.
  private var penalty: Double { trueShare == 0 ? lambda / weight : lambda }

  /// The model trained on another's labels, true ones with noise σε among them.
  public func model(from before: FittedModel, sigma: Double) -> FittedModel {
    if isWeighted { return WeightedFit(self).model(from: before, self, sigma: sigma) }
    let fit = RidgeLimit(lambda: penalty, gamma: gamma)
    let (v, u) = (fit.retained, fit.lost)
    let labels = Labels(before, self, sigma: sigma)
    if v == 0 { return FittedModel(misalignment: 1, variance: 0) }
    // At the interpolation peak with a fit of everything there is: 0/0 is nothing.
    let residual = (u == 0 ? 0 : u * u * labels.power) + labels.noise
    let fresh = residual == 0 ? 0 : gamma * v * v * (residual / fit.residualFactor) / Double(ensemble)
    return FittedModel(misalignment: u + v * labels.misalignment, variance: v * v * labels.variance + fresh)
  }

  /// What a model becomes when it is trained on the one before it again and again in the same way; where such training
  /// moves nothing, the model itself. Its variance is `+∞` where each generation adds more than it shrinks.
  public func fixedPoint(from before: FittedModel, sigma: Double) -> FittedModel {
    if isWeighted { return WeightedFit(self).fixedPoint(self, sigma: sigma) }
    let fit = RidgeLimit(lambda: penalty, gamma: gamma)
    let (v, u, kept) = (fit.retained, fit.lost, 1 - trueShare)
    if v == 0 { return FittedModel(misalignment: 1, variance: 0) }
    let loses = trueShare + u * kept  // 1 − v(1−p)
    let misalignment = loses == 0 ? before.misalignment : u / loses
    // V ← aV + b, with 1 − a as a sum of non-negative terms where it can be.
    let still = FittedModel(misalignment: misalignment, variance: 0)
    let added = model(from: still, sigma: sigma).variance
    let scale = fit.residualFactor == 0 ? 0 : gamma * v * v / (fit.residualFactor * Double(ensemble))
    let grows = v * v * kept * kept + scale * (u * u * kept * kept + trueShare * kept)
    if added == 0 { return FittedModel(misalignment: misalignment, variance: grows < 1 ? 0 : before.variance) }
    return FittedModel(misalignment: misalignment, variance: grows < 1 ? added / (1 - grows) : .infinity)
  }

  /// The penalty λ ∈ [0, ∞] with which the model trained on another has the least error.
  public func bestPenalty(from before: FittedModel, sigma: Double) -> Double {
    var other = self
    let distance = { (penalty: Double) in
      other.lambda = penalty
      return other.model(from: before, sigma: sigma).distance
    }
    let labels = Labels(before, self, sigma: sigma)
    // Of labels without bound nothing is worth keeping.
    if !labels.power.isFinite || !labels.noise.isFinite { return .infinity }
    // Beyond either end nothing moves any more.
    let reach =
      40 + abs(.log(gamma)) + abs(.log(labels.power + labels.noise + .leastNormalMagnitude)) + abs(.log(weight))
    let place = leastPlace(of: { distance(.exp($0)) }, from: -reach, to: reach)
    let inner =
      switch place {
      case .lowerEnd: 0.0
      case .upperEnd: Double.infinity
      case .inside(let place): Double.exp(place)
      }
    // Where all penalties are as good, down to rounding, the least is.
    let least = distance(inner)
    if distance(0) <= least * (1 + 1e-13) { return 0 }
    return distance(.infinity) <= least ? .infinity : inner
  }

  /// What the labels of a generation are on average, and the square of what scatters about it.
  private struct Labels {
    let misalignment: Double
    let variance: Double
    let noise: Double

    init(_ before: FittedModel, _ generation: Generation, sigma: Double) {
      let (p, kept) = (generation.trueShare, 1 - generation.trueShare)
      misalignment = kept * before.misalignment
      variance = kept == 0 ? 0 : kept * kept * before.variance
      let mixed = p == 0 || kept == 0 ? 0 : p * kept * before.distance
      noise = kept * generation.noise * generation.noise + p * sigma * sigma + mixed
    }

    var power: Double { (1 - misalignment) * (1 - misalignment) + variance }
  }
}

/// A chain of generations, the first on true labels.
public struct GenerationChain: Sendable, Hashable {
  /// Most generations that a chain has.
  public static let most = 12

  /// The standard deviation σε ≥ 0 of the noise of true labels.
  public let sigma: Double
  /// How each model is trained.
  public let generations: [Generation]
  /// The models, one for each generation, at a cost of a few operations each.
  public let models: [FittedModel]

  /// A chain. Of the first generation all labels are true, whatever it says of its labels.
  /// - Precondition: σε ≥ 0 is finite.
  public init(sigma: Double, _ generations: [Generation]) {
    precondition(sigma >= 0 && sigma.isFinite, "σε is out of range")
    self.sigma = sigma
    var generations = generations
    if !generations.isEmpty { (generations[0].trueShare, generations[0].noise, generations[0].weight) = (1, 0, 1) }
    self.generations = generations
    var models: [FittedModel] = []
    for generation in generations { models.append(generation.model(from: models.last ?? .target, sigma: sigma)) }
    self.models = models
  }

  /// The errors, σε² included, one for each generation.
  public var errors: [Double] { models.map { $0.error(sigma: sigma) } }

  /// What the models come to when the last generation is repeated for ever; nil of an empty chain, and of one of a first
  /// generation alone, which is trained on no model.
  public var fixedPoint: FittedModel? {
    guard let last = generations.last, generations.count > 1, let model = models.last else { return nil }
    return last.fixedPoint(from: model, sigma: sigma)
  }

  /// The same chain with the best penalty of each generation for what it is trained on, the first before the others.
  public var withBestPenalties: GenerationChain { withBestPenalties(after: 0) }

  /// The same with the best penalties of all generations but the first few, which stay as they are.
  public func withBestPenalties(after kept: Int) -> GenerationChain {
    var best: [Generation] = []
    var model = FittedModel.target
    for generation in generations {
      var tuned = generation
      if best.count >= kept { tuned.lambda = generation.bestPenalty(from: model, sigma: sigma) }
      model = tuned.model(from: model, sigma: sigma)
      best.append(tuned)
    }
    return GenerationChain(sigma: sigma, best)
  }
}
