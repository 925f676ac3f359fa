import ArgumentParser
import Export
import Sweeps

/// How far a sweep is.
struct SweepStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say how far a sweep is.",
    discussion: """
      Counts the shards that are done, running, stopped (cut off, and gone on with when they are run again), failed and \
      missing, lists those that are not done, and says what is left by the cost model, to a factor of three or so. It \
      exits 0 whatever it finds of a manifest's own shards.

      EXAMPLES
        w2s sweep status manifest.json --out results
      """)

  @OptionGroup var options: SweepOptions
  @Option(
    parsing: .unconditional, help: "How many shards there are to be; as the folder or the manifest says unless given.",
    transform: readingCount(1...Shard.most))
  var shards: Int?
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let (manifest, status) = try tellingMistakes { () throws(SweepError) in
      let manifest = try options.read()
      return (manifest, try SweepStatus(manifest, folder: options.out, shards: shards))
    }
    if json { return try write(status.record.json() + "\n") }
    let counts = SweepStatus.State.allCases.map { ($0, status.count($0)) }.filter { $0.1 > 0 || $0.0 == .done }
      .map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
    var text = "Sweep \(manifest.shortHash), \(counted(status.entries.count, "shard")): \(counts).\n"
    let open = status.entries.filter { $0.state != .done }
    for entry in open.prefix(20) {
      let kept = entry.kept > 0 ? ", \(entry.kept) of \(entry.units) trials" : ""
      text += "  \(entry.shard) \(entry.state.rawValue)\(kept)\(entry.reason.map { ": \($0)" } ?? "")\n"
    }
    if open.count > 20 { text += "  and \(open.count - 20) more\n" }
    let (all, now) = status.secondsLeft
    if !open.isEmpty {
      text += "Left: about \(duration(all)) of one core by the cost model"
      text += now.map { ", about \(duration($0)) as it runs now.\n" } ?? "; nothing is running.\n"
    }
    try say(text)
  }
}
