import Canvas
import Foundation
import TerminalHarness
import Testing

@Suite("A terminal that takes nothing", .serialized)
struct StalledTests {
  /// The fixture in the midst of a picture that nobody reads.
  private func stalled() throws -> FixtureRun {
    let run = try FixtureRun(environment: ["SWIFT_BACKTRACE": "enable=no"], columns: 200, rows: 60)
    #expect(run.starts())
    run.terminal.isStalled = true
    // More than a pseudo-terminal holds; and keys are answered meanwhile.
    for count in 1...4 {
      run.terminal.write("p")
      let isAnswered = run.terminal.read(forMilliseconds: 10_000) { _ in
        run.log.components(separatedBy: "\"p\"").count == count + 1
      }
      #expect(isAnswered)
    }
    return run
  }

  private func expectLeft(_ run: FixtureRun, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(run.terminal.modes == run.terminal.initialModes, sourceLocation: sourceLocation)
    // What is read later, if ever.
    run.terminal.isStalled = false
    run.terminal.readUntilQuiet(milliseconds: 100)
    let text = run.terminal.text
    for (on, off) in [("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?25l", "\u{1B}[?25h"), ("[?1002h", "[?1002l")] {
      let isOff = text.ranges(of: off).last.map { off in
        text.ranges(of: on).last.map { $0.lowerBound < off.lowerBound } ?? true
      }
      #expect(isOff == true, "\(off)", sourceLocation: sourceLocation)
    }
  }

  @Test("A signal ends it", arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV, SIGUSR1])
  func signals(number: Int32) throws {
    let run = try stalled()
    run.terminal.signal(number)
    let isReported = [SIGINT, SIGTERM, SIGHUP].contains(number)
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == (isReported ? .status(128 + number) : .signal(number)))
    expectLeft(run)
  }

  @Test("Keys end it", arguments: [("q", Int32(0)), ("\u{3}", 130), ("e", 3)])
  func keys(key: String, status: Int32) throws {
    let run = try stalled()
    run.terminal.write(key)
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == .status(status))
    expectLeft(run)
  }

  @Test("What was drawn meanwhile is shown when it takes something again")
  func resuming() throws {
    let run = try stalled()
    run.terminal.write("0")
    #expect(run.says("\"0\"", within: 10_000))
    run.terminal.isStalled = false
    run.terminal.readUntilQuiet(milliseconds: 300)
    let frames = run.terminal.text.components(separatedBy: "\u{1B}[?2026h").count - 1
    // The picture in the midst of which it stalled, and the text; those between are left out.
    #expect(frames == 2)
    run.terminal.write("q")
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == .status(0))
    run.expectRestored()
  }

  @Test("Ctrl-Z stops it, and fg draws it when it takes something again")
  func stopping() throws {
    let run = try FixtureRun(columns: 200, rows: 60, shell: "set -m; \"$1\" \"$2\"; read x; fg; echo over $?")
    #expect(run.starts())
    run.terminal.isStalled = true
    run.terminal.write("p")
    #expect(run.says("\"p\""))
    run.terminal.write("\u{1A}")
    #expect(run.terminal.read(forMilliseconds: 10_000) { $0.modes.isCanonical })
    run.terminal.isStalled = false
    run.terminal.write("\n")
    #expect(run.says("resumed", within: 10_000))
    run.terminal.readUntilQuiet(milliseconds: 300)
    #expect(!run.terminal.modes.isCanonical && !run.terminal.hasEnded)
    run.terminal.write("q")
    #expect(run.terminal.read(forMilliseconds: 10_000) { $0.text.contains("over 0") })
  }

  @Test("A while without reading is waited for, and costs nothing")
  func pause() throws {
    let run = try stalled()
    let before = run.terminal.processorSeconds ?? 0
    run.terminal.read(forMilliseconds: 500)
    #expect(!run.terminal.hasEnded)
    #expect((run.terminal.processorSeconds ?? 1) - before < 0.1)
  }
}
