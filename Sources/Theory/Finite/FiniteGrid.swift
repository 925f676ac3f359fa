// How often there is a gain, over a grid of any two parameters at a finite d: the formulas of FiniteLaw.swift over lanes.

/// P(gain) over a rectangular grid of two parameters at a dimension, row by row: `values[y * xs.count + x]`.
public struct FiniteGrid: Sendable {
  private let base: Regime
  private let x: (parameter: Parameter, values: [Double])
  private let y: (parameter: Parameter, values: [Double])
  private let dimension: Int

  /// A grid over two different parameters; the other four are taken from `base`.
  /// - Parameter dimension: d ≥ 1; the sample sizes of a cell are those of its aspect ratios.
  public init(
    base: Regime, x: (parameter: Parameter, values: [Double]), y: (parameter: Parameter, values: [Double]),
    dimension: Int
  ) {
    precondition(x.parameter != y.parameter, "the two axes of a grid are different parameters")
    (self.base, self.x, self.y, self.dimension) = (base, x, y, dimension)
  }

  /// P(gain) over the grid; each equals ``FiniteLaw/probabilityOfGain`` there up to rounding, NaN where there is no law.
  public func probabilities() -> [Double] {
    let count = x.values.count * y.values.count
    return [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = count
      guard count > 0, let out = buffer.baseAddress else { return }
      if !hasDirection {
        FiniteFilling<NoDirection>(base, x, y, dimension).fill(out)
      } else if base.filter == .ridge {
        FiniteFilling<PenalisedDirection>(base, x, y, dimension).fill(out)
      } else {
        FiniteFilling<FreeDirection>(base, x, y, dimension).fill(out)
      }
    }
  }

  /// Whether any cell has a learned direction.
  private var hasDirection: Bool {
    for axis in [x, y] where axis.parameter == .zeta { return axis.values.contains { $0 > 0 } }
    return base.zeta > 0
  }
}

/// The cells of a grid of at least one, whose students fit their directions in one way.
private struct FiniteFilling<Fit: DirectionFit> {
  private let base: Regime
  private let x: (parameter: Parameter, values: [Double])
  private let y: (parameter: Parameter, values: [Double])
  private let dimension: Double

  init(
    _ base: Regime, _ x: (parameter: Parameter, values: [Double]), _ y: (parameter: Parameter, values: [Double]),
    _ dimension: Int
  ) {
    (self.base, self.x, self.y, self.dimension) = (base, x, y, Double(dimension))
  }

  func fill(_ out: UnsafeMutablePointer<Double>) {
    switch (x.parameter.isTeacherSide, y.parameter.isTeacherSide) {
    case (true, false): fill(out, teachers: packed(teachers(x)), students: students(y).map { StudentMoments($0) })
    case (false, true): fill(out, teachers: teachers(y).map { TeacherMoments($0) }, students: packed(students(x)))
    case (true, true): fillTeachers(out)
    case (false, false): fillStudents(out)
    }
  }

  // MARK: A teacher's parameter and a student's: the moments of either side are made once a row or a column.

  @inline(never) private func fill(
    _ out: UnsafeMutablePointer<Double>, teachers: [TeacherMoments<Lanes>], students: [StudentMoments<Lanes>]
  ) {
    let width = x.values.count
    if x.parameter.isTeacherSide {
      for (row, student) in students.enumerated() {
        for (index, teacher) in teachers.enumerated() {
          probabilities(teacher, student)
            .store(into: out + row * width, at: index * Lanes.count, before: width)
        }
      }
    } else {
      for (row, teacher) in teachers.enumerated() {
        for (index, student) in students.enumerated() {
          probabilities(teacher, student)
            .store(into: out + row * width, at: index * Lanes.count, before: width)
        }
      }
    }
  }

  private func teachers(_ axis: (parameter: Parameter, values: [Double])) -> [TeacherMoments<Double>?] {
    axis.values.map { TeacherMoments(base.with(axis.parameter, $0)) }
  }

  private func students(_ axis: (parameter: Parameter, values: [Double])) -> [StudentMoments<Double>?] {
    axis.values.map { student(base.with(axis.parameter, $0)) }
  }

  // MARK: Two parameters of one side: its moments are made a cell, the other side's once.

