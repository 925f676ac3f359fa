// The first layer of a network, its features, and one gradient step of it.
//
// The Gaussian laws of x and W are invariant under rotation, so βe and βh are the first two coordinate axes: Wβe and Wβh
// are the first two columns of W.

import COpenBLAS
import Sampling
import Theory

/// Samples pass through in blocks of this many rows, so that memory does not depend on their number.
enum SampleBlock {
  static let rows = 512
  /// Sums over more samples than this are in double precision. A multiple of ``rows``.
  static let rowsInSingle = 8 * rows
}

/// W, `width` × `dimension`, row by row.
final class Layer {
  let width: Int
  let dimension: Int
  private let storage: Room<Double>
  /// W in single precision.
  let rounded: Room<Float>
  var weights: UnsafeMutablePointer<Double> { storage.base }

  init(width: Int, dimension: Int) {
    self.width = width
    self.dimension = dimension
    storage = Room(width * dimension)
    rounded = Room(width * dimension)
  }

  /// Rounds W, cut at ±10³⁴ so that a row's products do not overflow: of a student with such weights only σ′ is taken,
  /// which is constant there.
  private func round() {
    for k in 0..<(width * dimension) { rounded.base[k] = Float(min(max(weights[k], -1e34), 1e34)) }
  }

  /// W ← N(0, 1/d), plus τ ā βhᵀ where there is a spike.
  func draw(from stream: Generator, spike: [Double] = [], tau: Double = 0) {
    var stream = stream
    stream.fillGaussian(weights, count: width * dimension, scale: 1 / Double(dimension).squareRoot())
    for (j, a) in spike.enumerated() { weights[j * dimension + 1] += tau * a }
    round()
  }

  /// ‖Wβe‖ or ‖Wβh‖.
  func norm(_ direction: LabelDirection) -> Double { Self.norm(direction, of: weights, width, dimension) }

  static func norm(
    _ direction: LabelDirection, of matrix: UnsafePointer<Double>, _ width: Int, _ dimension: Int
  ) -> Double {
    cblas_dnrm2(Int32(width), matrix + (direction == .easy ? 0 : 1), Int32(dimension))
  }

  /// ‖W‖² in Frobenius norm.
  var squaredNorm: Double {
    // Row by row: BLAS counts in 32 bits.
    (0..<width).reduce(0) { sum, j in
      let row = weights + j * dimension
      return sum + cblas_ddot(Int32(dimension), row, 1, row, 1)
    }
  }

  /// z ← X Wᵀ, `rows` × `width`.
  func project<Number: SampleNumber>(_ x: UnsafePointer<Number>, rows: Int, into z: UnsafeMutablePointer<Number>) {
    Number.product(x, transposed: Number.weights(of: self), rows: rows, columns: width, inner: dimension, into: z)
  }

  /// The network's outputs aᵀσ(Wx) at the rows of X; `z` is room for `rows` × `width`.
  func outputs<Number: SampleNumber>(
    _ x: UnsafePointer<Number>, rows: Int, head: [Double], activation: Activation, room z: UnsafeMutablePointer<Number>,
    into y: UnsafeMutablePointer<Number>
  ) {
    project(x, rows: rows, into: z)
    activation.apply(z, count: rows * width)
    Number.product(z, vector: head.map { Number($0) }, rows: rows, columns: width, into: y)
  }

  /// Adds Σ_i y_i σ′(Wx_i) x_iᵀ to `sum`, which is the negative gradient's shape before its rows take a_j/n
  /// [paper, eq. (10) and App. G]; `z` is room for `rows` × `width`.
  func addGradient<Number: SampleNumber>(
    _ x: UnsafePointer<Number>, labels: UnsafePointer<Number>, rows: Int, activation: Activation,
    room z: UnsafeMutablePointer<Number>, to sum: UnsafeMutablePointer<Number>
  ) {
    project(x, rows: rows, into: z)
    activation.applySlope(z, rows: rows, columns: width, scales: labels)
    Number.addProduct(transposed: z, x, rows: width, columns: dimension, inner: rows, to: sum)
  }

  /// Turns the sum of ``addGradient(_:labels:rows:activation:room:to:)`` into the update −η∇L̂ of a step.
  func finish(_ sum: UnsafeMutablePointer<Double>, head: [Double], eta: Double, samples: Int) {
    for j in 0..<width { cblas_dscal(Int32(dimension), eta * head[j] / Double(samples), sum + j * dimension, 1) }
  }

  /// W ← W + `update`.
  func add(_ update: UnsafePointer<Double>) {
    for j in 0..<width { cblas_daxpy(Int32(dimension), 1, update + j * dimension, 1, weights + j * dimension, 1) }
    round()
  }
}
