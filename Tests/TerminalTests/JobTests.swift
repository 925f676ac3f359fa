import Canvas
import Foundation
import TerminalHarness
import Testing

@Suite("A shell's job", .serialized)
struct JobTests {
  @Test("In the background it is refused in one line, and the terminal is not touched")
  func background() throws {
    let run = try FixtureRun(shell: "set -m; \"$1\" \"$2\" & wait $!; echo over $?")
    #expect(run.terminal.read(forMilliseconds: 10_000) { $0.text.contains("over 69") })
    #expect(run.terminal.text.contains("foreground") && !run.terminal.text.contains("\u{1B}"))
    #expect(run.terminal.modes == run.terminal.initialModes)
  }

  /// The fixture stopped, by Ctrl-Z or without warning, and sent to the background, where the shell does `then`.
  private func inBackground(warned: Bool, then: String) throws -> FixtureRun {
    let run = try FixtureRun(
      shell: "set -m; \"$1\" \"$2\"; echo stopped; bg; echo behind; read x; \(then); echo over $?")
    #expect(run.starts())
    let process = try #require(run.process)
    if warned { run.terminal.write("\u{1A}") } else { kill(process, SIGSTOP) }
    #expect(run.terminal.read(forMilliseconds: 10_000) { $0.text.contains("behind") })
    // It stops itself.
    #expect(run.terminal.read(forMilliseconds: 10_000) { _ in state(process) == "T" })
    return run
  }

  /// What the system says a process is doing: a letter.
  private func state(_ process: Int32) -> Substring {
    let line = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    return line.split(separator: ") ").last?.prefix(1) ?? ""
  }

  @Test("In the background it stops, and fg brings the screen back", arguments: [true, false])
  func foreground(warned: Bool) throws {
    let run = try inBackground(warned: warned, then: "fg")
    let before = run.terminal.output.count
    run.terminal.write("\n")
    #expect(run.says("resumed", within: 10_000))
    let after = { String(decoding: run.terminal.output[before...], as: UTF8.self) }
    #expect(run.terminal.read(forMilliseconds: 10_000) { _ in after().contains("\u{1B}[?1002h") })
    #expect(after().contains("\u{1B}[?2004h"))
    #expect(after().contains("\u{1B}[?1049h") && after().contains("fixture"))
    #expect(!run.terminal.modes.isCanonical)
    run.terminal.write("q")
    #expect(run.terminal.read(forMilliseconds: 10_000) { $0.text.contains("over 0") })
    #expect(run.terminal.modes == run.terminal.initialModes)
  }

  @Test("In the background it is ended by what asks for it", arguments: [true, false])
  func ending(warned: Bool) throws {
    // A shell's wait is over when a job has stopped, too.
    let wait = "s=149; while [ $s -gt 147 ]; do wait %1; s=$?; done; (exit $s)"
    let run = try inBackground(warned: warned, then: "kill -TERM %1; kill -CONT %1; \(wait)")
    run.terminal.write("\n")
    #expect(run.terminal.read(forMilliseconds: 15_000) { $0.text.contains("over 143") })
    #expect(run.terminal.text.contains("\u{1B}[?1049l"))
  }

  @Test("In the background without a shell to bring it back, it ends")
  func orphan() throws {
    let run = try inBackground(warned: true, then: "kill -KILL $$")
    let process = try #require(run.process)
    run.terminal.write("\n")
    #expect(run.terminal.waitForExit(milliseconds: 10_000) == .signal(SIGKILL))
    #expect(run.terminal.read(forMilliseconds: 10_000) { _ in state(process) == "" || state(process) == "Z" })
  }
}
