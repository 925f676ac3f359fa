// The nonlinear setting in the model: its own sliders, its runs, and what is said of them.

import Figures
import Preferences
import Canvas
import Sampling
import Nonlinear
import Testing
import Theory

@testable import Explorer

@Suite struct FeatureTests {
  private func model(_ keys: String) throws -> Model {
    var model = Model(columns: 100, rows: 36)
    for name in keys.split(separator: " ") {
      _ = model.update(.key(try #require(Key(name: String(name)), "\(name)")))
    }
    return model
  }

  private func asked(of model: inout Model) throws -> (Job, FeatureRequest) {
    guard case .start(let job)? = model.update(.command(.simulate)).first, case .features(let request) = job.work else {
      throw NoRequest()
    }
    return (job, request)
  }

  private struct NoRequest: Error {}

  @Test func keysMoveTheNonlinearSlidersAndNoOthers() throws {
    let before = try model("5")
    let after = try model("5 l Down l Down l l Down l Down h Down l")
    #expect(after.settings.features.regime.etaT == 2.1)
    #expect(after.settings.features.regime.etaS == 2.1)
    #expect(after.settings.features.regime.tau == 1.7)
    #expect(abs(after.settings.features.regime.teacherWidthRatio - 2.0.squareRoot()) < 1e-12)
    #expect(after.settings.features.regime.studentWidthRatio == after.settings.features.regime.teacherWidthRatio)
    #expect(abs(after.settings.features.sampleRatio - 4 / 2.0.squareRoot()) < 1e-12)
    #expect(after.settings.features.regime.activation != before.settings.features.regime.activation)
    #expect(after.settings.regime == before.settings.regime)
    #expect(try model("5 l l u").settings == before.settings, "a run of steps is undone as one")
  }

  @Test func everyChoiceOfTheKeysIsCoveredByTheTheory() throws {
    var model = try model("5 Up")
    for _ in 0..<Activation.usable.count * LinkFunction.easy.count * LinkFunction.hard.count {
      for key in [Key.right, .character("x"), .character("y")] {
        _ = model.update(.key(key))
        #expect(throws: Never.self) { try FeatureLimit(model.settings.features.regime) }
      }
    }
  }

  @Test func typedValuesAreTakenOrRefused() throws {
    #expect(try model("5 Enter 3 . 5 Enter").settings.features.regime.etaT == 3.5)
    let refused = try model("5 Enter - 1 Enter")
    #expect(refused.entry?.complaint?.contains("-1 is out of range") == true)
    #expect(try model("5 Up Enter e r f Enter").settings.features.regime.activation == .erf)
    #expect(try model("5 Up Enter x Enter").entry?.complaint?.contains("tanh") == true)
  }

  @Test func aRunIsTakenInAndGoesStale() throws {
    var model = try model("5")
    model.settings.run.dimension = 32
    model.settings.run.trials = 3
    let (job, request) = try asked(of: &model)
    #expect(request.plan.settings.map(\.sizes.dimension) == [8, 16, 32])
    let result = try FeatureExperiment(request.plan).run(threads: 1)
    _ = model.update(.ran(job.run(threads: 1)))
    #expect(model.job == nil)
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    let mean = try #require(result.rungs.last)[FeatureNorm(.teacher, .easy, .update)].mean
    #expect(drawScreen(model, look: look).plainText.contains(look.number(mean)))
    #expect(drawScreen(model, look: look).plainText.contains("d 32"))
    _ = model.update(.command(.increase))
    #expect(drawScreen(model, look: look).plainText.contains("stale: ηt moved"))
    #expect(!drawScreen(model, look: look).plainText.contains("○  "))
  }

  @Test(arguments: [("5 5 Up l l y", "Test error over label variance"), ("5 5 5 y", "‖Ŵsβh‖")])
  func tablesSayWhatCameOut(keys: String, words: String) throws {
    var model = try model(keys)
    model.settings.run.dimension = 24
    model.settings.run.trials = 2
    let (job, request) = try asked(of: &model)
    let result = try FeatureExperiment(request.plan).run(threads: 1)
    _ = model.update(.ran(job.run(threads: 1)))
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    let screen = drawScreen(model, look: look).plainText
    #expect(screen.contains(words))
    if let last = result.steps.last, last.step > 1 {
      #expect(screen.contains(look.number(last.easyNorm.mean, digits: 2)))
    } else {
      let wins = screen.contains("student wins"), loses = screen.contains("student does not win")
      #expect(wins != loses)
    }
    _ = model.update(.command(.features))
    #expect(!drawScreen(model, look: look).plainText.contains(words), "another picture does not show these numbers")
  }

  @Test func escapeGivesUpTheRun() throws {
    var model = try model("5 s")
    #expect(model.job != nil)
    let cancelled = model.update(.key(.escape)).contains(.cancelJob)
    #expect(cancelled && model.job == nil)
  }

  @Test func wordsFollowTheSliders() throws {
    func screen(_ keys: String) throws -> String {
      let model = try model(keys)
      return drawScreen(model, look: try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))).plainText
    }
    #expect(try screen("5").contains("Yet no head can use βh"), "tanh is odd and He₂ even")
    #expect(try screen("5 Home").contains("Teacher learns nothing"))
    #expect(try screen("5 Down Down Home").contains("never knew βh"))
  }
}
