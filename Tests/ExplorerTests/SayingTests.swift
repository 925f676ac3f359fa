// What the screen says of the state is so, and stays so when the state moves on.

import Simulation
import Sampling
import Preferences
import Canvas
import Figures
import Testing
import Theory

@testable import Explorer

@Suite struct SayingTests {
  private func screen(
    _ keys: String, preset: String = "Figure 1 left", columns: Int = 80, rows: Int = 24
  ) throws -> String {
    let preset = try #require(Preset.all.first { $0.name == preset })
    var model = Model(columns: columns, rows: rows, preset: preset)
    for name in keys.split(separator: " ") {
      _ = model.update(.key(try #require(Key(name: String(name)), "\(name)")))
    }
    return drawScreen(model, look: try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))).plainText
  }

  /// The words of the panes at the left, without their borders.
  private func panel(_ screen: String, width: Int = 31) -> String {
    screen.split(separator: "\n").map { String($0.prefix(width).dropFirst(2)) }.joined(separator: " ")
      .split(separator: " ").joined(separator: " ")
  }

  @Test func titlesFollowTheState() throws {
    let name = "Figure 1 right"
    func wide(_ keys: String) throws -> String { try screen(keys, preset: name, columns: 96) }
    #expect(try wide("").contains("w2s Figure 1 right "))
    #expect(try wide("l").contains("w2s Figure 1 right, changed "))
    #expect(try wide("l h").contains("w2s Figure 1 right "))
    #expect(try wide("2").contains("w2s Figure 1 right "), "another view is of the same place")
    #expect(try wide("*").contains("w2s Figure 1 right, changed "), "a tie is part of a figure")
    #expect(try wide("5").contains("w2s Section 3: features "))
    // Where the tabs leave little room, shorter.
    #expect(try screen("l", preset: name).contains("w2s changed "))
    #expect(try screen("5", preset: name).contains("w2s Section 3 "))
  }

  @Test func captionsAreShownOnlyOfWhatTheySpeakOf() throws {
    let words = "window of λs."
    func big(_ keys: String) throws -> Bool {
      try screen(keys, preset: "Figure 1 right", columns: 120, rows: 40).contains(words)
    }
    #expect(try big(""))
    #expect(try !big("l"))
    #expect(try big("l h"))
    #expect(try !big("x"))
    #expect(try !big("3"))
  }

  @Test func numbersKeepTheirDigits() throws {
    let five = try panel(screen("", preset: "Figure 5"))
    #expect(five.contains("0.000561<λs<4.46"), "\(five)")
    #expect(five.contains("flips at λt 0.353 λs 4.46 γt 0.190 γs 2.01 σε 1.72"), "\(five)")
  }

  @Test func theHeaderSaysTheVerdictWhereNoPaneDoes() throws {
    for (columns, rows, keys) in [(36, 10, ""), (36, 10, "Tab"), (50, 16, "Tab")] {
      let header = try screen(keys, columns: columns, rows: rows).prefix { $0 != "\n" }
      #expect(header.contains("GAIN  Ls − Lt = −0.0327"), "\(header)")
    }
    #expect(try screen("", columns: 60, rows: 20).prefix { $0 != "\n" }.contains("Figure 1 left"))
    #expect(try screen("5", columns: 36, rows: 10).prefix { $0 != "\n" }.contains("Section 3"))
  }

