// Large readouts for a room, and the one slider of a narrow tour.

import Canvas
import Figures
import Preferences
import Theory
import Tours

/// A number to be read from the last row.
private struct Readout {
  let label: StyledLine
  let number: String
  let role: Role
  var targets: [Target] = []
}

extension Pen {
  /// Draws the most telling numbers, as many as have room.
  mutating func drawReadouts(_ model: Model, in rect: Rect) {
    guard rect.height >= LargeText.height + 1 else { return }
    var x = rect.x + 2
    for readout in readouts(model) {
      let rows = LargeText.rows(readout.number, glyphs: look.glyphs) ?? ["", readout.number, ""]
      let width = max(readout.label.width, rows.map(\.columns).max() ?? 0)
      guard x + width <= rect.maxX - 1 else { continue }
      frame.put(readout.label, x: x, y: rect.y, limit: width)
      for (row, text) in rows.enumerated() { frame.put(text, x: x, y: rect.y + 1 + row, look[readout.role]) }
      for target in readout.targets { note(target, text: Rect(x: x, y: rect.y, width: readout.label.width, height: 1)) }
      x += width + 4
    }
  }

  private func readouts(_ model: Model) -> [Readout] {
    let settings = model.settings
    let slider = model.slider
    let value = slider.value(settings).map { look.number($0, trim: true) }
    let moved = value.map {
      Readout(
        label: look.line(look.part((slider.symbol, .title)), look.part((slider.meaning, .muted), rank: 1)).fitted(
          to: 14),
        number: $0, role: .value, targets: [.slider(slider.name)])
    }
    if settings.panel == .chain { return chainReadouts(model, moved) }
    guard settings.isLinear else {
      let limit = try? FeatureLimit(settings.features.regime)
      let norms = [FeatureNorm(.student, .hard, .after), FeatureNorm(.teacher, .hard, .after)].map { norm in
        Readout(
          label: look.line(look.part((norm.symbol, .title))),
          number: model.isCovered ? "?" : limit.map { look.number($0[norm]) } ?? "?",
          role: norm.network == .teacher ? .teacher : .student)
      }
      return [norms[0]] + (moved.map { [$0] } ?? []) + [norms[1]]
    }
    let verdict = Verdict(settings.regime)
    func number(_ value: Double, plus: Bool = false) -> String {
      model.isCovered ? "?" : look.number(value, plus: plus)
    }
    let headline =
      model.isCovered ? look.line(look.part(("Ls − Lt", .title))) : VerdictText(settings).badge(look)
    var readouts = [
      Readout(
        label: headline, number: number(verdict.gap, plus: true), role: model.isCovered ? .muted : verdict.outcome.role,
        targets: [.verdict])
    ]
    if let moved { readouts.append(moved) }
    readouts.append(
      Readout(label: look.line(look.part(("Lt", .title))), number: number(verdict.errors.teacher), role: .teacher))
    readouts.append(
      Readout(label: look.line(look.part(("Ls", .title))), number: number(verdict.errors.student), role: .student))
    return readouts
  }

  /// The student's verdict and where the chain comes to.
  private func chainReadouts(_ model: Model, _ moved: Readout?) -> [Readout] {
    let settings = model.settings.judged
    let (verdict, errors) = (Verdict(settings.regime), ChainField(settings).chain.errors)
    func number(_ value: Double, plus: Bool = false) -> String {
      model.isCovered ? "?" : look.number(value, plus: plus)
    }
    func label(_ generation: Int) -> StyledLine { look.line(look.part(("L\(generation)", .title))) }
    let headline =
      model.isCovered ? look.line(look.part(("Ls − Lt", .title))) : VerdictText(settings).badge(look)
    let count = errors.count
    return [
      Readout(
        label: headline, number: number(verdict.gap, plus: true), role: model.isCovered ? .muted : verdict.outcome.role,
        targets: [.verdict])
    ] + (moved.map { [$0] } ?? []) + [
      Readout(label: label(1), number: number(errors[0]), role: .teacher),
      Readout(label: label(count), number: number(errors[count - 1]), role: .student),
    ]
  }

  /// Draws the slider that keys move, in one row.
  mutating func drawStrip(_ model: Model, in rect: Rect) {
    guard rect.height >= 1, rect.width >= 24 else { return }
    let slider = model.slider
    let settings = model.settings
    let value = slider.value(settings)
    let number =
      value.map {
        $0 == 0 ? "0" : look.number($0, room: Layout.numberWidth, trim: slider.isWhole) ?? ""
      } ?? slider.text(settings)
    let isTyped = model.entry?.purpose == .value
    let label = Rect(x: rect.x + 1, y: rect.y, width: 13, height: 1)
    putSlider(slider.symbol, value: number, typing: isTyped ? model.entry : nil, chosen: true, in: label)
    note(.slider(slider.name), text: label)
    let track = Rect(x: label.maxX + 2, y: rect.y, width: rect.maxX - label.maxX - 4, height: 1)
    if let value, let own = slider.track {
      drawTrack(slider, own, value, settings.judged, stops: model.stops(slider), isCovered: model.isCovered, in: track)
    }
  }
}
