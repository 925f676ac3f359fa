import Canvas
import Foundation
import Preferences
import Testing

@Suite struct ThemeTests {
  @Test func everyShippedThemeLoadsWithoutAWarning() {
    let library = ThemeLibrary()
    #expect(library.warnings.isEmpty, "\(library.warnings)")
    #expect(library.themes.first?.name == ThemeLibrary.defaultName)
  }

  /// A role that a theme says nothing of would look like ordinary text.
  @Test func everyShippedThemeKnowsEveryRole() {
    for theme in ThemeLibrary().themes {
      let missing = Role.allCases.filter { theme.entries[$0] == nil }
      #expect(missing.isEmpty, "\(theme.name): \(missing.map(\.rawValue))")
    }
  }

  @Test func theBinaryHoldsEveryFileOfTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../themes")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".toml") }
    for file in files {
      let text = String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
      #expect(ThemeLibrary.bundledText(of: String(file.dropLast(5))) == text, "\(file)")
    }
    #expect(files.count == ThemeLibrary().themes.count)
  }

  /// On every terminal, what must be told apart is: gain from loss, the contour from both.
  @Test(arguments: ThemeLibrary().themes.map(\.name), [ColorDepth.eight, .sixteen, .palette256, .trueColor])
  func signsDiffer(theme: String, depth: ColorDepth) throws {
    let look = Look(try #require(ThemeLibrary().theme(named: theme)), depth: depth, glyphs: Glyphs(isUnicode: true))
    #expect(look[.gainBadge] != look[.lossBadge])
    #expect(look[.gain] != look[.loss])
    #expect(look[.gainTrack] != look[.lossTrack])
    if look.ramp.isColored {
      #expect(look.ramp.color(-1) != look.ramp.color(1))
      #expect(look.ramp.color(-1) != look.ramp.color(0) && look.ramp.color(1) != look.ramp.color(0))
      // Every colour of the gradient on one side stays off the other.
      let gains = Set((1...7).map { look.ramp.color(-Double($0) / 7) })
      let losses = Set((1...7).map { look.ramp.color(Double($0) / 7) })
      #expect(gains.isDisjoint(with: losses))
    }
  }

  @Test(arguments: [
    ("name = \"x\"\nstyle = 1\n", "user.toml:2: unknown key 'style'; accepted: name, about, inherits, palette"),
    (
      "name = \"x\"\ninherits = \"dusk\"\n[styles]\nglow = \"#ffffff\"\n",
      "user.toml:4: unknown style 'glow'; accepted: text, muted"
    ),
    ("name = \"x\"\ninherits = \"dusk\"\n[styles]\ngain = \"pink\"\n", "user.toml:4: the colour of 'gain' is unknown"),
    (
      "name = \"x\"\ninherits = \"dusk\"\n[styles]\ngain = { fg = \"red\", glow = true }\n",
      "user.toml:4: unknown key 'glow' in 'gain'"
    ),
    ("name = \"x\"\ninherits = \"night\"\n", "cannot inherit 'night'; the themes are"),
    ("name = \"x\"\ninherits = \"x\"\n", "cannot inherit 'x'"),
    ("name = \"x\"\n", "no gradient"),
    ("name = \"x\"\n[gradient]\ngap = [\"red\", \"blue\"]\n", "user.toml:3: 'gap' is an odd number of colours"),
    ("name = \"x\"\n[palette]\nsky = \"blue-ish\"\n", "user.toml:3: 'sky' is not a colour"),
    ("about = \"x\"\n", "a theme has a 'name'"),
    ("name = \n", "user.toml:1"),
  ])
  func complaintsNameFileLineAndWhatIsAccepted(text: String, complaint: String) {
    let library = ThemeLibrary(added: [("user.toml", text)])
    #expect(library.warnings.contains { "\($0)".contains(complaint) }, "\(library.warnings)")
    #expect(library.theme(named: ThemeLibrary.defaultName) != nil)
  }

  @Test func aThemeOfTheSameNameReplacesABundledOne() throws {
    let text = "name = \"light\"\ninherits = \"dusk\"\n[styles]\ngain = \"#123456\"\n"
    let library = ThemeLibrary(added: [("mine.toml", text)])
    #expect(library.warnings.isEmpty)
    let theme = try #require(library.theme(named: "light"))
    #expect(theme.entries[.gain]?.foreground?.color == .rgb(0x12, 0x34, 0x56))
    #expect(theme.entries[.loss] == library.theme(named: "dusk")?.entries[.loss])
  }

  @Test func configFilesAreReadAndTheirMistakesNamed() throws {
    var warnings: [FileComplaint] = []
    let text = """
      theme = "light"
      mouse = false
      sound = true
      [keys]
      quit = ["x", "C-q"]
      fly = "f"
      help = "Shift-F1"
      """
    let config = try ConfigFile(text, file: "config.toml", commands: ["quit", "help"], warnings: &warnings)
    #expect(config.theme == "light" && config.mouse == false)
    #expect(config.keys == ["quit": [.character("x"), .control("q")]])
    let lines = warnings.map(\.description).sorted()
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("config.toml:3: unknown key 'sound'; accepted: theme, mouse, keys"))
    #expect(lines[1].hasPrefix("config.toml:6: unknown command 'fly'; accepted: quit, help"))
    #expect(lines[2].hasPrefix("config.toml:7: 'Shift-F1' is not a key"))
  }
}
