// What is on the screen, as a file.

import Canvas
import Export
import Figures
import Preferences
import Sampling
import Simulation
import Theory

/// The form of an export; the raw value is the ending of its file.
public enum ExportFormat: String, CaseIterable, Sendable {
  case csv, svg, json, txt, ansi

  /// Whether it is the screen itself.
  var isScreen: Bool { self == .txt || self == .ansi }

  /// The form that the ending of a file's name asks for; nil where it names none.
  init?(path: String) {
    guard let ending = path.split(separator: ".", omittingEmptySubsequences: false).last else { return nil }
    self.init(rawValue: ending.lowercased())
  }
}

extension Model {
  /// Why there is no chart of some views before they are simulated.
  public static let nothingToExport =
    "nothing but words is shown here before a simulation; simulate first, or write .txt"

  /// The content of an export; nil where there is nothing but words to see.
  public func exported(_ format: ExportFormat) -> String? {
    switch format {
    case .csv: charts(for: format).map { Chart.csv(of: $0) }
    case .json: charts(for: format).map { Chart.json(of: $0) }
    case .svg: charts(for: format).map { Chart.svg(of: $0) }
    case .txt: screen(depth: .mono).map { header(format) + $0.plainText }
    case .ansi: screen(depth: .palette256).map { header(format) + $0.ansiText }
    }
  }

  private func header(_ format: ExportFormat) -> String { "# \(exportCommand(format).line)\n" }

  /// The screen as it was before the file's name was typed.
  private func screen(depth: ColorDepth) -> Frame? {
    var copy = self
    copy.entry = nil
    copy.message = nil
    return look(depth: depth, glyphs: Glyphs(isUnicode: true)).map { drawScreen(copy, look: $0) }
  }
}

extension Model {
  /// The view shown, as a chart or one for each of its plots; nil where there is nothing but words to see.
  func charts(for format: ExportFormat) -> [Chart]? {
    let parts = settings.view.view.charts(self)
    let parameters = exportedParameters(format)
    return parts.map { parts in
      parts.map { chart in
        var chart = chart
        chart.parameters = parameters
        return chart
      }
    }
  }

  /// Everything that makes an export again: what is set, how it was simulated, and the command.
  private func exportedParameters(_ format: ExportFormat) -> Record {
    let view = settings.view.view
    var record = view.parameters(settings)
    if showsSimulation {
      switch settings.panel {
      case .nonlinear: record.append(featuresFound?.request.plan)
      case .chain:
        guard let plan = chainFound?.request.plan else { break }
        record.append("dimension", .integer(plan.dimension))
        record.append("teacher_samples", .integer(plan.samples[0]))
        record.append("student_samples", .integer(plan.samples[1]))
        record.append("trials", .integer(plan.trials))
        record.append("seed", .unsigned(plan.seed))
        record.append("engine", .text(plan.engine.rawValue))
      case .linear:
        guard let found else { break }
        let sizes = found.request.state.sizes
        record.append("dimension", .integer(sizes.dimension))
        record.append("teacher_samples", .integer(sizes.teacherSamples))
        record.append("student_samples", .integer(sizes.studentSamples))
        record.append("trials", .integer(found.findings.state.gap.count))
        record.append("seed", .unsigned(found.request.settings.run.seed))
        record.append("engine", .text(found.request.settings.run.engine.rawValue))
        record.append(freshState, at: found.request.state)
      }
    }
    if let sweep, settings.view == .map, settings.picture.isSimulated, sweep.map != nil {
      record.append("sweep", .text(sweep.sweep.path))
      record.append("dimension", .integer(settings.run.dimension))
    }
    record.append("command", .text(exportCommand(format).line))
    return record
  }
}

extension Record {
  /// Adds what was simulated of the state, under the names of `simulate`; nothing where that is of another state.
  fileprivate mutating func append(_ state: CellEstimate?, at point: SimulationPoint) {
    guard let state else { return }
    append("gap_mean", .number(state.gap.mean))
    append("gap_se", .number(state.gap.standardError))
    append("probability_of_gain", .number(state.gain.value))
    append("z", .number(state.gap.z(against: point.regime.errors.gap)))
    append("z_finite", point.predicted(.gap).map { .number(state.gap.z(against: $0)) } ?? .null)
  }
}
