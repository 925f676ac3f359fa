import Foundation
import TerminalSupport
import Testing

@Suite("The other commands without a screen", .serialized)
struct CommandTests {
  @Test("A screen has the size asked for", arguments: [(80, 24), (120, 36), (300, 90), (36, 10), (20, 5), (1, 1)])
  func renderSizes(columns: Int, rows: Int) async throws {
    for options in [[], ["--ascii"], ["--view", "phases"]] {
      let outcome = try await w2s(["render", "--size", "\(columns)x\(rows)"] + options)
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(lines.count == rows)
      #expect(lines.allSatisfy { $0.unicodeScalars.count <= columns })
    }
  }

  @Test(
    "ASCII is ASCII, whatever is shown", arguments: ["", "?", "p", "w", "c", "2", "2 2 d", "m x Enter '", "Enter x"])
  func ascii(keys: String) async throws {
    let outcome = try await w2s(["render", "--ascii", "--keys", keys, "--size", "120x40"])
    #expect(outcome.status == 0)
    #expect(outcome.output.utf8.allSatisfy { $0 == 10 || (32..<127).contains($0) })
    let unicode = try await w2s(["render", "--keys", keys, "--size", "120x40"])
    // The commands are shown as a page without borders.
    #expect(unicode.output.contains("│") == (keys != "c"))
  }

