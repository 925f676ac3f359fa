// The law of the student's ridge fits, seen from the span of a teacher's path.
//
// Bidiagonalised from β⋆ as the teacher's matrix was, the student's is B (divided by √n here) and a frame: the basis of
// the span in its Krylov coordinates is e₁ and, independent of B, a uniformly random orthonormal frame of the rest.
// With Gaussian rows G for that frame, W = FᵀF for F = [e₁ G], every quantity of a fit is a quadratic form in
//
//     K₁ = Fᵀ K F,    K₂ = Fᵀ K² F,    K = λ(Σ̃ + λ)⁻¹
//
// and the orthonormalisation can wait until all rows are seen: coefficients c become C⁻¹c, CᵀC = W. So rows are drawn,
// used for every penalty and forgotten; memory does not grow with the dimension.
//
// For n ≥ d the tridiagonal matrix is A = BᵀB + λ with right-hand sides H = F, and K₁ = λ f₁, K₂ = λ² f₂, which keeps
// every digit as λ → 0; for n < d it is A = BBᵀ + λ with H = BF, and K₁ = W − f₁, K₂ = W − f₁ − λ f₂, which allows
// λ = 0. Here f₁ = HᵀA⁻¹H and f₂ = HᵀA⁻²H = −df₁/dλ: with A = LDLᵀ, y = L⁻¹H and dashes for d/dλ,
//
//     f₁ = Σ yᵢyᵢᵀ/δᵢ      f₂ = Σ [yᵢyᵢᵀ δᵢ′/δᵢ² − (yᵢ′yᵢᵀ + yᵢyᵢ′ᵀ)/δᵢ]
//
// both of them in one forward sweep. Pivots come from the stationary qd recurrence, as for the teacher:
// δᵢ = pᵢ + xᵢ, xᵢ = λ + cᵢ xᵢ₋₁/δᵢ₋₁, with p = α², c = β² of the row before (n ≥ d) or p = β², c = α² (n < d).

import Sampling

/// f₁ and λf₂ of some penalties, and with them K₁ and K₂, in the coordinates of the frame as drawn.
struct StudentForms {
  /// r, the dimension of the span.
  let columns: Int
  /// Whether the sums are those of n < d.
  let dual: Bool
  /// The penalties.
  let lambdas: [Double]
  /// For each penalty the lower triangle of f₁, row by row, and then that of λf₂.
  let triangles: [Double]
  /// W = FᵀF, r × r.
  let gram: [Double]

  /// Numbers of a triangle.
  var size: Int { columns * (columns + 1) / 2 }

  /// Writes K₁ and K₂ of a penalty, r × r each.
  func fill(_ index: Int, _ k1: UnsafeMutablePointer<Double>, _ k2: UnsafeMutablePointer<Double>) {
    let r = columns
    let lambda = lambdas[index]
    triangles.withUnsafeBufferPointer { triangles in
      var place = index * 2 * size
      for a in 0..<r {
        for b in 0...a {
          let (first, second) = (triangles[place], triangles[place + size])
          let identity = gram[a * r + b]
          let one = dual ? identity - first : lambda * first
          let two = dual ? identity - first - second : lambda * second
          (k1[a * r + b], k1[b * r + a]) = (one, one)
          (k2[a * r + b], k2[b * r + a]) = (two, two)
          place += 1
        }
      }
    }
  }
}
