// Everything that is set, by name and as text: the one description that the command line, bookmarks and the headers of
// exports share. A row here is an option of `w2s` and a member of a bookmark.

import Canvas
import Sampling
import Simulation
import Theory

/// Something that is set.
public struct SettingField: Sendable {
  /// What it belongs to: fields of a group are written together, where one of them has to be.
  package enum Group: Sendable {
    /// The state: always written.
    case state
    /// The curves, whose fields decide one another's meaning.
    case curves
    /// A scale, fitted where it is not given: written where it is not the fitting one.
    case fitted
    /// What is shown of the axes, taken once they are known.
    case window
    /// On its own.
    case single
  }

  /// Its name: as an option without the dashes, `map-axes`.
  public let name: String
  /// What it is and what is accepted, for the help.
  public let meaning: String
  /// Whether on the command line it is a flag without a value; its text is then `on` or `off`.
  public let isFlag: Bool
  package let group: Group
  /// What it is; nil where that is what comes of not saying it.
  package let text: @Sendable (Settings) -> String?
  /// Whether what is fitted where it is not given would be the same.
  package let isFitting: @Sendable (Settings) -> Bool
  /// Takes a text, unless it is not accepted; of a part of it there may be a complaint of its own.
  package let take: @Sendable (inout Settings, String) throws(SettingComplaint) -> Bool

  private init(
    _ name: String, _ meaning: String, group: Group = .single, isFlag: Bool = false,
    text: @escaping @Sendable (Settings) -> String?,
    isFitting: @escaping @Sendable (Settings) -> Bool = { _ in false },
    take: @escaping @Sendable (inout Settings, String) throws(SettingComplaint) -> Bool
  ) {
    self.name = name
    self.meaning = meaning
    self.group = group
    self.isFlag = isFlag
    self.text = text
    self.isFitting = isFitting
    self.take = take
  }

