import Canvas
import Nonlinear

/// Time of one trial of the nonlinear experiment, beside Tests/Benchmarks/features.py.
func benchFeatures() throws -> [(String, String)] {
  try [250, 500].map { d in
    let time = try TimedFeatures.seconds(dimension: d)
    return ("d = p = \(d), n = \(4 * d), one trial", NumberFormat(digits: 3).text(time * 1e3) + " ms")
  }
}
