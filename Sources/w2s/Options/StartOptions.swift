// Where the explorer starts: shared by the explorer and by `render`. Every option is a field of what is set, read by the
// one description of the settings.

import ArgumentParser
import Explorer
import Figures
import Preferences
import Theory

/// What is set, over a preset or a bookmark, and a theme.
struct StartOptions: ParsableArguments {
  @OptionGroup var parameters: RegimeOptions
  @Option(help: help("preset"), completion: .presets) var preset: String?
  @Option(help: "Start from a bookmark of yours; `'` in the explorer lists them.") var bookmark: String?
  @Option(help: help("view")) var view: String?
  @Option(help: help("explains")) var explains: String?
  @Option(help: "Parameter on the horizontal axis of the view: \(axisNames).") var xAxis: String?
  @Option(help: "Parameter on the vertical axis of the view, or of the family of curves.") var yAxis: String?
  @Option(help: help("map-axes")) var mapAxes: String?
  @Option(help: help("phase-axes")) var phaseAxes: String?
  @Option(parsing: .unconditional, help: help("tie")) var tie: String?
  @Option(parsing: .unconditional, help: help("color-limit")) var colorLimit: String?
  @Option(help: help("color-form")) var colorForm: String?
  @Option(help: help("map-window")) var mapWindow: String?
  @Option(help: help("phase-window")) var phaseWindow: String?
  @Option(parsing: .unconditional, help: help("plane-window")) var planeWindow: String?
  @Option(help: help("spectrum-window")) var spectrumWindow: String?
  @Option(parsing: .unconditional, help: help("spectrum")) var spectrum: String?
  @Option(help: help("picture")) var picture: String?
  @Option(help: help("phases")) var phases: String?
  @Flag(help: help("printed")) var printed = false
  @Option(help: help("curves")) var curves: String?
  @Option(help: help("curve-axes")) var curveAxes: String?
  @Option(parsing: .unconditional, help: help("family")) var family: String?
  @Option(help: help("x-scale")) var xScale: String?
  @Option(help: help("y-scale")) var yScale: String?
  @Option(parsing: .unconditional, help: help("eta-t")) var etaT: String?
  @Option(parsing: .unconditional, help: help("eta-s")) var etaS: String?
  @Option(parsing: .unconditional, help: help("tau")) var tau: String?
  @Option(parsing: .unconditional, help: help("width-ratio")) var widthRatio: String?
  @Option(parsing: .unconditional, help: help("sample-ratio")) var sampleRatio: String?
  @Option(help: help("activation")) var activation: String?
  @Option(help: help("easy")) var easy: String?
  @Option(help: help("hard")) var hard: String?
  @Option(help: help("feature-picture")) var featurePicture: String?
  @Option(help: help("chain-length")) var chainLength: String?
  @Option(parsing: .unconditional, help: help("chain-true-share")) var chainTrueShare: String?
  @Option(parsing: .unconditional, help: help("chain-noise")) var chainNoise: String?
  @Option(help: help("chain-ensemble")) var chainEnsemble: String?
  @Flag(help: help("chain-best")) var chainBest = false
  @Option(help: help("chain-generation")) var chainGeneration: String?
  @Option(parsing: .unconditional, help: help("trials")) var trials: String?
  @Option(parsing: .unconditional, help: help("seed")) var seed: String?
  @Option(help: help("engine")) var engine: String?
  @Option(help: help("pin")) var pin: String?
  @Option(help: "The slider selected: \(Slider.names.joined(separator: ", ")).") var select: String?
  @Flag(help: "Simulate what is shown, as the key does.") var simulate = false
  @Option(
    parsing: .unconditional,
    help: "Lay points of your own on the theory: a file of CSV; `w2s table --help` says what it holds.",
    completion: .file())
  var points: String?
  @Option(
    parsing: .unconditional, help: "Open a merged sweep as a map: what `w2s sweep merge` wrote, CSV or JSON.",
    completion: .file())
  var sweep: String?
  @Option(help: "Theme; `w2s themes` lists them.", completion: .themes) var theme: String?

  func validate() throws {
    for (option, path) in [("points", points), ("sweep", sweep)] where path == "-" {
      throw ValidationError(
        "--\(option) is a file here: standard input is not the explorer's to read from; give its name")
    }
    if bookmark != nil, preset != nil { throw ValidationError("give --preset or --bookmark, not both") }
    do throws(SettingComplaint) {
      _ = try Settings(given)
    } catch {
      throw ValidationError("\(error)")
    }
    if let select, !Slider.names.contains(select) {
      throw ValidationError("there is no slider '\(select)'; accepted: \(Slider.names.joined(separator: ", "))")
    }
  }

