// What is exported is what is on screen: every view and picture, in every form.

import Canvas
import Export
import Figures
import Foundation
import Sampling
import Nonlinear
import Preferences
import Simulation
import Testing
import Theory

@testable import Explorer

@Suite struct ExportedTests {
  /// The model that a command opens, as the program does.
  private func model(of line: String) throws -> (Model, ExportFormat) {
    // No word of these commands needs more of a shell than quotes.
    var words: [String] = []
    for (index, part) in line.split(separator: "'", omittingEmptySubsequences: false).enumerated() {
      if index % 2 == 1 { words.append(String(part)) } else { words += part.split(separator: " ").map(String.init) }
    }
    #expect(words.prefix(2) == ["w2s", "render"])
    var given: [String: String] = [:]
    var model = Model(columns: 80, rows: 24)
    var format: ExportFormat?
    var simulates = false
    var rest = words.dropFirst(2)
    while let word = rest.popFirst() {
      let name = String(word.dropFirst(2))
      switch name {
      case "simulate": simulates = true
      case "printed", "chain-best": given[name] = "on"
      case "as": format = rest.popFirst().flatMap { ExportFormat(rawValue: $0) }
      case "theme": model.themeName = rest.popFirst() ?? ""
      case "select": _ = model.select(rest.popFirst() ?? "")
      case "size":
        let size = rest.popFirst()?.split(separator: "x").compactMap { Int($0) } ?? []
        (model.columns, model.rows) = (size[0], size[1])
      default: given[name] = rest.popFirst()
      }
    }
    model.settings = try Settings(given)
    if simulates { model.complete(.simulate) }
    return (model, try #require(format))
  }

  private func command(in text: String, _ format: ExportFormat) throws -> String {
    switch format {
    case .csv:
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("# command = ") })
      return String(line.dropFirst("# command = ".count))
    case .json:
      let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      return try #require((object["parameters"] as? [String: Any])?["command"] as? String)
    case .svg:
      let match = try #require(text.firstMatch(of: /name="command" value="([^"]*)"/))
      return String(match.1)
    case .txt, .ansi: return String(try #require(text.split(separator: "\n").first).dropFirst(2))
    }
  }

  @Test("The command in an export makes it again, byte for byte", arguments: Picture.all, ExportFormat.allCases)
  func commandMakesItAgain(picture: Picture, format: ExportFormat) throws {
    let model = try picture.model()
    let text = try #require(model.exported(format))
    let line = try command(in: text, format)
    let (again, sameFormat) = try self.model(of: line)
    #expect(sameFormat == format)
    #expect(again.settings == model.settings, "\(line)")
    #expect(again.exported(format) == text, "\(line)")
    #expect(line.contains(" --simulate") == picture.isSimulated)
  }

