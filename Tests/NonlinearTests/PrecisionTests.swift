import COpenBLAS
import Sampling
import Testing
import Theory

@testable import Nonlinear

/// Single precision against double, in what a trial does with a block of samples.
@Suite struct PrecisionTests {
  init() throws { try #require(openblas_load()) }

  private static let (width, dimension, samples) = (90, 80, 70)

  @Test func hyperbolicTangents() {
    for step in -1_200_000...1_200_000 {
      let z = Float(step) * 1e-5
      let error = Double(Float.tanh(z)) - Double.tanh(Double(z))
      if error.magnitude > 4e-7 { Issue.record("tanh \(z) is \(error) off") }
    }
    for z: Float in [0, 1e-30, 1e-6] { #expect(Float.tanh(-z) == -Float.tanh(z) && Float.tanh(z) <= z) }
    #expect(abs(Float.tanh(.infinity) - 1) < 4e-7 && abs(Float.tanh(-1e30) + 1) < 4e-7)
  }

  @Test func drawsAreTheSameButForRounding() {
    let count = 1001
    let (single, double) = (Room<Float>(count), Room<Double>(count))
    var (first, second) = (Generator(seed: 6), Generator(seed: 6))
    Float.fillGaussian(single.base, count: count, from: &first)
    Double.fillGaussian(double.base, count: count, from: &second)
    #expect((0..<count).allSatisfy { single.base[$0] == Float(double.base[$0]) })
    #expect(first.next() == second.next())
  }

  /// Outputs and gradients of one layer at the same samples.
  private func block<Number: SampleNumber>(
    _ layer: Layer, head: [Double], activation: Activation, as: Number.Type
  ) -> (outputs: [Double], gradient: [Double]) {
    let (p, d, n) = (Self.width, Self.dimension, Self.samples)
    let (x, room, y, sum) = (Room<Number>(n * d), Room<Number>(n * p), Room<Number>(n), Room<Number>(p * d))
    var stream = Generator(seed: 3, part: 2)
    Number.fillGaussian(x.base, count: n * d, from: &stream)
    sum.base.update(repeating: 0, count: p * d)
    layer.outputs(x.base, rows: n, head: head, activation: activation, room: room.base, into: y.base)
    layer.addGradient(x.base, labels: y.base, rows: n, activation: activation, room: room.base, to: sum.base)
    return ((0..<n).map { Double(y.base[$0]) }, (0..<(p * d)).map { Double(sum.base[$0]) })
  }

  @Test(arguments: Activation.allCases) func blocksAgree(activation: Activation) {
    let (p, d) = (Self.width, Self.dimension)
    let layer = Layer(width: p, dimension: d)
    var heads = Generator(seed: 4, part: 1)
    let head = (0..<p).map { _ in heads.gaussian() / Double(p).squareRoot() }
    layer.draw(from: Generator(seed: 4), spike: head, tau: 1.5)
    let single = block(layer, head: head, activation: activation, as: Float.self)
    let double = block(layer, head: head, activation: activation, as: Double.self)
    for (a, b) in zip(single.outputs, double.outputs) { #expect(abs(a - b) < 1e-5) }
    for (a, b) in zip(single.gradient, double.gradient) { #expect(abs(a - b) < 2e-4) }
  }

  /// A program takes step sizes and spikes up to 10³⁰, and a student's weights go beyond single precision with them.
  @Test(arguments: [Activation.tanh, .relu]) func largeAmountsStayFinite(activation: Activation) throws {
    let regime = FeatureRegime(activation: activation, etaT: 1e30, etaS: 1e30, tau: 1e30)
    let setting = FeatureSetting(regime, sizes: FeatureSizes(dimension: 16))
    let result = try FeatureExperiment(FeaturePlan(setting: setting, trials: 2, studentSteps: 3)).run()
    for norm in FeatureNorm.all { #expect(result.rungs[0][norm].mean.isFinite, "\(norm)") }
    for step in result.steps { #expect(step.easyNorm.mean.isFinite && step.hardShare.mean.isFinite, "\(step)") }
  }
}
