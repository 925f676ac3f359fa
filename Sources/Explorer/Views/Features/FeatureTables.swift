// What goes beyond the paper: ridge heads on the features, and repeated steps, as tables with their standard errors and a
// sentence that says what came out, favourable or not.
//
//     test error of heads, by labelled samples
//                     m 125    m 250    …
//     teacher         0.86     0.80
//     student after   1.00     0.87

import Canvas
import Figures
import Nonlinear
import Preferences
import Sampling
import Theory

extension Pen {
  /// Draws the tables of a picture, or how to get them.
  mutating func drawFeatureTables(_ picture: FeaturePicture, _ result: FeatureResult?, model: Model, in rect: Rect) {
    let lines: [StyledLine]
    if let result {
      lines =
        picture == .probes
        ? probeLines(result, width: rect.width, look: look) : forgettingLines(result, width: rect.width, look: look)
    } else {
      let key = model.keys.keys(for: .simulate).first?.label(look.glyphs) ?? "s"
      let what =
        picture == .probes
        ? "fits ridge heads on true labels over the features of the teacher, of the student before and of the student "
          + "after its step, and tests them on others"
        : "lets the student take 32 steps on the teacher's labels, new samples each, and follows both directions"
      lines = look.words("\(key) \(what).", .muted).wrapped(to: rect.width, rows: rect.height, look: look)
    }
    var y = rect.y
    for line in lines where y < rect.maxY {
      // A table's rows lose whole columns; a sentence goes on below.
      let rows = line.parts.contains { $0.rank > 0 } ? [line] : line.wrapped(to: rect.width, indent: 2)
      if rows.isEmpty { y += 1 }
      guard y + rows.count <= rect.maxY else { continue }
      y = frame.put(rows, in: Rect(x: rect.x, y: y, width: rect.width, height: rows.count))
    }
  }
}

/// The columns of a table: names to the left, numbers with their errors where there is room for them.
private struct Columns {
  let lead = 15
  let width: Int
  let look: Look

  init(_ count: Int, in total: Int, atLeast least: Int = 6, look: Look) {
    width = min(13, max(least, (total - lead) / max(1, count)))
    self.look = look
  }

  func cell(_ moments: Moments?) -> String {
    guard let moments, moments.mean.isFinite else { return "" }
    // Two decimals at the most: what is less is nothing to see.
    let small = abs(moments.mean) < 0.095
    let rounded = small ? (moments.mean * 100).rounded() / 100 : moments.mean
    let mean = look.number(rounded, room: width - 1, digits: small ? 1 : 2) ?? ""
    guard width >= 12, moments.standardError.isFinite else { return mean }
    let whole = mean + look.glyphs.text("±") + look.number(moments.standardError, digits: 1)
    return whole.unicodeScalars.count < width ? whole : mean
  }

  /// A row: its name and its cells, each a part of its own.
  func row(_ name: String, _ role: Role, _ cells: [String], _ cellRole: Role = .value) -> StyledLine {
    StyledLine(
      [look.part((name.padding(to: lead - 1), role))]
        + cells.map { look.part(($0.padding(to: width - 1), cellRole), rank: 1) })
  }

  func row(_ name: String, _ role: Role, _ values: [Moments?], _ valueRole: Role = .value) -> StyledLine {
    row(name, role, values.map(cell), valueRole)
  }

  func heading(_ names: [String]) -> StyledLine { row("", .muted, names, .muted) }
}

