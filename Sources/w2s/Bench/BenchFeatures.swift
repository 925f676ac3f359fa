import Nonlinear

/// Time of one trial of the nonlinear experiment, beside Tests/Benchmarks/features.py.
func benchFeatures() throws -> [Reading] {
  try [250, 500].map { d in
    let time = try TimedFeatures.seconds(dimension: d)
    return Reading("d = p = \(d), n = \(4 * d), one trial", time * 1e3, "ms")
  }
}
