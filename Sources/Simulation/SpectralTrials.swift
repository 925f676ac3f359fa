// Chains of fits under any covariance, at finite size: the audit of their deterministic equivalents, feature overlap and
// learned subspaces among them, which are chains on blocks of coordinates.
//
// A trial draws every generation's data, labels it and fits it, as is described: X = Z D^½ with Z Gaussian, y = Xm + noise.
// With βᵀWβ for a penalty the fit is W^−½ times a plain one on the columns X W^−½; those that it does not see are left out.
// The law engine has no counterpart: it rests on isotropy.

import COpenBLAS
import Sampling
import Theory

/// A simulation of a chain under a covariance: equal plans give the same numbers to the last bit, whatever the number of
/// threads.
public struct SpectralPlan: Sendable, Hashable {
  /// The most that the largest effective eigenvalue may be of the smallest, or of the penalty where that is larger: a sample
  /// covariance in doubles holds no more.
  public static let widestSpread = 1e10

  /// The chain, what the errors are compared with.
  public let chain: SpectralChain
  /// d ≥ 1, the number of coordinates.
  public let dimension: Int
  /// The samples of each generation.
  public let samples: [Int]
  /// Trials, from 1 to a thousand million.
  public let trials: Int
  /// The seed of every draw, any number.
  public let seed: UInt64

  /// A plan for a chain.
  /// - Throws: ``SimulationError/fraction(name:value:)`` where a count or samples are no whole number from 1 to 10¹², or a block
  ///   without coordinates has signal; ``SimulationError/trials(_:)``, ``SimulationError/size(name:value:)``,
  ///   ``SimulationError/order(_:)`` and ``SimulationError/spread(_:)``.
  public init(_ chain: SpectralChain, trials: Int, seed: UInt64) throws(SimulationError) {
    if !Counts.trials.contains(trials) { throw .trials(trials) }
    func whole(_ value: Double, _ name: String) throws(SimulationError) -> Int {
      guard let count = Int(exactly: value), Counts.sizes.contains(count) else {
        throw .fraction(name: name, value: value)
      }
      return count
    }
    (self.chain, self.trials, self.seed) = (chain, trials, seed)
    let covariance = chain.covariance
    for (count, energy) in zip(covariance.counts, covariance.energies) where count > 0 || energy > 0 {
      _ = try whole(count, "count")
    }
    dimension = try whole(covariance.dimension, "dimension")
    var samples: [Int] = []
    for generation in chain.generations {
      let count = try whole(generation.samples, "samples")
      samples.append(count)
      let seen = generation.effectiveEigenvalues(of: covariance).filter { $0 > 0 }
      if min(dimension, count) > DenseTrial.largestOrder { throw .order(min(dimension, count)) }
      // BLAS counts rows in 32 bits.
      if count > Int(Int32.max) { throw .size(name: "samples", value: "\(count)") }
      let spread = (seen.max() ?? 1) / max(seen.min() ?? 1, generation.lambda)
      if spread > Self.widestSpread { throw .spread(spread) }
    }
    self.samples = samples
  }

  /// An upper estimate of the bytes that `threads` trials at a time need.
  public func bytes(threads: Int) -> Double {
    let words = samples.map { samples -> Double in
      DenseFitCost(dimension: dimension, samples: samples).words + Double(12 * dimension) + Double(3 * samples)
    }
    return 8 * (words.max() ?? 0) * Double(max(1, min(threads, trials)))
  }

  /// Wall-clock seconds the plan will take on `threads` of a machine's processors, to a factor of three or so.
  public func seconds(threads: Int, machine: Machine = .current) -> Double {
    let perTrial = samples.reduce(0) { $0 + DenseFitCost(dimension: dimension, samples: $1).seconds }
    return Double(trials) * perTrial / Double(max(1, min(threads, machine.processors, trials)))
  }
}

/// What a simulated chain under a covariance found.
public struct SpectralEstimate: Sendable, Hashable {
  /// What was asked for.
  public let plan: SpectralPlan
  /// The error of each generation's model, σε² included.
  public internal(set) var errors: [Moments]
  /// The error of each generation after the first less that of the one before, of the same trials.
  public internal(set) var gaps: [Moments]
  /// How often each generation after the first was better than the one before.
  public internal(set) var gains: [Proportion]

  /// How far the mean of a generation's error is from its deterministic equivalent, in standard errors.
  public func z(error index: Int) -> Double { errors[index].z(against: plan.chain.errors[index]) }
  /// How far the mean gap after a generation is from its deterministic equivalent, in standard errors.
  public func z(gap index: Int) -> Double { gaps[index].z(against: plan.chain.gaps[index]) }

