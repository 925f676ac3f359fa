// Teacher and student under a covariance: the verdict, what it is made of, and what a simulation found, as text and as a
// record.

import Canvas
import Export
import Sampling
import Simulation
import Theory

/// A teacher, a student and who comes after them, under a covariance.
public struct PopulationReport: Sendable {
  /// What the inputs, the target and the two models' features are, in words.
  public let name: String
  /// The chain.
  public let chain: SpectralChain
  /// What its simulation found; nil where there is none.
  public let estimate: SpectralEstimate?
  /// The report on a chain of at least two generations.
  public init(_ name: String, _ chain: SpectralChain, _ estimate: SpectralEstimate? = nil) {
    (self.name, self.chain, self.estimate) = (name, chain, estimate)
  }

  /// The best λs for this teacher, and the gap there; looked for each time it is asked.
  public var best: (lambdaS: Double, gap: Double) {
    let pair = SpectralChain(chain.covariance, sigma: chain.sigma, Array(chain.generations.prefix(2)))
    let tuned = pair.withBestPenalties(from: 1)
    return (tuned.generations[1].lambda, tuned.gaps[0])
  }

  /// L_s − L_t, exactly 0 in a tie.
  public var gap: Double { isTie ? 0 : chain.gaps[0] }

  /// Whether the two differ by no more than rounding.
  public var isTie: Bool {
    let scale = chain.models[0].distance(on: chain.covariance)
    return chain.gaps[0] == 0 || abs(chain.gaps[0]) <= 1e-13 * scale && scale < .infinity
  }

  private func number(_ value: Double) -> String { NumberFormat(digits: 4, trimsZeros: true).text(value) }

  /// Gain, no gain or a tie, with the gap.
  public var headline: String {
    if isTie { return "TIE: the student equals its teacher" }
    return "\(gap < 0 ? "GAIN" : "NO GAIN"): Ls − Lt = \(number(gap))"
  }

