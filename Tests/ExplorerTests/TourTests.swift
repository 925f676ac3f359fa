// What the tours say must be so.

import Canvas
import Figures
import Testing
import Theory

@testable import Explorer

@Suite struct TourTests {
  private func settings(_ tour: String, _ stop: Int) throws -> Settings {
    try #require(Tour.all.first { $0.name == tour }).settings(at: stop)
  }

  @Test func compensationSaysWhatIsSo() throws {
    let gains = try (0..<6).map { try settings("compensation", $0).regime.errors.gain }
    #expect(gains == [true, true, false, true, true, true])
    let best = try settings("compensation", 1).regime
    #expect(abs(BestPenalty(best).lambdaS / best.lambdaS - 1) < 0.02)
    #expect(PhaseReport(try settings("compensation", 2).regime).phase == .never)
    #expect(PhaseReport(try settings("compensation", 3).regime).phase == .window)
    #expect(Printed.theoremFiveAgrees(try settings("compensation", 5).regime) == false)
  }

  @Test func directionSaysWhatIsSo() throws {
    let regimes = try (0..<4).map { try settings("direction", $0).regime }
    #expect(regimes.map(\.errors.gain) == [false, true, true, true])
    #expect(regimes.allSatisfy { $0.lambdaT > $0.optimalLambdaT })
    #expect(PhaseReport(regimes[0]).phase == .never)
    #expect(BestPenalty(regimes[2]).lambdaS == .infinity)
  }

  @Test func aTourSaysWhenTheSlidersHaveLeftIt() throws {
    var model = Model(columns: 80, rows: 24)
    model.visit(Tour.all[0], stop: 2)
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    #expect(drawScreen(model, look: look).plainText.contains("Tour: compensation, 3 of 6 ─"))
    _ = model.update(.command(.increase))
    #expect(drawScreen(model, look: look).plainText.contains("Tour: compensation, 3 of 6, sliders moved ─"))
    _ = model.update(.command(.undo))
    #expect(drawScreen(model, look: look).plainText.contains("3 of 6 ─"))
  }

  @Test func keysGoThroughATour() throws {
    var model = Model(columns: 80, rows: 24)
    let tour = Tour.all[0]
    model.visit(tour, stop: 0)
    for stop in 1..<tour.stops.count {
      _ = model.update(.key(.character("]")))
      #expect(model.tour?.stop == stop)
    }
    _ = model.update(.key(.character("[")))
    #expect(model.tour?.stop == tour.stops.count - 2)
    _ = model.update(.key(.escape))
    #expect(model.tour == nil)
  }
}
