// The states pinned: their letters, how they are written, where they are drawn, and what is compared.

import Canvas
import Figures
import Foundation
import RandomSupport
import Testing
import Theory
import Tours

@testable import Explorer

@Suite struct PinTests {
  private func model(_ keys: String, columns: Int = 80, rows: Int = 24) throws -> Model {
    var model = Model(columns: columns, rows: rows)
    for name in keys.split(separator: " ") {
      _ = model.update(.key(try #require(Key(name: String(name)), "\(name)")))
    }
    return model
  }

  private func frame(_ model: Model, depth: ColorDepth = .mono, isUnicode: Bool = true) throws -> Frame {
    drawScreen(model, look: try #require(model.look(depth: depth, glyphs: Glyphs(isUnicode: isUnicode))))
  }

  private func state(_ values: [Parameter: Double]) -> State {
    State(regime: values.reduce(Preset.all[0].regime) { $0.with($1.key, $1.value) }, tie: nil)
  }

  private func letters(_ pins: Pins) -> String { String(pins.map(\.letter)) }

  // MARK: Letters

  @Test func lettersAreKept() {
    var pins = Pins()
    for sigma in 1...5 { pins.add(state([.sigma: Double(sigma) / 8])) }
    #expect(letters(pins) == "PQRUV")
    #expect(pins.add(state([.sigma: 3])) == nil, "there is no sixth")
    pins.drop("Q")
    #expect(letters(pins) == "PRUV" && pins["R"]?.regime.sigma == 0.375)
    #expect(pins.add(state([.sigma: 0.5])) == nil, "it is U")
    #expect(pins.add(state([.sigma: 3]), as: "R") == nil, "it is taken")
    #expect(pins.add(state([.sigma: 3]), as: "S") == nil, "it is the student's")
    #expect(pins.add(state([.sigma: 3])) == "Q" && letters(pins) == "PQRUV")
  }

  @Test func aKeyPinsAndUnpins() throws {
    #expect(try letters(model("i l i l i").settings.pins) == "PQR")
    // Back at the second.
    let back = try model("i l i l i h i")
    #expect(letters(back.settings.pins) == "PR" && back.message?.text == "Unpinned Q")
    #expect(try letters(model("i l i l i h i l l i").settings.pins) == "PQR")
    let full = try model("i l i l i l i l i l i")
    #expect(letters(full.settings.pins) == "PQRUV")
    #expect(
      full.message
        == Model.Message(
          text: "At most 5 places are pinned; I lists them, Delete drops one", isError: true))
    #expect(try model("I").message?.text == "Nothing is pinned yet; i pins this place")
    #expect(try model("5 i").settings.pins.isEmpty && model("i 5 I").overlay == nil)
  }

  @Test func pinsAreGoneToDroppedAndUndone() throws {
    let there = try model("i l l i l I Enter")
    #expect(there.settings.regime == Preset.all[0].regime && there.overlay == nil)
    #expect(try model("i l l i l I Enter u").settings.regime == model("l l l").settings.regime)
    #expect(try letters(model("i l i I Down Delete").settings.pins) == "P")
    #expect(try letters(model("i l i I Down Delete Esc u").settings.pins) == "PQ")
    #expect(try letters(model("i l i I Down Delete Esc u U").settings.pins) == "P")
    // Another figure keeps them.
    #expect(try letters(model("i l i p Down Enter").settings.pins) == "PQ")
  }

  /// A tour's own pins go with it from step to step; a person's wait at home.
  @Test func aTourHasItsOwn() throws {
    let step = "[[step]]\ntitle = \"a\"\ntext = \"x\"\nglide = false\n"
    let tour = try Tour(
      "name = \"pins\"\ntitle = \"pins\"\nabout = \"x\"\n\(step)set = { pin = \"R:zeta=1\" }\n\(step)\(step)set = { pin = \"none\" }\n",
      file: "pins.toml")
    var model = try model("i l i")
    let home = model.settings.pins
    model.begin(tour)
    #expect(letters(model.settings.pins) == "R")
    _ = model.update(.command(.tourNext))
    #expect(letters(model.settings.pins) == "R")
    _ = model.update(.command(.tourNext))
    #expect(model.settings.pins.isEmpty)
    for command in [Command.cancel, .cancel] { _ = model.update(.command(command)) }
    #expect(model.tour == nil && model.settings.pins == home)
  }

  // MARK: Text

  @Test func pinsAreReadAndWritten() throws {
    let read = try Settings(["pin": "lambda-t=0.5;R:lambda-t=0.5,lambda-s=2;zeta=1"]).pins
    #expect(letters(read) == "PQR" && read["R"]?.regime.lambdaS == 2 && read["Q"]?.regime.zeta == 1)
    #expect(try Settings(["pin": "lambda-s=2"]).pins["P"]?.state == state([.lambdaS: 2]), "as one was written before")
    let written = try #require(SettingField.named("pin")).text(
      try Settings(["pin": "Q:zeta=1;zeta=0.5,tie=2;V:zeta=0"]))
    #expect(
      written
        == "lambda-s=0.1,gamma-t=0.25,gamma-s=0.25,sigma=1,zeta=0.5,tie=2;"
        + "lambda-t=0.05,lambda-s=0.1,gamma-t=0.25,gamma-s=0.25,sigma=1,zeta=1;"
        + "V:lambda-t=0.05,lambda-s=0.1,gamma-t=0.25,gamma-s=0.25,sigma=1,zeta=0")
    #expect(try Settings(["pin": "none"], over: Settings(["pin": "zeta=1"])).pins.isEmpty)
  }

