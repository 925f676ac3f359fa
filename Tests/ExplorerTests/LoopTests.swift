// The loop with surroundings made of a script and a clock that moves as told.

import Figures
import Simulation
import Sampling
import Canvas
import Testing
import Theory

@testable import Explorer

/// Surroundings that follow a script: what happens at each wait, and how long the wait takes.
private final class Scripted: Surroundings {
  var now = Duration.zero
  /// What each wait returns, and after how long; the last is followed by the end.
  var script: [(after: Duration, [Happening])]
  /// The waits asked for.
  var waits: [Duration?] = []
  /// λt at each frame.
  var frames: [Double] = []
  var performed: [Effect] = []
  /// What comes of an effect at once.
  var outcome: (Effect) -> [Action] = { _ in [] }

  init(_ script: [(after: Duration, [Happening])]) { self.script = script }

  func wait(for time: Duration?) -> [Happening] {
    waits.append(time)
    guard !script.isEmpty else { return [.end(9)] }
    let (after, happenings) = script.removeFirst()
    // A wait ends with its time where nothing happens before.
    now += happenings.isEmpty ? min(after, time ?? after) : after
    return happenings
  }

  func show(_ model: Model) { frames.append(model.settings.regime.lambdaT) }

  func perform(_ effect: Effect) -> [Action] {
    performed.append(effect)
    return outcome(effect)
  }
}

@Suite struct LoopTests {
  private func keys(_ names: String) throws -> [Happening] {
    try names.split(separator: " ").map { .action(.key(try #require(Key(name: String($0))))) }
  }

  @Test func theLoopEndsAsItIsTold() throws {
    var model = Model(columns: 80, rows: 24)
    #expect(runExplorer(&model, in: Scripted([(.zero, [.end(143)])])) == 143)
    #expect(runExplorer(&model, in: Scripted([(.zero, try keys("l q"))])) == 0)
  }

  @Test func idleWaitsForEver() throws {
    var model = Model(columns: 80, rows: 24)
    let surroundings = Scripted([(.seconds(3), try keys("l")), (.seconds(3), [])])
    _ = runExplorer(&model, in: surroundings)
    #expect(surroundings.waits.allSatisfy { $0 == nil })
  }

  /// Reports that come every few milliseconds leave play its steps: one each fifty.
  @Test func reportsDoNotStarvePlay() throws {
    var model = Model(columns: 80, rows: 24)
    let reports = Array(
      repeating: (after: Duration.milliseconds(10), [Happening.action(.report("", isError: false))]), count: 100)
    let surroundings = Scripted([(.zero, try keys("Space"))] + reports)
    _ = runExplorer(&model, in: surroundings)
    let steps = zip(surroundings.frames, surroundings.frames.dropFirst()).count { $0 != $1 }
    #expect(steps == 20, "a second of play is twenty steps")
    #expect(surroundings.waits.compactMap { $0 }.allSatisfy { $0 <= .milliseconds(50) })
  }

  @Test func afterAPausePlayGoesOnAndDoesNotCatchUp() throws {
    var model = Model(columns: 80, rows: 24)
    let surroundings = Scripted(
      [(.zero, try keys("Space")), (.seconds(60), [.action(.report("", isError: false))])]
        + Array(repeating: (.milliseconds(50), []), count: 4))
    _ = runExplorer(&model, in: surroundings)
    let steps = zip(surroundings.frames, surroundings.frames.dropFirst()).count { $0 != $1 }
    #expect(steps <= 6)
  }

  /// Whatever happened, what the model asks for is done: while live, a tick of play starts the run anew.
  @Test func effectsOfEveryActionArePerformed() throws {
    var model = Model(columns: 80, rows: 24)
    let surroundings = Scripted([
      (.zero, try keys("L Space")), (.milliseconds(50), []), (.milliseconds(50), []), (.milliseconds(50), []),
    ])
    _ = runExplorer(&model, in: surroundings, first: [.resize(columns: 100, rows: 30)])
    #expect(model.columns == 100)
    let jobs = surroundings.performed.compactMap { effect -> Int? in
      if case .start(let job) = effect { job.id } else { nil }
    }
    #expect(jobs == [1, 2, 3, 4])
  }

  @Test func whatComesOfAnEffectReachesTheModel() throws {
    var model = Model(columns: 80, rows: 24)
    model.settings.run.dimension = 20
    model.settings.run.trials = 2
    let surroundings = Scripted([(.zero, try keys("2 s m a Enter"))])
    surroundings.outcome = { effect in
      switch effect {
      case .start(let job): [.ran(job.run())]
      case .saveBookmark: [.report("kept", isError: false)]
      default: []
      }
    }
    _ = runExplorer(&model, in: surroundings)
    #expect(model.freshState?.gap.count == 2)
    #expect(model.message?.text == "kept")
  }
}
