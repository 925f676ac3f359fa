// The Generations view's numbers, before they are drawn or written: two chains of one teacher, and what becomes of them.

import Canvas
import Theory

/// The chain of the sliders, and the same with the best λ each round.
package struct ChainField {
  /// A way to choose the λ of each round.
  package enum Kind: CaseIterable {
    /// λs, again and again.
    case same
    /// The least error each round, the first student's among them.
    case best

    /// What it is called.
    package var name: String { self == .same ? "λs each round" : "best λ each round" }
    /// The same in fewer words.
    package var shortName: String { self == .same ? "same λs" : "best λ" }
    /// The letter it is known by on a plot.
    package var mark: Unicode.Scalar { self == .same ? "s" : "b" }
  }

  /// λs each round.
  package let same: GenerationChain
  /// The best λ each round, after the same teacher.
  package let best: GenerationChain
  /// Which of them is followed.
  package let followed: Kind

  /// The chains of `settings`.
  package init(_ settings: Settings) {
    let regime = settings.chainRegime
    let rounds = Array(repeating: settings.chainRound, count: settings.chain.length - 1)
    same = GenerationChain(
      sigma: regime.sigma, [Generation(lambda: regime.lambdaT, gamma: regime.gammaT, trueShare: 1)] + rounds)
    best = same.withBestPenalties(after: 1)
    followed = settings.chain.isBest ? .best : .same
  }

  /// The chain of a kind.
  package subscript(kind: Kind) -> GenerationChain { kind == .same ? same : best }
  /// The chain that is followed.
  package var chain: GenerationChain { self[followed] }
  /// The other, to compare with.
  package var other: GenerationChain { self[followed == .same ? .best : .same] }

  /// A level to compare the errors with.
  package struct Level {
    /// What it is.
    package enum Kind {
      case teacher, fixedPoint, ceiling, noise
    }
    package let kind: Kind
    /// What is written beside it.
    package let name: String
    package let error: Double
  }

  /// The levels, the most telling first, as far as they are finite.
  package var levels: [Level] {
    var levels = [Level(kind: .teacher, name: "teacher", error: chain.errors[0])]
    // Teacher and student alone are no round repeated.
    if same.errors.count > 2, let fixed = same.fixedPoint {
      levels.append(
        Level(
          kind: .fixedPoint, name: fixed.isNothing ? "all forgotten" : "fixed point of λs",
          error: fixed.error(sigma: same.sigma)))
    }
    if let ceiling { levels.append(Level(kind: .ceiling, name: "ceiling", error: ceiling)) }
    levels.append(Level(kind: .noise, name: "noise", error: same.sigma * same.sigma))
    return levels.filter(\.error.isFinite)
  }

  /// The least error that any student has which only shrinks its teacher; nil where nothing is gained by that, and where
  /// a round has more than the teacher's labels to learn from.
  package var ceiling: Double? {
    let (teacher, round) = (same.generations[0], same.generations[1])
    guard round.trueShare == 0 else { return nil }
    let regime = Regime(
      lambdaT: teacher.lambda, lambdaS: 1, gammaT: teacher.gamma, gammaS: 1, sigma: same.sigma, zeta: 0)
    let gap = Ceiling(regime).gap
    return gap < 0 && gap.isFinite ? same.errors[0] + gap : nil
  }

  /// A vertical scale that holds both chains, and the levels that do not take the room from them.
  package var scale: Scale {
    let values = (same.errors + best.errors).filter(\.isFinite)
    guard let least = values.min(), let most = values.max() else { return Scale(.linear, from: 0, to: 1) }
    let span = max(most - least, 0.02 * max(most, 1e-12))
    var (low, high) = (least, most)
    for level in levels where level.error > least - 0.6 * span && level.error < most + 1.5 * span {
      (low, high) = (min(low, level.error), max(high, level.error))
    }
    let step = DivergingScale.roundLimit(max(high - low, span) / 12)
    let lower = max(0, ((low - 0.12 * span) / step - 1e-9).rounded(.down) * step)
    return Scale(.linear, from: lower, to: max(((high + 0.04 * span) / step + 1e-9).rounded(.up) * step, lower + step))
  }

  /// Generations along the axis, half a generation beyond either end.
  package var axis: Scale { Scale(.linear, from: 0.5, to: Double(chain.errors.count) + 0.5) }

  /// The errors of a chain as places of a plot.
  package static func points(_ chain: GenerationChain) -> [Curve.Point] {
    chain.errors.enumerated().map { Curve.Point(Double($0.offset + 1), $0.element) }
  }
}

extension Settings {
  /// The chains that begin at each state pinned, of the kind that is followed.
  package var pinnedChains: [(letter: Character, chain: GenerationChain)] {
    pins.map { ($0.letter, ChainField(at($0)).chain) }
  }
}

extension FittedModel {
  /// Whether it is the model that predicts 0.
  package var isNothing: Bool { misalignment == 1 && variance == 0 }
}

