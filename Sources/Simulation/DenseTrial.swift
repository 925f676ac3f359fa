// One trial as the paper describes it: draw β⋆, X, ε and X̃, fit the teacher for every λt, label X̃ with each teacher,
// fit the student for every λs. One eigendecomposition a fit serves all its penalties.
//
// With Σ̂ = VΛVᵀ on its row space, a teacher is V(Λ+λ)⁻¹Vᵀ(Xᵀy/n). A student of a teacher t with Γ⁻¹ = I − cβ̂β̂ᵀ,
// c = d/(1+d), is by Sherman–Morrison t − K(t − θb), K = λ(Σ̃+λ)⁻¹ = I − V Λ/(Λ+λ) Vᵀ; of another filter
// K = k(Σ̃), and DenseFreeTrial.swift is for those with a direction. Neither this nor the sums below
// are shared with the law engine, which they audit.
//
// Γ⁻¹ is the penalty's matrix as in the proof of Theorem 8; the loss (6) as printed, λ‖Γ⁻¹β‖², would have its square,
// which differs from it by less than 1/(1+d) in one direction and not at all in the limit.

import COpenBLAS
import Sampling
import Theory

/// A thread's dense engine.
struct DenseTrial {
  /// Largest order of a decomposition whose workspace 32-bit LAPACK can address.
  static let largestOrder = 32_000

  /// The errors of one trial; nil when stopped.
  func draw(_ panel: Panel, _ generator: Generator, stopped: () -> Bool) throws(MachineError) -> TrialErrors? {
    let d = panel.sizes.dimension
    var stream = generator.part(.teacher)
    var target = [Double](repeating: 0, count: d)
    for i in 0..<d { target[i] = stream.gaussian() / Double(d).squareRoot() }
    guard
      let teachers = try drawTeachers(
        panel, target, inputs: &stream, labels: generator.part(.labels), stopped: stopped)
    else { return nil }

    var directionStream = generator.part(.direction)
    let direction = panel.zeta > 0 ? Self.direction(target, zeta: panel.zeta, from: &directionStream) : nil
    var studentStream = generator.part(.student)
    guard
      let unlabelled = DataMatrix(
        rows: panel.sizes.studentSamples, columns: d, from: &studentStream, stopped: stopped)
    else { return nil }
    if panel.regime.filter != .ridge, let direction {
      return try Self.freeStudents(
        panel, unlabelled, teachers: teachers, target: target, direction: direction, stopped: stopped)
    }
    let spectrum = try Spectrum(unlabelled)
    return Self.students(
      panel, spectrum, teachers: teachers, target: target, direction: direction, stopped: stopped)
  }

  /// Draws X and y and fits the teachers; X is gone when it returns.
  private func drawTeachers(
    _ panel: Panel, _ target: [Double], inputs stream: inout Generator, labels labelStream: Generator,
    stopped: () -> Bool
  ) throws(MachineError) -> [Double]? {
    let n = panel.sizes.teacherSamples
    guard let inputs = DataMatrix(rows: n, columns: target.count, from: &stream, stopped: stopped) else { return nil }
    var labelStream = labelStream
    var labels = [Double](repeating: 0, count: n)
    for i in 0..<n { labels[i] = panel.sigma * labelStream.gaussian() }
    inputs.multiply(target, addingTo: &labels)
    let teachers = try Self.teachers(panel.lambdaTs, inputs, labels)
    return stopped() ? nil : teachers
  }

  /// The ridge fits of all penalties, one after the other, d numbers each.
  static func teachers(
    _ lambdas: [Double], _ inputs: DataMatrix, _ labels: [Double]
  ) throws(MachineError) -> [Double] {
    let spectrum = try Spectrum(inputs)
    let seen = spectrum.coordinates(inputs.correlate(labels), count: 1)
    let q = spectrum.rank
    var scaled = [Double](repeating: 0, count: lambdas.count * q)
    for (i, lambda) in lambdas.enumerated() {
      for k in 0..<q { scaled[i * q + k] = seen[k] / (spectrum.values[k] + lambda) }
    }
    return spectrum.vectors(scaled, count: lambdas.count)
  }