  @Test("An export is titled as the screen is", arguments: Picture.all)
  func titles(picture: Picture) throws {
    let model = try picture.model()
    let svg = try #require(model.exported(.svg))
    if picture.view == .map {
      #expect(svg.contains("<title>\(model.settings.picture.title)</title>"))
      let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)))
      #expect(drawScreen(model, look: look).plainText.contains(model.settings.picture.title))
    }
    let charts = try #require(model.charts(for: .csv))
    // Only the probes and the steps are a chart of norms or errors rather than of bars.
    let hasBars = charts.flatMap(\.layers).contains { if case .bars = $0 { true } else { false } }
    let isAlignment = picture.view == .features && model.settings.featurePicture == .alignment
    #expect(hasBars == (isAlignment || picture.view == .why))
  }

  @Test("Simulated values, their errors and z are in every form, with what makes them again", arguments: Picture.all)
  func simulatedValues(picture: Picture) throws {
    let model = try picture.model()
    var expected: [Double] = []
    switch picture.view {
    case .map where picture.isSimulated:
      let state = try #require(model.freshState)
      let point = try #require(model.found).request.state
      expected += [state.gap.mean, state.gap.standardError, state.gain.value]
      let law = try #require(FiniteLaw(point.regime, dimension: point.sizes.dimension))
      for mean in [point.regime.errors.gap, law.gap.mean] { expected.append(state.gap.z(against: mean)) }
      let map = try #require(model.simulatedMap)
      for index in [0, map.estimates.count / 2, map.estimates.count - 1] {
        expected += [map.estimates[index].mean, map.estimates[index].standardError, map.z(index)]
      }
    case .curves where picture.isSimulated:
      let state = try #require(model.freshState)
      expected += [state.teacher.mean, state.student.mean, state.student.standardError]
      for point in model.simulatedCurve { expected += [point.estimate.mean, point.estimate.standardError] }
      #expect(model.simulatedCurve.count > 20)
    case .features where picture.isSimulated:
      let result = try #require(model.freshFeatures)
      switch model.settings.featurePicture {
      case .alignment:
        for norm in FeatureNorm.all {
          let rung = try #require(result.rungs.last)
          expected += [rung[norm].mean, rung[norm].standardError]
          // A norm that vanishes in the limit has no z.
          if rung.limit[norm] != 0 { expected.append(rung[norm].z(against: rung.limit[norm])) }
        }
      case .probes: for probe in result.probes { expected += [probe.error.mean, probe.hardRecovered.standardError] }
      case .forgetting: for step in result.steps { expected += [step.hardNorm.mean, step.easyShare.standardError] }
      }
    case .generations where picture.isSimulated:
      let estimate = try #require(model.freshChain)
      for (index, error) in estimate.errors.enumerated() {
        expected += [error.mean, error.standardError, estimate.z(index)]
      }
    default: break
    }
    let csv = try #require(model.exported(.csv))
    let json = try #require(model.exported(.json))
    for value in expected where value.isFinite {
      #expect(csv.contains(Field.number(value).csv) && json.contains(Field.number(value).json), "\(value)")
    }
    let svg = try #require(model.exported(.svg))
    let isLinear = picture.view != .features
    for name in ["dimension", "trials", "seed"] + (isLinear ? ["engine", "student_samples"] : ["student_width"]) {
      for isThere in [csv.contains("\n# \(name) = "), json.contains("\"\(name)\":"), svg.contains("name=\"\(name)\"")] {
        #expect(isThere == picture.isSimulated, "\(name)")
      }
    }
    if picture.isSimulated {
      #expect(csv.contains("# seed = \(UInt64.max)\n") && json.contains("\"seed\":\(UInt64.max)"))
    }
    if picture.isSimulated, picture.view == .map || picture.view == .curves {
      let header = try #require(csv.split(separator: "\n").first { !$0.hasPrefix("#") })
      #expect(
        header.hasSuffix(
          "theory,simulated,simulated_se,z,predicted,z_finite" + (picture.view == .map ? ",probability_of_gain" : "")))
    }
  }

  @Test("Every row of a CSV has the columns of its header, and JSON holds as many rows", arguments: Picture.all)
  func rows(picture: Picture) throws {
    let model = try picture.model()
    let lines = try #require(model.exported(.csv)).split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count > 10 || picture.view == .why && model.settings.isLinear && lines.count == 3)
    #expect(Set(lines.map { $0.replacing(/"[^"]*"/, with: "").count { $0 == "," } }).count == 1)
    let object = try JSONSerialization.jsonObject(with: Data(try #require(model.exported(.json)).utf8))
    let rows = try #require((object as? [String: Any])?["rows"] as? [Any])
    #expect(rows.count == lines.count - 1)
  }

  @Test("The simulated map's picture is the simulated values', and the difference is z's")
  func heat() throws {
    let pictures = Picture.all.filter { $0.view == .map }
    for picture in pictures where picture.isSimulated {
      let model = try picture.model()
      let map = try #require(model.simulatedMap)
      let chart = try #require(model.charts(for: .svg)?.first)
      guard case .heat(let columns, let rows, let values, let scale, let name)? = chart.layers.first else {
        Issue.record("no map")
        return
      }
      #expect(columns == map.columns && rows == map.rows)
      switch model.settings.picture {
      case .difference:
        #expect(values == map.estimates.indices.map(map.z) && scale.limit == 4 && name == "z" && scale.form == .linear)
      case .frequency:
        #expect(values.map(scale.read) == map.gains.map(\.value), "what is read beside a colour is P(gain)")
        #expect(scale.limit == 1 && name == "P(gain)" && scale.form == .linear)
      case .simulated:
        #expect(values == map.estimates.map(\.mean) && name == "Ls − Lt" && scale.form == .log)
        #expect(scale.limit == model.settings.colorLimit)
      case .theory, .chance: Issue.record("\(picture) is not simulated")
      }
    }
  }

  @Test("The predicted probability is that of the law at the run's dimension, as colour and in the rows")
  func chance() throws {
    var model = Model(columns: 120, rows: 36)
    (model.settings.picture, model.settings.run.dimension) = (.chance, 100)
    let chart = try #require(model.charts(for: .csv)?.first)
    guard case .heat(let columns, _, let values, let scale, "P(gain)")? = chart.layers.first else {
      Issue.record("no map")
      return
    }
    for index in [0, 5000, values.count - 1] {
      let row = chart.rows[index]
      func number(_ name: String) throws -> Double {
        guard case .number(let value)? = row.fields.first(where: { $0.name == name })?.value else { return .nan }
        return value
      }
      let regime = model.settings.regime.with(.lambdaT, try number("lambda_t")).with(.lambdaS, try number("lambda_s"))
      let expected = try #require(FiniteLaw(regime, dimension: 100)).probabilityOfGain
      #expect(try abs(number("probability_of_gain_predicted") - expected) < 1e-12 && columns == 120)
      #expect(abs(scale.read(values[index]) - expected) < 1e-12)
    }
  }

  @Test("Where the printed condition is wrong is exported too")
  func printed() throws {
    for picture in Picture.all where picture.view == .phases {
      let model = try picture.model()
      let csv = try #require(model.exported(.csv))
      #expect(csv.contains("printed_condition_wrong") == model.settings.showsPrinted)
    }
  }

  @Test("Each state pinned is exported under its letter: its parameters, its curve, its place")
  func pinned() throws {
    for picture in Picture.all where [.map, .phases, .curves, .generations].contains(picture.view) {
      let model = try picture.model()
      let csv = try #require(model.exported(.csv))
      for line in ["# pinned_q_lambda_t = 0.05", "# pinned_q_gamma_s = 0.25", "# pinned_v_lambda_t = 0.5"] {
        #expect(csv.contains(line + "\n"), "\(picture.name)")
      }
      let layers = try #require(model.charts(for: .svg)?.first).layers
      var letters: [String: ChartPoint] = [:]
      for case .points(_, let points, .letter(let letter)) in layers { letters[letter] = points.first }
      // Q, of another γs and σε, is on no picture over two axes, and V on those along λt; in the plane and on their own
      // curves both are.
      let axes = picture.view.view.axes(model.settings)
      let isAlongLambda = axes.map { [$0.x, $0.y].contains(.lambdaT) } ?? true
      let expected = [axes == nil ? "Q" : "(Q)", isAlongLambda ? "V" : "(V)"]
      #expect(letters.keys.sorted() == expected, "\(picture.name)")
      if axes == Axes() { #expect(letters["V"] == ChartPoint(x: 0.5, y: 1) && letters["(Q)"]?.x == 0.05) }
      let names = layers.compactMap { layer -> String? in
        if case .line(let name, _, .reference) = layer { return name }
        return nil
      }
      #expect(names.contains("Q pinned") == [.curves, .generations].contains(picture.view), "\(picture.name)")
      #expect(names.contains("V pinned") == [.curves, .generations].contains(picture.view), "\(picture.name)")
      #expect(csv.contains("pinned Q,") == [.curves, .generations].contains(picture.view), "\(picture.name)")
    }
  }

  @Test("Why exports the parts of both errors, each row adding up to its error")
  func parts() throws {
    let picture = try #require(Picture.all.first { $0.name == "why" })
    let lines = try #require(try picture.model().exported(.csv)).split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.first == "series,noise,bias,variance_inherited,variance_own,error")
    #expect(lines.count == 3 && lines[1].hasPrefix("teacher,") && lines[2].hasPrefix("student,"))
    for line in lines.dropFirst() {
      let numbers = line.split(separator: ",").dropFirst().compactMap { Double($0) }
      #expect(numbers.count == 5)
      #expect(abs(numbers.dropLast().reduce(0, +) - (numbers.last ?? 0)) < 1e-14)
    }
  }

  @Test("Curves along c are exported, and simulated anew, after others were simulated")
  func solutionsAfterSimulation() throws {
    var model = try #require(Picture.all.first { $0.name == "curves of errors" }).model()
    model.settings.show(model.settings.curves.showing(.solutions))
    #expect(model.simulatedCurve.isEmpty)
    #expect(ExportFormat.allCases.allSatisfy { model.exported($0) != nil })
    // Asked for twice, the run is ended.
    #expect(model.update(.command(.simulate)).count == 1)
    let isEnded = model.update(.command(.simulate)) == [.cancelJob]
    #expect(isEnded)
  }

  @Test("Before a simulation, a view of nothing but words says so")
  func nothingYet() throws {
    var model = Model(columns: 80, rows: 24)
    model.settings.view = .features
    model.settings.featurePicture = .forgetting
    for format in ExportFormat.allCases {
      #expect((model.exported(format) == nil) == !format.isScreen)
    }
    for name in ["e", "a", ".", "c", "s", "v", "Enter"] {
      let effects = model.update(.key(try #require(Key(name: name))))
      #expect(effects.isEmpty)
    }
    #expect(model.entry?.complaint == Model.nothingToExport)
  }

  @Test("A figure of the paper that is simulated is drawn, filled and tabled as simulated")
  func figures() throws {
    for number in [1, 2, 3] {
      let figure = try #require(PaperFigure(number))
      let points = figure.points
      let list = try FigureEstimates.simulationPoints(of: points, dimension: 30)
      let (result, layout) = try simulate(points: list, trials: 3, seed: 7)
      let estimates = FigureEstimates(points, result, layout)
      let (plain, simulated) = (Chart.svg(of: figure.charts()), Chart.svg(of: figure.charts(estimates)))
      #expect(plain != simulated)
      for text in ["name=\"seed\" value=\"7\"", "name=\"trials\" value=\"3\"", "name=\"engine\" value=\"law\""] {
        #expect(simulated.contains(text) && !plain.contains(text))
      }
      for (chart, panel) in zip(figure.charts(estimates), figure.panels) where panel.view == .map {
        guard case .heat(_, _, let values, _, _)? = chart.layers.first else {
          Issue.record("no map")
          continue
        }
        #expect(values == (try #require(estimates.map(of: panel))).estimates.map(\.mean))
        #expect(
          chart.title.contains("simulated")
            && chart.layers.contains { if case .line("Ls = Lt", _, _) = $0 { true } else { false } })
      }
      let theme = try #require(ThemeLibrary().themes.first)
      let look = Look(theme, depth: .mono, glyphs: Glyphs(isUnicode: true))
      for (shown, isThere) in [(Optional(estimates), true), (nil, false)] {
        let picture = drawFigure(figure, columns: 100, rows: 30, look: look, estimates: shown).plainText
        #expect(picture.contains("simulated") == isThere)
      }
      let index = try #require(estimates.estimates.firstIndex { $0 != nil })
      let fields = estimates.record(index, hasPanels: figure.hasPanels).fields
      #expect(
        fields.suffix(10).map(\.name) == [
          "theory", "simulated", "simulated_se", "z", "predicted", "z_finite", "dimension", "trials", "seed", "engine",
        ])
    }
  }
}
