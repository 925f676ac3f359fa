import ArgumentParser
import Canvas
import Export
import Figures
import Sampling
import Simulation
import Theory

/// One regime at finite size.
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", _superCommandName: "w2s",
    abstract: "Simulate one regime at finite size and compare with theory.",
    discussion: """
      Prints means, standard errors, the share of trials with a gain, and how many standard errors the mean gap is from \
      what is predicted of it: z from its limit, z_finite from the law at these sizes, to order 1/d. Sizes not given follow from the aspect ratios: nt = d/γt, ns = d/γs. The law engine draws from \
      the exact finite-size law in time linear in d; the dense engine draws the data and fits them, as the paper \
      describes. The same seed prints the same bytes whatever the number of threads.

      EXAMPLES
        w2s simulate --lambda-t 0.05 --lambda-s 0.1 --trials 100
        w2s simulate --dimension 2000 --gamma-s 1.2 --sigma 2 --seed 7 --json
        w2s simulate --dimension 500 --teacher-samples 2000 --student-samples 416 --engine dense
      """)

  @OptionGroup var parameters: RegimeOptions
  @OptionGroup var options: RunOptions
  @Flag(help: "Print one JSON object.") var json = false
  @Flag(help: "Print CSV: a header and a row.") var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("give --json or --csv, not both") }
  }

  func run() throws {
    let regime = parameters.regime()
    let point: SimulationPoint
    do throws(SimulationError) {
      let nearest = try Sizes(dimension: parameters.dimension ?? 500, gammaT: regime.gammaT, gammaS: regime.gammaS)
      point = SimulationPoint(
        regime,
        sizes: try Sizes(
          dimension: nearest.dimension, teacherSamples: parameters.teacherSamples ?? nearest.teacherSamples,
          studentSamples: parameters.studentSamples ?? nearest.studentSamples))
    } catch {
      throw ValidationError("\(error)")
    }
    let (result, layout) = try options.simulate([point])
    guard let cell = layout.cells.first else { return }
    let estimate = result[cell]
    let record = Record(estimate, result.sample, at: point, of: result.plan)
    if json {
      try write(record.json() + "\n")
    } else if csv {
      try write(record.csvHeader + "\n" + record.csvRow + "\n")
    } else {
      try say(paragraph(estimate, result.sample, point, asked: regime, result.plan))
    }
  }

  private func paragraph(
    _ estimate: CellEstimate, _ sample: TrialSample?, _ point: SimulationPoint, asked: Regime, _ plan: SimulationPlan
  ) -> String {
    let n = { (value: Double) in NumberFormat(digits: 4, trimsZeros: true).text(value) }
    let e = { (value: Double) in value.isFinite ? NumberFormat(digits: 2).text(value) : "?" }
    let values = Parameter.allCases.map { "\($0.symbol) = \(n(point.regime[$0]))" }.joined(separator: ", ")
    let theory = point.regime.errors
    let law = FiniteLaw(point.regime, dimension: point.sizes.dimension)
    let z = estimate.gap.z(against: law?.gap.mean ?? theory.gap)
    let interval = estimate.gain.interval()
    let rounded = [Parameter.gammaT, .gammaS].filter { abs(point.regime[$0] / asked[$0] - 1) > 0.01 }.map {
      "\nThe sizes nearest to \($0.symbol) = \(n(asked[$0])) at this d have \($0.symbol) = \(n(point.regime[$0]))."
    }.joined()
    let bias = estimate.gap.finiteSizeRemark(
      against: theory.gap, predicted: law?.gap.mean, dimension: point.sizes.dimension, number: signedNumber)
    let predicted = law.map { "predicted \(n($0.gap.mean)) at this d, " } ?? ""
    let ends = quantiles(sample?.gap ?? [], [0.05, 0.5, 0.95]).map(n)
    let spread =
      estimate.gap.count < 20
      ? ""
      : "\nOf the trials' gaps a twentieth is below \(ends[0]), half below \(ends[1]), a twentieth above \(ends[2])."
    return """
      Ls − Lt = \(n(estimate.gap.mean)) ± \(e(estimate.gap.standardError)); \(predicted)\(n(theory.gap)) in the limit\
      \(z.isFinite ? " (z = \(signedNumber(z)))" : "")

      d = \(point.sizes.dimension), nt = \(point.sizes.teacherSamples), ns = \(point.sizes.studentSamples), \(values).\(rounded)
      Teacher's error \(n(estimate.teacher.mean)) ± \(e(estimate.teacher.standardError)) (limit \(n(theory.teacher))), \
      student's \(n(estimate.student.mean)) ± \(e(estimate.student.standardError)) (limit \(n(theory.student))).
      The student gained in \(estimate.gain.successes) of \(estimate.gain.count) trials: P(gain) is \
      \(n(interval.lowerBound)) to \(n(interval.upperBound)) at 95 %\(law.map { ", \(n($0.probabilityOfGain)) predicted" } ?? "").\(spread)\(bias.map { "\n" + $0 } ?? "")
      Engine \(plan.engine.rawValue), seed \(plan.seed).

      """
  }
}