  /// A unit vector with cosine `zeta` to β⋆, otherwise uniform.
  static func direction(_ target: [Double], zeta: Double, from stream: inout Generator) -> [Double] {
    let norm = dot(target, target).squareRoot()
    let axis = target.map { $0 / norm }
    guard zeta < 1 else { return axis }
    var other = target.map { _ in stream.gaussian() }
    for _ in 0..<2 {
      let overlap = dot(other, axis)
      for i in other.indices { other[i] -= overlap * axis[i] }
    }
    let scale = ((1 - zeta) * (1 + zeta)).squareRoot() / dot(other, other).squareRoot()
    return zip(axis, other).map { zeta * $0 + scale * $1 }
  }

  /// The errors of all students of all teachers, summed coordinate by coordinate in the eigenbasis of Σ̃.
  static func students(
    _ panel: Panel, _ spectrum: Spectrum, teachers: [Double], target: [Double], direction: [Double]?,
    stopped: () -> Bool
  ) -> TrialErrors? {
    let (d, g, q) = (target.count, panel.lambdaTs.count, spectrum.rank)
    let b = direction ?? Array(repeating: 0, count: d)
    let shrink = Double(d) / Double(1 + d)
    let seenTeachers = spectrum.coordinates(teachers, count: g)
    let seenTarget = spectrum.coordinates(target, count: 1)
    let seenDirection = spectrum.coordinates(b, count: 1)
    let full = q == d
    let hiddenDirection = full ? 0 : dot(b, b) - dot(seenDirection, seenDirection)

    var errors = TrialErrors(
      teacher: Array(repeating: 0, count: g), gap: Array(repeating: 0, count: g * panel.lambdaSs.count))
    let keeps = panel.lambdaSs.map { lambda in
      spectrum.values.map { panel.regime.filter.lost($0, lambda: lambda, gamma: panel.sizes.gammaS) }
    }
    for i in 0..<g {
      if stopped() { return nil }
      let teacher = Array(teachers[(i * d)..<((i + 1) * d)])
      let seen = Array(seenTeachers[(i * q)..<((i + 1) * q)])
      let offset = zip(teacher, target).map { $0 - $1 }
      errors.teacher[i] = panel.sigma * panel.sigma + dot(offset, offset)
      // Inner products of what lies outside the row space of X̃, where K = 1.
      let hidden: (teacher: Double, spike: Double, offset: Double, offsetSpike: Double) =
        full
        ? (0, 0, 0, 0)
        : (
          dot(teacher, teacher) - dot(seen, seen), dot(teacher, b) - dot(seen, seenDirection),
          dot(offset, teacher) - dot(seen, seen) + dot(seen, seenTarget),
          dot(offset, b) - dot(seen, seenDirection) + dot(seenTarget, seenDirection)
        )
      for (j, keep) in keeps.enumerated() {
        var theta = 0.0
        if direction != nil {
          var (overlap, left) = (0.0, hiddenDirection)
          for k in 0..<q {
            overlap += seenDirection[k] * (1 - keep[k]) * seen[k]
            left += seenDirection[k] * keep[k] * seenDirection[k]
          }
          theta = shrink * overlap / (1 - shrink * left)
        }
        var gap = hidden.teacher - 2 * theta * hidden.spike + theta * theta * hiddenDirection
        gap -= 2 * (hidden.offset - theta * hidden.offsetSpike)
        for k in 0..<q {
          let step = keep[k] * (seen[k] - theta * seenDirection[k])
          gap += step * (step - 2 * (seen[k] - seenTarget[k]))
        }
        errors.gap[j * g + i] = gap
      }
    }
    return errors
  }

  static func dot(_ a: [Double], _ b: [Double]) -> Double {
    cblas_ddot(Int32(a.count), a, 1, b, 1)
  }
}
