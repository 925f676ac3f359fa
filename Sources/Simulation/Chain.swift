// Chains of fits on fits, at finite size.
//
// The law engine needs no data. A fit to labels of a vector m, with noise, has in the Krylov basis that starts at m a
// coefficient along m, and the rest of it points in a uniform direction orthogonal to m; so do averages of several, whose
// rests are added one by one, each with two coordinates in the plane of what matters and a length. Target and model are a
// vector in that plane each. It is the exact law, at a cost linear in d for each fit.
//
// The dense engine draws every generation's data, labels it, true labels among the model's, and fits it.

import COpenBLAS
import Sampling
import Theory

/// A simulation of a chain: equal plans give the same numbers to the last bit, whatever the number of threads.
public struct ChainPlan: Sendable, Hashable {
  /// The chain at the sizes' own ratios: what the errors go to as d grows.
  public let chain: GenerationChain
  /// d ≥ 1.
  public let dimension: Int
  /// The samples of each generation's fits, those nearest to its ratio.
  public let samples: [Int]
  /// How many of these have true labels.
  public let trueSamples: [Int]
  /// Trials, from 1 to a thousand million.
  public let trials: Int
  /// The seed of every draw, any number.
  public let seed: UInt64
  /// How the errors are drawn.
  public let engine: Engine

  /// A plan for a chain at a dimension.
  /// - Throws: ``SimulationError/size(name:value:)`` where there are no samples of a ratio, ``SimulationError/trials(_:)``,
  ///   ``SimulationError/mixedLabels(generation:)`` for the law engine, ``SimulationError/order(_:)`` for the dense one.
  public init(
    _ chain: GenerationChain, dimension: Int, trials: Int, seed: UInt64, engine: Engine = .law
  ) throws(SimulationError) {
    if !Counts.trials.contains(trials) { throw .trials(trials) }
    (self.dimension, self.trials, self.seed, self.engine) = (dimension, trials, seed, engine)
    var (samples, trueSamples, sized): ([Int], [Int], [Generation]) = ([], [], [])
    for (index, generation) in chain.generations.enumerated() {
      let count = try Sizes(dimension: dimension, gammaT: generation.gamma, gammaS: 1).teacherSamples
      let labelled = index == 0 ? count : Int((generation.trueShare * Double(count)).rounded())
      if engine == .law, index > 0, labelled > 0, labelled < count { throw .mixedLabels(generation: index + 1) }
      if engine == .dense, min(dimension, count) > DenseTrial.largestOrder { throw .order(min(dimension, count)) }
      var own = generation
      own.gamma = Sizes.aspectRatio(dimension: dimension, samples: count)
      own.trueShare = Double(labelled) / Double(count)
      samples.append(count)
      trueSamples.append(labelled)
      sized.append(own)
    }
    (self.samples, self.trueSamples) = (samples, trueSamples)
    self.chain = GenerationChain(sigma: chain.sigma, sized)
  }

  /// An upper estimate of the bytes that `threads` trials at a time need.
  public func bytes(threads: Int) -> Double {
    let words = samples.map { samples -> Double in
      if engine == .law { return 24 * Double(min(samples, dimension)) }
      let vectors = Double(8 * dimension) + Double(3 * samples)
      return DenseFitCost(dimension: dimension, samples: samples).words + vectors
    }
    let most = words.max() ?? 0
    return 8 * most * Double(max(1, min(threads, trials)))
  }

  /// Wall-clock seconds the plan will take on `threads` of a machine's processors, to a factor of three or so.
  public func seconds(threads: Int, machine: Machine = .current) -> Double {
    let perTrial = zip(samples, chain.generations).reduce(0) { sum, pair in
      let fit =
        engine == .law
        ? 6e-8 * Double(min(pair.0, dimension)) : DenseFitCost(dimension: dimension, samples: pair.0).seconds
      return sum + Double(pair.1.ensemble) * fit
    }
    return Double(trials) * perTrial / Double(max(1, min(threads, machine.processors, trials)))
  }
}

/// What a simulated chain found.
public struct ChainEstimate: Sendable, Hashable {
  /// What was asked for.
  public let plan: ChainPlan
  /// The error of each generation's model, σε² included.
  public internal(set) var errors: [Moments]

  /// How far the mean of a generation's error is from its limit, in standard errors.
  public func z(_ index: Int) -> Double { errors[index].z(against: plan.chain.errors[index]) }
}

/// Simulates a chain; closures as those of ``simulate(_:threads:cancel:progress:)``.
/// - Throws: ``SimulationError/machine(_:)`` for what the machine has not.
public func simulate(
  chain plan: ChainPlan, threads: Int = Machine.current.processors, cancel: () -> Bool = { false },
  progress: (Int) -> Void = { _ in }
) throws(SimulationError) -> ChainEstimate {
  let threads = max(1, min(threads, 64))
  do { try Machine.current.require(bytes: plan.bytes(threads: threads), threads: min(threads, plan.trials)) } catch {
    throw .machine(error)
  }
  if plan.engine == .dense, !openblas_load() {
    throw .machine(.library(reason: String(cString: openblas_failure())))
  }
  var estimate = ChainEstimate(plan: plan, errors: plan.samples.map { _ in Moments() })
  var done = 0
  let queue = TrialQueue(total: plan.trials, threads: threads) { chainWork(of: plan) }
  do throws(MachineError) {
    try queue.collect(cancel: cancel) { _, errors in
      for (index, error) in errors.enumerated() { estimate.errors[index].add(error) }
      done += 1
      progress(done)
    }
  } catch {
    throw .machine(error)
  }
  return estimate
}

