import Sampling
import Testing
import Theory

@testable import Nonlinear

// Simulated norms against their limits. A mean may differ from its limit by 4 standard errors and, since sizes are
// finite, by `bias`/d of the limit, or by `vanishing`/√d where the limit is 0. With 6 trials, the
// fewest here, a standard error is itself uncertain and one comparison has the false-alarm rate of |t₅| > 4, 1 %; the
// seed is fixed.
private let bias = 8.0
private let vanishing = 4.0

private func disagreements(_ rung: FeatureRung, limit: (FeatureNorm) -> Double) -> [String] {
  let d = Double(rung.setting.sizes.dimension)
  return FeatureNorm.all.compactMap { norm in
    let (moments, expected) = (rung[norm], limit(norm))
    let allowed = expected == 0 ? vanishing / d.squareRoot() : bias / d * expected
    let excess = abs(moments.mean - expected) - allowed
    return excess > 4 * moments.standardError ? "\(norm.symbol): \(moments.mean), not \(expected)" : nil
  }
}

@Suite struct LimitAgreementTests {
  private func run(
    _ activation: Activation, dimension d: Int, widthRatio: Double, trials: Int
  ) throws -> FeatureRung {
    let sizes = FeatureSizes(
      dimension: d, teacherSamples: 2 * d, studentSamples: 2 * d, teacherWidth: Int(widthRatio * Double(d)),
      studentWidth: Int(widthRatio * Double(d)))
    let regime = FeatureRegime(activation: activation, hard: activation == .tanh ? .he2 : .he3)
    let plan = FeaturePlan(setting: FeatureSetting(regime, sizes: sizes), trials: trials, seed: 11)
    let result = try FeatureExperiment(plan).run()
    return try #require(result.rungs.last)
  }

  @Test(arguments: [Activation.tanh, .reluCentred, .relu], [0.5, 1.0])
  func atFiveHundred(activation: Activation, widthRatio: Double) throws {
    let rung = try run(activation, dimension: 500, widthRatio: widthRatio, trials: 16)
    #expect(disagreements(rung) { rung.limit[$0] } == [])
    for (name, wrong) in wrongLimits(rung) { #expect(!disagreements(rung, limit: wrong).isEmpty, "\(name)") }
  }

  @Test(arguments: [Activation.tanh, .reluCentred, .relu], [0.5, 1.0])
  func atAThousand(activation: Activation, widthRatio: Double) throws {
    let rung = try run(activation, dimension: 1000, widthRatio: widthRatio, trials: 6)
    #expect(disagreements(rung) { rung.limit[$0] } == [])
  }

  /// Constants that are wrong, each in one way, and must be seen to be.
  private func wrongLimits(_ rung: FeatureRung) -> [(String, (FeatureNorm) -> Double)] {
    let limit = rung.limit
    let c = rung.setting.regime.activation.hermiteCoefficient(1)
    func changing(_ norm: FeatureNorm, to value: Double) -> (FeatureNorm) -> Double {
      { $0 == norm ? value : limit[$0] }
    }
    return [
      ("u_s with |c|² for |c|³", changing(FeatureNorm(.student, .easy, .update), to: limit.studentUpdate / c)),
      ("u_s with |c|⁴ for |c|³", changing(FeatureNorm(.student, .easy, .update), to: limit.studentUpdate * c)),
      ("u_t 15 % too large", changing(FeatureNorm(.teacher, .easy, .update), to: 1.15 * limit.teacherUpdate)),
      ("the paper's ‖Ŵtβh‖ → 0", changing(FeatureNorm(.teacher, .hard, .after), to: 0)),
      ("‖Ŵsβh‖ → τ", changing(FeatureNorm(.student, .hard, .after), to: rung.setting.regime.tau)),
    ]
  }

  /// What vanishes does so like 1/√d: over two doublings it halves, with a margin.
  @Test func theTeachersUpdateAlongTheHardDirectionVanishes() throws {
    let setting = FeatureSetting(FeatureRegime(), sizes: FeatureSizes(dimension: 256))
    let result = try FeatureExperiment(FeaturePlan(setting: setting, rungs: 3, trials: 24, seed: 5)).run()
    let norm = FeatureNorm(.teacher, .hard, .update)
    #expect(result.rungs.map(\.setting.sizes.dimension) == [64, 128, 256])
    let ratio = result.rungs[2][norm].mean / result.rungs[0][norm].mean
    #expect(ratio > 0.3 && ratio < 0.75, "\(ratio)")
  }
}