  private func fillTeachers(_ out: UnsafeMutablePointer<Double>) {
    let scalarStudent = student(base)
    let student = StudentMoments<Lanes>(scalarStudent)
    let columns = Columns(x, aspect: .gammaT)
    // A fit is made for as many cells as share it.
    let (movesAlong, movesDown) = (x.parameter.movesTeacherFit, y.parameter.movesTeacherFit)
    var fits: [TeacherFit<Lanes>] = []
    for (index, place) in y.values.enumerated() {
      let (row, start) = (base.with(y.parameter, place), out + index * x.values.count)
      let ridge = columns.fits(lambda: row.lambdaT, gamma: row.gammaT, penalty: .lambdaT)
      if movesAlong && movesDown {
        fill(start, ridge, row, student: student)
      } else {
        if movesDown || index == 0 { fits = (0..<ridge.count).map { TeacherFit(ridge[$0]) } }
        fill(start, columns, row, fits: fits, student: student)
      }
      for column in 0..<x.values.count where start[column].isNaN {
        start[column] = probability(TeacherMoments(row.with(x.parameter, x.values[column])), scalarStudent)
      }
    }
  }

  @inline(never) private func fill(
    _ out: UnsafeMutablePointer<Double>, _ fits: RowFits, _ row: Regime, student: StudentMoments<Lanes>
  ) {
    let (sigma, zeta, width) = (Lanes(row.sigma), Lanes(row.zeta), x.values.count)
    for index in 0..<fits.count {
      let fit = TeacherFit(fits[index])
      let limit = TeacherLimitNumbers(fit.ridge, sigma: sigma, zeta: zeta)
      probabilities(TeacherMoments(fit, limit, sigma: sigma), student)
        .store(into: out, at: index * Lanes.count, before: width)
    }
  }

  @inline(never) private func fill(
    _ out: UnsafeMutablePointer<Double>, _ columns: Columns, _ row: Regime, fits: [TeacherFit<Lanes>],
    student: StudentMoments<Lanes>
  ) {
    let width = x.values.count
    for (index, lane) in columns.lanes.enumerated() {
      let fit = fits[fits.count == 1 ? 0 : index]
      let sigma = x.parameter == .sigma ? lane : Lanes(row.sigma)
      let limit = TeacherLimitNumbers(fit.ridge, sigma: sigma, zeta: x.parameter == .zeta ? lane : Lanes(row.zeta))
      probabilities(TeacherMoments(fit, limit, sigma: sigma), student)
        .store(into: out, at: index * Lanes.count, before: width)
    }
  }

  private func fillStudents(_ out: UnsafeMutablePointer<Double>) {
    let scalarTeacher = TeacherMoments(base)
    let teacher = TeacherMoments<Lanes>(scalarTeacher)
    let columns = Columns(x, aspect: .gammaS)
    let inLanes = base.filter == .ridge
    for (index, place) in y.values.enumerated() {
      let (row, start) = (base.with(y.parameter, place), out + index * x.values.count)
      if inLanes {
        fill(start, columns.fits(lambda: row.lambdaS, gamma: row.gammaS, penalty: .lambdaS), teacher: teacher)
      }
      for column in 0..<x.values.count where !inLanes || start[column].isNaN {
        start[column] = probability(scalarTeacher, student(row.with(x.parameter, x.values[column])))
      }
    }
  }

  @inline(never) private func fill(
    _ out: UnsafeMutablePointer<Double>, _ fits: RowFits, teacher: TeacherMoments<Lanes>
  ) {
    let width = x.values.count
    for index in 0..<fits.count {
      probabilities(teacher, StudentMoments(fits[index], dimension: dimension))
        .store(into: out, at: index * Lanes.count, before: width)
    }
  }

  // MARK: A cell, and several

  private func probability(_ teacher: TeacherMoments<Double>?, _ student: StudentMoments<Double>?) -> Double {
    guard let teacher, let student else { return .nan }
    let (mean, deviation) = GapTerms(teacher, student, Fit.self).law(teacher, dimension: dimension)
    guard mean.isFinite && deviation.isFinite else { return .nan }
    return Normal(mean: mean, standardDeviation: deviation).probability(below: 0)
  }

  // Transparent, since the optimiser would not make this part of every loop, at a fifth of the speed.
  @_transparent private func probabilities(_ teacher: TeacherMoments<Lanes>, _ student: StudentMoments<Lanes>)
    -> Lanes
  {
    let (mean, deviation) = GapTerms(teacher, student, Fit.self).law(teacher, dimension: dimension)
    return Lanes.probabilityBelowZero(mean: mean, deviation: deviation)
  }

  private func student(_ regime: Regime) -> StudentMoments<Double>? {
    StudentMoments(regime, hasDirection: Fit.hasDirection, dimension: dimension)
  }

