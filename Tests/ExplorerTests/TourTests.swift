// Tours can be driven with a clicker, their tasks done and their predictions answered; what they point at is seen.

import Canvas
import Figures
import Foundation
import Preferences
import Testing
import Theory
import Tours

@testable import Explorer

@Suite struct TourTests {
  static let names = TourLibrary().tours.map(\.name)

  static func tour(_ name: String) throws -> Tour { try #require(TourLibrary().tour(named: name), "\(name)") }

  static func press(_ keys: String, _ model: inout Model) throws {
    for name in keys.split(separator: " ") {
      let key = try #require(Key(name: String(name)), "\(name)")
      _ = model.update(.key(key))
      while model.isGliding { _ = model.update(.tick) }
    }
  }

  private func text(_ model: Model, isUnicode: Bool = true) throws -> String {
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: isUnicode)))
    return drawScreen(model, look: look).plainText
  }

  @Test func thereAreNine() {
    #expect(
      Self.names == [
        "minute", "compensation", "ceiling", "window", "nothing", "alignment", "descent", "generations", "features",
      ])
    #expect(TourLibrary.bundled.count == 9)
  }

  /// Every task is done with keys, as its solution says.
  @Test(arguments: names)
  func tasksCanBeDone(name: String) throws {
    let tour = try Self.tour(name)
    for (index, step) in tour.steps.enumerated() {
      guard let task = step.task else { continue }
      var model = Model(columns: 80, rows: 24)
      model.begin(tour, at: index)
      #expect(try !text(model).contains("Done."))
      for change in task.change {
        if change.name == "tie" {
          try Self.press("o", &model)
          continue
        }
        let isSlider = model.select(change.name)
        #expect(isSlider)
        try Self.press("= " + change.text.map(String.init).joined(separator: " ") + " Enter", &model)
      }
      #expect(model.tour?.solved == [index], "\(name), \(step.title)")
      #expect(try text(model).contains("Done."))
    }
  }

  /// A prediction at the truth is right, one at the far end of the ruler is not, and what was chosen is told from what is.
  @Test(arguments: names)
  func predictionsAreScored(name: String) throws {
    let tour = try Self.tour(name)
    for (index, step) in tour.steps.enumerated() {
      guard let prediction = step.prediction else { continue }
      var model = Model(columns: 80, rows: 24)
      model.begin(tour, at: index)
      let covered = try text(model)
      if prediction.covers {
        for word in ["GAIN", "LOSS", "TIE ", "Ls−Lt"] { #expect(!covered.contains(word), "\(step.title):\n\(covered)") }
      }
      switch prediction.form {
      case .marker(let ruler):
        let truth = try #require(ruler.truth(prediction.revealed))
        model.answer(.marker(ruler.position(truth)), reveals: true)
        #expect(try text(model).contains("spot on"))
        model.answer(.marker(ruler.position(truth) > 0.5 ? 0 : 1), reveals: true)
        #expect(try text(model).contains("off by"))
        #expect(try !text(model).contains("close"))
      case .choice(let choices):
        let right = try #require(prediction.rightChoice)
        model.answer(.choice(right), reveals: true)
        #expect(try text(model).contains("✓ " + choices[right].text.prefix(20)))
        #expect(try !text(model).contains("× " + choices[right].text.prefix(20)))
        let wrong = (right + 1) % choices.count
        model.answer(.choice(wrong), reveals: true)
        #expect(try text(model).contains("× " + choices[wrong].text.prefix(20)))
      }
      let revealed = model.settings.regime == prediction.revealed.regime
      #expect(revealed)
    }
  }

  @Test func aClickerGoesThroughEveryTour() throws {
    for tour in TourLibrary().tours {
      for (forward, back) in [
        ("Space", "Left"), ("Enter", "PageUp"), ("Right", "Left"), ("PageDown", "PageUp"), ("]", "["),
      ] {
        var model = Model(columns: 80, rows: 24)
        model.begin(tour)
        for index in tour.steps.indices {
          #expect(model.tour?.step == index)
          if tour.steps[index].prediction != nil { try Self.press(forward, &model) }
          #expect(model.isCovered == false)
          try Self.press(forward, &model)
        }
        #expect(model.tour?.isLeaving == true)
        try Self.press(back, &model)
        #expect(model.tour?.isLeaving == false)
        try Self.press(back, &model)
        #expect(model.tour?.step == tour.steps.count - 2)
      }
    }
  }

  @Test func theSlidersStayLive() throws {
    var model = Model(columns: 80, rows: 24)
    model.begin(try Self.tour("minute"), at: 3)
    let before = model.settings.regime.lambdaS
    #expect(model.slider == Parameter.lambdaS.slider)
    try Self.press(". > >", &model)
    #expect(model.settings.regime.lambdaS > before)
    try Self.press("Up < ,", &model)
    #expect(model.slider == Parameter.lambdaT.slider && model.settings.regime.lambdaT < 0.05)
    #expect(model.tour?.step == 3)
  }

  @Test func leavingAsksAndGoesBack() throws {
    var model = Model(columns: 80, rows: 24)
    try Self.press("2 Down Down l l l Tab", &model)
    let home = model
    model.begin(try Self.tour("window"))
    try Self.press("Space Space Esc", &model)
    #expect(try text(model).contains("Leave the tour?"))
    try Self.press("l", &model)
    #expect(model.tour?.isLeaving == false && model.tour != nil)
    try Self.press("Esc Esc", &model)
    #expect(model.tour == nil)
    let isHome = model.settings == home.settings && model.slider == home.slider && model.focus == home.focus
    #expect(isHome)
    // And it is taken up again where it was left.
    try Self.press("T Enter", &model)
    #expect(model.tour?.tour.name == "window" && model.tour?.step == 1)
  }

  @Test func undoStaysWithinTheStep() throws {
    var model = Model(columns: 80, rows: 24)
    try Self.press("l l Down l", &model)
    let before = model.settings
    model.begin(try Self.tour("minute"), at: 3)
    let step = model.settings
    try Self.press("u", &model)
    #expect(model.message?.text == "Nothing to undo")
    try Self.press("> > Down < u u", &model)
    let isStep = model.settings == step
    #expect(isStep)
    try Self.press("PageDown u", &model)
    #expect(model.message?.text == "Nothing to undo")
    try Self.press("Esc Esc", &model)
    let isBack = model.settings == before
    #expect(isBack)
    try Self.press("u", &model)
    let isUndone = model.settings.regime.lambdaS == 0.1 && model.settings.regime.lambdaT == before.regime.lambdaT
    #expect(isUndone)
  }

  @Test func slidersGlideAndAnyKeySkips() throws {
    let tour = try Self.tour("minute")
    var model = Model(columns: 80, rows: 24)
    model.begin(tour, at: 3)
    _ = model.update(.key(.pageDown))
    #expect(model.isGliding && model.isPlaying)
    var values: [Double] = []
    while model.isGliding {
      values.append(model.settings.regime.lambdaS)
      _ = model.update(.tick)
    }
    #expect(values.first == 0.01 && values == values.sorted() && values.count > 5)
    let isThere = model.settings.regime == tour.steps[4].settings.regime
    #expect(isThere)
    try Self.press("Left", &model)
    _ = model.update(.key(.pageDown))
    #expect(model.isGliding)
    _ = model.update(.key(.character("x")))
    #expect(!model.isGliding && model.tour?.step == 4)
    let isThereAgain = model.settings == tour.steps[4].settings
    #expect(isThereAgain)
  }

  /// Nothing that is shown lies under the card.
  @Test(arguments: ReadableTests.sizes)
  func theCardCoversNothing(columns: Int, rows: Int) throws {
    for tour in TourLibrary().tours {
      for index in tour.steps.indices {
        for isPresenting in [false, true] {
          var model = Model(columns: columns, rows: rows)
          model.isPresenting = isPresenting
          model.begin(tour, at: index)
          let layout = Layout(model)
          let parts = [
            layout.header, layout.sliders, layout.verdict, layout.simulation, layout.view, layout.strip,
            layout.readouts,
            layout.card,
          ].filter { !$0.isEmpty }
          let cells = parts.flatMap { part in
            (part.y..<part.maxY).flatMap { y in (part.x..<part.maxX).map { y * columns + $0 } }
          }
          #expect(Set(cells).count == cells.count, "\(tour.name), \(index), \(columns)x\(rows)")
          #expect(parts.allSatisfy { $0.maxX <= columns && $0.maxY <= rows })
          if columns >= 60, rows >= 20 { #expect(!layout.card.isEmpty && layout.view.height >= 8) }
        }
      }
    }
  }

  @Test func sayWhatIsPointedAt() throws {
    let tour = try Self.tour("compensation")
    var model = Model(columns: 80, rows: 24)
    model.begin(tour)
    let look = try #require(model.look(depth: .palette256, glyphs: Glyphs(isUnicode: true)))
    let pen = penOfScreen(model, look: look)
    #expect(pen.pointing.found == [.optimum])
    #expect(!pen.pointing.lines.isEmpty)
    // The line itself is in the colour of what is pointed at; without colours it is bold.
    let ink = look[.pointed].background
    let line = look[.optimum].foreground
    let cells = pen.pointing.lines.map { pen.frame[$0.x, $0.y].style }
    #expect(cells.contains { $0.foreground == ink || $0.background == ink })
    #expect(!cells.contains { $0.foreground == line || $0.background == line })
    let mono = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    let plain = penOfScreen(model, look: mono)
    for (x, y) in plain.pointing.lines {
      let cell = plain.frame[x, y]
      #expect(("\u{2801}"..."\u{28FF}").contains(cell.glyph) && cell.style.attributes.contains(.bold))
    }
  }

  @Test func others() throws {
    var model = Model(columns: 80, rows: 24)
    try Self.press("]", &model)
    #expect(model.message?.text == "There is no tour under way; T lists them")
    var told: [[Effect]] = []
    for action in [Action.command(.tours), .command(.edit), .key(.pageDown), .key(.enter)] {
      told.append(model.update(action))
    }
    // The sliders glide to the answer; a key brings them there.
    for _ in 0..<3 { told.append(model.update(.key(.escape))) }
    let expected: [[Effect]] = [
      [], [.tell(TourReport(tour: "minute", step: 0, isRevealed: false))],
      [.tell(TourReport(tour: "minute", step: 1, isRevealed: false))],
      [.tell(TourReport(tour: "minute", step: 1, isRevealed: true))], [], [], [.tell(nil)],
    ]
    #expect(told == expected)
  }

  /// What is pressed on the card is what is predicted: a choice by its words, a place on the ruler by its column.
  @Test func thePointerPredicts() throws {
    var model = Model(columns: 80, rows: 24)
    model.begin(try Self.tour("minute"), at: 1)
    func press(_ words: String, _ kind: Mouse.Kind = .press, offset: Int = 0) throws {
      let lines = try text(model).split(separator: "\n").map(String.init)
      let y = try #require(lines.lastIndex { $0.contains(words) })
      let start = try #require(lines[y].firstRange(of: words)?.lowerBound)
      let x = lines[y][..<start].count + offset
      _ = model.update(.mouse(Mouse(kind, x: x, y: y)))
    }
    try press("exactly as well")
    #expect(model.tour?.guess == .choice(1))
    try press("worse", offset: 4)
    #expect(model.tour?.guess == .choice(2))
    try press("How does the student")
    #expect(model.tour?.guess == .choice(2))
    _ = model.update(.mouse(Mouse(.release, x: 0, y: 0)))
    try Self.press("Enter", &model)
    try press("exactly as well")
    #expect(model.tour?.guess == .choice(2), "what is answered stays")
    try Self.press("Space", &model)
    try press("├", offset: 1)
    let ruler = try text(model)
    #expect(ruler.contains("├●"))
    try press("┤ 100", .drag, offset: -1)
    #expect(try text(model).contains("●┤ 100"))
    _ = model.update(.mouse(Mouse(.drag, x: 500, y: 0)))
    #expect(model.tour?.guess == .marker(1))
  }

  /// What is pointed at is told from its ground in every theme and with every number of colours.
  @Test func whatIsPointedAtIsSeen() throws {
    for tour in ["minute", "window", "compensation"] {
      for index in 4..<7 {
        var model = Model(columns: 80, rows: 24)
        model.begin(try Self.tour(tour), at: index)
        for theme in model.themes.themes {
          for depth in [ColorDepth.sixteen, .palette256, .trueColor] {
            let look = Look(theme, depth: depth, glyphs: Glyphs(isUnicode: true))
            let pen = penOfScreen(model, look: look)
            for (x, y) in pen.pointing.lines + pen.pointing.texts where !"▀ ".contains(Character(pen.frame[x, y].glyph))
            {
              let style = pen.frame[x, y].style
              let contrast = style.foreground.contrast(with: style.background) ?? 21
              #expect(contrast >= Look.leastContrast, "\(tour) \(index), \(theme.name), \(depth), \(x) \(y)")
            }
          }
        }
      }
    }
  }

  @Test func coveredPicturesAreNotExported() throws {
    var model = Model(columns: 80, rows: 24)
    model.begin(try Self.tour("minute"), at: 1)
    try Self.press("e a . c s v Enter", &model)
    #expect(model.entry?.complaint == "the picture is covered until you answer")
    try Self.press("Esc Enter e a . c s v", &model)
    let effects = model.update(.key(.enter))
    #expect(effects.count == 1)
  }

  /// Every step and every answer, as kept.
  @Test(arguments: names)
  func framesAreAsKept(name: String) throws {
    let tour = try Self.tour(name)
    for (columns, rows) in [(60, 20), (80, 24), (120, 36)] {
      var model = Model(columns: columns, rows: rows)
      model.begin(tour)
      var frames = ""
      for index in tour.steps.indices {
        frames += "# step \(index + 1)\n" + (try text(model))
        if tour.steps[index].prediction != nil {
          try Self.press("Space", &model)
          frames += "# its answer\n" + (try text(model))
        }
        try Self.press("Space", &model)
      }
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Frames/Tours/\(name)-\(columns)x\(rows).txt")
      if ProcessInfo.processInfo.environment["W2S_RECORD"] == "1" {
        try Data(frames.utf8).write(to: file)
      } else {
        let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let isKept = frames == kept
        #expect(isKept, "the tour differs from \(file.lastPathComponent)")
      }
    }
  }
}
