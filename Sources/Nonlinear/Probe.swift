// Ridge heads over the features of a layer, fitted to true labels and tested on others. Only sums over the samples are
// kept, so that memory is of order p² for any m.

import COpenBLAS
import RealModule
import Sampling
import Theory

/// How a head did on samples it has not seen.
struct ProbeScore: Sendable, Hashable {
  /// Mean squared error over the variance of the labels: 1 is what the mean alone achieves.
  var error = 0.0
  /// Cov(ŷ, σe)/Var(σe): 1 where the easy part is in the prediction in full.
  var easy = 0.0
  /// Cov(ŷ, σh)/Var(σh).
  var hard = 0.0
}

/// A linear head with an intercept.
struct Head {
  var weights: [Double]
  var intercept: Double
}

/// Sums of features and labels over samples, and the ridge head they determine.
final class RidgeSums {
  let width: Int
  private let gram = Scratch()
  private let decomposed = Scratch()
  private var features: [Double]
  private var products: [Double]
  private var labels = 0.0
  private var squares = 0.0
  private(set) var count = 0

  init(width: Int) {
    self.width = width
    features = Array(repeating: 0, count: width)
    products = features
    _ = gram.zeros(width * width)
  }

  /// Forgets all samples.
  func clear() {
    _ = gram.zeros(width * width)
    features = Array(repeating: 0, count: width)
    products = features
    (labels, squares, count) = (0, 0, 0)
  }

  /// Adds `rows` samples with features `z`, `rows` × `width`.
  func add(_ z: UnsafePointer<Double>, labels y: UnsafePointer<Double>, rows: Int) {
    let (p, n) = (Int32(width), Int32(rows))
    cblas_dsyrk(CblasColMajor, CblasLower, CblasNoTrans, p, n, 1, z, p, 1, gram.base, p)
    let ones = [Double](repeating: 1, count: rows)
    cblas_dgemv(CblasColMajor, CblasNoTrans, p, n, 1, z, p, ones, 1, 1, &features, 1)
    cblas_dgemv(CblasColMajor, CblasNoTrans, p, n, 1, z, p, y, 1, 1, &products, 1)
    for i in 0..<rows {
      labels += y[i]
      squares += y[i] * y[i]
    }
    count += rows
  }

  /// The head whose penalty minimises the generalised cross-validation score [Golub, Heath & Wahba 1979] over a grid of
  /// 17 penalties, 10⁻⁴ to 10⁴ times the mean variance of the features.
  func fit() throws(MachineError) -> Head {
    let (p, m) = (Int32(width), Double(count))
    let vectors = decomposed.reserve(width * width)
    vectors.update(from: gram.base, count: width * width)
    for j in 0..<width { cblas_dscal(p, 1 / m, vectors + j * width, 1) }
    let mean = features.map { $0 / m }
    cblas_dsyr(CblasColMajor, CblasLower, p, -1, mean, 1, vectors, p)
    var values = [Double](repeating: 0, count: width)
    let info = openblas_symmetric_eigen(p, vectors, &values)
    if info != 0 { throw info == -1000 ? .exhausted : .eigensolver(info: Int(info)) }
    for k in 0..<width { values[k] = max(values[k], 0) }

    let labelMean = labels / m
    let covariance = (0..<width).map { products[$0] / m - mean[$0] * labelMean }
    var seen = [Double](repeating: 0, count: width)
    cblas_dgemv(CblasColMajor, CblasTrans, p, p, 1, vectors, p, covariance, 1, 0, &seen, 1)
    let lambda = penalty(values, seen, variance: squares / m - labelMean * labelMean)
    for k in 0..<width { seen[k] /= values[k] + lambda }
    var weights = [Double](repeating: 0, count: width)
    cblas_dgemv(CblasColMajor, CblasNoTrans, p, p, 1, vectors, p, seen, 1, 0, &weights, 1)
    return Head(weights: weights, intercept: labelMean - cblas_ddot(p, mean, 1, weights, 1))
  }

