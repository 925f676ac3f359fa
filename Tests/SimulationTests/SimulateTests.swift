import Sampling
import Testing
import Theory

@testable import Simulation

@Suite struct SimulateTests {
  /// A point's limit is at the ratios of its whole sizes, 10/40 and 10/8, not at those asked for.
  @Test func aPointsRegimeIsThatOfItsSizes() throws {
    let asked = Regime(lambdaT: 0.3, lambdaS: 0.7, gammaT: 0.2512, gammaS: 1.2, sigma: 2, zeta: 0.5)
    let point = try SimulationPoint(asked, dimension: 10)
    #expect(point.regime == asked.with(.gammaT, 0.25).with(.gammaS, 1.25))
    let layout = try PointLayout([point])
    #expect(layout.panels[0].regime(teacher: 0, student: 0) == point.regime)
    #expect(Sizes.aspectRatio(dimension: 500, samples: 416) == 500.0 / 416)
  }

  private func plan(
    _ engine: Engine, trials: Int = 9, firstTrial: Int = 0, seed: UInt64 = 7
  ) throws -> SimulationPlan {
    try SimulationPlan(
      panels: [
        try panel(14, 20, 10, zeta: 0.5, [0.1, 1, 3], [0.2, 2]), try panel(9, 6, 12, [0.4], [0.1, 0.6, 5]),
      ], trials: trials, firstTrial: firstTrial, seed: seed, engine: engine)
  }

  /// Every number of a result, in order.
  private func numbers(_ result: SimulationResult) -> [Double] {
    result.panels.flatMap { estimate in
      estimate.panel.lambdaSs.indices.flatMap { j in
        estimate.panel.lambdaTs.indices.flatMap { i in
          let cell = estimate[teacher: i, student: j]
          return [cell.teacher, cell.student, cell.gap].flatMap { [$0.mean, $0.squares, Double($0.count)] }
            + [Double(cell.gain.successes)]
        }
      }
    }
  }

