import COpenBLAS
import Sampling
import Testing
import Theory

@testable import Nonlinear

@Suite struct ExperimentTests {
  private func plan(
    dimension: Int = 24, activation: Activation = .tanh, hard: LinkFunction = .he2, tau: Double = 1.5, rungs: Int = 2,
    trials: Int = 5, probes: ProbePlan? = nil, steps: Int = 1
  ) -> FeaturePlan {
    // Samples that do not fill their last block.
    let sizes = FeatureSizes(
      dimension: dimension, teacherSamples: SampleBlock.rows + 7, studentSamples: 2 * SampleBlock.rows + 1,
      teacherWidth: dimension + 5, studentWidth: dimension)
    let regime = FeatureRegime(activation: activation, hard: hard, tau: tau)
    return FeaturePlan(
      setting: FeatureSetting(regime, sizes: sizes), rungs: rungs, trials: trials, seed: 9, probes: probes,
      studentSteps: steps)
  }

  private static let fewProbes = ProbePlan(sampleRatios: [1, 4], exponents: [0.5], testSamples: 600)

  private func numbers(_ result: FeatureResult) -> [Moments] {
    result.rungs.flatMap { rung in FeatureNorm.all.map { rung[$0] } }
      + result.probes.flatMap { [$0.error, $0.easyRecovered, $0.hardRecovered] }
      + result.steps.flatMap { [$0.easyNorm, $0.hardNorm, $0.easyShare, $0.hardShare] }
  }

  @Test func threadsDoNotChangeABit() throws {
    let experiment = FeatureExperiment(plan(probes: Self.fewProbes, steps: 3))
    let one = try experiment.run(threads: 1)
    let many = try experiment.run(threads: 5)
    #expect(one.isComplete && one.done == 10)
    #expect(numbers(one) == numbers(many))
  }

  @Test func probesAndStepsLeaveTheNormsAlone() throws {
    let bare = try FeatureExperiment(plan()).run()
    let full = try FeatureExperiment(plan(probes: Self.fewProbes, steps: 4)).run()
    for (a, b) in zip(bare.rungs, full.rungs) { for norm in FeatureNorm.all { #expect(a[norm] == b[norm]) } }
    #expect(full.steps[1].easyNorm == full.rungs[1][FeatureNorm(.student, .easy, .after)])
    #expect(full.steps[0].hardNorm == full.rungs[1][FeatureNorm(.student, .hard, .before)])
  }

  @Test func theSeedDecides() throws {
    var other = plan()
    other.seed = 10
    let norm = FeatureNorm(.teacher, .easy, .update)
    #expect(try FeatureExperiment(plan()).run().rungs[0][norm] != FeatureExperiment(other).run().rungs[0][norm])
  }

  @Test func aCancelledExperimentReturnsWhatItHas() throws {
    var seen = 0
    let result = try FeatureExperiment(plan()).run(threads: 1, cancel: { seen >= 3 }, progress: { seen = $0.done })
    #expect(result.done == 3 && !result.isComplete)
  }

  @Test func memoryDoesNotGrowWithSamples() {
    var large = plan()
    let sizes = FeatureSizes(
      dimension: 24, teacherSamples: 50_000_000, studentSamples: 50_000_000, teacherWidth: 29, studentWidth: 24)
    large.setting = FeatureSetting(large.setting.regime, sizes: sizes)
    #expect(large.bytes(threads: 2) == plan().bytes(threads: 2))
  }

  @Test func refusals() {
    func refusal(_ change: (inout FeaturePlan) -> Void) -> String? {
      var plan = plan()
      change(&plan)
      do { try plan.validate() } catch { return error.description }
      return nil
    }
    func sized(_ sizes: FeatureSizes) -> (inout FeaturePlan) -> Void {
      { $0.setting = FeatureSetting(FeatureRegime(), sizes: sizes) }
    }
    #expect(refusal { _ in } == nil)
    #expect(
      refusal(sized(FeatureSizes(dimension: 1)))
        == "dimension = 1 is out of range: a whole number from 2 to 30000 is accepted")
    #expect(refusal(sized(FeatureSizes(dimension: .max)))?.hasPrefix("dimension = ") == true)
    #expect(refusal(sized(FeatureSizes(dimension: 9, studentWidth: 0)))?.hasPrefix("student_width = 0") == true)
    #expect(refusal { $0.trials = 0 } == "trials = 0 is out of range: a whole number from 1 to 1000000000 is accepted")
    #expect(refusal { $0.trials = .max }?.hasPrefix("trials = 9223372036854775807 is out of range") == true)
    #expect(refusal { $0.rungs = 5 }?.hasPrefix("ladder = 5") == true)
    #expect(refusal { $0.rungs = .max }?.hasPrefix("ladder = ") == true)
    #expect(refusal { $0.studentSteps = 0 }?.hasPrefix("forgetting = 0") == true)
    #expect(refusal { $0.probes = ProbePlan(sampleRatios: [-1]) }?.hasPrefix("m/d = -1.0") == true)
    #expect(refusal { $0.probes = ProbePlan(exponents: [2]) }?.hasPrefix("α of τ = d^α = 2.0") == true)
    #expect(
      refusal(sized(FeatureSizes(dimension: 30000)))?.contains("memory") != false || Machine.current.memory > 1 << 35)
  }
}

