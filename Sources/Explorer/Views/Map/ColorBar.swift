// The colours of a map, over its upper border, with their values below. Equal steps along the bar are not equal
// differences: the colours follow the square root, so the bar has numbers between its ends.
//
//     ┌ Ls − Lt ────────── gain ▇▇▇▇▇▇▇▇▇▇▇▇▇ loss ┐
//     │ λs                  −1  −0.25  0  +0.25  +1 │

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
    ends = picture == .difference ? ("lower", "higher") : ("gain", "loss")
    let words = ends.0.count + ends.1.count + 4
    let options = titles.flatMap { title in [33, 25, 17, 13].map { (title, $0) } }
    let choice = options.first { title, steps in title.unicodeScalars.count + steps + words + 6 <= width }
    title = choice?.0 ?? titles.first ?? ""
    steps = choice?.1 ?? 0
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
    putValues(
      of: bar, left: left, limits: plot.inside.x + yName.unicodeScalars.count + 1..<pane.maxX - 1, y: pane.y + 1)
  }

  /// Writes the values at the ends, the middle and half way between, each under its colour as nearly as the others let
  /// it; what has no room is left out on both sides.
  private mutating func putValues(of bar: ColorBar, left: Int, limits: Range<Int>, y: Int) {
    let half = bar.steps / 2
    frame.put("0", x: left + half, y: y, look[.muted])
    for sign in [-1, 1] {
      // The column next to what is written already, walking outwards.
      var free = left + half + 2 * sign
      for share in [0.5, 1] {
        let value = bar.scale.value(Double(sign) * share)
        let text = look.number(value, plus: true, trim: true)
        let width = text.unicodeScalars.count
        let wanted = left + half + sign * Int(clamping: share * Double(half)) - width / 2
        let start = sign < 0 ? min(wanted, free - width + 1) : max(wanted, free)
        guard limits.contains(start), limits.contains(start + width - 1), share == 1 || abs(start - wanted) <= 2 else {
          continue
        }
        frame.put(text, x: start, y: y, look[.muted])
        free = sign < 0 ? start - 2 : start + width + 1
      }
    }
  }
}
