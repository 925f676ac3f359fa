// A person's own points in the explorer: where they are drawn, what is said of them, and going to one.

import Canvas
import Export
import Figures
import Preferences
import Testing
import Theory
import Tours

@testable import Explorer

@Suite struct PointsTests {
  /// At the state of Figure 1 left, beside it, of another student, and a student's error alone.
  private static let points = [
    MeasuredPoint(
      label: "base", given: [.lambdaT: 0.05, .lambdaS: 0.1],
      values: [.gap: MeasuredValue(-0.03, standardError: 0.001), .student: MeasuredValue(1.25, standardError: 0.02)]),
    MeasuredPoint(given: [.lambdaT: 0.05, .lambdaS: 2], values: [.gap: MeasuredValue(0.25)]),
    MeasuredPoint(
      label: "few", given: [.lambdaT: 0.001, .lambdaS: 2, .gammaS: 1.2],
      values: [.gap: MeasuredValue(-0.1, standardError: 0.5)]),
    MeasuredPoint(label: "Ls", given: [.lambdaS: 0.5], values: [.student: MeasuredValue(1.5, standardError: 0.1)]),
  ]

  private func model(
    _ keys: String = "", columns: Int = 120, rows: Int = 36, points: [MeasuredPoint]? = points
  ) throws -> Model {
    var model = Model(columns: columns, rows: rows)
    model.points = points.map { MeasuredPoints(path: "my points.csv", points: $0) }
    for name in keys.split(separator: " ") {
      _ = model.update(.key(try #require(Key(name: String(name)), "\(name)")))
    }
    return model
  }

  private func frame(_ model: Model, isUnicode: Bool = true, depth: ColorDepth = .mono) throws -> Frame {
    drawScreen(
      model, look: try #require(model.look(depth: depth, glyphs: Glyphs(isUnicode: isUnicode))), isAudited: true)
  }

  @Test(arguments: [true, false])
  func theMapMarksGainAndLossHereAndElsewhere(isUnicode: Bool) throws {
    let model = try model()
    let frame = try frame(model, isUnicode: isUnicode)
    let plot = try #require(Layout(model).plot(model.settings)?.plot)
    func glyph(_ x: Double, _ y: Double) throws -> Unicode.Scalar {
      frame[try #require(plot.column(x)), try #require(plot.row(y))].glyph
    }
    #expect(try glyph(0.05, 2) == (isUnicode ? "▲" : "L"))
    #expect(try glyph(0.001, 2) == (isUnicode ? "▽" : "g"))
    // The crosshair is not written over; the verdict tells of the point under it.
    #expect(try glyph(0.05, 0.1) == (isUnicode ? "╋" : "+"))
    #expect(frame.plainText.contains(isUnicode ? "measured −0.0300 ± 0.0010  z +2.7" : "measured -0.0300 +/- 0.0010"))
    #expect(frame.plainText.contains(isUnicode ? "measured ▼ gain ▲ loss  ▽△ elsewhere" : "gl elsewhere"))
  }

  @Test func gainAndLossDifferInColourToo() throws {
    let model = try model("Down End")
    let frame = try frame(model, depth: .trueColor)
    let plot = try #require(Layout(model).plot(model.settings)?.plot)
    func cell(_ x: Double, _ y: Double) throws -> Cell {
      frame[try #require(plot.column(x)), try #require(plot.row(y))]
    }
    let (gain, loss) = (try cell(0.05, 0.1), try cell(0.05, 2))
    #expect(gain.glyph == "▼" && loss.glyph == "▲")
    #expect(gain.style.foreground != gain.style.background && loss.style.foreground != loss.style.background)
  }

  @Test func marksMoveFromHereToElsewhereWithTheSliders() throws {
    let model = try model("Down Down Down l")
    let plot = try #require(Layout(model).plot(model.settings)?.plot)
    let frame = try frame(model)
    // γs is no longer 0.25, which the first two points leave to the sliders and the third does not.
    #expect(frame[try #require(plot.column(0.05)), try #require(plot.row(2))].glyph == "▲")
    #expect(frame[try #require(plot.column(0.001)), try #require(plot.row(2))].glyph == "▽")
    var there = model
    there.settings.set(.gammaS, 1.2)
    #expect(try self.frame(there)[try #require(plot.column(0.001)), try #require(plot.row(2))].glyph == "▼")
  }

  @Test func curvesHaveTheirMarksWithErrorBars() throws {
    let model = try model("3")
    let plot = try #require(Layout(model).curvePlot(model.settings))
    let frame = try frame(model)
    let column = try #require(plot.column(0.5))
    #expect(frame[column, try #require(plot.row(1.5))].glyph == "■")
    #expect(frame[column, try #require(plot.row(1.6))].glyph == "│")
    #expect(frame[column, try #require(plot.row(1.4))].glyph == "│")
    #expect(frame.plainText.contains("■ measured"))
    #expect(try !self.frame(self.model("3", points: nil)).plainText.contains("■"))
  }

  @Test func theListGoesToAPointAndUndoComesBack() throws {
    var model = try self.model("O")
    #expect(model.overlay == .points(chosen: 0))
    let list = try frame(model).plainText
    #expect(list.contains("▸ base") && list.contains("+0.00268") && list.contains("4 points of my points.csv: rms z"))
    let before = model.settings
    for key in [Key.down, .down, .enter] { _ = model.update(.key(key)) }
    #expect(model.overlay == nil)
    #expect(model.settings.regime == Regime(lambdaT: 0.001, lambdaS: 2, gammaT: 0.25, gammaS: 1.2, sigma: 1))
    #expect(model.message?.text == "At 'few' of my points.csv")
    _ = model.update(.key(.character("u")))
    #expect(model.settings == before)
    // It opens at the point where one is.
    #expect(try self.model("O Down Down Enter O").overlay == .points(chosen: 2))
    #expect(try self.model("O End").overlay == .points(chosen: 3))
    #expect(try self.model("O O").overlay == nil)
  }

  @Test func aTiedPenaltyFollowsUnlessThePointHasOne() throws {
    var model = try model(points: [
      MeasuredPoint(given: [.sigma: 2], values: [.gap: MeasuredValue(1)]),
      MeasuredPoint(given: [.sigma: 3, .lambdaT: 0.7], values: [.gap: MeasuredValue(1)]),
    ])
    // λt = 0.2 λ⋆t, λ⋆t = σε² γt.
    _ = model.settings.toggleTie()
    for key in [Key.character("O"), .enter] { _ = model.update(.key(key)) }
    #expect(abs(model.settings.regime.lambdaT - 0.2 * 4 * 0.25) < 1e-12 && model.settings.tie != nil)
    for key in [Key.character("O"), .down, .enter] { _ = model.update(.key(key)) }
    #expect(model.settings.regime.lambdaT == 0.7 && model.settings.regime.sigma == 3 && model.settings.tie == nil)
  }

  @Test func withoutPointsItSaysHowToHaveSome() throws {
    let model = try model("O", points: nil)
    #expect(model.overlay == nil && model.message?.text.contains("--points FILE") == true)
    #expect(try self.model("O", points: []).message?.text.hasPrefix("my points.csv has no points") == true)
  }

  @Test func aCoveredPictureTellsNothingOfThem() throws {
    let tour = try #require(TourLibrary().tours.first { $0.steps.contains { $0.prediction?.covers == true } })
    let index = try #require(tour.steps.firstIndex { $0.prediction?.covers == true })
    // A point at whatever state the step has.
    var model = try model(points: [MeasuredPoint(given: [:], values: [.gap: MeasuredValue(-0.777)])])
    model.begin(tour, at: index)
    while model.isGliding { _ = model.update(.tick) }
    #expect(model.isCovered)
    #expect(try !frame(model).plainText.contains("measured"))
    _ = model.update(.command(.points))
    #expect(model.overlay == nil && model.message?.isError == true)
    #expect(!model.whereabouts.joined().contains("0.777"))
  }

  @Test func whatTakesTheViewAwayTakesThemToo() throws {
    let model = try model()
    #expect(model.openCommand.line.contains(" --points 'my points.csv' "))
    #expect(model.printCommand.line.contains(" --points 'my points.csv' "))
    let svg = try #require(model.exported(.svg))
    for name in ["measured gain", "measured loss", "gain elsewhere"] { #expect(svg.contains(">\(name)</text>")) }
    let rows = try #require(model.exported(.csv)).split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(rows.first == "lambda_t,lambda_s,gap,series,measured,measured_se,z,label")
    // The two that are of the map, and its cells without what was measured.
    #expect(rows.suffix(2).map { $0.split(separator: ",").suffix(2).last } == ["base", "2"])
    #expect(rows[1].hasSuffix(",,,,,") && rows.count == 1 + 120 * 90 + 2)
    let curves = try #require(try self.model("3").exported(.csv)).split(separator: "\n")
    #expect(curves.last?.contains(",measured,") == true && curves.last?.hasSuffix(",Ls") == true)
    #expect(try #require(try self.model("3").exported(.svg)).contains(">measured Ls</text>"))
  }

  @Test func aConversationTellsThem() throws {
    var model = try model()
    let nowhere = NoSurroundings()
    let list = model.answer("points", in: nowhere).lines
    #expect(list.count == 5 && list[0].hasPrefix("Your points beside theory"))
    #expect(list[1].hasPrefix("1. base: Ls − Lt −0.03 ± 0.001, theory −0.0327, z +2.7; Ls 1.25 ± 0.02, theory 1.25"))
    #expect(list[1].contains("best λs 0.159, which would have gained 0.00351 more"))
    #expect(list[2].hasPrefix("2. 2: Ls − Lt +0.25, theory +0.25; best"))
    let gone = model.answer("points 3", in: nowhere).lines.joined()
    #expect(gone.contains("γs 1.2") && gone.contains("At 'few' of my points.csv"))
    #expect(model.answer("where", in: nowhere).lines.contains { $0.hasPrefix("Measured here: few: Ls − Lt −0.1") })
  }

  /// Labels of any kind, many points, sizes from the least.
  @Test(arguments: ReadableTests.sizes)
  func everyScreenIsReadable(columns: Int, rows: Int) throws {
    let labels = [
      "", "a", "漢字漢字漢字漢字漢字漢字漢字", "\u{1B}]0;x\u{7}\u{202E}abc", String(repeating: "long ", count: 50), "tab\there",
    ]
    let points = (0..<60).map { (index: Int) -> MeasuredPoint in
      let mean = index % 2 == 0 ? -1e-200 : 12345.678 * Double(index)
      let value = MeasuredValue(mean, standardError: index % 3 == 0 ? 1e-9 : nil)
      let quantity: FigurePoint.Quantity = index % 5 == 3 ? .teacher : .gap
      let lambdaT = 0.001 * Double(1 + index * index)
      let lambdaS = index == 7 ? 0 : 0.003 * Double(1 + index)
      return MeasuredPoint(
        label: labels[index % labels.count], given: [.lambdaT: lambdaT, .lambdaS: lambdaS],
        values: index % 9 == 4 ? [:] : [quantity: value])
    }
    for keys in [
      "", "Tab", "3", "3 3", "O", "O End", "O Down Down Enter", "O End Enter", "O Enter W", "P", "z", "2 O", "5 O",
    ] {
      let model = try model(keys, columns: columns, rows: rows, points: points)
      for isUnicode in [true, false] {
        ReadableTests.expectReadable(try frame(model, isUnicode: isUnicode), "'\(keys)' at \(columns)x\(rows)")
      }
      let isSafe = try frame(model).plainText.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isDisturbing }
      #expect(isSafe, "\(keys)")
    }
  }
}

/// Nothing is written and nothing runs.
private final class NoSurroundings: Surroundings {
  var now: Duration { .zero }
  func wait(for time: Duration?) -> [Happening] { [] }
  func show(_ model: Model) {}
  func perform(_ effect: Effect) -> [Action] { [] }
}
