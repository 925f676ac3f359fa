// The limits of RidgeLimit.swift and TeacherLimit.swift without a branch, for grids. Where a limit has to be taken (λ = ∞, or
// the interpolation peak) they are not finite: the forms there serve.

/// What a ridge fit needs of its aspect ratio.
struct AspectNumbers<Number: Quantity> {
  let gamma: Number, perGamma: Number
  /// The edges (1 ∓ √γ)² of the Marchenko–Pastur law.
  let lower: Number, upper: Number
}

extension AspectNumbers {
  @inline(__always) init(_ gamma: Number) {
    let root = gamma.rootOfMagnitude
    let low = (1 - gamma) / (1 + root)
    self.init(gamma: gamma, perGamma: 1 / gamma, lower: low * low, upper: (1 + root) * (1 + root))
  }

  /// s = √((λ+a)(λ+b)).
  @inline(__always) func root(_ lambda: Number) -> Number { ((lambda + lower) * (lambda + upper)).rootOfMagnitude }
}

extension RidgeNumbers {
  @inline(__always) init(lambda: Number, aspect: AspectNumbers<Number>) {
    self.init(lambda: lambda, aspect: aspect, root: aspect.root(lambda))
  }

  /// - Parameter root: s of the penalty and the aspect ratio.
  @inline(__always) init(lambda: Number, aspect: AspectNumbers<Number>, root: Number) {
    let gamma = aspect.gamma
    (self.lambda, self.gamma) = (lambda, gamma)
    let perRetained = 0.5 * (1 + gamma + lambda + root)
    // With b = 1 − γ + λ, uf = λv and 2f/v = b + s, in which nothing cancels for b ≥ 0, or 2γu = s − b otherwise.
    let b = (1 - gamma) + lambda
    let cancels = b .< Number(0)
    let half = 0.5 * (root + b.replacing(with: -b, where: cancels))
    // One division for three inverses.
    let perProduct = 1 / (root * perRetained * half)
    (perRoot, retained) = (perProduct * (perRetained * half), perProduct * (root * half))
    (residualFactor, perResidual) = (retained * root, perRetained * perRoot)
    let other = lambda * (perProduct * (root * perRetained))
    lost = other.replacing(with: half * aspect.perGamma, where: cancels)
    free = retained * half.replacing(with: gamma * other, where: cancels)
  }
}

extension TeacherLimitNumbers {
  @inline(__always) init(_ fit: RidgeNumbers<Number>, sigma: Number, zeta: Number) {
    self.init(
      lambda: fit.lambda, gamma: fit.gamma, retained: fit.retained, lost: fit.lost, perRoot: fit.perRoot, sigma: sigma,
      zeta: zeta)
  }

  @inline(__always) init(
    lambda: Number, gamma: Number, retained v: Number, lost u: Number, perRoot: Number, sigma: Number, zeta: Number
  ) {
    (self.zeta, alignment, lost) = (zeta, v, u)
    let noise = sigma * sigma
    let slope = v * perRoot
    let spread = gamma * slope * (u * u)
    variance = spread + gamma * slope * noise
    let k = (1 - zeta) * (1 + zeta)
    let (rest, learned) = (k * (u * v), zeta * zeta * (u * v))
    effectivePower = k * (v * v) + variance
    // Each sum is of terms of one sign: the smaller pair is taken.
    let isLessBoth = slope * lambda + learned .> spread + rest
    excess = (slope * (noise * gamma - lambda) + learned).replacing(with: variance - rest, where: isLessBoth)
  }
}