  /// ΣA, how many directions' worth a fit keeps.
  package func kept(_ index: Int) -> Double {
    zip(chain.fits[index].retained, chain.covariance.counts).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The share of the labels' variance that a model keeps on average.
  private func signal(_ index: Int) -> Double {
    let (covariance, model) = (chain.covariance, chain.models[index])
    let kept = model.keeps.indices.reduce(0) {
      $0 + covariance.eigenvalues[$1] * covariance.energies[$1] * model.keeps[$1]
    }
    return covariance.signalVariance == 0 ? 0 : kept / covariance.signalVariance
  }

  /// All of it, a sentence a line.
  public var text: String { ([headline, ""] + sentences).joined(separator: "\n") }

  /// What there is to say of it.
  public var sentences: [String] {
    let (errors, generations) = (chain.errors, chain.generations)
    let share = abs(gap / errors[0])
    let apart = share > 0 && share.isFinite ? ", \(number(100 * share))% \(gap < 0 ? "lower" : "higher")" : ""
    let values =
      "nt = \(number(generations[0].samples)), ns = \(number(generations[1].samples)), λt = \(number(generations[0].lambda)), "
      + "λs = \(number(generations[1].lambda)), σε = \(number(chain.sigma))"
    var sentences = [
      "With \(name), \(values), the teacher's error is \(number(errors[0])) and the student's \(number(errors[1]))\(apart)."
    ]
    for (index, who) in ["teacher", "student"].enumerated() {
      sentences.append(
        "The \(who)'s penalty acts as κ = \(number(chain.fits[index].kappa)): its fit keeps \(number(kept(index))) of "
          + "\(number(chain.covariance.dimension)) directions, and \(number(100 * signal(index)))% of the signal is left in it."
      )
    }
    sentences.append(bestInWords)
    if chain.generations.count > 2 {
      let last = chain.generations.count
      let least = errors.indices.min { errors[$0] < errors[$1] } ?? 0
      sentences.append(
        "After \(last) generations the error is \(number(errors[last - 1])); the best is generation \(least + 1), at "
          + "\(number(errors[least])).")
    }
    return sentences + found
  }

  private var bestInWords: String {
    let best = best
    if best.gap >= 0 || best.lambdaS == 0 && best.gap > -1e-13 * chain.errors[0] {
      return "No λs lets the student beat this teacher."
    }
    let fall = best.gap > -.infinity ? ", with a gap of \(number(best.gap))" : ""
    return best.lambdaS == .infinity
      ? "The larger λs the better: predicting 0 is best\(fall)." : "The best is λs = \(number(best.lambdaS))\(fall)."
  }

  /// What the simulation found.
  private var found: [String] {
    guard let estimate else { return [] }
    let spread = { (moments: Moments) in
      moments.standardError.isFinite ? " ± \(NumberFormat(digits: 2).text(moments.standardError))" : ""
    }
    let z = { (value: Double) in
      value.isFinite ? " (z = \(NumberFormat(digits: 2, showsPlus: true).text(value)))" : ""
    }
    let (gap, gain) = (estimate.gaps[0], estimate.gains[0])
    let means = estimate.errors.enumerated().prefix(2).map { index, error in
      "\(index == 0 ? "the teacher's" : "the student's") \(number(error.mean))\(spread(error))\(z(estimate.z(error: index)))"
    }
    return [
      "Simulated, Ls − Lt = \(number(gap.mean))\(spread(gap))\(z(estimate.z(gap: 0))), a gain in \(gain.successes) of "
        + "\(gain.count) trials; errors: \(means.joined(separator: ", ")). Seed \(estimate.plan.seed)."
    ]
  }

  /// The chain as one record.
  public var record: Record {
    let (generations, errors) = (chain.generations, chain.errors)
    var record = Record()
    record.append("dimension", .number(chain.covariance.dimension))
    record.append("teacher_samples", .number(generations[0].samples))
    record.append("student_samples", .number(generations[1].samples))
    record.append("lambda_t", .number(generations[0].lambda))
    record.append("lambda_s", .number(generations[1].lambda))
    record.append("sigma", .number(chain.sigma))
    record.append("teacher_error", .number(errors[0]))
    record.append("student_error", .number(errors[1]))
    record.append("gap", .number(gap))
    record.append("gain", .boolean(gap < 0))
    for (index, name) in ["teacher", "student"].enumerated() {
      record.append("\(name)_kappa", .number(chain.fits[index].kappa))
      record.append("\(name)_dimension", .number(kept(index)))
      record.append("\(name)_signal", .number(signal(index)))
    }
    let best = best
    record.append("best_lambda_s", .number(best.lambdaS))
    record.append("best_gap", .number(best.gap))
    record.append("errors", .list(errors.map { .number($0) }))
    guard let estimate else { return record }
    for (name, moments, z) in [
      ("teacher_error", estimate.errors[0], estimate.z(error: 0)),
      ("student_error", estimate.errors[1], estimate.z(error: 1)), ("gap", estimate.gaps[0], estimate.z(gap: 0)),
    ] {
      record.append("\(name)_mean", .number(moments.mean))
      record.append("\(name)_se", .number(moments.standardError))
      record.append("\(name)_z", .number(z))
    }
    for (name, values) in [
      ("errors_mean", estimate.errors.map(\.mean)), ("errors_se", estimate.errors.map(\.standardError)),
      ("errors_z", estimate.errors.indices.map { estimate.z(error: $0) }),
    ] {
      record.append(name, .list(values.map { .number($0) }))
    }
    record.append("gains", .integer(estimate.gains[0].successes))
    record.append("trials", .integer(estimate.plan.trials))
    record.append("seed", .unsigned(estimate.plan.seed))
    return record
  }

  /// A record for each coordinate, or block of them.
  public var rows: [Record] {
    let (covariance, student) = (chain.covariance, chain.generations[1].inputs(of: chain.covariance))
    return covariance.eigenvalues.indices.map { index in
      var row = Record(["coordinate": .integer(index + 1)])
      row.append("count", .number(covariance.counts[index]))
      row.append("eigenvalue", .number(covariance.eigenvalues[index]))
      row.append("student_eigenvalue", .number(student[index]))
      row.append("signal_squared", .number(covariance.energies[index]))
      for (model, name) in ["teacher", "student"].enumerated() {
        row.append("\(name)_kept", .number(chain.fits[model].retained[index]))
      }
      for (model, name) in ["teacher", "student"].enumerated() {
        row.append("\(name)_error", .number(error(model, index)))
      }
      return row
    }
  }

  /// What a coordinate, or a block, adds to a model's error.
  private func error(_ model: Int, _ index: Int) -> Double {
    let (covariance, model) = (chain.covariance, chain.models[model])
    let spread = covariance.counts[index] == 0 ? 0 : covariance.counts[index] * model.variances[index]
    return covariance.eigenvalues[index]
      * (model.misses[index] * model.misses[index] * covariance.energies[index] + spread)
  }
}
