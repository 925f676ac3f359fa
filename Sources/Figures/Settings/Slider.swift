// Everything that is moved by hand, a row each: its range, its track, its steps, and where among the settings it is kept.

import Canvas
import Export
import Nonlinear
import Theory

/// A slider of either setting.
public struct Slider: Sendable, Hashable {
  /// What it moves.
  package enum Subject: Sendable {
    /// A number.
    case number(
      any WritableKeyPath<Settings, Double> & Sendable, SliderTrack, accepts: @Sendable (Double) -> Bool)
    /// One of a list, by its place there.
    case choice(any WritableKeyPath<Settings, Int> & Sendable, names: [String])
  }

  /// Its name, as that of its option without the dashes: `lambda-t`.
  public let name: String
  /// Its symbol in the paper.
  public let symbol: String
  /// What it is, in a few words.
  public let meaning: String
  /// The values accepted, in words fit for an error message.
  public let accepted: String
  /// The parameter it moves; nil of the nonlinear setting.
  public private(set) var parameter: Parameter?
  /// Whether its numbers are whole.
  package let isWhole: Bool
  package let subject: Subject

  /// Two are the same if their names are.
  public static func == (a: Slider, b: Slider) -> Bool { a.name == b.name }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

  private init(
    _ name: String, _ symbol: String, _ meaning: String, _ accepted: String, _ track: SliderTrack,
    _ path: any WritableKeyPath<Settings, Double> & Sendable, isWhole: Bool = false,
    accepts: @escaping @Sendable (Double) -> Bool
  ) {
    (self.name, self.symbol, self.meaning, self.accepted) = (name, symbol, meaning, accepted)
    self.isWhole = isWhole
    subject = .number(path, track, accepts: accepts)
  }

  private init(
    _ name: String, _ symbol: String, _ meaning: String, of names: [String],
    _ path: any WritableKeyPath<Settings, Int> & Sendable
  ) {
    (self.name, self.symbol, self.meaning, accepted) = (name, symbol, meaning, names.joined(separator: ", "))
    isWhole = false
    subject = .choice(path, names: names)
  }

  private init(_ parameter: Parameter, _ track: SliderTrack) {
    self.init(
      parameter.optionName, parameter.symbol, parameter.meaning, parameter.accepted, track,
      \.[parameter], accepts: parameter.accepts)
    self.parameter = parameter
  }

  /// The six of the linear settings, in the order of ``Theory/Parameter``.
  public static let linear = Parameter.allCases.map { parameter in
    let track =
      switch parameter {
      case .lambdaT, .lambdaS: SliderTrack(.logarithmic, 1e-4, 100, .roundNumbers, hasZeroStop: true)
      case .gammaT, .gammaS: SliderTrack(.logarithmic, 0.02, 20, .roundNumbers)
      case .sigma: SliderTrack(.linear, 0, 4, .perUnit(fine: 100, normal: 20, coarse: 2))
      case .zeta: SliderTrack(.linear, 0, 1, .perUnit(fine: 500, normal: 50, coarse: 10))
      }
    return Slider(parameter, track)
  }

  /// Those of the nonlinear setting.
  public static let nonlinear: [Slider] = {
    let steps = SliderTrack.Steps.perUnit(fine: 50, normal: 10, coarse: 1)
    let doublings = SliderTrack.Steps.perDoubling(fine: 8, normal: 2, coarse: 1)
    let (notNegative, ratio) = ("a finite number ≥ 0, up to 1e30", "a number from 0.01 to 100")
    let isNotNegative = { @Sendable (value: Double) in (0...1e30).contains(value) }
    let isRatio = { @Sendable (value: Double) in (0.01...100).contains(value) }
    return [
      Slider(
        "eta-t", "ηt", "teacher's step", notNegative, SliderTrack(.linear, 0, 8, steps), \.features.regime.etaT,
        accepts: isNotNegative),
      Slider(
        "eta-s", "ηs", "student's step", notNegative, SliderTrack(.linear, 0, 8, steps), \.features.regime.etaS,
        accepts: isNotNegative),
      Slider(
        "tau", "τ", "student's start on βh", notNegative, SliderTrack(.linear, 0, 10, steps), \.features.regime.tau,
        accepts: isNotNegative),
      Slider(
        "width-ratio", "p", "neurons, p / d", ratio, SliderTrack(.logarithmic, 0.125, 8, doublings),
        \.features.widthRatio, accepts: isRatio),
      Slider(
        "sample-ratio", "n", "samples, n / d", ratio, SliderTrack(.logarithmic, 0.5, 32, doublings),
        \.features.sampleRatio, accepts: isRatio),
      Slider(
        "activation", "σ", "activation", of: Activation.usable.map(\.name), \.features.activationChoice),
    ]
  }()

  /// Those of a chain of generations, beside the linear ones.
  public static let chain: [Slider] = [
    Slider(
      "chain-length", "K", "generations", "a whole number from 2 to 12",
      SliderTrack(.linear, 2, 12, .perUnit(fine: 1, normal: 1, coarse: 0.5)), \.chain.lengthMoved,
      isWhole: true,
      accepts: { ChainSettings.lengths.map(Double.init).contains($0) }),
    Slider(
      "chain-true-share", "p", "share of true labels", "a number from 0 to 1",
      SliderTrack(.linear, 0, 1, .perUnit(fine: 200, normal: 50, coarse: 10)), \.chain.trueShare,
      accepts: { (0...1).contains($0) }),
    Slider(
      "chain-noise", "ν", "noise added to labels", "a number from 0 to 1e6",
      SliderTrack(.linear, 0, 4, .perUnit(fine: 100, normal: 20, coarse: 2)), \.chain.noise,
      accepts: { (0...1e6).contains($0) }),
    Slider(
      "chain-ensemble", "M", "fits averaged", "a whole number from 1 to 100",
      SliderTrack(.logarithmic, 1, 100, .perUnit(fine: 1, normal: 1, coarse: 0.2)), \.chain.ensembleMoved,
      isWhole: true,
      accepts: { ChainSettings.ensembles.map(Double.init).contains($0) }),
  ]

