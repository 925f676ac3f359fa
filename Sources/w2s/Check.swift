import ArgumentParser
import Canvas
import Explorer
import Export
import Theory

/// One regime, in a paragraph and a verdict.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check whether one regime yields a gain.",
    discussion: """
      Exit code 0 on a gain, 1 on none, 64 on a bad argument. Parameters not given are those of Figure 1 left: \
      λt 0.05, λs 0.1, γt 0.25, γs 0.25, σε 1, ζ 0.

      EXAMPLES
        w2s check --lambda-t 0.05 --gamma-s 0.25
        w2s check --dimension 500 --teacher-samples 2000 --student-samples 416 --sigma 2 --json
      """)

  @OptionGroup var parameters: RegimeOptions
  @Flag(help: "Print one JSON object.") var json = false

  func validate() throws { try parameters.requireRatios() }

  func run() throws {
    let regime = parameters.regime()
    try write(json ? Record(checking: regime).json() + "\n" : paragraph(on: regime) + "\n")
    if !regime.errors.gain { throw ExitCode(1) }
  }
}

/// The regime in words.
private func paragraph(on regime: Regime) -> String {
  let n = { (value: Double) in NumberFormat(digits: 4, trimsZeros: true).text(value) }
  let errors = regime.errors
  let report = PhaseReport(regime)
  let best = BestPenalty(regime)
  let verdict = errors.gain ? "GAIN" : errors.gap > 0 ? "NO GAIN" : "NO GAIN (a tie)"
  let values = Parameter.allCases.map { "\($0.symbol) = \(n(regime[$0]))" }.joined(separator: ", ")
  var lines = ["\(verdict): Ls − Lt = \(n(errors.gap))", ""]
  lines.append("With \(values), the teacher's error is \(n(errors.teacher)) and the student's \(n(errors.student)).")
  switch (report.phase, report.winning) {
  case (.below, let set?): lines.append("The student beats this teacher for every λs below \(n(set.upper)).")
  case (.window, let set?):
    lines.append("The student beats this teacher for λs between \(n(set.lower)) and \(n(set.upper)).")
  case (.always, _): lines.append("The student beats this teacher for every λs > 0.")
  default: lines.append("No λs lets the student beat this teacher.")
  }
  if best.gap < 0 {
    lines.append(
      best.lambdaS == .infinity
        ? "The larger λs the better: the gap falls to \(n(best.gap))."
        : "The best is λs = \(n(best.lambdaS)), with a gap of \(n(best.gap)).")
  }
  let star = regime.optimalLambdaT
  let side =
    regime.lambdaT < star ? "under-regularised" : regime.lambdaT > star ? "over-regularised" : "optimally regularised"
  lines.append("The teacher is \(side): its own best penalty is λt = \(n(star)).")
  if !printedTheoremFiveAgrees(regime) {
    lines.append("The paper's Theorem 5 as printed (eq. 5) would decide this regime's ζ = 0 case otherwise.")
  }
  return lines.joined(separator: "\n")
}
