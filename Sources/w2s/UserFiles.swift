// The files a person owns: where they are, read leniently and written atomically.

import ArgumentParser
import Explorer
import FoundationEssentials
import Preferences

/// Places under the XDG base directories.
enum UserFiles {
  /// `$XDG_CONFIG_HOME/w2s`, or `~/.config/w2s`.
  static var config: String? { place("XDG_CONFIG_HOME", ".config") }
  /// `$XDG_STATE_HOME/w2s`, or `~/.local/state/w2s`.
  static var state: String? { place("XDG_STATE_HOME", ".local/state") }

  private static func place(_ variable: String, _ fallback: String) -> String? {
    let environment = ProcessInfo.processInfo.environment
    // A relative path is to be ignored [XDG Base Directory Specification].
    if let base = environment[variable], base.hasPrefix("/") { return base + "/w2s" }
    return environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/" + fallback + "/w2s" }
  }

  /// The text of a file; nil where there is none.
  /// - Throws: a complaint where it is there but cannot be read as UTF-8.
  static func text(of path: String) throws(FileComplaint) -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FileComplaint(file: path, line: nil, message: "the file cannot be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw FileComplaint(file: path, line: nil, message: "the file is not UTF-8 text")
    }
    return text
  }

  /// A path as typed by a person, `~/` at its start made the home folder.
  static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"], !home.isEmpty else {
      return path
    }
    return home + path.dropFirst()
  }

  /// Writes a file whole or not at all.
  /// - Throws: a one-line reason.
  static func write(_ text: String, to path: String, replacing: Bool) throws(FileComplaint) {
    if !replacing && FileManager.default.fileExists(atPath: path) {
      throw FileComplaint(
        file: path, line: nil, message: "the file exists and is kept; another name, or a final ! to replace it")
    }
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: [.atomic])
    } catch {
      throw FileComplaint(file: path, line: nil, message: "the file cannot be written")
    }
  }
}

/// What the person's files say, with everything that is wrong with them.
struct Preferred {
  var config = ConfigFile()
  var themes = ThemeLibrary()
  var keys = KeyTable.standard
  var warnings: [FileComplaint] = []

  /// Reads `config.toml` and the themes beside it.
  init() {
    guard let folder = UserFiles.config else { return }
    do throws(FileComplaint) {
      let path = folder + "/config.toml"
      if let text = try UserFiles.text(of: path) {
        config = try ConfigFile(
          text, file: path, commands: Command.allCases.map(\.rawValue), warnings: &warnings)
      }
    } catch {
      warnings.append(error)
    }
    var added: [(file: String, text: String)] = []
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/themes")) ?? []
    for name in names.sorted() where name.hasSuffix(".toml") {
      let path = folder + "/themes/" + name
      do throws(FileComplaint) {
        if let text = try UserFiles.text(of: path) { added.append((path, text)) }
      } catch {
        warnings.append(error)
      }
    }
    themes = ThemeLibrary(added: added)
    warnings += themes.warnings
    keys = KeyTable.standard.rebinding(
      Command.allCases.compactMap { command in config.keys[command.rawValue].map { (command, $0) } })
    if let theme = config.theme, themes.theme(named: theme) == nil {
      warnings.append(
        FileComplaint(
          file: folder + "/config.toml", line: nil,
          message: "there is no theme '\(theme)'; accepted: \(themes.themes.map(\.name).joined(separator: ", "))"))
      config.theme = nil
    }
  }
}
