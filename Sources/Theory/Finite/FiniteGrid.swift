// How often there is a gain, over a grid of any two parameters at a finite d: the formulas of FiniteLaw.swift over lanes.

import RealModule

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
      switch (x.parameter.isTeacherSide, y.parameter.isTeacherSide) {
      case (true, false): fill(out, teachers: packed(teachers(x)), students: students(y).map(StudentMoments.init))
      case (false, true): fill(out, teachers: teachers(y).map(TeacherMoments.init), students: packed(students(x)))
      case (true, true): fillTeachers(out)
      case (false, false): fillStudents(out)
      }
    }
  }

  // MARK: A teacher's parameter and a student's: the moments of either side are made once a row or a column.

  @inline(never) private func fill(
    _ out: UnsafeMutablePointer<Double>, teachers: [TeacherMoments<Lanes>], students: [StudentMoments<Lanes>]
  ) {
    let (width, d) = (x.values.count, Double(dimension))
    if x.parameter.isTeacherSide {
      for (row, student) in students.enumerated() {
        for (index, teacher) in teachers.enumerated() {
          probabilities(teacher, student, dimension: d)
            .store(into: out + row * width, at: index * Lanes.count, before: width)
        }
      }
    } else {
      for (row, teacher) in teachers.enumerated() {
        for (index, student) in students.enumerated() {
          probabilities(teacher, student, dimension: d)
            .store(into: out + row * width, at: index * Lanes.count, before: width)
        }
      }
    }
  }

  private func teachers(_ axis: (parameter: Parameter, values: [Double])) -> [TeacherMoments<Double>?] {
    axis.values.map { TeacherMoments(base.with(axis.parameter, $0)) }
  }

  private func students(_ axis: (parameter: Parameter, values: [Double])) -> [StudentMoments<Double>?] {
    axis.values.map { StudentMoments(base.with(axis.parameter, $0), hasDirection: hasDirection) }
  }

  /// Whether any cell has a learned direction.
  private var hasDirection: Bool {
    for axis in [x, y] where axis.parameter == .zeta { return axis.values.contains { $0 > 0 } }
    return base.zeta > 0
  }

  // MARK: Two parameters of one side: its moments are made a cell, the other side's once.

  @inline(never) private func fillTeachers(_ out: UnsafeMutablePointer<Double>) {
    let (width, d) = (x.values.count, Double(dimension))
    let scalarStudent = StudentMoments(base, hasDirection: hasDirection)
    let student = StudentMoments<Lanes>(scalarStudent)
    let lanes = Lanes.of(x.values)
    let aspects = x.parameter == .gammaT ? lanes.map(AspectLanes.init) : []
    // A fit is made for as many cells as share it.
    let (movesAlong, movesDown) = (movesFit(x.parameter), movesFit(y.parameter))
    var fits: [TeacherFit<Lanes>] = []
    for (row, place) in y.values.enumerated() {
      let regime = base.with(y.parameter, place)
      let aspect = AspectLanes(Lanes(regime.gammaT))
      let (lambda, sigma, zeta) = (Lanes(regime.lambdaT), Lanes(regime.sigma), Lanes(regime.zeta))
      let fit = { (index: Int) in
        TeacherFit(
          RidgeNumbers(
            lambda: x.parameter == .lambdaT ? lanes[index] : lambda,
            aspect: x.parameter == .gammaT ? aspects[index] : aspect))
      }
      if !movesDown && row == 0 { fits = movesAlong ? lanes.indices.map(fit) : [fit(0)] }
      if movesDown && !movesAlong { fits = [fit(0)] }
      let start = row * width
      for (index, lane) in lanes.enumerated() {
        let fit = movesAlong ? movesDown ? fit(index) : fits[index] : fits[0]
        let sigma = x.parameter == .sigma ? lane : sigma
        let limit = TeacherLimitNumbers(fit.ridge, sigma: sigma, zeta: x.parameter == .zeta ? lane : zeta)
        probabilities(TeacherMoments(fit, limit, sigma: sigma), student, dimension: d)
          .store(into: out + start, at: index * Lanes.count, before: width)
      }
      for index in 0..<width where out[start + index].isNaN {
        let teacher = TeacherMoments(regime.with(x.parameter, x.values[index]))
        out[start + index] = probability(teacher, scalarStudent)
      }
    }
  }

  @inline(never) private func fillStudents(_ out: UnsafeMutablePointer<Double>) {
    let (width, d) = (x.values.count, Double(dimension))
    let scalarTeacher = TeacherMoments(base)
    let teacher = TeacherMoments<Lanes>(scalarTeacher)
    let lanes = base.filter == .ridge ? Lanes.of(x.values) : []
    let aspects = x.parameter == .gammaS ? lanes.map(AspectLanes.init) : []
    for (row, place) in y.values.enumerated() {
      let regime = base.with(y.parameter, place)
      let (lambda, aspect) = (Lanes(regime.lambdaS), AspectLanes(Lanes(regime.gammaS)))
      let start = row * width
      for (index, lane) in lanes.enumerated() {
        let fit =
          x.parameter == .lambdaS
          ? RidgeNumbers(lambda: lane, aspect: aspect) : RidgeNumbers(lambda: lambda, aspect: aspects[index])
        probabilities(teacher, StudentMoments(fit), dimension: d)
          .store(into: out + start, at: index * Lanes.count, before: width)
      }
      for index in 0..<width where lanes.isEmpty || out[start + index].isNaN {
        out[start + index] = probability(scalarTeacher, StudentMoments(regime.with(x.parameter, x.values[index])))
      }
    }
  }

  private func movesFit(_ parameter: Parameter) -> Bool { parameter == .lambdaT || parameter == .gammaT }

  // MARK: A cell, and several

  private func probability(_ teacher: TeacherMoments<Double>?, _ student: StudentMoments<Double>?) -> Double {
    guard let teacher, let student else { return .nan }
    let gap = Normal(gapOf: teacher, student, dimension: Double(dimension))
    return gap.mean.isFinite && gap.standardDeviation.isFinite ? gap.probability(below: 0) : .nan
  }

  @inline(__always) private func probabilities(
    _ teacher: TeacherMoments<Lanes>, _ student: StudentMoments<Lanes>, dimension: Double
  ) -> Lanes {
    let gap = GapTerms(teacher, student, dimension: dimension).law(teacher, dimension: dimension)
    return Lanes.probabilityBelowZero(mean: gap.mean, deviation: gap.deviation)
  }

  private func packed(_ moments: [TeacherMoments<Double>?]) -> [TeacherMoments<Lanes>] {
    stride(from: 0, to: moments.count, by: Lanes.count).map { TeacherMoments(moments, from: $0) }
  }

  private func packed(_ moments: [StudentMoments<Double>?]) -> [StudentMoments<Lanes>] {
    stride(from: 0, to: moments.count, by: Lanes.count).map { StudentMoments(moments, from: $0) }
  }
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
    (powerBias, alignmentBias) = (lanes(\.powerBias), lanes(\.alignmentBias))
    (powerSpread, crossSpread) = (lanes(\.powerSpread), lanes(\.crossSpread))
    (filterSquared, alignmentSpread) = (lanes(\.filterSquared), lanes(\.alignmentSpread))
    (errorSpread, errorWithAlignment) = (lanes(\.errorSpread), lanes(\.errorWithAlignment))
    errorWithNorm = lanes(\.errorWithNorm)
  }
}

extension StudentMoments where Number == Lanes {
  /// The same student in all lanes.
  fileprivate init(_ moments: StudentMoments<Double>?) { self.init([moments], from: 0) }

  fileprivate init(_ moments: [StudentMoments<Double>?], from start: Int) {
    let lanes = { (value: (StudentMoments<Double>) -> Double) in Lanes(moments, from: start, value) }
    isRidge = moments.contains { $0?.isRidge == true }
    (gamma, lost, retained, ratio) = (lanes(\.gamma), lanes(\.lost), lanes(\.retained), lanes(\.ratio))
    (spread, third, squaresSpread) = (lanes(\.spread), lanes(\.third), lanes(\.squaresSpread))
    (bias, biasOfSquare) = (lanes(\.bias), lanes(\.biasOfSquare))
    (beside, besideOfSquare) = (lanes(\.beside), lanes(\.besideOfSquare))
  }
}
