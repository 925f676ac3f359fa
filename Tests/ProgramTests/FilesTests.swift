import Terminal
import Canvas
import Explorer
import Foundation
import TerminalHarness
import TerminalSupport
import Testing

@Suite("The files a person owns", .serialized)
struct FilesTests {
  private let bookmarks = "state/w2s/bookmarks.json"

  @Test("Keys and theme of config.toml are followed")
  func config() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "theme = \"light\"\nmouse = false\n[keys]\nincrease = [\"z\", \"F5\"]\nquit = \"Q\"\nundo = \"C-u\"\n",
      to: "config/w2s/config.toml")
    let run = try ExplorerRun(sandbox: sandbox)
    run.opens()
    #expect(!run.terminal.text.contains("\u{1B}[?1002h"))
    // l and q are bound no longer.
    run.terminal.write("zlq\u{1B}[15~")
    #expect(run.paints("0.0630"))
    run.terminal.write("\u{15}")
    #expect(run.paints("0.0500"))
    run.terminal.write("c")
    #expect(run.paints("--theme light"))
    run.escape()
    run.terminal.write("?")
    #expect(run.paints("z F5"))
    run.terminal.write("QQ")
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == .status(0))
    run.expectRestored()
    // What has no screen reads the same file.
    let screen = try await w2s(["render", "--keys", "z"], environment: sandbox.variables)
    #expect(screen.output.contains("0.0560"))
  }

  @Test("What a config or theme says wrongly is named with file, line and what is accepted, and the explorer opens")
  func complaints() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "theme = \"nowhere\"\ncolour = 1\n[keys]\nfly = \"f\"\nredo = \"Hyper-x\"\n", to: "config/w2s/config.toml")
    try sandbox.write(
      "name = \"mine\"\ninherits = \"dusk\"\n[styles]\ntitel = \"red\"\ntitle = { fg = \"red\", blod = true }\n",
      to: "config/w2s/themes/mine.toml")
    try sandbox.write("name = \"broken\"\ninherits = \n", to: "config/w2s/themes/broken.toml")
    var said: [Substring] = []
    try await inTmux("--theme mine", columns: 240, sandbox: sandbox) { tmux in
      _ = try await tmux.screen { $0.contains("config.toml:2: unknown key 'colour'") && $0.contains("and 6 more") }
      try await tmux.press("l", "q")
      #expect(try await tmux.exitStatus() == 0)
      said = try await tmux.tmux("capture-pane", "-p", "-J", "-S", "-").split(separator: "\n")
        .filter { $0.hasPrefix("w2s: ") }
    }
    for (place, parts) in [
      ("config.toml:2:", ["'colour'", "theme, mouse, graphics, keys"]),
      ("config.toml:4:", ["'fly'", "increase", "quit"]),
      ("config.toml:5:", ["'Hyper-x'", "PageUp"]), ("config.toml:", ["'nowhere'", "dusk"]),
      ("mine.toml:4:", ["'titel'", "title"]), ("mine.toml:5:", ["'blod'", "bold"]), ("broken.toml:2:", []),
    ] {
      #expect(
        said.contains { line in line.contains(place) && parts.allSatisfy { line.contains($0) } }, "\(place) \(said)")
    }
    #expect(said.count == 7)
  }

  @Test("A broken config is said once by what reads it, and not by what does not")
  func whoComplains() async throws {
    let sandbox = try Sandbox()
    try sandbox.write("colour = 1\ntheme = \"light\"\n", to: "config/w2s/config.toml")
    for command in [["render"], ["figure", "1"], ["themes"], ["keys"], ["keys", "--json"]] {
      let outcome = try await w2s(command, environment: sandbox.variables)
      #expect(outcome.status == 0)
      outcome.expectOneLine(["config.toml:1:", "'colour'"], "\(command)")
    }
    let silent = [
      ["check"], ["simulate", "--dimension", "10"], ["features", "--dimension", "8", "--trials", "2"],
      ["figure", "1", "--csv"], ["figure", "1", "--svg"], ["figure", "1", "--json"], ["themes", "dusk"], ["tour"],
      ["--help"], ["--version"],
    ]
    for command in silent {
      let outcome = try await w2s(command, environment: sandbox.variables)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(command): \(outcome.errors)")
    }
    let table = try await w2s(["table"], input: "zeta\n0\n", environment: sandbox.variables)
    #expect(table.errors.isEmpty)
    // The doctor's report is where a mistake is looked for.
    let doctor = try await w2s(["doctor"], environment: sandbox.variables)
    #expect(doctor.errors.isEmpty && doctor.output.matches(of: /config.toml:1:/).count == 1)
    let json = try jsonObject(try await w2s(["doctor", "--json"], environment: sandbox.variables).output)
    #expect((json["warnings"] as? [String])?.count == 1)
    // A theme that is not there may be the file that is broken.
    try sandbox.write("name = \"mine\"\ninherits = \n", to: "config/w2s/themes/mine.toml")
    for command in [["--theme", "mine"], ["render", "--theme", "mine"], ["figure", "1", "--theme", "mine"]] {
      let outcome = try await w2s(command, environment: sandbox.variables)
      #expect(outcome.status == 64 && outcome.errors.contains("mine.toml:2:"), "\(command)")
      #expect(outcome.errors.contains("there is no theme 'mine'"), "\(command)")
    }
  }

  @Test("The keys are listed as the config has them")
  func keys() async throws {
    let plain = try await w2s(["keys"])
    #expect(plain.errors.isEmpty)
    for section in ["Sliders", "Go to", "Simulation", "Views", "Take away", "Program"] {
      #expect(plain.lines.contains { $0 == section })
    }
    #expect(plain.output.contains(/\n  decrease-coarse +< PageDown +a coarse step down\n/))
    let sandbox = try Sandbox()
    try sandbox.write("[keys]\nundo = \"C-u\"\nquit = [\"Q\", \"F10\"]\n", to: "config/w2s/config.toml")
    let own = try await w2s(["keys"], environment: sandbox.variables)
    #expect(own.output.contains(/\n  undo +C-u +undo\n/) && own.output.contains(/\n  quit +Q F10 +leave\n/))
    let json = try jsonObject(try await w2s(["keys", "--json"], environment: sandbox.variables).output)
    let commands = try #require(json["commands"] as? [[String: Any]])
    let names = commands.compactMap { $0["command"] as? String }
    #expect(names == Command.allCases.map(\.rawValue))
    let quit = try #require(commands.last)
    #expect(quit["keys"] as? [String] == ["Q", "F10"] && quit["section"] as? String == "Program")
    #expect(quit["meaning"] as? String == "leave")
    // Every name listed is one that the config takes.
    let all = names.enumerated().map { "\($1) = \"\(Unicode.Scalar(0x3B1 + UInt32($0)).map(String.init) ?? "")\"\n" }
      .joined()
    try sandbox.write("[keys]\n" + all, to: "config/w2s/config.toml")
    #expect(try await w2s(["keys"], environment: sandbox.variables).errors.isEmpty)
  }

  @Test("Files that are none, and places that are none, are named at once")
  func unreadable() async throws {
    func complaint(_ prepare: (Sandbox) throws -> Void) async throws -> String {
      let sandbox = try Sandbox()
      try prepare(sandbox)
      let outcome = try await w2s(["figure", "6", "--size", "80x24"], environment: sandbox.variables)
      #expect(outcome.status == 0 && outcome.output.contains("Figure 6"), "\(outcome.errors)")
      return outcome.errors
    }
    func folder(_ sandbox: Sandbox, _ path: String) throws {
      try FileManager.default.createDirectory(atPath: sandbox.home + "/" + path, withIntermediateDirectories: true)
    }
    #expect(try await complaint { _ in }.isEmpty)
    #expect(
      try await complaint { try $0.write("", to: "config/w2s") }.contains(
        "config.toml: the file cannot be read: Not a directory"))
    #expect(
      try await complaint { try folder($0, "config/w2s/config.toml") }.contains(
        "config.toml: the file cannot be read: it is no regular file"))
    let pipe = try await complaint {
      try folder($0, "config/w2s/themes")
      mkfifo($0.home + "/config/w2s/config.toml", 0o600)
      mkfifo($0.home + "/config/w2s/themes/a.toml", 0o600)
    }
    #expect(pipe.contains("config.toml: the file cannot be read") && pipe.contains("a.toml: the file cannot be read"))
    #expect(
      try await complaint { try $0.write("", to: "config/w2s/themes") }.contains(
        "themes: the folder cannot be read: Not a directory"))
    #expect(
      try await complaint { try $0.write("# \(String(repeating: "x", count: 1 << 20))", to: "config/w2s/config.toml") }
        .contains("larger than 1048576 bytes"))
    #expect(
      try await complaint { try $0.write("name = \"dusk\"\n", to: "config/w2s/themes/a.toml") }.contains(
        "a.toml: the theme 'dusk' has no gradient"))
    #expect(
      try await complaint { try $0.write("mouse = true\ntheme = \"nosuch\"\n", to: "config/w2s/config.toml") }.contains(
        "config.toml:2: there is no theme 'nosuch'"))
    #expect(
      try await complaint { try $0.write("[keys]\nquit = []\n", to: "config/w2s/config.toml") }.contains(
        "no key is left for 'quit'; it keeps q"))
    #expect(
      try await complaint { try $0.write("[", to: "config/w2s/config.toml") }.contains(
        "config.toml:1: a table's header"))
  }

  @Test("A place that is not absolute is no place")
  func relativePlaces() async throws {
    let variables = ["HOME": "here", "XDG_CONFIG_HOME": "there", "XDG_STATE_HOME": ""]
    let doctor = try await w2s(["doctor"], environment: variables)
    #expect(doctor.output.matches(of: /no place: no absolute path in XDG_(CONFIG|STATE)_HOME or HOME/).count == 2)
  }

  @Test("No name is twice in the doctor's JSON")
  func uniqueNames() async throws {
    for environment in [
      [:], ["TERM": ""], ["TERM": "dumb"], ["TERM": "nosuch"], ["TERM": "xterm", "COLORTERM": "truecolor"],
    ] {
      let names = jsonNames(try await w2s(["doctor", "--json"], environment: environment).output)
      let all = try await w2s(["doctor", "--json"], environment: environment).output.matches(of: /\n  "([^"]*)":/).map {
        String($0.1)
      }
      #expect(all.count > 15 && Set(all).count == all.count && names.count <= all.count, "\(all)")
    }
  }

  @Test("Of many mistakes some are said, and where the others are")
  func manyMistakes() async throws {
    let sandbox = try Sandbox()
    try sandbox.write((0..<10_000).map { "k\($0) = 1\n" }.joined(), to: "config/w2s/config.toml")
    let outcome = try await w2s(["themes"], environment: sandbox.variables)
    let lines = outcome.errors.split(separator: "\n")
    #expect(outcome.status == 0 && lines.count == 11)
    #expect(lines.last == "w2s: and 9990 more mistakes in your files; 'w2s doctor' lists them")
    #expect(try await w2s(["doctor"], environment: sandbox.variables).output.contains("k9999"))
  }

  @Test("A theme of one's own is listed, cycled to and used")
  func theme() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "name = \"mine\"\nabout = \"my own\"\ninherits = \"dark\"\n[styles]\ntitle = \"#123456\"\n",
      to: "config/w2s/themes/mine.toml")
    let list = try await w2s(["themes"], environment: sandbox.variables)
    #expect(list.output.contains("mine") && list.output.contains("my own") && list.errors.isEmpty)
    let screen = try await w2s(["render", "--theme", "mine", "--color", "true"], environment: sandbox.variables)
    #expect(screen.output.contains("38;2;18;52;86"))
    try await inTmux("--theme light", sandbox: sandbox) { tmux in
      _ = try await tmux.screen { $0.contains("Verdict") }
      try await tmux.press("t")
      _ = try await tmux.screen { $0.contains("Theme mine: my own") }
    }
  }

  @Test("Bookmarks are kept under names, listed, survive, and are dropped")
  func bookmarking() async throws {
    let sandbox = try Sandbox()
    try await inTmux(sandbox: sandbox) { tmux in
      _ = try await tmux.screen { $0.contains("Verdict") }
      try await tmux.press("l", "m")
      try await tmux.type("here λ")
      try await tmux.press("Enter")
      _ = try await tmux.screen { $0.contains("Bookmarks kept") }
      try await tmux.press("l", "l", "l", "m")
      try await tmux.type("there")
      try await tmux.press("Enter", "l", "q")
      #expect(try await tmux.exitStatus() == 0)
    }
    #expect(sandbox.read(bookmarks)?.contains("here λ") == true)
    let files = sandbox.files.filter { $0.hasPrefix("state/w2s/") }
    #expect(Set(files) == [bookmarks, "state/w2s/seen"], "nothing is left beside it")
    try await inTmux(sandbox: sandbox) { tmux in
      _ = try await tmux.screen { $0.contains("Verdict") }
      try await tmux.press("'")
      _ = try await tmux.screen { $0.contains("here λ") && $0.contains("there") }
      try await tmux.press("j", "Enter")
      _ = try await tmux.screen { $0.contains("0.0800") && !$0.contains("there") }
      try await tmux.press("'", "DC")
      _ = try await tmux.screen { $0.contains("Bookmarks kept") || $0.contains("Dropped") }
      try await tmux.press("C-c")
      #expect(try await tmux.exitStatus() == 130)
    }
    #expect(sandbox.read(bookmarks)?.contains("here λ") == false && sandbox.read(bookmarks)?.contains("there") == true)
  }

  @Test("Two explorers at once keep each other's bookmarks")
  func twoExplorers() throws {
    let sandbox = try Sandbox()
    let runs = try ["first", "second", "third"].map { name in
      let run = try ExplorerRun(sandbox: sandbox)
      run.opens()
      return (name, run)
    }
    for (name, run) in runs { run.press("m\(name)\r") }
    // The first drops its own, which the others know nothing of.
    runs[0].1.press("'\u{1B}[3~")
    runs[0].1.escape()
    for (_, run) in runs { run.quits() }
    let text = sandbox.read(bookmarks) ?? ""
    #expect(!text.contains("first") && text.contains("second") && text.contains("third"))
  }

  @Test("A damaged or newer bookmarks file is named, kept byte for byte, and the explorer opens")
  func damagedBookmarks() async throws {
    let bad = """
      {"version": 1, "bookmarks": [{"name": "a", "regime": {"lambdaT": -1, "lambdaS": 0.1, "gammaT": 1, "gammaS": 1, \
      "sigma": 1, "zeta": 0}, "view": "map", "axes": ["lambdaT", "lambdaS"], "phaseAxes": ["gammaS", "lambdaT"], \
      "showsPlane": true, "colorLimit": 1}]}
      """
    let cases = [
      ("{\"version\": 1, \"bookm", "damaged"), ("", "damaged"), ("[]", "damaged"), (bad, "'a' is damaged"),
      ("{\"version\": 99, \"places\": {\"a\": 1}}\n", "newer"),
    ]
    for (text, word) in cases {
      let sandbox = try Sandbox()
      try sandbox.write(text, to: bookmarks)
      try await inTmux(columns: 200, sandbox: sandbox) { tmux in
        _ = try await tmux.screen { $0.contains("bookmarks.json: ") && $0.contains(word) && $0.contains("Verdict") }
        try await tmux.press("m", "x", "Enter")
        _ = try await tmux.screen { $0.contains("nothing is saved") }
        try await tmux.press("q")
        #expect(try await tmux.exitStatus() == 0)
        let said = try await tmux.screen(history: true) { $0.contains("w2s: ") }
        #expect(said.contains("bookmarks.json: ") && said.contains(word))
      }
      #expect(sandbox.read(bookmarks) == text)
    }
  }

  @Test("Exports go to a named file, and never over another unasked")
  func exporting() async throws {
    let sandbox = try Sandbox()
    try await inTmux("--color never", sandbox: sandbox) { tmux in
      var model = Model(columns: 80, rows: 24)
      try await tmux.shows(model)
      func export(_ name: String, says: String) async throws {
        try await tmux.press("e")
        try await tmux.type(name)
        try await tmux.press("Enter")
        _ = try await tmux.screen { $0.contains(says) }
        try await tmux.press("Escape")
        try await Task.sleep(for: .milliseconds(60))
      }
      try await export("map.csv", says: "Wrote map.csv")
      let csv = try #require(sandbox.read("map.csv"))
      for name in ["lambda_t", "lambda_s", "gamma_t", "gamma_s", "sigma", "zeta", "gap"] { #expect(csv.contains(name)) }
      #expect(csv.contains("0.05") && csv.split(separator: "\n").count > 10_000)
      try await tmux.press("l")
      model.press("l")
      try await export("map.csv", says: "exists")
      #expect(sandbox.read("map.csv") == csv)
      try await export("map.csv!", says: "Wrote map.csv")
      let replaced = try #require(sandbox.read("map.csv"))
      #expect(replaced != csv && replaced.contains("0.056"))
      try await export("map.svg", says: "Wrote map.svg")
      let svg = try #require(sandbox.read("map.svg"))
      #expect(svg.contains("<svg") && svg.hasSuffix("</svg>\n"))
      try await export("map.txt", says: "Wrote map.txt")
      let text = try #require(sandbox.read("map.txt"))
      let look = try #require(model.look(depth: .mono, glyphs: .init(isUnicode: true)))
      #expect(text.hasPrefix("# w2s render --size 80x24 ") && text.contains(" --as txt\n"))
      let screen = text.drop { $0 != "\n" }.dropFirst()
      #expect(comparable(String(screen)) == comparable(drawScreen(model, look: look).plainText))
      try await export("map.pdf", says: "'map.pdf' ends in none of .csv, .svg")
      try await export("nowhere/map.csv", says: "cannot be written")
      #expect(sandbox.files.filter { !$0.hasPrefix("state") }.sorted() == ["map.csv", "map.svg", "map.txt"])
    }
  }

  @Test("Nothing is written unasked, but for the mark that it has been seen")
  func writesNothing() throws {
    let sandbox = try Sandbox()
    let run = try ExplorerRun(sandbox: sandbox)
    run.opens()
    run.press("ltj2p\r")
    run.quits()
    #expect(sandbox.files.filter { $0.contains(".") || !$0.hasPrefix("state") }.isEmpty)
    #expect(sandbox.files.filter { $0.hasPrefix("state/w2s/") } == ["state/w2s/seen"])
  }
}
