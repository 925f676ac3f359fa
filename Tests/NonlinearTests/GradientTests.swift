import COpenBLAS
import Sampling
import Testing
import Theory

@testable import Nonlinear

@Suite struct GradientTests {
  init() throws { try #require(openblas_load()) }

  private static let (width, dimension, samples) = (5, 4, 7)

  private func gaussians(_ count: Int, part: UInt64) -> [Double] {
    var stream = Generator(seed: 3, part: part)
    var values = [Double](repeating: 0, count: count)
    values.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { stream.fillGaussian(base, count: count) } }
    return values
  }

  /// The correlation loss (10), written out.
  private func loss(_ w: [Double], _ a: [Double], _ x: [Double], _ y: [Double], _ activation: Activation) -> Double {
    let (p, d, n) = (Self.width, Self.dimension, Self.samples)
    var sum = 0.0
    for i in 0..<n {
      for j in 0..<p {
        let z = (0..<d).reduce(0.0) { $0 + w[j * d + $1] * x[i * d + $1] }
        sum -= y[i] * a[j] * activation.value(z)
      }
    }
    return sum / Double(n)
  }

  @Test(arguments: Activation.allCases) func theUpdateIsMinusEtaTimesTheGradient(activation: Activation) {
    let (p, d, n) = (Self.width, Self.dimension, Self.samples)
    let (a, x, y) = (gaussians(p, part: 1), gaussians(n * d, part: 2), gaussians(n, part: 3))
    let layer = Layer(width: p, dimension: d)
    layer.draw(from: Generator(seed: 4), spike: a, tau: 0.5)
    let w = Array(UnsafeBufferPointer(start: layer.weights, count: p * d))
    var update = [Double](repeating: 0, count: p * d)
    var room = [Double](repeating: 0, count: n * p)
    // In two blocks, as samples beyond a block's size are.
    for (first, rows) in [(0, 3), (3, n - 3)] {
      layer.addGradient(
        Array(x[(first * d)...]), labels: Array(y[first...]), rows: rows, activation: activation, room: &room,
        to: &update)
    }
    layer.finish(&update, head: a, eta: 1.7, samples: n)
    for k in 0..<(p * d) {
      var (above, below) = (w, w)
      above[k] += 1e-5
      below[k] -= 1e-5
      let slope = (loss(above, a, x, y, activation) - loss(below, a, x, y, activation)) / 2e-5
      #expect(abs(update[k] + 1.7 * slope) < 1e-8, "\(activation.name), weight \(k)")
    }
    layer.add(update)
    #expect(abs(layer.weights[0] - w[0] - update[0]) < 1e-15)
  }

  @Test(arguments: Activation.allCases) func blocksApplyTheFunctionItself(activation: Activation) {
    let points = [-40, -3.2, -0.5, -1e-9, 0.0, 0.3, 2.5, 40]
    var values = points
    activation.apply(&values, count: points.count)
    var slopes = points + points
    activation.applySlope(&slopes, rows: 2, columns: points.count, scales: [1, -2.5])
    for (i, z) in points.enumerated() {
      #expect(abs(values[i] - activation.value(z)) < 1e-15)
      #expect(abs(slopes[i] - activation.slope(z)) < 1e-15)
      #expect(abs(slopes[points.count + i] + 2.5 * activation.slope(z)) < 1e-14)
    }
  }

  @Test func outputsAreTheNetwork() {
    let (p, d, n) = (Self.width, Self.dimension, Self.samples)
    let (a, x) = (gaussians(p, part: 1), gaussians(n * d, part: 2))
    let layer = Layer(width: p, dimension: d)
    layer.draw(from: Generator(seed: 4))
    let w = Array(UnsafeBufferPointer(start: layer.weights, count: p * d))
    var room = [Double](repeating: 0, count: n * p)
    var y = [Double](repeating: 0, count: n)
    layer.outputs(x, rows: n, head: a, activation: .tanh, room: &room, into: &y)
    // f(x) of sample i is −n times the loss whose only label is y_i = 1.
    for i in 0..<n {
      var only = [Double](repeating: 0, count: n)
      only[i] = 1
      #expect(abs(y[i] + Double(n) * loss(w, a, x, only, .tanh)) < 1e-14)
    }
  }
}
