import ArgumentParser
import Sampling
import Sweeps

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Which shards a script is to run.
struct ShardCountOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "How many shards; as the manifest advises unless given.",
    transform: readingCount(1...Shard.most))
  var shards: Int?
  @Option(
    parsing: .unconditional, help: "Threads of a shard.", transform: readingCount(1...64))
  var threads = 1

  /// How many shards, at most one for each trial.
  func count(_ manifest: Manifest) throws(SweepError) -> Int {
    guard let shards else { return manifest.advisedShards }
    guard shards <= manifest.sweep.units else {
      throw .misuse("--shards \(shards) is out of range: there are \(manifest.sweep.units) trials to share out")
    }
    return shards
  }
}

/// A batch script for Slurm.
struct SweepSlurm: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slurm",
    abstract: "Print a batch script for Slurm; nothing is submitted.",
    discussion: """
      The script runs the shards as an array and, submitted again with the word 'merge', puts them together; its first \
      lines say how. Tasks are requeued when a node fails, and go on where they were. An array has at most \
      MaxArraySize − 1 tasks: as the cluster says where this is run on it ('scontrol show config'), or else 1000. Where w2s is not on the \
      PATH of the nodes, start this command by its path.

      EXAMPLES
        w2s sweep slurm manifest.json --out results > sweep.sbatch
      """)

  @OptionGroup var options: SweepOptions
  @OptionGroup var shards: ShardCountOptions
  @Option(
    parsing: .unconditional, help: "The cluster's MaxArraySize, where it is another than this machine's.",
    transform: readingCount(2...4_000_001))
  var maxArraySize: Int?
  @Option(help: "A partition.") var partition: String?

  func run() throws {
    let (manifest, count) = try tellingMistakes { () throws(SweepError) in
      let manifest = try options.read()
      return (manifest, try shards.count(manifest))
    }
    let maxArraySize = maxArraySize ?? clusterMaxArraySize ?? 1001
    guard count < maxArraySize else {
      throw ValidationError(
        "\(count) shards are more than an array of MaxArraySize \(maxArraySize) has: --shards up to \(maxArraySize - 1) "
          + "is accepted")
    }
    let seconds = manifest.seconds / Double(count * shards.threads)
    // The cost model is right to a factor of three or so, and a node may be slower than the one it was made on.
    let minutes = max(10, Int(min(1e6, (10 * seconds / 60).rounded(.up))))
    let megabytes = Int((manifest.bytes(threads: shards.threads) / 0x1p20 + 256).rounded(.up))
    let tool = shellWord(programPath), file = shellWord(options.manifest), out = shellWord(options.out)
    try write(
      """
      #!/bin/bash
      # Sweep \(manifest.shortHash): \(counted(manifest.sweep.count, "regime")) in \(counted(count, "shard")) \
      of about \(duration(seconds)). Submit it so:
      #   array=$(sbatch --parsable sweep.sbatch)
      #   sbatch --dependency=afterok:$array --array=1-1 sweep.sbatch merge
      # A shard that has failed is run again, alone, by: sbatch --array=K sweep.sbatch
      #SBATCH --job-name=w2s-\(manifest.shortHash)
      #SBATCH --array=1-\(count)
      #SBATCH --cpus-per-task=\(shards.threads)
      #SBATCH --mem=\(megabytes)M
      #SBATCH --time=\(minutes)
      #SBATCH --requeue
      #SBATCH --open-mode=append
      \(partition.map { "#SBATCH --partition=\($0)\n" } ?? "")\
      set -euo pipefail
      if [ "${1-}" = merge ]; then
        \(tool) sweep merge \(file) --out \(out) > \(out)/.merged.$SLURM_JOB_ID
        mv \(out)/.merged.$SLURM_JOB_ID \(out)/merged.csv
      else
        exec \(tool) sweep run \(file) --shard "$SLURM_ARRAY_TASK_ID/\(count)" --out \(out)
      fi

      """)
  }
}

/// A script for GNU parallel.
struct SweepParallel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parallel",
    abstract: "Print a script for GNU parallel; nothing is run.",
    discussion: """
      The script runs the shards on this machine, as many at a time as it has processors, and merges them. Run again it \
      runs only those that failed or were cut off, by its joblog.

      EXAMPLES
        w2s sweep parallel manifest.json --out results --shards 8 > sweep.sh
        bash sweep.sh
      """)

  @OptionGroup var options: SweepOptions
  @OptionGroup var shards: ShardCountOptions
  @Option(
    parsing: .unconditional, help: "Shards at a time; as many as there are processors unless given.",
    transform: readingCount(1...4096))
  var jobs: Int?

  func run() throws {
    let (manifest, count) = try tellingMistakes { () throws(SweepError) in
      let manifest = try options.read()
      return (manifest, try shards.count(manifest))
    }
    let jobs = jobs.map { "\($0)" } ?? "100%"
    let seconds = manifest.seconds / Double(count * shards.threads)
    let tool = shellWord(programPath), file = shellWord(options.manifest), out = shellWord(options.out)
    // GNU parallel hands its command to a shell once more.
    let command = [tool, "sweep run", file, "--shard {}/\(count) --threads \(shards.threads) --out", out]
      .joined(separator: " ")
    try write(
      """
      #!/bin/bash
      # Sweep \(manifest.shortHash): \(counted(manifest.sweep.count, "regime")) in \(counted(count, "shard")) \
      of about \(duration(seconds)). Run again it goes on with what failed.
      set -euo pipefail
      mkdir -p \(out)
      log=\(out)/joblog.\(manifest.shortHash).\(count)
      seq \(count) | parallel --jobs \(jobs) --joblog "$log" --resume-failed \(shellWord(command))
      \(tool) sweep merge \(file) --out \(out) > \(out)/.merged.$$
      mv \(out)/.merged.$$ \(out)/merged.csv

      """)
  }
}

/// MaxArraySize as the cluster of this machine says; nil where there is none, or it does not answer in a few seconds.
private var clusterMaxArraySize: Int? {
  guard let pipe = popen("timeout 5 scontrol show config 2>/dev/null", "re") else { return nil }
  defer { pclose(pipe) }
  var line = [CChar](repeating: 0, count: 1024)
  while fgets(&line, Int32(line.count), pipe) != nil {
    let words = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      .split { $0.isWhitespace || $0 == "=" }
    if words.first == "MaxArraySize", words.count == 2 { return Int(words[1]) }
  }
  return nil
}

/// How this program was started, so that a script can start it: a name that the PATH has, or a whole path.
private var programPath: String {
  let name = CommandLine.arguments.first ?? "w2s"
  return name.contains("/")
    ? (realpath(name, nil).map { pointer in
      defer { free(pointer) }
      return String(cString: pointer)
    } ?? name) : "w2s"
}

/// A text as one word of a POSIX shell.
private func shellWord(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { byte in
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "/._-+=,:@%".utf8.contains(byte)
  }
  if isPlain && !text.isEmpty && !text.hasPrefix("-") { return text }
  return "'" + text.replacing("'", with: "'\\''") + "'"
}
