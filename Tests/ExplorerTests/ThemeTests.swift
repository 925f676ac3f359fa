import Canvas
import Foundation
import Preferences
import Testing

@Suite struct ThemeTests {
  @Test func everyShippedThemeLoadsWithoutAWarning() throws {
    let library = ThemeLibrary()
    #expect(library.themes.first?.name == ThemeLibrary.defaultName)
    for name in library.themes.map(\.name) {
      let text = try #require(ThemeLibrary.bundledText(of: name))
      let read = ThemeLibrary(added: [(name, text)])
      #expect(read.warnings.isEmpty, "\(read.warnings)")
      #expect(read.theme(named: name) == library.theme(named: name), "\(name)")
    }
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
    #expect(lines[0].hasPrefix("config.toml:3: unknown key 'sound'; accepted: theme, mouse, graphics, keys"))
    #expect(lines[1].hasPrefix("config.toml:6: unknown command 'fly'; accepted: quit, help"))
    #expect(lines[2].hasPrefix("config.toml:7: 'Shift-F1' is not a key"))
  }

  @Test("Pictures can be asked for, by the names they have")
  func graphics() throws {
    var warnings: [FileComplaint] = []
    for choice in GraphicsChoice.allCases {
      let config = try ConfigFile(
        "graphics = \"\(choice.rawValue)\"", file: "config.toml", commands: [], warnings: &warnings)
      #expect(config.graphics == choice && warnings.isEmpty)
    }
    for text in ["graphics = \"sixel\"", "graphics = true"] {
      warnings = []
      let config = try ConfigFile(text, file: "config.toml", commands: [], warnings: &warnings)
      #expect(config.graphics == nil)
      #expect(warnings.map(\.description) == ["config.toml:1: 'graphics' is one of 'off', 'kitty', 'auto'"])
    }
  }

  /// Whatever the parser would not survive, and whatever is of another kind than it should be, is named with its line.
  @Test(arguments: [
    ("[", 1, "header"), ("mouse = true\n[[\n", 2, "header"), ("[é]", 1, "header"), ("[.a]", 1, "header"),
    ("\n\n[#", 3, "header"), ("[ ]\n", 1, "header"), ("[[ \"", 1, "string"), ("keys = [ }", 1, "'}' stands where ']'"),
    ("theme = { a = 1 ]", 1, "']' stands where '}'"), ("theme = [\u{2028}", 1, "outside of quotes"),
    ("a = 1979-05-27T\n", 1, "a date"), ("a = 07:3", 1, "a time"), ("mouse = true\0\n", 1, "null character"),
    ("mouse = tr\r\nx", 1, "boolean"), ("mouse = true\r\nsound = 1\r\n", 2, "unknown key 'sound'"),
    ("\u{FEFF}mouse = 3\n", 1, "'mouse' is true or false"), ("theme = 3", 1, "'theme' is the name"),
    ("keys = 3", 1, "'keys' is a table"), ("[keys]\nquit = 3\n", 2, "no string"),
    ("[keys]\nquit = \"C-h\"", 2, "Backspace"), ("[keys]\nhelp = [\"F1\", \"C-i\"]", 2, "Tab"),
    ("[keys]\nquit = \"C-m\"", 2, "Enter"), ("[keys]\nquit = \"C-c\"", 2, "an interrupt"),
    ("[keys]\nquit = \"x\"\nhelp = \"x\"", 3, "given to 'quit' already"),
    ("about = \"\"\"\n[\n\"\"\"\nmouse = 1", 4, "'mouse' is true"),
    ("keys = [\n  [ 1 ],\n  [\n2]]\nmouse = 1", 5, "'mouse'"),
  ])
  func configFilesThatGoWrong(text: String, line: Int, part: String) {
    var complaints: [FileComplaint] = []
    do throws(FileComplaint) {
      _ = try ConfigFile(text, file: "c", commands: ["quit", "help"], warnings: &complaints)
    } catch {
      complaints.append(error)
    }
    #expect(complaints.contains { $0.line == line && $0.message.contains(part) }, "\(complaints)")
  }