func probeLines(_ result: FeatureResult, width: Int, look: Look) -> [StyledLine] {
  guard let probes = result.plan.probes, let most = probes.samples(dimension: result.plan.setting.sizes.dimension).last
  else { return [] }
  let setting = result.plan.setting
  let spikes = probes.spikes(of: setting)
  let samples = probes.samples(dimension: setting.sizes.dimension)
  func error(_ features: ProbedFeatures, _ spike: ProbeSpike, _ m: Int) -> Moments? {
    result[ProbeCell(features: features, spike: features == .teacher ? spikes[0] : spike, samples: m)]?.error
  }
  let names: [(ProbedFeatures, String, Role)] = [
    (.teacher, "teacher", .teacher), (.studentBefore, "student before", .muted),
    (.studentAfter, "student after", .student),
  ]
  let columns = Columns(max(samples.count, spikes.count), in: width, look: look)
  let mark = columns.width >= 8 ? ("m ", "α ") : ("", "")
  var lines = [
    look.words("Test error over label variance, by labels m", .title),
    columns.heading(samples.map { "\(mark.0)\($0)" }),
  ]
  lines += names.map { features, name, role in columns.row(name, role, samples.map { error(features, spikes[0], $0) }) }
  lines.append(StyledLine())
  lines.append(look.words("By the student's spike τ = d^α, m = \(most)", .title))
  lines.append(
    columns.heading(spikes.map { spike in spike.exponent.map { mark.1 + look.number($0, trim: true) } ?? "own" }))
  lines += names.dropFirst().map { features, name, role in
    columns.row(name, role, spikes.map { error(features, $0, most) })
  }
  let recovered = spikes.map { result[ProbeCell(features: .studentAfter, spike: $0, samples: most)]?.hardRecovered }
  lines.append(columns.row("hard part seen", .muted, recovered, .simulated))
  lines.append(StyledLine())
  if let teacher = error(.teacher, spikes[0], most), let student = error(.studentAfter, spikes[0], most) {
    let wins = student.mean < teacher.mean
    lines.append(
      look.words("At its own τ the student", .muted)
        .joined(look.words(wins ? "wins" : "does not win", wins ? .gain : .loss)))
  }
  // By spike, the student's own τ among them.
  let beating = spikes.filter { spike in
    guard let teacher = error(.teacher, spike, most), let student = error(.studentAfter, spike, most) else {
      return false
    }
    return student.mean < teacher.mean
  }
  let values = "τ = " + beating.map { look.number($0.tau, trim: true) }.joined(separator: ", ")
  lines.append(
    look.words("It wins with", .muted)
      .joined(beating.isEmpty ? look.words("no spike tried", .loss) : look.words(values, .gain)))
  if setting.regime.activation.isOdd && setting.regime.hard.isEven {
    lines.append(look.words("No head sees βh: σ is odd, σh even (y: other)", .error))
  }
  return lines
}

func forgettingLines(_ result: FeatureResult, width: Int, look: Look) -> [StyledLine] {
  let columns = Columns(4, in: width, atLeast: 9, look: look)
  let share = columns.width >= 12 ? "share of " : "% "
  var lines = [
    look.words("After so many steps on the teacher's labels", .title),
    columns.heading(["‖Ŵsβe‖", "‖Ŵsβh‖", share + "βe", share + "βh"].map(look.glyphs.text)),
  ]
  let shown = result.steps.filter { $0.step & ($0.step - 1) == 0 || $0.step == 0 }
  for step in shown {
    let shares = [step.easyShare, step.hardShare].map { look.number($0.mean * 100, digits: 2) + " %" }
    var line = columns.row("\(step.step)", .value, [step.easyNorm, step.hardNorm], .student)
    line.parts += columns.row("", .value, shares).parts.dropFirst()
    lines.append(line)
  }
  guard let first = shown.first, let last = shown.last else { return lines }
  let kept = last.hardNorm.mean / first.hardNorm.mean
  let times = { (factor: Double) in look.line(look.part(("×" + look.number(factor, digits: 2), .value))) }
  lines.append(StyledLine())
  lines.append(
    look.words("The weights along βh change by", .muted).joined(times(kept))
      .joined(look.words("and their share by", .muted))
      .joined(times(last.hardShare.mean / first.hardShare.mean)))
  let outgrown = kept > 0.5
  lines.append(look.words(outgrown ? "βh is not forgotten but outgrown" : "βh is forgotten", outgrown ? .tie : .loss))
  return lines
}