  /// The field of a name.
  public static func named(_ name: String) -> SettingField? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// All of them, in the order in which they are taken.
  public static let all: [SettingField] =
    [preset] + Parameter.allCases.map(parameter) + [
      tie, student,
      choice("view", "View", \.view),
      SettingField(
        "explains",
        "Why: the view it explains and goes back to: \(explainable.map(\.rawValue).joined(separator: ", ")).",
        text: { $0.view == .why ? $0.explained.rawValue : nil },
        take: { settings, text in
          guard let kind = explainable.first(where: { $0.rawValue == text }) else { return false }
          settings.explain(kind)
          return true
        }),
      axes("map-axes", "Parameters on the axes of the map, such as lambda-t,lambda-s.", \.axes),
      axes("phase-axes", "Parameters on the axes of the phases.", \.phaseAxes),
      SettingField(
        "phases", "Phases: over the universal plane or over two parameters: plane, axes.",
        text: { $0.showsPlane ? "plane" : "axes" },
        take: { settings, text in
          settings.showsPlane = text == "plane"
          return text == "plane" || text == "axes"
        }),
      SettingField(
        "printed", "Phases: lay the paper's printed condition over them.", isFlag: true,
        text: { $0.showsPrinted ? "on" : "off" },
        take: { settings, text in
          settings.showsPrinted = text == "on"
          return text == "on" || text == "off"
        }),
      window("map-window", "Map", \.axes.window) { $0.axes.whole },
      window("phase-window", "Phases over two parameters", \.phaseAxes.window) { $0.phaseAxes.whole },
      window("plane-window", "The universal plane, γs and ρ", \.planeWindow, at: PlaneScales.window) { _ in
        PlaneScales.whole
      },
      SettingField(
        "spectrum-window", "Spectrum: the eigenvalues shown, such as 0:1; none shows all.", group: .window,
        text: { $0.spectrumScale?.endsArgument },
        take: { settings, text in
          settings.spectrumScale = SpectrumField.whole.part(argument: text)
          return settings.spectrumScale != nil || text == "none"
        }),
      SettingField(
        "spectrum",
        "Spectrum: inputs that are not isotropic, power:A or power:A:R, flat, or a file of CSV; none shows samples.",
        text: { $0.population?.argument },
        take: { settings, text throws(SettingComplaint) in
          guard text != "none" else {
            settings.population = nil
            return true
          }
          let spec = try SpectrumSpec(argument: text)
          // Standard input is not the explorer's to read from.
          guard spec != .file("-"), spec != .file("") else { return false }
          settings.population = spec
          return true
        }),
      choice("picture", "Map: the picture shown, those of a simulation once there is one", \.picture),
      choice("curves", "Curves", group: .curves, \.curves.quantity),
      SettingField(
        "curve-axes", "Curves: the parameter along the axis and that of the family.", group: .curves,
        text: { $0.curves.axes.argument }, take: { _, _ in false }),
      SettingField(
        "family", "Curves: the family's values, such as 0,0.5,1.", group: .curves,
        text: { $0.curves.values.map { shortest($0) }.joined(separator: ",") }, take: { _, _ in false }),
      SettingField(
        "x-scale", "Curves: horizontal scale, such as log:0.001:100 or linear:0:4.", group: .curves,
        text: { $0.curves.x.argument }, take: { _, _ in false }),
      SettingField(
        "y-scale", "Curves: vertical scale, such as linear:0:4 or log:0.01:100; without it, fitted to the curves.",
        group: .fitted,
        text: { $0.curves.y.argument }, isFitting: { $0.curves.y == $0.fittingCurveScale },
        take: { settings, text in
          guard let scale = Scale(argument: text) else { return false }
          // Along c the vertical axis is λs.
          let isPenalty = settings.curves.quantity == .solutions
          guard !isPenalty || Parameter.lambdaS.accepts(scale.lower) && Parameter.lambdaS.accepts(scale.upper) else {
            return false
          }
          settings.curves.y = scale
          return true
        }),
      choice("color-form", "Map: how colours grow with the gap", \.colorForm),
      SettingField(
        "color-limit", "Map: the gap at full colour, a number from 1e-60 to 1e60; without it, fitted to the map.",
        group: .fitted,
        text: { shortest($0.colorLimit) }, isFitting: { $0.colorLimit == $0.fittingColorLimit },
        take: { settings, text in
          guard let limit = typedNumber(text), (1e-60...1e60).contains(limit) else { return false }
          settings.colorLimit = limit
          return true
        }),
    ] + Slider.nonlinear.map { slider($0, of: "Features") } + [
      choice("easy", "Features: the easy link", \.features.regime.easy, of: LinkFunction.easy),
      choice("hard", "Features: the hard link", \.features.regime.hard, of: LinkFunction.hard),
      choice("feature-picture", "Features: what is shown", \.featurePicture),
    ] + Slider.chain.map { slider($0, of: "Generations") } + [
      SettingField(
        "chain-best", "Generations: follow the chain with the best λ each round.", isFlag: true,
        text: { $0.chain.isBest ? "on" : "off" },
        take: { settings, text in
          settings.chain.isBest = text == "on"
          return text == "on" || text == "off"
        }),
      count("chain-generation", "Generations: the one under the crosshair", 1...GenerationChain.most, \.chain.marked),
      count("dimension", "Dimension d of the simulation", Counts.sizes, \.run.dimension),
      count("trials", "Trials of a simulation", Counts.trials, \.run.trials),
      SettingField(
        "seed", "Seed of every draw, a whole number from 0 to \(UInt64.max).", text: { "\($0.run.seed)" },
        take: { settings, text in
          guard let seed = UInt64(text) else { return false }
          settings.run.seed = seed
          return true
        }),
      choice("engine", "Engine of the simulation", \.run.engine),
      pin,
    ]

  private static let explainable = ViewKind.allCases.filter { $0 != .why }

  private static let preset = SettingField(
    "preset", "Start from a figure's setting, such as 'Figure 1 right'.",
    text: { settings in
      // What the explorer opens with needs no name.
      let first = Preset.all[0]
      let isFirst = settings.regime == first.regime && settings.tie == nil
      if settings.presetName == (isFirst ? first.name : "") { return nil }
      return settings.presetName.isEmpty ? "none" : settings.presetName
    },
    take: { settings, text in
      if text == "none" {
        settings.presetName = ""
        return true
      }
      guard let preset = Preset.named(text) else { return false }
      settings = settings.at(preset)
      return true
    })

  private static func parameter(_ parameter: Parameter) -> SettingField {
    SettingField(
      parameter.optionName, "\(parameter.symbol), \(parameter.meaning): \(parameter.accepted).", group: .state,
      text: { parameter == .lambdaT && $0.tie != nil ? nil : shortest($0.regime[parameter]) },
      take: { settings, text in
        guard let value = try? parameter.slider.number(text) else { return false }
        // A preset's tie holds unless λt itself is given.
        settings.move(
          to: settings.regime.with(parameter, value), tie: parameter == .lambdaT ? nil : settings.tie)
        return true
      })
  }

