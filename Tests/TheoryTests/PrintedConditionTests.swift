// Theorem 5 as printed and as it should read, against the phases.

import RandomSupport
import Testing

@testable import Theory

@Suite struct PrintedConditionTests {
  /// Figure 1, right: γt = 1/4, γs = 500/416, σε = 2.
  static let figureOneRight = Regime(lambdaT: 0.1, lambdaS: 0.5, gammaT: 0.25, gammaS: 500.0 / 416, sigma: 2)

  @Test func printedConditionContradictsFigureOne() {
    let regime = Self.figureOneRight
    #expect(Printed.conditionFive(contrast: Printed.contrast(regime), gammaS: regime.gammaS) == false)
    #expect(Printed.theoremFive(regime) == false)
    #expect(PhaseReport(regime).phase == .window)
    #expect(regime.errors.gain)
    #expect(Printed.theoremFiveAgrees(regime) == false)
    // Below λt ≈ 0.097 the teacher is worse than predicting 0.
    #expect(PhaseReport(regime.with(.lambdaT, 0.098)).phase == .window)
    #expect(PhaseReport(regime.with(.lambdaT, 0.096)).phase == .always)
  }

  /// Gain at some λs iff c < 1/(1 − 4γs + 4√(γs² − γs)), for γs > 1 and ζ = 0; with γs < 1, iff c < 0.
  @Test func correctedConditionIsThePhase() {
    var random = SplitMix64(seed: 51)
    var failures = Failures()
    var (fiveWrong, thirteenWrong, gains, count) = (0, 0, 0, 0)
    for _ in 0..<20_000 {
      let regime = random.regime().with(.zeta, 0).with(.gammaS, random.powerOfTen(0, 1.2))
      let (c, g) = (Printed.contrast(regime), regime.gammaS)
      let bound = 1 / (1 - 4 * g + 4 * (g * g - g).squareRoot())
      let exists = PhaseReport(regime).phase != .never
      if abs(c - bound) > 1e-11 * (1 + abs(bound)) {
        failures.check(exists == (c < bound), "c = \(c), bound = \(bound) at \(regime)")
      }
      let narrow = regime.with(.gammaS, 1 / g)
      failures.check((PhaseReport(narrow).phase != .never) == (c < 0), "\(narrow)")
      count += 1
      gains += exists ? 1 : 0
      fiveWrong += Printed.conditionFive(contrast: Printed.contrast(regime), gammaS: regime.gammaS) == exists ? 0 : 1
      thirteenWrong +=
        Printed.conditionThirteen(contrast: Printed.contrast(regime), gammaS: regime.gammaS) == exists ? 0 : 1
    }
    failures.expectNone(atLeast: 39_990)
    #expect(gains > count / 10 && gains < 9 * count / 10)
    #expect(fiveWrong > count / 2)
    #expect(thirteenWrong > count / 100 && thirteenWrong < fiveWrong)
  }

  /// ρ = 2c/(c − 1) at ζ = 0, and "always" is c ≤ −1.
  @Test func contrastIsRho() {
    var random = SplitMix64(seed: 52)
    var failures = Failures()
    for _ in 0..<10_000 {
      let regime = random.regime().with(.zeta, 0)
      let (c, teacher) = (Printed.contrast(regime), TeacherLimit(regime))
      failures.check(relativeError(teacher.rho * (c - 1), 2 * c) <= 1e-12, "ρ = \(teacher.rho), c = \(c) at \(regime)")
      guard abs(c + 1) > 1e-12 else { continue }
      failures.check((PhaseReport(regime).phase == .always) == (c < -1), "\(regime)")
    }
    failures.expectNone()
  }

  /// The bounds at γs = 2: −1/(7 + 4√2) in (5) and −1/(7 − √2) in (13), as printed; −1/(7 − 4√2) is correct.
  @Test func boundsAsPrinted() {
    let root = 2.0.squareRoot()
    let bounds = (five: -1 / (7 + 4 * root), thirteen: -1 / (7 - root), correct: -1 / (7 - 4 * root))
    var (five, thirteen, exists) = (Set<Bool>(), Set<Bool>(), Set<Bool>())
    for lambdaT in stride(from: 0.0, to: 1, by: 0.001) {
      let regime = Self.figureOneRight.with(.gammaS, 2).with(.lambdaT, lambdaT)
      let c = Printed.contrast(regime)
      #expect(Printed.conditionFive(contrast: Printed.contrast(regime), gammaS: regime.gammaS) == (c > bounds.five))
      #expect(
        Printed.conditionThirteen(contrast: Printed.contrast(regime), gammaS: regime.gammaS) == (c < bounds.thirteen))
      #expect((PhaseReport(regime).phase != .never) == (c < bounds.correct))
      five.insert(c > bounds.five)
      thirteen.insert(c < bounds.thirteen)
      exists.insert(c < bounds.correct)
    }
    #expect(five.count == 2 && thirteen.count == 2 && exists.count == 2)
  }

  @Test func casesOfTheTheorem() {
    let regime = Self.figureOneRight
    #expect(Printed.theoremFive(regime.with(.lambdaT, 1)) == false)
    #expect(Printed.theoremFive(regime.with(.gammaS, 0.5)) == true)
    #expect(Printed.theoremFive(regime.with(.gammaS, 1)) == nil)
    #expect(
      Printed.conditionFive(
        contrast: Printed.contrast(regime.with(.gammaS, 0.5)), gammaS: (regime.with(.gammaS, 0.5)).gammaS) == nil)
    #expect(
      Printed.conditionThirteen(
        contrast: Printed.contrast(regime.with(.gammaS, 0.5)), gammaS: (regime.with(.gammaS, 0.5)).gammaS) == nil)
    #expect(Printed.theoremFiveAgrees(regime.with(.gammaS, 0.5)) == true)
    #expect(Printed.theoremFiveAgrees(regime.with(.gammaS, 1)) == nil)
    #expect(Printed.theoremFiveAgrees(regime.with(.gammaS, 1).with(.lambdaT, 2)) == true)
    #expect(Printed.theoremFiveAgrees(regime.with(.lambdaT, 1).with(.zeta, 0.9)) == true)
    #expect(Printed.contrast(regime.with(.lambdaT, 0).with(.gammaT, 1)) == -.infinity)
    #expect(Printed.contrast(regime.with(.lambdaT, .infinity)) == 1)
    // Square students need c < −1/3.
    let square = regime.with(.gammaS, 1)
    for lambdaT in [0.3, 0.35, 0.4, 0.5] {
      let moved = square.with(.lambdaT, lambdaT)
      #expect((PhaseReport(moved).phase != .never) == (Printed.contrast(moved) < -1.0 / 3))
    }
  }
}
