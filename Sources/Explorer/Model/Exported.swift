// What is on the screen, as a file.

import Canvas
import Export
import Preferences

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