  private static let tie = SettingField(
    "tie", "Tie λt to this multiple of λ⋆t, a finite number ≥ 0; none frees it.", group: .state,
    text: { $0.tie.map { shortest($0) } },
    take: { settings, text in
      let multiple = typedNumber(text)
      guard text == "none" || multiple.map({ $0 >= 0 }) == true else { return false }
      settings.move(to: settings.regime, tie: text == "none" ? nil : multiple)
      return true
    })

  private static let student = SettingField(
    "student", "The student: \(SpectralFilter.allCases.map(\.rawValue).joined(separator: ", ")).", group: .state,
    text: { $0.filter == .ridge ? nil : $0.filter.rawValue },
    take: { settings, text in
      guard let filter = SpectralFilter(rawValue: text) else { return false }
      settings.filter = filter
      return true
    })

  private static let pin = SettingField(
    "pin", "States to compare with: \(Pins.accepted).", text: { $0.pins.text(over: $0.filter) },
    take: { settings, text throws(SettingComplaint) in
      settings.pins = try Pins(text, over: settings)
      return true
    })

  private static func choice<Value: RawRepresentable & CaseIterable & Equatable & Sendable>(
    _ name: String, _ meaning: String, group: Group = .single,
    _ path: any WritableKeyPath<Settings, Value> & Sendable, of values: [Value] = Array(Value.allCases)
  ) -> SettingField where Value.RawValue == String {
    SettingField(
      name, "\(meaning): \(values.map(\.rawValue).joined(separator: ", ")).", group: group,
      text: { $0[keyPath: path].rawValue },
      take: { settings, text in
        guard let value = values.first(where: { $0.rawValue == text }) else { return false }
        settings[keyPath: path] = value
        return true
      })
  }

  private static func count(
    _ name: String, _ meaning: String, _ range: ClosedRange<Int>,
    _ path: any WritableKeyPath<Settings, Int> & Sendable
  ) -> SettingField {
    SettingField(
      name, "\(meaning), \(Counts.accepted(range)).", text: { "\($0[keyPath: path])" },
      take: { settings, text in
        guard let value = Int(text), range.contains(value) else { return false }
        settings[keyPath: path] = value
        return true
      })
  }

  private static func axes(
    _ name: String, _ meaning: String, _ path: any WritableKeyPath<Settings, Axes> & Sendable
  ) -> SettingField {
    SettingField(
      name, meaning, text: { $0[keyPath: path].argument },
      take: { settings, text in
        guard let axes = Axes(argument: text) else { return false }
        settings[keyPath: path] = axes
        return true
      })
  }

  private static func window(
    _ name: String, _ meaning: String, _ path: any WritableKeyPath<Settings, Window> & Sendable,
    at first: Window? = nil,
    within whole: @escaping @Sendable (Settings) -> Window
  ) -> SettingField {
    SettingField(
      name, "\(meaning): the stretch of its axes shown, such as 0.01:1,0.1:10, within the sliders'.", group: .window,
      text: { settings in
        let shown = settings[keyPath: path]
        return shown == (first ?? whole(settings)) ? nil : shown.argument
      },
      take: { settings, text in
        guard let window = Window(argument: text, within: whole(settings)) else { return false }
        settings[keyPath: path] = window
        return true
      })
  }

  private static func slider(_ slider: Slider, of view: String) -> SettingField {
    SettingField(
      slider.name, "\(view): \(slider.symbol), \(slider.meaning): \(slider.accepted).", text: slider.text,
      take: { settings, text in (try? slider.take(text, into: &settings)) != nil })
  }
}

extension Axes {
  /// Reads `lambda-t,lambda-s`.
  package init?(argument text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { Parameter(optionName: $0) }
    guard parts.count == 2, parts[0] != parts[1], text.count(where: { $0 == "," }) == 1 else { return nil }
    self.init(x: parts[0], y: parts[1])
  }

  /// The axes as ``init(argument:)`` reads them.
  package var argument: String { "\(x.optionName),\(y.optionName)" }
}

extension Preset {
  /// The name as one word: `figure-1-right`.
  public var plainName: String { name.lowercased().replacing(" ", with: "-") }

  /// The preset of a name, whatever its case, or of its ``plainName``.
  public static func named(_ name: String) -> Preset? {
    all.first { [$0.name.lowercased(), $0.plainName].contains(name.lowercased()) }
  }
}
