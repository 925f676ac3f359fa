// Whole screens and figures, compared with files. Record them anew with
// W2S_RECORD=1 swift test --filter FigureTests.ScreenTests, and look at every difference.

import Canvas
import Figures
import Foundation
import Preferences
import Testing
import Theory

@testable import Explorer

@Suite struct ScreenTests {
  struct Screen: Sendable, CustomTestStringConvertible {
    let name: String
    var preset = "Figure 3"
    var columns = 80
    var rows = 24
    var keys = ""
    var depth = ColorDepth.mono
    var isUnicode = true
    var testDescription: String { name }
  }

  static let screens: [Screen] = [
    Screen(name: "curves-80x24"),
    Screen(name: "curves-120x36-256", columns: 120, rows: 36, depth: .palette256),
    Screen(name: "curves-ascii", isUnicode: false),
    Screen(name: "curves-peak", preset: "Figure 7", columns: 120, rows: 36),
    Screen(name: "curves-pinned", preset: "Figure 9", keys: "i o l l"),
    Screen(name: "curves-other-axis", preset: "Figure 1 left", keys: "3 x y"),
    Screen(name: "condition", preset: "Figure 4"),
    Screen(name: "solutions", preset: "Figure 5"),
    Screen(name: "spectrum-80x24", preset: "Figure 1 right", keys: "4"),
    Screen(name: "spectrum-120x36-256", preset: "Figure 7", columns: 120, rows: 36, keys: "4", depth: .palette256),
    Screen(name: "spectrum-ascii", preset: "Figure 6", keys: "4", isUnicode: false),
    Screen(name: "spectrum-law", preset: "Figure 1 right", keys: "4 4"),
    Screen(name: "spectrum-law-256", preset: "Figure 1 left", columns: 120, rows: 36, keys: "4 4", depth: .palette256),
    Screen(name: "spectrum-law-ascii", preset: "Figure 6", columns: 60, rows: 14, keys: "4 4", isUnicode: false),
    Screen(name: "spectrum-narrow", columns: 60, rows: 14, keys: "4"),
  ]

  @Test(arguments: screens)
  func screenIsAsKept(_ screen: Screen) throws {
    let preset = try #require(Preset.all.first { $0.name == screen.preset })
    var model = Model(columns: screen.columns, rows: screen.rows, preset: preset)
    for name in screen.keys.split(separator: " ") {
      _ = model.update(.key(try #require(Key(name: String(name)))))
    }
    let look = try #require(model.look(depth: screen.depth, glyphs: Glyphs(isUnicode: screen.isUnicode)))
    try compare(drawScreen(model, look: look), depth: screen.depth, with: screen.name)
    if !screen.isUnicode { #expect(drawScreen(model, look: look).plainText.utf8.allSatisfy { $0 < 0x80 }) }
  }

  @Test(arguments: 1...9, [true, false])
  func figureIsAsKept(number: Int, isUnicode: Bool) throws {
    let theme = try #require(ThemeLibrary().themes.first)
    let look = Look(theme, depth: .mono, glyphs: Glyphs(isUnicode: isUnicode))
    let figure = try #require(PaperFigure(number))
    try compare(
      drawFigure(figure, columns: 90, rows: 26, look: look), depth: .mono,
      with: "figure-\(number)" + (isUnicode ? "" : "-ascii"))
  }

  /// No size is too small to draw at.
  @Test func anySizeIsSafe() throws {
    let figure = try #require(PaperFigure(1))
    let theme = try #require(ThemeLibrary().themes.first)
    let look = Look(theme, depth: .palette256, glyphs: Glyphs(isUnicode: true))
    for columns in [1, 2, 9, 20, 36, 41] {
      for rows in [1, 2, 5, 10, 13] {
        _ = drawFigure(figure, columns: columns, rows: rows, look: look)
        for view in ViewKind.allCases {
          var model = Model(columns: columns, rows: rows)
          model.settings.view = view
          model.focus = .plot
          _ = model.update(.mouse(Mouse(.press, x: columns / 2, y: rows / 2)))
          _ = drawScreen(model, look: look)
        }
      }
    }
  }

  /// Nor is any value that can be typed too strange.
  @Test(arguments: ["1e-300", "1e-9", "1", "1e9", "1e300"])
  func anyValueIsSafe(text: String) throws {
    let theme = try #require(ThemeLibrary().themes.first)
    let look = Look(theme, depth: .palette256, glyphs: Glyphs(isUnicode: true))
    for name in ["Figure 3", "Figure 4", "Figure 5", "Figure 7"] {
      let preset = try #require(Preset.all.first { $0.name == name })
      for parameter in Parameter.allCases where parameter.accepts(Double(text) ?? 0) {
        var model = Model(columns: 100, rows: 30, preset: preset)
        model.selected = parameter
        _ = model.update(.key(.enter))
        for scalar in text.unicodeScalars { _ = model.update(.key(.character(scalar))) }
        _ = model.update(.key(.enter))
        #expect(model.settings.regime[parameter] == Double(text))
        for key in "a4" {
          _ = model.update(.key(.character(try #require(key.unicodeScalars.first))))
          #expect(drawScreen(model, look: look).width == 100)
          #expect(!(model.exported(.svg) ?? "").isEmpty)
        }
      }
    }
  }

  private func compare(_ frame: Frame, depth: ColorDepth, with name: String) throws {
    let text = depth == .mono ? frame.plainText : frame.ansiText
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Frames/\(name).txt")
    if ProcessInfo.processInfo.environment["W2S_RECORD"] == "1" {
      try Data(text.utf8).write(to: file)
    } else {
      let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      #expect(text == kept, "the screen differs from \(file.lastPathComponent):\n\(frame.plainText)")
    }
  }
}