private func chainWork(of plan: ChainPlan) -> TrialQueue<[Double]>.Work {
  let sampler = TeacherSampler()
  return { trial, stopped throws(MachineError) in
    let draws = ChainDraws(seed: plan.seed, trial: UInt64(trial))
    return switch plan.engine {
    case .law: lawChain(plan, draws, sampler, stopped: stopped)
    case .dense: try denseChain(plan, draws, stopped: stopped)
    }
  }
}

/// The streams of a trial: of the target, and of each fit.
private struct ChainDraws {
  let seed: UInt64
  let trial: UInt64

  var target: Generator { Generator(seed: seed, panel: 0, trial: trial).part(.direction) }

  func fit(_ generation: Int, _ member: Int) -> Generator {
    Generator(seed: seed, panel: UInt64(generation + 1) << 32 | UInt64(member), trial: trial)
  }
}

/// A vector in the plane of the target: along it, and the length of the rest.
private struct PlaneVector {
  var along: Double
  var across: Double

  var length: Double { (along * along + across * across).squareRoot() }
}

private func lawChain(
  _ plan: ChainPlan, _ draws: ChainDraws, _ sampler: TeacherSampler, stopped: () -> Bool
) -> [Double]? {
  let d = plan.dimension
  var stream = draws.target
  let norm = (stream.chiSquared(d) / Double(d)).squareRoot()
  var model = PlaneVector(along: norm, across: 0)
  var errors: [Double] = []
  for (index, generation) in plan.chain.generations.enumerated() {
    let isTrue = plan.trueSamples[index] == plan.samples[index]
    let labels = isTrue ? PlaneVector(along: norm, across: 0) : model
    let length = labels.length
    // Along the labels; orthogonal to them, in the plane of the target and out of it.
    var sum = (along: 0.0, toTarget: 0.0, rest: 0.0)
    for member in 0..<generation.ensemble {
      if stopped() { return nil }
      var stream = draws.fit(index, member).part(.teacher)
      // Labels of one weight: a matter of λ alone.
      let fit = sampler.fit(
        isTrue ? generation.lambda : generation.lambda / generation.weight, norm: length,
        noise: isTrue ? plan.chain.sigma : generation.noise,
        samples: plan.samples[index], dimension: d, from: &stream)
      var turn = draws.fit(index, member).part(.frame)
      sum.along += fit.along
      // A uniform direction among d − 1: two coordinates of it, and the length of the others.
      let first = d > 1 ? turn.gaussian() : 0
      let second = d > 2 ? turn.gaussian() : 0
      let others = d > 3 ? turn.chiSquared(d - 3) : 0
      let scale = fit.across / (first * first + second * second + others).squareRoot()
      guard scale.isFinite else { continue }
      sum.toTarget += scale * first
      let along = sum.rest + scale * second
      sum.rest = (along * along + scale * scale * others).squareRoot()
    }
    let count = Double(generation.ensemble)
    let (along, toTarget, rest) = (sum.along / count, sum.toTarget / count, sum.rest / count)
    // The labels' direction, and the one orthogonal to it, in the plane of the target.
    let (cosine, sine) = length == 0 ? (1, 0) : (labels.along / length, labels.across / length)
    let onTarget = along * cosine + toTarget * sine
    let off = along * sine - toTarget * cosine
    model = PlaneVector(along: onTarget, across: (off * off + rest * rest).squareRoot())
    let miss = model.along - norm
    errors.append(plan.chain.sigma * plan.chain.sigma + miss * miss + model.across * model.across)
  }
  return errors
}

private func denseChain(
  _ plan: ChainPlan, _ draws: ChainDraws, stopped: () -> Bool
) throws(MachineError) -> [Double]? {
  let d = plan.dimension
  var stream = draws.target
  let target = (0..<d).map { _ in stream.gaussian() / Double(d).squareRoot() }
  var model = target
  var errors: [Double] = []
  for (index, generation) in plan.chain.generations.enumerated() {
    let (n, labelled) = (plan.samples[index], plan.trueSamples[index])
    var sum = [Double](repeating: 0, count: d)
    for member in 0..<generation.ensemble {
      if stopped() { return nil }
      var stream = draws.fit(index, member).part(.teacher)
      guard let inputs = DataMatrix(rows: n, columns: d, from: &stream, stopped: stopped) else { return nil }
      var noise = draws.fit(index, member).part(.labels)
      // The first rows have true labels, the others the model's.
      var (truth, others) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
      for row in 0..<n {
        let value = noise.gaussian()
        (truth[row], others[row]) = (plan.chain.sigma * value, generation.noise * value)
      }
      if labelled > 0 { inputs.multiply(target, addingTo: &truth) }
      if labelled < n { inputs.multiply(model, addingTo: &others) }
      var labels = Array(truth[..<labelled] + others[labelled...])
      guard generation.lambda < .infinity else { continue }
      if generation.weight != 1 {
        let factor = generation.weight.squareRoot()
        inputs.scale(labelled..<n, by: factor)
        for row in labelled..<n { labels[row] *= factor }
      }
      let fit = try DenseTrial.teachers([generation.lambda], inputs, labels)
      for i in 0..<d { sum[i] += fit[i] }
    }
    model = sum.map { $0 / Double(generation.ensemble) }
    let miss = zip(model, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    errors.append(plan.chain.sigma * plan.chain.sigma + miss)
  }
  return errors
}
