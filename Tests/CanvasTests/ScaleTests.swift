import Canvas
import RandomSupport
import Testing

@Suite struct ScaleTests {
  @Test func positionsInvert() {
    for scale in [Scale(.logarithmic, from: 1e-4, to: 100), Scale(.linear, from: -1, to: 3)] {
      for position in stride(from: 0.0, through: 1, by: 0.01) {
        #expect(abs(scale.position(scale.value(position)) - position) < 1e-12)
      }
      #expect(scale.position(scale.lower) == 0)
      #expect(abs(scale.position(scale.upper) - 1) < 1e-12)
    }
    #expect(Scale(.logarithmic, from: 1, to: 2).position(0) == -.infinity)
  }

  @Test func pixelsHoldTheirCentres() {
    let scale = Scale(.logarithmic, from: 1e-4, to: 100)
    for (index, value) in scale.pixelCentres(37).enumerated() { #expect(scale.pixel(value, of: 37) == index) }
    #expect(scale.pixel(1e-5, of: 37) == nil)
    #expect(scale.pixel(100, of: 37) == 36)
    #expect(scale.pixel(101, of: 37) == nil)
  }

  @Test func ticksAreRoundInsideAndAscending() {
    let scales = [
      Scale(.logarithmic, from: 1e-4, to: 100), Scale(.logarithmic, from: 0.02, to: 20),
      Scale(.logarithmic, from: 2, to: 5), Scale(.linear, from: 0, to: 1), Scale(.linear, from: -1, to: 2),
      Scale(.linear, from: 0, to: 4),
    ]
    for scale in scales {
      for limit in 2...12 {
        let ticks = scale.ticks(atMost: limit)
        #expect(!ticks.isEmpty && ticks.count <= limit + 1, "\(ticks)")
        #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0 < $1 })
        for tick in ticks {
          #expect(scale.position(tick) > -1e-9 && scale.position(tick) < 1 + 1e-9)
          let text = NumberFormat(digits: 3, trimsZeros: true, isUnicode: false).text(tick)
          #expect(abs((Double(text) ?? .nan) - tick) <= 1e-9 * abs(tick), "\(tick) is not round")
        }
      }
    }
  }

  /// Numbers of every kind: any bits at all, the ends of the range, and what is next to one another.
  private static func numbers(_ count: Int) -> [Double] {
    var random = SplitMix64(seed: 42)
    let ends: [Double] = [
      0, -0.0, 1, -1, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
      -.greatestFiniteMagnitude, .infinity, -.infinity, .nan, .pi, 1e250, 1e-250, 123456, 123457, 1e15, 1e16,
    ]
    return (0..<count).map { index in
      switch index % 4 {
      case 0: Double(bitPattern: random.next())
      case 1: ends[random.below(ends.count)]
      case 2: Double(Int(random.next() % 2001) - 1000) / 8
      default: ends[random.below(ends.count)].nextUp
      }
    }
  }

  @Test func everyScaleThatRunsCanBeReadAndTicked() {
    let numbers = Self.numbers(6_000)
    var running = 0
    for kind in [Scale.Kind.linear, .logarithmic] {
      for index in stride(from: 0, to: numbers.count - 1, by: 2) {
        let (a, b) = (numbers[index], numbers[index + 1])
        // Ends a little apart, too.
        let pair = index % 10 == 0 ? (a, a + abs(a) * 3e-9) : (a, b)
        let near = Scale(kind, near: pair.0, and: pair.1)
        #expect(Scale.canRun(kind, from: near.lower, to: near.upper))
        if Scale.canRun(kind, from: pair.0, to: pair.1) {
          running += 1
          #expect(near == Scale(kind, from: pair.0, to: pair.1))
        }
        check(near)
        for value in [a, b, 0] {
          let pixel = near.pixel(value, of: 80)
          #expect(pixel.map { (0..<80).contains($0) } ?? true)
        }
      }
    }
    #expect(running > 300)
  }

  private func check(_ scale: Scale) {
    for limit in [2, 5, 9] {
      let ticks = scale.ticks(atMost: limit)
      #expect(ticks.count <= 2 * limit + 2)
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0 < $1 }, "\(scale): \(ticks)")
      #expect(ticks.allSatisfy { scale.position($0) > -1e-6 && scale.position($0) < 1 + 1e-6 }, "\(scale): \(ticks)")
      let format = NumberFormat(telling: ticks, isUnicode: false)
      let texts = ticks.map(format.text)
      #expect(Set(texts).count == ticks.count, "\(scale): \(texts)")
      for (text, tick) in zip(texts, ticks) {
        let read = Double(text) ?? .nan
        #expect(abs(read - tick) <= 1e-3 * (scale.upper - scale.lower), "\(text) is not \(tick) of \(scale)")
      }
    }
  }

  @Test func ticksAreToldApart() {
    let format = { (scale: Scale) in
      let ticks = scale.ticks(atMost: 6)
      return ticks.map(NumberFormat(telling: ticks).text)
    }
    #expect(
      format(Scale(.linear, from: 123_456, to: 123_457)) == [
        "123456", "123456.2", "123456.4", "123456.6", "123456.8", "123457",
      ])
    #expect(
      format(Scale(.linear, from: 100, to: 100.012)) == [
        "100", "100.002", "100.004", "100.006", "100.008", "100.01", "100.012",
      ])
    #expect(format(Scale(.linear, from: 0, to: 1)) == ["0", "0.2", "0.4", "0.6", "0.8", "1"])
  }

  @Test func wholeNumbersAreClamped() {
    let cases: [(Double, Int)] = [
      (.nan, 0), (.infinity, .max), (-.infinity, .min), (1e300, .max), (-1e300, .min), (2.9, 2), (-2.9, -2),
      (9.223372036854775e18, 9_223_372_036_854_774_784), (9.3e18, .max), (5e-324, 0), (-0.0, 0),
    ]
    for (value, expected) in cases { #expect(Int(clamping: value) == expected) }
  }
}

@Suite struct ZoomTests {
  private let whole = Scale(.logarithmic, from: 1e-4, to: 1e4)

  @Test func aPlaceStaysWhereItIs() {
    let zoomed = whole.zoomed(by: 4, about: 0.25, within: whole)
    // A quarter of eight decades, about 10^-2.
    #expect(abs(zoomed.position(whole.value(0.25)) - 0.25) < 1e-3)
    #expect(abs(zoomed.upper / zoomed.lower / 100 - 1) < 1e-3)
    #expect(zoomed.lower == 0.003_162_3 && zoomed.upper == 0.316_23)
  }

  @Test func theWholeIsNeverLeftAndComesBack() {
    var scale = whole
    for _ in 0..<10 { scale = scale.zoomed(by: 1.5, about: 0.9, within: whole) }
    for _ in 0..<20 {
      scale = scale.moved(by: 0.7, within: whole)
      #expect(whole.holds(scale))
    }
    #expect(scale.upper == whole.upper)
    for _ in 0..<20 { scale = scale.zoomed(by: 1 / 1.5, about: 0.5, within: whole) }
    #expect(scale == whole)
  }

  @Test func thereIsAFinestStretch() {
    var scale = Scale(.linear, from: 0, to: 1)
    for _ in 0..<200 { scale = scale.zoomed(by: 2, about: 0.3, within: Scale(.linear, from: 0, to: 1)) }
    #expect(scale.upper - scale.lower >= 0.9e-6)
    #expect(scale.lower <= 0.3 && scale.upper >= 0.3)
  }
}
