import ArgumentParser
import Canvas
import Explorer
import Export
import Figures
import Preferences
import Sampling
import Simulation
import Terminal

/// A figure of the paper.
struct Figure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figure", _superCommandName: "w2s",
    abstract: "Print a figure of the paper, as a picture or as data.",
    discussion: """
      A picture by default: in colour on a terminal, plain text when piped. --csv writes one row a point: the figure's \
      axes by their parameters' names, panel, series where there are several, and theory; where that is infinite the \
      field is empty (null in JSON). With --simulate there are also simulated, simulated_se and z, which is against the \
      limit at the sizes drawn, and in every row what the draws were: dimension, trials, seed and engine.

      With --points your own measurements are laid on the panels whose other parameters they share to 1 part in 500, as \
      sizes round ratios. They have rows of series measured (of the teacher's error, measured teacher) with measured, \
      measured_se, z and label; theory is that of their own parameters. `w2s table --help` says what a file of points \
      holds; a parameter that it has no column of is the panel's.

      EXAMPLES
        w2s figure 1
        w2s figure 6 --svg > f.svg
        w2s figure 7 --color always | less -R
        w2s figure 2 --panel right --csv > gap.csv
        w2s figure 1 --points mine.csv --svg > mine.svg
        w2s figure 1 --simulate                    ten trials at d = 500; largest and rms z on standard error
      """)

  @Argument(help: "Number of the figure, 1 to 9.", transform: readingNumber) var number: Int
  @Option(help: "One panel of a figure with two: left or right.", completion: .list(["left", "right"]))
  var panel: String?
  @Flag(help: "Write CSV.") var csv = false
  @Flag(help: "Write JSON.") var json = false
  @Flag(help: "Write SVG, fit for a paper.") var svg = false
  @Flag(help: "Simulate the points too: simulated values in the picture, and with their errors and z in the data.")
  var simulate = false
  @Option(parsing: .unconditional, help: "Dimension d of the simulation.", transform: readingCount(Counts.sizes))
  var dimension = 500
  @OptionGroup var options: RunOptions
  @Option(
    parsing: .unconditional, help: "Lay points of your own on the figure: a file of CSV, or - for standard input.",
    completion: .file())
  var points: String?
  @Option(help: "Columns and rows of the picture.", transform: readingScreenSize) var size: ScreenSize?
  @Option(help: "Colours of the picture: \(ColorChoice.allCases.map(\.rawValue).joined(separator: ", ")).")
  var color = ColorChoice.auto
  @Option(help: "Theme of the picture; `w2s themes` lists them.", completion: .themes) var theme: String?
  @Flag(help: "Use ASCII only.") var ascii = false
  @Flag(help: "Use Unicode whatever the locale says.") var unicode = false

  func validate() throws {
    if ascii && unicode { throw ValidationError("give --ascii or --unicode, not both") }
    if let size, size.columns < Layout.minimum.columns || size.rows < Layout.minimum.rows {
      throw ValidationError(
        "a picture of \(size.columns)x\(size.rows) is too small; \(Layout.minimum.columns)x\(Layout.minimum.rows) is the least"
      )
    }
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
    let measured = try points.map(TableInput.points)
    let points = figure.points
    let estimates = simulate ? try estimates(of: points) : nil
    var rows: [Record] = []
    if csv || json {
      rows = points.indices.map { index in
        estimates?.record(index, hasPanels: figure.hasPanels) ?? points[index].record(hasPanels: figure.hasPanels)
      }
      if let measured { rows = Record.aligned(rows + figure.rows(measured)) }
    }
    if csv {
      var output = OutputBuffer()
      if let first = rows.first { try output.line(first.csvHeader) }
      for row in rows { try output.line(row.csvRow) }
      try output.flush()
    } else if json {
      try write(
        figure.json(
          points: rows.map { $0.json(pretty: false) }, simulation: estimates?.parameters, command: command))
    } else if svg {
      try write(Chart.svg(of: figure.charts(estimates, points: measured, command: command)))
    } else {
      try draw(figure, estimates, measured)
    }
    if let measured { report(measured, on: figure) }
    for agreement in estimates?.agreements ?? [] { report(agreement) }
  }

  /// The command that writes this again.
  private var command: String {
    var words = ["w2s", "figure", "\(number)"]
    if let panel { words += ["--panel", panel] }
    if simulate {
      words += [
        "--simulate", "--dimension", "\(dimension)", "--trials", "\(options.trials)", "--seed", "\(options.seed)",
      ]
      words += ["--engine", options.engine.rawValue]
    }
    if let points { words += ["--points", points] }
    words += csv ? ["--csv"] : json ? ["--json"] : svg ? ["--svg"] : []
    return ShellCommand(words: words).line
  }

  private func estimates(of points: [FigurePoint]) throws -> FigureEstimates? {
    let list: [SimulationPoint]
    do throws(SimulationError) {
      list = try FigureEstimates.simulationPoints(of: points, dimension: dimension)
    } catch {
      throw ValidationError("\(error)")
    }
    guard !list.isEmpty else {
      throw ValidationError("figure \(number) shows properties of the limit alone: there is nothing to simulate")
    }
    let (result, layout) = try options.simulate(list)
    return FigureEstimates(points, result, layout)
  }

  /// Says how many points are not to be seen.
  private func report(_ measured: MeasuredPoints, on figure: PaperFigure) {
    let (count, missed) = (measured.points.count, figure.missed(measured))
    guard missed > 0 else { return }
    remark(
      "\(missed) of the \(count) points of \(measured.path) \(missed == 1 ? "lies" : "lie") on no panel of "
        + "figure \(number)\n")
  }

  private func report(_ agreement: FigureEstimates.Agreement) {
    let n = { (value: Double) in NumberFormat(digits: 2).text(value) }
    let panel = agreement.panel.isEmpty ? "" : ", " + agreement.panel
    remark(
      "Figure \(number)\(panel): \(options.trials) trials at d = \(dimension), \(agreement.count) points, "
        + "largest |z| \(n(agreement.largest)), rms z \(n(agreement.rootMeanSquare))\n")
    let (estimate, limit, predicted) = agreement.farthest
    let said = estimate.finiteSizeRemark(
      against: limit, predicted: predicted, dimension: dimension, number: signedNumber)
    if let bias = said {
      remark(bias + "\n")
    }
  }

  private func draw(_ figure: PaperFigure, _ estimates: FigureEstimates?, _ points: MeasuredPoints?) throws {
    let preferred = Preferred()
    complain(of: preferred.warnings)
    let name = theme ?? preferred.config.theme ?? ThemeLibrary.defaultName
    guard let chosen = preferred.themes.theme(named: name) else {
      throw ValidationError(
        "there is no theme '\(name)'; accepted: \(preferred.themes.themes.map(\.name).joined(separator: ", "))")
    }
    let output = outputTraits(color: color, glyphs: ascii ? .ascii : unicode ? .unicode : .auto)
    let look = Look(chosen, depth: output.depth, glyphs: Glyphs(isUnicode: output.isUnicode))
    let columns = size?.columns ?? max(Layout.minimum.columns, output.columns ?? 80)
    let rows = size?.rows ?? max(Layout.minimum.rows, min(40, (output.rows ?? 26) - 2))
    let frame = drawFigure(figure, columns: columns, rows: rows, look: look, estimates: estimates, points: points)
    try write(output.depth == .mono ? frame.plainText : frame.ansiText)
  }
}

extension PaperFigure {
  /// The figure as one JSON object.
  fileprivate func json(points: [String], simulation: Record?, command: String) -> String {
    let quoted = { (text: String) in Field.text(text).json }
    let panels = zip(self.panels, parameters).map { preset, parameters in
      "    {\"name\": \(quoted(preset.panel)), \"caption\": \(quoted(preset.caption)), "
        + "\"parameters\": \(parameters.json(pretty: false))}"
    }
    return """
      {
        "figure": \(number),
        "command": \(quoted(command)),\(simulation.map { "\n  \"simulation\": \($0.json(pretty: false))," } ?? "")
        "panels": [
      \(panels.joined(separator: ",\n"))
        ],
        "points": [
      \(points.map { "    " + $0 }.joined(separator: ",\n"))
        ]
      }

      """
  }
}

@Sendable private func readingNumber(_ text: String) throws -> Int {
  guard let number = Int(text), PaperFigure(number) != nil else { throw ValidationError("a figure is 1 to 9") }
  return number
}
