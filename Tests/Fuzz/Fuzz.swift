// Runs the fuzz targets for as long as is wanted. Each batch is a process of its own, so that a trap or a hang is seen
// from outside; the one input that it comes from is then searched for and named.

import ArgumentParser
import Foundation
import Fuzzing

@main
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Feed the program's parts any input, and name the numbers of those that they do not bear.",
    discussion: """
      An input is a number: 'fuzz --replay explorer --first 123' runs it again. What failed once is kept in \
      Tests/Fuzzing/corpus.txt, which the tests run first.
      """)

  @Argument(help: "The targets: \(FuzzTarget.all.map(\.name).joined(separator: ", ")). All of them by default.")
  var targets: [String] = []
  @Option(help: "Seconds to go on.") var seconds = 60.0
  @Option(help: "The number of the first input.") var first: UInt64 = 1_000_000
  @Option(help: "Run inputs of one target in this process.") var replay: String?
  @Option(help: "How many inputs to run again.") var count = 1

  func validate() throws {
    for name in targets + (replay.map { [$0] } ?? []) where FuzzTarget.named(name) == nil {
      throw ValidationError("there is no target '\(name)'")
    }
  }

  func run() throws {
    if let target = replay.flatMap({ FuzzTarget.named($0) }) { return try rerun(target) }
    let chosen = targets.isEmpty ? FuzzTarget.all : targets.compactMap { FuzzTarget.named($0) }
    let end = Date.now.addingTimeInterval(seconds)
    var next = Dictionary(uniqueKeysWithValues: chosen.map { ($0.name, first) })
    var failures = 0
    while Date.now < end {
      for target in chosen where Date.now < end {
        let from = next[target.name] ?? first
        failures += search(target, from, 10 * target.share)
        next[target.name] = from + UInt64(10 * target.share)
      }
    }
    for target in chosen { print("\(target.name): \((next[target.name] ?? first) - first) inputs") }
    print("\(failures) failed")
    if failures > 0 { throw ExitCode.failure }
  }

  private func rerun(_ target: FuzzTarget) throws {
    for seed in first..<first + UInt64(count) {
      if let amiss = target.run(seed) {
        print("\(target.name) \(seed): \(amiss)")
        throw ExitCode.failure
      }
    }
  }

  /// Runs a batch, and on failure its halves, until the inputs that fail are found.
  private func search(_ target: FuzzTarget, _ first: UInt64, _ count: Int) -> Int {
    if isBorne(target, first, count, quietly: count > 1) { return 0 }
    guard count > 1 else {
      print("FAILED: \(target.name) \(first)")
      return 1
    }
    let found = search(target, first, count / 2) + search(target, first + UInt64(count / 2), count - count / 2)
    if found == 0 { print("FAILED: \(target.name) from \(first), \(count) inputs together") }
    return max(1, found)
  }

  private func isBorne(_ target: FuzzTarget, _ first: UInt64, _ count: Int, quietly: Bool) -> Bool {
    let child = Process()
    child.executableURL = URL(filePath: "/proc/self/exe")
    child.arguments = ["--replay", target.name, "--first", "\(first)", "--count", "\(count)"]
    child.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    if quietly { (child.standardOutput, child.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice) }
    let over = Date.now.addingTimeInterval(120)
    guard (try? child.run()) != nil else { return false }
    while child.isRunning && Date.now < over { usleep(5000) }
    if child.isRunning {
      kill(child.processIdentifier, SIGKILL)
      return false
    }
    return child.terminationReason == .exit && child.terminationStatus == 0
  }
}
