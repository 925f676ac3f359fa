// What is shown over the screen takes every key.

import Canvas
import Figures
import Testing
import Theory

@testable import Explorer

@Suite struct OverlayTests {
  private func model(_ keys: String, columns: Int = 80, rows: Int = 24) throws -> Model {
    var model = Model(columns: columns, rows: rows)
    for name in keys.split(separator: " ") {
      _ = model.update(.key(try #require(Key(name: String(name)), "\(name)")))
    }
    return model
  }

  private func screen(_ model: Model, isUnicode: Bool = true) throws -> String {
    drawScreen(model, look: try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: isUnicode)))).plainText
  }

  /// No key but those that leave it, or that it is for, does anything behind an overlay.
  @Test(arguments: ["?", "p", "w", "c", "S", "m a Enter '", "i Right I"])
  func noKeyReachesWhatIsBehind(opening: String) throws {
    let before = try model(opening)
    #expect(before.overlay != nil)
    for binding in KeyTable.standard.bindings where ![.edit, .simulate].contains(binding.command) {
      for key in binding.keys {
        var after = before
        let effects = after.update(.key(key))
        #expect(after.settings == before.settings, "\(opening) \(key.name)")
        #expect(after.themeName == before.themeName && after.focus == before.focus && after.selected == before.selected)
        #expect(effects == (binding.command == .redraw ? [.redraw] : []), "\(opening) \(key.name)")
        let closes = [.quit, .cancel].contains(binding.command) || binding.keys.contains { opening.hasSuffix($0.name) }
        #expect((after.overlay == nil) == closes, "\(opening) \(key.name)")
      }
    }
  }

  @Test func theSimulationIsRunFromItsSettings() throws {
    var model = try model("S")
    _ = model.update(.key(.character("s")))
    #expect(model.job != nil && model.overlay == nil)
  }

  @Test(arguments: [(36, 10), (80, 24), (120, 36)])
  func scrollingEndsWhereTheTextDoes(columns: Int, rows: Int) throws {
    for opening in ["?", "c"] {
      let end = try model(opening + " End", columns: columns, rows: rows)
      let far = try model(opening + String(repeating: " PageDown", count: 60), columns: columns, rows: rows)
      #expect(end.overlay == far.overlay)
      let last = opening == "?" ? "selects text" : "--zeta"
      #expect(try screen(end).contains(last) || !screen(end).contains("↓ more"))
      #expect(try !screen(end, isUnicode: false).contains("v more"))
      // Up answers at once, where there is anything to scroll.
      let up = try model(opening + " End Up", columns: columns, rows: rows)
      if try model(opening, columns: columns, rows: rows).overlay != end.overlay {
        #expect(try screen(up) != screen(end))
      }
      #expect(try model(opening + " End Home", columns: columns, rows: rows).overlay == model(opening).overlay)
    }
  }

  @Test func pagesMoveTheRowChosen() throws {
    #expect(try model("p End").overlay == .presets(chosen: Preset.all.count - 1))
    #expect(try model("p End PageUp PageUp PageUp").overlay == .presets(chosen: 0))
    #expect(try model("w PageDown").overlay == .thresholds(chosen: 5))
    #expect(try model("i l i l i I End").overlay == .pins(chosen: 2))
    #expect(try model("S End Home").overlay == .simulation(chosen: 0))
  }

  /// Every word of every explanation can be read at the least size.
  @Test func helpIsReadableAtTheLeastSize() throws {
    var model = try model("?", columns: 36, rows: 10)
    var seen = ""
    for _ in 0..<240 {
      seen += try screen(model)
      _ = model.update(.key(.down))
    }
    for command in Command.allCases {
      for word in command.explanation.split(separator: " ") { #expect(seen.contains(word), "\(word)") }
    }
  }

  /// A command is of use only in full.
  @Test(arguments: [(36, 10), (80, 24), (120, 36)])
  func everyWordOfEveryCommandIsShown(columns: Int, rows: Int) throws {
    var model = try model("p Down Enter . . c", columns: columns, rows: rows)
    var seen: [Substring] = []
    for _ in 0..<60 {
      seen += try screen(model).split { " │\n\\".contains($0) }
      _ = model.update(.key(.down))
    }
    for word in model.commands.flatMap(\.quotedWords).flatMap({ $0.split(separator: " ") }) {
      #expect(seen.contains(word), "\(word)")
    }
  }
}
