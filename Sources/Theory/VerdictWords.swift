// The verdict in sentences. How many digits a number has is for the caller to say.

extension Verdict {
  /// Gain, no gain or a tie, with the gap.
  public func headline(_ number: (Double) -> String) -> String {
    switch outcome {
    case .gain: "GAIN: Ls − Lt = \(number(gap))"
    case .tie: "TIE: the student equals its teacher"
    case .loss: "NO GAIN: Ls − Lt = \(number(gap))"
    }
  }

  /// The two errors, and how far they are apart as a share of the teacher's where there is such a share.
  public func errorsInWords(_ number: (Double) -> String) -> String {
    let share = abs(gap / errors.teacher)
    let apart = share > 0 && share.isFinite ? ", \(number(100 * share))% \(gap < 0 ? "lower" : "higher")" : ""
    return "the teacher's error is \(number(errors.teacher)) and the student's \(number(errors.student))\(apart)"
  }

  /// What the student does to its teacher's bias and variance, and where its own variance comes from.
  public func biasAndVariance(_ number: (Double) -> String) -> [String] {
    let parts = Decomposition(regime)
    let (given, saved) = (parts.biasGivenUp, parts.varianceSaved)
    if StudentLimit(regime).lost == 0 {
      return [
        "\(regime.lambdaS == 0 ? "With λs = 0" : "At this λs") the student shrinks nothing and copies its teacher, bias and variance."
      ]
    }
    if parts.teacher.variance == .infinity {
      return [
        "The teacher's variance is infinite: with λt = 0 and γt = 1 it fits all of the noise.",
        "The student's grows without bound too, but slower.",
      ]
    }
    if given == 0, saved == 0 { return ["The student keeps its teacher's bias and variance."] }
    let bias = given > 0 ? "gives up \(number(given)) of bias" : "keeps its teacher's bias"
    let variance =
      outcome == .tie && given > 0
      ? "saves as much of variance"
      : saved == 0 ? "saves no variance" : "\(saved > 0 ? "saves" : "adds") \(number(abs(saved))) of variance"
    let (all, kept, own) = (
      parts.teacher.variance, parts.student.inheritedVariance, parts.student.ownVariance
    )
    let adds = own > 0 ? "its own sample adds \(number(own))." : ""
    let source =
      all > 0
      ? "Of the teacher's variance, \(number(all)), it inherits \(number(kept))\(own > 0 ? "; \(adds)" : ".")"
      : own > 0 ? "The teacher has no variance; the student's \(adds.dropFirst(4))" : ""
    return ["The student \(bias) and \(variance)."] + (source.isEmpty ? [] : [source])
  }

  /// Which λs win.
  public func winningPenalties(_ number: (Double) -> String) -> String {
    switch (phase.phase, phase.winning) {
    case (.below, let set?): "The student beats this teacher for every λs below \(number(set.upper))."
    case (.window, let set?):
      "The student beats this teacher for λs between \(number(set.lower)) and \(number(set.upper))."
    case (.always, let set?) where set.lower > 0:
      "The student beats this teacher for every λs above \(number(set.lower)), where it begins to cut anything off."
    case (.always, _): "The student beats this teacher for every λs > 0\(limitsPenalty ? ", small beside d" : "")."
    default: "No λs lets the student beat this teacher."
    }
  }

  /// On which side of the winning λs the student's is; nil where it is among them, and where there are none.
  public var missedPenalty: String? {
    guard outcome == .loss, let winning = phase.winning else { return nil }
    if regime.lambdaS >= winning.upper { return "Its own λs is above them: it shrinks too much." }
    return regime.lambdaS <= winning.lower ? "Its own λs is below them: it shrinks too little." : nil
  }

  /// Whether what is said of large λs holds only as long as they are small beside d: along a learned direction a ridge
  /// student's penalty is 1 + d times less, not 0.
  private var limitsPenalty: Bool { regime.zeta > 0 && regime.filter == .ridge }

  /// The best λs; nil where even that does not win.
  public func bestPenalty(_ number: (Double) -> String) -> String? {
    guard best.gap < 0 else { return nil }
    return best.lambdaS == .infinity
      ? "The larger λs the better\(limitsPenalty ? ", as long as it is small beside d" : ""): "
        + "the gap falls to \(number(best.gap))."
      : "The best is λs = \(number(best.lambdaS)), with a gap of \(number(best.gap))."
  }

  /// The best λs at a dimension, where the limit, which holds for λs ≪ d, has another; nil where even that does not win.
  public func bestPenalty(dimension: Int, _ number: (Double) -> String) -> String? {
    let finite = BestPenalty(regime, dimension: dimension)
    guard limitsPenalty, finite.gap < 0, !best.isNear(finite) else { return nil }
    return "At d = \(dimension) the penalty is felt along the learned direction too, and the best is "
      + "λs = \(number(finite.lambdaS)), with a gap of \(number(finite.gap))."
  }

  /// What the gap is over trials at a dimension; nil where there is no law of it, and for a student that copies its teacher.
  public func finiteInWords(dimension: Int, _ number: (Double) -> String) -> String? {
    guard let law = FiniteLaw(regime, dimension: dimension), law.gap.standardDeviation > 0 else { return nil }
    let chance = law.probabilityOfGain
    let often =
      chance < 0.001
      ? "a gain in less than 0.1%"
      : chance > 0.999 ? "a gain in more than 99.9%" : "a gain in \(percent(chance, number))"
    return "At d = \(dimension) the gap averages \(number(law.gap.mean)) over trials, with a standard deviation of "
      + "\(number(law.gap.standardDeviation)): \(often) of them."
  }

