import ArgumentParser
import Sweeps

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The manifest and the folder of a sweep.
struct SweepOptions: ParsableArguments {
  @Argument(help: "A manifest made by 'w2s sweep plan'.", completion: .file()) var manifest: String
  @Option(help: "The results folder.", completion: .directory) var out: String

  func validate() throws {
    if out.isEmpty { throw ValidationError("--out is the name of a folder") }
  }

  /// Reads the manifest.
  func read() throws(SweepError) -> Manifest { try Manifest(try sweepText(manifest), file: manifest) }
}

/// One shard of a sweep.
struct SweepRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Draw one shard of a sweep.",
    discussion: """
      Writes one file to the results folder, under a temporary name until it is whole. A shard that is there exits 0 at \
      once; one that was cut off is taken up again where it was. SIGTERM saves and exits 143. With --shard auto the shard \
      is the task's of a Slurm array, by SLURM_ARRAY_TASK_ID, _COUNT and _MIN. A shard takes one thread unless \
      SLURM_CPUS_PER_TASK or --threads says otherwise.

      EXAMPLES
        w2s sweep run manifest.json --shard 1/3 --out results
        w2s sweep run manifest.json --shard auto --out results
      """)

  @OptionGroup var options: SweepOptions
  @Option(parsing: .unconditional, help: "Which part, K/N; or auto, the task of a Slurm array.") var shard: String
  @Option(parsing: .unconditional, help: "Threads; 1 unless given.", transform: readingCount(1...64))
  var threads: Int?

  func run() throws {
    let interruption = Interruption()
    let variables = Self.variables
    let threads = threads ?? variables["SLURM_CPUS_PER_TASK"].flatMap { Int($0) } ?? 1
    var told = SweepProgress()
    let outcome = try tellingMistakes { () throws(SweepError) in
      let shard = try shard == "auto" ? Shard(slurm: variables) : Shard(shard)
      told.name = "shard \(shard)"
      return try ShardRun(
        try options.read(), shard, folder: options.out, threads: max(1, min(64, threads))
      ).run(cancel: { interruption.received != nil }, progress: { told.show($0) })
    }
    told.end(outcome)
    if outcome == .interrupted { throw ExitCode(128 + (interruption.received ?? SIGTERM)) }
  }

  /// What Slurm says.
  private static var variables: [String: String] {
    let names = ["ID", "COUNT", "MIN", "MAX"].map { "SLURM_ARRAY_TASK_" + $0 } + ["SLURM_CPUS_PER_TASK"]
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in getenv(name).map { (name, String(cString: $0)) } })
  }
}

/// Says on standard error how far a shard is: on a terminal by a bar, elsewhere by a line a minute.
private struct SweepProgress {
  var name = ""
  private var bar: ProgressBar?
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var start: ContinuousClock.Instant?
  private var said: ContinuousClock.Instant?
  private var latest: ShardRun.Progress?

  mutating func show(_ progress: ShardRun.Progress) {
    if bar == nil { bar = ProgressBar() }
    bar?.show(progress.done, of: progress.total, kept: progress.kept)
    latest = progress
    let now = ContinuousClock.now
    // The first is told of when its time has passed already.
    guard let start else {
      start = now
      return
    }
    guard !isTerminal, now - (said ?? start) > .seconds(60) else { return }
    said = now
    let drawn = max(1, progress.done - progress.kept)
    let left = (now - start) / .seconds(1) * Double(progress.total - progress.done) / Double(drawn)
    remark("\(name): \(progress.done) of \(progress.total) trials, \(duration(left)) left\n")
  }

  func end(_ outcome: ShardRun.Outcome) {
    bar?.clear()
    switch outcome {
    case .found: remark("\(name): there already\n")
    case .finished:
      let kept = latest.map { $0.kept > 0 ? ", \($0.kept) of them from before" : "" } ?? ""
      remark("\(name): \(latest.map { "\($0.total) trials\(kept)" } ?? "done")\n")
    case .interrupted:
      let place = latest.map { " at \($0.done) of \($0.total) trials" } ?? ""
      remark("\(name): ended\(place); run it again to go on\n")
    }
  }
}
