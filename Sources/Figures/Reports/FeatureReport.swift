// The nonlinear experiment in words and tables.

import Canvas
import Nonlinear
import Sampling
import Theory

/// An experiment in words and tables, for a person.
package struct FeatureReport {
  private let result: FeatureResult
  private let rung: FeatureRung
  private let glyphs: Glyphs

  /// The report of a result, spelt as the output can show it.
  package init(_ result: FeatureResult, glyphs: Glyphs) {
    self.result = result
    self.glyphs = glyphs
    rung = result.rungs[result.rungs.count - 1]
  }

  /// All of it.
  package var text: String {
    var parts = [setting] + [rung.setting.regime.warning].compactMap { $0 } + [norms, whoKnowsWhat]
    if result.rungs.count > 1 { parts.append(ladder) }
    if !result.probes.isEmpty { parts.append(ProbeReport(result, glyphs: glyphs).text) }
    if result.plan.studentSteps > 1 { parts.append(ForgettingReport(result, glyphs: glyphs).text) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var setting: String {
    let (sizes, r) = (rung.setting.sizes, rung.setting.regime)
    let n = { (value: Double) in NumberFormat(digits: 4, trimsZeros: true).text(value) }
    return """
      σ \(r.activation.name), easy link \(r.easy.name), hard link \(r.hard.name); ηt \(n(r.etaT)), ηs \(n(r.etaS)), \
      τ \(n(r.tau))
      d \(sizes.dimension), nt \(sizes.teacherSamples), ns \(sizes.studentSamples), pt \(sizes.teacherWidth), \
      ps \(sizes.studentWidth); \(result.plan.trials) \(result.plan.trials == 1 ? "trial" : "trials"), seed \(result.plan.seed)
      """
  }

  private var norms: String {
    var rows = [["norm", "limit", "simulated", "± s.e.", "z"]]
    for norm in FeatureNorm.all {
      let moments = rung[norm]
      // A norm whose limit is 0 is never 0: its z says nothing.
      let z = rung.limit[norm] == 0 ? "→ 0" : signed(rung.z(norm), digits: 2)
      rows.append([norm.symbol, fixed(rung.limit[norm]), fixed(moments.mean), fixed(moments.standardError), z])
    }
    return glyphs.table(rows)
  }

  private var whoKnowsWhat: String {
    func seen(_ network: Network, _ direction: LabelDirection, _ stage: StepStage) -> String {
      fixed(rung[FeatureNorm(network, direction, stage)].mean)
    }
    let limit = rung.limit
    let regime = rung.setting.regime
    let (randomT, randomS) = (regime.teacherWidthRatio.squareRoot(), regime.studentWidthRatio.squareRoot())
    var lines = ["WHO KNOWS WHAT"]
    lines.append(
      limit.teacherUpdate > 0
        ? "The teacher learned βe: its step moved Ŵt by \(seen(.teacher, .easy, .update)) along it "
          + "(limit \(fixed(limit.teacherUpdate))); ‖Ŵtβe‖ went from \(seen(.teacher, .easy, .before)) to "
          + "\(seen(.teacher, .easy, .after))."
        : "The teacher learned nothing: its step size is 0.")
    lines.append(
      "The teacher did not learn βh: its step moved Ŵt by \(seen(.teacher, .hard, .update)) along it, which vanishes "
        + "as d grows.")
    let tail = "of weights that know nothing of βh"
    lines.append(
      regime.tau > 0
        ? "The student knew βh before its step, ‖Ws,0 βh‖ = \(seen(.student, .hard, .before)) against the "
          + "√(ps/d) = \(fixed(randomS)) \(tail), and after it ‖Ŵsβh‖ = \(seen(.student, .hard, .after))."
        : "The student did not know βh: τ is 0 and ‖Ws,0 βh‖ = \(seen(.student, .hard, .before)), the "
          + "√(ps/d) = \(fixed(randomS)) \(tail).")
    lines.append(
      limit.studentUpdate > 0
        ? "The student learned βe from the teacher's labels: its step moved Ŵs by \(seen(.student, .easy, .update)) "
          + "along it (limit \(fixed(limit.studentUpdate))); ‖Ŵsβe‖ went from \(seen(.student, .easy, .before)) to "
          + "\(seen(.student, .easy, .after))."
        : "The student learned nothing of βe: the product of the step sizes is 0.")
    lines.append("")
    lines.append("THE PAPER'S CLAIM")
    let after = rung[FeatureNorm(.teacher, .hard, .after)]
    lines.append(
      "Proposition 10 as printed says ‖Ŵtβh‖ → 0. Seen: \(fixed(after.mean)) ± \(fixed(after.standardError)), and the "
        + "limit is √(pt/d) = \(fixed(randomT)), what random weights have: it is the update along βh that vanishes.")
    return lines.joined(separator: "\n")
  }

  private var ladder: String {
    let shown: [FeatureNorm] = [
      FeatureNorm(.teacher, .easy, .update), FeatureNorm(.teacher, .hard, .update),
      FeatureNorm(.teacher, .hard, .after), FeatureNorm(.student, .easy, .update),
      FeatureNorm(.student, .hard, .update), FeatureNorm(.student, .hard, .after),
    ]
    var rows = [["norm"] + result.rungs.map { "d = \($0.setting.sizes.dimension)" } + ["limit"]]
    for norm in shown {
      rows.append(
        [norm.symbol]
          + result.rungs.map { "\(fixed($0[norm].mean)) ± \(fixed($0[norm].standardError))" }
          + [fixed(rung.limit[norm])])
    }
    return "OVER GROWING DIMENSION\n" + glyphs.table(rows)
  }
}

extension Glyphs {
  /// A table of rows, the first of them its heading. They are spelt first, since a spelling may be wider.
  func table(_ rows: [[String]]) -> String { TextTable(rows.map { $0.map(text) }).text }
}

/// A number with three decimals, or as few digits as that takes.
func fixed(_ value: Double) -> String {
  guard value.isFinite, value.magnitude < 1e9 else { return NumberFormat(digits: 4).text(value) }
  let thousandths = Int(clamping: (value.magnitude * 1000).rounded())
  let decimals = "\(thousandths % 1000)"
  return (value < 0 && thousandths > 0 ? "−" : "") + "\(thousandths / 1000)."
    + String(repeating: "0", count: 3 - decimals.count) + decimals
}

private func signed(_ value: Double, digits: Int) -> String {
  NumberFormat(digits: digits, showsPlus: true).text(value)
}