/// What becomes of a chain: for how many rounds it gets better or worse, and where it ends.
package struct ChainCourse {
  /// How a round changes the error.
  package enum Change: Hashable {
    case better, worse, level
  }

  /// Rounds in a row that change it in the same way.
  package struct Run: Hashable {
    package let change: Change
    package internal(set) var rounds: Int
  }

  /// Where a chain ends, if its last round is repeated for ever.
  package enum End: Hashable {
    /// At the model that predicts 0, and its error.
    case forgotten(Double)
    /// Nowhere: the error grows beyond all bounds.
    case diverges
    /// At an error above the teacher's.
    case collapsed(Double)
    /// At an error no greater than the teacher's.
    case settled(Double)
  }

  /// What its rounds do, one after the other.
  package let runs: [Run]
  /// Where it ends; nil where its rounds are not all alike, and of a single round.
  package let end: End?
  /// The generation with the least error, from 1.
  package let best: Int
  /// The first generation after the best with a greater error than the teacher; nil where there is none.
  package let lost: Int?
  private let errors: [Double]

  /// What becomes of a chain.
  package init(_ chain: GenerationChain) {
    let errors = chain.errors
    self.errors = errors
    var runs: [Run] = []
    for (before, after) in zip(errors, errors.dropFirst()) {
      // To rounding: what differs by less is no change.
      let isLevel = before == after || before.isFinite && abs(after - before) <= 1e-12 * max(before, after)
      let change: Change = isLevel ? .level : after < before ? .better : .worse
      if runs.last?.change == change {
        runs[runs.count - 1].rounds += 1
      } else {
        runs.append(Run(change: change, rounds: 1))
      }
    }
    self.runs = runs
    let best = errors.indices.min { errors[$0] < errors[$1] } ?? 0
    self.best = best + 1
    lost = errors.indices.first { $0 > best && errors[$0] > errors[0] * (1 + 1e-12) }.map { $0 + 1 }
    let rounds = Set(chain.generations.dropFirst())
    guard errors.count > 2, rounds.count == 1, let fixed = chain.fixedPoint else {
      end = nil
      return
    }
    let error = fixed.error(sigma: chain.sigma)
    end =
      !error.isFinite
      ? .diverges
      : fixed.isNothing
        ? .forgotten(error) : error > errors[0] * (1 + 1e-12) ? .collapsed(error) : .settled(error)
  }

  /// What its rounds do, in a few words, and where it ends.
  package func headline(_ number: (Double) -> String) -> String {
    let (rounds, ends) = headlineParts(number)
    return [rounds, ends].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The same in two: what its rounds do, and where it ends.
  package func headlineParts(_ number: (Double) -> String) -> (rounds: String, ends: String) {
    guard let ends = endInWords(number) else { return (roundsInWords, "") }
    // What has only got better so far may still be lost.
    return (roundsInWords + (isLost && runs.last?.change == .better ? "; repeated for ever:" : ":"), ends)
  }

  /// Whether in the end it is worse than the teacher, or worth nothing.
  package var isLost: Bool {
    switch end {
    case .forgotten, .collapsed, .diverges: true
    case .settled: false
    case nil: (errors.last ?? 0) > errors[0] * (1 + 1e-12)
    }
  }

  /// The same in fewer words.
  package func brief(_ number: (Double) -> String) -> String {
    let rounds = runs.prefix(2).map { run in
      switch run.change {
      case .better: "better"
      case .worse: "worse"
      case .level: "unchanged"
      }
    }.joined(separator: ", then ")
    let last =
      switch end {
      case .forgotten(let error), .collapsed(let error), .settled(let error): number(error)
      case .diverges: "no end"
      case nil: errors.last.map(number) ?? ""
      }
    return "\(rounds.prefix(1).uppercased() + rounds.dropFirst()): to \(last)"
  }

  private var roundsInWords: String {
    if !errors.contains(where: \.isFinite) { return "Every error is infinite" }
    func words(_ change: Change) -> String {
      switch change {
      case .better: "better"
      case .worse: "worse"
      case .level: "unchanged"
      }
    }
    guard let first = runs.first else { return "" }
    let beginning = words(first.change)
    let title = beginning.prefix(1).uppercased() + beginning.dropFirst()
    if runs.count == 1 { return first.rounds == 1 ? title : "\(title) every round" }
    let then = runs.dropFirst().prefix(2).map { "then \(words($0.change))" }.joined(separator: ", ")
    return "\(title) for \(first.rounds) \(first.rounds == 1 ? "round" : "rounds"), \(then)"
  }

  private func endInWords(_ number: (Double) -> String) -> String? {
    if !errors.contains(where: \.isFinite) { return nil }
    guard let end else {
      return errors.last.map { "L\(errors.count) = \(number($0))" }
    }
    switch end {
    case .forgotten(let error):
      let ends = error > errors[0] * (1 + 1e-12) ? "collapse to" : "it ends at"
      return "\(ends) L = \(number(error)), all forgotten"
    case .diverges: return "collapse without end, L grows beyond bounds"
    case .collapsed(let error): return "collapse to L = \(number(error)), worse than the teacher"
    case .settled(let error):
      // Where no round changes anything, it is there already.
      if runs.allSatisfy({ $0.change == .level }) { return "L = \(number(errors[0])) throughout" }
      return "it settles at L = \(number(error)), \(error < errors[0] * (1 - 1e-12) ? "better than" : "as") the teacher"
    }
  }

  /// The best generation, and by which the gain is lost, in fewer words.
  package func turningBrief(_ number: (Double) -> String) -> String {
    guard best > 1 else { return "None beats the teacher" }
    return "Best: generation \(best), \(number(errors[best - 1]))"
      + (lost.map { "; gain lost by \($0)" } ?? "; the gain lasts")
  }

  /// The best generation, and by which the gain is lost.
  package func turning(_ number: (Double) -> String) -> String {
    guard best > 1 else {
      return errors[0].isFinite
        ? "No generation beats the teacher, \(number(errors[0]))" : "The teacher's error is infinite"
    }
    let gain = "Best is generation \(best), \(number(errors[best - 1])) after the teacher's \(number(errors[0]))"
    return gain + (lost.map { "; the gain is lost by generation \($0)" } ?? "; the gain lasts")
  }
}
