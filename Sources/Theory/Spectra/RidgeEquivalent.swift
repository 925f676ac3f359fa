// The deterministic equivalent of one ridge fit on inputs of any covariance [Hastie, Montanari, Rosset & Tibshirani 2022;
// Bach 2024]: (Σ̂ + λW)⁻¹Σ̂ acts as the diagonal A = e/(e + κ), with the effective eigenvalues e = D/W and κ
// the root of κ(1 − ΣA/n) = λ.
//
// Goals, in order: no cancellation, at λ = 0 and where there are more coordinates than samples too; a root-finder that
// cannot fail; few passes over the eigenvalues. Let the head be the n largest e, empty places counting as e = 0, and the
// tail the others. With u = 1 − A = κ/(e + κ), and divided by κ/n, the equation is
//
//     P = N,    P = Σ_head u,    N = nλ/κ + Σ_tail A,
//
// sums of non-negative terms. d log P / d log κ is the mean of A over the head with weights u, and −d log N / d log κ that
// of u over the tail with weights A, 1 for the penalty: as A rises with e, the two together lie in [1, 2]. So the root is
// as exact as P and N, and each of their values brackets it: log κ − h ≤ log κ⋆ ≤ log κ − h/2, h = log(P/N).
//
// The training error falls short by 1 − ΣA²/n = (1 − ΣA/n) + ΣA u/n, where 1 − ΣA/n = λ/κ, or P/n without a tail.

import RealModule

/// The deterministic limit of one ridge fit on inputs of any covariance, coordinate by coordinate of its eigenbasis. It is
/// what ``RidgeLimit`` is for isotropic inputs, where A = v and κ = λ/(1−γv).
public struct RidgeEquivalent: Sendable, Hashable {
  /// The ridge penalty λ ∈ [0, ∞].
  public let lambda: Double
  /// κ ≥ λ, the penalty that acts on the population's eigenvalues in its place; 0 only at λ = 0 with no more coordinates
  /// than samples.
  public let kappa: Double
  /// A ∈ [0, 1], the share of a signal along each coordinate that the fit keeps; 0 where it sees nothing.
  public let retained: [Double]
  /// 1 − A, free of cancellation.
  public let lost: [Double]
  /// 1 − ΣA/n ∈ [0, 1], the share of the samples' degrees of freedom that the fit leaves free.
  public let free: Double
  /// 1 − ΣA²/n: the factor by which the training error falls short; 0 only at λ = 0 with as many coordinates as samples.
  public let residualFactor: Double

  /// The limit at penalty λ ∈ [0, ∞] for n > 0 samples, at a cost of a few passes over the eigenvalues; to a few units in the
  /// last place.
  /// - Parameters:
  ///   - eigenvalues: D/W ≥ 0 of each entry: its variance, divided by its share of the penalty. 0 is what the fit does not see,
  ///     ∞ what it does not penalise.
  ///   - counts: how many coordinates each entry stands for.
  /// - Precondition: fewer coordinates than samples have no penalty.
  public init(lambda: Double, samples: Double, eigenvalues: [Double], counts: [Double]) {
    let order = EffectiveSpectrum(eigenvalues: eigenvalues, counts: counts, samples: samples)
    self.init(order, lambda: lambda, kappa: order.kappa(lambda: lambda), eigenvalues: eigenvalues, counts: counts)
  }

  /// The limit whose κ is known.
  init(
    _ order: EffectiveSpectrum, lambda: Double? = nil, kappa: Double, eigenvalues: [Double], counts: [Double]
  ) {
    self.kappa = kappa
    let isNothing = kappa == .infinity
    retained = eigenvalues.map { isNothing ? 0 : keptShare($0, kappa) }
    lost = eigenvalues.map { isNothing ? 1 : lostShare($0, kappa) }
    let free = isNothing ? 1 : order.hasTail ? (lambda.map { $0 / kappa } ?? order.free(kappa)) : order.free(kappa)
    self.free = free
    self.lambda = lambda ?? (isNothing ? .infinity : kappa * free)
    var spread = PairedSum()
    for index in eigenvalues.indices { spread += counts[index] * (retained[index] * lost[index]) }
    residualFactor = free + spread.value / order.samples
  }
}

/// A = e/(e + κ).
private func keptShare(_ eigenvalue: Double, _ kappa: Double) -> Double {
  eigenvalue == 0 ? 0 : 1 / (1 + kappa / eigenvalue)
}

