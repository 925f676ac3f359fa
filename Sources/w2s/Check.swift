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
    let verdict = Verdict(parameters.regime())
    try write(json ? Record(verdict).json() + "\n" : paragraph(verdict) + "\n")
    if verdict.outcome != .gain { throw ExitCode(1) }
  }
}

/// The verdict in words.
private func paragraph(_ verdict: Verdict) -> String {
  let n = { (value: Double) in NumberFormat(digits: 4, trimsZeros: true).text(value) }
  let values = Parameter.allCases.map { "\($0.symbol) = \(n(verdict.regime[$0]))" }.joined(separator: ", ")
  let sentences = [
    "With \(values), \(verdict.errorsInWords(n)).", verdict.winningPenalties(n), verdict.bestPenalty(n),
    verdict.teacherInWords(n), verdict.printedTheoremInWords,
  ]
  return ([verdict.headline(n), ""] + sentences.compactMap { $0 }).joined(separator: "\n")
}
