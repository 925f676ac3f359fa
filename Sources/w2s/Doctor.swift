import ArgumentParser
import Explorer
import Export
import Preferences
import Terminal

/// What a bug report needs.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Report on the program, the terminal and your files, for a bug report.")

  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let preferred = Preferred()
    let store = BookmarkStore()
    var report: [(String, String)] = [("version", "w2s \(programVersion)")]
    report += terminalReport()
    report.append(("config", UserFiles.config ?? "no place: neither XDG_CONFIG_HOME nor HOME is set"))
    report.append(("state", UserFiles.state ?? "no place: neither XDG_STATE_HOME nor HOME is set"))
    report.append(("themes", preferred.themes.themes.map(\.name).joined(separator: ", ")))
    report.append(("bookmarks", "\(store.bookmarks.count)"))
    for warning in preferred.warnings + (store.warning.map { [$0] } ?? []) { report.append(("warning", "\(warning)")) }
    if json {
      var record = Record()
      for (name, value) in report { record.append(name, .text(value)) }
      try write(record.json() + "\n")
    } else {
      let width = (report.map(\.0.count).max() ?? 0) + 2
      for (name, value) in report {
        try write(name + String(repeating: " ", count: width - name.count) + value + "\n")
      }
    }
  }
}