  @Test func theColourBarHasItsValues() throws {
    for (columns, rows) in [(80, 24), (120, 36)] {
      let rows = try screen("", columns: columns, rows: rows).split(separator: "\n")
      let limit = Model(columns: 80, rows: 24).settings.colorLimit
      #expect(limit == 1)
      #expect(rows[1].contains("gain ") && rows[1].contains(" loss, log "))
      for value in ["−1 ", "−0.1", " 0 ", "+0.1", "+1 "] { #expect(rows[2].contains(value), "\(rows[2])") }
      #expect(rows.joined().contains("locked, a fits"))
    }
    // Without room for a bar the legend of the lines has what room there is.
    #expect(try screen("", columns: 60, rows: 20).contains("⠶⠶ Ls = Lt"))
  }

  @Test func messagesAreReadToTheirEnd() throws {
    for columns in [36, 60, 80] {
      let shown = try screen("i", columns: columns, rows: 16).split(separator: "\n").suffix(3).joined(separator: " ")
      #expect(shown.contains("this place"), "\(shown)")
      let refused = try screen("Enter - 1 Enter", columns: columns, rows: 16)
      #expect(refused.contains("number ≥ 0") || refused.contains("≥ 0\n"), "\(refused)")
    }
  }

  @Test func axesTurnBothWays() throws {
    for keys in ["", "2 2", "3"] {
      for (there, back) in [("x", "X"), ("y", "C-y")] {
        let start = try screen(keys)
        let turns = Array(repeating: there, count: 4).joined(separator: " ")
        let returns = Array(repeating: back, count: 4).joined(separator: " ")
        #expect(try screen("\(keys) \(turns)") != start)
        if keys != "3" { #expect(try screen("\(keys) \(turns) \(returns)") == start, "\(keys) \(there)") }
      }
    }
    #expect(try screen("5 x X y C-y") == screen("5"))
  }

  /// The first preset, simulated.
  private func simulated(_ keys: String, columns: Int, rows: Int) throws -> Model {
    var model = Model(columns: columns, rows: rows)
    model.settings.run.dimension = 40
    model.settings.run.trials = 4
    guard case .start(let job)? = model.update(.command(.simulate)).first else {
      Issue.record("no run was asked for")
      return model
    }
    _ = model.update(.ran(job.run(threads: 1)))
    for name in keys.split(separator: " ") { _ = model.update(.key(try #require(Key(name: String(name))))) }
    model.message = nil
    return model
  }

  /// What a simulation found is said at every size, where it has no pane of its own too.
  @Test(arguments: [(36, 10), (40, 12), (50, 16), (60, 20), (72, 22), (80, 24)], ["", "Tab"])
  func aSimulationSaysWhatItFound(size: (Int, Int), keys: String) throws {
    let model = try simulated(keys, columns: size.0, rows: size.1)
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    let gap = try #require(model.found).findings.state.gap
    let screen = drawScreen(model, look: look).plainText
    #expect(screen.contains(look.number(gap.mean, plus: true)), "\(screen)")
    #expect(screen.contains("± " + look.number(gap.standardError, digits: 2)), "\(screen)")
    let law = try #require(FiniteLaw(model.settings.regime, dimension: model.settings.run.dimension))
    let z = gap.z(against: law.gap.mean)
    #expect(screen.contains("z " + look.number(z, digits: 2, plus: true)), "\(screen)")
  }

  @Test func aLargeZIsExplained() throws {
    var model = Model(columns: 200, rows: 60)
    model.settings.run.dimension = 100
    model.settings.set(.zeta, 0.98)
    model.settings.set(.lambdaS, 100)
    for case .start(let job) in model.update(.command(.simulate)) { _ = model.update(.ran(job.run())) }
    let found = try #require(model.found)
    let gap = found.findings.state.gap
    let bias = gap.mean - found.request.state.regime.errors.gap
    #expect(abs(bias / gap.standardError) > 3)
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    let law = try #require(FiniteLaw(found.request.state.regime, dimension: 100))
    #expect(abs(gap.z(against: law.gap.mean)) < 4)
    let predicted = look.number(law.gap.mean - found.request.state.regime.errors.gap, digits: 2, plus: true)
    let message = try #require(model.message?.text)
    #expect(message.contains("order 1/d, which is predicted: \(predicted)"), "\(message)")
    model.message = nil
    #expect(panel(drawScreen(model, look: look).plainText, width: 39).contains("order 1/d"))
    // Near theory there is nothing to explain.
    model.settings.set(.zeta, 0)
    model.settings.set(.lambdaS, 0.1)
    for case .start(let job) in model.update(.command(.simulate)) { _ = model.update(.ran(job.run())) }
    #expect(model.message?.text.contains("order 1/d") != true)
  }

  @Test func simulatedMapsSayWhatIsUnderTheCrosshair() throws {
    for (keys, words) in [("n", "┌ simulated ─"), ("n n", "shared draws")] {
      let model = try simulated(keys, columns: 80, rows: 24)
      let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
      let map = try #require(model.simulatedMap)
      // 80 × 50 cells over λt from 1e-4 to 100 and λs likewise: 0.05 is in column 35, 0.1 in row 25 from below.
      let index = (49 - 25) * 80 + 35
      let screen = drawScreen(model, look: look).plainText
      let estimate = map.estimates[index]
      #expect(
        screen.contains(
          "cell \(look.number(estimate.mean, plus: true)) ± \(look.number(estimate.standardError, digits: 2))"),
        "\(screen)")
      #expect(screen.contains("z " + look.number(map.z(index), digits: 2, plus: true)), "\(screen)")
      #expect(screen.contains(words), "\(screen)")
    }
  }

  @Test func onlyWhatSharesDrawsIsSaidTo() throws {
    let axes = Axes()
    let map = SimulatedMap(window: axes.window, columns: 2, rows: 2, estimates: [], gains: [], points: [])
    #expect(map.sharedDraws(axes) == "neighbours")
    #expect(map.sharedDraws(Axes(x: .gammaS, y: .lambdaT)) == "cells along λt")
    #expect(map.sharedDraws(Axes(x: .gammaS, y: .sigma)) == nil)
  }

  /// The plane says what it is made of where there is room, and where the phase ends, in numbers that are so.
  @Test func thePlaneExplainsItself() throws {
    for (rows, words) in [(36, "2(T − S)/T: power, alignment"), (60, "2(T − S)/T, T the teacher's")] {
      var model = Model(columns: 120, rows: rows, preset: Preset.all[1])
      model.settings.view = .phases
      let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
      let text = drawScreen(model, look: look).plainText
      #expect(text.contains("phase ends at λt 0.332") && text.contains("r_min"), "\(text)")
      #expect(text.contains(words), "\(text)")
      // A hair to either side of the edge the phase is another.
      let edge = try #require(model.settings.nearestPhaseEdge(of: .lambdaT))
      let phases = [0.999, 1.001].map { PhaseReport(model.settings.regime.with(.lambdaT, edge * $0)).phase }
      #expect(phases == [.window, .never])
    }
  }
}
