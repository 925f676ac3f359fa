import Canvas
import Foundation
import TerminalHarness
import TerminalSupport
import Testing

@Suite("Every way out restores the shell", .serialized)
struct LifecycleTests {
  private static let leavesScreen = "\u{1B}[?1049l"

  @Test(
    "Keys that end the fixture",
    arguments: [
      ("q", PseudoTerminal.Exit.status(0)), ("\u{3}", .status(130)), ("e", .status(3)), ("t", .signal(SIGILL)),
      ("n", .signal(SIGSEGV)), ("s", .signal(SIGSEGV)), ("a", .signal(SIGABRT)), ("\u{1C}", .signal(SIGQUIT)),
    ])
  func keys(key: String, exit: PseudoTerminal.Exit) throws {
    let run = try FixtureRun()
    #expect(run.starts())
    #expect(!run.terminal.modes.isCanonical && !run.terminal.modes.echoes)
    run.terminal.write(key)
    // A crash writes a backtrace, but asks no question.
    #expect(run.terminal.waitForExit(milliseconds: 8000) == exit)
    expectRestored(run)
  }

  @Test("Signals", arguments: [SIGINT, SIGTERM, SIGHUP])
  func signals(number: Int32) throws {
    let run = try FixtureRun()
    #expect(run.starts())
    run.terminal.signal(number)
    #expect(run.terminal.waitForExit(milliseconds: 5000) == .status(128 + number))
    expectRestored(run)
    #expect(run.terminal.text.hasSuffix("ended by \(number)\r\n"))
  }

  @Test("Ctrl-C twice ends a program that does not answer")
  func insisting() throws {
    let run = try FixtureRun()
    #expect(run.starts())
    run.terminal.write("l")
    #expect(run.says("\"l\""))
    run.terminal.write("\u{3}")
    run.terminal.read(forMilliseconds: 100)
    run.terminal.write("\u{3}")
    #expect(run.terminal.waitForExit(milliseconds: 2000) == .signal(SIGINT))
    expectRestored(run)
  }

  @Test("Ctrl-Z gives the shell its terminal, and fg takes it again")
  func stopping() throws {
    let run = try FixtureRun(shell: "set -m; \"$1\" \"$2\"; echo stopped; read x; fg; echo over $?")
    #expect(run.starts())
    run.terminal.write("\u{1A}")
    #expect(run.terminal.read(forMilliseconds: 5000) { $0.text.contains("stopped") })
    #expect(run.terminal.modes.isCanonical && run.terminal.modes.echoes)
    #expect(run.terminal.text.contains("\u{1B}[?1002l"))
    let before = run.terminal.output.count
    run.terminal.write("\r")
    #expect(run.says("resumed"))
    let after = { String(decoding: run.terminal.output[before...], as: UTF8.self) }
    #expect(run.terminal.read(forMilliseconds: 5000) { _ in after().contains("\u{1B}[?1002h") })
    #expect(after().contains("\u{1B}[?1049h") && after().contains("fixture"))
    run.terminal.write("q")
    #expect(run.terminal.read(forMilliseconds: 5000) { $0.text.contains("over 0") })
    #expect(run.terminal.modes.isCanonical)
  }

  @Test("A terminal that is taken away ends the program at once")
  func hangUp() throws {
    let run = try FixtureRun()
    #expect(run.starts())
    run.terminal.hangUp()
    let exit = run.terminal.waitForExit(milliseconds: 2000)
    #expect(exit == .status(129))
  }

  @Test("Idle, it writes nothing and uses no processor")
  func idle() throws {
    let run = try FixtureRun()
    #expect(run.starts())
    run.terminal.readUntilQuiet(milliseconds: 100)
    let (bytes, seconds) = (run.terminal.output.count, run.terminal.processorSeconds ?? 0)
    run.terminal.read(forMilliseconds: 500)
    #expect(run.terminal.output.count == bytes)
    #expect((run.terminal.processorSeconds ?? 1) - seconds < 0.01)
  }

  private func expectRestored(_ run: FixtureRun, sourceLocation: SourceLocation = #_sourceLocation) {
    let text = run.terminal.text
    #expect(run.terminal.modes == run.terminal.initialModes, sourceLocation: sourceLocation)
    for sequence in [Self.leavesScreen, "\u{1B}[?25h", "\u{1B}[?1002l"] {
      #expect(text.components(separatedBy: sequence).count == 2, sourceLocation: sourceLocation)
    }
  }
}
