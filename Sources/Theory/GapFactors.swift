// What each of several teachers, or students, brings to the gap T̃·κ₂ − (T̃ − S̃)·2κ₁: one factor of either product. They are
// made by loops of few steps without a branch, which the optimiser makes loops over vectors and the processor can overlap.
// Where a limit has to be taken (λ = ∞, or the interpolation peak), and of students other than ridge, they are made one by
// one.

/// The factors of teachers, or of students, that differ in one parameter.
final class GapFactors {
  private typealias Column = UnsafeMutablePointer<Double>

  private let axis: (parameter: Parameter, values: [Double])
  private let other: Parameter?
  private let count: Int
  /// T̃ of teachers, κ₂ of students; and T̃ − S̃ of teachers, 2κ₁ of students.
  private let first: Column, second: Column
  /// Where T̃ is infinite.
  private var infinite: [Int] = []

  private let values: Column
  /// s of the fits.
  private let root: Column
  /// Of teachers' fits, the first alone where the axis moves none: v, 1 − v and 1/s.
  private let retained: Column, lost: Column, perRoot: Column
  /// Of aspect ratios: 1/γ and the edges of the law.
  private let perGamma: Column, lower: Column, upper: Column
  private var hasFits = false

  /// Room for the factors along an axis, of regimes that differ in nothing else but `other`.
  /// - Precondition: the axis has values.
  init(_ axis: (parameter: Parameter, values: [Double]), besides other: Parameter? = nil) {
    (self.axis, self.other, count) = (axis, other, axis.values.count)
    let (isTeacher, isRatio) = (axis.parameter.isTeacherSide, axis.parameter == .gammaT || axis.parameter == .gammaS)
    let columns = 4 + (isTeacher ? 3 : 0) + (isRatio ? 3 : 0)
    values = .allocate(capacity: columns * count)
    (first, second, root) = (values + count, values + 2 * count, values + 3 * count)
    let (fits, aspects) = (values + 4 * count, values + (columns - 3) * count)
    (retained, lost, perRoot) = (fits, fits + count, fits + 2 * count)
    (perGamma, lower, upper) = (aspects, aspects + count, aspects + 2 * count)
    for (index, value) in axis.values.enumerated() { values[index] = value }
    if isRatio { makeAspects() }
  }

  private func makeAspects() {
    let (values, perGamma, lower, upper) = (values, perGamma, lower, upper)
    for i in 0..<count {
      let aspect = AspectNumbers(values[i])
      (perGamma[i], lower[i], upper[i]) = (aspect.perGamma, aspect.lower, aspect.upper)
    }
  }

  /// The factors along an axis, the rest of each regime from `base`.
  convenience init(_ axis: (parameter: Parameter, values: [Double]), base: Regime) {
    self.init(axis)
    make(base)
  }

  deinit { values.deallocate() }

  /// Makes the factors, the rest of each regime from `base`.
  func make(_ base: Regime) {
    infinite.removeAll(keepingCapacity: true)
    if axis.parameter.isTeacherSide {
      if !hasFits || other == .lambdaT || other == .gammaT { makeTeacherFits(base) }
      makeTeachers(base)
      makeOneByOne(base, all: false)
    } else {
      let isRidge = base.filter == .ridge
      if isRidge { makeStudents(base) }
      makeOneByOne(base, all: !isRidge)
    }
  }

  // MARK: In loops

  @inline(never) private func makeTeacherFits(_ base: Regime) {
    let (retained, lost, perRoot) = (retained, lost, perRoot)
    fits(lambda: base.lambdaT, gamma: base.gammaT) { index, fit in
      (retained[index], lost[index], perRoot[index]) = (fit.retained, fit.lost, fit.perRoot)
    }
    hasFits = true
  }

  @inline(never) private func makeStudents(_ base: Regime) {
    let (first, second) = (first, second)
    fits(lambda: base.lambdaS, gamma: base.gammaS) { index, fit in
      (first[index], second[index]) = (fit.lost * (fit.lost * fit.perResidual), 2 * fit.lost)
    }
  }

  /// Hands on the fits along the axis, or one where it moves none.
  @inline(__always)
  private func fits(lambda: Double, gamma: Double, write: (Int, RidgeNumbers<Double>) -> Void) {
    let (values, perGamma, lower, upper, root) = (values, perGamma, lower, upper, root)
    switch axis.parameter {
    case .lambdaT, .lambdaS:
      let aspect = AspectNumbers(gamma)
      for i in 0..<count { root[i] = aspect.root(values[i]) }
      for i in 0..<count { write(i, RidgeNumbers(lambda: values[i], aspect: aspect, root: root[i])) }
    case .gammaT, .gammaS:
      let aspect = { AspectNumbers(gamma: values[$0], perGamma: perGamma[$0], lower: lower[$0], upper: upper[$0]) }
      for i in 0..<count { root[i] = aspect(i).root(lambda) }
      for i in 0..<count { write(i, RidgeNumbers(lambda: lambda, aspect: aspect(i), root: root[i])) }
    case .sigma, .zeta:
      write(0, RidgeNumbers(lambda: lambda, aspect: AspectNumbers(gamma)))
    }
  }

