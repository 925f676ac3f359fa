// The two precisions in which samples pass through a layer.
//
// A trial's own are single, which doubles the speed of products. Weights, updates and norms are double, and so are sums of
// more than a few blocks, so that rounding enters where it is averaged over samples. It moves a norm by less than 10⁻⁶ of
// its standard deviation over trials where σ is smooth and by less than 10⁻⁴ for ReLU, whose slope jumps (root mean
// squares of 24 to 40 trials at d = 24, 64 and 500, against double). Probes, whose heads solve linear systems, are double
// throughout.

import COpenBLAS
import RealModule
import Sampling

/// Float or Double, with what a layer does to a block of samples. Matrices are stored row by row.
protocol SampleNumber: BinaryFloatingPoint, Sendable {
  /// tanh z.
  static func tanh(_ z: Self) -> Self
  /// W of a layer in this precision.
  static func weights(of layer: Layer) -> UnsafePointer<Self>
  /// Independent N(0, 1) draws, the same in both precisions but for their rounding.
  static func fillGaussian(_ out: UnsafeMutablePointer<Self>, count: Int, from stream: inout Generator)
  /// z ← A Bᵀ, `rows` × `columns`, from A, `rows` × `inner`, and B, `columns` × `inner`.
  static func product(
    _ a: UnsafePointer<Self>, transposed b: UnsafePointer<Self>, rows: Int, columns: Int, inner: Int,
    into z: UnsafeMutablePointer<Self>)
  /// z ← z + Aᵀ B, `rows` × `columns`, from A, `inner` × `rows`, and B, `inner` × `columns`.
  static func addProduct(
    transposed a: UnsafePointer<Self>, _ b: UnsafePointer<Self>, rows: Int, columns: Int, inner: Int,
    to z: UnsafeMutablePointer<Self>)
  /// y ← A x, for A, `rows` × `columns`.
  static func product(
    _ a: UnsafePointer<Self>, vector x: [Self], rows: Int, columns: Int, into y: UnsafeMutablePointer<Self>)
}

extension Double: SampleNumber {
  /// Through one exponential, right to 10⁻¹⁶ absolutely, which is what a sum of them needs.
  @inline(__always)
  static func tanh(_ z: Double) -> Double {
    let e = Double.exp(-2 * z.magnitude)
    let t = (1 - e) / (1 + e)
    return z < 0 ? -t : t
  }

  static func weights(of layer: Layer) -> UnsafePointer<Double> { UnsafePointer(layer.weights) }

  static func fillGaussian(_ out: UnsafeMutablePointer<Double>, count: Int, from stream: inout Generator) {
    stream.fillGaussian(out, count: count)
  }

  static func product(
    _ a: UnsafePointer<Double>, transposed b: UnsafePointer<Double>, rows: Int, columns: Int, inner: Int,
    into z: UnsafeMutablePointer<Double>
  ) {
    let (m, n, k) = (Int32(rows), Int32(columns), Int32(inner))
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, n, k, 1, a, k, b, k, 0, z, n)
  }

  static func addProduct(
    transposed a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, rows: Int, columns: Int, inner: Int,
    to z: UnsafeMutablePointer<Double>
  ) {
    let (m, n, k) = (Int32(rows), Int32(columns), Int32(inner))
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, k, 1, a, m, b, n, 1, z, n)
  }

  static func product(
    _ a: UnsafePointer<Double>, vector x: [Double], rows: Int, columns: Int, into y: UnsafeMutablePointer<Double>
  ) {
    cblas_dgemv(CblasRowMajor, CblasNoTrans, Int32(rows), Int32(columns), 1, a, Int32(columns), x, 1, 0, y, 1)
  }
}

extension Float: SampleNumber {
  /// A minimax quotient z P(z²)/Q(z²) for |z| ≤ 8.3, beyond which tanh rounds to 1: right to 8·10⁻⁹ absolutely as a
  /// formula and to 4·10⁻⁷ as it is rounded. Without a branch, so that loops of it are vectorised.
  @inline(__always)
  static func tanh(_ z: Float) -> Float {
    let x = Swift.min(Swift.max(z, -8.3), 8.3)
    let s = x * x
    let p = 0.99999996 + s * (0.1341914456 + s * (3.541288999e-3 + s * (2.1382462e-5 + s * 1.447898484e-8)))
    let q = 1 + s * (0.4675246027 + s * (2.604970028e-2 + s * (3.361229132e-4 + s * 8.22477998e-7)))
    return x * (p / q)
  }

  static func weights(of layer: Layer) -> UnsafePointer<Float> { UnsafePointer(layer.rounded.base) }

  static func fillGaussian(_ out: UnsafeMutablePointer<Float>, count: Int, from stream: inout Generator) {
    stream.fillGaussian(out, count: count)
  }

  static func product(
    _ a: UnsafePointer<Float>, transposed b: UnsafePointer<Float>, rows: Int, columns: Int, inner: Int,
    into z: UnsafeMutablePointer<Float>
  ) {
    let (m, n, k) = (Int32(rows), Int32(columns), Int32(inner))
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, n, k, 1, a, k, b, k, 0, z, n)
  }

  static func addProduct(
    transposed a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, rows: Int, columns: Int, inner: Int,
    to z: UnsafeMutablePointer<Float>
  ) {
    let (m, n, k) = (Int32(rows), Int32(columns), Int32(inner))
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, k, 1, a, m, b, n, 1, z, n)
  }

  static func product(
    _ a: UnsafePointer<Float>, vector x: [Float], rows: Int, columns: Int, into y: UnsafeMutablePointer<Float>
  ) {
    cblas_sgemv(CblasRowMajor, CblasNoTrans, Int32(rows), Int32(columns), 1, a, Int32(columns), x, 1, 0, y, 1)
  }
}

/// Room for a fixed count of numbers, whose contents are undefined at first.
final class Room<Number: SampleNumber> {
  let base: UnsafeMutablePointer<Number>

  init(_ count: Int) {
    let doubles = (count * MemoryLayout<Number>.stride + 7) / 8
    base = UnsafeMutableRawPointer(allocateDoubles(doubles)).bindMemory(to: Number.self, capacity: max(1, count))
  }

  deinit { base.deallocate() }
}
