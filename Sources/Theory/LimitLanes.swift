// The limits of RidgeLimit.swift and TeacherLimit.swift over lanes, for grids whose axes both move the teacher, or the
// student. Where a limit has to be taken (λ = ∞, or the interpolation peak) they are not finite: the scalar forms serve.

/// What a ridge fit needs of its aspect ratio.
struct AspectLanes {
  let gamma: Lanes
  /// √γ, and 1 − √γ without cancellation.
  let root: Lanes, lower: Lanes

  init(_ gamma: Lanes) {
    self.gamma = gamma
    root = gamma.squareRoot()
    lower = (1 - gamma) / (1 + root)
  }
}

extension RidgeNumbers where Number == Lanes {
  @inline(__always) init(lambda: Lanes, aspect: AspectLanes) {
    let gamma = aspect.gamma
    (self.lambda, self.gamma) = (lambda, gamma)
    let end = 1 + aspect.root
    (lower, upper, width) = (aspect.lower * aspect.lower, end * end, 4 * aspect.root)
    (lowerRoot, upperRoot) = ((lambda + lower).squareRoot(), (lambda + upper).squareRoot())
    let s = lowerRoot * upperRoot
    root = s
    retained = 1 / (0.5 * (1 + gamma + lambda) + 0.5 * s)
    let b = (1 - gamma) + lambda
    let cancels = b .< Lanes(0)
    lost =
      lambda.replacing(with: 0.5 * (s - b), where: cancels) / (0.5 * b + 0.5 * s).replacing(with: gamma, where: cancels)
    free = ((1 - gamma) + gamma * lost).replacing(with: lambda * retained / lost, where: gamma .> Lanes(1))
    residualFactor = retained * s
  }
}

extension TeacherLimitNumbers where Number == Lanes {
  @inline(__always) init(_ fit: RidgeNumbers<Lanes>, sigma: Lanes, zeta: Lanes) {
    let (v, u, s) = (fit.retained, fit.lost, fit.root)
    (self.zeta, alignment, lost) = (zeta, v, u)
    let noise = sigma * sigma
    let perRoot = v / s
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
