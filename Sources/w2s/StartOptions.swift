// Where the explorer starts: shared by the explorer and by `render`.

import ArgumentParser
import Explorer
import Preferences

/// A preset, parameters over it, a view and a theme.
struct StartOptions: ParsableArguments {
  @OptionGroup var parameters: RegimeOptions
  @Option(help: "Start from a figure's setting, such as 'Figure 1 right'.") var preset: String?
  @Option(help: "View: \(ViewKind.allCases.map(\.rawValue).joined(separator: ", ")).") var view: ViewKind?
  @Option(help: "Theme; `w2s themes` lists them.") var theme: String?

  /// The model these options open.
  func model(columns: Int, rows: Int) throws -> Model {
    var chosen = Preset.all[0]
    if let preset {
      guard let match = Preset.all.first(where: { $0.name.lowercased() == preset.lowercased() }) else {
        let names = Preset.all.map { "'\($0.name)'" }.joined(separator: ", ")
        throw ValidationError("there is no preset '\(preset)'; accepted: \(names)")
      }
      chosen = match
    }
    let themes = ThemeLibrary()
    if let theme, themes.theme(named: theme) == nil {
      throw ValidationError(
        "there is no theme '\(theme)'; accepted: \(themes.themes.map(\.name).joined(separator: ", "))")
    }
    var model = Model(
      columns: columns, rows: rows, preset: chosen, themeName: theme ?? ThemeLibrary.defaultName, themes: themes)
    let regime = parameters.regime(over: chosen.regime)
    if regime != chosen.regime { model.settings.begin(at: regime) }
    if let view { model.settings.view = view }
    return model
  }
}

extension ViewKind: ExpressibleByArgument {}
