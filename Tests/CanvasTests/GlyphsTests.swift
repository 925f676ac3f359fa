import Canvas
import Foundation
import Testing

@Suite struct GlyphsTests {
  /// The scalars beyond ASCII in the code of the program; outside comments they are all in string literals.
  private static let shown: [(scalar: Unicode.Scalar, file: String)] = {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized
    let paths = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".toml") }.flatMap { path in
      let text = (try? String(contentsOf: sources.appending(path: path), encoding: .utf8)) ?? ""
      return text.split(separator: "\n").flatMap { line in
        line.replacing(/(^|\s)\/\/.*/, with: "").unicodeScalars.filter { !$0.isASCII }.map { ($0, path) }
      }
    }
  }()

  @Test func everySymbolHasASpelling() {
    #expect(Set(Self.shown.map(\.scalar)).count > 60)
    for (scalar, file) in Self.shown {
      let text = Glyphs(isUnicode: false).text(String(scalar))
      #expect(text.utf8.allSatisfy { $0 < 128 } && text != "?", "\(scalar) of \(file)")
    }
  }

  @Test func words() {
    #expect(Glyphs(isUnicode: false).text("Ls − Lt ≥ σε²γt, ‖Ŵtβe‖ → ∞") == "Ls - Lt >= se^2gt, ||Wtbe|| -> inf")
    #expect(Glyphs(isUnicode: true).text("λ⋆t") == "λ⋆t")
    #expect(Glyphs(isUnicode: false).text("漢") == "?")
  }
}