  @Test(arguments: Engine.allCases) func theNumberOfThreadsDoesNotShow(engine: Engine) throws {
    let plan = try plan(engine)
    let one = try simulate(plan, threads: 1)
    #expect(one.isComplete && one.done == 18 && one.panels.allSatisfy { $0.trials == 9 })
    for threads in [2, 3, 8, 64] { #expect(numbers(try simulate(plan, threads: threads)) == numbers(one)) }
  }

  @Test func resultsAppearWhileTheyAccumulate() throws {
    var seen: [Int] = []
    var last: [Double] = []
    let result = try simulate(
      plan(.law), threads: 2,
      progress: { snapshot in
        seen.append(snapshot.done)
        last = numbers(snapshot)
      })
    #expect(seen == Array(1...18))
    #expect(last == numbers(result))
  }

  @Test func theSeedDecides() throws {
    #expect(try numbers(simulate(plan(.law))) != numbers(simulate(plan(.law, seed: 8))))
  }

  @Test func aPlanContinuesAnother() throws {
    let whole = try simulate(plan(.law))
    let (first, second) = (try plan(.law, trials: 4), try plan(.law, trials: 5, firstTrial: 4))
    var estimate = try simulate(first).panels[0]
    estimate.merge(try simulate(second).panels[0])
    let (a, b) = (estimate[teacher: 1, student: 1].gap, whole.panels[0][teacher: 1, student: 1].gap)
    #expect(abs(a.mean - b.mean) < 1e-14 && abs(a.squares - b.squares) < 1e-12 && a.count == b.count)
  }

  /// Cancelled in the middle of a trial that would take far longer.
  @Test(arguments: Engine.allCases) func cancellingIsPrompt(engine: Engine) throws {
    let size = engine == .law ? 1_000_000 : 1500
    let lambdas = (1...16).map(Double.init)
    let panel = try panel(size, size, size, lambdas, lambdas)
    let plan = try SimulationPlan(panels: [panel], trials: 50, seed: 1, engine: engine)
    let clock = ContinuousClock()
    let start = clock.now
    var asked: ContinuousClock.Instant?
    let result = try simulate(plan, threads: 2) {
      if clock.now - start > .milliseconds(300) { asked = asked ?? clock.now }
      return asked != nil
    }
    let waited = clock.now - (try #require(asked))
    #expect(!result.isComplete && waited < .milliseconds(50))
  }

  @Test func pointsShareDrawsExactlyWhereTheLawIsTheSame() throws {
    let base = Regime(lambdaT: 0.1, lambdaS: 0.2, gammaT: 0.5, gammaS: 2, sigma: 1)
    let regimes = [base, base.with(.lambdaS, 3), base.with(.zeta, 0.5), base.with(.gammaS, 1), base]
    let points = try regimes.map { try SimulationPoint($0, dimension: 10) }
    let (result, layout) = try simulate(points: points, trials: 6, seed: 3)
    #expect(layout.panels.count == 3)
    #expect(layout.cells.map(\.panel) == [0, 0, 1, 2, 0])
    #expect(layout.panels[0].lambdaSs == [0.2, 3])
    let estimates = layout.cells.map { result[$0] }
    #expect(estimates[0] == estimates[4])
    #expect(estimates[0].teacher == estimates[1].teacher)
    #expect(estimates[0].teacher != estimates[2].teacher)
  }
}

@Suite struct RefusalTests {
  private func message(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func sizesThatAreNotPositive() {
    #expect(
      message { _ = try Sizes(dimension: 5, teacherSamples: 0, studentSamples: 3) }
        == "teacher_samples = 0 is out of range: a whole number from 1 to 1000000000000 is accepted")
    #expect(
      message { _ = try Sizes(dimension: -1, gammaT: 1, gammaS: 1) }
        == "dimension = -1 is out of range: a whole number from 1 to 1000000000000 is accepted")
    #expect(message { _ = try Sizes(dimension: 10, gammaT: 0, gammaS: 1) } != nil)
    #expect(message { _ = try Sizes(dimension: 10, gammaT: 1e-300, gammaS: 1) } != nil)
    #expect(message { _ = try Sizes(dimension: 10, gammaT: .nan, gammaS: 1) } != nil)
  }

  @Test func sizesNearestToTheRatios() throws {
    let sizes = try Sizes(dimension: 500, gammaT: 0.25, gammaS: 1.2)
    #expect(sizes.teacherSamples == 2000 && sizes.studentSamples == 417)
    #expect(try Sizes(dimension: 3, gammaT: 4, gammaS: 1).teacherSamples == 1)
    #expect(throws: SimulationError.self) { try Sizes(dimension: 3, gammaT: 1e9, gammaS: 1) }
    #expect(throws: SimulationError.self) { try Sizes(dimension: .max, teacherSamples: .max, studentSamples: .max) }
  }

  @Test func panelsThatMeanNothing() throws {
    let good = try panel(5, 5, 5, [1], [1])
    #expect(
      message { _ = try panel(5, 5, 5, sigma: -1, [1], [1]) }
        == "sigma = -1.0 is out of range: a finite number ≥ 0 (0, or 1e-30 to 1e30) is accepted")
    #expect(message { _ = try panel(5, 5, 5, [1], [0.5, -.infinity]) }?.hasPrefix("lambda_s = -inf") == true)
    #expect(message { _ = try panel(5, 5, 5, [.infinity], [1]) }?.hasPrefix("lambda_t = inf") == true)
    #expect(message { _ = try panel(5, 5, 5, zeta: 1.5, [1], [1]) }?.hasPrefix("zeta = 1.5") == true)
    #expect(message { _ = try panel(5, 5, 5, [], [1]) } == "lambda_t is empty: at least one value is needed")
    #expect(message { _ = try panel(1, 5, 5, zeta: 0.5, [1], [1]) }?.contains("one dimension") == true)
    #expect(message { _ = try panel(1, 5, 5, zeta: 1, [1], [1]) } == nil)
    #expect(message { _ = try simulate(SimulationPlan(panels: [good], trials: 0, seed: 1)) } != nil)
    #expect(message { _ = try simulate(SimulationPlan(panels: [], trials: 1, seed: 1)) } != nil)
    #expect(
      message { _ = try SimulationPlan(panels: [good], trials: 1, firstTrial: -2, seed: 1) }
        == "first_trial = -2 is out of range: a whole number from 0 to 1000000000 is accepted")
    #expect(
      message { _ = try SimulationPlan(panels: [good, good], trials: .max, seed: 1) }
        == "trials = 9223372036854775807 is out of range: a whole number from 1 to 1000000000 is accepted")
  }

  /// Refused with the amount, before any of it is taken: were it taken, this test would end the process.
  @Test func moreMemoryThanTheMachineHas() throws {
    let huge = try panel(1_000_000_000_000, 1_000_000_000_000, 1_000_000_000_000, [1], [1])
    let told = message { _ = try simulate(SimulationPlan(panels: [huge], trials: 1, seed: 1)) }
    #expect(told?.contains("GiB of memory and the machine has") == true)
    let wide = try panel(30_000, 100_000_000, 100, [1], [1])
    #expect(
      message { try SimulationPlan(panels: [wide], trials: 1, seed: 1, engine: .dense).requireMemory(threads: 1) }
        != nil)
    let order = try panel(50_000, 50_000, 50_000, [1], [1])
    #expect(
      message { _ = try SimulationPlan(panels: [order], trials: 1, seed: 1, engine: .dense) }?
        .contains("order 50000") == true)
  }

  @Test func costsGrowAsTheyShould() throws {
    func plan(_ d: Int, _ engine: Engine) throws -> SimulationPlan {
      try TimedPanel.plan(dimension: d, engine: engine)
    }
    #expect(try plan(1_000_000, .law).bytes(threads: 2) < 0x1p31)
    #expect(try plan(4000, .dense).seconds(threads: 1) > 7 * plan(2000, .dense).seconds(threads: 1))
    #expect(try plan(200_000, .law).seconds(threads: 1) < 2.2 * plan(100_000, .law).seconds(threads: 1))
    #expect(try plan(5000, .law).bytes(threads: 4) > 2 * plan(5000, .law).bytes(threads: 1))
  }
}
