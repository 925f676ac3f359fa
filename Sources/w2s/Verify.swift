import ArgumentParser
import Canvas
import Export
import Sampling
import Verification

/// The program's correctness, on the reader's own machine.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", _superCommandName: "w2s",
    abstract: "Verify on this machine that the program's numbers are right.",
    discussion: """
      Compares the closed forms with quadrature of their definitions, answers with brute force, simulation with theory \
      and one engine with the other, and shows every misprint of the paper that is a formula as a counterexample: what is \
      printed, what is correct, what brute force and simulation say, all computed then and there. Takes under a minute.

      A z is a deviation in standard errors, or what is as improbable; the rate at which a right program would fail, \
      were the seed drawn by lot, is said below the table. What cannot be made, for want of OpenBLAS say, is no pass.

      The hash is SHA-256 over names, verdicts and numbers of comparisons, what is said of the misprints, and simulated \
      means to six digits: the same on any machine and any number of threads, without a time in it. Another seed has \
      another hash.

      EXIT CODES
        0   every check passes            64  a bad argument
        1   one fails, or could not be made

      EXAMPLES
        w2s verify
        w2s verify --json > verified.json
        w2s verify --seed 7 --threads 1
      """)

  @Option(parsing: .unconditional, help: "Seed of every regime and every draw.", transform: readingSeed)
  var seed: UInt64 = 1
  @Option(
    parsing: .unconditional, help: "Threads; the processors of the machine unless given.",
    transform: readingCount(1...64))
  var threads: Int?
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    var bar = ProgressBar()
    let report = Verification(seed: seed, threads: threads ?? Machine.current.processors).run { done, total, _ in
      bar.show(done, of: total)
    }
    bar.clear()
    if json {
      try write(Record(report).json() + "\n")
    } else {
      try say(report.text)
    }
    if !report.passes { throw ExitCode(1) }
  }
}

extension CheckResult {
  fileprivate var verdict: String {
    switch outcome {
    case .pass: "pass"
    case .fail: "FAIL"
    case .unverified: "not made"
    }
  }

  /// Why it does not pass.
  fileprivate var reason: String? {
    switch outcome {
    case .pass: nil
    case .fail(let reason), .unverified(let reason): reason
    }
  }
}

extension VerificationReport {
  /// The report for a person.
  var text: String {
    let n = { (value: Double) in NumberFormat(digits: 2, trimsZeros: true).text(value) }
    let tabled = results.filter { $0.counterexample == nil }
    let rows = tabled.map { result in
      [
        result.name, result.claim, "\(result.count)", n(result.worst), n(result.allowed), result.verdict,
        NumberFormat(digits: 2).text(result.seconds),
      ]
    }
    let heads = ["check", "of what", "tried", "worst", "allowed", "", "s"]
    let table = TextTable([heads] + rows, [.left, .left, .right, .right, .right, .left, .right]).lines
    var lines = table + [""]
    if falseAlarmRate > 0 {
      lines += [
        "Worst and allowed are shares of what is compared; mistakes where 0 is allowed; z of what is",
        "drawn. A right program would fail once in \(n(1 / falseAlarmRate)), were the seed drawn by lot.", "",
      ]
    }
    for result in results {
      guard let example = result.counterexample else { continue }
      lines.append("\(example.place): \(result.verdict)")
      let says = [
        ("printed", example.printed), ("correct", example.correct), ("at", example.regime),
        ("printed says", example.printedSays), ("correct says", example.correctSays),
        ("brute force", example.bruteForce), ("simulation", example.simulation),
      ]
      lines += TextTable(says.filter { !$0.1.isEmpty }.map { ["", $0.0, $0.1] }, [.left]).lines + [""]
    }
    if results.contains(where: { $0.counterexample != nil }) {
      lines += ["Misprints that are words, of which nothing can be computed:"]
      lines += Counterexample.wordsOnly.map { "  \($0)" } + [""]
    }
    for result in results {
      if let reason = result.reason { lines += ["\(result.name): \(result.verdict): \(reason)", ""] }
    }
    let passing = results.count(where: \.passes)
    lines.append("\(passing) of \(results.count) checks pass. Results \(hash)")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Record {
  /// A report.
  fileprivate init(_ report: VerificationReport) {
    let checks = report.results.map { result -> Field in
      var record = Record([
        "name": .text(result.name), "claim": .text(result.claim), "verdict": .text(result.verdict),
        "reason": result.reason.map { .text($0) } ?? .null, "comparisons": .integer(result.count),
        "measure": .text(result.measure.rawValue), "worst": .number(result.worst),
        "allowed": .number(result.allowed), "seconds": .number(result.seconds),
      ])
      record.append("misprint", result.counterexample.map { .object(Record($0)) } ?? .null)
      return .object(record)
    }
    self.init([
      "passes": .boolean(report.passes), "passed": .integer(report.results.count(where: \.passes)),
      "total": .integer(report.results.count), "seed": .unsigned(report.seed),
      "false_alarm_rate": .number(report.falseAlarmRate), "hash": .text(report.hash), "checks": .list(checks),
      "words_only": .list(Counterexample.wordsOnly.map { .text($0) }),
    ])
  }

  private init(_ example: Counterexample) {
    self.init([
      "place": .text(example.place), "printed": .text(example.printed), "correct": .text(example.correct),
      "regime": .text(example.regime), "printed_says": .text(example.printedSays),
      "correct_says": .text(example.correctSays), "brute_force": .text(example.bruteForce),
      "simulation": .text(example.simulation),
    ])
  }
}
