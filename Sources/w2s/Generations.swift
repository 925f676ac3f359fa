import ArgumentParser
import Canvas
import Export
import Figures
import Sampling
import Simulation
import Theory

/// A chain of models, each trained on the labels of the one before.
struct Generations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generations", _superCommandName: "w2s",
    abstract: "Train models on models: the error along a chain of generations.",
    discussion: """
      Each --generation is λ:γ[:noise[:ensemble[:true-share[:weight]]]]: the ridge penalty, d/n, the deviation of noise \
      added to the labels of the model before, how many fits on data of their own are averaged, the share of true labels \
      among them, and what a label of the model's weighs where a true one weighs 1. What is left out is a single fit to the labels of the model before. The first is trained on true \
      labels, with the noise --sigma. Up to \(GenerationChain.most) generations. --simulate draws the chain at a \
      dimension: by the law engine from the exact law of its errors, by the dense engine data and fits, which a generation \
      that mixes true labels with a model's needs.

      EXAMPLES
        w2s generations --generation 0.05:0.25 --generation 0.1:0.25       teacher and student of Figure 1 left
        w2s generations --generation 0.1:0.5 --generation 0.1:0.5::1:0.2 --repeat 6
        w2s generations --generation 0.1:0.5 --repeat 8 --best --json      the best λ each round
      """)

  @Option(parsing: .unconditional, help: "Label-noise standard deviation σε ≥ 0.", transform: reading(.sigma))
  var sigma = 1.0
  @Option(
    name: .customLong("generation"), parsing: .unconditionalSingleValue,
    help: "A generation, λ:γ[:noise[:ensemble[:true-share[:weight]]]]; once for each.")
  var specifications: [String] = []
  @Option(
    name: .customLong("repeat"), parsing: .unconditional,
    help: "Generations in all, the last given being repeated.", transform: readingCount(1...GenerationChain.most))
  var count: Int?
  @Flag(help: "Give each generation the best λ for what it is trained on, in place of its own.") var best = false
  @Flag(help: "Simulate the chain too, and compare.") var simulate = false
  @Option(
    parsing: .unconditional, help: "Dimension d of the simulation; the samples of a fit are d/γ.",
    transform: readingCount(Counts.sizes))
  var dimension = 500
  @OptionGroup var options: RunOptions
  @Flag(help: "Print one JSON object.") var json = false
  @Flag(help: "Print CSV, a row a generation.") var csv = false
  @Flag(help: "Print SVG: the error along the chain.") var svg = false

  func validate() throws {
    if [json, csv, svg].count(where: { $0 }) > 1 { throw ValidationError("give one of --json, --csv and --svg") }
    if specifications.isEmpty {
      throw ValidationError("give a --generation, λ:γ[:noise[:ensemble[:true-share[:weight]]]], such as 0.1:0.5")
    }
    if specifications.count > count ?? GenerationChain.most {
      throw ValidationError(
        "\(specifications.count) generations are given; at most \(count ?? GenerationChain.most) are accepted")
    }
    _ = try chain()
  }

  private func chain() throws -> GenerationChain {
    var generations: [Generation] = []
    do throws(SettingComplaint) {
      for (index, text) in specifications.enumerated() {
        generations.append(try Generation(argument: text, isFirst: index == 0))
      }
    } catch {
      throw ValidationError("\(error)")
    }
    if let count, var last = generations.last {
      // A first generation repeated is one like it on the labels of the model before.
      if generations.count == 1 { last.trueShare = 0 }
      while generations.count < count { generations.append(last) }
    }
    let chain = GenerationChain(sigma: sigma, generations)
    return best ? chain.withBestPenalties : chain
  }

  func run() throws {
    let chain = try chain()
    let report = GenerationReport(chain, simulate ? try options.simulate(chain, dimension: dimension) : nil)
    if json {
      try write(report.record.json() + "\n")
    } else if csv {
      try write(report.chart.rows.first.map { $0.csvHeader + "\n" } ?? "")
      for row in report.chart.rows { try write(row.csvRow + "\n") }
    } else if svg {
      try write(report.chart.svg)
    } else {
      try say(report.text + "\n")
    }
  }
}