/// 1 − A = κ/(e + κ).
private func lostShare(_ eigenvalue: Double, _ kappa: Double) -> Double {
  eigenvalue == 0 ? 1 : kappa / (eigenvalue + kappa)
}

/// Effective eigenvalues, parted into as many as there are samples and the others.
struct EffectiveSpectrum: Sendable {
  /// n > 0.
  let samples: Double
  private var head: [(eigenvalue: Double, count: Double)] = []
  private var tail: [(eigenvalue: Double, count: Double)] = []
  /// Samples that no coordinate is left for.
  private let vacancies: Double

  /// Parts the eigenvalues, of which there are so many each.
  init(eigenvalues: [Double], counts: [Double], samples: Double) {
    self.samples = samples
    var seen = eigenvalues.indices.filter { eigenvalues[$0] > 0 && counts[$0] > 0 }
    let isSorted = zip(seen, seen.dropFirst()).allSatisfy { eigenvalues[$0] >= eigenvalues[$1] }
    if !isSorted { seen.sort { eigenvalues[$0] > eigenvalues[$1] } }
    var places = samples
    for index in seen {
      let (eigenvalue, count) = (eigenvalues[index], counts[index])
      let taken = min(count, places)
      if taken > 0 { head.append((eigenvalue, taken)) }
      if count > taken { tail.append((eigenvalue, count - taken)) }
      places -= taken
    }
    vacancies = places
  }

  /// Whether there are more coordinates than samples.
  var hasTail: Bool { !tail.isEmpty }

  /// The eigenvalues' largest and smallest; 1 without any.
  var ends: (largest: Double, smallest: Double) {
    (
      head.first { $0.eigenvalue < .infinity }?.eigenvalue ?? tail.first?.eigenvalue ?? 1,
      tail.last?.eigenvalue ?? head.last.flatMap { $0.eigenvalue < .infinity ? $0.eigenvalue : nil } ?? 1
    )
  }

  /// P and ΣA u over the head; N without its penalty, and ΣA u over the tail.
  private func sums(_ kappa: Double) -> (lost: Double, lostSpread: Double, kept: Double, keptSpread: Double) {
    // The spreads are a direction to step in only.
    var (lostSum, keptSum) = (PairedSum(vacancies), PairedSum())
    var (lostSpread, keptSpread) = (0.0, 0.0)
    for (eigenvalue, count) in head {
      let lost = count * lostShare(eigenvalue, kappa)
      lostSum += lost
      lostSpread += lost * keptShare(eigenvalue, kappa)
    }
    for (eigenvalue, count) in tail {
      let kept = count * keptShare(eigenvalue, kappa)
      keptSum += kept
      keptSpread += kept * lostShare(eigenvalue, kappa)
    }
    return (lostSum.value, lostSpread, keptSum.value, keptSpread)
  }

  /// 1 − ΣA/n at κ; free of cancellation without a tail.
  func free(_ kappa: Double) -> Double {
    let sums = sums(kappa)
    return max(0, (sums.lost - sums.kept) / samples)
  }

  /// The root of κ(1 − ΣA/n) = λ.
  func kappa(lambda: Double) -> Double {
    if lambda == .infinity { return .infinity }
    if lambda == 0, !hasTail { return 0 }
    // κ(1 − a) = λ + (κΣA over what is penalised)/n ≤ λ + Σe/n, a the share of the samples that what is not takes.
    var (sum, unpenalised) = (0.0, 0.0)
    for (eigenvalue, count) in head + tail {
      if eigenvalue == .infinity { unpenalised += count } else { sum += count * eigenvalue }
    }
    precondition(unpenalised < samples, "what is not penalised leaves no sample free")
    var kappa = (lambda + sum / samples) / (1 - unpenalised / samples)
    var previous = Double.infinity
    for _ in 0..<200 {
      let sums = sums(kappa)
      let penalty = samples * lambda / kappa
      let (left, right) = (sums.lost, penalty + sums.kept)
      let excess = (left - right) / right
      let h = abs(excess) < 0.5 ? Double.log(onePlus: excess) : Double.log(left) - Double.log(right)
      if h == 0 { return kappa }
      let slope = sums.lostSpread / left + (penalty + sums.keptSpread) / right
      // Newton's step, inside the bracket; where that does not halve h, the middle of it, which halves the distance.
      let step = abs(h) <= 0.5 * previous ? h / min(2, max(1, slope)) : 0.75 * h
      previous = abs(h)
      kappa *= .exp(-step)
      if abs(step) < 1e-15 { return kappa }
    }
    return kappa
  }
}
