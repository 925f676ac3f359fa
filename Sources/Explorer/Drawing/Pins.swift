// The states pinned, as letters on a plot. In brackets is one that the picture is not of, as it differs from the state in
// more than the axes: there the picture has another value than it.
//
//     │      P          of this picture
//     │   (Q)           only the place is its own
//     │◀R               off the plot on this side
//     │       ╋
//     │       UV        two of one place, which is the state's: beside it

import Canvas
import Figures
import Preferences
import Theory

/// What is written on a plot for the states pinned.
struct PinLabels {
  /// A state pinned, in the data coordinates of the plot.
  struct Place {
    let letter: Character
    let x, y: Double
    /// Whether the picture is of it.
    let isShown: Bool
  }

  /// A letter, a bracket or an arrow.
  struct Sign: Hashable {
    let glyph: Unicode.Scalar
    let mark: Mark
    var (x, y) = (0, 0)
    /// Whether it is a letter: nothing is written over one.
    var isLetter: Bool { Pins.letters.contains(Character(glyph)) }

    init(_ glyph: Unicode.Scalar, _ mark: Mark = .other(.muted)) { (self.glyph, self.mark) = (glyph, mark) }

    func at(_ x: Int, _ y: Int) -> Sign {
      var copy = self
      (copy.x, copy.y) = (x, y)
      return copy
    }
  }

  /// What is written, clear of the state's own mark. Where labels are close, brackets and arrows yield to letters, which
  /// come after them, and letters that would be on one another move a row or two away.
  private(set) var signs: [Sign] = []

  /// The cells that names of regions keep off.
  var cells: [Rect] { signs.map { Rect(x: $0.x - 1, y: $0.y, width: 3, height: 1) } }

  /// - Parameter state: the state's own place.
  init(_ places: [Place], besides state: (x: Double, y: Double), on plot: Plot, glyphs: Glyphs) {
    let rect = plot.inside
    let own = Spot(state.x, state.y, on: plot)
    let spots = places.map { Spot($0.x, $0.y, on: plot) }
    var written: [Sign] = []
    func isTaken(_ sign: Sign) -> Bool {
      own.map { ($0.x, $0.y) == (sign.x, sign.y) } == true
        || written.contains { $0.isLetter && ($0.x, $0.y) == (sign.x, sign.y) }
    }
    for (index, spot) in spots.enumerated() {
      // Those of one place are written together.
      guard let spot, !spots.prefix(index).contains(spot) else { continue }
      var label = Self.signs(of: zip(places, spots).filter { $1 == spot }.map(\.0))
      // The first letter is at the place itself.
      let start = spot.x - (label.first?.isLetter == true ? 0 : 1)
      if spot.side < 0 { label.insert(Sign(glyphs.left), at: 0) }
      if spot.side > 0 { label.append(Sign(glyphs.right)) }
      if spot.level != 0 { label.append(Sign(spot.level > 0 ? glyphs.up : glyphs.down)) }
      let attempts = Self.offsets.map { dx, dy in
        let x = max(rect.x, min(start + dx, rect.maxX - label.count))
        return label.indices.map { label[$0].at(x + $0, spot.y + dy) }.filter { rect.contains(x: $0.x, y: $0.y) }
      }
      let free = attempts.first { $0.count == label.count && !$0.contains { $0.isLetter && isTaken($0) } }
      written += (free ?? attempts[0]).filter { !isTaken($0) }
    }
    signs = written.filter { !$0.isLetter } + written.filter(\.isLetter)
  }

  /// Where a label is tried, from its place: columns and rows.
  private static let offsets = [(0, 0), (1, 1), (1, -1), (0, 1), (0, -1), (0, 2), (0, -2), (0, 3), (0, -3)]

  /// Letters in their brackets.
  private static func signs(of places: [Place]) -> [Sign] {
    func letters(_ places: [Place], _ mark: Mark) -> [Sign] {
      places.flatMap { $0.letter.unicodeScalars }.map { Sign($0, mark) }
    }
    let others = places.filter { !$0.isShown }
    return letters(places.filter(\.isShown), .pin)
      + (others.isEmpty ? [] : [Sign("(")] + letters(others, .other(.muted)) + [Sign(")")])
  }

  /// A cell of the plot, at its edge for what lies beyond.
  private struct Spot: Hashable {
    let x, y: Int
    /// Beyond which edge: −1, 0 or 1.
    let side, level: Int

    /// nil where there is no such place.
    init?(_ x: Double, _ y: Double, on plot: Plot) {
      let rect = plot.inside
      let (across, up) = (plot.x.position(x), plot.y.position(y))
      guard !rect.isEmpty, !across.isNaN, !up.isNaN else { return nil }
      let (column, row) = (plot.column(x), plot.row(y))
      side = column != nil ? 0 : across < 0 ? -1 : 1
      level = row != nil ? 0 : up < 0 ? -1 : 1
      self.x = column ?? (side < 0 ? rect.x : rect.maxX - 1)
      self.y = row ?? (level < 0 ? rect.maxY - 1 : rect.y)
    }
  }
}

extension Settings {
  /// The pins on a plot of two axes.
  func pinLabels(_ axes: Axes, _ plot: Plot, _ glyphs: Glyphs) -> PinLabels {
    let places = pins.map {
      PinLabels.Place(letter: $0.letter, x: $0.regime[axes.x], y: $0.regime[axes.y], isShown: shows($0, on: axes))
    }
    return PinLabels(places, besides: (regime[axes.x], regime[axes.y]), on: plot, glyphs: glyphs)
  }

  /// The pins in the universal plane, which is of every state.
  func planePinLabels(_ plot: Plot, _ glyphs: Glyphs) -> PinLabels {
    let here = UniversalPlane.Point(regime)
    let places = pins.map { pin in
      let point = UniversalPlane.Point(pin.regime)
      return PinLabels.Place(letter: pin.letter, x: point.gammaS, y: point.rho, isShown: true)
    }
    return PinLabels(places, besides: (here.gammaS, here.rho), on: plot, glyphs: glyphs)
  }
}

extension Pen {
  mutating func draw(_ pins: PinLabels) {
    for sign in pins.signs { mark(sign.mark, sign.glyph, x: sign.x, y: sign.y) }
  }
}
