import ArgumentParser
import Canvas
import Figures
import Nonlinear
import Sampling
import Theory

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The nonlinear setting: who learns which direction in one gradient step.
struct Features: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features", _superCommandName: "w2s",
    abstract: "Simulate what a teacher's and a student's gradient step learn, beside the limits.",
    discussion: """
      The teacher takes one step on labels σe(x·βe) + σh(x·βh), the student one on the teacher's labels [paper, §3]. \
      Sizes not given are nt = ns = 4d and pt = ps = d. The ladder's largest dimension is --dimension; probes and \
      forgetting are run there.

      Activations: \(names(Activation.usable)).
      Easy links:  \(names(LinkFunction.easy)).
      Hard links:  \(names(LinkFunction.hard)).

      EXAMPLES
        w2s features --ladder 4
        w2s features --activation erf --tau 3 --teacher-width 1000
        w2s features --dimension 200 --activation relu-centred --probes
        w2s features --dimension 200 --forgetting 50 --eta-s 10 --csv > steps.csv
      """)

  @Option(parsing: .unconditional, help: "Dimension d ≥ 2.", transform: readingCount(Counts.sizes)) var dimension = 500
  @Option(parsing: .unconditional, help: "Teacher's samples nt (default: 4d).", transform: readingCount(Counts.sizes))
  var teacherSamples: Int?
  @Option(parsing: .unconditional, help: "Student's samples ns (default: 4d).", transform: readingCount(Counts.sizes))
  var studentSamples: Int?
  @Option(parsing: .unconditional, help: "Teacher's neurons pt (default: d).", transform: readingCount(Counts.sizes))
  var teacherWidth: Int?
  @Option(parsing: .unconditional, help: "Student's neurons ps (default: d).", transform: readingCount(Counts.sizes))
  var studentWidth: Int?
  @Option(parsing: .unconditional, help: "Teacher's step size ηt ≥ 0.", transform: readingAmount("ηt")) var etaT = 2.0
  @Option(parsing: .unconditional, help: "Student's step size ηs ≥ 0.", transform: readingAmount("ηs")) var etaS = 2.0
  @Option(
    parsing: .unconditional, help: "Strength τ ≥ 0 of the student's initial alignment with βh.",
    transform: readingAmount("τ"))
  var tau = 1.5
  @Option(
    parsing: .unconditional, help: "Activation σ.", completion: .list(Activation.usable.map(\.name)),
    transform: readingFunction("activation"))
  var activation = Activation.tanh
  @Option(
    parsing: .unconditional, help: "Easy link σe.", completion: .list(LinkFunction.easy.map(\.name)),
    transform: readingFunction("easy link"))
  var easy = LinkFunction.linear
  @Option(
    parsing: .unconditional, help: "Hard link σh.", completion: .list(LinkFunction.hard.map(\.name)),
    transform: readingFunction("hard link"))
  var hard = LinkFunction.he2
  @Option(parsing: .unconditional, help: "Trials of each dimension.", transform: readingCount(Counts.trials))
  var trials = 10
  @Option(parsing: .unconditional, help: "Seed of every draw.", transform: readingSeed) var seed: UInt64 = 1
  @Option(parsing: .unconditional, help: "Threads (default: one a core).", transform: readingCount(1...64))
  var threads: Int?
  @Option(parsing: .unconditional, help: "How many dimensions, doubling up to d.", transform: readingCount(1...62))
  var ladder = 1
  @Flag(help: "Fit ridge heads on true labels over the features: does alignment become accuracy?") var probes = false
  @Option(
    parsing: .unconditional, help: "Steps of the student: does it forget βh?", transform: readingCount(1...1_000_000))
  var forgetting = 1
  @Flag(help: "Run even if it takes long.") var yes = false
  @Flag(help: "Print one JSON object.") var json = false
  @Flag(help: "Print CSV, one number a row.") var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("give --json or --csv, not both") }
  }

  func run() throws {
    let sizes = FeatureSizes(
      dimension: dimension, teacherSamples: teacherSamples, studentSamples: studentSamples,
      teacherWidth: teacherWidth, studentWidth: studentWidth)
    let regime = FeatureRegime(
      activation: activation, easy: easy, hard: hard, etaT: etaT, etaS: etaS, tau: tau)
    let plan = FeaturePlan(
      setting: FeatureSetting(regime, sizes: sizes), rungs: ladder, trials: trials, seed: seed,
      probes: probes ? ProbePlan() : nil, studentSteps: forgetting)
    let threads = threads ?? Machine.current.processors
    let result: FeatureResult
    do throws(FeatureError) {
      try plan.validate(threads: threads)
    } catch {
      throw failure(error)
    }
    if !yes { try Patience.ask(plan.seconds(threads: threads)) }
    var bar = ProgressBar()
    do throws(FeatureError) {
      result = try FeatureExperiment(plan).run(threads: threads, progress: { bar.show($0.done, of: $0.total) })
      bar.clear()
    } catch {
      bar.clear()
      throw failure(error)
    }
    if json {
      try write(featureJSON(result) + "\n")
    } else if csv {
      try write(featureCSV(result))
    } else {
      try say(FeatureReport(result, glyphs: outputGlyphs).text)
    }
  }

  /// What the user can mend is a bad argument; the rest is the program's or the machine's failure.
  private func failure(_ error: FeatureError) -> any Error {
    switch error {
    case .machine(.eigensolver), .machine(.thread), .machine(.library), .machine(.exhausted):
      complain(error.description)
      return ExitCode(EX_SOFTWARE)
    default: return ValidationError(error.description)
    }
  }
}

private func names(_ functions: [some GaussianFunction]) -> String { functions.map(\.name).joined(separator: ", ") }

/// Reads a step size or a strength.
private func readingAmount(_ symbol: String) -> @Sendable (String) throws -> Double {
  { text in
    guard let value = typedNumber(text), (0...1e30).contains(value) else {
      throw ValidationError("\(symbol) is a finite number ≥ 0, up to 1e30")
    }
    return value
  }
}

/// Reads the name of a function. One that the theory refuses is read too, and refused later with the reason.
private func readingFunction<Function: GaussianFunction & CaseIterable & RawRepresentable>(
  _ kind: String
) -> @Sendable (String) throws -> Function where Function.RawValue == String {
  { text in
    guard let function = Function(rawValue: text) else {
      throw ValidationError("no \(kind) is called '\(text)': \(names(Array(Function.allCases))) are known")
    }
    return function
  }
}