  /// How much there is to gain by shrinking and how much of it is taken; nil where there is nothing.
  public func ceilingInWords(_ number: (Double) -> String) -> String? {
    let ceiling = Ceiling(regime)
    guard ceiling.gap < 0, ceiling.gap.isFinite else { return nil }
    var taken: [String] = []
    if outcome == .gain, let share = ceiling.share(of: gap) {
      taken.append("this one takes \(percent(share, number)) of it")
    }
    if best.gap < 0, let share = ceiling.share(of: best.gap) { taken.append("the best λs \(percent(share, number))") }
    let most = "The ceiling: no student that only shrinks its teacher gains more than \(number(-ceiling.gap))"
    return ([most] + (taken.isEmpty ? [] : [taken.joined(separator: ", ")])).joined(separator: "; ") + "."
  }

  /// How much of the ceiling each kind of student takes with its best λs; nil where there is no ceiling.
  public func kindsInWords(_ number: (Double) -> String) -> String? {
    let ceiling = Ceiling(regime)
    guard ceiling.gap < 0, ceiling.gap.isFinite else { return nil }
    let taken = SpectralFilter.allCases.map { filter -> String in
      let gap = filter == regime.filter ? best.gap : BestPenalty(regime.with(filter)).gap
      let share = gap < 0 ? ceiling.share(of: gap) ?? 0 : 0
      return "\(filter.name) \(percent(share, number))"
    }
    return "Each at its best, of the ceiling: \(taken.joined(separator: ", "))."
  }

  /// What it takes to come near the ceiling; nil where there is none, or where it takes nothing.
  public func budgetInWords(_ number: (Double) -> String) -> String? {
    let ceiling = Ceiling(regime)
    let samples = ceiling.samplesPerDimension(share: 0.95)
    guard regime.filter == .ridge, ceiling.gap < 0, ceiling.gap.isFinite, samples > 0 else { return nil }
    return
      "To 95% of the ceiling, at the best λs, it takes about \(number((10 * samples).rounded() / 10)) samples a dimension."
  }

  /// What share of the way to its own ceiling the student goes; nil where the teacher is above that.
  public func gapRecoveredInWords(_ number: (Double) -> String) -> String? {
    let recovered = GapRecovered(regime)
    guard let best = recovered.atBestPenalty else { return nil }
    let own = recovered.atOwnPenalty.map { ", \(percent($0, number)) to that with its own" } ?? ""
    return
      "Performance gap recovered: \(percent(best, number)) of the way to the same student trained on true labels with "
      + "its best λs\(own)."
  }

  /// A share as a percentage to a tenth.
  private func percent(_ share: Double, _ number: (Double) -> String) -> String {
    "\(number((1000 * share).rounded() / 10))%"
  }

  /// Whether the teacher is at its own best penalty, and which that is.
  public func teacherInWords(_ number: (Double) -> String) -> String {
    "The teacher is \(regularisation.rawValue): its own best penalty is λt = \(number(regime.optimalLambdaT))."
  }

  /// By what the student wins, or would with another λs, or why it cannot.
  public func mechanismInWords(_ number: (Double) -> String) -> String {
    let wins = outcome == .gain
    let direction = "a direction of its own (ζ = \(number(regime.zeta)))"
    let (student, compensates) =
      wins ? ("The student", "compensates") : ("With a winning λs the student", "would compensate")
    switch mechanism {
    case .compensation:
      let how = wins ? ": its penalty takes out variance that the teacher's left in." : "."
      return "\(student) \(compensates) an under-regularised teacher\(how)"
    case .direction:
      return "\(student) \(wins ? "wins" : "would win") by \(direction): it need not shrink along it, only beside it."
    case .both: return "\(student) \(compensates) an under-regularised teacher, and has \(direction) besides."
    case .compensationByDirection:
      return "\(student) \(compensates) an under-regularised teacher with the help of \(direction); "
        + "without it no λs would win."
    case .none: return obstacleInWords(number)
    }
  }

  /// Why no λs wins.
  private func obstacleInWords(_ number: (Double) -> String) -> String {
    if errors.teacher == 0 { return "The teacher makes no error: there is nothing to beat." }
    let fewSamples = "having no more samples than dimensions (γs ≥ 1)"
    if regime.zeta > 0 {
      return "A direction of its own (ζ = \(number(regime.zeta))) does not make up for "
        + (regime.gammaS < 1 || regularisation == .over ? "the teacher's penalty." : fewSamples + ".")
    }
    switch regularisation {
    case .under: return "The teacher is not far enough below its optimum to make up for \(fewSamples)."
    case .optimal: return "At its optimum the teacher leaves nothing to make up for without a direction of one's own."
    case .over:
      return "The teacher's penalty is above its optimum: to shrink more gives up more bias than it saves of variance."
    }
  }

  /// Where the paper's Theorem 5 as printed does not decide this teacher's ζ = 0 case as it should; nil where it does.
  public var printedTheoremInWords: String? {
    switch Printed.theoremFiveAgrees(regime) {
    case true?: nil
    case false?: "The paper's Theorem 5 as printed (eq. 5) would decide this regime's ζ = 0 case otherwise."
    case nil: "The paper's Theorem 5 as printed is silent here: γs = 1 and λt < λ⋆t."
    }
  }
}
