import Foundation
import TerminalHarness
import RandomSupport
import Testing

@Suite("Every way out of the explorer, drawn by lot", .serialized)
struct ExitTests {
  /// How a run is ended.
  private enum Ending: CaseIterable {
    case quit, interrupt, signal, twice, hangUp, resizing
  }

  // Neither the harmless and stopping ones, nor those that cannot be caught, nor the C library's own.
  private static let signals = (Int32(1)...64).filter {
    ![SIGCHLD, SIGCONT, SIGURG, SIGWINCH, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGKILL, SIGPIPE, 32, 33].contains($0)
  }
  private static let asking = [SIGINT, SIGTERM, SIGHUP]
  // What opens no box, where a q would be a letter.
  private static let keys = [
    "h", "j", "k", "l", ".", ",", "<", ">", "1", "2", "3", "4", "5", "t", "s", "x", "y", "a", "v", "*", "b", "u", "i",
    " ", "\t", "\u{1B}[A", "\u{1B}[<64;50;9M", "\u{0C}",
  ]

  @Test("It ends as documented, and the terminal is as it was; W2S_EXITS asks for more, of W2S_EXITS_SEED")
  func exits() throws {
    let environment = ProcessInfo.processInfo.environment
    let asked = environment["W2S_EXITS"].flatMap { Int($0) }
    var random = SplitMix64(seed: environment["W2S_EXITS_SEED"].flatMap { UInt64($0) } ?? 17)
    var seconds: [Double] = []
    for number in 0..<(asked ?? 60) {
      seconds.append(try exit(number, &random))
    }
    if asked != nil {
      let late = seconds.count { $0 > 3 }
      print("\(seconds.count) exits, at most \(seconds.max() ?? 0) s, \(late) in more than 3 s")
    }
  }

  /// Starts the explorer, does something with it and ends it.
  /// - Returns: the seconds from its being ended to its end.
  private func exit(_ number: Int, _ random: inout SplitMix64) throws -> Double {
    func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let ending = Ending.allCases[draw(0...Ending.allCases.count - 1)]
    let signal = Self.signals[draw(0...Self.signals.count - 1)]
    let asking = Self.asking[draw(0...2)]
    let (isEarly, isStalled) = (draw(0...7) == 0, draw(0...3) == 0)
    let run = try ExplorerRun(
      variables: ["SWIFT_BACKTRACE": "enable=no", "TERM": draw(0...3) == 0 ? "tmux-256color" : "xterm-256color"],
      columns: isStalled ? 200 : draw(20...140), rows: isStalled ? 60 : draw(5...45))
    let terminal = run.terminal
    if isEarly {
      terminal.read(forMilliseconds: draw(0...80))
    } else {
      #expect(terminal.read(forMilliseconds: 20_000) { $0.text.contains("\u{1B}[?1002h") })
      terminal.isStalled = isStalled
      for _ in 0..<draw(0...(isStalled ? 12 : 6)) {
        terminal.write(Self.keys[draw(0...Self.keys.count - 1)])
        terminal.read(forMilliseconds: draw(0...25))
      }
    }
    let start = ContinuousClock.now
    var expected: [PseudoTerminal.Exit]
    switch ending {
    case .quit:
      terminal.write("q")
      expected = [.status(0)]
    case .interrupt:
      terminal.write("\u{3}")
      expected = [.status(128 + SIGINT)]
    case .signal:
      terminal.signal(signal)
      expected = [Self.asking.contains(signal) ? .status(128 + signal) : .signal(signal)]
    case .twice:
      terminal.signal(asking)
      terminal.read(forMilliseconds: draw(0...5))
      terminal.signal(asking)
      expected = [.status(128 + asking), .signal(asking)]
    case .hangUp:
      terminal.hangUp()
      expected = [.status(128 + SIGHUP)]
    case .resizing:
      for _ in 0..<draw(1...5) { terminal.resize(columns: draw(1...250), rows: draw(1...70)) }
      terminal.write("q")
      expected = [.status(0)]
    }
    let exit = terminal.waitForExit(milliseconds: 20_000)
    let context: Comment = "\(number): \(ending) \(signal) \(asking) early \(isEarly) stalled \(isStalled)"
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    guard let exit else {
      Issue.record("\(context): it has not ended")
      return seconds
    }
    // Before it has opened the terminal, a signal does what it does to any program, and no terminal is an error.
    let isForeseen = isEarly && ending == .hangUp || expected.contains(exit)
    if case .signal(let number) = exit, isEarly {
      #expect([signal, asking, SIGINT].contains(number) || isForeseen, context)
    } else {
      #expect(isForeseen, "\(context): \(exit)")
    }
    if ending != .hangUp { expectLeft(terminal, context) }
    return seconds
  }

  /// Expects the modes as before, and what was drawn followed by what leaves the screen and by nothing else.
  private func expectLeft(_ terminal: PseudoTerminal, _ context: Comment) {
    terminal.isStalled = false
    terminal.read(forMilliseconds: 0)
    _ = terminal.waitForExit(milliseconds: 0)
    #expect(terminal.modes == terminal.initialModes, context)
    let text = terminal.text
    guard text.contains("\u{1B}[") else { return }
    // From the pointer's release on, as the farewell has it.
    let farewell = text.ranges(of: "\u{1B}[?1002l").last.map { text[$0.lowerBound...] } ?? ""
    let form =
      /\e\[\?1002l\e\[\?1006l\e\[\?2026l\e\[\?2004l(\e\(B)?\e\[m\x0F?\e\[39;49m\e\[\d+;1H\e\[(\?12l|34h)\e\[\?25h\e\[\?1049l(\e\[23;0;0t)?\r[^\e]*/
    #expect(farewell.wholeMatch(of: form) != nil, "\(context): \(farewell.debugDescription)")
  }
}