  @Test("Colours only when asked for", arguments: ["never", "8", "16", "256", "true"])
  func renderColors(color: String) async throws {
    let outcome = try await w2s(["render", "--color", color])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\u{1B}") == (color != "never"))
    #expect(color != "256" || outcome.output.contains("38;5;"))
    #expect(outcome.output.contains("38;2;") == (color == "true"))
    let plain = try await w2s(["render"])
    #expect(!plain.output.contains("\u{1B}"))
    // Gain and loss differ by their glyphs and have their names on the map.
    for word in ["GAIN", "LOSS", "░", "≡"] { #expect(plain.output.contains(word)) }
  }

  @Test("A script of keys is what a person would type")
  func renderKeys() async throws {
    let typed = try await w2s(["render", "--keys", "j Enter 1e-3 Enter"])
    #expect(typed.output.contains("0.00100"))
    let asked = try await w2s(["render", "--lambda-s", "0.001"])
    #expect(asked.output.contains("0.00100"))
    let preset = try await w2s(["render", "--preset", "figure 1 right"])
    #expect(preset.output.contains("Figure 1 right") && preset.output.contains("1.20"))
  }

  @Test("An infinite gap is a verdict, and has a glyph with its legend on the map")
  func infinite() async throws {
    let peak = ["render", "--lambda-t", "0", "--gamma-t", "1", "--x-axis", "lambda-s", "--y-axis", "zeta"]
    let outcome = try await w2s(peak)
    for text in [" GAIN  Ls − Lt = −∞", "risk is infinite", "∞∞∞∞", "∞ infinite"] {
      #expect(outcome.output.contains(text), "\(text)")
    }
    #expect(!outcome.output.contains("TIE"))
    let ascii = try await w2s(peak + ["--ascii"])
    #expect(ascii.output.contains("8888") && ascii.output.contains("8 infinite") && ascii.output.contains("-inf"))
    let both = try await w2s(["render", "--lambda-t", "0", "--gamma-t", "1", "--lambda-s", "0", "--gamma-s", "1"])
    #expect(both.output.contains("TIE"))
  }

  @Test("A preset's tie holds while other parameters are given")
  func presetTie() async throws {
    let outcome = try await w2s(["render", "--preset", "Figure 9", "--sigma", "2", "--size", "120x40"])
    // λt = 0.15 λ⋆t = 0.15 · 4 · 0.8.
    #expect(outcome.output.contains("0.15 λ⋆t"))
    #expect(outcome.output.contains("0.480"))
    let freed = try await w2s(["render", "--preset", "Figure 9", "--lambda-t", "0.3", "--size", "120x40"])
    #expect(!freed.output.contains("tied"))
  }

  @Test(
    "Options that are refused",
    arguments: [
      (["--size", "0x0"], ["'0x0'", "1 to 1000"]), (["--size", "80"], ["'80'", "120x36"]),
      (["--size", "axb"], ["'axb'"]), (["--size", "9999x1"], ["'9999x1'"]), (["--size", "80x24x2"], ["'80x24x2'"]),
      (["--view", "foo"], ["'foo'", "map", "phases"]), (["--theme", "foo"], ["'foo'", "dusk", "solarized-light"]),
      (["--preset", "foo"], ["'foo'", "'Figure 1 left'", "'Figure 9'"]), (["--color", "foo"], ["'foo'", "256"]),
      (["--x-axis", "foo"], ["'foo'", "lambda-t"]), (["--y-axis", "sigma_e"], ["'sigma_e'", "zeta"]),
      (["--tie", "x"], ["'x'", "≥ 0"]), (["--tie", "-1"], ["'-1'"]),
      (["--color-limit", "0"], ["'0'", "1e-60 to 1e60"]),
      (["--color-limit", "nan"], ["'nan'"]), (["--zeta", "2"], ["'2'"]), (["--keys"], ["--keys"]),
    ])
  func renderRefusals(options: [String], parts: [String]) async throws {
    try await w2s(["render"] + options).expectRefusal(parts, "\(options)")
    // The explorer, which has no `--size`, `--color` or `--keys` of that kind, refuses them before it opens.
    try await w2s(options).expectRefusal([], "\(options)")
  }

  @Test("Themes are listed, and each is printed as a file that loads")
  func themes() async throws {
    let list = try await w2s(["themes"])
    #expect(list.status == 0 && list.errors.isEmpty)
    let names = list.lines.compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(names.first == "dusk" && list.lines.first?.contains("default") == true)
    #expect(Set(names).isSuperset(of: ["dark", "light", "high-contrast", "mono", "projector", "solarized-dark"]))
    for name in names {
      let text = try await w2s(["themes", name])
      #expect(text.output.contains("name = \"\(name)\""))
      let screen = try await w2s(["render", "--theme", name, "--color", "256"])
      #expect(screen.status == 0 && screen.errors.isEmpty)
    }
    try await w2s(["themes", "foo"]).expectRefusal(["'foo'", "dusk"], "themes foo")
  }

  @Test("The doctor works anywhere", arguments: ["xterm-256color", "vt100", "dumb", "", "nonsense-term"])
  func doctor(term: String) async throws {
    let outcome = try await w2s(["doctor"], environment: ["TERM": term, "LC_ALL": "C.UTF-8", "COLUMNS": "x"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    for word in ["version", "TERM", "colours", "locale", "ncurses", "size", "not a terminal", "bookmarks"] {
      #expect(outcome.output.contains(word), "\(word)")
    }
    #expect(outcome.output.contains(term.isEmpty ? "not set" : term))
    let json = try await w2s(["doctor", "--json"], environment: ["TERM": term])
    let object = try jsonObject(json.output)
    #expect(object["TERM"] as? String == (term.isEmpty ? "not set" : term))
    #expect(object["bookmarks"] as? Int == 0 && (object["warnings"] as? [String])?.isEmpty == true)
  }

  @Test("Without TERM and HOME, what needs neither works")
  func bareEnvironment() async throws {
    let outcome = try await shell(
      "w=$(command -v env); for c in doctor 'check --json' themes render; do env -i '\(Products.path("w2s"))' $c; done")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.contains("no absolute path in XDG_CONFIG_HOME or HOME"))
    #expect(outcome.output.contains("not set"))
    #expect(outcome.output.contains("\"gap\": -0.03267"))
  }

  @Test("Help has examples and fits 80 columns")
  func help() async throws {
    for arguments in [["--help"], ["check", "--help"], ["table", "-h"], ["render", "--help"], ["help", "explore"]] {
      let outcome = try await w2s(arguments)
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      #expect(outcome.output.contains("EXAMPLE"), "\(arguments)")
    }
    let help = try await w2s(["--help"])
    for word in ["EXIT CODES", "64", "check", "table", "render", "themes", "doctor", "bench"] {
      #expect(help.output.contains(word))
    }
    #expect(help.lines.allSatisfy { $0.count <= 80 })
  }

  @Test("The version is that of the newest entry of the changelog, and names the commit where it is known")
  func version() async throws {
    let version = try await w2s(["--version"]).output
    let named = try #require(version.wholeMatch(of: /w2s (\d+\.\d+\.\d+)( \([0-9a-f]+(, modified)?\))?\n/))
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let changelog = String(decoding: try Data(contentsOf: root.appending(path: ".package/changelog")), as: UTF8.self)
    #expect(changelog.hasPrefix("w2s (\(named.1)) "))
    let date = try #require(changelog.firstMatch(of: /\n -- .+ ([0-9]{4}) [0-9]{2}:/))
    let citation = try await w2s(["cite"]).output
    #expect(
      citation.contains("year   = {\(date.1)}") && citation.contains("{Version \(version.dropFirst(4).dropLast())}"))
  }

  @Test("What is cited is BibTeX, of the paper by its title")
  func citation() async throws {
    let outcome = try await w2s(["cite"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.count { $0 == "{" } == outcome.output.count { $0 == "}" })
    let title = outcome.output.filter { !"{}".contains($0) }
    #expect(title.contains("On the Mechanisms of Weak-to-Strong Generalization: A Theoretical Perspective"))
    #expect(outcome.lines.filter { $0.hasPrefix("@") } == ["@unpublished{weak-to-strong-mechanisms,", "@misc{w2s,"])
    try await w2s(["cite", "me"]).expectRefusal(["'me'"], "cite me")
  }

  @Test("Completions", arguments: [("bash", "complete "), ("zsh", "#compdef w2s"), ("fish", "complete -c")])
  func completions(shell name: String, word: String) async throws {
    let outcome = try await w2s(["--generate-completion-script", name])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains(word) && outcome.output.contains("lambda-t"))
    if name == "bash" {
      let checked = try await shell("w2s --generate-completion-script bash | bash -n")
      #expect(checked.status == 0 && checked.errors.isEmpty)
    }
  }

  @Test("Bash completes the names of presets, themes and tours to words that work")
  func completedNames() async throws {
    let sandbox = try Sandbox()
    try sandbox.write("name = \"mine\"\ninherits = \"dusk\"\n", to: "config/w2s/themes/mine.toml")
    func offered(_ words: String) async throws -> [String] {
      let script = """
        source <(w2s --generate-completion-script bash)
        COMP_WORDS=(\(words)); COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _w2s w2s "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
        printf '%s\\n' "${COMPREPLY[@]}"
        """
      let outcome = try await shell(script, environment: sandbox.variables)
      #expect(outcome.errors.isEmpty, "\(words)")
      return outcome.lines.map(String.init)
    }
    #expect(try await offered("w2s check --preset figure-1") == ["figure-1-left", "figure-1-right"])
    #expect(try await offered("w2s explore --preset figure-2-r") == ["figure-2-right"])
    for name in try await offered("w2s render --preset ''") {
      #expect(try await w2s(["check", "--preset", name]).status != 64, "\(name)")
    }
    #expect(try await offered("w2s figure 1 --theme m") == ["mine", "mono"])
    #expect(try await offered("w2s render --theme so") == ["solarized-dark", "solarized-light"])
    #expect(try await offered("w2s themes m") == ["mono"])
    #expect(
      try await Set(offered("w2s tour ''")) == [
        "minute", "compensation", "ceiling", "window", "nothing", "alignment", "descent", "generations", "features",
      ])
    #expect(try await offered("w2s features --activation t") == ["tanh"])
  }

