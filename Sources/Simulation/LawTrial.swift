// One trial by the exact finite-size law: a teacher path, a learned direction, a student matrix, and the errors of
// every pair of penalties.
//
// With t, s, b the coefficients of β̂t, β⋆, β̂ and c = d/(1+d), the student's fit (Σ̃ + λΓ⁻¹)⁻¹Σ̃β̂t with
// Γ⁻¹ = I − cβ̂β̂ᵀ is, by Sherman–Morrison and in the notation of StudentForms.swift,
//
//     β̂s = t − K(t − θb),    θ = c bᵀ(I−K)t / (1 − c bᵀKb),    L_s − L_t = |K(t − θb)|² − 2(t−s)ᵀK(t − θb)

import COpenBLAS
import Sampling
import Theory

/// A thread's law engine: its storage is used again from trial to trial.
final class LawTrial {
  private let teacher = TeacherSampler()
  private let student = StudentSampler()
  private let filtered = FilteredStudent()
  /// Those of the panel drawn last.
  private var nodes: (panel: Panel, nodes: PenaltyNodes?)?

  /// The errors of one trial; nil when stopped. A `shift` that is not 0 draws from a wrong law.
  func draw(
    _ panel: Panel, _ generator: Generator, shift: Int = 0, stopped: () -> Bool
  ) throws(MachineError) -> TrialErrors? {
    guard
      let path = teacher.draw(panel, from: generator.part(.teacher), shift: shift, stopped: stopped)
    else { return nil }
    let direction = drawDirection(panel, path, generator.part(.direction))
    if panel.regime.filter != .ridge {
      return try filtered.draw(panel, path, direction, generator, shift: shift, stopped: stopped)
    }
    let r = direction.count
    let nodes = nodes(of: panel)
    guard
      let forms = student.draw(
        panel, lambdas: nodes?.summed ?? panel.lambdaSs, columns: r, matrix: generator.part(.student),
        frame: generator.part(.frame), shift: shift, stopped: stopped)
    else { return nil }
    return errors(panel, path, direction, nodes?.interpolate(forms) ?? forms)
  }

  /// Where to sum the forms of a panel's students, if not at each of its penalties.
  private func nodes(of panel: Panel) -> PenaltyNodes? {
    if let known = nodes, known.panel == panel { return known.nodes }
    let found = PenaltyNodes(panel.lambdaSs, gamma: panel.sizes.gammaS)
    nodes = (panel, found)
    return found
  }

  /// β̂ = ζe₁ + √(1−ζ²) u, u uniform among the unit vectors orthogonal to β⋆: its coefficients on the span and, where
  /// it leaves the span, on one direction more. Without a learned direction, zeros on the span.
  private func drawDirection(_ panel: Panel, _ path: TeacherPath, _ stream: Generator) -> [Double] {
    var direction = [Double](repeating: 0, count: path.rank)
    guard panel.zeta > 0 else { return direction }
    direction[0] = panel.zeta
    guard panel.zeta < 1 else { return direction }
    var generator = stream
    for i in 1..<max(1, path.rank) { direction[i] = generator.gaussian() }
    let outside = panel.sizes.dimension - path.rank
    if outside > 0 { direction.append(generator.chi(outside)) }
    let length = direction.dropFirst().reduce(0) { $0 + $1 * $1 }.squareRoot()
    let scale = ((1 - panel.zeta) * (1 + panel.zeta)).squareRoot() / length
    for i in 1..<direction.count { direction[i] *= scale }
    return direction
  }

