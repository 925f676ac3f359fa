// Fits on fits under any covariance: teacher, student, and who comes after, coordinate by coordinate of the eigenbasis.
//
// A model is, in each coordinate, the share of the target that it misses and the variance of what is no part of it. One fit
// with κ, A and u = 1 − A of a RidgeEquivalent, to labels of the model before with noise ν, leaves
//
//     miss ← u + A miss      w ← A² w + (Q/n) A²/D      Q = (ν² + Σ D u² ((1−miss)²β⋆² + w)) / (1 − ΣA²/n)
//
// with D the eigenvalues that its own inputs have. L = σ² + ΣD (miss² β⋆² + w), with D those of the inputs that errors are
// measured on. What the fit does not see (A = 0) is noise to it. All are sums of non-negative terms; a gap
//
//     L′ − L = Σ D β⋆² u (1−miss)(miss′+miss) + (Q/n) ΣA² D/D_inputs − Σ D u (1+A) w
//
// is a difference of two such sums.

import RealModule

/// How a model is trained on the one before it, under a covariance.
public struct SpectralGeneration: Sendable, Hashable {
  /// The ridge penalty λ ∈ [0, ∞], of the loss (1/n)‖·‖² + λβᵀWβ.
  public var lambda: Double
  /// n > 0 samples of the fit.
  public var samples: Double
  /// The standard deviation ≥ 0 of the noise added to the labels of the model before; σε in a first generation.
  public var noise: Double
  /// The eigenvalues ≥ 0 of its own inputs, in the same basis; nil where they are those that errors are measured on.
  public var inputs: [Double]?
  /// The diagonal of W ≥ 0, entry by entry: 1 where nil, ∞ for what the fit does not see, 0 for what it does not penalise.
  public var weights: [Double]?

  /// A generation; a plain ridge fit on inputs of the covariance that errors are measured on, unless said otherwise.
  /// - Precondition: the values are in their ranges.
  public init(
    lambda: Double, samples: Double, noise: Double = 0, inputs: [Double]? = nil, weights: [Double]? = nil
  ) {
    precondition(
      lambda >= 0 && samples > 0 && samples.isFinite && noise >= 0 && noise.isFinite, "a value is out of range")
    precondition(inputs?.allSatisfy { $0 >= 0 && $0.isFinite } != false, "an eigenvalue is out of range")
    precondition(weights?.allSatisfy { $0 >= 0 } != false, "a weight is out of range")
    (self.lambda, self.samples, self.noise, self.inputs, self.weights) = (lambda, samples, noise, inputs, weights)
  }

  /// The eigenvalues its own inputs have.
  public func inputs(of covariance: Covariance) -> [Double] { inputs ?? covariance.eigenvalues }

  /// D/W, the eigenvalues as its penalty sees them.
  public func effectiveEigenvalues(of covariance: Covariance) -> [Double] {
    let inputs = inputs(of: covariance)
    guard let weights else { return inputs }
    return zip(inputs, weights).map { $0 == 0 ? 0 : $0 / $1 }
  }

  /// The limit of its fit.
  public func fit(on covariance: Covariance) -> RidgeEquivalent {
    RidgeEquivalent(
      lambda: lambda, samples: samples, eigenvalues: effectiveEigenvalues(of: covariance), counts: covariance.counts)
  }

  /// The model trained on another's labels.
  public func model(from before: SpectralModel, on covariance: Covariance) -> SpectralModel {
    model(fit(on: covariance), from: before, on: covariance, floor: 0)
  }

  /// The model that a fit leaves.
  /// - Parameter floor: the least residual factor, above 0 to see how an interpolation peak is approached.
  func model(
    _ fit: RidgeEquivalent, from before: SpectralModel, on covariance: Covariance, floor: Double
  ) -> SpectralModel {
    let inputs = inputs(of: covariance)
    let residual = residual(fit, from: before, on: covariance)
    // At the interpolation peak with a fit of everything there is: 0/0 is nothing.
    let scale = residual == 0 ? 0 : residual / max(fit.residualFactor, floor) / samples
    var (keeps, misses, variances) = (before.keeps, before.misses, before.variances)
    for index in misses.indices {
      let (kept, lost) = (fit.retained[index], fit.lost[index])
      keeps[index] *= kept
      misses[index] = lost + kept * misses[index]
      // What is not kept has no variance, not even of infinitely much.
      variances[index] =
        kept == 0 ? 0 : kept * kept * variances[index] + (scale == 0 ? 0 : scale * kept * (kept / inputs[index]))
    }
    return SpectralModel(keeps: keeps, misses: misses, variances: variances)
  }

