import Canvas
import Testing

@Suite struct ColorTests {
  @Test func cubeAndGreysMapToThemselves() {
    for index in UInt8(16)...255 {
      let (r, g, b) = XtermPalette.color(index)
      let found = Color.rgb(r, g, b).approximated(at: .palette256)
      guard case .indexed(let match) = found.kind else {
        Issue.record("\(index) became \(found)")
        continue
      }
      // Some greys stand in the palette twice.
      #expect(XtermPalette.color(match) == (r, g, b))
    }
  }

  @Test func depthsNeverExceedTheirPalette() {
    for r in stride(from: 0, through: 255, by: 51) {
      for g in stride(from: 0, through: 255, by: 51) {
        for b in stride(from: 0, through: 255, by: 51) {
          let color = Color.rgb(UInt8(r), UInt8(g), UInt8(b))
          for (depth, bound) in [(ColorDepth.eight, 8), (.sixteen, 16)] {
            guard case .indexed(let index) = color.approximated(at: depth).kind else {
              Issue.record("not indexed")
              continue
            }
            #expect(index < bound)
          }
          #expect(color.approximated(at: .mono) == .terminalDefault)
          #expect(color.approximated(at: .trueColor) == color)
        }
      }
    }
  }

  @Test func hexadecimal() {
    #expect(Color(hex: "#0087d7") == .rgb(0, 0x87, 0xD7))
    for bad in ["0087d7", "#0087d", "#0087dg", "#0087d77", ""] { #expect(Color(hex: bad) == nil) }
  }
}
