// Whole screens, compared with files. Record them anew with W2S_RECORD=1 swift test --filter ExplorerTests.FrameTests,
// and look at every difference.

import Canvas
import Explorer
import Foundation
import Preferences
import Testing
import Tours

@Suite struct FrameTests {
  struct Screen: Sendable, CustomTestStringConvertible {
    let name: String
    var columns = 80
    var rows = 24
    var keys = ""
    var depth = ColorDepth.mono
    var isUnicode = true
    var theme = ThemeLibrary.defaultName
    var tour = false
    var testDescription: String { name }
  }

  static let screens: [Screen] = [
    Screen(name: "map-80x24"),
    Screen(name: "map-120x36", columns: 120, rows: 36),
    Screen(name: "map-80x24-256", depth: .palette256),
    Screen(name: "map-120x36-256", columns: 120, rows: 36, depth: .palette256),
    Screen(name: "map-80x24-8", depth: .eight),
    Screen(name: "map-80x24-ascii", isUnicode: false),
    Screen(name: "map-120x36-ascii", columns: 120, rows: 36, isUnicode: false),
    Screen(name: "map-80x24-ascii-256", depth: .palette256, isUnicode: false),
    Screen(name: "map-light-true", depth: .trueColor, theme: "light"),
    Screen(name: "map-right", keys: "p Down Enter"),
    Screen(name: "map-typing", keys: "Enter 1 e - 3"),
    Screen(name: "map-refusing", keys: "End Down Down Enter - 1 Enter"),
    Screen(name: "map-plot-focus", keys: "Tab Right Right Up"),
    Screen(name: "map-axes", keys: "x x y"),
    Screen(name: "gap-80x24", keys: "3 3"),
    Screen(name: "plane-80x24", keys: "2 l l"),
    Screen(name: "plane-256", keys: "2 d", depth: .palette256),
    Screen(name: "phases-120x36", columns: 120, rows: 36, keys: "2 2 d"),
    Screen(name: "phases-ascii", keys: "2 2", isUnicode: false),
    Screen(name: "help", keys: "?"),
    Screen(name: "presets", keys: "p Down Down"),
    Screen(name: "thresholds", keys: "w Down"),
    Screen(name: "command-line", columns: 120, rows: 36, keys: "c"),
    Screen(name: "pinned", keys: "i l l l"),
    Screen(name: "pins-120x36", columns: 120, rows: 36, keys: "i l l l l i Down Down Down l l l i Down l l"),
    Screen(name: "pins-phases-ascii", keys: "i l l l l i Down Down Down l l l i Down l l 2 2", isUnicode: false),
    Screen(name: "pins-listed", keys: "i l l l l i Down Down Down l l l i I Down"),
    Screen(name: "simulation-settings", keys: "S Down Down"),
    Screen(name: "features-80x24", keys: "5"),
    Screen(name: "features-120x36-256", columns: 120, rows: 36, keys: "5 Down Down l", depth: .palette256),
    Screen(name: "features-ascii", keys: "5", isUnicode: false),
    Screen(name: "why-80x24", keys: "W"),
    Screen(name: "why-120x36", columns: 120, rows: 36, keys: "W"),
    Screen(name: "why-120x36-256", columns: 120, rows: 36, keys: "Down Down Down Down Down End W", depth: .palette256),
    Screen(name: "why-60x20-ascii", columns: 60, rows: 20, keys: "W", isUnicode: false),
    Screen(name: "why-features", keys: "5 W"),
    Screen(name: "generations-80x24", keys: "7"),
    Screen(name: "generations-120x36-256", columns: 120, rows: 36, keys: "7 B", depth: .palette256),
    Screen(name: "generations-pinned", columns: 120, rows: 36, keys: "i Down l l l 7 Tab l l"),
    Screen(name: "generations-60x20-ascii", columns: 60, rows: 20, keys: "7 Up Up Up > >", isUnicode: false),
    Screen(name: "generations-least", columns: 36, rows: 10, keys: "7 Tab"),
    Screen(name: "student-80x24", keys: "f"),
    Screen(name: "student-plane-256", columns: 120, rows: 36, keys: "f 2", depth: .palette256),
    Screen(name: "student-pinned", columns: 120, rows: 36, keys: "i f f"),
    Screen(name: "tour", keys: "]", tour: true),
    Screen(name: "tied", columns: 120, rows: 36, keys: "*"),
    Screen(name: "narrow-40x12", columns: 40, rows: 12),
    Screen(name: "narrow-plot", columns: 50, rows: 16, keys: "Tab"),
    Screen(name: "too-small", columns: 20, rows: 5),
    Screen(name: "one-cell", columns: 1, rows: 1),
    Screen(name: "large-200x60", columns: 200, rows: 60),
  ]

  @Test(arguments: screens)
  func screenIsAsKept(_ screen: Screen) throws {
    var model = Model(columns: screen.columns, rows: screen.rows, themeName: screen.theme)
    if screen.tour, let tour = model.tours.tours.first { model.begin(tour) }
    for name in screen.keys.split(separator: " ") {
      _ = model.update(.key(try #require(Key(name: String(name)), "\(name)")))
    }
    let look = try #require(model.look(depth: screen.depth, glyphs: Glyphs(isUnicode: screen.isUnicode)))
    let frame = drawScreen(model, look: look)
    let text = screen.depth == .mono ? frame.plainText : frame.ansiText
    if !screen.isUnicode { #expect(frame.plainText.utf8.allSatisfy { $0 < 0x80 }) }

    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Frames/\(screen.name).txt")
    if ProcessInfo.processInfo.environment["W2S_RECORD"] == "1" {
      try Data(text.utf8).write(to: file)
    } else {
      let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      #expect(text == kept, "the screen differs from \(file.lastPathComponent):\n\(frame.plainText)")
    }
  }
}