  /// ν² + ΣD u²((1−miss)²β⋆² + w): Q but for its denominator.
  fileprivate func residual(_ fit: RidgeEquivalent, from before: SpectralModel, on covariance: Covariance) -> Double {
    let inputs = inputs(of: covariance)
    var residual = PairedSum(noise * noise)
    for index in inputs.indices where inputs[index] > 0 && fit.lost[index] > 0 {
      let kept = before.keeps[index]
      let (signal, count) = (kept * kept * covariance.energies[index], covariance.counts[index])
      let spread = count == 0 ? 0 : count * before.variances[index]
      residual += inputs[index] * fit.lost[index] * fit.lost[index] * (signal + spread)
    }
    return residual.value
  }

  /// The error of a model trained on another, less that of the other.
  func gap(_ fit: RidgeEquivalent, from before: SpectralModel, on covariance: Covariance) -> Double {
    let inputs = inputs(of: covariance)
    let residual = residual(fit, from: before, on: covariance)
    let scale = residual == 0 ? 0 : residual / fit.residualFactor / samples
    var (gained, shed) = (PairedSum(), PairedSum())
    for index in inputs.indices {
      let (kept, lost, miss) = (fit.retained[index], fit.lost[index], before.misses[index])
      let (eigenvalue, count) = (covariance.eigenvalues[index], covariance.counts[index])
      gained += eigenvalue * covariance.energies[index] * lost * before.keeps[index] * (lost + (1 + kept) * miss)
      if count == 0 || eigenvalue == 0 { continue }
      if kept > 0 && scale > 0 { gained += count * eigenvalue * scale * kept * (kept / inputs[index]) }
      if lost > 0 { shed += count * eigenvalue * lost * (1 + kept) * before.variances[index] }
    }
    return gained.value - shed.value
  }

  /// The penalty λ ∈ [0, ∞] with which the model trained on another has the least error, to half the digits of a double.
  ///
  /// It is looked for over κ, of which λ is an explicit function, so that each try is one pass over the eigenvalues. The
  /// least of several valleys is found where they are wider than a six-hundredth of the range of log κ.
  public func bestPenalty(from before: SpectralModel, on covariance: Covariance) -> Double {
    if before.variances.contains(.infinity) { return .infinity }
    let effective = effectiveEigenvalues(of: covariance)
    let order = EffectiveSpectrum(eigenvalues: effective, counts: covariance.counts, samples: samples)
    let lowest = order.kappa(lambda: 0)
    let change = { (fit: RidgeEquivalent) in gap(fit, from: before, on: covariance) }
    let fit = { (kappa: Double) in
      RidgeEquivalent(order, kappa: kappa, eigenvalues: effective, counts: covariance.counts)
    }
    // Beyond either end nothing moves any more.
    let ends = order.ends
    let bottom = lowest > 0 ? Double.log(lowest) : Double.log(ends.smallest) - 40
    let top = max(Double.log(ends.largest), bottom) + 40
    // From the ridgeless end a step is a factor of κ/κ₀ − 1 as well.
    let kappa = { (place: Double) in
      lowest > 0 ? lowest * (1 + .exp(place)) : Double.exp(place)
    }
    let start = lowest > 0 ? -34.0 : bottom
    let end = lowest > 0 ? top - bottom : top
    let inner =
      switch leastPlace(of: { change(fit(kappa($0))) }, from: start, to: end) {
      case .lowerEnd: 0.0
      case .upperEnd: Double.infinity
      case .inside(let place): fit(kappa(place)).lambda
      }
    // Where all penalties are as good, down to rounding, the least is.
    let scale = before.distance(on: covariance)
    let atZero = change(fit(lowest))
    let inside =
      inner > 0 && inner < .infinity
      ? change(
        RidgeEquivalent(
          order, lambda: inner, kappa: order.kappa(lambda: inner), eigenvalues: effective, counts: covariance.counts))
      : .infinity
    let nothing = change(fit(.infinity))
    if atZero <= min(inside, nothing) + 1e-14 * scale { return 0 }
    return nothing <= inside + 1e-14 * scale ? .infinity : inner
  }
}

