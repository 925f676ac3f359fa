// The limits of RidgeLimit.swift and TeacherLimit.swift over lanes, for grids whose axes both move the teacher, or the
// student. Where a limit has to be taken (λ = ∞, or the interpolation peak) they are not finite: the scalar forms serve.

/// What a ridge fit needs of its aspect ratio.
struct AspectLanes {
  let gamma: Lanes, perGamma: Lanes
  /// The edges (1 ∓ √γ)² of the Marchenko–Pastur law.
  let lower: Lanes, upper: Lanes

  init(_ gamma: Lanes) {
    (self.gamma, perGamma) = (gamma, 1 / gamma)
    let root = gamma.squareRoot()
    let low = (1 - gamma) / (1 + root)
    (lower, upper) = (low * low, (1 + root) * (1 + root))
  }
}

extension RidgeNumbers where Number == Lanes {
  @inline(__always) init(lambda: Lanes, aspect: AspectLanes) {
    let gamma = aspect.gamma
    (self.lambda, self.gamma) = (lambda, gamma)
    let root = ((lambda + aspect.lower) * (lambda + aspect.upper)).squareRoot()
    perRoot = 1 / root
    let perRetained = 0.5 * (1 + gamma + lambda + root)
    retained = 1 / perRetained
    (residualFactor, perResidual) = (retained * root, perRetained * perRoot)
    // With b = 1 − γ + λ, uf = λv and 2f/v = b + s, in which nothing cancels for b ≥ 0, or 2γu = s − b otherwise.
    let b = (1 - gamma) + lambda
    let cancels = b .< Lanes(0)
    let half = 0.5 * (root + b.replacing(with: -b, where: cancels))
    let other = lambda / half
    lost = other.replacing(with: half * aspect.perGamma, where: cancels)
    free = retained * half.replacing(with: gamma * other, where: cancels)
  }
}

extension TeacherLimitNumbers where Number == Lanes {
  @inline(__always) init(_ fit: RidgeNumbers<Lanes>, sigma: Lanes, zeta: Lanes) {
    let (v, u) = (fit.retained, fit.lost)
    (self.zeta, alignment, lost) = (zeta, v, u)
    let noise = sigma * sigma
    let perRoot = v * fit.perRoot
    let spread = fit.gamma * perRoot * (u * u)
    variance = spread + fit.gamma * perRoot * noise
    let k = (1 - zeta) * (1 + zeta)
    let (rest, learned) = (k * (u * v), zeta * zeta * (u * v))
    effectivePower = k * (v * v) + variance
    // Each sum is of terms of one sign: the smaller pair is taken.
    let isLessBoth = perRoot * fit.lambda + learned .> spread + rest
    excess = (perRoot * (noise * fit.gamma - fit.lambda) + learned).replacing(with: variance - rest, where: isLessBoth)
  }
}
