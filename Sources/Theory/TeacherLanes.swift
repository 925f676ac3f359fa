// Teachers side by side, for maps of the gap whose axes both move the teacher. Cells that need a limit taken (λt = ∞, or
// the interpolation peak) are handed to the scalar form.

/// A row of teachers that differ in one parameter.
struct TeacherLanes {
  private let parameter: Parameter
  private let values: [Double]
  private let lanes: [Lanes]
  private let aspects: [AspectLanes]

  init(parameter: Parameter, values: [Double]) {
    self.parameter = parameter
    self.values = values
    lanes = Lanes.of(values)
    aspects = parameter == .gammaT ? lanes.map(AspectLanes.init) : []
  }

  /// The gaps of the row's teachers, the rest of each regime from `row`, against one student.
  func fill(_ row: Regime, student: StudentNumbers, into out: UnsafeMutablePointer<Double>) {
    let aspect = AspectLanes(Lanes(row.gammaT))
    let (lambda, sigma, zeta) = (Lanes(row.lambdaT), Lanes(row.sigma), Lanes(row.zeta))
    let (square, double) = (Lanes(student.square), Lanes(student.double))
    for (index, lane) in lanes.enumerated() {
      let fit = RidgeNumbers(
        lambda: parameter == .lambdaT ? lane : lambda, aspect: parameter == .gammaT ? aspects[index] : aspect)
      let teacher = TeacherLimitNumbers(
        fit, sigma: parameter == .sigma ? lane : sigma, zeta: parameter == .zeta ? lane : zeta)
      let gaps = teacher.effectivePower * square - teacher.excess * double
      gaps.store(into: out, at: index * Lanes.count, before: values.count)
    }
    for i in 0..<values.count where !out[i].isFinite {
      let teacher = TeacherLimit(row.with(parameter, values[i]))
      out[i] =
        student.double == 0
        ? 0
        : teacher.effectivePower == .infinity
          ? -.infinity : teacher.effectivePower * student.square - teacher.excess * student.double
    }
  }
}