/// A model under a covariance as theory sees it.
public struct SpectralModel: Sendable, Hashable {
  /// The share of the target's coordinate that it keeps on average, in [0, 1], entry by entry.
  public let keeps: [Double]
  /// The share that it misses, 1 less the other, free of cancellation.
  public let misses: [Double]
  /// The variance ≥ 0 of each of an entry's coordinates, no part of the target; `+∞` at an interpolation peak with noise.
  public let variances: [Double]

  init(keeps: [Double], misses: [Double], variances: [Double]) {
    (self.keeps, self.misses, self.variances) = (keeps, misses, variances)
  }

  /// The target itself.
  public static func target(of covariance: Covariance) -> SpectralModel {
    let zeros = Array(repeating: 0.0, count: covariance.eigenvalues.count)
    return SpectralModel(keeps: zeros.map { 1 - $0 }, misses: zeros, variances: zeros)
  }

  /// ΣD(miss² β⋆² + w), its mean squared distance from the target on inputs of the covariance.
  public func distance(on covariance: Covariance) -> Double {
    var distance = PairedSum()
    for index in misses.indices where covariance.eigenvalues[index] > 0 {
      let spread = covariance.counts[index] == 0 ? 0 : covariance.counts[index] * variances[index]
      distance += covariance.eigenvalues[index] * (misses[index] * misses[index] * covariance.energies[index] + spread)
    }
    return distance.value
  }
}

/// A chain of generations under a covariance, the first on true labels.
public struct SpectralChain: Sendable, Hashable {
  /// The covariance of the inputs that errors are measured on, and the target.
  public let covariance: Covariance
  /// The standard deviation σε ≥ 0 of the noise of true labels.
  public let sigma: Double
  /// How each model is trained, the first with the noise σε.
  public let generations: [SpectralGeneration]
  /// The models, one for each generation.
  public let models: [SpectralModel]
  /// The limits of their fits.
  public let fits: [RidgeEquivalent]

  /// A chain, at a cost of a few passes over the eigenvalues for each generation.
  /// - Precondition: σε ≥ 0 is finite, and what a generation says of entries it says of each.
  public init(_ covariance: Covariance, sigma: Double, _ generations: [SpectralGeneration]) {
    precondition(sigma >= 0 && sigma.isFinite, "σε is out of range")
    let count = covariance.eigenvalues.count
    precondition(
      generations.allSatisfy { $0.inputs?.count ?? count == count && $0.weights?.count ?? count == count },
      "a list is not of the covariance's length")
    var generations = generations
    if !generations.isEmpty { generations[0].noise = sigma }
    (self.covariance, self.sigma, self.generations) = (covariance, sigma, generations)
    fits = generations.map { $0.fit(on: covariance) }
    var models: [SpectralModel] = []
    for (generation, fit) in zip(generations, fits) {
      let before = models.last ?? .target(of: covariance)
      models.append(generation.model(fit, from: before, on: covariance, floor: 0))
    }
    self.models = models
  }

  /// The errors, σε² included, one for each generation; `+∞` at an interpolation peak with noise.
  public var errors: [Double] { models.map { sigma * sigma + $0.distance(on: covariance) } }

  /// The error of each generation after the first less that of the one before: negative is a gain. Not computed as the
  /// difference of the two; its rounding is of the size of the variance that is shed. Infinite with the sign that it has as
  /// the peak is neared where both errors are.
  public var gaps: [Double] {
    generations.indices.dropFirst().map { index in
      let before = models[index - 1]
      if before.variances.allSatisfy({ $0 < .infinity }) {
        return generations[index].gap(fits[index], from: before, on: covariance)
      }
      // As the peak is neared, everything is small beside the variance.
      var near = SpectralModel.target(of: covariance)
      for step in 0..<index {
        near = generations[step].model(fits[step], from: near, on: covariance, floor: 1e-60)
      }
      let gap = generations[index].gap(fits[index], from: near, on: covariance)
      return gap == 0 ? 0 : gap > 0 ? .infinity : -.infinity
    }
  }

  /// The same chain with the best penalty of each generation from one on for what it is trained on, the first before the others.
  /// - Parameter first: the first that is tuned, from 0.
  public func withBestPenalties(from first: Int = 0) -> SpectralChain {
    var best: [SpectralGeneration] = []
    var model = SpectralModel.target(of: covariance)
    for (index, generation) in generations.enumerated() {
      var tuned = generation
      if index >= first { tuned.lambda = generation.bestPenalty(from: model, on: covariance) }
      model = tuned.model(from: model, on: covariance)
      best.append(tuned)
    }
    return SpectralChain(covariance, sigma: sigma, best)
  }
}
