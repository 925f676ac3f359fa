// Generations in the model: sliders, crosshair, simulation, and what the screen says of a chain.

import Canvas
import Figures
import Preferences
import Sampling
import Simulation
import Testing
import Theory

@testable import Explorer

@Suite struct GenerationsTests {
  private func model(_ keys: String = "7", columns: Int = 120, rows: Int = 36) throws -> Model {
    var model = Model(columns: columns, rows: rows)
    try press(keys, &model)
    return model
  }

  private func press(_ keys: String, _ model: inout Model) throws {
    for name in keys.split(separator: " ") {
      _ = model.update(.key(try #require(Key(name: String(name)), "\(name)")))
    }
  }

  private func screen(_ model: Model, isUnicode: Bool = true) throws -> String {
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: isUnicode)))
    return drawScreen(model, look: look).plainText
  }

  @Test func slidersOfARoundAreMovedTypedAndUndone() throws {
    #expect(try model("7 Up h h").settings.chain.ensemble == 1, "the last slider, at its low end")
    #expect(try model("7 Up l l l").settings.chain.ensemble == 4)
    #expect(try model("7 Up Up l").settings.chain.noise == 0.05)
    #expect(try model("7 Up Up Up End").settings.chain.trueShare == 1)
    let length = "7 Up Up Up Up"
    #expect(try model(length + " l").settings.chain.length == 9)
    #expect(try model(length + " End l").settings.chain.length == 12)
    #expect(try model(length + " Home h").settings.chain.length == 2)
    #expect(try model(length + " l l u").settings.chain.length == 8)
    #expect(try model(length + " Enter 5 Enter").settings.chain.length == 5)
    for typed in ["1 3", "2 . 5", "1"] {
      let refused = try model(length + " Enter \(typed) Enter")
      #expect(refused.entry?.complaint?.contains("whole number from 2 to 12") == true, "\(typed)")
      #expect(refused.settings.chain.length == 8)
    }
    // The sliders of teacher and student are those of the other views, without ζ.
    #expect(try model("7 l 1").settings.regime == model("l").settings.regime)
    #expect(!SliderPanel.chain.sliders.contains(Parameter.zeta.slider))
  }

  @Test func theCrosshairGoesFromGenerationToGeneration() throws {
    #expect(try model("7 Tab l").settings.chain.shown == 3)
    #expect(try model("7 Tab h h h").settings.chain.shown == 1)
    var model = try model("7 Tab" + String(repeating: " l", count: 20))
    #expect(model.settings.chain.shown == 8)
    #expect(try screen(model).contains("generation 8"))
    // A shorter chain has its last under it.
    model.settings.chain.length = 5
    #expect(try model.settings.chain.shown == 5 && screen(model).contains("generation 5"))
    let plot = try #require(GenerationsView().plots(model, Layout(model)).first)
    for generation in 1...5 {
      let column = try #require(plot.column(Double(generation)))
      _ = model.update(.mouse(Mouse(.press, x: column, y: plot.inside.y + 2)))
      _ = model.update(.mouse(Mouse(.release, x: column, y: plot.inside.y + 2)))
      #expect(model.settings.chain.shown == generation)
    }
  }

  /// `b` takes λs to the best of the student's round, `B` follows the chain of which every round is the best; from any view.
  @Test func theBestRound() throws {
    let best = try model("7 b")
    let field = ChainField(best.settings)
    #expect(abs(field.same.errors[1] / field.best.errors[1] - 1) < 1e-12)
    #expect(abs(best.settings.regime.lambdaS / BestPenalty(best.settings.regime).lambdaS - 1) < 1e-5)
    let followed = try model("3 B")
    #expect(followed.settings.view == .generations && followed.settings.chain.isBest)
    #expect(try screen(followed).contains("Generations, best λ each round"))
    #expect(try !model("7 B B").settings.chain.isBest)
  }

  /// With a learned direction on the sliders the chain has none: its verdict is that without, and the screen says so.
  @Test(arguments: [(80, 24), (120, 36), (200, 60)])
  func aLearnedDirectionPlaysNoPart(columns: Int, rows: Int) throws {
    var model = try model("7", columns: columns, rows: rows)
    model.settings.set(.zeta, 0.6)
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    let gap = { (regime: Regime) in look.number(Verdict(regime).gap, plus: true) }
    let without = gap(model.settings.regime.with(.zeta, 0))
    #expect(without != gap(model.settings.regime))
    let shown = try screen(model)
    #expect(shown.contains("ζ 0.6 plays no part") && shown.contains("Ls − Lt = \(without)"))
    #expect(!shown.contains(gap(model.settings.regime)))
    let changed = ChainField(model.settings).same.errors[1] - ChainField(model.settings).same.errors[0]
    #expect(abs(changed - Verdict(model.settings.regime.with(.zeta, 0)).gap) < 1e-13)
  }

  @Test func aSimulationIsTakenInAndGoesStale() throws {
    var model = try model()
    (model.settings.run.dimension, model.settings.run.trials) = (40, 20)
    guard case .start(let job)? = model.update(.command(.simulate)).first, case .chain(let request) = job.work else {
      Issue.record("no chain was asked for")
      return
    }
    #expect(request.plan.chain.generations.count == 8 && request.plan.trials == 20)
    // Asked for again while it is under way, it is given up.
    var other = model
    #expect(other.update(.command(.simulate)) == [.cancelJob])
    _ = model.update(.ran(job.run(threads: 1)))
    let estimate = try #require(model.freshChain)
    #expect(model.job == nil && estimate.errors.allSatisfy { $0.count == 20 })
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    let mean = look.number(estimate.errors[1].mean)
    #expect(try screen(model).contains("simulated L2 \(mean) ±"))
    #expect(try screen(model).filter { $0 == "○" }.count > 5)
    for (keys, reason) in [("l", "λt moved"), ("Up l", "M moved"), ("B", "another λ each round")] {
      var moved = model
      try press(keys, &moved)
      #expect(try moved.freshChain == nil && screen(moved).contains("stale: \(reason)"), "\(keys)")
      #expect(try screen(moved).filter { $0 == "○" }.isEmpty, "\(keys)")
      // What is undone is fresh again.
      try press("u", &moved)
      #expect(moved.freshChain != nil, "\(keys)")
    }
    // A place along the chain is no part of what is drawn.
    try press("Tab l", &model)
    #expect(model.freshChain != nil)
  }

  @Test func trueLabelsAmongOthersNeedTheDenseEngine() throws {
    var model = try model("7 Up Up Up > >")
    #expect(model.settings.chain.trueShare == 0.2)
    let effects = model.update(.command(.simulate))
    #expect(effects.isEmpty && model.message?.text.contains("dense engine") == true)
    (model.settings.run.engine, model.settings.run.dimension, model.settings.run.trials) = (.dense, 20, 3)
    model.complete(.simulate)
    #expect(model.freshChain?.errors.count == 8)
  }

  /// The command offered is of the chain that is followed.
  @Test(arguments: ["7", "7 B", "7 Up l l", "7 Up Up l l B", "7 Up Up Up Up Home"])
  func theCommandIsOfTheChain(keys: String) throws {
    let model = try model(keys)
    let command = try #require(model.commands.first { $0.words.prefix(2) == ["w2s", "generations"] })
    var (sigma, rounds, count) = (0.0, [Generation](), 0)
    var rest = command.words.dropFirst(2)
    while let word = rest.popFirst(), let value = rest.popFirst() {
      switch word {
      case "--sigma": sigma = try #require(Double(value))
      case "--generation": rounds.append(try Generation(argument: value, isFirst: rounds.isEmpty))
      default: count = try #require(Int(value))
      }
    }
    while rounds.count < count { rounds.append(try #require(rounds.last)) }
    #expect(GenerationChain(sigma: sigma, rounds).errors == ChainField(model.settings).chain.errors, "\(command.line)")
  }

  /// Why, from a chain, explains teacher and student, and goes back.
  @Test func whyExplainsTeacherAndStudent() throws {
    let why = try model("7 W")
    #expect(why.settings.panel == .linear && why.settings.view == .why)
    #expect(try screen(why).contains("Why the student gains"))
    #expect(try model("7 W W").settings.view == .generations)
  }

  /// What becomes of the chain is on the screen, whole, at every size that has room for the picture.
  @Test(arguments: [(60, 20), (80, 24), (120, 36), (200, 60)], ["7", "7 B", "7 Up Up Up > >"])
  func theHeadlineIsWhole(size: (Int, Int), keys: String) throws {
    let model = try model(keys, columns: size.0, rows: size.1)
    let view = try #require(GenerationsView().plots(model, Layout(model)).first)
    let rows = try screen(model).split(separator: "\n").map(String.init)
    let start = Layout(model).view.x + 1
    let head = rows[2..<view.inside.y].map { String($0.dropFirst(start).dropLast()) }.joined()
    let words = head.split(separator: " ").joined(separator: " ")
    let course = ChainCourse(ChainField(model.settings).chain)
    let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
    let number = { (value: Double) in look.number(value, trim: true) }
    #expect(words.hasPrefix(course.headline(number)) || words.hasPrefix(course.brief(number)), "\(words)")
  }
}
