// The files a person owns: where they are, and their text.

import FoundationEssentials

/// Places under the XDG base directories.
package enum UserFiles {
  /// `$XDG_CONFIG_HOME/w2s`, or `~/.config/w2s`.
  package static var config: String? { place("XDG_CONFIG_HOME", ".config") }
  /// `$XDG_STATE_HOME/w2s`, or `~/.local/state/w2s`.
  package static var state: String? { place("XDG_STATE_HOME", ".local/state") }

  private static func place(_ variable: String, _ fallback: String) -> String? {
    let environment = ProcessInfo.processInfo.environment
    // A relative path is to be ignored [XDG Base Directory Specification].
    if let base = environment[variable], base.hasPrefix("/") { return base + "/w2s" }
    return environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/" + fallback + "/w2s" }
  }

  /// The text of a file; nil where there is none.
  /// - Throws: a complaint where it is there but cannot be read as UTF-8.
  package static func text(of path: String) throws(FileComplaint) -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FileComplaint(file: path, line: nil, message: "the file cannot be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw FileComplaint(file: path, line: nil, message: "the file is not UTF-8 text")
    }
    return text
  }
}
