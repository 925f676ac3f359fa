// The simulation as the model sees it: what is asked for, what is taken in, what goes stale.

import Sampling
import Canvas
import Figures
import Simulation
import Testing
import Theory

@testable import Explorer

@Suite struct SimulationTests {
  /// The job that a command asks for.
  private func asked(of model: inout Model, _ command: Command = .simulate) -> Job? {
    for case .start(let job) in model.update(.command(command)) { return job }
    return nil
  }

  private func request(_ job: Job) throws -> SimulationRequest {
    guard case .linear(let request) = job.work else { throw NoRequest() }
    return request
  }

  private struct NoRequest: Error {}

  /// The first preset, or another, with a few trials at a small dimension.
  private func model(_ preset: Preset = Preset.all[0], keys: String = "") throws -> Model {
    var model = Model(columns: 100, rows: 30, preset: preset)
    model.settings.run.dimension = 40
    model.settings.run.trials = 4
    for name in keys.split(separator: " ") { _ = model.update(.key(try #require(Key(name: String(name))))) }
    return model
  }

  @Test func aRunAsksForTheStateAndTheMap() throws {
    var model = Model(columns: 80, rows: 24)
    let request = try request(try #require(asked(of: &model)))
    #expect(request.others.count == 80 * 50)
    #expect(request.state.regime == model.settings.regime)
    // The grid runs from the top left: least λt, greatest λs.
    #expect(request.others[0].regime.lambdaT < request.others[79].regime.lambdaT)
    #expect(request.others[0].regime.lambdaS > request.others[80 * 49].regime.lambdaS)
    #expect(model.job?.progress.done == 0)
  }

  /// A run at a regime reports the numbers of `w2s simulate` for it, whatever is drawn besides.
  @Test(arguments: ["", "2", "2 2", "3", "4", "L"], [Engine.law, .dense])
  func theSameRequestDrawsTheSameNumbers(keys: String, engine: Engine) throws {
    var model = try model(keys: keys == "L" ? "" : keys)
    model.settings.run.engine = engine
    let alone = try simulate(
      points: [SimulationPoint(model.settings.regime, dimension: 40)], trials: 4, seed: 1, engine: engine)
    let expected = alone.result[try #require(alone.layout.cells.first)]
    guard keys != "L" else {
      // Live, after as many trials.
      let job = try #require(asked(of: &model, .live))
      var seen: CellEstimate?
      _ = job.run(threads: 1, cancel: { seen?.gap.count == 4 }) { report in
        if case .linear(let findings)? = report().finding, findings.state.gap.count == 4 { seen = findings.state }
      }
      #expect(seen == expected)
      return
    }
    _ = model.update(.ran(try #require(asked(of: &model)).run(threads: 2)))
    #expect(model.found?.findings.state == expected)
  }

  @Test func estimatesAreTakenInAndGoStale() throws {
    var model = try model()
    _ = model.update(.ran(try #require(asked(of: &model)).run()))
    #expect(model.job == nil)
    #expect(model.simulatedMap != nil && model.staleReason == nil)
    _ = model.update(.command(.picture))
    #expect(model.shownPicture == .simulated)
    _ = model.update(.command(.picture))
    let scores = try #require(model.simulatedMap?.values(.difference))
    #expect(scores.count == 80 * 50 && scores.allSatisfy(\.isFinite) && scores.contains { $0 != 0 })
    // Along its axes the map stays what it was; the state does not.
    _ = model.update(.command(.increase))
    #expect(model.staleReason == "λt moved" && model.shownPicture == .difference)
    _ = model.update(.command(.undo))
    #expect(model.staleReason == nil)
    _ = model.update(.command(.xAxis))
    #expect(model.simulatedMap == nil && model.shownPicture == .theory)
    #expect(model.mapStaleReason == "the axes changed")
  }

  @Test("One rule says what is stale, and why")
  func staleness() throws {
    let changes: [(String, (inout Model) -> Void, state: String?, map: String?)] = [
      ("nothing", { _ in }, nil, nil),
      ("λs, on an axis", { $0.settings.set(.lambdaS, 3) }, "λs moved", nil),
      ("σε", { $0.settings.set(.sigma, 2) }, "σε moved", "σε moved"),
      (
        "two",
        {
          $0.settings.set(.sigma, 2); $0.settings.set(.gammaS, 2)
        }, "γs, σε moved", "γs, σε moved"
      ),
      ("d", { $0.settings.run.dimension = 41 }, "d changed", "d changed"),
      ("engine", { $0.settings.run.engine = .dense }, "the engine changed", "the engine changed"),
      ("seed", { $0.settings.run.seed = 2 }, "the seed changed", "the seed changed"),
      ("trials", { $0.settings.run.trials = 5 }, "the number of trials changed", "the number of trials changed"),
      ("view", { $0.settings.view = .curves }, nil, nil),
      ("colours", { $0.settings.colorLimit = 3 }, nil, nil),
      ("the pin", { $0.settings.pins.add($0.settings.state) }, nil, nil),
    ]
    var model = try model()
    _ = model.update(.ran(try #require(asked(of: &model)).run()))
    for (name, change, state, map) in changes {
      var changed = model
      change(&changed)
      #expect(changed.staleReason == state, "\(name)")
      #expect(changed.mapStaleReason == map && (changed.simulatedMap == nil) == (map != nil), "\(name)")
    }
  }

  /// What the rule calls fresh is what a run of the present settings would draw at.
  @Test func aFreshMapIsWhatWouldBeDrawn() throws {
    for keys in ["", "x", "x x", "* x", "x x x x", "* x x x y"] {
      var model = try model(keys: keys)
      model.settings.run.trials = 1
      let first = try #require(asked(of: &model))
      let request = try request(first)
      _ = model.update(.ran(first.run()))
      for parameter in Parameter.allCases {
        var moved = model
        moved.settings.set(parameter, 0.37)
        let again = try self.request(try #require(asked(of: &moved)))
        #expect((moved.simulatedMap != nil) == (again.others == request.others), "\(keys) \(parameter)")
      }
    }
  }

  @Test func curvesAreSimulatedAlongTheirAxis() throws {
    let preset = try #require(Preset.all.first { $0.name == "Figure 3" })
    var model = try model(preset)
    let job = try #require(asked(of: &model))
    let request = try request(job)
    #expect(request.others.count == request.curve.count && request.curve.count > 30)
    #expect(request.quantities.contains(.teacher) && request.quantities.contains(.student))
    _ = model.update(.ran(job.run()))
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    #expect(model.measured(look).count == request.curve.count + 2)
    for point in model.simulatedCurve {
      let drawn = model.settings.curvePoints()[point.index]
      #expect(drawn.coordinates.first?.value == point.x)
      #expect(drawn.regime.lambdaS == point.point.regime.lambdaS && drawn.regime.zeta == point.point.regime.zeta)
    }
    let rings = drawScreen(model, look: look).plainText.unicodeScalars.count { $0 == "○" }
    #expect(rings > 20, "\(rings) rings")
    _ = model.update(.command(.increase))
    #expect(model.measured(look).isEmpty, "stale points are not drawn")
    _ = model.update(.command(.undo))
    _ = model.update(.command(.autoscale))
    #expect(!model.measured(look).isEmpty, "another vertical scale is no other curve")
  }

  @Test func reportsOfARunGivenUpArePassedOver() throws {
    var model = try model()
    let job = try #require(asked(of: &model))
    #expect(model.update(.key(.escape)) == [.cancelJob])
    _ = model.update(.ran(job.run()))
    #expect(model.found == nil && model.job == nil)
  }

  @Test func liveStartsAnewWhenASliderMoves() throws {
    var model = try model()
    let first = try #require(asked(of: &model, .live))
    #expect(first.isLive)
    #expect(try request(first).others.isEmpty)
    let second = try #require(asked(of: &model, .increase))
    #expect(second.id > first.id)
    #expect(try request(second).state.regime.lambdaT > request(first).state.regime.lambdaT)
    let chosen = asked(of: &model, .nextParameter)
    #expect(chosen == nil, "choosing a slider moves nothing")
    #expect(model.update(.command(.live)) == [.cancelJob])
    let after = asked(of: &model, .increase)
    #expect(after == nil)
  }

  @Test("One job at a time: a run of the one setting takes the place of one of the other, bar and all")
  func oneJob() throws {
    var model = try model()
    let linear = try #require(asked(of: &model))
    _ = model.update(
      .ran(JobReport(linear, progress: JobProgress(done: 7, total: 10), isFinal: false, finding: nil)))
    #expect(model.job?.progress.done == 7)
    _ = model.update(.command(.features))
    let nonlinear = try #require(asked(of: &model), "s in Features starts its run while another is under way")
    #expect(nonlinear.id > linear.id && model.job?.job == nonlinear && model.job?.progress.done == 0)
    // What the first has still to say is passed over.
    _ = model.update(
      .ran(JobReport(linear, progress: JobProgress(done: 8, total: 10), isFinal: false, finding: nil)))
    #expect(model.job?.progress.done == 0 && model.found == nil)
    // At other settings it starts anew; the same again ends it, whatever else was set.
    _ = model.update(.command(.increase))
    let again = try #require(asked(of: &model))
    #expect(again.id > nonlinear.id)
    #expect(model.update(.command(.simulate)) == [.cancelJob])
    #expect(model.job == nil)
  }

  @Test(arguments: [
    (SimulationField.dimension, "0"), (.trials, "-3"), (.seed, "x"), (.teacherSamples, "1.5"), (.studentSamples, ""),
  ])
  func refusedSettings(field: SimulationField, text: String) {
    var model = Model(columns: 80, rows: 24)
    let before = model.settings
    #expect(model.setSimulation(field, text)?.contains("'\(text)'") == true)
    #expect(model.settings == before)
  }

  @Test func samplesMoveTheRatios() {
    var model = Model(columns: 80, rows: 24)
    #expect(model.setSimulation(.studentSamples, "416") == nil)
    #expect(model.settings.regime.gammaS == 500.0 / 416)
    #expect(model.sizes?.studentSamples == 416 && model.sizes?.teacherSamples == 2000)
  }

  @Test func aRunThatWouldTakeTooLongIsRefusedWithTheTime() {
    var model = Model(columns: 80, rows: 24)
    model.settings.run.dimension = 4000
    model.settings.run.trials = 1000
    model.settings.run.engine = .dense
    let started = asked(of: &model) != nil
    #expect(!started)
    #expect(model.message?.isError == true && model.message?.text.contains("min") == true)
    #expect(model.job == nil)
  }
}
