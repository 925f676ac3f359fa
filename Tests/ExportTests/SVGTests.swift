// Charts as files: well-formed, complete, and as they were kept. Record them anew with
// W2S_RECORD=1 swift test --filter ExportTests, and look at every difference.

import Canvas
import Explorer
import Export
import Figures
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Counts the elements of a document.
private final class Elements: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]
  var parameters: [String: String] = [:]
  var depth = 0
  var texts: [String] = []
  private var text = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    counts[name, default: 0] += 1
    if name == "w2s:parameter", let key = attributes["name"] { parameters[key] = attributes["value"] }
    text = ""
  }
  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "text" { texts.append(text) }
  }

  static func of(_ svg: String) throws -> Elements {
    let elements = Elements()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = elements
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return elements
  }
}

@Suite struct SVGTests {
  @Test func aStatePinnedIsItsLetter() throws {
    let settings = try Settings(["pin": "lambda-t=1;R:lambda-t=0.5,zeta=1"])
    let model = { (view: ViewKind) in
      var model = Model(columns: 80, rows: 24)
      model.settings = settings
      model.settings.view = view
      return model
    }
    for (view, letters) in [(ViewKind.map, ["P", "(R)"]), (.phases, ["P", "R"])] {
      let texts = try Elements.of(try #require(model(view).exported(.svg))).texts
      // At its place and in the legend.
      for letter in letters { #expect(texts.count { $0 == letter } == 2, "\(view) \(letter)") }
    }
    let texts = try Elements.of(try #require(model(.curves).exported(.svg))).texts
    for letter in ["P", "R"] {
      #expect(texts.count { $0 == letter } == 1 && texts.contains("\(letter) pinned"), "\(letter)")
    }
  }

  @Test(arguments: 1...9)
  func everyFigureIsWellFormed(number: Int) throws {
    let figure = try #require(PaperFigure(number))
    let elements = try Elements.of(Chart.svg(of: figure.charts()))
    #expect(elements.counts["svg"] == 1)
    #expect(elements.counts["clipPath"] == figure.panels.count)
    #expect(elements.counts["w2s:parameters"] == figure.panels.count)
    #expect(elements.parameters["gamma_t"] != nil && elements.parameters["zeta"] != nil)
    #expect(elements.texts.contains(figure.panels[0].name))
    // Every curve and contour is a path with a place in the legend.
    for name in figure.charts().flatMap(\.legendNames) { #expect(elements.texts.contains(name), "\(name)") }
    let axis = number <= 2 ? "λs" : number == 5 ? "c" : number <= 4 ? "λs" : "γt"
    #expect(elements.texts.contains { $0.hasPrefix(axis) })
  }

  /// The rendering kept is small enough to be read.
  @Test func aChartIsAsKept() throws {
    let chart = Chart(
      title: "A <chart> & \"quotes\"", caption: "What to look for.",
      x: ChartAxis("x", Scale(.logarithmic, from: 0.1, to: 10)),
      y: ChartAxis("y", Scale(.linear, from: -1, to: 1)),
      layers: [
        .heat(
          columns: 2, rows: 2, values: [-1, -0.5, 0.5, .infinity], scale: DivergingScale(limit: 1, form: .root),
          name: "gap"),
        .line(
          name: "curve",
          points: [.init(x: 0.1, y: 0), .init(x: 1, y: .infinity), .init(x: 5, y: 0.5), .init(x: 10, y: 1)],
          look: .series(0)),
        .line(name: "reference", points: [.init(x: 0.1, y: 0.2), .init(x: 10, y: 0.2)], look: .reference),
        .points(name: "simulated", points: [.init(x: 1, y: 0.1, error: 0.05)], look: .series(1)),
      ], parameters: Record(["lambda_t": .number(0.5)]), rows: [Record(["x": .number(1), "y": .number(.infinity)])])
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Renderings")
    let files = [
      ("chart.svg", Chart.svg(of: [chart, chart])), ("chart.csv", chart.csv), ("chart.json", Chart.json(of: [chart])),
    ]
    for (name, text) in files {
      if ProcessInfo.processInfo.environment["W2S_RECORD"] == "1" {
        try Data(text.utf8).write(to: folder.appending(path: name))
      } else {
        #expect(text == String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self), "\(name)")
      }
    }
    let elements = try Elements.of(files[0].1)
    #expect(elements.parameters == ["lambda_t": "0.5"])
    #expect(elements.texts.contains("A <chart> & \"quotes\""))
    _ = try JSONSerialization.jsonObject(with: Data(files[2].1.utf8))
  }

  @Test(arguments: ViewKind.allCases, ["csv", "json", "svg", "txt", "ansi"])
  func everyViewIsExportedInEveryForm(view: ViewKind, ending: String) throws {
    var model = Model(columns: 80, rows: 24)
    model.settings.view = view
    for key in "eout." + ending { _ = model.update(.key(.character(try #require(key.unicodeScalars.first)))) }
    let effects = model.update(.key(.enter))
    guard case .write(let text, let path, let replacing) = effects.first else {
      Issue.record("nothing was written: \(effects)")
      return
    }
    #expect(path == "out." + ending && !replacing)
    switch ending {
    case "svg": _ = try Elements.of(text)
    case "json": _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
    case "csv":
      let lines = text.split(separator: "\n")
      let parameter = view == .features ? "# eta_s = 2" : "# lambda_t = 0.05"
      #expect(lines.contains { $0 == parameter })
      let rows = lines.filter { !$0.hasPrefix("#") }
      #expect(rows.count > (view == .why ? 2 : 10))
      #expect(Set(rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }).count == 1)
    default: #expect(text.split(separator: "\n").count > 20)
    }
  }
}

extension Chart {
  /// What the legend is to name.
  fileprivate var legendNames: [String] {
    layers.compactMap { layer in
      switch layer {
      case .line(let name, _, _), .points(let name, _, _), .bars(let name, _, _), .crosses(let name, _):
        name.isEmpty ? nil : name
      case .heat(_, _, _, let scale, let name): "\(name), \(scale.form.rawValue)"
      case .regions: nil
      }
    }
  }
}
