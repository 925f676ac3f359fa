// Where the explorer starts: shared by the explorer and by `render`.

import ArgumentParser
import Canvas
import Explorer
import Preferences
import Theory

/// A preset, parameters over it, a view and a theme.
struct StartOptions: ParsableArguments {
  @OptionGroup var parameters: RegimeOptions
  @Option(help: "Start from a figure's setting, such as 'Figure 1 right'.", completion: .presets) var preset: String?
  @Option(help: "View: \(ViewKind.allCases.map(\.rawValue).joined(separator: ", ")).") var view: ViewKind?
  @Option(
    name: .customLong("x-axis"), help: "Parameter on the horizontal axis of a map: \(axisNames).",
    transform: readingAxis)
  var xAxis: Parameter?
  @Option(
    name: .customLong("y-axis"), help: "Parameter on the vertical axis of a map, or of the family of curves.",
    transform: readingAxis)
  var yAxis: Parameter?
  @Option(parsing: .unconditional, help: "Tie λt to this multiple of λ⋆t.", transform: readingTie) var tie: Double?
  @Option(
    parsing: .unconditional, help: "The gap at full colour; without it, fitted to the map.", transform: readingLimit)
  var colorLimit: Double?
  @OptionGroup var curves: CurveOptions
  @Flag(help: "Phases: lay the paper's printed condition over them.") var printed = false
  @Option(help: "Theme; `w2s themes` lists them.", completion: .themes) var theme: String?

  func validate() throws { try parameters.requireRatios() }

  /// The model these options open.
  func model(columns: Int, rows: Int, preferred: Preferred) throws -> Model {
    var chosen = Preset.all[0]
    if let preset { chosen = try Preset.named(preset) }
    let themes = preferred.themes
    if let theme, themes.theme(named: theme) == nil {
      throw ValidationError(
        "there is no theme '\(theme)'; accepted: \(themes.themes.map(\.name).joined(separator: ", "))")
    }
    var model = Model(
      columns: columns, rows: rows, preset: chosen,
      themeName: theme ?? preferred.config.theme ?? ThemeLibrary.defaultName, themes: themes, keys: preferred.keys)
    let regime = parameters.regime(over: chosen.regime)
    if regime != chosen.regime || tie != nil {
      // A preset's tie holds unless λt itself is given.
      model.settings.begin(at: regime, tie: tie ?? (parameters.lambdaT == nil ? chosen.tie : nil))
    }
    if let view { model.settings.view = view }
    if model.settings.view == .curves {
      try curves.apply(to: &model.settings, xAxis: xAxis, family: yAxis)
    } else if xAxis != nil || yAxis != nil {
      model.settings.showsPlane = false
      var axes = model.settings.view == .phases ? model.settings.phaseAxes : model.settings.axes
      if let xAxis { axes.setX(xAxis) }
      if let yAxis { axes.setY(yAxis) }
      if model.settings.view == .phases { model.settings.phaseAxes = axes } else { model.settings.axes = axes }
      model.settings.colorLimit = model.settings.fittingColorLimit
    }
    if let colorLimit { model.settings.colorLimit = colorLimit }
    model.settings.showsPrinted = printed
    return model
  }
}

extension ViewKind: ExpressibleByArgument {}

private let axisNames = Parameter.allCases.map(\.optionName).joined(separator: ", ")

@Sendable private func readingAxis(_ text: String) throws -> Parameter {
  guard let parameter = Parameter.allCases.first(where: { $0.optionName == text }) else {
    throw ValidationError("an axis is one of \(axisNames)")
  }
  return parameter
}

@Sendable private func readingTie(_ text: String) throws -> Double {
  guard let value = typedNumber(text), value >= 0 else {
    throw ValidationError("a multiple of λ⋆t is a finite number ≥ 0")
  }
  return value
}

@Sendable private func readingLimit(_ text: String) throws -> Double {
  guard let value = typedNumber(text), value > 0 else {
    throw ValidationError("the gap at full colour is a finite number > 0")
  }
  return value
}
