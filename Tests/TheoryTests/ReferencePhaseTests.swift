// Phases, their edges and the best penalty, against the sign pattern of the gap by brute force at 120 digits.

import Testing

@testable import Theory

@Suite struct ReferencePhaseTests {
  /// The given values of the minimiser come from a search in the gap's value and are only half as sharp.
  @Test(arguments: [("phases", 1e-12, 1e-12), ("given-phases", 1e-11, 1e-7)])
  func phasesAgreeWithBruteForce(file: String, edgeTolerance: Double, minimiserTolerance: Double) throws {
    let phases = try ReferencePhase.load(file)
    #expect(phases.count >= 80)
    #expect(Set(phases.map(\.expected.kind)) == Set(Phase.allCases))
    for entry in phases {
      let (regime, expected) = (entry.params.regime, entry.expected)
      let report = PhaseReport(regime)
      #expect(report.phase == expected.kind, "\(regime)")
      if let lower = expected.lower, let winning = report.winning {
        #expect(relativeError(winning.lower, lower) <= edgeTolerance, "\(regime)")
      }
      if let upper = expected.upper, let winning = report.winning {
        #expect(relativeError(winning.upper, upper) <= edgeTolerance, "\(regime)")
      }
      let best = BestPenalty(regime)
      if let lambdaS = expected.bestLambdaS {
        #expect(relativeError(best.lambdaS, lambdaS) <= minimiserTolerance, "\(regime)")
      }
      if let gap = expected.bestGap {
        #expect(relativeError(best.gap, gap) <= 1e-12, "\(regime)")
      }
    }
  }
}