  /// All of them, of any setting.
  public static let all = linear + nonlinear + chain
  /// The names of all of them.
  public static let names = all.map(\.name)

  /// The slider of a name.
  public static func named(_ name: String) -> Slider? { all.first { $0.name == name } }

  /// The track; nil for what is chosen from a list.
  public var track: SliderTrack? {
    if case .number(_, let track, _) = subject { return track }
    return nil
  }

  /// The number set; nil where it is one of a list.
  public func value(_ settings: Settings) -> Double? {
    if case .number(let path, _, _) = subject { return settings[keyPath: path] }
    return nil
  }

  /// What is set, exactly: a number's shortest decimal, or a name.
  public func text(_ settings: Settings) -> String {
    switch subject {
    case .number(let path, _, _): shortest(settings[keyPath: path])
    case .choice(let path, let names): names[settings[keyPath: path]]
    }
  }

  /// Sets a number; nothing where it is one of a list.
  public func set(_ value: Double, in settings: inout Settings) {
    if case .number(let path, _, _) = subject { settings[keyPath: path] = value }
  }

  /// Takes a text as a person types one; see `typedNumber`.
  /// - Throws: ``ValueComplaint`` where it is not accepted.
  public func take(_ text: String, into settings: inout Settings) throws(ValueComplaint) {
    switch subject {
    case .number(let path, _, _): settings[keyPath: path] = try number(text)
    case .choice(let path, let names):
      guard let index = names.firstIndex(of: text) else {
        throw ValueComplaint(message: "there is no \(meaning) '\(text)'; accepted: \(accepted)")
      }
      settings[keyPath: path] = index
    }
  }

  /// Reads a number as a person types one.
  /// - Throws: ``ValueComplaint`` where it is none, or out of range.
  package func number(_ text: String) throws(ValueComplaint) -> Double {
    guard let value = typedNumber(text), case .number(_, _, let accepts) = subject else {
      throw ValueComplaint(message: "'\(text)' is not a number: \(symbol) is \(accepted)")
    }
    guard accepts(value) else { throw ValueComplaint(message: "\(text) is out of range: \(symbol) is \(accepted)") }
    return value
  }

  /// Moves it by a step, or to the next of its list.
  public func step(_ settings: inout Settings, up: Bool, _ size: StepSize) {
    switch subject {
    case .number(let path, let track, _):
      settings[keyPath: path] = track.step(settings[keyPath: path], up: up, size)
    case .choice(let path, let names):
      settings[keyPath: path] = (settings[keyPath: path] + (up ? 1 : names.count - 1)) % names.count
    }
  }
}

/// Why a typed value was refused.
public struct ValueComplaint: Error {
  /// One line that names the value and what is accepted.
  public let message: String
}

/// The sliders shown together.
public enum SliderPanel: CaseIterable, Sendable, Hashable {
  /// Those of the linear settings.
  case linear
  /// Those of the nonlinear setting.
  case nonlinear
  /// Those of a chain of generations: of teacher and student, but for ζ, and of a round.
  case chain

  /// Its sliders, from the top.
  public var sliders: [Slider] {
    switch self {
    case .linear: Slider.linear
    case .nonlinear: Slider.nonlinear
    case .chain: Slider.linear.filter { $0.parameter != .zeta } + Slider.chain
    }
  }

  /// Its title: what kind of student is set, where it is not ridge.
  package func title(_ settings: Settings) -> String {
    switch self {
    case .linear: settings.filter == .ridge ? "Parameters" : "Student: \(settings.filter.shortName)"
    case .nonlinear: "Nonlinear setting"
    case .chain: "Chain of generations"
    }
  }
}

extension Parameter {
  /// Its slider.
  public var slider: Slider { Slider.linear[Parameter.allCases.firstIndex(of: self) ?? 0] }
  /// Its track.
  public var track: SliderTrack {
    guard let track = slider.track else { preconditionFailure("a parameter is a number") }
    return track
  }
  /// Values of it that make a family of curves.
  func familyValues(for quantity: CurveQuantity) -> [Double] {
    switch self {
    case .lambdaT, .lambdaS: [0, 0.1, 0.5, 2]
    case .gammaT, .gammaS: quantity.isOverParameters ? [0.1, 0.5, 1, 2] : [0.5, 1, 1.2, 2]
    case .sigma: [0, 0.5, 1, 2]
    case .zeta: [0, 0.5, 0.8, 1]
    }
  }

  /// The scale of its axis: its track, without the exact 0 of a penalty.
  public var scale: Scale { track.scale }

  /// The name of the command-line option, without its dashes: `lambda-t`.
  public var optionName: String { fieldName.replacing("_", with: "-") }

  /// The parameter of an option: `lambda-t`.
  public init?(optionName: some StringProtocol) {
    guard let match = Parameter.allCases.first(where: { $0.optionName == optionName }) else { return nil }
    self = match
  }
}

/// The shortest decimal that reads back as the same double, whole numbers without `.0`.
package func shortest(_ value: Double) -> String { Field.shortest(value) }