  @Test(arguments: [
    ("styles = 3\n", 3, "'styles' is a table"), ("palette = [1]\n", 3, "'palette' is a table"),
    ("gradient = true\n", 3, "'gradient' is a table"), ("about = 3\n", 3, "'about' is what"),
    ("[styles]\ntitle = { fg = \"red\", bold = \"yes\" }", 4, "'bold' in 'title' is true or false"),
    ("[styles.title]\nfg = \"red\"\nbg = 3\n", 5, "the colour of 'title'"),
    ("[styles]\n[styles.gain]\nglow = 1\n", 5, "'glow'"),
  ])
  func valuesOfAnotherKind(text: String, line: Int, part: String) {
    let library = ThemeLibrary(added: [("t", "name = \"x\"\ninherits = \"dusk\"\n" + text)])
    #expect(library.warnings.contains { $0.line == line && $0.message.contains(part) }, "\(library.warnings)")
    let other = ThemeLibrary(added: [("t", "name = \"x\"\ninherits = 3\n")])
    #expect(other.warnings.contains { $0.line == 2 && $0.message.contains("'inherits' is the name") })
  }

  @Test func aBrokenThemeLeavesTheBundledOneOfItsName() throws {
    for text in [
      "name = \"dusk\"\n", "name = \"dusk\"\ninherits = \"nobody\"\n", "name = \"dusk\"\n[",
      "name = \"dusk\"\nstyles = 3\n",
    ] {
      let library = ThemeLibrary(added: [("mine.toml", text)])
      let dusk = try #require(library.theme(named: "dusk"))
      let isBundled = dusk == ThemeLibrary().theme(named: "dusk")
      #expect(isBundled && library.themes.first?.name == "dusk" && !library.warnings.isEmpty)
    }
    // One's own may be the bundled one with a change.
    let library = ThemeLibrary(added: [
      ("mine.toml", "name = \"dusk\"\ninherits = \"dusk\"\n[styles]\ngain = \"#123456\"\n")
    ])
    #expect(library.warnings.isEmpty)
    #expect(library.theme(named: "dusk")?.entries[.gain]?.foreground?.color == .rgb(0x12, 0x34, 0x56))
  }

  /// Long chains and long files take no longer than they are long, and a chain that meets itself is named.
  @Test func longFilesAndChains() {
    // So deep that a call a theme would overflow the stack, so long that a look through the file a key would not end.
    let chain = (0..<20_000).map { number in
      ("t\(number)", "name = \"t\(number)\"\ninherits = \"\(number == 0 ? "dusk" : "t\(number - 1)")\"\n")
    }
    let library = ThemeLibrary(added: chain)
    #expect(library.warnings.isEmpty && library.themes.count == ThemeLibrary().themes.count + chain.count)
    let ring = (0..<3).map { ("r\($0)", "name = \"r\($0)\"\ninherits = \"r\(($0 + 1) % 3)\"\n") }
    #expect(ThemeLibrary(added: ring).warnings.count == 3)
    var warnings: [FileComplaint] = []
    let text = (0..<100_000).map { "k\($0) = 1\n" }.joined()
    _ = try? ConfigFile(text, file: "c", commands: [], warnings: &warnings)
    #expect(warnings.count == 100_000 && warnings.enumerated().allSatisfy { $1.line == $0 + 1 })
  }

  /// A person's theme that cannot be used hides the one of its name neither by itself nor for what inherits it.
  @Test func inheritsTheBundledThemeInPlaceOfABrokenOne() throws {
    let broken = ("dusk", "name = \"dusk\"\ninherits = \"nothing\"\n")
    let heir = ("mine", "name = \"mine\"\ninherits = \"dusk\"\n")
    let library = ThemeLibrary(added: [broken, heir])
    let mine = try #require(library.theme(named: "mine"))
    let dusk = try #require(ThemeLibrary().theme(named: "dusk"))
    #expect(mine.gradient == dusk.gradient && library.theme(named: "dusk")?.gradient == dusk.gradient)
    #expect(library.warnings.count == 1)
  }
}
