// The paper's figures on the screen: what must be read off them at every size.

import Canvas
import Figures
import Testing

@testable import Explorer

@Suite("The figures can be read")
struct FigureScreenTests {
  private func screen(_ name: String, columns: Int, rows: Int) throws -> Frame {
    var model = Model(columns: columns, rows: rows)
    model.settings = Settings(try #require(Preset.all.first { $0.name == name }))
    let look = try #require(model.look(depth: .palette256, glyphs: Glyphs(isUnicode: true)))
    return drawScreen(model, look: look)
  }

  @Test(
    "Every line of a map has its legend, and the remark on its colours stays",
    arguments: ["Figure 1 left", "Figure 1 right", "Figure 2 left", "Figure 2 right"], [(80, 24), (120, 36), (200, 60)])
  func legends(name: String, size: (Int, Int)) throws {
    let frame = try screen(name, columns: size.0, rows: size.1)
    let foot = frame.plainText.split(separator: "\n").suffix(3).joined(separator: "\n")
    // In Figure 1 left the phase changes at λ⋆t.
    let samples = name == "Figure 1 left" ? ["⠶⠶ Ls = Lt", "⠒ ⠒ "] : ["⠶⠶ Ls = Lt", "⠒ ⠒ ", "⠂⠂ "]
    for sample in samples { #expect(foot.contains(sample), "\(sample) in \(foot)") }
    #expect(foot.contains("λ⋆t") && foot.contains("edge") && foot.contains("locked, a fits"), "\(foot)")
    if size.0 > 80 { #expect(foot.contains("phase edge") && foot.contains("λt = λ⋆t"), "\(foot)") }
  }

  @Test(
    "No letter stands on a pole, where all curves are", arguments: ["Figure 6", "Figure 7"],
    [(80, 24), (120, 36), (200, 60)])
  func poles(name: String, size: (Int, Int)) throws {
    let frame = try screen(name, columns: size.0, rows: size.1)
    let cells = (0..<frame.height).flatMap { y in (0..<frame.width).map { (x: $0, y: y) } }
    let pole = try #require(cells.first { frame[$0.x, $0.y].glyph == "∞" })
    for y in pole.y..<frame.height - 8 {
      let glyph = frame[pole.x, y].glyph
      #expect(!"abcdST".unicodeScalars.contains(glyph), "\(glyph) in row \(y)")
    }
  }
}
