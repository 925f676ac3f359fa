import Canvas
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
}
