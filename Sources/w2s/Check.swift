import ArgumentParser
import Export
import Figures
import Theory

/// One regime, in a paragraph and a verdict.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", _superCommandName: "w2s",
    abstract: "Check whether one regime yields a gain.",
    discussion: """
      Exit code 0 on a gain, 1 on none, 64 on a bad argument. Parameters not given are those of Figure 1 left: \
      λt 0.05, λs 0.1, γt 0.25, γs 0.25, σε 1, ζ 0. With --dimension it also says what the gap is over trials of that \
      size: its mean, its spread and how often it is a gain.

      EXAMPLES
        w2s check --lambda-t 0.05 --gamma-s 0.25
        w2s check --preset 'Figure 1 right' --gamma-s 500/416
        w2s check --lambda-t 0.05 --dimension 100
        w2s check --dimension 500 --teacher-samples 2000 --student-samples 416 --sigma 2 --json
      """)

  @OptionGroup var parameters: RegimeOptions
  @Option(help: "Start from a figure's setting, such as 'Figure 1 right'.", completion: .presets) var preset: String?
  @Flag(help: "Print one JSON object.") var json = false

  /// What is set.
  func settings() throws -> Settings {
    var given = parameters.given
    given["preset"] = preset
    do throws(SettingComplaint) {
      return try Settings(given)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  func run() throws {
    let settings = try settings()
    let report = VerdictReport(settings, digits: 4, dimension: parameters.dimension)
    let verdict = report.verdict
    if json {
      var record = Record(verdict)
      record.append(contentsOf: Record(verdict.regime, dimension: parameters.dimension))
      record.append("flips", .object(Record(byParameter: settings.nearestFlip)))
      record.append("phase_edges", .object(Record(byParameter: settings.nearestPhaseEdge)))
      record.append("student", .text(verdict.regime.filter.rawValue))
      try write(record.json() + "\n")
    } else {
      try say(report.paragraph + "\n")
    }
    if verdict.outcome != .gain { throw ExitCode(1) }
  }
}
