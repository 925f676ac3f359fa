// What is set goes round trip through the command line, bookmarks and undo, whole.

import Canvas
import Figures
import Foundation
import Nonlinear
import Simulation
import RandomSupport
import Testing
import Theory

@testable import Explorer

/// Random settings: every field is changed, each now and then.
extension SplitMix64 {
  private mutating func coin() -> Bool { next() % 2 == 0 }

  private mutating func value(_ parameter: Parameter) -> Double {
    switch parameter {
    case .lambdaT, .lambdaS: coin() ? 0 : exp(12 * uniform() - 9)
    case .gammaT, .gammaS: exp(6 * uniform() - 3)
    case .sigma: 4 * uniform()
    case .zeta: pick([0, 1, uniform()])
    }
  }

  private mutating func regime() -> Regime {
    var regime = Preset.all[0].regime
    for parameter in Parameter.allCases { regime[parameter] = value(parameter) }
    if coin() { regime.filter = pick(SpectralFilter.allCases) }
    return regime
  }

  private mutating func axes() -> Axes {
    let x = pick(Parameter.allCases)
    var axes = Axes(x: x, y: pick(Parameter.allCases.filter { $0 != x }))
    if coin() { axes.window = zoomed(axes.window) }
    return axes
  }

  /// A window zoomed and panned at random, as by hand.
  private mutating func zoomed(_ whole: Window) -> Window {
    whole.zoomed(by: 1 + 4 * uniform(), about: (uniform(), uniform()), within: whole)
      .moved(by: (uniform() - 0.5, uniform() - 0.5), within: whole)
  }

  private mutating func curves() -> CurveSettings {
    let quantity = pick(CurveQuantity.allCases)
    let axes: Axes =
      switch quantity {
      case .errors, .gap: axes()
      case .condition: coin() ? Axes(x: .lambdaS, y: .gammaS) : Axes(x: .gammaS, y: .lambdaS)
      case .solutions: Axes(x: .lambdaS, y: .gammaS)
      }
    let values = coin() ? nil : (0..<Int(next() % 9)).map { _ in max(value(axes.y), 1e-9) }
    let x =
      coin() ? nil : quantity == .solutions ? Scale(.linear, from: -2, to: -0.1) : Scale(.linear, from: 0.1, to: 0.7)
    return CurveSettings(quantity, axes: axes, values: values, x: x)
  }

  mutating func settings() -> Settings {
    var settings = Settings(pick(Preset.all))
    if coin() { settings.move(to: regime(), tie: coin() ? uniform() * 2 : nil) }
    if coin() { settings.presetName = "" }
    settings.view = pick(ViewKind.allCases)
    if coin() { settings.explain(pick(ViewKind.allCases)) }
    if coin() { settings.axes = axes() }
    if coin() { settings.phaseAxes = axes() }
    settings.showsPlane = coin()
    if coin() { settings.planeWindow = zoomed(PlaneScales.whole) }
    if coin() { settings.spectrumScale = Scale(.linear, from: 0, to: 0.5 + uniform()) }
    if coin() { settings.population = .law(exponent: 5 * uniform(), signal: coin() ? 0 : 5 * uniform()) }
    settings.showsPrinted = coin()
    if coin() { settings.curves = curves() }
    settings.curves.y = coin() ? settings.fittingCurveScale : Scale(.linear, from: 0, to: 1 + uniform())
    settings.colorLimit = coin() ? settings.fittingColorLimit : 0.01 + uniform()
    settings.colorForm = pick(DivergingScale.Form.allCases)
    for slider in Slider.nonlinear where slider.track != nil && coin() {
      slider.set(0.02 + 5 * uniform(), in: &settings)
    }
    settings.features.regime.activation = pick(Activation.usable)
    settings.features.regime.easy = pick(LinkFunction.easy)
    settings.features.regime.hard = pick(LinkFunction.hard)
    settings.featurePicture = pick(FeaturePicture.allCases)
    settings.chain.isBest = coin()
    settings.chain.marked = 1 + Int(next() % 12)
    for slider in Slider.chain where coin() { slider.set(2 + uniform(), in: &settings) }
    settings.chain.trueShare = uniform()
    settings.picture = pick(MapPicture.allCases)
    if coin() { settings.run.dimension = Int(next() % 5000) + 1 }
    if coin() { settings.run.trials = Int(next() % 5000) + 1 }
    if coin() { settings.run.seed = coin() ? .max : next() }
    settings.run.engine = pick(Engine.allCases)
    for letter in Pins.letters where next() % 3 == 0 {
      var pinned = settings
      pinned.move(to: regime(), tie: coin() ? uniform() : nil)
      settings.pins.add(pinned.state, as: letter)
    }
    return settings
  }
}

@Suite struct SettingTests {
  /// The settings of a command's options, as an option parser would hand them over.
  private func settings(of words: [String]) throws -> Settings {
    var given: [String: String] = [:]
    var rest = words[...]
    while let word = rest.popFirst() {
      let name = String(word.dropFirst(2))
      let field = try #require(SettingField.named(name), "\(word)")
      given[name] = field.isFlag ? "on" : rest.popFirst()
    }
    return try Settings(given)
  }

