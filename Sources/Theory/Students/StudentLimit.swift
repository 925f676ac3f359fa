// The high-dimensional limit of a student of any kind. Two numbers of its filter carry the errors, κ₁ = ⟨k⟩ and κ₂ = ⟨k²⟩
// over the Marchenko–Pastur law of γs:
//
//     L_s − L_t = T̃κ₂ − 2(T̃ − S̃)κ₁ = κ₁ T̃ (r − ρ),    r = κ₂/κ₁
//
// A learned direction is fitted freely, whatever the filter; along the others the student is the one that its samples, less
// what that direction explains, make of the rest of the teacher. For ridge both are closed forms (RidgeLimit.swift).

import RealModule

/// The deterministic limit of a student's fit: what it loses of a teacher.
public struct StudentLimit: Sendable, Hashable {
  /// The students it is one of.
  public let students: Students
  /// λs ∈ [0, ∞].
  public let lambda: Double
  /// κ₁ = ⟨k⟩ ∈ [0, 1]: the share of a teacher that is lost on average.
  public let lost: Double
  /// 1 − κ₁, the share that is kept: v of ridge.
  public let retained: Double
  /// r = κ₂/κ₁ ∈ [0, 1]: the student gains iff r < ρ. Where nothing is lost, its limit as λs → 0.
  public let shrinkageRatio: Double
  /// 1 − r, free of cancellation.
  public let shrinkageComplement: Double
  /// q = κ₂ − κ₁² ≥ 0: what the student's own sample adds to a teacher of length 1.
  public let ownVariance: Double
  /// What of the noise in its labels, of variance 1, a student keeps, γs⟨(1−k)²/x⟩ ≥ 0: 0 for labels of a teacher, which
  /// have none.
  public let labelVariance: Double

  /// The limit at a penalty λs ∈ [0, ∞].
  public init(_ students: Students, lambda: Double) {
    self.students = students
    self.lambda = lambda
    if students.filter == .ridge {
      let fit = RidgeLimit(lambda: lambda, gamma: students.gamma)
      (lost, retained) = (fit.lost, fit.retained)
      (shrinkageRatio, shrinkageComplement) = (fit.shrinkageRatio, fit.shrinkageComplement)
      let keptNoise = fit.retained == 0 ? 0 : fit.gamma * fit.retained / fit.root
      ownVariance = fit.retained == 0 || fit.lost == 0 ? 0 : keptNoise * fit.lost * fit.lost
      labelVariance = fit.root == 0 ? .infinity : keptNoise
      return
    }
    let means = FilterMeans(students, lambda: lambda)
    (lost, retained) = (means.lost, means.kept)
    let known = means.lost > 0
    shrinkageRatio = known ? min(1, means.square / means.lost) : students.ratioAtZero
    shrinkageComplement = known ? max(0, means.mixed / means.lost) : 1 - students.ratioAtZero
    ownVariance = means.variance
    labelVariance = means.labels
  }

  /// The limit of a regime's student.
  public init(_ regime: Regime) { self.init(regime.students, lambda: regime.lambdaS) }

  /// H₁ = −r/(2 − r) ∈ [−1, 0] [paper, eq (11), for ridge].
  public var h1: Double { -shrinkageRatio / (2 - shrinkageRatio) }
}

/// Means of a filter other than ridge.
struct FilterMeans {
  /// ⟨k⟩, ⟨1−k⟩, ⟨k²⟩, ⟨k(1−k)⟩.
  let lost: Double, kept: Double, square: Double, mixed: Double
  /// Var k, ⟨(k−κ₁)³⟩ and Var (k−κ₁)².
  let variance: Double, third: Double, squaresVariance: Double
  /// γ⟨(1−k)²/x⟩.
  let labels: Double

  /// The means over the law of eigenvalues `shrink` times those of ratio `sampled`, of the filter of `students`.
  init(_ students: Students, lambda: Double, sampled gamma: Double? = nil, shrink: Double = 1) {
    let law = MarchenkoPastur(gamma: gamma ?? students.gamma)
    let (own, filter) = (students.gamma, students.filter)
    let limits = lambda == 0 || lambda == .infinity
    // Within an arc on which the filter is one smooth function.
    var arcs = [0...Double.infinity]
    if filter == .cutOff && !limits { arcs = [0...(lambda / shrink), (lambda / shrink)...Double.infinity] }
    let scale = limits ? law.upper : lambda / shrink
    var terms: [(weight: Double, k: Double, w: Double)] = law.atom > 0 ? [(law.atom, 1, 0)] : []
    var noise = 0.0
    for (index, arc) in arcs.enumerated() {
      let rule = MarchenkoPasturRule(gamma: law.gamma, scale: scale, within: arc)
      for (x, weight) in zip(rule.nodes, rule.weights) {
        let k = arcs.count == 2 ? (index == 0 ? 1 : 0) : filter.lost(shrink * x, lambda: lambda, gamma: own)
        let w = arcs.count == 2 ? 1 - k : filter.kept(shrink * x, lambda: lambda, gamma: own)
        terms.append((weight, k, w))
        noise += weight * w * (w / (shrink * x))
      }
    }
    var (lost, kept, square, mixed) = (0.0, 0.0, 0.0, 0.0)
    for (weight, k, w) in terms {
      lost += weight * k
      kept += weight * w
      square += weight * k * k
      mixed += weight * k * w
    }
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for (weight, k, w) in terms {
      let off = lost <= 0.5 ? k - lost : kept - w
      second += weight * off * off
      third += weight * off * off * off
      fourth += weight * off * off * off * off
    }
    (self.lost, self.kept, self.square, self.mixed) = (lost, kept, square, mixed)
    (variance, self.third, squaresVariance) = (second, third, fourth - second * second)
    labels = law.gamma * noise
  }
}
