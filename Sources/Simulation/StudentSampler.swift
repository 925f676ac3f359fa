// Adds up the student's forms (StudentForms.swift) block of rows by block of rows: pivots of eight penalties at a time,
// then for each penalty the forward substitution of all columns, then its two r × r sums as one matrix product.

import COpenBLAS
import Sampling

/// Draws a student matrix and a frame, and sums the forms of every λs.
final class StudentSampler {
  private static let width = 8
  private typealias Lane = SIMD8<Double>
  private typealias Chunk = SIMD4<Double>

  private let rowStorage = Scratch()
  private let pivots = Scratch()
  private let factorsOfSums = Scratch()
  private let states = Scratch()
  private let sums = Scratch()

  /// Sums over all rows.
  /// - Parameters:
  ///   - lambdas: the penalties, ≥ 0.
  ///   - columns: r ≥ 1, the dimension of the span.
  ///   - matrix: the stream of B.
  ///   - frame: the stream of G.
  ///   - shift: added to every χ's degrees of freedom; anything but 0 is wrong, as a test has to see.
  ///   - stopped: asked between blocks of rows.
  /// - Returns: nil when stopped.
  func draw(
    _ panel: Panel, lambdas: [Double], columns r: Int, matrix: Generator, frame: Generator, shift: Int = 0,
    stopped: () -> Bool
  ) -> StudentForms? {
    let stride = (r + 3) / 4 * 4
    let groups = (lambdas.count + Self.width - 1) / Self.width
    var rows = StudentRows(
      panel, columns: r, stride: stride, matrix: matrix, frame: frame, shift: shift, storage: rowStorage)
    let y = factorsOfSums.reserve(3 * StudentRows.most * stride)
    let z = y + StudentRows.most * stride
    _ = pivots.reserve(3 * StudentRows.most * Self.width)
    _ = states.zeros(groups * Self.width * (2 * stride + 3))
    for group in 0..<groups { pivotState(group, stride).update(repeating: 1, count: Self.width) }
    let size = r * 2 * stride
    let total = sums.zeros(lambdas.count * size)

    while let block = rows.next() {
      if stopped() { return nil }
      for group in 0..<groups {
        let first = group * Self.width
        let lanes = min(Self.width, lambdas.count - first)
        var lambda = Lane(repeating: lambdas[first])
        for lane in 0..<lanes { lambda[lane] = lambdas[first + lane] }
        advancePivots(group, lambda, block, stride)
        for lane in 0..<lanes {
          sweep(block, group: group, lane: lane, stride)
          cblas_dgemm(
            CblasRowMajor, CblasTrans, CblasNoTrans, Int32(r), Int32(2 * stride), Int32(block.count), 1, y,
            Int32(stride), z, Int32(2 * stride), 1, total + (first + lane) * size, Int32(2 * stride))
        }
      }
    }
    return StudentForms(
      columns: r, dual: rows.dual, lambdas: lambdas, triangles: triangles(lambdas, columns: r, stride),
      gram: rows.gram.matrix)
  }

  /// The sums of every penalty, f₁ and λf₂, made symmetric.
  private func triangles(_ lambdas: [Double], columns r: Int, _ stride: Int) -> [Double] {
    var triangles = [Double](repeating: 0, count: lambdas.count * r * (r + 1))
    var place = 0
    for (index, lambda) in lambdas.enumerated() {
      let sum = sums.base + index * r * 2 * stride
      for (offset, scale) in [(0, 0.5), (stride, 0.5 * lambda)] {
        for a in 0..<r {
          for b in 0...a {
            triangles[place] = scale * (sum[a * 2 * stride + offset + b] + sum[b * 2 * stride + offset + a])
            place += 1
          }
        }
      }
    }
    return triangles
  }

  /// Where a group's running x/δ, d(x/δ)/dλ and 1/δ are kept, behind the lanes' y and u.
  @inline(__always)
  private func pivotState(_ group: Int, _ stride: Int) -> UnsafeMutablePointer<Double> {
    states.base + group * Self.width * (2 * stride + 3) + Self.width * 2 * stride
  }

  /// For each row, the multiplier l = o/δ of the row before, δ′/δ and 1/δ of this one, for eight penalties.
  private func advancePivots(_ group: Int, _ lambda: Lane, _ block: StudentRows.Block, _ stride: Int) {
    let state = pivotState(group, stride)
    let out = pivots.base
    var ratio = load(state, 0)
    var slope = load(state, 1)
    var inverse = load(state, 2)
    let one = Lane(repeating: 1)
    for row in 0..<block.count {
      let entry = block.entries + 3 * row
      let multiplier = entry[2] * inverse
      let x = lambda + entry[1] * ratio
      inverse = one / (x + entry[0])
      let relative = (one + entry[1] * slope) * inverse
      ratio = x * inverse
      slope = relative * entry[0] * inverse
      store(multiplier, out, 3 * row)
      store(relative, out, 3 * row + 1)
      store(inverse, out, 3 * row + 2)
    }
    store(ratio, state, 0)
    store(slope, state, 1)
    store(inverse, state, 2)
  }

  /// y, and beside it y/δ and the other factor of f₂'s terms, for one penalty and the rows of a block.
  private func sweep(_ block: StudentRows.Block, group: Int, lane: Int, _ stride: Int) {
    let state = states.base + group * Self.width * (2 * stride + 3) + lane * 2 * stride
    let factors = pivots.base + lane
    let y = factorsOfSums.base
    let z = y + StudentRows.most * stride
    for column in Swift.stride(from: 0, to: stride, by: 4) {
      var solved = chunk(state, column)
      var carried = chunk(state, stride + column)  // u = (δ′/δ)y − y′
      for row in 0..<block.count {
        let entry = factors + 3 * Self.width * row
        let (multiplier, relative, inverse) = (entry[0], entry[Self.width], entry[2 * Self.width])
        solved = chunk(block.right, row * stride + column) - multiplier * solved
        let derivative = multiplier * carried
        carried = relative * solved - derivative
        put(solved, y, row * stride + column)
        put(inverse * solved, z, row * 2 * stride + column)
        put(inverse * (carried - derivative), z, row * 2 * stride + stride + column)
      }
      put(solved, state, column)
      put(carried, state, stride + column)
    }
  }

  @inline(__always)
  private func load(_ base: UnsafeMutablePointer<Double>, _ row: Int) -> Lane {
    UnsafeRawPointer(base + row * Self.width).loadUnaligned(as: Lane.self)
  }

  @inline(__always)
  private func store(_ value: Lane, _ base: UnsafeMutablePointer<Double>, _ row: Int) {
    UnsafeMutableRawPointer(base + row * Self.width).storeBytes(of: value, as: Lane.self)
  }

  @inline(__always)
  private func chunk(_ base: UnsafePointer<Double>, _ index: Int) -> Chunk {
    UnsafeRawPointer(base + index).loadUnaligned(as: Chunk.self)
  }

  @inline(__always)
  private func put(_ value: Chunk, _ base: UnsafeMutablePointer<Double>, _ index: Int) {
    UnsafeMutableRawPointer(base + index).storeBytes(of: value, as: Chunk.self)
  }
}