  @Test("A key's name in the wrong case is typed as written, and said to be one")
  func misspeltKeys() async throws {
    let outcome = try await w2s(["render", "--keys", "down l Down space f1 C-R down"])
    #expect(outcome.status == 0)
    let said = outcome.errors.split(separator: "\n")
    #expect(said.count == 4)
    for (line, (word, name)) in zip(said, [("down", "Down"), ("space", "Space"), ("f1", "F1"), ("C-R", "C-r")]) {
      #expect(line.hasPrefix("w2s: '\(word)' ") && line.hasSuffix(" \(name)"), "\(line)")
    }
    let typed = try await w2s(["render", "--keys", "Enter h o m e", "--size", "120x36"])
    let word = try await w2s(["render", "--keys", "Enter home", "--size", "120x36"])
    #expect(word.output == typed.output && typed.errors.isEmpty)
    #expect(try await w2s(["render", "--keys", "Down q L C-r Enter 1e-3"]).errors.isEmpty)
  }

  @Test("A reader that has seen enough ends any command quietly", arguments: ["render", "--help", "themes", "doctor"])
  func closedEarly(command: String) async throws {
    let outcome = try await shell("w2s \(command) | head -c 1 >/dev/null")
    #expect(outcome.errors.isEmpty)
    let closed = try await shell("w2s check >&-")
    #expect(closed.status == 74)
    closed.expectOneLine(["cannot write"], "a closed output")
  }

  @Test("An unknown word is refused with where to look")
  func unknownCommand() async throws {
    try await w2s(["chekc"]).expectRefusal(["'chekc'", "'w2s --help'"], "chekc")
    try await w2s(["--ascii", "--unicode"]).expectRefusal(["--ascii", "--unicode"], "both")
    try await w2s(["--bogus"]).expectRefusal(["--bogus", "--help"], "--bogus")
  }

  @Test("Figures of the benchmark are set beside those of a file")
  func benchFiles() async throws {
    let sandbox = try Sandbox()
    let json = try await shell("cd '\(sandbox.home)'; w2s bench frames --json | tee before.json")
    let root = try jsonObject(json.output)
    let figures = try #require(root["figures"] as? [[String: Any]])
    #expect(figures.count == 10 && figures.allSatisfy { $0["unit"] as? String == "ms" })
    #expect(figures.allSatisfy { ($0["value"] as? Double).map { $0 > 0 } ?? false })
    #expect((root["machine"] as? [String: Any])?["processors"] as? Int ?? 0 > 0)
    let faster = json.output.replacing(/"value":[0-9.e-]+/, with: "\"value\":1e-9")
    try sandbox.write(faster, to: "faster.json")
    let table = try await shell("cd '\(sandbox.home)'; w2s bench frames --against faster.json")
    #expect(table.lines.first?.hasPrefix("Before: w2s ") == true)
    // A billionth of a millisecond is far from what any frame takes.
    #expect(table.lines.filter { $0.contains(/ms, before 1e−9: [0-9.]+e−[0-9]+ x$/) }.count == 10)
    try sandbox.write("{}", to: "no.json")
    for (file, part) in [("no.json", "these are no figures"), ("none.json", "there is no such file")] {
      try await shell("cd '\(sandbox.home)'; w2s bench frames --against \(file)").expectRefusal([part], file)
    }
    try await w2s(["bench", "frames", "--json", "--against", "x"]).expectRefusal(["not both"], "both")
  }
}
