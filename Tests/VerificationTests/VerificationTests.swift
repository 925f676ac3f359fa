// That verification passes the program, and notices one wrong constant wherever it is.

import Nonlinear
import Sampling
import Simulation
import Testing
import Theory

@testable import Verification

@Suite("Verification")
struct VerificationTests {
  private static func verification(
    _ subject: Subject = .program, trials: Int = Extent.brief.trials, threads: Int = 2
  ) -> Verification {
    Verification(
      subject, extent: Extent(regimes: Extent.brief.regimes, trials: trials), seed: 1, threads: threads)
  }

  @Test("The program passes every check, with every misprint of the paper shown")
  func program() {
    let report = Self.verification().run()
    for result in report.results where !result.passes { Issue.record("\(result.name): \(result.outcome)") }
    #expect(report.passes && report.results.map(\.name) == Verification.names)
    #expect(report.results.allSatisfy { $0.count > 0 })
    #expect(report.results.count { $0.counterexample != nil } >= 10)
    // For a right program to fail is unlikely, whatever the seed.
    #expect(report.falseAlarmRate < 1e-3)
  }

  @Test("The hash does not depend on the threads, and does on the seed and on what is found")
  func hashes() {
    let names: Set<String> = ["errors", "two engines", "threads"]
    let one = Self.verification(threads: 1).run(only: names)
    #expect(one.passes && one.hash.count == 64)
    #expect(one.hash == Self.verification(threads: 2).run(only: names).hash)
    #expect(one.hash != Verification(extent: .brief, seed: 2).run(only: names).hash)
    #expect(one.hash != Self.verification(Fault.all[0].subject).run(only: names).hash)
  }

  @Test("One wrong constant fails the check that is of it", arguments: Fault.all)
  func faults(fault: Fault) {
    let report = Self.verification(fault.subject, trials: fault.trials).run(only: [fault.check])
    #expect(report.results.count == 1)
    for result in report.results {
      guard case .fail(let reason) = result.outcome else {
        Issue.record("\(fault) passes \(result.name): \(result.outcome)")
        continue
      }
      #expect(!reason.isEmpty)
    }
    #expect(!report.passes)
  }
}

/// A mistake in one quantity of the program.
struct Fault: Sendable, CustomTestStringConvertible {
  let name: String
  /// The check that has to fail.
  let check: String
  let subject: Subject
  /// As many as notice it.
  let trials: Int

  var testDescription: String { name }

  init(_ name: String, _ check: String, trials: Int = Extent.brief.trials, _ plant: (inout Subject) -> Void) {
    var subject = Subject.program
    plant(&subject)
    (self.name, self.check, self.subject, self.trials) = (name, check, subject, trials)
  }

  static let all: [Fault] = [
    Fault("a gap a millionth too large", "errors") { subject in
      let right = subject.errors
      subject.errors = { regime in
        var limit = right(regime)
        limit.gap *= 1 + 1e-6
        return limit
      }
    },
    Fault("σε² of the teacher's error 1 % too large", "theorems") { subject in
      let right = subject.errors
      subject.errors = { regime in
        var limit = right(regime)
        limit.teacher += 0.01 * regime.sigma * regime.sigma
        return limit
      }
    },
    Fault("an early-stopped student of 1 % more time", "students") { subject in
      let right = subject.errors
      subject.errors = { right($0.filter == .ridge ? $0 : $0.with(.lambdaS, $0.lambdaS / 1.01)) }
    },
    Fault("the ceiling 1 % too high", "ceiling") { subject in
      let right = subject.ceiling
      subject.ceiling = { 1.01 * right($0) }
    },
    Fault("the ends of what wins 40 % too large", "phases") { subject in
      let right = subject.winning
      subject.winning = { regime in
        var winning = right(regime)
        winning.upper = winning.upper.map { $0 * 1.4 }
        winning.lower = winning.lower.map { $0 * 1.4 }
        return winning
      }
    },
    Fault("the best λs 5 % too large", "best") { subject in
      let (right, errors) = (subject.best, subject.errors)
      subject.best = { regime in
        let lambda = 1.05 * right(regime).lambdaS
        return (lambda, lambda < .infinity ? errors(regime.with(.lambdaS, lambda)).gap : right(regime).gap)
      }
    },
    Fault("a threshold a millionth too large", "thresholds") { subject in
      let right = subject.thresholds
      subject.thresholds = { right($0, $1, $2).map { $0 * (1 + 1e-6) } }
    },
    Fault("a threshold too few", "none missed") { subject in
      let right = subject.thresholds
      subject.thresholds = { Array(right($0, $1, $2).dropLast()) }
    },
    Fault("ζ² of a grid 0.1 % too large", "grids") { subject in
      let right = subject.grid
      subject.grid = { base, x, xs, y, ys in
        right(base.with(.zeta, min(1, base.zeta * 1.0005)), x, xs, y, ys)
      }
    },
    Fault("the errors of a chain 0.01 % too large", "generations") { subject in
      let right = subject.chain
      subject.chain = { right($0).map { $0 * 1.0001 } }
    },
    Fault("the errors under a covariance 0.01 % too large", "spectra") { subject in
      let right = subject.spectral
      subject.spectral = { right($0).map { $0 * 1.0001 } }
    },
    Fault("the 1/d of the gap's mean of the other sign", "law at d", trials: 700) { subject in
      let (right, errors) = (subject.law, subject.errors)
      subject.law = { regime, dimension in
        guard var law = right(regime, dimension) else { return nil }
        law.gapMean = 2 * errors(regime).gap - law.gapMean
        return law
      }
    },
    Fault("an engine whose teachers err 5 % more", "two engines", trials: 1500) { subject in
      let right = subject.trials
      subject.trials = { draw in
        try right(draw).map {
          draw.engine == .law ? $0 : TrialErrors(teacher: $0.teacher.map { $0 * 1.05 }, gap: $0.gap)
        }
      }
    },
    Fault("a limit 5 % off", "limit", trials: 700) { subject in
      let right = subject.errors
      subject.errors = { regime in
        var limit = right(regime)
        limit.teacher *= 1.05
        return limit
      }
    },
    Fault("a seed for each number of threads", "threads") { subject in
      let right = subject.trials
      subject.trials = { draw in
        var draw = draw
        draw.seed += UInt64(draw.threads)
        return try right(draw)
      }
    },
    Fault("a norm's limit 50 % too large", "features", trials: 1500) { subject in
      let right = subject.featureLimit
      subject.featureLimit = { try right($0).map { $0 * 1.5 } }
    },
    Fault("a norm's limit a millionth too large", "constants") { subject in
      let right = subject.featureLimit
      subject.featureLimit = { try right($0).map { $0 * (1 + 1e-6) } }
    },
  ]
}
