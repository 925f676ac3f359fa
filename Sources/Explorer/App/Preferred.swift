// What the person's files say.

import Canvas
import Preferences
import Tours

/// What the person's files say, with everything that is wrong with them.
package struct Preferred {
  package var config = ConfigFile()
  package private(set) var themes = ThemeLibrary()
  package private(set) var keys = KeyTable.standard
  package private(set) var tours = TourLibrary()
  package private(set) var warnings: [FileComplaint] = []

  /// Reads `config.toml`, and the themes and tours beside it.
  package init() {
    guard let folder = UserFiles.config else { return }
    do throws(FileComplaint) {
      let path = folder + "/config.toml"
      if let text = try UserFiles.text(of: path) {
        config = try ConfigFile(text, file: path, commands: Command.allCases.map(\.rawValue), warnings: &warnings)
      }
    } catch {
      warnings.append(error)
    }
    themes = ThemeLibrary(added: UserFiles.tomlFiles(in: folder + "/themes", &warnings))
    warnings += themes.warnings
    tours = TourLibrary.ofUser()
    warnings += tours.warnings
    keys = KeyTable.standard.rebinding(
      Command.allCases.compactMap { command in config.keys[command.rawValue].map { (command, $0) } })
    // Nobody is left without a way out, or without a word.
    for command in [Command.help, .quit] where keys.keys(for: command).isEmpty {
      let own = KeyTable.standard.keys(for: command)
      warnings.append(
        FileComplaint(
          file: folder + "/config.toml", line: nil,
          message: "no key is left for '\(command.rawValue)'; it keeps \(own.map(\.name).joined(separator: ", "))"))
      keys = keys.rebinding([(command, own)])
    }
    if let theme = config.theme, themes.theme(named: theme) == nil {
      warnings.append(
        FileComplaint(
          file: folder + "/config.toml", line: config.themeLine,
          message: "there is no theme '\(theme)'; accepted: \(themes.themes.map(\.name).joined(separator: ", "))"))
      config.theme = nil
    }
  }
}
