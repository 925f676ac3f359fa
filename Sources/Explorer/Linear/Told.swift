// What a person who does not see the screen is told: what changed, what a list holds, and where everything is.

import Canvas
import Figures
import Preferences
import Sampling
import Simulation
import Theory
import Tours

extension Model {
  /// Everything that is to be read off the screen, in sentences.
  var whereabouts: [String] {
    let view = settings.view.view
    var told = ["\(view.title), \(settings.titles[0])."]
    if settings.panel != .nonlinear {
      told.append("The state: \(settings.valuesInWords)\(settings.tie.map { ", λt tied to \(spoken($0)) λ⋆t" } ?? "").")
    }
    if isCovered {
      told.append("Picture and verdict are covered until you answer.")
      if let step = tourInWords { told.append(step) }
      return told
    }
    told += view.words(self)
    if settings.panel != .nonlinear {
      told += settings.pins.map { "Pinned " + settings.judged.comparisonInWords($0) + "." }
      if let line = simulationInWords { told.append(line + ".") }
    }
    told += pointsTold
    if let caption = settings.caption { told.append(caption) }
    if let stop = tourInWords { told.append(stop) }
    told.append("Keys move \(sliderInWords).")
    return told
  }

  /// What is said before anything is asked: where the person is, and how it stands there.
  public var greeting: Answer {
    let stands =
      switch settings.panel {
      case _ where isCovered: ""
      case .linear: settings.verdictInWords + "."
      case .nonlinear: settings.knowledgeInWords[0]
      case .chain: settings.view.view.words(self)[0]
      }
    let lines =
      [whereabouts[0] + " " + stands] + (tourInWords.map { [$0] } ?? []) + [
        "Type help for what is accepted; an empty line says where you are."
      ]
    return Answer(lines: lines.map(\.undisturbing), leaves: false)
  }

  /// The slider that keys move, with its value.
  private var sliderInWords: String {
    "\(slider.symbol) \(valueInWords(slider, settings)), \(slider.meaning)"
  }

  private func valueInWords(_ slider: Slider, _ settings: Settings) -> String {
    slider.value(settings).map { spoken($0, digits: 6) } ?? slider.text(settings)
  }

  /// What the simulation of what is shown found; nil where there was none.
  private var simulationInWords: String? {
    look(depth: .mono, glyphs: Glyphs(isUnicode: true)).flatMap { runLine($0)?.text }
  }

  /// The person's own points as a whole, and those of them that are here.
  private var pointsTold: [String] {
    guard points != nil, let look = look(depth: .mono, glyphs: Glyphs(isUnicode: true)) else { return [] }
    return [pointsSummary(look).text + "."] + pointsHere.map { "Measured here: \(pointInWords($0))." }
  }

  /// The step of the tour: what is said there, asked, to be done, or answered.
  private var tourInWords: String? {
    guard let place = tour else { return nil }
    if place.isLeaving { return "Leave the tour? Enter or Esc goes back to where you were, any other key stays" }
    let heading = "Tour \(place.tour.title), \(place.step + 1) of \(place.tour.steps.count), \(place.current.title)"
    return "\(heading): \(place.inWords)"
  }

  /// What is other than before, each thing in a few words, the place first and what it means last.
  func changes(since before: Model) -> [String] {
    var told: [String] = []
    let (new, old) = (settings, before.settings)
    if let step = tourInWords, tour?.report != before.tour?.report || tour?.isLeaving != before.tour?.isLeaving {
      told.append(step)
    } else if let place = tour, place.solved != before.tour?.solved {
      told.append(place.inWords)
    } else if let guess = tour?.guessInWords, tour?.guess != before.tour?.guess {
      told.append(guess)
    }
    if tour == nil, before.tour != nil { told.append("The tour is over") }
    if new.view != old.view { told.append("View \(new.view.view.title)") }
    if new.presetName != old.presetName, new.preset != nil { told.append(new.presetName) }
    let moved = Parameter.allCases.filter { new.regime[$0] != old.regime[$0] }
    told += moved.map { parameter in
      let meaning = moved.count == 1 ? ", \(parameter.meaning)" : ""
      return "\(parameter.symbol) \(spoken(new.regime[parameter], digits: 6))\(meaning)"
    }
    if new.tie != old.tie { told.append(new.tie.map { "λt is tied to \(spoken($0, digits: 6)) λ⋆t" } ?? "λt is free") }
    let sliders = (Slider.nonlinear + Slider.chain).filter { $0.text(new) != $0.text(old) }
    told += sliders.map { "\($0.symbol) \(valueInWords($0, new)), \($0.meaning)" }
    told += otherChanges(from: old, without: sliders.map(\.name))
    let isSaid = moved.contains { $0.slider == slider } || sliders.contains(slider)
    if slider != before.slider, !isSaid { told.append("Keys move \(sliderInWords)") }
    told += old.pins.filter { new.pins[$0.letter] == nil }.map { "Unpinned \($0.letter)" }
    told += new.pins.filter { old.pins[$0.letter] != $0 }.map { "Pinned as \($0.letter)" }
    if focus != before.focus {
      told.append(focus == .plot ? "Arrows move the crosshair" : "Arrows move the sliders")
    }
    if isCovered {
      // What it means is not to be known yet.
    } else if new.view != old.view {
      told += new.view.view.words(self).prefix(2).map(\.withoutFullStop)
    } else if new.panel == .chain, new.regime != old.regime || new.chain != old.chain {
      told += new.view.view.words(self).prefix(2).map(\.withoutFullStop)
    } else if new.isLinear, new.regime != old.regime {
      told.append(new.verdictInWords)
    } else if new.panel == .nonlinear, new.features != old.features {
      let known = Set(old.knowledgeInWords)
      told += new.knowledgeInWords.dropLast().filter { !known.contains($0) }.map(\.withoutFullStop)
    }
    if let found, found != before.found, let line = simulationInWords {
      told.append("\(line), \(found.findings.state.gap.count) trials")
    }
    if let featuresFound, featuresFound != before.featuresFound {
      let look = look(depth: .mono, glyphs: Glyphs(isUnicode: true))
      told.append("Simulated: \(look.flatMap { featureRunLine($0)?.text } ?? "")")
    }
    if let chainFound, chainFound != before.chainFound, let line = simulationInWords {
      told.append("\(line), \(chainFound.request.plan.trials) trials")
    }
    if isPresenting != before.isPresenting {
      told.append(
        "The screen \(isPresenting ? "presents: picture, caption and large numbers" : "shows everything again")")
    }
    if isPlotAlone != before.isPlotAlone {
      told.append("The screen shows \(isPlotAlone ? "the plot alone" : "everything again")")
    }
    if themeName != before.themeName { told.append("Theme \(themeName)") }
    return told
  }

