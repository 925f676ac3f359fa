// A merged sweep in the explorer: the map it opens as, sliders that stop at its values, and what it says where it has none.

import Canvas
import Export
import Figures
import Preferences
import Sampling
import Simulation
import Testing
import Theory

@testable import Explorer

@Suite("A sweep in the explorer")
struct SweepTests {
  /// P(gain) rises with σε and falls with λs and γs, in twentieths.
  private func sweep() throws -> MergedSweep {
    var rows: [MergedSweep.Row] = []
    for dimension in [100, 400] {
      for (s, sigma) in [0.5, 1, 2].enumerated() {
        for (l, lambdaS) in [0.01, 0.1, 1, 10].enumerated() {
          for (g, gammaS) in [0.1, 0.25, 1, 4].enumerated() {
            let regime = Preset.all[0].regime.with(.lambdaS, lambdaS).with(.sigma, sigma).with(.gammaS, gammaS)
            rows.append(
              MergedSweep.Row(
                point: try SimulationPoint(regime, dimension: dimension),
                gap: Moments(count: 20, mean: regime.errors.gap + 0.002, standardError: 0.001),
                gains: Proportion(successes: 10 + 4 * s - l - g, count: 20)))
          }
        }
      }
    }
    return try #require(MergedSweep(path: "runs/m.csv", rows: rows))
  }

  private func model(_ keys: String = "", given: Set<String> = [], columns: Int = 120, rows: Int = 36) throws -> Model {
    var model = Model(columns: columns, rows: rows)
    model.open(try sweep(), given: given)
    try press(keys, in: &model)
    return model
  }