/// How many trials of a simulation are run, and on what.
struct TrialOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "Trials.", transform: readingCount(Counts.trials)) var trials = 10
  @Option(parsing: .unconditional, help: "Seed of every draw.", transform: readingSeed) var seed: UInt64 = 1
  @Option(
    parsing: .unconditional, help: "Threads; the processors of the machine unless given.",
    transform: readingCount(1...64))
  var threads: Int?
  @Flag(help: "Run even if it takes long.") var yes = false

  /// Simulates a chain under a covariance, with a progress bar on standard error where that is a terminal.
  func simulate(_ chain: SpectralChain) throws -> SpectralEstimate {
    let threads = threads ?? Machine.current.processors
    let plan: SpectralPlan
    do throws(SimulationError) {
      plan = try SpectralPlan(chain, trials: trials, seed: seed)
    } catch {
      throw ValidationError("\(error)")
    }
    if !yes { try Patience.ask(plan.seconds(threads: threads), doing: " with dense fits") }
    return try showingProgress { show throws(SimulationError) in
      try Simulation.simulate(spectral: plan, threads: threads, progress: { show($0, plan.trials) })
    }
  }
}

/// How a simulation is run.
struct RunOptions: ParsableArguments {
  @OptionGroup var run: TrialOptions
  @Option(parsing: .unconditional, help: "Engine: \(Engine.allCases.map(\.rawValue).joined(separator: " or ")).")
  var engine = Engine.law

  var trials: Int { run.trials }
  var seed: UInt64 { run.seed }
  private var threads: Int? { run.threads }
  private var yes: Bool { run.yes }

  /// Simulates points, with a progress bar on standard error where that is a terminal.
  func simulate(_ points: [SimulationPoint]) throws -> (result: SimulationResult, layout: PointLayout) {
    let threads = threads ?? Machine.current.processors
    let layout: PointLayout
    let plan: SimulationPlan
    do throws(SimulationError) {
      layout = try PointLayout(points)
      plan = try SimulationPlan(panels: layout.panels, trials: trials, seed: seed, engine: engine)
      try plan.requireMemory(threads: threads)
    } catch {
      throw ValidationError("\(error)")
    }
    if !yes { try Patience.ask(plan.seconds(threads: threads), doing: " with the \(engine.rawValue) engine") }
    let result = try showingProgress { show throws(SimulationError) in
      try Simulation.simulate(plan, threads: threads, progress: { show($0.done, $0.total) })
    }
    return (result, layout)
  }
}

extension RunOptions {
  /// Simulates a chain, with a progress bar on standard error where that is a terminal.
  func simulate(_ chain: GenerationChain, dimension: Int) throws -> ChainEstimate {
    let threads = threads ?? Machine.current.processors
    let plan: ChainPlan
    do throws(SimulationError) {
      plan = try ChainPlan(chain, dimension: dimension, trials: trials, seed: seed, engine: engine)
    } catch {
      throw ValidationError("\(error)")
    }
    if !yes { try Patience.ask(plan.seconds(threads: threads), doing: " with the \(engine.rawValue) engine") }
    return try showingProgress { show throws(SimulationError) in
      try Simulation.simulate(chain: plan, threads: threads, progress: { show($0, plan.trials) })
    }
  }
}

/// Draws with a progress bar on standard error where that is a terminal. What fails then is the machine's, and ends the program
/// with EX_SOFTWARE.
private func showingProgress<Value>(
  _ draw: (_ show: (_ done: Int, _ total: Int) -> Void) throws(SimulationError) -> Value
) throws -> Value {
  var bar = ProgressBar()
  defer { bar.clear() }
  do throws(SimulationError) {
    return try draw { bar.show($0, of: $1) }
  } catch {
    bar.clear()
    complain("\(error)")
    throw ExitCode(70)
  }
}

extension Engine: ExpressibleByArgument {}

/// How long a run may take unasked.
enum Patience {
  private static let seconds = 600.0

  /// Refuses a longer run.
  static func ask(_ estimate: Double, doing what: String = "") throws {
    if estimate > seconds {
      throw ValidationError("this would take about \(duration(estimate))\(what); add --yes to run it all the same")
    }
  }
}

/// Reads a seed.
@Sendable func readingSeed(_ text: String) throws -> UInt64 {
  guard let seed = UInt64(text) else { throw ValidationError("a seed is a whole number from 0 to \(UInt64.max)") }
  return seed
}

/// A difference in two digits.
func signedNumber(_ value: Double) -> String { NumberFormat(digits: 2, showsPlus: true).text(value) }

/// A number of seconds as a person says it.
func duration(_ seconds: Double) -> String {
  let n = { (value: Double) in NumberFormat(digits: 2, trimsZeros: true).text(value) }
  if seconds < 90 { return "\(n(seconds)) seconds" }
  if seconds < 5400 { return "\(n(seconds / 60)) minutes" }
  return seconds < 48 * 3600 ? "\(n(seconds / 3600)) hours" : "\(n(seconds / 86400)) days"
}
