import ArgumentParser
import Export
import Sweeps

/// The shards of a sweep, put together.
struct SweepMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the shards of a sweep together: a row a regime.",
    discussion: """
      Prints CSV, or with --json an array of one object a line: the parameters at the sizes' own ratios, the kind of \
      student, the fields of 'simulate --json', and the 95 % interval of P(gain); of a sweep of features, the setting and for each norm its mean, standard error, \
      limit and z. The bytes are the same whatever the number of shards. Every shard is \
      checked first: where one is missing, foreign or corrupt it is named, and nothing is printed.

      EXAMPLES
        w2s sweep merge manifest.json --out results > merged.csv
        w2s sweep merge manifest.json --out results --json > merged.json
      """)

  @OptionGroup var options: SweepOptions
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Print CSV, which it does without it too.") var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("give --json or --csv, not both") }
  }

  func run() throws {
    let merge = try tellingMistakes { () throws(SweepError) in
      try SweepMerge(try options.read(), folder: options.out)
    }
    var output = OutputBuffer()
    var isFirst = true
    do {
      try merge.forEachRecord { record in
        if json {
          try output.add((isFirst ? "[\n  " : ",\n  ") + record.json(pretty: false))
        } else {
          try output.add((isFirst ? record.csvHeader + "\n" : "") + record.csvRow + "\n")
        }
        isFirst = false
      }
    } catch let error as SweepError {
      throw error.told()
    }
    if json { try output.add("\n]\n") }
    try output.flush()
  }
}
