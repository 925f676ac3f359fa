// The nonlinear setting: how strongly teacher and student point along the easy and the hard direction, before and after
// one gradient step, in the limit (bars) and simulated (rings); and how what should vanish does over growing d.
//
//     ┌ Features: ‖Wβ‖ before and after one step ────────────┐
//     │ TEACHER   easy βe  before  ██████████○──      1.00   │
//     │                    update  ████████████○─     1.21   │
//     │ ...                                                  │
//     │ over growing d   125    250    500    limit          │
//     └──────────────────────────────────────────────────────┘

import Canvas
import Figures
import Nonlinear
import Preferences
import Sampling
import Theory

extension Pen {
  mutating func drawFeatures(_ model: Model, layout: Layout) {
    let picture = model.settings.featurePicture
    drawPane(layout.view, title: picture.title, focused: model.focus == .plot)
    let inner = layout.view.inset(by: 2, 1)
    guard inner.width >= 24, inner.height >= 6 else { return }
    let settings = model.settings.features
    let limit: FeatureLimit
    do throws(AssumptionBroken) {
      limit = try FeatureLimit(settings.regime)
    } catch {
      frame.put(look.words("\(error)", .error).wrapped(to: inner.width, rows: inner.height, look: look), in: inner)
      return
    }
    let found = model.freshFeatures
    if picture != .alignment {
      drawFeatureTables(picture, found, model: model, in: inner)
      return
    }
    let top = FeatureNorm.all.map { limit[$0] }.max() ?? 1
    let seen = FeatureNorm.all.compactMap { found?.rungs.last?[$0].mean }.filter(\.isFinite).max() ?? 0
    let scale = Scale(.linear, near: 0, and: max(top, seen, 1e-6) * 1.08)
    var y = inner.y
    for network in Network.allCases {
      for direction in LabelDirection.allCases {
        if y < inner.maxY - 1, inner.height >= 18 || direction == .easy {
          var heading = look.words(network == .teacher ? "Teacher" : "Student", .title)
          if inner.height >= 18 {
            heading = heading.joined(
              look.words("along \(direction == .easy ? "the easy" : "the hard") \(direction.symbol)", .muted))
          }
          frame.put(heading, x: inner.x, y: y, limit: inner.width)
          y += 1
        }
        for stage in StepStage.allCases where y < inner.maxY - 1 {
          let norm = FeatureNorm(network, direction, stage)
          drawBar(
            norm, isNamed: inner.height < 18, limit: limit[norm], seen: found?.rungs.last?[norm], scale: scale, y: y,
            in: inner)
          y += 1
        }
      }
    }
    let ladderRows = 5
    if let found, inner.maxY - y > ladderRows + 1 {
      drawLadder(found, y: y + 1, in: inner)
    }
    var legend = look.line(look.part((look.glyphs.isUnicode ? "█ limit" : "# limit", .student)))
    if found != nil { legend.parts.append(look.part(("○ simulated", .simulated), gap: 2)) }
    legend.parts += [("σe \(settings.regime.easy.name) (x)", 3), ("σh \(settings.regime.hard.name) (y)", 2)].map {
      look.part(($0, .muted), gap: $1, rank: 1)
    }
    frame.put(legend, x: inner.x, y: inner.maxY - 1, limit: inner.width)
  }

  private mutating func drawBar(
    _ norm: FeatureNorm, isNamed: Bool, limit: Double, seen: Moments?, scale: Scale, y: Int, in rect: Rect
  ) {
    let lead = 11
    let trail = rect.width >= 54 ? 27 : 9
    let bar = Rect(x: rect.x + lead, y: y, width: rect.width - lead - trail, height: 1)
    let name = isNamed ? norm.direction.symbol : "  "
    frame.put(look.glyphs.text(name) + " " + norm.stage.rawValue, x: rect.x, y: y, look[.muted])
    let role: Role = norm.network == .teacher ? .teacher : .student
    let full = Int(clamping: (scale.position(limit) * Double(bar.width)).rounded())
    for column in 0..<max(0, bar.width) {
      let inside = column < full
      frame[bar.x + column, y] = Cell(inside ? look.glyphs.filled : look.glyphs.dot, look[inside ? role : .border])
    }
    var line = look.line(look.part((look.number(limit, room: trail - 1) ?? "", .value)))
    if let seen, seen.count > 0 {
      frame.drawMeasured(
        [
          Measured(
            x: seen.mean, y: 0, error: 0,
            style: Style(look[.simulated].foreground, on: look[.simulated].background, look[.simulated].attributes))
        ], at: bar, scale: scale, glyphs: look.glyphs)
      let error = seen.standardError.isFinite ? look.number(seen.standardError, digits: 1) : "?"
      line.parts.append(look.part((look.number(seen.mean) + " ± " + error, .simulated), gap: 2, rank: 1))
    }
    frame.put(line, x: bar.maxX + 1, y: y, limit: trail - 1)
  }
}

extension Frame {
  /// Rings on a horizontal bar.
  fileprivate mutating func drawMeasured(_ values: [Measured], at bar: Rect, scale: Scale, glyphs: Glyphs) {
    for value in values {
      guard let pixel = scale.pixel(value.x, of: bar.width) else { continue }
      self[bar.x + pixel, bar.y] = Cell(glyphs.measured, value.style)
    }
  }
}

extension Pen {
  /// What vanishes and what does not, over growing d.
  private mutating func drawLadder(_ result: FeatureResult, y: Int, in rect: Rect) {
    let rows: [(String, FeatureNorm)] = [
      ("teacher's update along βh", FeatureNorm(.teacher, .hard, .update)),
      ("teacher's weights along βh", FeatureNorm(.teacher, .hard, .after)),
      ("student's update along βe", FeatureNorm(.student, .easy, .update)),
      ("student's weights along βh", FeatureNorm(.student, .hard, .after)),
    ]
    let lead = 28
    let width = 10
    guard rect.width >= lead + width * (result.rungs.count + 1) else { return }
    frame.put("over growing d", x: rect.x, y: y, look[.title])
    func put(_ value: Double, column: Int, row: Int, _ role: Role) {
      let text = look.number(value, room: width - 1) ?? ""
      frame.putRight(text, endX: rect.x + lead + width * (column + 1), y: y + row, look[role])
    }
    for (column, rung) in result.rungs.enumerated() {
      let heading = "d \(rung.setting.sizes.dimension)"
      if heading.count < width {
        frame.putRight(heading, endX: rect.x + lead + width * (column + 1), y: y, look[.muted])
      }
    }
    frame.putRight("limit", endX: rect.x + lead + width * (result.rungs.count + 1), y: y, look[.muted])
    for (row, (name, norm)) in rows.enumerated() {
      frame.put(look.glyphs.text(name), x: rect.x, y: y + 1 + row, look[.muted])
      for (column, rung) in result.rungs.enumerated() {
        put(rung[norm].mean, column: column, row: row + 1, .simulated)
      }
      if let last = result.rungs.last { put(last.limit[norm], column: result.rungs.count, row: row + 1, .value) }
    }
  }
}