  @Test func pinsGoRoundTrip() throws {
    var random = SplitMix64(seed: 7)
    let field = try #require(SettingField.named("pin"))
    for _ in 0..<400 {
      var settings = Settings(random.pick(Preset.all))
      for letter in Pins.letters where random.next() % 2 == 0 {
        let regime = Parameter.allCases.reduce(settings.regime) {
          $0.with($1, $1 == .zeta ? random.uniform() : 4 * random.uniform() + 1e-3)
        }
        var other = settings
        other.move(to: regime, tie: random.next() % 2 == 0 ? nil : random.uniform())
        settings.pins.add(other.state, as: letter)
      }
      let text = field.text(settings) ?? "none"
      #expect(try Settings(["pin": text], over: Settings(random.pick(Preset.all))).pins == settings.pins, "\(text)")
    }
  }

  // MARK: On plots

  /// What is written about the place of two values on the map or the phases over two parameters.
  private func label(_ model: Model, _ x: Double, _ y: Double, from: Int, to: Int, down: Int = 0) throws -> String {
    let plot = try #require(Layout(model).plot(model.settings)?.plot)
    let (column, row) = (try #require(plot.column(x)), try #require(plot.row(y)))
    let frame = try frame(model)
    return String(String.UnicodeScalarView((from...to).map { frame[column + $0, row + down].glyph }))
  }

  @Test(arguments: [false, true])
  func lettersStandAtTheirPlaces(isPhases: Bool) throws {
    var model = Model(columns: 120, rows: 36)
    model.settings.view = isPhases ? .phases : .map
    (model.settings.showsPlane, model.settings.phaseAxes) = (false, Axes())
    // P on this picture, Q of another ζ, R and U of one place, V as the state is but for σε.
    for values: [Parameter: Double] in [
      [.lambdaT: 1], [.lambdaT: 10, .zeta: 0.5], [.lambdaT: 1, .lambdaS: 10], [.lambdaT: 1, .lambdaS: 10, .zeta: 0.5],
      [.sigma: 0.5],
    ] { model.settings.pins.add(state(values)) }
    #expect(try label(model, 1, 0.1, from: 0, to: 0) == "P")
    #expect(try !["(", ")"].contains(label(model, 1, 0.1, from: 1, to: 1)))
    #expect(try label(model, 10, 0.1, from: -1, to: 1) == "(Q)")
    #expect(try label(model, 1, 10, from: 0, to: 3) == "R(U)")
    #expect(try label(model, 0.05, 0.1, from: 0, to: 2, down: 1) == "(V)")
    #expect(try label(model, 0.05, 0.1, from: 0, to: 0) == "╋", "the crosshair is on top")
  }

  /// A step beside the state, a letter is over the crosshair's arm.
  @Test func lettersAreSeenBesideTheState() throws {
    for keys in ["i l", "i l l", "i h", "i h h h", "i l i l i l i l i l"] {
      for picture in ["", "2", "2 2"] {
        for isUnicode in [true, false] {
          let model = try model("\(keys) \(picture)")
          let plot = try #require(model.settings.view.view.plots(model, Layout(model)).first).inside
          let shown = try frame(model, isUnicode: isUnicode)
          for letter in letters(model.settings.pins).unicodeScalars {
            let places = (plot.y..<plot.maxY).flatMap { y in (plot.x..<plot.maxX).map { (x: $0, y: y) } }
            #expect(places.contains { shown[$0.x, $0.y].glyph == letter }, "\(letter), \(keys) \(picture)")
          }
        }
      }
    }
  }

  @Test func whatIsOffThePlotIsAtItsEdge() throws {
    var model = Model(columns: 120, rows: 36)
    for values: [Parameter: Double] in [
      [.lambdaT: 0], [.lambdaT: 1e4], [.lambdaT: 1, .lambdaS: 0], [.lambdaT: 1, .lambdaS: 1e4],
      [.lambdaT: 0, .lambdaS: 0, .zeta: 1],
    ] { model.settings.pins.add(state(values)) }
    let text = try frame(model).plainText
    for label in ["◀P", "Q▶", "R▼", "U▲", "◀(V)▼"] { #expect(text.contains(label), "\(label)\n\(text)") }
  }

  @Test func theNamesOfRegionsKeepOff() throws {
    for view in [ViewKind.map, .phases] {
      for isPlane in [true, false] {
        var model = Model(columns: 100, rows: 30)
        model.settings.view = view
        model.settings.showsPlane = isPlane
        let clear = try frame(model)
        let plot = try #require(view.view.plots(model, Layout(model)).first)
        for (letter, index) in zip(Pins.letters, 1...5) {
          model.settings.pins.add(
            state([.lambdaT: pow(10, Double(index) - 3.5), .gammaS: pow(10, Double(index) / 2 - 1.5)]), as: letter)
        }
        let names = view == .map ? ["GAIN", "LOSS"] : ["N never", "B below"]
        for name in names where clear.plainText.contains(name) {
          #expect(try frame(model).plainText.contains(name), "\(name) over \(plot.inside)")
        }
      }
    }
  }

  @Test func eachHasItsCurve() throws {
    let shown = try frame(model("i l l i Down l l l 3", columns: 120, rows: 36)).plainText
    #expect(shown.contains("P Q pinned") && shown.contains("◇"), "\(shown)")
    let curves = try model("i l l i l l 3").settings.pinnedCurves(resolution: 10)
    #expect(curves.map(\.letter) == ["P", "Q"])
    #expect(curves[0].place == Curve.Point(0.1, Preset.all[0].regime.errors.student))
    #expect(curves[0].points.last?.y == Preset.all[0].regime.with(.lambdaS, 100).errors.student)
  }

  // MARK: In the verdict

  /// What a row of the table is.
  private func name(_ line: String) -> String {
    line.prefix(Comparison.labelWidth).trimmingCharacters(in: .whitespaces)
  }

  /// The rows of the verdict's table, by their names.
  private func table(_ model: Model, isUnicode: Bool = true) throws -> [String: [String]] {
    let width = Layout(model).verdict.width - 4
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: isUnicode)))
    let lines = Comparison(model.settings, width: width).lines(look, rows: 30).map(\.text)
    #expect(lines.allSatisfy { $0.count <= width }, "\(lines)")
    return Dictionary(
      uniqueKeysWithValues: lines.map { line in
        (name(line), line.dropFirst(Comparison.labelWidth).split(separator: " ").map(String.init))
      })
  }

  @Test func theVerdictsStandInColumns() throws {
    let model = try model("i l l l i Down l", columns: 120, rows: 36)
    let settings = model.settings
    let table = try table(model)
    #expect(table[""] == ["here", "P", "Q"])
    let verdicts = ([settings.regime] + settings.pins.map(\.regime)).map { Verdict($0) }
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    let plus = NumberFormat(showsPlus: true)
    #expect(table["Ls − Lt"] == verdicts.map { plus.text($0.gap) })
    #expect(table["Δ"] == verdicts.dropFirst().map { look.number(verdicts[0].gap - $0.gap, room: 8, plus: true) ?? "" })
    #expect(table["Lt"] == verdicts.map { NumberFormat().text($0.errors.teacher) })
    #expect(table["Ls"] == verdicts.map { NumberFormat().text($0.errors.student) })
    #expect(table["phase"] == ["below", "below", "below"])
    #expect(table["best λs"] == verdicts.map { NumberFormat(trimsZeros: true).text($0.best.lambdaS) })
    #expect(table["λt"] == ["0.071", "0.05", "0.071"])
    #expect(table["λs"]?.dropFirst() == ["0.1", "0.1"])
    #expect(table["σε"] == nil && table["ζ"] == nil, "where all are the same there is no row")
    #expect(try frame(model).plainText.contains("GAIN  Ls − Lt = "), "the badge stays")
  }

  @Test func asManyColumnsAsFit() throws {
    let five = "i l i l i l i l i l"
    #expect(try table(model(five))[""] == ["here", "P", "Q"])
    #expect(try table(model(five, columns: 120, rows: 36))[""] == ["here", "P", "Q", "R"])
    #expect(try table(model(five, columns: 59, rows: 36))[""] == ["here", "P", "Q", "R", "U", "V"])
    for (columns, isTold) in [(80, true), (120, true), (59, false)] {
      let shown = try frame(model(five, columns: columns, rows: 36)).plainText
      #expect(shown.contains("Verdict ─") && shown.contains("I lists all 5") == isTold, "\(shown)")
    }
  }

  /// Where rows are few, what the states come to and where they differ stay.
  @Test func fewRowsHoldWhatMatters() throws {
    let model = try model("i l l l i Down l Down l Down l")
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    let comparison = Comparison(model.settings, width: 28)
    let names = { (rows: Int) in
      comparison.lines(look, rows: rows).map { name($0.text) }
    }
    #expect(names(1).isEmpty)
    #expect(names(3) == ["", "Ls − Lt", "Δ"])
    #expect(names(7) == ["", "Ls − Lt", "Δ", "λt", "λs", "γt", "γs"])
    #expect(names(11) == ["", "Ls − Lt", "Δ", "Lt", "Ls", "phase", "best λs", "λt", "λs", "γt", "γs"])
  }

  @Test func numbersKeepASignAndAnExponent() throws {
    var model = Model(columns: 80, rows: 24)
    for values: [Parameter: Double] in [[.lambdaS: 1.23e-30], [.lambdaS: 0.100_000_1]] {
      model.settings.pins.add(state(values))
    }
    let table = try table(model)
    #expect(table["λs"] == ["0.1", "1e−30", "0.1"])
    let changes = try #require(table["Δ"])
    let change = Verdict(model.settings.regime).gap - Verdict(model.settings.pins[1].regime).gap
    #expect(abs(change) > 1e-10 && abs(change) < 1e-6)
    #expect(changes[1].first == (change < 0 ? "−" : "+") && changes[1].contains("e−"), "\(changes)")
  }
}
