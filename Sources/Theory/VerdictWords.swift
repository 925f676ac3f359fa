// The verdict in sentences. How many digits a number has is for the caller to say.

extension Verdict {
  /// Gain, no gain or a tie, with the gap.
  public func headline(_ number: (Double) -> String) -> String {
    switch outcome {
    case .gain: "GAIN: Ls − Lt = \(number(gap))"
    case .tie: "TIE: the student equals its teacher"
    case .loss: "NO GAIN: Ls − Lt = \(number(gap))"
    }
  }

  /// The two errors.
  public func errorsInWords(_ number: (Double) -> String) -> String {
    "the teacher's error is \(number(errors.teacher)) and the student's \(number(errors.student))"
  }

  /// Which λs win.
  public func winningPenalties(_ number: (Double) -> String) -> String {
    switch (phase.phase, phase.winning) {
    case (.below, let set?): "The student beats this teacher for every λs below \(number(set.upper))."
    case (.window, let set?):
      "The student beats this teacher for λs between \(number(set.lower)) and \(number(set.upper))."
    case (.always, _): "The student beats this teacher for every λs > 0."
    default: "No λs lets the student beat this teacher."
    }
  }

  /// The best λs; nil where even that does not win.
  public func bestPenalty(_ number: (Double) -> String) -> String? {
    guard best.gap < 0 else { return nil }
    return best.lambdaS == .infinity
      ? "The larger λs the better: the gap falls to \(number(best.gap))."
      : "The best is λs = \(number(best.lambdaS)), with a gap of \(number(best.gap))."
  }

  /// Whether the teacher is at its own best penalty, and which that is.
  public func teacherInWords(_ number: (Double) -> String) -> String {
    "The teacher is \(regularisation.rawValue): its own best penalty is λt = \(number(regime.optimalLambdaT))."
  }

  /// Where the paper's Theorem 5 as printed does not decide this teacher's ζ = 0 case as it should; nil where it does.
  public var printedTheoremInWords: String? {
    switch Printed.theoremFiveAgrees(regime) {
    case true?: nil
    case false?: "The paper's Theorem 5 as printed (eq. 5) would decide this regime's ζ = 0 case otherwise."
    case nil: "The paper's Theorem 5 as printed is silent here: γs = 1 and λt < λ⋆t."
    }
  }
}
