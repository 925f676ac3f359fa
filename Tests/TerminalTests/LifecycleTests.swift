import Canvas
import Foundation
import TerminalHarness
import TerminalSupport
import Testing

@Suite("Every way out restores the shell", .serialized)
struct LifecycleTests {
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
    run.expectRestored()
  }

  @Test("Signals", arguments: [SIGINT, SIGTERM, SIGHUP])
  func signals(number: Int32) throws {
    let run = try FixtureRun()
    #expect(run.starts())
    run.terminal.signal(number)
    #expect(run.terminal.waitForExit(milliseconds: 5000) == .status(128 + number))
    run.expectRestored()
    #expect(run.terminal.text.hasSuffix("ended by \(number)\r\n"))
  }

  @Test("Ctrl-C takes back the keys before it, even between their being seen and read, and is answered at once")
  func takenBack() throws {
    var late = 0
    for number in 0..<16 {
      let run = try FixtureRun()
      #expect(run.starts())
      run.terminal.write("u")
      let (start, pause) = (ContinuousClock.now, Duration.microseconds(number * 4))
      while ContinuousClock.now - start < pause {}
      run.terminal.write("\u{3}")
      #expect(run.terminal.waitForExit(milliseconds: 10_000) == .status(130))
      run.expectRestored()
      // What waits for a key that is gone ends by the limit of two seconds.
      if ContinuousClock.now - start > .milliseconds(1900) { late += 1 }
    }
    // A busy machine may be late once.
    #expect(late <= 1)
  }

  @Test(
    "Every other signal that ends a program ends it as it would, and the terminal is restored",
    arguments: (Int32(1)...64).filter {
      // Reported; harmless or stopping; unstoppable; those of the C library.
      ![SIGINT, SIGTERM, SIGHUP, SIGCHLD, SIGCONT, SIGURG, SIGWINCH, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU].contains($0)
        && ![SIGKILL, SIGPIPE, 32, 33].contains($0)
    })
  func otherSignals(number: Int32) throws {
    let run = try FixtureRun(environment: ["SWIFT_BACKTRACE": "enable=no"])
    #expect(run.starts())
    run.terminal.signal(number)
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == .signal(number))
    run.expectRestored()
  }

  @Test("What the parent ignores stays ignored, and a closed pipe is no reason to end")
  func ignoredSignals() throws {
    let run = try FixtureRun(shell: "trap '' USR1 ALRM TERM QUIT; exec \"$1\" \"$2\"")
    #expect(run.starts())
    for number in [SIGUSR1, SIGALRM, SIGTERM, SIGQUIT, SIGPIPE] { run.terminal.signal(number) }
    run.terminal.write("u")
    #expect(run.says("\"u\""))
    run.terminal.write("q")
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == .status(0))
    run.expectRestored()
  }

  @Test("An alarm set before it started goes off as ever")
  func inheritedAlarm() throws {
    let run = try FixtureRun(shell: "exec perl -e 'alarm 1; exec @ARGV' \"$1\" \"$2\"")
    #expect(run.starts())
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == .signal(SIGALRM))
    run.expectRestored()
  }

  @Test("What a program says as it crashes is read in the shell, not lost with the screen")
  func lastWords() throws {
    let run = try FixtureRun(environment: ["SWIFT_BACKTRACE": "enable=no"])
    #expect(run.starts())
    run.terminal.write("t")
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == .signal(SIGILL))
    run.expectRestored()
    let parts = run.terminal.text.components(separatedBy: "\u{1B}[?1049l")
    #expect(parts.last?.contains("Fatal error: Index out of range\r\n") == true)
    #expect(parts.first?.contains("Fatal error") == false)
  }

  @Test("A program that does not answer is ended by the same signal again", arguments: [SIGINT, SIGTERM, SIGHUP])
  func insisting(number: Int32) throws {
    let run = try FixtureRun()
    #expect(run.starts())
    run.terminal.write("l")
    #expect(run.says("\"l\""))
    run.terminal.signal(number)
    run.terminal.read(forMilliseconds: 100)
    run.terminal.signal(number)
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == .signal(number))
    run.expectRestored()
  }

  @Test("A program that does not answer ends two seconds after it was asked to", arguments: [SIGINT, SIGTERM, SIGHUP])
  func grace(number: Int32) throws {
    let run = try FixtureRun()
    #expect(run.starts())
    run.terminal.write("l")
    #expect(run.says("\"l\""))
    run.terminal.signal(number)
    #expect(run.terminal.waitForExit(milliseconds: 15_000) == .status(128 + number))
    run.expectRestored()
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
}
