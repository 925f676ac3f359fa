import ArgumentParser
import Canvas
import Sweeps

/// The manifest of a sweep.
struct SweepPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Make the manifest of a sweep: TOML in, JSON out.",
    discussion: """
      Prints the manifest, whose hash names what is drawn, and says on standard error how many regimes there are, what \
      they take by the cost model, to a factor of three or so, and how many shards are advised. Every regime is checked.

      EXAMPLES
        w2s sweep plan sweep.toml > manifest.json
        w2s sweep plan sweep.toml --minutes 30 > manifest.json
      """)

  @Argument(help: "A sweep's file, TOML.", completion: .file()) var file: String
  @Option(parsing: .unconditional, help: "Minutes of an advised shard, on one core.") var minutes = 10.0

  func validate() throws {
    guard minutes > 0, minutes.isFinite else { throw ValidationError("--minutes is a number above 0") }
  }

  func run() throws {
    let manifest = try tellingMistakes { () throws(SweepError) in
      Manifest(try Sweep(toml: try sweepText(file), file: file), minutes: minutes)
    }
    try write(manifest.json)
    let sweep = manifest.sweep
    let shards = manifest.advisedShards
    remark(
      """
      Sweep \(manifest.shortHash): \(counted(sweep.count, "regime")) of \(counted(sweep.trials, "trial")), \
      about \(duration(manifest.seconds)) on one core by the cost model.
      Advised: \(counted(shards, "shard")) of about \(duration(manifest.seconds / Double(shards)))\
      \(shards == 1 ? "" : " each").

      """)
  }
}

/// `1 shard`, `8 shards`.
func counted(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }
