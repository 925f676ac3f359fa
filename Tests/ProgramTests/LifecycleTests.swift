import Foundation
import TerminalHarness
import Testing

@Suite("The explorer's beginning and end", .serialized)
struct LifecycleTests {
  @Test("Signals end it with 128 more than their number", arguments: [SIGINT, SIGTERM, SIGHUP])
  func signals(number: Int32) throws {
    let run = try ExplorerRun()
    run.opens()
    #expect(!run.terminal.modes.isCanonical && !run.terminal.modes.echoes)
    run.terminal.write("l?")
    run.terminal.signal(number)
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == .status(128 + number))
    run.expectRestored()
  }

  @Test("Ctrl-C ends it, whatever is open", arguments: ["", "?", "\r12", "p", "m", " ", "s"])
  func interrupt(keys: String) throws {
    let run = try ExplorerRun()
    run.opens()
    run.terminal.write(keys + "\u{3}")
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == .status(130))
    run.expectRestored()
  }

  @Test("Leaving in the midst of a simulation is leaving like any other", arguments: ["q", "\u{3}"])
  func leavingWhileSimulating(key: String) throws {
    for _ in 0..<3 {
      let run = try ExplorerRun()
      run.opens()
      // The dense engine has the longest stretches that cannot be given up.
      for keys in ["S", "\r", "700\r", "jjjjj", "\r"] { run.press(keys) }
      run.escape()
      run.press("s")
      #expect(run.shows("/20"))
      run.terminal.write(key)
      #expect(run.terminal.waitForExit(milliseconds: 5000) == .status(key == "q" ? 0 : 130))
      run.expectRestored()
    }
  }

  @Test("A crash restores the terminal too", arguments: [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGQUIT])
  func crashes(number: Int32) throws {
    let run = try ExplorerRun(variables: ["SWIFT_BACKTRACE": "enable=no"])
    run.opens()
    run.terminal.signal(number)
    #expect(run.terminal.waitForExit(milliseconds: 5000) == .signal(number))
    run.expectRestored()
  }

  @Test("Ctrl-Z gives the shell its terminal; fg takes it again and shows the same place")
  func stopping() throws {
    let run = try ExplorerRun(
      script: "set -m; \"$@\"; echo stopped; read x; fg; echo over $?; stty -a | grep -c ' echo '")
    run.opens()
    run.press("l")
    run.terminal.write("\u{1A}")
    #expect(run.shows("stopped"))
    #expect(run.terminal.modes.isCanonical && run.terminal.modes.echoes)
    let before = run.terminal.output.count
    run.terminal.write("\r")
    #expect(
      run.terminal.read(forMilliseconds: 5000) {
        String(decoding: $0.output[before...], as: UTF8.self).contains("0.0560")
      })
    #expect(!run.terminal.modes.isCanonical)
    run.terminal.write("q")
    #expect(run.shows("over 0\r\n1"))
    run.expectRestored()
  }

  @Test("Under timeout it says what to do instead of stopping for ever, and is ended by it in the foreground")
  func timeout() throws {
    let run = try ExplorerRun(script: "timeout 60 \"$@\"; echo over $?")
    #expect(run.shows("over 69", within: 20_000))
    let text = run.terminal.text
    #expect(text.hasPrefix("w2s: ") && text.contains("timeout --foreground") && !text.contains("\u{1B}"))
    #expect(run.terminal.modes == run.terminal.initialModes)
    let inFront = try ExplorerRun(script: "timeout --foreground 1 \"$@\"; echo over $?")
    #expect(inFront.shows("over 124", within: 20_000))
    inFront.expectRestored()
  }

  @Test(
    "A terminal that takes nothing keeps nobody from leaving, even with mistakes to speak of",
    arguments: ["q", "\u{3}"])
  func stalled(key: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("theme = \"none such\"\n", to: "config/w2s/config.toml")
    let run = try ExplorerRun(columns: 200, rows: 60, sandbox: sandbox)
    run.opens()
    run.terminal.isStalled = true
    for key in ["2", "3", "4", "5", "1", "t", "t", "t"] {
      run.terminal.write(key)
      run.terminal.read(forMilliseconds: 300)
    }
    run.terminal.write(key)
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == .status(key == "q" ? 0 : 130))
    run.terminal.isStalled = false
    _ = run.terminal.waitForExit(milliseconds: 0)
    run.expectRestored()
    #expect(plainText(run.terminal.text).suffix(300).contains("none such"))
  }

  @Test("A terminal that is taken away ends it within a second, without spinning")
  func hangUp() throws {
    // Also in the midst of a sequence, while it plays or simulates, and where the signal for it is ignored.
    for (keys, script) in [("", ""), (" ", ""), ("s", ""), ("\u{1B}[", ""), ("", "trap '' HUP; ")] {
      let run = try ExplorerRun(script: script + "exec \"$@\"")
      run.opens()
      run.terminal.write(keys)
      let before = run.terminal.processorSeconds ?? 0
      var after = before
      run.terminal.hangUp()
      run.terminal.read(forMilliseconds: 1000) {
        after = $0.processorSeconds ?? after
        return $0.hasEnded
      }
      #expect(run.terminal.hasEnded)
      #expect(run.terminal.waitForExit(milliseconds: 0) == .status(129))
      #expect(after - before < 0.5)
    }
  }

  @Test("Terminals it cannot use are named, and nothing is sent to them", arguments: ["dumb", "", "nonsense-term"])
  func refusedTerminals(term: String) throws {
    let run = try ExplorerRun(variables: ["TERM": term])
    guard case .status(let status)? = run.terminal.waitForExit(milliseconds: 10_000) else {
      Issue.record("it has not ended")
      return
    }
    #expect(status != 0)
    let text = run.terminal.text
    #expect(text.hasPrefix("w2s: ") && text.hasSuffix("\r\n") && text.split(separator: "\r\n").count == 1)
    #expect(text.contains(term.isEmpty ? "TERM is not set" : "TERM=\(term)") && text.contains("TERM=xterm-256color"))
    #expect(!text.contains("\u{1B}"))
    #expect(run.terminal.modes == run.terminal.initialModes)
  }

  @Test("Without a terminal on either side it refuses and names the commands that need none")
  func notATerminal() async throws {
    let neither = try await w2s([])
    #expect(neither.status == 69 && neither.output.isEmpty)
    neither.expectOneLine(["standard input is not a terminal", "w2s check", "w2s table", "w2s render"], "no terminal")
    let piped = try ExplorerRun(script: "\"$@\" | cat; echo done")
    #expect(piped.shows("done"))
    #expect(
      piped.terminal.text.contains("standard output is not a terminal") && piped.terminal.text.contains("w2s check"))
    #expect(!piped.terminal.text.contains("\u{1B}"))
    let fed = try ExplorerRun(script: "\"$@\" </dev/null; echo done $?")
    #expect(fed.shows("done 69"))
    #expect(!fed.terminal.text.contains("\u{1B}"))
  }

  @Test("Nothing is asked of the terminal, and its palette is its own")
  func asksNothing() throws {
    for term in ["xterm-256color", "xterm", "linux", "vt100", "screen"] {
      let run = try ExplorerRun(variables: ["TERM": term])
      run.opens()
      run.press("tt2l")
      let text = run.terminal.text
      // Device attributes, reports of status and cursor, colours of the palette and defaults, modes, terminfo.
      let queries = /\e\[[>=]?[0-9;]*c|\e\[[0-9;?]*n|\e\](4|10|11|12|52);|\e\[\?[0-9;]+\$p|\eP\+q|\eZ/
      #expect(text.firstMatch(of: queries) == nil, "\(term)")
      run.quits()
    }
  }

  @Test("NO_COLOR and --color=never send no colour; otherwise there is some")
  func noColor() throws {
    let colors = /\e\[([0-9;]*;)?(3[0-8]|4[0-8]|9[0-7]|10[0-7])(;[0-9;]*)?m/
    let cases: [([String], [String: String], Bool)] = [
      ([], ["NO_COLOR": "1"], false), (["--color", "never"], [:], false), ([], ["TERM": "vt100"], false),
      ([], [:], true),
      (["--color", "always"], ["NO_COLOR": "1"], true), ([], ["TERM": "xterm"], true),
    ]
    for (arguments, variables, isColored) in cases {
      let run = try ExplorerRun(arguments, variables: variables)
      run.opens()
      run.press("l2t")
      #expect((run.terminal.text.firstMatch(of: colors) != nil) == isColored, "\(arguments) \(variables)")
      run.quits()
    }
  }
}
