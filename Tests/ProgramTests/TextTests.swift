// What a person, or somebody else, has put into files and arguments never acts on a terminal, and never becomes code.

import Figures
import Foundation
import TerminalSupport
import RandomSupport
import Testing

@Suite("Hostile text")
struct TextTests {
  private static let hostile = "x\u{1B}]52;c;aGk=\u{7}\u{9B}2J\u{202E}\u{2066}\u{7F}y"

  private func expectSafe(_ text: String, _ context: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let bad = text.unicodeScalars.filter {
      $0 != "\n" && [.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
    }
    #expect(bad.isEmpty, "\(context): \(bad.map(\.value))", sourceLocation: sourceLocation)
  }

  @Test("Names of files, themes, keys and bookmarks, arguments and variables are shown, not obeyed")
  func shown() async throws {
    let sandbox = try Sandbox()
    let escaped = Self.hostile.unicodeScalars.map {
      $0.isASCII && $0.value >= 0x20 && $0.value < 0x7F
        ? String($0)
        : "\\U" + String(repeating: "0", count: 8 - String($0.value, radix: 16).count) + String($0.value, radix: 16)
    }.joined()
    try sandbox.write(
      "name = \"\(escaped)\"\nabout = \"\(escaped)\"\ninherits = \"dusk\"\n\"\(escaped)\" = 1\n",
      to: "config/w2s/themes/\(Self.hostile).toml")
    try sandbox.write(
      "theme = \"nosuch\(escaped)\"\n\"\(escaped)\" = 1\n[keys]\n\"\(escaped)\" = \"q\"\nquit = \"\(escaped)\"\n",
      to: "config/w2s/config.toml")
    try sandbox.write("{\"version\": 2, \"bookmarks\": [], \"\\u001b]52;\\u202e\": 1}", to: "state/w2s/bookmarks.json")
    let environment = sandbox.variables.merging([
      "TERM": Self.hostile, "COLORTERM": Self.hostile, "LC_ALL": Self.hostile,
    ]) { $1 }
    let commands: [[String]] = [
      ["themes"], ["doctor"], ["doctor", "--json"], ["keys"], ["keys", "--json"], ["render"],
      ["render", "--theme", Self.hostile],
      ["figure", "6"], ["figure", "6", "--theme", "no" + Self.hostile], ["check", "--zeta", Self.hostile],
      ["--bookmark", Self.hostile],
      ["render", "--preset", Self.hostile], ["render", "--keys", "c", "--theme", Self.hostile, "--size", "200x60"],
      [Self.hostile],
      ["check", "--" + Self.hostile], ["render", "--as", "json", "--theme", Self.hostile],
      ["render", "--as", "svg", "--theme", Self.hostile],
      ["render", "--as", "txt", "--theme", Self.hostile], ["tour", Self.hostile], ["themes", Self.hostile],
      ["figure", Self.hostile],
      ["help", Self.hostile], ["bench", Self.hostile],
    ]
    for command in commands {
      let outcome = try await w2s(command, environment: environment)
      expectSafe(outcome.output, "output of \(command)")
      expectSafe(outcome.errors, "errors of \(command)")
      #expect([0, 64, 69].contains(outcome.status), "\(command): \(outcome.status)")
    }
    let table = try await w2s(["table"], input: "\(Self.hostile)\n1,2\n")
    expectSafe(table.errors, "table")
    let themes = try await w2s(["themes"], environment: environment)
    #expect(themes.output.contains("x?]52;c;aGk=??2J???y"))
    withExtendedLifetime(sandbox) {}
  }

  @Test("A command offered for copying is the words it was made of, whatever they are")
  func quoting() async throws {
    var random = SplitMix64(seed: 7)
    let pieces = [
      "'", "\"", "\\", "$(id)", "`id`", ";", "*", "~", " ", "\n", "\t", "\u{1B}", "\u{7F}", "\u{9B}", "\u{202E}", "λ",
      "日本", "a", "--x=", "!", "#", "&", "|", "{a,b}", "\\n", "1",
    ]
    let words =
      [""] + (0..<300).map { _ in (0..<random.below(6)).map { _ in pieces[random.below(pieces.count)] }.joined() }
    let line = ShellCommand(words: ["printf", "%s\\0"] + words).line
    expectSafe(line, "the line")
    #expect(!line.contains("\n"))
    let outcome = try await run("/bin/bash", ["-c", line])
    #expect(
      outcome.output.split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(String.init) == words)
  }

  @Test("Names in wide characters are shown as such, and shift nothing")
  func wideNames() async throws {
    let sandbox = try Sandbox()
    try sandbox.write("name = \"夜明け\"\nabout = \"日本語 about\"\ninherits = \"dusk\"\n", to: "config/w2s/themes/a.toml")
    let list = try await w2s(["themes"], environment: sandbox.variables)
    #expect(list.lines.contains { $0.hasPrefix("夜明け ") && $0.hasSuffix("  日本語 about") })
    try await inTmux("--theme 夜明け", sandbox: sandbox) { tmux in
      let before = try await tmux.screen { $0.contains("Verdict") }
      try await tmux.press("m")
      try await tmux.type("重要な場所")
      try await tmux.press("Enter")
      _ = try await tmux.screen { $0.contains("Bookmarks kept") }
      try await tmux.press("'")
      let shown = try await tmux.screen { $0.contains("重要な場所") }
      #expect(shown.split(separator: "\n").first { $0.contains("重要な場所") }?.contains("λt 0.05") == true)
      try await tmux.press("Escape")
      // All is as it was where the name stood.
      let after = try await tmux.screen { !$0.contains("重要な場所") && $0.contains("Verdict") }
      #expect(after.split(separator: "\n").dropLast(2) == before.split(separator: "\n").dropLast(2))
    }
  }
}
