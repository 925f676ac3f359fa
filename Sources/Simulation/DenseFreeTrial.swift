// Dense students with a learned direction and a filter other than ridge's. The direction is fitted freely: what its
// coordinate x = X̃b explains is taken out of the inputs, X′ = (I − xxᵀ/|x|²) X̃ (I − bbᵀ), the filter acts on X′ᵀX′/n and
// what is left of the teacher beside b, and the coefficient along b is the least-squares one of all that is then missed.

import COpenBLAS
import Sampling
import Theory

extension DenseTrial {
  /// The errors of all students of all teachers; nil when stopped. The data are overwritten.
  static func freeStudents(
    _ panel: Panel, _ data: DataMatrix, teachers: [Double], target: [Double], direction b: [Double],
    stopped: () -> Bool
  ) throws(MachineError) -> TrialErrors? {
    let (n, d, g) = (data.rows, data.columns, panel.lambdaTs.count)
    var along = [Double](repeating: 0, count: n)
    data.multiply(b, addingTo: &along)
    let square = dot(along, along)
    let explained = data.correlate(along).map { $0 * Double(n) / square }  // X̃ᵀx/|x|², 1 along b
    cblas_dger(
      CblasRowMajor, Int32(n), Int32(d), -1, along, 1, explained, 1, data.entries, Int32(d))
    var left = [Double](repeating: 0, count: n)
    data.multiply(b, addingTo: &left)
    cblas_dger(CblasRowMajor, Int32(n), Int32(d), -1, left, 1, b, 1, data.entries, Int32(d))
    let rank = max(0, min(n, d) - 1)
    let spectrum = try Spectrum(data, rank: rank)

    var errors = TrialErrors(
      teacher: Array(repeating: 0, count: g), gap: Array(repeating: 0, count: g * panel.lambdaSs.count))
    for i in 0..<g {
      if stopped() { return nil }
      let teacher = Array(teachers[(i * d)..<((i + 1) * d)])
      let offset = zip(teacher, target).map { $0 - $1 }
      errors.teacher[i] = panel.sigma * panel.sigma + dot(offset, offset)
      let overlap = dot(teacher, b)
      let beside = zip(teacher, b).map { $0 - overlap * $1 }
      let seen = spectrum.coordinates(beside, count: 1)
      for (j, lambda) in panel.lambdaSs.enumerated() {
        let kept = zip(seen, spectrum.values).map {
          $0 * panel.regime.filter.kept($1, lambda: lambda, gamma: panel.sizes.gammaS)
        }
        var missed = zip(beside, spectrum.vectors(kept, count: 1)).map { $0 - $1 }
        let made = dot(explained, missed)
        for index in missed.indices { missed[index] -= made * b[index] }
        errors.gap[j * g + i] = dot(missed, missed) - 2 * dot(offset, missed)
      }
    }
    return errors
  }
}
