// The view that explains: of which setting it is, where it goes back to, and that its sentences are those of `check`.

import Canvas
import Figures
import Testing
import Theory

@testable import Explorer

@Suite struct WhyTests {
  private func model(_ keys: String, columns: Int = 160, rows: Int = 50) throws -> Model {
    var model = Model(columns: columns, rows: rows)
    for name in keys.split(separator: " ") {
      _ = model.update(.key(try #require(Key(name: String(name)), "\(name)")))
    }
    return model
  }

  private func screen(_ model: Model) throws -> String {
    drawScreen(model, look: try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))).plainText
  }

  /// The words on screen, each blank between them one.
  private func words(_ model: Model) throws -> String {
    try screen(model).split { " \n│".contains($0) }.joined(separator: " ")
  }

  @Test(arguments: ViewKind.allCases.filter { $0 != .why })
  func againItGoesBack(from kind: ViewKind) throws {
    let key = try #require(KeyTable.standard.keys(for: kind.view.command).first?.name)
    let start = try model(key)
    let there = try model("\(key) W")
    #expect(start.settings.view == kind && there.settings.view == .why && there.settings.explained == kind)
    for back in ["W", "6"] {
      let returned = try model("\(key) W \(back)").settings == start.settings
      #expect(returned, "\(kind) \(back)")
    }
    // Of a chain it explains teacher and student.
    #expect(there.settings.panel == (kind == .generations ? .linear : start.settings.panel))
    let undone = try model("\(key) W u").settings.view
    #expect(undone == (kind == .map ? .map : kind))
  }

  @Test func fromAFreshStartItGoesBackToTheMap() throws {
    var model = Model(columns: 80, rows: 24)
    model.settings = try Settings(["view": "why"])
    #expect(model.settings.view == .why && model.settings.panel == .linear)
    _ = model.update(.command(.why))
    #expect(model.settings.view == .map)
    #expect(throws: SettingComplaint.self) { try Settings(["view": "why", "explains": "why"]) }
  }

  /// The panes are as high as the sliders of the view shown, of Why those of what it explains.
  @Test(arguments: ViewKind.allCases)
  func thePanesHoldTheSlidersShown(kind: ViewKind) throws {
    for explained in ViewKind.allCases {
      var model = try model("", columns: 80, rows: 24)
      model.settings.view = kind
      model.settings.explain(explained)
      let (layout, count) = (Layout(model), model.settings.panel.sliders.count)
      #expect(layout.sliders.height == count + 1 && layout.verdict.y == layout.sliders.maxY, "\(kind), \(explained)")
    }
  }

  @Test(arguments: ["", "Home", "End Down End", "Down Down Down Down Down End", "Down Down Down Down Home"])
  func itSaysWhatCheckSays(keys: String) throws {
    let model = try model("\(keys) W", columns: 200, rows: 60)
    let shown = try words(model)
    let report = VerdictReport(model.settings, digits: 3, dimension: model.settings.run.dimension)
    for sentence in report.sentences + [report.errors] {
      #expect(shown.contains(sentence.split(separator: " ").dropFirst().joined(separator: " ")), "\(sentence)")
    }
  }

  @Test func itFollowsTheSliders() throws {
    #expect(try screen(model("W")).contains("Why the student gains"))
    #expect(try screen(model("W End")).contains("Why the student does not gain"))
    #expect(try screen(model("Down Home W")).contains("Why neither wins"))
    #expect(try screen(model("W")) != screen(model("W l")))
  }

  @Test func fromTheNonlinearSettingItExplainsThat() throws {
    let model = try model("5 W")
    let shown = try words(model)
    #expect(shown.contains("Nonlinear setting") && shown.contains("who learns which direction"))
    for sentence in model.settings.features.knowledge({ NumberFormat(digits: 3).text($0) }) {
      #expect(shown.contains(sentence.text), "\(sentence.text)")
    }
    // Its sliders move it, and commands of the linear settings are refused there too.
    let moved = try self.model("5 W l")
    #expect(moved.settings.features.regime.etaT > model.settings.features.regime.etaT)
    #expect(moved.settings.regime == model.settings.regime)
    #expect(try self.model("5 W b").message?.text.contains("linear settings") == true)
    #expect(model.openCommand.line.contains("--view why --explains features"))
  }

  /// The parts are of different glyphs, and the bars as long as their errors on one scale.
  @Test(arguments: [true, false])
  func barsAreToScale(isUnicode: Bool) throws {
    var model = try model("W")
    model.settings.set(.sigma, 0.5)
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: isUnicode)))
    let rows = drawScreen(model, look: look).plainText.split(separator: "\n")
    let bars = ["Lt", "Ls"].compactMap { name in
      rows.first { $0.contains("\(isUnicode ? "│" : "|") \(name) ") && $0.contains(isUnicode ? "█" : "#") }
    }
    #expect(bars.count == 2)
    let glyphs: [Character] = isUnicode ? ["█", "▓", "░"] : ["#", "=", ":"]
    let parts = Decomposition(model.settings.regime)
    let cells = bars.map { bar in glyphs.map { glyph in Double(bar.drop { $0 != glyphs[0] }.count { $0 == glyph }) } }
    let longest = max(parts.teacher.error, parts.student.error)
    let width = try #require(cells.map { $0.reduce(0, +) }.max())
    for (counts, side) in zip(cells, [parts.teacher, parts.student]) {
      for (count, part) in zip(counts, [side.noise, side.bias, side.variance]) {
        #expect(abs(count - part / longest * width) <= 1, "\(counts) of \(side)")
      }
    }
  }

  /// At 80 columns every view has its name in the header, and the word for help is in the header or in the footer.
  @Test func theTabsFit() throws {
    for keys in ["", "2", "5", "W", "l"] {
      for columns in [80, 100, 120] {
        let lines = try screen(model(keys, columns: columns, rows: 24)).split(separator: "\n")
        for view in ViewKind.allCases {
          let name = columns == 80 ? view.view.shortTitle : view.title
          #expect(lines[0].contains(name), "\(lines[0])")
        }
        #expect(lines[0].contains("6 Why") && (lines[0].hasSuffix("? help ") || lines[23].contains("? help")))
      }
    }
  }
}
