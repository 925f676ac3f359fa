import ArgumentParser
import Canvas
import Explorer
import Preferences

/// The themes at hand.
struct ListThemes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", _superCommandName: "w2s", abstract: "List the themes, or print one as a start for your own.",
    discussion: """
      Themes of your own are files in $XDG_CONFIG_HOME/w2s/themes (~/.config/w2s/themes); one of the same name replaces \
      a bundled one.

      EXAMPLE
        w2s themes dusk > ~/.config/w2s/themes/mine.toml
      """)

  @Argument(help: "A bundled theme to print as TOML.", completion: .bundledThemes) var name: String?

  func run() throws {
    if let name {
      guard let text = ThemeLibrary.bundledText(of: name) else {
        let names = ThemeLibrary().themes.map(\.name).joined(separator: ", ")
        throw ValidationError("there is no bundled theme '\(name)'; accepted: \(names)")
      }
      try write(text)
      return
    }
    let preferred = Preferred()
    try say(TextTable(preferred.themes.themes.map { [$0.name, $0.about] }, [.left]).text + "\n")
    complain(of: preferred.warnings)
  }
}