  private func press(_ keys: String, in model: inout Model) throws {
    for name in keys.split(separator: " ") {
      _ = model.update(.key(try #require(Key(name: String(name)), "\(name)")))
    }
  }

  private func screen(_ model: Model, isUnicode: Bool = true) throws -> String {
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: isUnicode)))
    return drawScreen(model, look: look, isAudited: true).plainText
  }

  @Test("It opens at its own axes and values, as P(gain), with z and P(gain) beside theory")
  func opens() throws {
    let model = try model()
    #expect(model.settings.view == .map && model.settings.picture == .frequency)
    #expect(model.settings.axes.isAlong(Axes(x: .lambdaS, y: .gammaS)))
    #expect(model.settings.run.dimension == 400 && model.settings.regime.sigma == 1)
    // λs = 0.1 and γs = 0.25, at σε = 1: 10 + 4 − 1 − 1 of 20.
    let screen = try screen(model)
    #expect(screen.contains("P(gain), simulated"))
    #expect(screen.contains("cell 12 of 20") && screen.contains("P(gain) 0.60"))
    #expect(screen.contains("the sweep of runs/m.csv, d 400"))
    let point = try #require(model.sweep?.map?.points.first { $0.regime.lambdaS == 0.1 && $0.regime.gammaS == 0.25 })
    let predicted = try #require(point.predicted(.gap))
    let z = (point.regime.errors.gap + 0.002 - predicted) / 0.001
    #expect(screen.contains("z " + NumberFormat(digits: 2, showsPlus: true).text(z)))
    // The outermost cells are whole.
    let window = model.settings.axes.window
    #expect(abs(window.x.lower / 0.003162 - 1) < 1e-3 && abs(window.x.upper / 31.62 - 1) < 1e-3)
  }

  @Test("What is given stays; with a preset all of it does")
  func given() throws {
    var model = Model(columns: 80, rows: 24)
    model.settings.set(.sigma, 1.3)
    model.open(try sweep(), given: ["sigma"])
    #expect(model.settings.regime.sigma == 1.3 && model.sweep?.map == nil)
    let before = Model(columns: 80, rows: 24).settings
    let same = try self.model(given: ["preset", "sigma"]).settings == before
    #expect(same)
  }

  @Test("Off its axes sliders go from value to value; on them they are free")
  func stops() throws {
    var model = try model("Down Down Down Down")
    #expect(model.selected == .sigma)
    for (key, value) in [("Right", 2.0), ("Right", 2), ("Left", 1), (",", 0.5), (".", 1), ("Home", 0.5), ("End", 2)] {
      try press(key, in: &model)
      #expect(model.settings.regime.sigma == value, "\(key)")
      #expect(model.sweep?.map != nil)
    }
    #expect(try screen(model).contains("cell 16 of 20"))
    #expect(try screen(model).contains("┿"))
    #expect(try screen(model, isUnicode: false).contains("cell 16 of 20"))
    try press("u u u u u u", in: &model)
    #expect(model.settings.regime.sigma == 1)
    // λs is on an axis, and ζ was not swept.
    try press("Up Up Up Right", in: &model)
    #expect(model.selected == .lambdaS && model.settings.regime.lambdaS == 0.112)
    #expect(model.sweep?.map != nil)
  }

  @Test("Elsewhere it is stale and says why; its key goes to the nearest, and undo back")
  func stale() throws {
    var model = try model("Down Down Down Down Enter 1 . 3 Enter")
    #expect(model.settings.regime.sigma == 1.3 && model.shownPicture == .chance)
    let stale = try screen(model)
    #expect(stale.contains("predicted; sweep stale: σε 1.3 is not swept"))
    #expect(!stale.contains("simulated"))
    let elsewhere = model.settings
    try press("n", in: &model)
    #expect(model.settings.regime.sigma == 1 && model.shownPicture == .frequency)
    #expect(model.message?.text == "Nearest in the sweep: σε 1")
    try press("u", in: &model)
    let isBack = model.settings == elsewhere
    #expect(isBack)
    // No value of a slider makes a map over what was not swept.
    model.settings.axes.setX(.gammaT)
    #expect(model.mapStaleReason == "γt is not swept")
    try press("n", in: &model)
    #expect(model.message?.text.contains("The sweep is stale: γt is not swept") == true)
    #expect(model.settings.axes.x == .gammaT)
  }

  @Test("A run draws the state alone, and where the sweep has no map the map too")
  func runs() throws {
    let here = try model()
    #expect(try here.simulationRequest().others.isEmpty)
    var there = here
    there.settings.axes.setX(.gammaT)
    #expect(try there.simulationRequest().others.count > 100)
    #expect(here.showsSimulation == false)
  }

  @Test("The commands open it again; one of another file is not opened by pasting")
  func commands() throws {
    let model = try model()
    #expect(model.openCommand.words.suffix(4) == ["--sweep", "runs/m.csv", "--theme", model.themeName])
    var other = model
    other.open(Opening(settings: model.settings, sweep: "other.csv"))
    #expect(other.message?.text == "A command with --sweep 'other.csv' opens from the shell, not by pasting")
    var same = model
    same.open(Opening(settings: Settings(Preset.all[1]), sweep: "runs/m.csv"))
    #expect(same.settings.presetName == Preset.all[1].name)
  }

  @Test("What is written is what is shown: its cells, its picture and its file")
  func exports() throws {
    let model = try model()
    let csv = try #require(model.exported(.csv))
    let lines = csv.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count == 1 + 16)
    let names = lines[0].split(separator: ",")
    let place = try #require(names.firstIndex(of: "probability_of_gain"))
    let shares = lines.dropFirst().compactMap { Double($0.split(separator: ",")[place]) }
    // σε = 1: 14 − l − g of 20, from the greatest γs down.
    let expected = (0..<4).reversed().flatMap { g in (0..<4).map { l in Double(14 - l - g) / 20 } }
    #expect(shares == expected)
    #expect(csv.contains("runs/m.csv") && csv.contains("--sweep runs/m.csv"))
    #expect(try #require(model.exported(.svg)).contains("How often there was a gain in the simulation"))
    #expect(MapView().words(model).contains { $0.contains("The sweep of runs/m.csv, 4 by 4 cells here, is shown") })
    // Its regimes have draws of their own.
    var z = model
    z.settings.picture = .difference
    #expect(try !screen(z).contains("share draws"))
    #expect(try !#require(z.exported(.svg)).contains("share draws"))
  }
}
