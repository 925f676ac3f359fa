// A student that has learned a subspace before, where Setting 2 has it learn one direction.
//
// What is assumed: inputs are isotropic, P projects on a subspace of a share ω of the dimensions that is independent of all
// data, with ‖Pβ⋆‖² = ζ². The student's penalty is λs (a‖Pβ‖² + ‖(1−P)β‖²): the directions of the subspace cost it a times
// what the others do, a ≥ 0. The paper's Γ, with one direction, is ω = 0 and a = 1/(1+d), in the limit a = 0.
//
// By rotation it is a chain on two blocks with the effective eigenvalues 1/a and 1.

/// A teacher, and a student that has learned a subspace.
public struct LearnedSubspace: Sendable, Hashable {
  /// The penalties, ratios and noise, and ζ with ζ² = ‖Pβ⋆‖², what the subspace holds of the target.
  public let regime: Regime
  /// ω ∈ [0, 1], the subspace's dimension as a share of d; 0 for finitely many directions.
  public let share: Double
  /// a ≥ 0, what a direction of the subspace costs beside one that is not in it.
  public let weight: Double

  /// A setting.
  /// - Precondition: the values are in their ranges, and a whole space has all of the target, ζ = 1; without a penalty (a = 0)
  ///   a subspace has fewer dimensions than the student has samples, ωγs < 1.
  public init(_ regime: Regime, share: Double, weight: Double) {
    precondition((0...1).contains(share) && weight >= 0 && weight.isFinite, "a value is out of range")
    precondition(share < 1 || regime.zeta == 1, "a whole space holds all of the target")
    precondition(weight > 0 || share * regime.gammaS < 1, "a subspace without a penalty leaves no sample free")
    (self.regime, self.share, self.weight) = (regime, share, weight)
  }

  /// The chain of teacher and student on two blocks of coordinates, the subspace's and the others, counted as shares of d unless
  /// given as numbers of them.
  public func chain(counts: [Double]? = nil) -> SpectralChain {
    let counts = counts ?? [share, 1 - share]
    let (d, zeta) = (counts.reduce(0, +), regime.zeta)
    let covariance = Covariance(
      eigenvalues: [1, 1], energies: [zeta * zeta, (1 - zeta) * (1 + zeta)], counts: counts)
    return SpectralChain(
      covariance, sigma: regime.sigma,
      [
        SpectralGeneration(lambda: regime.lambdaT, samples: d / regime.gammaT),
        SpectralGeneration(lambda: regime.lambdaS, samples: d / regime.gammaS, weights: [weight, 1]),
      ])
  }

  /// L_t, σε² included; that of the regime.
  public var teacherError: Double { chain().errors[0] }
  /// L_s, σε² included.
  public var studentError: Double { chain().errors[1] }
  /// L_s − L_t; negative is a gain. Not computed as the difference of the two.
  public var gap: Double { chain().gaps[0] }
  /// The penalty λs ∈ [0, ∞] with the least error, to half the digits of a double.
  public var bestLambdaS: Double { chain().withBestPenalties(from: 1).generations[1].lambda }
}
