// Curves, whole little frames at a time.

import Testing

@testable import Canvas

@Suite struct CurveTests {
  /// The inside of a plot of 12 × 4 cells over [0, 1] × [0, 1].
  private func drawn(
    _ curves: [Curve], measured: [Measured] = [], isUnicode: Bool = true
  ) -> [String] {
    let plot = Plot(
      in: Rect(x: 0, y: 0, width: 12 + 7 + 1, height: 7), x: Scale(.linear, from: 0, to: 1),
      y: Scale(.linear, from: 0, to: 1))
    var frame = Frame(width: 20, height: 7)
    frame.drawCurves(curves, in: plot, glyphs: Glyphs(isUnicode: isUnicode))
    frame.drawMeasured(measured, in: plot, glyphs: Glyphs(isUnicode: isUnicode))
    return (1...4).map { y in String(String.UnicodeScalarView(frame.row(y).dropFirst(7).prefix(12).map(\.glyph))) }
  }

  private func curve(_ mark: Unicode.Scalar = " ", dash: Curve.Dash = .solid, _ f: (Double) -> Double) -> Curve {
    Curve(
      (0...24).map { Curve.Point(Double($0) / 24, f(Double($0) / 24)) }, style: .plain, mark: mark, dash: dash)
  }

  @Test func aDiagonalIsWhole() {
    #expect(drawn([curve { $0 }]) == ["         ⢀⠤⠊", "      ⢀⠤⠊⠁  ", "   ⢀⠤⠊⠁     ", "⣀⠤⠊⠁        "])
  }

  @Test func inASCIIACurveIsItsLetter() {
    #expect(
      drawn([curve("a") { $0 }, curve("b") { _ in 0.4 }], isUnicode: false)
        == ["         aaa", "      aaaa  ", "bbbbbbbbbbbb", "aaaa        "])
  }

  @Test func aCurveThatLeavesEndsInAnArrow() {
    #expect(drawn([curve { 2 * $0 }]).first?.contains("↑") == true)
    #expect(drawn([curve { 2 * $0 - 1 }]).last?.contains("↓") == true)
    #expect(drawn([curve("a") { 2 * $0 }], isUnicode: false)[0].contains("^"))
    #expect(drawn([curve { $0 }]).joined().contains("↑") == false)
  }

  @Test func aPoleIsMarkedAndACurveOutOfSightIsNot() {
    let pole = drawn([curve { $0 == 0.5 ? .infinity : 0.05 / abs($0 - 0.5) }])
    #expect(pole[0].contains("∞"))
    #expect(drawn([curve { _ in 5 }]) == Array(repeating: String(repeating: " ", count: 12), count: 4))
    #expect(drawn([curve { _ in .nan }]) == Array(repeating: String(repeating: " ", count: 12), count: 4))
  }

  @Test func aLineStandsOnTheHalfThatIsMostSeen() {
    let plot = Plot(
      in: Rect(x: 0, y: 0, width: 20, height: 7), x: Scale(.linear, from: 0, to: 1), y: Scale(.linear, from: 0, to: 1))
    let (upper, lower) = (Color.rgb(0, 0, 200), Color.rgb(200, 100, 0))
    for (height, ground) in [(0.97, lower), (0.77, upper)] {
      var frame = Frame(width: 20, height: 7)
      frame.fill(plot.inside, Cell("▀", Style(upper, on: lower)))
      let line = Curve([Curve.Point(0, height), Curve.Point(1, height)], mark: "o")
      frame.drawLines([line], in: plot, glyphs: Glyphs(isUnicode: true)) { Style(.indexed(15), on: $1) }
      #expect(frame[12, 1].glyph != "▀" && frame[12, 1].style.background == ground)
    }
  }

  @Test func aLetterStandsOnItsCurveWhereThatHasTwoBranches() {
    let branches = Curve(
      [Curve.Point(0, 0.9), Curve.Point(1, 0.9), Curve.Point(0, .nan), Curve.Point(0, 0.1), Curve.Point(1, 0.1)],
      mark: "a")
    let rows = drawn([branches])
    #expect(rows[1...2].allSatisfy { $0.allSatisfy { $0 == " " } })
    #expect(rows.joined().count { $0 == "a" } == 1)
  }

  @Test func edgesAreInside() {
    #expect(drawn([curve { _ in 0 }])[3] == "⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀")
    #expect(drawn([curve { _ in 1 }])[0] == "⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉")
  }

  @Test func dashesHaveGaps() {
    let row = drawn([curve(dash: .dashed) { _ in 0.05 }])[3]
    #expect(row.contains(" ") && row.contains("⣀"))
  }

  @Test func everyCurveBearsItsLetter() {
    let text = drawn([curve("a") { 0.9 * $0 }, curve("b") { 0.9 - 0.9 * $0 }, curve("c") { _ in 0.45 }]).joined()
    for mark in "abc" { #expect(text.contains(mark)) }
  }

  @Test func measuredValuesHaveBars() {
    let point = Measured(x: 0.5, y: 0.5, error: 0.3, style: .plain)
    #expect(drawn([], measured: [point]).map { $0.dropFirst(6).first } == ["│", "○", "│", "│"])
    #expect(drawn([], measured: [point], isUnicode: false).map { $0.dropFirst(6).first } == ["|", "o", "|", "|"])
    #expect(drawn([], measured: [Measured(x: 2, y: 0.5, error: 1, style: .plain)]).joined().allSatisfy { $0 == " " })
  }
}
