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

/// K₁ and K₂ of every λs, in the coordinates of the frame as drawn.
struct StudentForms {
  /// r, the dimension of the span.
  let columns: Int
  /// Doubles from a row of sums to the next, halved.
  let stride: Int
  /// Whether the sums are those of n < d.
  let dual: Bool
  /// The penalties.
  let lambdas: [Double]
  /// For each penalty an r × 2·stride matrix: f₁ and, not yet symmetric, f₂. Its sampler's next draw overwrites it.
  let storage: Scratch
  /// W = FᵀF, r × r.
  let gram: [Double]

  /// Writes K₁ and K₂ of a penalty, r × r each.
  func fill(_ index: Int, _ k1: UnsafeMutablePointer<Double>, _ k2: UnsafeMutablePointer<Double>) {
    let r = columns
    let lambda = lambdas[index]
    let sum = storage.base + index * r * 2 * stride
    for a in 0..<r {
      for b in 0...a {
        let first = 0.5 * (sum[a * 2 * stride + b] + sum[b * 2 * stride + a])
        let second = 0.5 * (sum[(2 * a + 1) * stride + b] + sum[(2 * b + 1) * stride + a])
        let identity = gram[a * r + b]
        let one = dual ? identity - first : lambda * first
        let two = dual ? identity - first - lambda * second : lambda * lambda * second
        (k1[a * r + b], k1[b * r + a]) = (one, one)
        (k2[a * r + b], k2[b * r + a]) = (two, two)
      }
    }
  }
}