  private func packed(_ moments: [TeacherMoments<Double>?]) -> [TeacherMoments<Lanes>] {
    stride(from: 0, to: moments.count, by: Lanes.count).map { TeacherMoments(moments, from: $0) }
  }

  private func packed(_ moments: [StudentMoments<Double>?]) -> [StudentMoments<Lanes>] {
    stride(from: 0, to: moments.count, by: Lanes.count).map { StudentMoments(moments, from: $0) }
  }
}

/// The values along a row, in lanes.
private struct Columns {
  private let parameter: Parameter
  let lanes: [Lanes]
  private let aspects: [AspectNumbers<Lanes>]

  /// - Parameter aspect: the aspect ratio of the side that moves.
  init(_ axis: (parameter: Parameter, values: [Double]), aspect: Parameter) {
    (parameter, lanes) = (axis.parameter, Lanes.of(axis.values))
    aspects = parameter == aspect ? lanes.map { AspectNumbers($0) } : []
  }

  /// What makes the fits of a row whose penalty and aspect ratio are these where they do not move along it.
  func fits(lambda: Double, gamma: Double, penalty: Parameter) -> RowFits {
    RowFits(
      lambdas: parameter == penalty ? lanes : [Lanes(lambda)],
      aspects: aspects.isEmpty ? [AspectNumbers(Lanes(gamma))] : aspects)
  }
}

/// The fits along a row.
private struct RowFits {
  let lambdas: [Lanes]
  let aspects: [AspectNumbers<Lanes>]

  /// How many differ.
  var count: Int { max(lambdas.count, aspects.count) }

  @inline(__always) subscript(index: Int) -> RidgeNumbers<Lanes> {
    RidgeNumbers(
      lambda: lambdas[lambdas.count == 1 ? 0 : index], aspect: aspects[aspects.count == 1 ? 0 : index])
  }
}

extension Parameter {
  fileprivate var movesTeacherFit: Bool { self == .lambdaT || self == .gammaT }
}

extension Lanes {
  /// One number of each of a row's moments from `start` on; NaN where there are none.
  fileprivate init<Moments>(_ moments: [Moments?], from start: Int, _ value: (Moments) -> Double) {
    let end = min(moments.count, start + Lanes.count)
    self.init(moments[start..<end].map { $0.map(value) ?? .nan }, from: 0)
  }
}

extension TeacherMoments where Number == Lanes {
  /// The same teacher in all lanes.
  fileprivate init(_ moments: TeacherMoments<Double>?) { self.init([moments], from: 0) }

  fileprivate init(_ moments: [TeacherMoments<Double>?], from start: Int) {
    let lanes = { (value: (TeacherMoments<Double>) -> Double) in Lanes(moments, from: start, value) }
    limit = TeacherLimitNumbers(
      zeta: lanes(\.limit.zeta), alignment: lanes(\.limit.alignment), lost: lanes(\.limit.lost),
      variance: lanes(\.limit.variance), effectivePower: lanes(\.limit.effectivePower), excess: lanes(\.limit.excess))
    (beside, powerBias, alignmentBias) = (lanes(\.beside), lanes(\.powerBias), lanes(\.alignmentBias))
    (powerSpread, crossSpread) = (lanes(\.powerSpread), lanes(\.crossSpread))
    (filterSquared, alignmentSpread) = (lanes(\.filterSquared), lanes(\.alignmentSpread))
    (overlap, alignmentShift) = (lanes(\.overlap), lanes(\.alignmentShift))
    directionBias = lanes(\.directionBias)
  }
}

extension StudentMoments where Number == Lanes {
  /// The same student in all lanes.
  fileprivate init(_ moments: StudentMoments<Double>?) { self.init([moments], from: 0) }

  fileprivate init(_ moments: [StudentMoments<Double>?], from start: Int) {
    let lanes = { (value: (StudentMoments<Double>) -> Double) in Lanes(moments, from: start, value) }
    (gamma, lost, retained, square) = (lanes(\.gamma), lanes(\.lost), lanes(\.retained), lanes(\.square))
    direction = DirectionShare(behind: lanes(\.direction.behind), moved: lanes(\.direction.moved))
    (spread, third, squaresSpread) = (lanes(\.spread), lanes(\.third), lanes(\.squaresSpread))
    (bias, biasOfSquare) = (lanes(\.bias), lanes(\.biasOfSquare))
    (beside, besideOfSquare) = (lanes(\.beside), lanes(\.besideOfSquare))
  }
}
