// The colours of a map, over its upper border, with their values below and the name of their scale: equal steps along the
// bar are equal differences only where it is linear.
//
//     ┌ Ls − Lt ─────── gain ▇▇▇╷▇▇▇╷▇▇▇╷▇▇▇ loss, log ┐
//     │ λs                  −1 −0.1   0   +0.1 +1      │

import Canvas
import Figures
import Preferences

/// The bar of a map's colours and the title beside it.
struct ColorBar {
  /// The pane's title: the longest beside which a bar has room.
  let title: String
  /// Colours shown, odd; 0 where there is no room.
  let steps: Int
  /// What the ends mean.
  let ends: (String, String)
  let scale: DivergingScale

  /// - Parameters:
  ///   - titles: of the pane, the longest first.
  ///   - width: columns of the pane.
  init(_ picture: MapPicture, scale: DivergingScale, titles: [String], width: Int) {
    self.scale = scale
    let words =
      picture == .difference
      ? ("lower", ["higher"])
      : ("gain", picture.isProbability ? ["loss"] : ["loss, \(scale.form.rawValue)", "loss"])
    // The name of the scale goes before a title is shortened, and a shorter bar before both.
    let options = titles.flatMap { title in
      words.1.flatMap { last in [33, 25, 17, 13].map { (title: title, last: last, steps: $0) } }
    }
    let choice = options.first { option in
      let said = option.title.unicodeScalars.count + words.0.count + option.last.count + 4
      return said + option.steps + 6 <= width
    }
    title = choice?.title ?? titles.first ?? ""
    ends = (words.0, choice?.last ?? "")
    steps = choice?.steps ?? 0
  }
}

extension Pen {
  /// Draws a map's colour bar.
  mutating func draw(_ bar: ColorBar, in pane: Rect, plot: Plot, yName: String) {
    guard bar.steps > 0 else { return }
    let end = frame.put(" \(bar.ends.1) ", x: pane.maxX - 4 - bar.ends.1.count, y: pane.y, look[.muted])
    let left = end - bar.ends.1.count - 2 - bar.steps
    frame.put(" \(bar.ends.0) ", x: left - bar.ends.0.count - 2, y: pane.y, look[.muted])
    let half = bar.steps / 2
    for step in 0..<bar.steps {
      let position = Double(step - half) / Double(half)
      frame[left + step, pane.y] =
        look.ramp.isColored
        ? Cell(" ", Style(look[.contour].foreground, on: look.ramp.color(position)))
        : Cell(look.ramp.glyph(position), look[position < 0 ? .gainTrack : .lossTrack])
    }
    for tick in bar.scale.ticks where look.ramp.isColored {
      for column in [-1, 1].map({ left + half + bar.column(Double($0) * tick) }) {
        let ground = frame[column, pane.y].style.background
        frame[column, pane.y] = Cell(look.glyphs.tickOnBar, Style(ground.ink(at: look.depth), on: ground))
      }
    }
    putValues(
      of: bar, left: left, limits: plot.inside.x + yName.unicodeScalars.count + 1..<pane.maxX - 1, y: pane.y + 1)
  }

  /// Writes the values of the ticks, each under its colour as nearly as the others let it, the ends first; what has no
  /// room is left out on both sides.
  private mutating func putValues(of bar: ColorBar, left: Int, limits: Range<Int>, y: Int) {
    let middle = left + bar.steps / 2
    let text = look.number(bar.scale.read(0), digits: 1, trim: true)
    let start = middle - text.unicodeScalars.count / 2
    let end = frame.put(text, x: start, y: y, look[.muted])
    // Columns not written to yet on either side, from the middle to the end.
    var free = (below: limits.lowerBound..<start - 1, above: end + 1..<limits.upperBound)
    for (index, tick) in bar.scale.ticks.enumerated() {
      let place = { [look] (sign: Double, free: Range<Int>) -> (text: String, range: Range<Int>)? in
        let text = look.number(bar.scale.read(sign * tick), plus: bar.scale.reading == .difference, trim: true)
        let width = text.unicodeScalars.count
        let wanted = middle + bar.column(sign * tick) - width / 2
        // The ends give way to the pane, the others to nothing.
        let start = index == 0 ? min(max(wanted, free.lowerBound), free.upperBound - width) : wanted
        return free.lowerBound <= start && start + width <= free.upperBound ? (text, start..<start + width) : nil
      }
      guard let below = place(-1, free.below), let above = place(1, free.above) else { continue }
      for (text, range) in [below, above] { frame.put(text, x: range.lowerBound, y: y, look[.muted]) }
      free.below = min(below.range.upperBound + 1, free.below.upperBound)..<free.below.upperBound
      free.above = free.above.lowerBound..<max(above.range.lowerBound - 1, free.above.lowerBound)
    }
  }
}

extension ColorBar {
  /// Columns from the middle of the bar to a value's colour.
  fileprivate func column(_ value: Double) -> Int {
    Int(clamping: (scale.position(value) * Double(steps / 2)).rounded())
  }
}