  /// What is given, by the names of the fields.
  var given: [String: String] {
    var given = parameters.given
    let options: [(String, String?)] = [
      ("preset", preset), ("view", view), ("explains", explains), ("x-axis", xAxis), ("y-axis", yAxis),
      ("map-axes", mapAxes),
      ("phase-axes", phaseAxes), ("tie", tie), ("color-limit", colorLimit), ("color-form", colorForm),
      ("map-window", mapWindow), ("phase-window", phaseWindow), ("plane-window", planeWindow),
      ("spectrum-window", spectrumWindow),
      ("spectrum", spectrum), ("picture", picture), ("phases", phases),
      ("printed", printed ? "on" : nil), ("curves", curves), ("curve-axes", curveAxes), ("family", family),
      ("x-scale", xScale), ("y-scale", yScale), ("eta-t", etaT), ("eta-s", etaS), ("tau", tau),
      ("width-ratio", widthRatio), ("sample-ratio", sampleRatio), ("activation", activation), ("easy", easy),
      ("hard", hard), ("feature-picture", featurePicture), ("trials", trials), ("seed", seed), ("engine", engine),
      ("pin", pin), ("chain-length", chainLength), ("chain-true-share", chainTrueShare), ("chain-noise", chainNoise),
      ("chain-ensemble", chainEnsemble), ("chain-best", chainBest ? "on" : nil), ("chain-generation", chainGeneration),
    ]
    for (name, text) in options { given[name] = text }
    return given
  }

  /// The model these options open.
  /// - Parameter bookmarks: the person's, read where one is asked for.
  func model(
    columns: Int, rows: Int, preferred: Preferred, bookmarks: @autoclosure () -> BookmarkStore = BookmarkStore()
  ) throws -> Model {
    let theme = try checkedTheme(preferred.themes)
    var model = Model(
      columns: columns, rows: rows,
      themeName: theme ?? preferred.config.theme ?? ThemeLibrary.defaultName, themes: preferred.themes,
      keys: preferred.keys, tours: preferred.tours)
    model.settings = try settings(bookmarks: bookmarks())
    if let select { _ = model.select(select) }
    if let points { model.points = try TableInput.points(points) }
    if let sweep {
      var names = Set(given.keys)
      if bookmark != nil { names.insert("preset") }
      model.open(try TableInput.sweep(sweep), given: names)
    }
    if case .file(let path)? = model.settings.population { model.population = try Self.population(path) }
    return model
  }

  /// The eigenvalues of a file, of as many as are drawn.
  private static func population(_ path: String) throws -> NamedPopulation {
    let file = try TableInput.population(path, requiring: ["eigenvalue", "signal"])
    guard let named = NamedPopulation(path: path, file) else {
      throw ValidationError(
        "\(path) has \(file.eigenvalues.count) eigenvalues: up to \(NamedPopulation.most) are drawn; w2s spectrum takes more"
      )
    }
    return named
  }

  /// What these options change of an explorer that is open.
  func opening(preferred: Preferred, bookmarks: BookmarkStore) throws -> Opening {
    Opening(
      settings: try settings(bookmarks: bookmarks), slider: select, themeName: try checkedTheme(preferred.themes),
      points: points, sweep: sweep)
  }

  private func checkedTheme(_ themes: ThemeLibrary) throws -> String? {
    if let theme, themes.theme(named: theme) == nil {
      throw ValidationError(
        "there is no theme '\(theme)'; accepted: \(themes.themes.map(\.name).joined(separator: ", "))")
    }
    return theme
  }

  private func settings(bookmarks: @autoclosure () -> BookmarkStore) throws -> Settings {
    let start = try bookmark.map { try settings(of: $0, in: bookmarks()) }
    var given = given
    // A spectrum is asked for to be seen.
    if let spectrum, spectrum != "none", view == nil { given["view"] = ViewKind.spectrum.rawValue }
    do throws(SettingComplaint) {
      return try Settings(given, over: start)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  private func settings(of name: String, in store: BookmarkStore) throws -> Settings {
    guard let match = store.bookmarks.last(where: { $0.name == name }) else {
      // It may be what is not understood of the file.
      if let warning = store.warning { throw ValidationError("\(warning)") }
      let names = store.bookmarks.map { "'\($0.name)'" }.joined(separator: ", ")
      throw ValidationError(
        "there is no bookmark '\(name)'; \(names.isEmpty ? "there are none yet" : "accepted: \(names)")")
    }
    return match.settings
  }
}

private func help(_ name: String) -> ArgumentHelp { ArgumentHelp(SettingField.named(name)?.meaning ?? "") }

private let axisNames = Parameter.allCases.map(\.optionName).joined(separator: ", ")
