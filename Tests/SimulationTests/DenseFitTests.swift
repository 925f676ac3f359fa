import COpenBLAS
import Sampling
import Testing

@testable import Simulation

// The dense engine against the normal equations, solved by elimination with Γ⁻¹ written out.

@Suite struct DenseFitTests {
  init() throws { try #require(openblas_load()) }

  /// (A + λP)x = b by Gaussian elimination with partial pivoting.
  private func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var (a, b) = (matrix, right)
    let n = b.count
    for column in 0..<n {
      let pivot = (column..<n).max { abs(a[$0][column]) < abs(a[$1][column]) } ?? column
      a.swapAt(column, pivot)
      b.swapAt(column, pivot)
      for row in (column + 1)..<max(n, column + 1) {
        let factor = a[row][column] / a[column][column]
        for k in column..<n { a[row][k] -= factor * a[column][k] }
        b[row] -= factor * b[column]
      }
    }
    for row in stride(from: n - 1, through: 0, by: -1) {
      for k in (row + 1)..<max(n, row + 1) { b[row] -= a[row][k] * b[k] }
      b[row] /= a[row][row]
    }
    return b
  }

  private func covariance(_ x: DataMatrix) -> [[Double]] {
    (0..<x.columns).map { i in
      (0..<x.columns).map { j in
        (0..<x.rows).reduce(0) { $0 + x.entries[$1 * x.columns + i] * x.entries[$1 * x.columns + j] }
          / Double(x.rows)
      }
    }
  }

  @Test(arguments: [(7, 12, 9), (7, 5, 4), (6, 6, 6), (1, 3, 2), (4, 1, 1)], [0.0, 0.6, 1.0])
  func fitsSolveTheNormalEquations(sizes: (Int, Int, Int), zeta: Double) throws {
    let (d, nt, ns) = sizes
    if d == 1 && zeta == 0.6 { return }
    var stream = Generator(seed: 51, panel: UInt64(d), trial: UInt64(nt))
    let panel = try panel(d, nt, ns, zeta: zeta, [0.1, 2], [0.05, 1, 30])
    let target = (0..<d).map { _ in stream.gaussian() }
    let labels = (0..<nt).map { _ in stream.gaussian() }
    let inputs = try #require(DataMatrix(rows: nt, columns: d, from: &stream, stopped: { false }))
    let unlabelled = try #require(DataMatrix(rows: ns, columns: d, from: &stream, stopped: { false }))
    let direction = zeta > 0 ? DenseTrial.direction(target, zeta: zeta, from: &stream) : nil
    if let direction {
      let (norm, length) = (dot(target, target).squareRoot(), dot(direction, direction))
      #expect(abs(length - 1) < 1e-13)
      #expect(abs(dot(direction, target) / norm - zeta) < 1e-13)
    }
    let teachers = try DenseTrial.teachers(panel.lambdaTs, inputs, labels)
    let errors = try #require(
      DenseTrial.students(
        panel, try Spectrum(unlabelled), teachers: teachers, target: target, direction: direction,
        stopped: { false }))

    let (sigmaT, sigmaS) = (covariance(inputs), covariance(unlabelled))
    let shrink = Double(d) / Double(1 + d)
    for (i, lambdaT) in panel.lambdaTs.enumerated() {
      var a = sigmaT
      for k in 0..<d { a[k][k] += lambdaT }
      let teacher = solve(a, inputs.correlate(labels))
      let teacherError = 1 + zip(teacher, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      #expect(abs(errors.teacher[i] - teacherError) < 1e-11 * teacherError)
      for (j, lambdaS) in panel.lambdaSs.enumerated() {
        var a = sigmaS
        for k in 0..<d {
          a[k][k] += lambdaS
          if let direction {
            for l in 0..<d { a[k][l] -= lambdaS * shrink * direction[k] * direction[l] }
          }
        }
        let student = solve(a, sigmaS.map { dot($0, teacher) })
        let studentError = 1 + zip(student, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        #expect(abs(errors.gap[j * 2 + i] - (studentError - teacherError)) < 1e-10 * teacherError)
      }
    }
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}
