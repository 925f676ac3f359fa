import Sampling
import Theory

/// The trial whose speed is measured: σ = tanh, σe(z) = z, σh = He₂, p_t = p_s = d and n_t = n_s = 4d.
public enum TimedFeatures {
  /// Wall-clock seconds of one trial on one thread at dimension d ≥ 2, storage included: the least of `runs` ≥ 1, since
  /// noise only adds.
  /// - Throws: as ``FeatureExperiment/run(threads:cancel:progress:)``.
  public static func seconds(dimension: Int = 500, runs: Int = 5) throws(FeatureError) -> Double {
    let clock = ContinuousClock()
    var best = Double.infinity
    for run in 0..<max(1, runs) {
      let setting = FeatureSetting(FeatureRegime(), sizes: FeatureSizes(dimension: dimension))
      let experiment = FeatureExperiment(FeaturePlan(setting: setting, trials: 1, seed: UInt64(run)))
      let start = clock.now
      _ = try experiment.run(threads: 1)
      best = min(best, (clock.now - start) / .seconds(1))
    }
    return best
  }
}
