// Whether alignment becomes accuracy, and whether the student forgets: in words and tables, as it came out.

import Canvas
import Nonlinear
import Sampling
import Theory

/// The probes for a person.
struct ProbeReport {
  private let result: FeatureResult
  private let samples: [Int]
  private let spikes: [ProbeSpike]
  private let glyphs: Glyphs

  init(_ result: FeatureResult, glyphs: Glyphs) {
    self.result = result
    self.glyphs = glyphs
    samples = Array(Set(result.probes.map(\.cell.samples))).sorted()
    spikes = result.plan.probes?.spikes(of: result.plan.setting) ?? []
  }

  var text: String {
    var lines = [
      "DOES ALIGNMENT BECOME ACCURACY?",
      "Test error of ridge heads fitted on m true labels, over the labels' variance (1 is what their mean achieves):",
      samplesTable, "",
      "The same with m = \(most) over the student's spike τ, with the shares of the easy and of the hard part that are "
        + "in its predictions:",
      spikesTable, "",
    ]
    lines += verdicts
    return lines.joined(separator: "\n")
  }

  private var most: Int { samples.last ?? 0 }

  private func estimate(_ features: ProbedFeatures, _ spike: ProbeSpike, _ m: Int) -> ProbeEstimate? {
    // The teacher has one estimate for all spikes.
    let spike = features == .teacher ? spikes.first ?? spike : spike
    return result[ProbeCell(features: features, spike: spike, samples: m)]
  }

  private var samplesTable: String {
    guard let own = spikes.first else { return "" }
    return glyphs.table(
      [["features"] + samples.map { "m = \($0)" }]
        + ProbedFeatures.allCases.map { features in
          [title(features)] + samples.map { cell(estimate(features, own, $0)?.error) }
        })
  }

  private var spikesTable: String {
    var rows = [["τ", "before: error", "hard part", "after: error", "easy part", "hard part"]]
    for spike in spikes {
      let (before, after) = (estimate(.studentBefore, spike, most), estimate(.studentAfter, spike, most))
      rows.append([
        title(spike), cell(before?.error), cell(before?.hardRecovered), cell(after?.error), cell(after?.easyRecovered),
        cell(after?.hardRecovered),
      ])
    }
    if let own = spikes.first, let teacher = estimate(.teacher, own, most) {
      rows.append([
        "teacher", "", "", cell(teacher.error), cell(teacher.easyRecovered), cell(teacher.hardRecovered),
      ])
    }
    return glyphs.table(rows)
  }

  private var verdicts: [String] {
    guard let own = spikes.first, let teacher = estimate(.teacher, own, most),
      let before = estimate(.studentBefore, own, most), let after = estimate(.studentAfter, own, most)
    else { return [] }
    let regime = result.plan.setting.regime
    var lines = [
      compare("the student's features after its step", after.error, "the teacher's", teacher.error),
      compare("the student's features after its step", after.error, "those before it", before.error),
    ]
    let carrying = spikes.sorted { $0.tau < $1.tau }.first { spike in
      guard let cell = estimate(.studentAfter, spike, most) else { return false }
      return isAbove(cell.hardRecovered, teacher.hardRecovered) && cell.hardRecovered.mean > 0.1
    }
    if regime.activation.isOdd && regime.hard.isEven {
      lines.append(
        "No head can predict any of the hard part: \(regime.activation.name) is odd, so every head on such features is odd "
          + "in x, and \(regime.hard.name) is even.")
    }
    lines.append(
      carrying.map { "The least spike tried that carries more than a tenth of the hard part is \(title($0))." }
        ?? "No spike tried carries more than a tenth of the hard part.")
    let winning = spikes.sorted { $0.tau < $1.tau }.first { spike in
      estimate(.studentAfter, spike, most).map { isAbove(teacher.error, $0.error) } ?? false
    }
    lines.append(
      winning.map { "The least spike tried with which the student's heads beat the teacher's is \(title($0))." }
        ?? "With no spike tried do the student's heads beat the teacher's.")
    return lines
  }

  private func compare(_ first: String, _ a: Moments, _ second: String, _ b: Moments) -> String {
    let verdict = isAbove(b, a) ? "better than" : isAbove(a, b) ? "worse than" : "no different, within 2 s.e., from"
    return "At τ = \(title(spikes[0])) and m = \(most), heads on \(first) are \(verdict) \(second): "
      + "\(cell(a)) against \(cell(b))."
  }

  /// Whether `a` exceeds `b` by two standard errors of the difference of independent means; they share samples, so this
  /// asks for more than it need.
  private func isAbove(_ a: Moments, _ b: Moments) -> Bool {
    let (x, y) = (a.standardError, b.standardError)
    return a.mean - b.mean > 2 * (x * x + y * y).squareRoot()
  }

  private func cell(_ moments: Moments?) -> String {
    moments.map { "\(fixed($0.mean)) ± \(fixed($0.standardError))" } ?? ""
  }

  private func title(_ features: ProbedFeatures) -> String {
    switch features {
    case .teacher: "teacher"
    case .studentBefore: "student before"
    case .studentAfter: "student after"
    }
  }

  private func title(_ spike: ProbeSpike) -> String {
    let n = { (value: Double) in NumberFormat(digits: 3, trimsZeros: true).text(value) }
    return spike.exponent.map { "d^\(n($0)) = \(n(spike.tau))" } ?? n(spike.tau)
  }
}

/// The repeated steps for a person.
struct ForgettingReport {
  let result: FeatureResult
  let glyphs: Glyphs

  init(_ result: FeatureResult, glyphs: Glyphs) { (self.result, self.glyphs) = (result, glyphs) }

  var text: String {
    let last = result.steps.count - 1
    // 0, 1, 2, 4, 8 … and the last.
    let shown = result.steps.filter { $0.step == last || $0.step & ($0.step - 1) == 0 }
    var rows = [["student's steps", "‖Ŵsβe‖", "‖Ŵsβh‖", "share of βe", "share of βh"]]
    for step in shown {
      rows.append(
        ["\(step.step)"]
          + [step.easyNorm, step.hardNorm].map { "\(fixed($0.mean)) ± \(fixed($0.standardError))" }
          + [step.easyShare, step.hardShare].map { percent($0) })
    }
    return "DOES THE STUDENT FORGET?\nRepeated steps on the teacher's labels, new samples each; shares are of ‖Ŵs‖².\n"
      + glyphs.table(rows) + "\n\n" + verdict
  }

  private var verdict: String {
    guard let first = result.steps.first, let end = result.steps.last else { return "" }
    let norm = end.hardNorm.mean / first.hardNorm.mean
    let share = end.hardShare.mean / first.hardShare.mean
    let kept = { (ratio: Double) in NumberFormat(digits: 3, trimsZeros: true).text(ratio) }
    let word =
      norm < 0.9
      ? "The weights themselves lose βh"
      : share < 0.9
        ? "The weights keep what they have of βh, and what is learned besides outgrows it"
        : "βh is not forgotten"
    return "\(word): over \(end.step) steps ‖Ŵsβh‖ was multiplied by \(kept(norm)), its share by \(kept(share))."
  }

  private func percent(_ moments: Moments) -> String {
    let n = { (value: Double) in NumberFormat(digits: 3).text(100 * value) }
    return "\(n(moments.mean)) ± \(NumberFormat(digits: 1).text(100 * moments.standardError)) %"
  }
}
