// Checks, how they are run, and what comes of them.

import Export
import Sampling

/// What a check's numbers are.
package enum Measure: String, Sendable, Codable {
  /// A deviation, as a share of the terms that make the number.
  case relative
  /// A deviation in standard errors, or what else is as improbable.
  case z
  /// How many comparisons failed that are right or wrong.
  case mistakes
}

/// What came of a check.
package enum Outcome: Sendable, Hashable {
  /// All is as it should be.
  case pass
  /// Something is not; what, in words.
  case fail(String)
  /// It could not be made; why. That is no pass.
  case unverified(String)
}

/// A check that was made.
package struct CheckResult: Sendable {
  /// Its name.
  package let name: String
  /// What is compared with what.
  package let claim: String
  /// What its numbers are.
  package let measure: Measure
  /// How many comparisons were made.
  package internal(set) var count = 0
  /// The worst deviation.
  package internal(set) var worst = 0.0
  /// What is allowed of it.
  package let allowed: Double
  /// What came of it.
  package internal(set) var outcome = Outcome.pass
  /// How long it took, in seconds.
  package internal(set) var seconds = 0.0
  /// The misprint it is about, and what was computed of it.
  package internal(set) var counterexample: Counterexample?
  /// What of its numbers is the same on every machine.
  var digest = ""

  /// Whether it passes.
  package var passes: Bool { outcome == .pass }
}

/// What a check finds, while it runs.
struct Tally {
  let allowed: Double
  private(set) var count = 0
  private(set) var worst = 0.0
  private(set) var mistake: String?
  var digest = ""
  var counterexample: Counterexample?

  init(allowed: Double) { self.allowed = allowed }

  /// A number against another, as a share of `scale`.
  mutating func compare(_ found: Double, _ expected: Double, scale: Double, _ place: @autoclosure () -> String) {
    let off = found == expected ? 0 : abs(found - expected) / scale
    deviate(off, "\(found), not \(expected), \(place())")
  }

  /// A deviation.
  mutating func deviate(_ off: Double, _ place: @autoclosure () -> String) {
    count += 1
    let off = off.isNaN ? .infinity : off
    if off > allowed && off > worst { mistake = place() }
    worst = max(worst, off)
  }

  /// What is right or wrong.
  mutating func hold(_ isRight: Bool, _ place: @autoclosure () -> String) {
    count += 1
    if isRight { return }
    mistake = mistake ?? place()
    if allowed == 0 { worst += 1 }
  }
}

/// How much is verified.
package struct Extent: Sendable, Hashable {
  /// Random regimes of the closed forms; other checks have shares of it.
  package var regimes: Int
  /// Trials of the checks by simulation; the slow ones have shares of it.
  package var trials: Int

  /// What a reader runs: under a minute.
  package static let full = Extent(regimes: 2000, trials: 6000)
  /// Enough to notice a wrong constant, in a program that was not optimised.
  package static let brief = Extent(regimes: 120, trials: 300)
}

/// What a check is given.
struct Ground {
  let subject: Subject
  let extent: Extent
  let seed: UInt64
  let threads: Int
}

/// A check: what it compares, and how.
struct Check: Sendable {
  let name: String
  let claim: String
  let measure: Measure
  let allowed: Double
  let run: @Sendable (Ground, inout Tally) throws -> Void
}

/// All checks of a program.
package struct Verification: Sendable {
  /// What is verified.
  package var subject: Subject
  /// How much.
  package var extent: Extent
  /// The seed of every regime and of every trial.
  package var seed: UInt64
  /// Threads of the simulations, ≥ 1.
  package var threads: Int

  /// A verification of the program, or of another subject.
  package init(
    _ subject: Subject = .program, extent: Extent = .full, seed: UInt64 = 1,
    threads: Int = Machine.current.processors
  ) {
    (self.subject, self.extent, self.seed, self.threads) = (subject, extent, seed, threads)
  }

  /// The names of all checks, in their order.
  package static var names: [String] { checks.map(\.name) }

  private static var checks: [Check] { exactChecks + finiteChecks + featureChecks + misprintChecks }

  /// Makes the checks, all or those named.
  /// - Parameter progress: told before each check how many are done, of how many, and its name.
  package func run(
    only names: Set<String>? = nil, progress: (_ done: Int, _ total: Int, _ name: String) -> Void = { _, _, _ in }
  ) -> VerificationReport {
    let checks = Self.checks.filter { names?.contains($0.name) ?? true }
    let clock = ContinuousClock()
    let ground = Ground(subject: subject, extent: extent, seed: seed, threads: threads)
    let results = checks.enumerated().map { done, check in
      progress(done, checks.count, check.name)
      var result = CheckResult(
        name: check.name, claim: check.claim, measure: check.measure, allowed: check.allowed)
      var tally = Tally(allowed: check.allowed)
      let start = clock.now
      do {
        try check.run(ground, &tally)
        if let mistake = tally.mistake {
          result.outcome = .fail(mistake)
        } else if tally.count == 0 {
          result.outcome = .unverified("nothing was compared")
        }
      } catch {
        result.outcome = .unverified("\(error)")
      }
      result.seconds = (clock.now - start) / .seconds(1)
      (result.count, result.worst) = (tally.count, tally.worst)
      (result.counterexample, result.digest) = (tally.counterexample, tally.digest)
      return result
    }
    return VerificationReport(results: results, seed: seed)
  }
}

/// What came of a verification.
package struct VerificationReport: Sendable {
  /// The checks, in their order.
  package let results: [CheckResult]
  /// The seed of it.
  package let seed: UInt64

  /// Whether all checks pass; one that could not be made does not.
  package var passes: Bool { results.allSatisfy(\.passes) }

  /// The chance that a right program fails some check, were the seed drawn by lot: the sum over its comparisons with what
  /// was simulated.
  package var falseAlarmRate: Double {
    FalseAlarm.rate * Double(results.filter { $0.measure == .z }.reduce(0) { $0 + $1.count })
  }

  /// SHA-256 of names, verdicts and counts of comparisons, of the numbers of the misprints and of simulated ones to six
  /// digits, in hexadecimal: the same on every machine and for any number of threads.
  package var hash: String {
    let lines = results.map { result in
      let verdict =
        switch result.outcome {
        case .pass: "pass"
        case .fail: "fail"
        case .unverified: "unverified"
        }
      return "\(result.name)|\(verdict)|\(result.count)|\(result.digest)\n"
    }
    return sha256(Array("seed \(seed)\n\(lines.joined())".utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
