import ArgumentParser
import Canvas
import Export
import Figures
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
        w2s check --preset 'Figure 1 right' --gamma-s 500/416
        w2s check --dimension 500 --teacher-samples 2000 --student-samples 416 --sigma 2 --json
      """)

  @OptionGroup var parameters: RegimeOptions
  @Option(help: "Start from a figure's setting, such as 'Figure 1 right'.", completion: .presets) var preset: String?
  @Flag(help: "Print one JSON object.") var json = false

  func validate() throws { try parameters.requireRatios() }

  func run() throws {
    var given = parameters.given
    given["preset"] = preset
    let settings: Settings
    do throws(SettingComplaint) {
      settings = try Settings(given)
    } catch {
      throw ValidationError("\(error)")
    }
    let verdict = Verdict(settings.regime)
    if json {
      var record = Record(verdict)
      record.append("flips", .object(Record(byParameter: settings.nearestFlip)))
      record.append("phase_edges", .object(Record(byParameter: settings.nearestPhaseEdge)))
      try write(record.json() + "\n")
    } else {
      try say(paragraph(verdict, settings) + "\n")
    }
    if verdict.outcome != .gain { throw ExitCode(1) }
  }
}

private func number(_ value: Double) -> String { NumberFormat(digits: 4, trimsZeros: true).text(value) }

/// The verdict in words.
private func paragraph(_ verdict: Verdict, _ settings: Settings) -> String {
  let values = Parameter.allCases.map { "\($0.symbol) = \(number(verdict.regime[$0]))" }.joined(separator: ", ")
  let sentences = [
    "With \(values), \(verdict.errorsInWords(number)).", verdict.winningPenalties(number),
    verdict.bestPenalty(number), verdict.teacherInWords(number), verdict.printedTheoremInWords,
    nearest("flip of the verdict", settings.nearestFlip, tie: settings.tie) ?? "No parameter alone flips the verdict.",
    nearest("edge of the phase", settings.nearestPhaseEdge, tie: settings.tie)
      ?? "No parameter alone changes the phase.",
  ]
  return ([verdict.headline(number), ""] + sentences.compactMap { $0 }).joined(separator: "\n")
}

/// Where something is first met when one parameter alone is moved; nil where it never is.
private func nearest(_ what: String, _ value: (Parameter) -> Double?, tie: Double?) -> String? {
  let found = Parameter.allCases.compactMap { parameter in
    value(parameter).map { "\(parameter.symbol) = \(number($0))" }
  }
  let following = tie.map { ", λt staying \(number($0)) λ⋆t" } ?? ""
  return found.isEmpty
    ? nil : "Nearest \(what), each parameter alone\(following): \(found.joined(separator: ", "))."
}
