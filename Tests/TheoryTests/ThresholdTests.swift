// What would it take: every value returned flips the verdict, and a dense scan finds no flip that is not returned.

import RealModule
import RandomSupport
import Testing

@testable import Theory

@Suite struct ThresholdTests {
  @Test(arguments: Parameter.allCases, Question.allCases)
  func thresholdsAreTheFlips(parameter: Parameter, question: Question) {
    var random = SplitMix64(seed: 61)
    var failures = Failures()
    var found = 0
    for index in 0..<1_200 {
      let regime = [random.regime(), random.windowRegime(), random.extremeRegime()][index % 3]
      let values = regime.thresholds(of: parameter, for: question)
      found += values.count
      checkFlips(values, regime, parameter, question, &failures)
      checkNoneMissing(values, regime, parameter, question, &failures)
    }
    failures.expectNone(atLeast: 140_000)
    let studentPlaysNoPart =
      parameter == .lambdaS && question != .atThisPenalty || parameter == .gammaS && question == .atEveryPenalty
    if studentPlaysNoPart {
      #expect(found == 0)
    } else {
      #expect(found >= 150, "\(found)")
    }
  }

  @Test(arguments: Parameter.allCases)
  func phaseEdgesPartThePhases(parameter: Parameter) {
    var random = SplitMix64(seed: 63)
    var failures = Failures()
    var found = 0
    for index in 0..<600 {
      let regime = index % 2 == 0 ? random.regime() : random.windowRegime()
      let edges = regime.phaseEdges(of: parameter)
      found += edges.count
      failures.check(edges == edges.sorted() && edges.allSatisfy(parameter.accepts), "\(edges)")
      for edge in edges {
        let (below, above) = sides(of: edge, step: 1e-9, parameter)
        let phases = [below, above].map { PhaseReport(regime.with(parameter, $0)).phase }
        let isDouble = edges.contains { $0 != edge && abs($0 - edge) <= 1e-6 * edge }
        failures.check(phases[0] != phases[1] || isDouble, "\(parameter) = \(edge): \(phases) at \(regime)")
      }
      let scan = Self.scan(parameter)
      let phases = scan.map { PhaseReport(regime.with(parameter, $0)).phase }
      for i in 1..<scan.count where phases[i] != phases[i - 1] {
        failures.check(edges.contains { $0 >= scan[i - 1] && $0 <= scan[i] }, "\(parameter) in \(scan[i]) at \(regime)")
      }
    }
    failures.expectNone(atLeast: 600)
    #expect(parameter == .lambdaS ? found == 0 : found >= 150, "\(found)")
  }

  private func checkFlips(
    _ values: [Double], _ regime: Regime, _ parameter: Parameter, _ question: Question, _ failures: inout Failures
  ) {
    failures.check(values == values.sorted(), "\(values) in order")
    for (index, value) in values.enumerated() {
      failures.check(parameter.accepts(value), "\(value) in range")
      // As near as rounding lets the verdict be told.
      let near = [1e-12, 1e-10, 1e-8, 1e-6].first { step in
        let others = values.enumerated().allSatisfy { $0.offset == index || abs($0.element - value) > 2 * step * value }
        let (below, above) = sides(of: value, step: step, parameter)
        let (left, right) = (regime.with(parameter, below), regime.with(parameter, above))
        return others && verdict(left, question) != verdict(right, question)
      }
      let isDouble = values.enumerated().contains {
        $0.offset != index && abs($0.element - value) <= 1e-5 * value
      }
      failures.check(
        near != nil || isDouble, "\(parameter) = \(value) of \(values) does not flip \(question) at \(regime)")
    }
  }

  private func sides(of value: Double, step: Double, _ parameter: Parameter) -> (Double, Double) {
    if parameter == .zeta && value > 0.5 {
      let rest = 1 - value
      return (1 - rest * (1 + step) - .ulpOfOne, min(1, 1 - rest * (1 - step) + .ulpOfOne))
    }
    return (value * (1 - step), value * (1 + step))
  }

  private func checkNoneMissing(
    _ values: [Double], _ regime: Regime, _ parameter: Parameter, _ question: Question, _ failures: inout Failures
  ) {
    let scan = Self.scan(parameter)
    let verdicts = scan.map { verdict(regime.with(parameter, $0), question) }
    for i in 0..<(scan.count - 1) {
      let inside = values.count { $0 > scan[i] && $0 < scan[i + 1] }
      let onPoint = values.contains { relativeError($0, scan[i]) < 1e-9 || relativeError($0, scan[i + 1]) < 1e-9 }
      failures.check(
        onPoint || (inside % 2 == 1) == (verdicts[i] != verdicts[i + 1]),
        "\(question) flips \(inside) times, \(values), for \(parameter) in \(scan[i])…\(scan[i + 1]) at \(regime)")
    }
  }

