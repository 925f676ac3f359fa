import ArgumentParser
import Canvas
import Explorer
import Export
import Preferences
import Terminal

/// A figure of the paper.
struct Figure: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a figure of the paper, as a picture or as data.",
    discussion: """
      A picture by default: in colour on a terminal, plain text when piped. --csv writes one row a point: the figure's \
      axes by their parameters' names, panel, series where there are several, and theory; where that is infinite the \
      field is empty (null in JSON).

      EXAMPLES
        w2s figure 1
        w2s figure 6 --svg > f.svg
        w2s figure 7 --color always | less -R
        w2s figure 2 --panel right --csv > gap.csv
      """)

  @Argument(help: "Number of the figure, 1 to 9.", transform: readingNumber) var number: Int
  @Option(help: "One panel of a figure with two: left or right.") var panel: String?
  @Flag(help: "Write CSV.") var csv = false
  @Flag(help: "Write JSON.") var json = false
  @Flag(help: "Write SVG, fit for a paper.") var svg = false
  @Option(help: "Columns and rows of the picture.", transform: readingScreenSize) var size: ScreenSize?
  @Option(help: "Colours of the picture: \(ColorChoice.allCases.map(\.rawValue).joined(separator: ", ")).")
  var color = ColorChoice.auto
  @Option(help: "Theme of the picture; `w2s themes` lists them.") var theme: String?
  @Flag(help: "Use ASCII only.") var ascii = false
  @Flag(help: "Use Unicode whatever the locale says.") var unicode = false

  func validate() throws {
    if ascii && unicode { throw ValidationError("give --ascii or --unicode, not both") }
    if [csv, json, svg].count(where: { $0 }) > 1 { throw ValidationError("give one of --csv, --json and --svg") }
    guard let panel, PaperFigure(number, panel: panel) == nil else { return }
    let panels = PaperFigure(number)?.panels.map(\.panel) ?? []
    throw ValidationError(
      panels.count > 1
        ? "there is no panel '\(panel)'; accepted: \(panels.joined(separator: ", "))"
        : "figure \(number) has one panel; leave out --panel")
  }

  func run() throws {
    guard let figure = PaperFigure(number, panel: panel) else { return }
    if csv {
      try writeCSV(figure)
    } else if json {
      try write(figure.json)
    } else if svg {
      try write(Chart.svg(of: figure.charts))
    } else {
      try draw(figure)
    }
  }

  private func writeCSV(_ figure: PaperFigure) throws {
    var output = OutputBuffer()
    let points = figure.points
    if let first = points.first { try output.line(first.fields(hasPanels: figure.hasPanels).csvHeader) }
    for point in points { try output.line(point.fields(hasPanels: figure.hasPanels).csvRow) }
    try output.flush()
  }

  private func draw(_ figure: PaperFigure) throws {
    let preferred = Preferred()
    let name = theme ?? preferred.config.theme ?? ThemeLibrary.defaultName
    guard let chosen = preferred.themes.theme(named: name) else {
      throw ValidationError(
        "there is no theme '\(name)'; accepted: \(preferred.themes.themes.map(\.name).joined(separator: ", "))")
    }
    let output = outputTraits(color: color, glyphs: ascii ? .ascii : unicode ? .unicode : .auto)
    let look = Look(chosen, depth: output.depth, glyphs: Glyphs(isUnicode: output.isUnicode))
    let (columns, rows) = (size?.columns ?? output.columns ?? 80, size?.rows ?? min(40, (output.rows ?? 26) - 2))
    let frame = drawFigure(figure, columns: columns, rows: max(10, rows), look: look)
    try write(output.depth == .mono ? frame.plainText : frame.ansiText)
  }
}

extension PaperFigure {
  /// The figure as one JSON object.
  fileprivate var json: String {
    let quoted = { (text: String) in Field.text(text).json }
    let panels = zip(self.panels, parameters).map { preset, parameters in
      "    {\"name\": \(quoted(preset.panel)), \"caption\": \(quoted(preset.caption)), "
        + "\"parameters\": \(parameters.json(pretty: false))}"
    }
    let points = self.points.map { "    " + $0.fields(hasPanels: hasPanels).json }
    return """
      {
        "figure": \(number),
        "panels": [
      \(panels.joined(separator: ",\n"))
        ],
        "points": [
      \(points.joined(separator: ",\n"))
        ]
      }

      """
  }
}

@Sendable private func readingNumber(_ text: String) throws -> Int {
  guard let number = Int(text), PaperFigure(number) != nil else { throw ValidationError("a figure is 1 to 9") }
  return number
}
