import ArgumentParser
import Canvas
import Explorer
import Export
import Preferences
import Simulation
import Terminal

/// What a bug report needs.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", _superCommandName: "w2s",
    abstract: "Report on the program, the terminal and your files, for a bug report.")

  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let preferred = Preferred()
    let store = BookmarkStore()
    var report: [(name: String, value: Field)] = [("version", .text(programName))]
    report += terminalReport().map { ($0.0, .text($0.1)) }
    report += [
      ("config", .text(UserFiles.config ?? "no place: no absolute path in XDG_CONFIG_HOME or HOME")),
      ("state", .text(UserFiles.state ?? "no place: no absolute path in XDG_STATE_HOME or HOME")),
      ("themes", .text(preferred.themes.themes.map(\.name).joined(separator: ", "))),
      ("bookmarks", .integer(store.bookmarks.count)),
      ("OpenBLAS", .text(openBLASReport)),
    ]
    let warnings = (preferred.warnings + (store.warning.map { [$0] } ?? [])).map { Field.text("\($0)") }
    if json {
      var record = Record()
      for (name, value) in report { record.append(name, value) }
      record.append("warnings", .list(warnings))
      try write(record.json() + "\n")
      return
    }
    report += warnings.map { ("warning", $0) }
    try say(TextTable(report.map { [$0.name, $0.value.plain] }, [.left]).text + "\n")
  }
}

extension Field {
  /// The value for a person.
  fileprivate var plain: String {
    if case .text(let text) = self { return text }
    return json
  }
}