  private static func scan(_ parameter: Parameter) -> [Double] {
    let wide = (0...120).map { Double.exp10(-6 + Double($0) / 10 + 0.0123) }
    return parameter == .zeta ? (0...120).map { (Double($0) + 0.0123) / 121 } : wide
  }

  private func verdict(_ regime: Regime, _ question: Question) -> Bool {
    switch question {
    case .atThisPenalty: regime.errors.gain
    case .atSomePenalty: PhaseReport(regime).phase != .never
    case .atEveryPenalty: PhaseReport(regime).phase == .always
    }
  }

  /// Without a learned direction and with γs < 1, the flip of λt is λ⋆t = σε²γt to the last digits, however small.
  @Test(arguments: [1e-12, 1e-8, 1e-4, 1, 1e4])
  func smallTeacherPenalties(scale: Double) {
    for gammaT in [1e-3, 0.25, 1, 4, 1e3] {
      let sigma = (scale / gammaT).squareRoot()
      let regime = Regime(lambdaT: 1, lambdaS: 1, gammaT: gammaT, gammaS: 0.5, sigma: sigma)
      let values = regime.thresholds(of: .lambdaT, for: .atSomePenalty)
      #expect(values.count == 1)
      #expect(values.allSatisfy { relativeError($0, regime.optimalLambdaT) <= 1e-14 }, "\(values), \(scale), \(gammaT)")
    }
  }

  /// Likewise γt = λt/σε² and σε = √(λt/γt).
  @Test(arguments: [1e-10, 1e-8, 1e-4, 1, 1e4])
  func smallTeacherRatios(lambdaT: Double) {
    for sigma in [1e-2, 0.5, 1, 3] {
      let regime = Regime(lambdaT: lambdaT, lambdaS: 1, gammaT: 0.3, gammaS: 0.5, sigma: sigma)
      let gammas = regime.thresholds(of: .gammaT, for: .atSomePenalty)
      #expect(gammas.count == 1)
      #expect(gammas.allSatisfy { relativeError($0, lambdaT / (sigma * sigma)) <= 1e-14 }, "\(gammas), \(regime)")
      for gammaT in [1e-3, 0.3, 1, 30] {
        let sigmas = regime.with(.gammaT, gammaT).thresholds(of: .sigma, for: .atSomePenalty)
        #expect(sigmas.count == 1)
        #expect(sigmas.allSatisfy { relativeError($0, (lambdaT / gammaT).squareRoot()) <= 1e-14 }, "\(sigmas)")
      }
    }
  }

  /// With γs < 1 a gain exists iff ζ² > c/(1 − v_t).
  @Test func learnedDirectionInClosedForm() {
    var random = SplitMix64(seed: 62)
    var (inside, outside) = (0, 0)
    for _ in 0..<2_000 {
      let regime = random.regime().with(.gammaS, 0.5)
      let square = Printed.contrast(regime) / RidgeLimit(lambda: regime.lambdaT, gamma: regime.gammaT).lost
      let values = regime.thresholds(of: .zeta, for: .atSomePenalty)
      if square > 0 && square < 1 {
        inside += 1
        #expect(values.count == 1 && values.allSatisfy { abs($0 * $0 - square) <= 1e-12 * square }, "\(regime)")
      } else {
        outside += 1
        #expect(values.isEmpty)
      }
    }
    #expect(inside > 200 && outside > 200)
  }

  /// A noiseless ridgeless teacher with a learned direction: copying is best until the teacher itself loses.
  @Test(arguments: [0.5, 1])
  func flipAtThePeak(zeta: Double) {
    let regime = Regime(lambdaT: 0, lambdaS: 1, gammaT: 0.5, gammaS: 0.5, sigma: 0, zeta: zeta)
    #expect(regime.thresholds(of: .gammaT, for: .atSomePenalty) == [1])
    #expect(PhaseReport(regime.with(.gammaT, 0.999)).phase == .never)
    #expect(PhaseReport(regime.with(.gammaT, 1.001)).phase != .never)
    #expect(regime.with(.zeta, 0).thresholds(of: .gammaT, for: .atSomePenalty) == [])
  }

  @Test func figureOneRight() {
    let regime = PrintedConditionTests.figureOneRight
    let window = PhaseReport(regime).winning
    #expect(regime.thresholds(of: .lambdaS) == [window?.lower, window?.upper].compactMap { $0 })
    #expect(regime.thresholds(of: .lambdaS, for: .atSomePenalty) == [])
  }
}
