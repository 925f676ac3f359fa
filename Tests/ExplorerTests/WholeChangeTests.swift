// Whole models compared: a key changes what it says, and nothing else.

import Canvas
import Figures
import Sampling
import Simulation
import Testing
import Theory

@testable import Explorer

@Suite struct WholeChangeTests {
  private func model(_ keys: String = "", machine: Machine = .current) throws -> Model {
    var model = Model(columns: 100, rows: 30, machine: machine)
    for name in keys.split(separator: " ") {
      _ = model.update(.key(try #require(Key(name: String(name)), "\(name)")))
    }
    return model
  }

  /// What the model notes of a change of the settings by itself.
  private func noting(_ before: Model, _ run: History.Run?, _ change: (inout Model) -> Void) -> Model {
    var model = before
    model.message = nil
    change(&model)
    if model.settings != before.settings { model.history.note(before.settings, run: run) }
    if model.settings.regime != before.settings.regime {
      model.trail.append(UniversalPlane.Point(before.settings.regime))
    }
    return model
  }

  @Test func aKeyChangesWhatItSaysAndNothingElse() throws {
    let slider = Parameter.lambdaT.slider
    let cases: [(before: String, key: String, run: History.Run?, change: (inout Model) -> Void)] = [
      ("", "Right", .slider(slider), { $0.settings.set(.lambdaT, 0.056) }),
      ("", "Home", nil, { $0.settings.set(.lambdaT, 0) }),
      ("", "Down", nil, { $0.selected = .lambdaS }),
      ("", "o", nil, { $0.settings.set(.lambdaT, 0.25) }),
      ("", "Tab", nil, { $0.focus = .plot }),
      ("Tab", "Tab", nil, { $0.focus = .sliders }),
      ("", "3", nil, { $0.settings.view = .curves }),
      ("", "4", nil, { $0.settings.view = .spectrum }),
      ("2", "2", nil, { $0.settings.showsPlane = false }),
      ("2", "d", nil, { $0.settings.showsPrinted = true }),
      // What comes next stands on the other axis: they change places.
      ("", "x", nil, { $0.settings.axes = Axes(x: .lambdaS, y: .lambdaT) }),
      ("x", "x", nil, { $0.settings.axes = Axes(x: .gammaT, y: .lambdaT) }),
      ("", "C-y", nil, { $0.settings.axes = Axes(x: .lambdaS, y: .lambdaT) }),
      ("5", "Right", .slider(Slider.nonlinear[0]), { $0.settings.features.regime.etaT = 2.1 }),
      ("5", "5", nil, { $0.settings.featurePicture = .probes }),
      ("5", "y", nil, { $0.settings.features.regime.hard = LinkFunction.hard[1] }),
      ("", "?", nil, { $0.overlay = .help(scroll: 0) }),
      ("p", "Esc", nil, { $0.overlay = nil }),
      ("p", "Down", nil, { $0.overlay = .presets(chosen: 1) }),
      ("", "Enter", nil, { $0.entry = Model.Entry(purpose: .value) }),
      ("Enter 1", "Esc", nil, { $0.entry = nil }),
      ("", "Space", nil, { $0.playing = .up }),
      ("", "i", nil, { $0.settings.pins.add($0.settings.state) }),
      ("i", "i", nil, { $0.settings.pins.drop("P") }),
      ("i Right", "i", nil, { $0.settings.pins.add($0.settings.state, as: "Q") }),
      ("i Right", "I", nil, { $0.overlay = .pins(chosen: 0) }),
      ("i Right I", "Enter", nil, { ($0.settings, $0.overlay) = ($0.settings.at($0.settings.pins[0]), nil) }),
      ("i Right i I", "Delete", nil, { $0.settings.pins.drop("P") }),
      ("i I", "Delete", nil, { ($0.settings.pins, $0.overlay) = (Pins(), nil) }),
      ("", "M", nil, { $0.mouse = false }),
      ("", "C-l", nil, { _ in }),
      ("", "F12", nil, { _ in }),
    ]
    for (keys, key, run, change) in cases {
      let before = try model(keys)
      let after = try model(keys + " " + key)
      var expected = noting(before, run, change)
      // Words are compared elsewhere.
      expected.message = after.message
      let isAsExpected = after == expected
      #expect(isAsExpected, "\(keys) \(key)")
    }
  }

  @Test func undoAndRedoAreTheWayBackAndForth() throws {
    let (before, moved) = (try model(), try model("Down Right"))
    var undone = moved
    _ = undone.update(.command(.undo))
    #expect(undone.settings == before.settings)
    _ = undone.update(.command(.redo))
    #expect(undone.settings == moved.settings && undone.history != moved.history)
    undone.history = moved.history
    undone.trail = moved.trail
    let isBack = undone == moved
    #expect(isBack)
  }

  @Test func everyActionOnAModelGivesTheSameModelTwice() throws {
    for command in Command.allCases {
      var (one, other) = (try model("2 Right"), try model("2 Right"))
      let asksTheSame = one.update(.command(command)) == other.update(.command(command))
      let isTheSame = one == other
      #expect(asksTheSame && isTheSame, "\(command)")
    }
  }

  @Test func theMachineIsAnInput() throws {
    let small = Machine(memory: 1000, processors: 1)
    let refused = try model("s", machine: small)
    #expect(refused.job == nil)
    #expect(refused.message?.isError == true)
    #expect(refused.message?.text.contains("the machine has 0.0 GiB") == true)
    let (one, many) = (Machine(memory: 1 << 40, processors: 1), Machine(memory: 1 << 40, processors: 64))
    for (machine, isRefused) in [(one, true), (many, false)] {
      var model = try model(machine: machine)
      model.settings.run.dimension = 20_000
      model.settings.run.trials = 40_000
      _ = model.update(.command(.simulate))
      #expect((model.job == nil) == isRefused, "\(machine.processors): \(model.message?.text ?? "")")
    }
  }
}
