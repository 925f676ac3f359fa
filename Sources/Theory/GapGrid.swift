// The gap over a grid of any two parameters. Teacher and student numbers enter the gap as
//
//     gap = T̃·a − D·b      a = κ₂,   b = 2κ₁,   D = T̃ − S̃
//
// so a grid of one teacher-side and one student-side parameter is a rank-2 outer product: two multiplies a cell.

/// The gap over a rectangular grid of two parameters, row by row: `values[y * xs.count + x]`.
public struct GapGrid: Sendable {
  /// The parameter along a row, and its values.
  public let x: (parameter: Parameter, values: [Double])
  /// The parameter down the rows, and its values.
  public let y: (parameter: Parameter, values: [Double])
  private let base: Regime

  /// A grid over two different parameters; the other four are taken from `base`.
  public init(
    base: Regime, x: (parameter: Parameter, values: [Double]), y: (parameter: Parameter, values: [Double])
  ) {
    precondition(x.parameter != y.parameter, "the two axes of a grid are different parameters")
    self.base = base
    self.x = x
    self.y = y
  }

  /// Number of cells.
  public var count: Int { x.values.count * y.values.count }

  /// L_s − L_t over the grid; each equals ``Regime/errors`` there up to rounding, infinities included.
  public func gaps() -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      fill(buffer)
      initialized = count
    }
  }

  /// Writes L_s − L_t into `cells`, of ``count`` values, so that a buffer can be used again.
  public func fill(_ cells: UnsafeMutableBufferPointer<Double>) {
    precondition(cells.count >= count, "the buffer is smaller than the grid")
    guard count > 0, let out = cells.baseAddress else { return }
    switch (x.parameter.isTeacherSide, y.parameter.isTeacherSide) {
    case (true, false): fillOuter(out, teacherAlongX: true)
    case (false, true): fillOuter(out, teacherAlongX: false)
    case (true, true): fillTeachers(out)
    case (false, false): fillStudents(out)
    }
  }

  private func fillOuter(_ out: UnsafeMutablePointer<Double>, teacherAlongX: Bool) {
    let (teacherAxis, studentAxis) = teacherAlongX ? (x, y) : (y, x)
    let teachers = teacherAxis.values.map { TeacherNumbers(base.with(teacherAxis.parameter, $0)) }
    let students = studentAxis.values.map { StudentNumbers(base.with(studentAxis.parameter, $0)) }
    let width = x.values.count
    let (powers, excesses) = (teachers.map(\.power), teachers.map(\.excess))
    let (squares, doubles) = (students.map(\.square), students.map(\.double))
    for row in 0..<y.values.count {
      if teacherAlongX {
        combine(powers, excesses, squares[row], doubles[row], into: out + row * width)
      } else {
        combine(squares, doubles, powers[row], excesses[row], into: out + row * width)
      }
    }
    // Where the teacher's power is infinite the product form is undefined.
    for (index, power) in powers.enumerated() where power == .infinity {
      for other in 0..<students.count {
        let cell = teacherAlongX ? other * width + index : index * width + other
        out[cell] = students[other].double == 0 ? 0 : -.infinity
      }
    }
  }

  /// out[i] = a[i]·p − b[i]·q; with SIMD made plain, since the optimiser needs no more.
  private func combine(
    _ a: [Double], _ b: [Double], _ p: Double, _ q: Double, into out: UnsafeMutablePointer<Double>
  ) {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        for i in 0..<a.count { out[i] = a[i] * p - b[i] * q }
      }
    }
  }

  private func fillTeachers(_ out: UnsafeMutablePointer<Double>) {
    let student = StudentNumbers(base)
    let width = x.values.count
    let lanes = TeacherLanes(parameter: x.parameter, values: x.values)
    for (row, value) in y.values.enumerated() {
      lanes.fill(base.with(y.parameter, value), student: student, into: out + row * width)
    }
  }

  private func fillStudents(_ out: UnsafeMutablePointer<Double>) {
    let teacher = TeacherLimit(base)
    var regime = base
    var cell = 0
    for rowValue in y.values {
      regime[y.parameter] = rowValue
      for columnValue in x.values {
        regime[x.parameter] = columnValue
        out[cell] = Errors.gap(teacher: teacher, student: StudentLimit(regime))
        cell += 1
      }
    }
  }
}

/// The two numbers a teacher contributes to the gap.
struct TeacherNumbers {
  let power: Double
  let excess: Double

  init(_ regime: Regime) {
    let teacher = TeacherLimit(regime)
    power = teacher.effectivePower
    excess = teacher.excess
  }
}

/// The two numbers a student contributes to the gap.
struct StudentNumbers {
  /// κ₂
  let square: Double
  /// 2κ₁
  let double: Double

  init(_ regime: Regime) {
    let fit = StudentLimit(regime)
    square = fit.lost == 0 ? 0 : fit.lost * fit.shrinkageRatio
    double = 2 * fit.lost
  }
}