  /// What else is set otherwise, by the names of the settings.
  private func otherChanges(from old: Settings, without names: [String]) -> [String] {
    let told = Set(["preset", "tie", "view", "explains", "pin"] + Parameter.allCases.map(\.optionName) + names)
    // A figure brings its own axes and scales.
    if settings.presetName != old.presetName { return [] }
    let isElsewhere = settings.view != old.view
    let curvesChanged = SettingField.all.contains { $0.group == .curves && $0.text(settings) != $0.text(old) }
    return SettingField.all.compactMap { field in
      if told.contains(field.name) || field.text(settings) == field.text(old) { return nil }
      // What is fitted to something that is said already goes without saying.
      if field.group == .fitted || field.group == .curves, isElsewhere { return nil }
      if field.group == .fitted, curvesChanged || !settings.axes.isAlong(old.axes) { return nil }
      return "\(field.name) \(field.text(settings) ?? "none")"
    }
  }
}

extension String {
  /// A sentence as part of a longer one.
  var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}

extension Model {
  /// A list shown over the screen: what it is, and its rows, numbered.
  var listInWords: [String]? {
    guard let overlay else { return nil }
    let (heading, rows) = listed(overlay)
    return [heading] + rows.enumerated().map { "\($0 + 1). \($1)" }
  }

  /// The row chosen of the list shown, where rows are chosen.
  var chosenRowInWords: String? {
    switch overlay {
    case .presets(let row), .thresholds(let row), .bookmarks(let row), .pins(let row), .simulation(let row),
      .tours(let row), .points(let row), .copy(let row):
      listInWords?[row + 1]
    default: nil
    }
  }

  private func listed(_ overlay: Overlay) -> (String, [String]) {
    switch overlay {
    case .help: (Self.helpHeading, helpRows)
    case .commandLine: ("The commands that reproduce this:", commands.map { "\($0.purpose): \($0.line)" })
    case .copy: ("What can be copied; a number says it:", copyables.map { $0.name })
    case .tours:
      (
        "Tours; a number begins or resumes one:",
        tours.tours.map { tour in
          let step = tourSteps[tour.name].map { ", left at step \($0 + 1) of \(tour.steps.count)" } ?? ""
          return "\(tour.title): \(tour.about)\(step)"
        }
      )
    case .points:
      (
        "Your points beside theory; a number goes to one. \(pointsTold.joined(separator: " "))",
        (points?.points.indices).map { $0.map(pointInWords) } ?? []
      )
    case .presets: ("Figures of the paper; a number opens one:", Preset.all.map { "\($0.name): \($0.caption)" })
    case .thresholds:
      (
        "The nearest value of each that flips the verdict; a number goes there:",
        Parameter.allCases.map { parameter in
          let flip =
            settings.judged.nearestFlip(of: parameter).map { "flips at \(spoken($0, digits: 4))" } ?? "never flips it"
          return "\(parameter.symbol) \(spoken(settings.regime[parameter], digits: 6)) \(flip)"
        }
      )
    case .bookmarks:
      (
        "Bookmarks; a number goes to one, Delete drops the one chosen:",
        bookmarks.map { "\($0.name): \($0.settings.valuesInWords)" }
      )
    case .pins:
      (
        "Pinned; a number goes to one, Delete drops the one chosen:",
        settings.pins.map { isCovered ? "\($0.letter)" : settings.comparisonInWords($0) }
      )
    case .simulation:
      (
        "Settings of the simulation; a number changes one, s runs it:",
        SimulationField.allCases.map { "\($0.name): \(text(of: $0))" }
      )
    }
  }

  private static let helpHeading =
    "A line is keys, a command or a setting with its value; an empty line says where you are, quit leaves:"

  private var helpRows: [String] {
    keys.bindings.map { binding in
      let keys = binding.keys.map(\.name).joined(separator: " ")
      return "\(binding.command.rawValue)\(keys.isEmpty ? "" : " (\(keys))"): \(binding.command.explanation)"
    } + SettingField.all.map { "\($0.name) VALUE: \($0.meaning)" }
  }

  /// What is asked for, while something is being typed; nil while nothing is.
  var questionInWords: String? {
    guard let entry else { return nil }
    switch entry.purpose {
    case .value: return "Type \(slider.symbol), \(slider.accepted)"
    case .bookmark: return "Type the name of the bookmark"
    case .export:
      return
        "Type the file to write to, ending in .csv .svg .json .txt .ansi, or in .sh for the session; a final ! replaces"
    case .simulation(let field): return "Type the new value of \(field.name)"
    }
  }
}
