import COpenBLAS
import Sampling
import Testing
import Theory

@testable import Simulation

/// The errors of many trials of a panel, one after the other, straight from an engine.
func trials(
  _ panel: Panel, count: Int, seed: UInt64, engine: Engine, shift: Int = 0
) throws -> [TrialErrors] {
  try #require(openblas_load())
  let law = LawTrial()
  return try (0..<count).compactMap { trial in
    let generator = Generator(seed: seed, trial: UInt64(trial))
    return switch engine {
    case .law: try law.draw(panel, generator, shift: shift, stopped: { false })
    case .dense: try DenseTrial().draw(panel, generator, stopped: { false })
    }
  }
}

func panel(
  _ d: Int, _ nt: Int, _ ns: Int, sigma: Double = 1, zeta: Double = 0, _ lambdaTs: [Double], _ lambdaSs: [Double],
  filter: SpectralFilter = .ridge
) throws -> Panel {
  let sizes = try Sizes(dimension: d, teacherSamples: nt, studentSamples: ns)
  let ridge = try Panel(sizes: sizes, sigma: sigma, zeta: zeta, lambdaTs: lambdaTs, lambdaSs: lambdaSs)
  return try Panel(ridge.regime.with(filter), sizes: sizes, lambdaTs: lambdaTs, lambdaSs: lambdaSs)
}
