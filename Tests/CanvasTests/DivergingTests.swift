// The scale of a map's colours: positions and values, ticks, and that the sign shows everywhere.

import Canvas
import Testing

@Suite struct DivergingTests {
  @Test(arguments: DivergingScale.Form.allCases)
  func positionsAndValuesAreInverse(form: DivergingScale.Form) {
    let scale = DivergingScale(limit: 0.5, form: form)
    for step in -20...20 {
      let position = Double(step) / 20
      #expect(abs(scale.position(scale.value(position)) - position) < 1e-12)
    }
    #expect(scale.position(0) == 0 && scale.position(0.5) == 1 && scale.position(-9) == -1)
    #expect(scale.position(.infinity) == 1 && scale.position(-.infinity) == -1)
  }

  @Test func formsAreWhatTheySay() {
    #expect(abs(DivergingScale(limit: 2, form: .linear).position(-0.5) + 0.25) < 1e-15)
    #expect(abs(DivergingScale(limit: 2, form: .root).position(-0.5) + 0.5) < 1e-15)
    // log(1 + 100·0.1)/log(1 + 100)
    #expect(abs(DivergingScale(limit: 1, form: .log).position(0.1) - 0.519_573_6) < 1e-6)
    #expect(DivergingScale(limit: 1, form: .linear).ticks == [1, 0.5])
    #expect(DivergingScale(limit: 1, form: .root).ticks == [1, 0.25])
    #expect(DivergingScale(limit: 1, form: .log).ticks == [1, 0.1, 0.01])
  }

  @Test(arguments: [ColorDepth.palette256, .trueColor], DivergingScale.Form.allCases)
  func howeverSmallTheSignShows(depth: ColorDepth, form: DivergingScale.Form) {
    let stops = ["#d7ffff", "#5fafff", "#005faf", "#262626", "#af5f00", "#ff8700", "#ffffd7"].compactMap {
      Color(hex: $0)
    }
    let ramp = DivergingRamp(stops: stops, depth: depth, glyphs: Glyphs(isUnicode: true))
    let scale = DivergingScale(limit: 1, form: form)
    let neutral = ramp.color(scale.position(0))
    for size in [1e-300, 1e-12, 1e-3, 0.3, 1, 1e9] {
      let (gain, loss) = (ramp.color(scale.position(-size)), ramp.color(scale.position(size)))
      #expect(gain != neutral && loss != neutral && gain != loss)
    }
    #expect(ramp.color(1) == ramp.colors.last && ramp.color(-1) == ramp.colors.first)
    // The weakest tint is a whole stop away, so that it is seen.
    let weakest = ramp.color(scale.position(1e-12))
    #expect(weakest == (depth == .palette256 ? ramp.colors[4] : ramp.colors[20]))
  }
}
