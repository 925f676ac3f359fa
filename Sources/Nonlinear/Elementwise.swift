// σ and σ′ over blocks of numbers, in place. The choice of function is made once a block.

import RealModule
import Theory

func power(_ base: Double, _ exponent: Double) -> Double { Double.pow(base, exponent) }

extension Activation {
  /// z ← σ(z) for `count` numbers.
  func apply<Number: SampleNumber>(_ z: UnsafeMutablePointer<Number>, count: Int) {
    switch self {
    case .tanh: for i in 0..<count { z[i] = Number.tanh(z[i]) }
    case .relu, .reluCentred:
      let shift = Number(shift)
      for i in 0..<count { z[i] = (z[i] > 0 ? z[i] : 0) - shift }
    default: for i in 0..<count { z[i] = Number(value(Double(z[i]))) }
    }
  }

  /// z_ij ← y_i σ′(z_ij) for `rows` × `columns` numbers.
  func applySlope<Number: SampleNumber>(
    _ z: UnsafeMutablePointer<Number>, rows: Int, columns: Int, scales y: UnsafePointer<Number>
  ) {
    for row in 0..<rows {
      let (line, scale) = (z + row * columns, y[row])
      switch self {
      case .tanh:
        for j in 0..<columns {
          let t = Number.tanh(line[j])
          line[j] = scale * (1 - t * t)
        }
      case .relu, .reluCentred: for j in 0..<columns { line[j] = line[j] > 0 ? scale : 0 }
      default: for j in 0..<columns { line[j] = scale * Number(slope(Double(line[j]))) }
      }
    }
  }
}
