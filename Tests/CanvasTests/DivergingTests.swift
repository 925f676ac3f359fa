// The scale of a map's colours: positions and values, ticks, and that the sign shows everywhere.

import Foundation
import RandomSupport
import Testing

@testable import Canvas

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
    #expect(weakest == Color(hex: "#af5f00")?.approximated(at: depth))
  }

  private static let stops = ["#d7ffff", "#0087ff", "#303030", "#ff8700", "#ffffd7"].compactMap { Color(hex: $0) }

  private func ramp(_ depth: ColorDepth) -> DivergingRamp {
    DivergingRamp(stops: Self.stops, depth: depth, glyphs: Glyphs(isUnicode: true))
  }

  @Test(
    "Tints are the colours at the positions, on either side of every change of colour",
    arguments: [ColorDepth.palette256, .trueColor], DivergingScale.Form.allCases)
  func tints(depth: ColorDepth, form: DivergingScale.Form) {
    let stops = ["#d7ffff", "#5fafff", "#262626", "#ff8700", "#ffffd7"].compactMap { Color(hex: $0) }
    let ramp = DivergingRamp(stops: stops, depth: depth, glyphs: Glyphs(isUnicode: true))
    guard ramp.isColored else { return }
    var random = SplitMix64(seed: 5)
    for limit in [1e-9, 0.05, 1, 3e7] {
      let scale = DivergingScale(limit: limit, form: form)
      let tints = ramp.tints(scale)
      let edges = (0...2 * ramp.colors.count).map { scale.value(Double($0) / Double(2 * ramp.colors.count)) }
      let others = (0..<500).map { _ in limit * pow(10, random.uniform(-6, 1)) }
      for size in [0, .infinity, 1e-300] + edges.flatMap({ [$0.nextDown, $0, $0.nextUp] }) + others {
        // The least numbers there are have a position of 0, and a tint all the same.
        for value in [size, -size] where value == 0 || scale.position(value) != 0 {
          #expect(tints.color(value) == ramp.color(scale.position(value)), "\(value)")
        }
      }
      #expect(tints.color(.nan) == ramp.color(.nan))
    }
  }

  @Test("In 24-bit colour neighbours cannot be told apart, and the stops are where they were")
  func continuous() throws {
    let ramp = ramp(.trueColor)
    #expect(ramp.colors.count % 2 == 1)
    let labs = try ramp.colors.map { Oklab(try #require($0.rgb)) }
    let widest = zip(labs, labs.dropFirst()).map { $0.distanceSquared(to: $1).squareRoot() }.max() ?? 1
    // Half of what is just noticeable, and the rounding to 8 bits.
    #expect(widest < 0.015 && widest > 0.005)
    // From the weakest tint, a stop from neutral, to the last stop.
    #expect([-1, -1e-9, 0, 1e-9, 1].map { ramp.color($0) } == Self.stops)
  }

  @Test("Among 256 colours the stops are the steps")
  func bands() {
    #expect(ramp(.palette256).colors.count == 5)
    #expect(ramp(.palette256).color(0.3) == .indexed(208))
    #expect(ramp(.eight).colors.isEmpty)
  }

  @Test("A colour goes to Oklab and back")
  func roundTrip() {
    for value in stride(from: 0, through: 0xFFFFFF, by: 65_793 / 3) {
      let rgb = (UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255))
      #expect(Oklab(rgb).rgb == rgb)
    }
  }

  @Test("What differs too little to be seen stays, and never drifts away")
  func steadiness() {
    var steadiness = Steadiness()
    func frame(_ blue: Int, _ glyph: Unicode.Scalar = "▀") -> Frame {
      var frame = Frame(width: 2, height: 1)
      frame[0, 0] = Cell(glyph, Style(.rgb(80, 80, UInt8(blue)), on: .rgb(10, 200, 30)))
      return frame
    }
    let first = frame(100)
    #expect(steadiness.steadied(frame(102), since: first) == first)
    #expect(steadiness.steadied(frame(120), since: first) == frame(120))
    #expect(steadiness.steadied(frame(102, "x"), since: first) == frame(102, "x"))
    #expect(steadiness.steadied(frame(102), since: Frame(width: 3, height: 1)) == frame(102))
    var shown = first
    for blue in 100...200 {
      shown = steadiness.steadied(frame(blue), since: shown)
      guard case .rgb(_, _, let b) = shown[0, 0].style.foreground.kind else {
        Issue.record("no colour")
        continue
      }
      #expect(abs(Int(b) - blue) < 15)
    }
  }

  @Test("In haste more stays, and what changes is of one colour; the colours that a person sets are never guessed")
  func haste() {
    var steadiness = Steadiness()
    func frame(_ above: Color, _ below: Color) -> Frame {
      var frame = Frame(width: 1, height: 2)
      for y in 0..<2 { frame[0, y] = Cell("▀", Style(above, on: below)) }
      return frame
    }
    let (first, near) = (frame(.rgb(80, 80, 100), .rgb(10, 200, 30)), frame(.rgb(80, 80, 120), .rgb(10, 200, 30)))
    let far = frame(.rgb(251, 92, 3), .rgb(10, 200, 30))
    #expect(steadiness.steadied(near, since: first) == near)
    #expect(steadiness.steadied(near, since: first, tolerance: 8) == first)
    let rough = steadiness.steadied(far, since: first, tolerance: 8, isRough: true)
    // The nearest of the 256 is 202, which is ff5f00.
    for y in 0..<2 { #expect(rough[0, y].glyph == " " && rough[0, y].style.background == .rgb(255, 95, 0)) }
    let half = steadiness.steadied(far, since: first, tolerance: .infinity, but: 1..<2, tolerating: 0)
    #expect(half[0, 0] == first[0, 0] && half[0, 1] == far[0, 1])
    // xterm's 12 is 5c5cff; another terminal's may be anything.
    let (named, alike) = (frame(.indexed(12), .indexed(12)), frame(.rgb(0x5C, 0x5C, 0xFF), .rgb(0x5C, 0x5C, 0xFF)))
    #expect(steadiness.steadied(alike, since: named, tolerance: 8) == alike)
  }
}