  @inline(never) private func makeTeachers(_ base: Regime) {
    let (first, second, retained, lost, perRoot, values) = (first, second, retained, lost, perRoot, values)
    let (lambda, gamma, sigma, zeta) = (base.lambdaT, base.gammaT, base.sigma, base.zeta)
    let write = { (i: Int, fit: Int, lambda: Double, gamma: Double, sigma: Double, zeta: Double) in
      let teacher = TeacherLimitNumbers(
        lambda: lambda, gamma: gamma, retained: retained[fit], lost: lost[fit], perRoot: perRoot[fit], sigma: sigma,
        zeta: zeta)
      (first[i], second[i]) = (teacher.effectivePower, teacher.excess)
    }
    switch axis.parameter {
    case .gammaT: for i in 0..<count { write(i, i, lambda, values[i], sigma, zeta) }
    case .sigma: for i in 0..<count { write(i, 0, lambda, gamma, values[i], zeta) }
    case .zeta: for i in 0..<count { write(i, 0, lambda, gamma, sigma, values[i]) }
    default: for i in 0..<count { write(i, i, values[i], gamma, sigma, zeta) }
    }
  }

  // MARK: One by one

  /// Makes those anew that are not finite, or all.
  private func makeOneByOne(_ base: Regime, all: Bool) {
    guard all || !isFinite else { return }
    for (index, value) in axis.values.enumerated() where all || !(first[index] + second[index]).isFinite {
      let regime = base.with(axis.parameter, value)
      if axis.parameter.isTeacherSide {
        let teacher = TeacherLimit(regime)
        (first[index], second[index]) = (teacher.effectivePower, teacher.excess)
        if teacher.effectivePower == .infinity { infinite.append(index) }
      } else {
        let student = StudentLimit(regime)
        (first[index], second[index]) = (student.lost * student.shrinkageRatio, 2 * student.lost)
      }
    }
  }

  private var isFinite: Bool {
    let (first, second) = (first, second)
    var flaws: UInt64 = 0
    for i in 0..<count { flaws |= (first[i] + second[i]).magnitude < .infinity ? 0 : 1 }
    return flaws == 0
  }

  // MARK: The gap

  /// Writes the gaps, a row for each of `rows`, of the other side, and in it a cell for each of these.
  func gaps(against rows: GapFactors, into out: UnsafeMutablePointer<Double>) {
    for row in stride(from: 0, through: rows.count - 4, by: 4) { fourRows(rows, row, into: out + row * count) }
    for row in (rows.count & ~3)..<rows.count { oneRow(rows, row, into: out + row * count) }
    // The products with an infinite power are undefined.
    for row in rows.infinite {
      for column in 0..<count { out[row * count + column] = second[column] == 0 ? 0 : -.infinity }
    }
    for column in infinite {
      for row in 0..<rows.count { out[row * count + column] = rows.second[row] == 0 ? 0 : -.infinity }
    }
  }

  private func oneRow(_ rows: GapFactors, _ row: Int, into out: UnsafeMutablePointer<Double>) {
    let (first, second, a, b) = (first, second, rows.first[row], rows.second[row])
    for i in 0..<count { out[i] = first[i] * a - second[i] * b }
  }

  /// Four rows at once, since one alone is bound by how fast the columns are read.
  private func fourRows(_ rows: GapFactors, _ row: Int, into out: UnsafeMutablePointer<Double>) {
    typealias Four = SIMD4<Double>
    let (first, second, a, b) = (first, second, rows.first + row, rows.second + row)
    let (a0, a1, a2, a3) = (a[0], a[1], a[2], a[3])
    let (b0, b1, b2, b3) = (b[0], b[1], b[2], b[3])
    let (out1, out2, out3) = (out + count, out + 2 * count, out + 3 * count)
    var i = 0
    while i + 4 <= count {
      let p = UnsafeRawPointer(first + i).loadUnaligned(as: Four.self)
      let q = UnsafeRawPointer(second + i).loadUnaligned(as: Four.self)
      UnsafeMutableRawPointer(out + i).storeBytes(of: p * a0 - q * b0, as: Four.self)
      UnsafeMutableRawPointer(out1 + i).storeBytes(of: p * a1 - q * b1, as: Four.self)
      UnsafeMutableRawPointer(out2 + i).storeBytes(of: p * a2 - q * b2, as: Four.self)
      UnsafeMutableRawPointer(out3 + i).storeBytes(of: p * a3 - q * b3, as: Four.self)
      i += 4
    }
    for i in (count & ~3)..<count {
      let (p, q) = (first[i], second[i])
      (out[i], out1[i], out2[i], out3[i]) = (p * a0 - q * b0, p * a1 - q * b1, p * a2 - q * b2, p * a3 - q * b3)
    }
  }
}
