// The simulation as the model sees it: what is asked for, what is taken in, what goes stale.

import Canvas
import Simulation
import Testing
import Theory

@testable import Explorer

@Suite struct SimulationTests {
  private func asked(of model: inout Model, _ command: Command = .simulate) -> SimulationRequest? {
    for case .simulate(let request) in model.update(.command(command)) { return request }
    return nil
  }

  /// Runs a request to its end, as the session does.
  private func complete(_ request: SimulationRequest) throws -> SimulationReport {
    let (result, layout) = try simulate(points: request.points, trials: 4, seed: request.seed)
    return SimulationReport(
      run: request.run, done: result.done, total: result.total, secondsLeft: 0, isFinal: true,
      state: layout.cells.first.map { result[$0] },
      means: zip(layout.cells.dropFirst(), request.quantities).compactMap { result[$0][$1]?.mean },
      standardErrors: zip(layout.cells.dropFirst(), request.quantities).compactMap { result[$0][$1]?.standardError })
  }

  @Test func aRunAsksForTheStateAndTheMap() throws {
    var model = Model(columns: 80, rows: 24)
    let request = try #require(asked(of: &model))
    #expect(request.points.count == 1 + 80 * 50)
    #expect(request.points[0].regime == model.settings.regime)
    // The grid runs from the top left: least λt, greatest λs.
    #expect(request.points[1].lambdaT < request.points[80].lambdaT)
    #expect(request.points[1].lambdaS > request.points[1 + 80 * 49].lambdaS)
    #expect(model.simulation.progress != nil)
  }

  @Test func estimatesAreTakenInAndGoStale() throws {
    var model = Model(columns: 80, rows: 24)
    let request = try #require(asked(of: &model))
    _ = model.update(.simulated(try complete(request), of: request))
    #expect(model.simulation.progress == nil)
    #expect(model.hasSimulatedMap && !model.isSimulationStale)
    _ = model.update(.command(.picture))
    #expect(model.shownPicture == .simulated)
    _ = model.update(.command(.picture))
    let scores = try #require(model.simulatedValues(.difference)).values
    #expect(scores.count == 80 * 50 && scores.allSatisfy(\.isFinite))
    _ = model.update(.command(.increase))
    #expect(model.isSimulationStale && model.hasSimulatedMap)
    _ = model.update(.command(.undo))
    #expect(!model.isSimulationStale)
    _ = model.update(.command(.xAxis))
    #expect(!model.hasSimulatedMap && model.shownPicture == .theory)
  }

  @Test func curvesAreSimulatedAlongTheirAxis() throws {
    let preset = try #require(Preset.all.first { $0.name == "Figure 3" })
    var model = Model(columns: 100, rows: 30, preset: preset)
    let request = try #require(asked(of: &model))
    #expect(request.points.count == request.curve.count + 1 && request.curve.count > 30)
    #expect(request.quantities.contains(.teacher) && request.quantities.contains(.student))
    _ = model.update(.simulated(try complete(request), of: request))
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    #expect(model.measured(look).count == request.curve.count + 2)
    let rings = drawScreen(model, look: look).plainText.unicodeScalars.count { $0 == "○" }
    #expect(rings > 20, "\(rings) rings")
    _ = model.update(.command(.increase))
    #expect(model.measured(look).isEmpty, "stale points are not drawn")
  }

  @Test func reportsOfARunGivenUpArePassedOver() throws {
    var model = Model(columns: 80, rows: 24)
    let request = try #require(asked(of: &model))
    let report = try complete(request)
    #expect(model.update(.key(.escape)) == [.cancelSimulation])
    _ = model.update(.simulated(report, of: request))
    #expect(model.simulation.found == nil && model.simulation.progress == nil)
  }

  @Test func liveStartsAnewWhenASliderMoves() throws {
    var model = Model(columns: 80, rows: 24)
    let first = try #require(asked(of: &model, .live))
    #expect(first.isLive && first.points.count == 1)
    let second = try #require(asked(of: &model, .increase))
    #expect(second.run > first.run && second.points[0].lambdaT > first.points[0].lambdaT)
    #expect(asked(of: &model, .nextParameter) == nil, "choosing a slider moves nothing")
    #expect(model.update(.command(.live)) == [.cancelSimulation])
    #expect(asked(of: &model, .increase) == nil)
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
    model.simulation.dimension = 4000
    model.simulation.trials = 1000
    model.simulation.engine = .dense
    let started = asked(of: &model) != nil
    #expect(!started)
    #expect(model.message?.isError == true && model.message?.text.contains("min") == true)
    #expect(model.simulation.progress == nil)
  }
}