  private func penalty(_ values: [Double], _ seen: [Double], variance: Double) -> Double {
    let (m, scale) = (Double(count), max(values.reduce(0, +) / Double(width), 1e-300))
    var best = (score: Double.infinity, lambda: scale)
    for step in 0...16 {
      let lambda = scale * Double.pow(10, -4 + 0.5 * Double(step))
      var (residual, used) = (variance, 1.0)
      for (s, q) in zip(values, seen) {
        let shrunk = 1 / (s + lambda)
        residual -= q * q * (s + 2 * lambda) * shrunk * shrunk
        used += s * shrunk
      }
      let free = 1 - used / m
      guard free > 0.01 else { continue }
      let score = max(residual, 0) / (free * free)
      if score < best.score { best = (score, lambda) }
    }
    return best.lambda
  }
}

/// A thread's probes.
final class Probe {
  private let samples: [Int]
  private let testSamples: Int
  private let regime: FeatureRegime
  private let blocks: BlockRooms<Double>
  private var sums: [Int: RidgeSums] = [:]

  init(_ plan: ProbePlan, setting: FeatureSetting) {
    samples = plan.samples(dimension: setting.sizes.dimension)
    testSamples = plan.testSamples
    regime = setting.regime
    let widths = [setting.sizes.teacherWidth, setting.sizes.studentWidth]
    blocks = BlockRooms(dimension: setting.sizes.dimension, width: max(widths[0], widths[1]))
    for width in widths where sums[width] == nil {
      sums[width] = RidgeSums(width: width)
    }
  }

  /// The scores of the heads over the features σ(Wx) of a layer, one for each m; nil when stopped.
  func scores(
    _ layer: Layer, _ training: Generator, _ testing: Generator, stopped: () -> Bool
  ) throws(MachineError) -> [ProbeScore]? {
    guard let sums = sums[layer.width] else { return nil }
    sums.clear()
    var stream = training
    var heads: [Head] = []
    for target in samples {
      while sums.count < target {
        if stopped() { return nil }
        let rows = min(SampleBlock.rows, target - sums.count)
        features(layer, rows, from: &stream)
        sums.add(blocks.features, labels: blocks.labels, rows: rows)
      }
      heads.append(try sums.fit())
    }
    return test(heads, layer, testing, stopped: stopped)
  }

  private func features(_ layer: Layer, _ rows: Int, from stream: inout Generator) {
    blocks.draw(rows, from: &stream)
    blocks.label(rows, regime)
    layer.project(blocks.inputs, rows: rows, into: blocks.features)
    regime.activation.apply(blocks.features, count: rows * layer.width)
  }

  private func test(_ heads: [Head], _ layer: Layer, _ testing: Generator, stopped: () -> Bool) -> [ProbeScore]? {
    var stream = testing
    var tallies = heads.map { _ in TestTally() }
    var predictions = [Double](repeating: 0, count: SampleBlock.rows)
    var done = 0
    while done < testSamples {
      if stopped() { return nil }
      let rows = min(SampleBlock.rows, testSamples - done)
      features(layer, rows, from: &stream)
      for (index, head) in heads.enumerated() {
        cblas_dgemv(
          CblasRowMajor, CblasNoTrans, Int32(rows), Int32(layer.width), 1, blocks.features, Int32(layer.width),
          head.weights, 1, 0, &predictions, 1)
        for i in 0..<rows {
          tallies[index].add(
            predictions[i] + head.intercept, easy: blocks.easyPart(i, regime), hard: blocks.hardPart(i, regime))
        }
      }
      done += rows
    }
    return tallies.map(\.score)
  }
}

/// Sums over test samples.
private struct TestTally {
  private var count = 0.0
  private var error = 0.0
  private var label = SIMD2<Double>()
  private var easy = SIMD4<Double>()
  private var hard = SIMD4<Double>()

  mutating func add(_ prediction: Double, easy e: Double, hard h: Double) {
    let y = e + h
    count += 1
    error += (prediction - y) * (prediction - y)
    label += SIMD2(y, y * y)
    easy += SIMD4(e, e * e, e * prediction, prediction)
    hard += SIMD4(h, h * h, h * prediction, prediction)
  }

  var score: ProbeScore {
    func recovered(_ sums: SIMD4<Double>) -> Double {
      let means = sums / count
      let variance = means[1] - means[0] * means[0]
      return (means[2] - means[0] * means[3]) / variance
    }
    let means = label / count
    return ProbeScore(
      error: error / count / (means[1] - means[0] * means[0]), easy: recovered(easy), hard: recovered(hard))
  }
}
