// σ and σ′ over blocks of numbers, in place. The choice of function is made once a block. Hyperbolic tangents go through
// one exponential, right to 10⁻¹⁶ absolutely, which is what a sum of them needs.

import RealModule
import Theory

func power(_ base: Double, _ exponent: Double) -> Double { Double.pow(base, exponent) }

extension Activation {
  /// z ← σ(z) for `count` numbers.
  func apply(_ z: UnsafeMutablePointer<Double>, count: Int) {
    let shift = shift
    switch self {
    case .tanh:
      for i in 0..<count {
        let e = Double.exp(-2 * z[i].magnitude)
        let t = (1 - e) / (1 + e)
        z[i] = z[i] < 0 ? -t : t
      }
    case .relu, .reluCentred: for i in 0..<count { z[i] = (z[i] > 0 ? z[i] : 0) - shift }
    default: for i in 0..<count { z[i] = value(z[i]) }
    }
  }

  /// z_ij ← y_i σ′(z_ij) for `rows` × `columns` numbers.
  func applySlope(_ z: UnsafeMutablePointer<Double>, rows: Int, columns: Int, scales y: UnsafePointer<Double>) {
    for row in 0..<rows {
      let (line, scale) = (z + row * columns, y[row])
      switch self {
      case .tanh:
        for j in 0..<columns {
          let e = Double.exp(-2 * line[j].magnitude)
          let sum = 1 + e
          line[j] = 4 * scale * e / (sum * sum)
        }
      case .relu, .reluCentred: for j in 0..<columns { line[j] = line[j] > 0 ? scale : 0 }
      default: for j in 0..<columns { line[j] = scale * slope(line[j]) }
      }
    }
  }
}