  private func errors(
    _ panel: Panel, _ path: TeacherPath, _ direction: [Double], _ forms: StudentForms
  ) -> TrialErrors {
    let (g, r, rank) = (panel.lambdaTs.count, forms.columns, path.rank)
    // r × g: the columns are the fits, then the same in the coordinates of the frame as drawn.
    var fits = [Double](repeating: 0, count: r * g)
    var overlap = [Double](repeating: 0, count: g)
    var teacher = [Double](repeating: panel.sigma * panel.sigma, count: g)
    for i in 0..<g {
      for a in 0..<rank {
        let value = path.coefficients[i * rank + a]
        let off = a == 0 ? value - path.norm : value
        fits[a * g + i] = value
        overlap[i] += direction[a] * value
        teacher[i] += off * off
      }
    }
    let factor = cholesky(forms.gram, order: r)
    var target = [Double](repeating: 0, count: r)
    target[0] = path.norm  // the first column of the factor is e₁
    var spike = direction
    cblas_dtrsm(
      CblasRowMajor, CblasLeft, CblasUpper, CblasNoTrans, CblasNonUnit, Int32(r), Int32(g), 1, factor, Int32(r), &fits,
      Int32(g))
    cblas_dtrsv(CblasRowMajor, CblasUpper, CblasNoTrans, CblasNonUnit, Int32(r), factor, Int32(r), &spike, 1)

    var gap = [Double](repeating: 0, count: g * forms.lambdas.count)
    gap.withUnsafeMutableBufferPointer { gap in
      guard let base = gap.baseAddress else { return }
      fillGaps(
        base, forms, fits: fits, overlap: overlap, target: target, spike: panel.zeta > 0 ? spike : nil,
        shrink: Double(panel.sizes.dimension) / Double(1 + panel.sizes.dimension))
    }
    return TrialErrors(teacher: teacher, gap: gap)
  }

  /// One row of gaps for each λs:  tᵀ(K₂−2K₁)t + 2sᵀK₁t + θ(2bᵀ(K₁−K₂)t − 2bᵀK₁s) + θ²bᵀK₂b.
  private func fillGaps(
    _ gap: UnsafeMutablePointer<Double>, _ forms: StudentForms, fits: [Double], overlap: [Double],
    target: [Double], spike: [Double]?, shrink: Double
  ) {
    let (g, r) = (overlap.count, forms.columns)
    var k1 = [Double](repeating: 0, count: r * r)
    var k2 = k1
    var image = [Double](repeating: 0, count: r * g)
    var linear = [Double](repeating: 0, count: g)
    var seen = linear
    for row in forms.lambdas.indices {
      forms.fill(row, &k1, &k2)
      let out = gap + row * g
      let toTarget = multiply(k1, target)
      cblas_dgemv(CblasRowMajor, CblasTrans, Int32(r), Int32(g), 2, fits, Int32(g), toTarget, 1, 0, out, 1)
      if let spike {
        let (b1, b2) = (multiply(k1, spike), multiply(k2, spike))
        let mixed = zip(b1, b2).map { 2 * ($0 - $1) }
        cblas_dgemv(CblasRowMajor, CblasTrans, Int32(r), Int32(g), 1, fits, Int32(g), mixed, 1, 0, &linear, 1)
        cblas_dgemv(CblasRowMajor, CblasTrans, Int32(r), Int32(g), 1, fits, Int32(g), b1, 1, 0, &seen, 1)
        let constant = -2 * dot(b1, target)
        let square = dot(b2, spike)
        let scale = shrink / (1 - shrink * dot(b1, spike))
        for i in 0..<g {
          let theta = scale * (overlap[i] - seen[i])
          out[i] += theta * (linear[i] + constant + theta * square)
        }
      }
      for index in k1.indices { k2[index] -= 2 * k1[index] }
      cblas_dgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(r), Int32(g), Int32(r), 1, k2, Int32(r), fits, Int32(g), 0,
        &image, Int32(g))
      fits.withUnsafeBufferPointer { fits in
        image.withUnsafeBufferPointer { image in
          for a in 0..<r {
            for i in 0..<g { out[i] += fits[a * g + i] * image[a * g + i] }
          }
        }
      }
    }
  }

  private func multiply(_ matrix: [Double], _ vector: [Double]) -> [Double] {
    let r = Int32(vector.count)
    var out = vector
    cblas_dgemv(CblasRowMajor, CblasNoTrans, r, r, 1, matrix, r, vector, 1, 0, &out, 1)
    return out
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}
