// Teachers side by side: the formulas of TeacherLimit.swift over SIMD lanes, for grids whose axes both move the
// teacher. Cells that need a limit taken (λt = ∞, or the interpolation peak) are handed to the scalar form.

/// A row of teachers that differ in one parameter.
struct TeacherLanes {
  typealias Lane = SIMD8<Double>
  private let parameter: Parameter
  private let values: [Double]
  private let roots: [Double]
  private let lowers: [Double]

  init(base: Regime, parameter: Parameter, values: [Double]) {
    self.parameter = parameter
    self.values = values
    roots = parameter == .gammaT ? values.map { $0.squareRoot() } : []
    lowers = parameter == .gammaT ? values.map(Self.lowerRoot) : []
  }

  /// 1 − √γ, without cancellation.
  private static func lowerRoot(_ gamma: Double) -> Double { (1 - gamma) / (1 + gamma.squareRoot()) }

  /// The gaps of the row's teachers, the rest of each regime from `row`, against one student.
  func fill(_ row: Regime, student: StudentNumbers, into out: UnsafeMutablePointer<Double>) {
    let width = Lane.scalarCount
    var index = 0
    let rowRoot = Lane(repeating: row.gammaT.squareRoot())
    let rowLower = Lane(repeating: Self.lowerRoot(row.gammaT))
    values.withUnsafeBufferPointer { values in
      roots.withUnsafeBufferPointer { roots in
        lowers.withUnsafeBufferPointer { lowers in
          while index + width <= values.count {
            let lane = Lane.load(values, at: index)
            let (root, lower) =
              parameter == .gammaT ? (Lane.load(roots, at: index), Lane.load(lowers, at: index)) : (rowRoot, rowLower)
            let gaps = gaps(row, lane, root: root, lower: lower, student: student)
            UnsafeMutableRawPointer(out + index).storeBytes(of: gaps, as: Lane.self)
            index += width
          }
        }
      }
    }
    for i in 0..<values.count where i >= index || !out[i].isFinite {
      let teacher = TeacherLimit(row.with(parameter, values[i]))
      out[i] =
        student.double == 0
        ? 0
        : teacher.effectivePower == .infinity
          ? -.infinity : teacher.effectivePower * student.square - teacher.excess * student.double
    }
  }

  @inline(__always)
  private func gaps(_ row: Regime, _ lane: Lane, root: Lane, lower: Lane, student: StudentNumbers) -> Lane {
    func value(_ p: Parameter) -> Lane { p == parameter ? lane : Lane(repeating: row[p]) }
    let (lambda, gamma, sigma, zeta) = (value(.lambdaT), value(.gammaT), value(.sigma), value(.zeta))
    let one = Lane(repeating: 1)
    let upper = one + root
    let s = (lambda + lower * lower).squareRoot() * (lambda + upper * upper).squareRoot()
    let v = 2 / (one + gamma + lambda + s)
    let b = one - gamma + lambda
    let cancels = b .< 0
    let u = (2 * lambda).replacing(with: s - b, where: cancels) / (b + s).replacing(with: 2 * gamma, where: cancels)
    let noise = sigma * sigma
    let perRoot = v / s
    let spread = gamma * perRoot * u * u
    let variance = spread + gamma * perRoot * noise
    let k = (one - zeta) * (one + zeta)
    let power = k * v * v + variance
    let learned = zeta * zeta * (u * v)
    let rest = k * (u * v)
    let excess = (perRoot * (noise * gamma - lambda) + learned)
      .replacing(with: variance - rest, where: perRoot * lambda + learned .> spread + rest)
    return power * student.square - excess * student.double
  }
}

extension SIMD8 where Scalar == Double {
  @inline(__always)
  static func load(_ buffer: UnsafeBufferPointer<Double>, at index: Int) -> Self {
    precondition(index >= 0 && index + 8 <= buffer.count)
    return UnsafeRawBufferPointer(buffer).loadUnaligned(fromByteOffset: index * 8, as: Self.self)
  }
}