@Suite struct ProbeTests {
  init() throws { try #require(openblas_load()) }

  @Test func headsRecoverALinearRule() throws {
    let (p, m) = (6, 4000)
    var stream = Generator(seed: 8)
    var z = [Double](repeating: 0, count: m * p)
    z.withUnsafeMutableBufferPointer { stream.fillGaussian($0.baseAddress!, count: m * p) }
    let rule = [1, -2, 0.5, 0, 3, -0.25]
    let y = (0..<m).map { i in (0..<p).reduce(4.0) { $0 + rule[$1] * z[i * p + $1] } }
    let sums = RidgeSums(width: p)
    sums.add(z, labels: y, rows: 1000)
    sums.add(Array(z[(1000 * p)...]), labels: Array(y[1000...]), rows: m - 1000)
    let head = try sums.fit()
    // The least penalty tried shrinks by 10⁻⁴.
    for (found, exact) in zip(head.weights, rule) { #expect(abs(found - exact) < 1e-3) }
    #expect(abs(head.intercept - 4) < 1e-3)
    sums.clear()
    #expect(sums.count == 0)
  }

  private func hardPart(_ activation: Activation, exponent: Double) throws -> (student: Moments, teacher: Moments) {
    let probes = ProbePlan(sampleRatios: [8], exponents: [exponent], testSamples: 2000)
    let setting = FeatureSetting(FeatureRegime(activation: activation), sizes: FeatureSizes(dimension: 64))
    let plan = FeaturePlan(setting: setting, trials: 6, seed: 21, probes: probes)
    let result = try FeatureExperiment(plan).run()
    let cells = plan.probeCells
    let student = try #require(cells.first { $0.features == .studentAfter && $0.spike.exponent == exponent })
    let teacher = try #require(cells.first { $0.features == .teacher })
    return (try #require(result[student]).hardRecovered, try #require(result[teacher]).hardRecovered)
  }

  @Test func aStrongSpikeCarriesASecondDegreeLink() throws {
    let (student, teacher) = try hardPart(.reluCentred, exponent: 0.5)
    #expect(student.mean > 0.6)
    #expect(abs(teacher.mean) < 0.15)
  }

  /// Features that are odd in x carry nothing of an even link, however strong the spike.
  @Test func anOddActivationCarriesNothingOfAnEvenLink() throws {
    let (student, _) = try hardPart(.tanh, exponent: 0.5)
    #expect(abs(student.mean) < 4 * student.standardError + 0.02)
  }
}
