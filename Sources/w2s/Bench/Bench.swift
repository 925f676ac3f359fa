import ArgumentParser
import Canvas
import Export

/// Measures the program on this machine.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", _superCommandName: "w2s",
    abstract: "Measure the program's speed on this machine.",
    discussion: """
      Runs every measurement, or those named: \(Measurement.allCases.map(\.rawValue).joined(separator: ", ")). Build with \
      `-c release`; figures of a debug build mean nothing. --json writes them with what the machine is, and --against sets \
      them beside those of such a file, of another build or machine, with how many times as fast this one is. A machine's \
      speed varies from run to run: compare runs that follow each other.

      EXAMPLES
        w2s bench maps frames
        w2s bench maps frames --json > before.json
        w2s bench maps frames --against before.json
      """)

  @Argument(help: "What to measure.") var measurements: [Measurement] = Measurement.allCases
  @Flag(help: "Print JSON, with what the machine is.") var json = false
  @Option(help: "Set the figures beside those of a file that --json wrote.", completion: .file()) var against: String?

  func validate() throws {
    if json && against != nil { throw ValidationError("give --json or --against, not both") }
  }

  func run() throws {
    let before = try against.map { try BenchFile($0) }
    if json { return try write(BenchFile.json(try measurements.map { ($0, try $0.run()) })) }
    if let before { try say("Before: \(before.machine)\nNow:    \(BenchFile.machineInWords)\n") }
    for measurement in measurements {
      try say("\(measurement.title)\n")
      for figure in try measurement.run() {
        let padding = String(repeating: " ", count: max(1, 44 - figure.name.count))
        let beside = before.map { figure.beside($0[measurement, figure.name]) } ?? figure.text
        try say("  \(figure.name)\(padding)\(beside)\n")
      }
    }
  }
}

/// What was measured.
struct Reading {
  /// Of what.
  let name: String
  /// The number, in its unit.
  let value: Double
  let unit: String
  /// What there is to say besides.
  let remark: String

  init(_ name: String, _ value: Double, _ unit: String, _ remark: String = "") {
    (self.name, self.value, self.unit, self.remark) = (name, value, unit, remark)
  }

  /// A number in three digits.
  static func number(_ value: Double) -> String { NumberFormat(digits: 3).text(value) }

  /// `1.23 ms, as remarked`.
  var text: String { "\(Self.number(value)) \(unit)" + (remark.isEmpty ? "" : ", \(remark)") }

  /// The number beside an earlier one, and how many times as good it is: as large of a rate, as small of anything else.
  func beside(_ before: (value: Double, unit: String)?) -> String {
    let now = "\(Self.number(value)) \(unit)"
    guard let before, before.unit == unit else { return now + ", not measured before" }
    let ratio = unit.hasSuffix("/s") ? value / before.value : before.value / value
    return "\(now), before \(Self.number(before.value)): " + (ratio.isFinite ? "\(Self.number(ratio)) x" : "no ratio")
  }
}

/// A group of measurements.
enum Measurement: String, CaseIterable, ExpressibleByArgument {
  case maps
  case finite
  case table
  case frames
  case students
  case terminal
  case bytes
  case simulation
  case features
  case sweep

  var title: String {
    switch self {
    case .maps: "Maps, one core unless more threads are named"
    case .finite: "At a finite dimension, one core"
    case .table: "Tables of regimes, from CSV to CSV"
    case .frames: "From a key press to a frame of cells, one core"
    case .students: "Kinds of students: a frame of 120 x 36, a trial at d = 500, one core"
    case .terminal: "The explorer on a pseudo-terminal, TERM=xterm-256color"
    case .bytes:
      "Bytes sent for a frame, TERM=xterm-256color, over a greedy writer's without and with repeated characters"
    case .simulation: "Simulation: Figure 1 left, 100 x 100 penalties"
    case .sweep: "Sweeps, one core"
    case .features: "One gradient step each of teacher and student, one core"
    }
  }

  func run() throws -> [Reading] {
    switch self {
    case .maps: try benchMaps()
    case .finite: benchFinite()
    case .table: try benchTable()
    case .frames: benchFrames()
    case .students: try benchStudents()
    case .terminal: try benchTerminal()
    case .bytes: try benchBytes()
    case .simulation: try benchSimulation()
    case .features: try benchFeatures()
    case .sweep: try benchSweep()
    }
  }
}

/// Seconds that `work` takes: the least of several runs, since noise only adds.
func leastSeconds(runs: Int = 7, _ work: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  var best = Double.infinity
  for _ in 0..<runs { best = min(best, seconds(try clock.measure(work))) }
  return best
}

/// A duration in seconds.
func seconds(_ duration: Duration) -> Double {
  duration / .seconds(1)
}
