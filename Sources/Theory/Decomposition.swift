// What the errors are made of. Given its learned direction, a student's error is noise, what it misses of the target on
// average, and what varies with a sample: the teacher's, which it inherits, or its own.
//
//     teacher   σ² + u_t² + V
//     student   σ² + ζ²u_t² + (1−ζ²)(1−v_t v_s)² + V v_s² + (V + (1−ζ²)v_t²) q,    q = κ₂ − κ₁², v_s = 1−κ₁ = 1−u_s
//
// Every part is a sum of products of non-negative terms, and so are both changes from teacher to student but for the one
// difference that carries the answer: what is saved of the teacher's variance, less what the student's own sample adds.

/// L_t and L_s of a regime, split into noise, bias and variance.
public struct Decomposition: Sendable, Hashable {
  /// The parts of one error, each ≥ 0.
  public struct Parts: Sendable, Hashable {
    /// σε²: what no fit can predict.
    public let noise: Double
    /// The squared error of the mean prediction.
    public let bias: Double
    /// The variance over draws of the teacher's sample; `+∞` at a noisy teacher's interpolation peak.
    public let inheritedVariance: Double
    /// The variance over draws of the student's sample; 0 for a teacher.
    public let ownVariance: Double

    /// All of the variance.
    public var variance: Double { inheritedVariance + ownVariance }
    /// The error, the sum of the parts.
    public var error: Double { noise + bias + variance }
  }

  /// The parts of L_t: the teacher's own sample is what its variance comes from.
  public let teacher: Parts
  /// The parts of L_s.
  public let student: Parts
  /// The student's bias less the teacher's: (1−ζ²) v_t u_s (2u_t + v_t u_s), never negative and free of cancellation.
  public let biasGivenUp: Double
  /// The teacher's variance less the student's, V u_s(1+v_s) less what the student's own sample adds: negative where it
  /// adds more than it saves, `+∞` where the teacher's is infinite and the student's grows slower.
  public let varianceSaved: Double

  /// The parts of the errors at a regime.
  public init(_ regime: Regime) {
    let teacher = TeacherLimit(regime)
    let fit = StudentLimit(regime)
    let (vt, ut, vs, us) = (teacher.fit.retained, teacher.fit.lost, fit.retained, fit.lost)
    let (zeta, noise) = (regime.zeta, regime.sigma * regime.sigma)
    let rest = (1 - zeta) * (1 + zeta)
    let q = fit.ownVariance
    let shrunk = ut + vt * us  // 1 − v_t v_s
    // An infinite variance of which nothing is kept is none.
    let kept = vs * vs == 0 ? 0 : teacher.variance * (vs * vs)
    let own = q == 0 ? 0 : (teacher.variance + rest * vt * vt) * q
    self.teacher = Parts(noise: noise, bias: ut * ut, inheritedVariance: teacher.variance, ownVariance: 0)
    student = Parts(
      noise: noise, bias: zeta * zeta * ut * ut + rest * shrunk * shrunk, inheritedVariance: kept, ownVariance: own)
    biasGivenUp = rest * vt * us * (2 * ut + vt * us)
    varianceSaved = us == 0 ? 0 : teacher.variance == .infinity ? .infinity : teacher.variance * us * (1 + vs) - own
  }
}
