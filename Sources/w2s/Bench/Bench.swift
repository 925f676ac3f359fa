import ArgumentParser

/// Measures the program on this machine.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", _superCommandName: "w2s",
    abstract: "Measure the program's speed on this machine.",
    discussion: """
      Runs every measurement, or those named: \(Measurement.allCases.map(\.rawValue).joined(separator: ", ")). Build with \
      `-c release`; figures of a debug build mean nothing.
      """)

  @Argument(help: "What to measure.") var measurements: [Measurement] = Measurement.allCases

  func run() throws {
    for measurement in measurements {
      try say("\(measurement.title)\n")
      for (name, figure) in try measurement.run() {
        let padding = String(repeating: " ", count: max(1, 44 - name.count))
        try say("  \(name)\(padding)\(figure)\n")
      }
    }
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

  func run() throws -> [(String, String)] {
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