  /// A scale once fitted, or given, stays where something else is set over it.
  @Test func scalesStayOverAStart() throws {
    let start = try Settings(["view": "curves", "y-scale": "linear:0:7"])
    #expect(try Settings(["trials": "3"], over: start).curves.y == start.curves.y)
    #expect(try Settings(["sigma": "2"], over: start).curves.y == start.curves.y)
    #expect(try Settings(["family": "0,1"], over: start).curves.y != start.curves.y)
  }

  @Test func everyFieldGoesRoundTripAsText() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<400 {
      let settings = random.settings()
      for text in [settings.text, settings.textWithScales] {
        #expect(
          try Settings(Dictionary(uniqueKeysWithValues: text.map { ($0.name, $0.text) })) == settings, "\(text)")
      }
    }
  }

  @Test func everyFieldGoesRoundTripThroughTheCommand() throws {
    var random = SplitMix64(seed: 2)
    for _ in 0..<200 {
      var model = Model(columns: 80, rows: 24)
      model.settings = random.settings()
      model.selected = .zeta
      var words = model.openCommand.words
      #expect(words.first == "w2s" && words.suffix(2) == ["--theme", model.themeName])
      words = Array(words.dropFirst().dropLast(2))
      if let index = words.firstIndex(of: "--select") { words.removeSubrange(index...index + 1) }
      #expect(try settings(of: words) == model.settings, "\(words)")
    }
  }

  @Test func everyFieldIsUndoneAndRedone() {
    var random = SplitMix64(seed: 3)
    var model = Model(columns: 80, rows: 24)
    var states: [Settings] = [model.settings]
    for _ in 0..<50 {
      let settings = random.settings()
      // As an opened bookmark sets all of it at once.
      model.bookmarks = [Bookmark(name: "there", settings: settings)]
      for command in [Command.bookmarks, .edit] { _ = model.update(.command(command)) }
      #expect(model.settings == settings)
      states.append(settings)
    }
    for state in states.dropLast().reversed() {
      _ = model.update(.command(.undo))
      #expect(model.settings == state)
    }
    for state in states.dropFirst() {
      _ = model.update(.command(.redo))
      #expect(model.settings == state)
    }
  }

  /// Each field can be told from the text: none is forgotten.
  @Test func everyFieldIsSaidWhenItIsChanged() {
    var random = SplitMix64(seed: 4)
    var said: Set<String> = []
    for _ in 0..<200 { said.formUnion(random.settings().text.map(\.name)) }
    #expect(said == Set(SettingField.all.map(\.name)))
  }

  @Test(arguments: [
    (["view": "foo"], ["'foo'", "map, phases"]), (["preset": "foo"], ["'foo'", "'Figure 1 left'"]),
    (["tie": "-1"], ["'-1'", "≥ 0"]), (["color-limit": "nan"], ["'nan'", "1e-60 to 1e60"]),
    (["map-axes": "lambda-t,lambda-t"], ["map-axes", "lambda-t,lambda-s"]), (["x-axis": "foo"], ["'foo'", "lambda-t"]),
    (["seed": "-1"], ["'-1'", "\(UInt64.max)"]), (["trials": "0"], ["'0'", "from 1 to 1000000000"]),
    (["pin": "lambda-t"], ["'lambda-t'", "lambda-t=0.05"]), (["pin": "view=map"], ["'view=map'"]),
    (["pin": "lambda-t=1;R:zeta=2"], ["'zeta=2'", "'--pin'", "0 to 1"]),
    (["pin": "S:zeta=1"], ["'S:zeta=1'", "P Q R U V"]), (["pin": "PQ:zeta=1"], ["'PQ:zeta=1'", "P Q R U V"]),
    (["pin": "R:zeta=1;R:zeta=0.5"], ["'R:zeta=0.5'", "the letter R is taken"]),
    (["pin": "zeta=1;zeta=0.5;zeta=1"], ["'zeta=1'", "it is the state of P"]),
    (["pin": "zeta=1;"], ["''", "lambda-t=0.05"]),
    (["pin": "zeta=0.1;zeta=0.2;zeta=0.3;zeta=0.4;zeta=0.5;zeta=0.6"], ["'zeta=0.6'", "at most 5"]),
    (["family": "0,x"], ["'0,x'", "finite"]), (["curves": "H"], ["'H'", "errors"]),
    (["curves": "condition", "curve-axes": "sigma,zeta"], ["gamma-s"]), (["zeta": "2"], ["'2'", "0 to 1"]),
    (["activation": "square"], ["'square'", "tanh"]), (["flavour": "1"], ["flavour", "no setting"]),
  ])
  func refusals(given: [String: String], parts: [String]) {
    #expect {
      try Settings(given)
    } throws: { error in
      parts.allSatisfy { "\(error)".contains($0) }
    }
  }

  @Test func wordsAreQuotedForAShell() {
    let command = ShellCommand(
      purpose: "", words: ["w2s", "--theme", "a'b; rm -rf $HOME", "--preset", "Figure 1 left"])
    #expect(command.line == #"w2s --theme 'a'\''b; rm -rf $HOME' --preset 'Figure 1 left'"#)
  }
}