  fileprivate mutating func add(_ trial: [Double]) {
    for (index, error) in trial.enumerated() {
      errors[index].add(error)
      guard index > 0 else { continue }
      let gap = error - trial[index - 1]
      gaps[index - 1].add(gap)
      gains[index - 1].add(gap < 0)
    }
  }
}

/// Simulates a chain under a covariance; closures as those of ``simulate(_:threads:cancel:progress:)``.
/// - Throws: ``SimulationError/machine(_:)`` for what the machine has not.
public func simulate(
  spectral plan: SpectralPlan, threads: Int = Machine.current.processors, cancel: () -> Bool = { false },
  progress: (Int) -> Void = { _ in }
) throws(SimulationError) -> SpectralEstimate {
  let threads = max(1, min(threads, 64))
  do { try Machine.current.require(bytes: plan.bytes(threads: threads), threads: min(threads, plan.trials)) } catch {
    throw .machine(error)
  }
  if !openblas_load() { throw .machine(.library(reason: String(cString: openblas_failure()))) }
  let pairs = max(0, plan.samples.count - 1)
  var estimate = SpectralEstimate(
    plan: plan, errors: plan.samples.map { _ in Moments() }, gaps: Array(repeating: Moments(), count: pairs),
    gains: Array(repeating: Proportion(), count: pairs))
  var done = 0
  let queue = TrialQueue(total: plan.trials, threads: threads) { work(of: plan) }
  do throws(MachineError) {
    try queue.collect(cancel: cancel) { _, errors in
      estimate.add(errors)
      done += 1
      progress(done)
    }
  } catch {
    throw .machine(error)
  }
  return estimate
}

private func work(of plan: SpectralPlan) -> TrialQueue<[Double]>.Work {
  let covariance = plan.chain.covariance.coordinates
  let fits = plan.chain.generations.map { PlainFit($0, of: plan.chain.covariance) }
  return { trial, stopped throws(MachineError) in
    let target = covariance.energies.map { $0.squareRoot() }
    var model = target
    var errors: [Double] = []
    for (index, fit) in fits.enumerated() {
      if stopped() { return nil }
      let draws = Generator(seed: plan.seed, panel: UInt64(index), trial: UInt64(trial))
      guard let next = try fit.model(of: model, samples: plan.samples[index], draws, stopped: stopped) else {
        return nil
      }
      model = next
      var error = plan.chain.sigma * plan.chain.sigma
      for (coordinate, eigenvalue) in covariance.eigenvalues.enumerated() {
        let miss = model[coordinate] - target[coordinate]
        error += eigenvalue * miss * miss
      }
      errors.append(error)
    }
    return errors
  }
}

/// How one generation draws and fits, coordinate by coordinate.
private struct PlainFit {
  /// √D of its inputs.
  private let deviations: [Double]
  /// √(D/W), what the columns are scaled by; 0 for what is not seen.
  private let scales: [Double]
  private let lambda: Double
  private let noise: Double

  init(_ generation: SpectralGeneration, of covariance: Covariance) {
    let each = { (values: [Double]) in
      zip(values, covariance.counts).flatMap { Array(repeating: $0.squareRoot(), count: Int($1)) }
    }
    deviations = each(generation.inputs(of: covariance))
    scales = each(generation.effectiveEigenvalues(of: covariance))
    (lambda, noise) = (generation.lambda, generation.noise)
  }

  /// The fit to labels of a model; nil when stopped.
  func model(
    of before: [Double], samples: Int, _ draws: Generator, stopped: () -> Bool
  ) throws(MachineError) -> [Double]? {
    var fit = [Double](repeating: 0, count: before.count)
    guard lambda < .infinity, scales.contains(where: { $0 > 0 }) else { return fit }
    var stream = draws.part(.teacher)
    guard let inputs = DataMatrix(rows: samples, columns: before.count, from: &stream, stopped: stopped) else {
      return nil
    }
    var labelStream = draws.part(.labels)
    var labels = (0..<samples).map { _ in noise * labelStream.gaussian() }
    inputs.multiply(zip(before, deviations).map { $0 * $1 }, addingTo: &labels)
    inputs.scaleColumns(by: scales)
    let found = try DenseTrial.teachers([lambda], inputs, labels)
    // W^−½ is the columns' scale, but for that of the inputs.
    let seen = scales.indices.filter { scales[$0] > 0 }
    for (place, coordinate) in seen.enumerated() {
      fit[coordinate] = found[place] * (scales[coordinate] / deviations[coordinate])
    }
    return fit
  }
}
