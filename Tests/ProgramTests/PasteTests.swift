import Explorer
import Foundation
import TerminalHarness
import TerminalSupport
import Testing

@Suite("Pasting into the real program", .serialized)
struct PasteTests {
  @Test("A command that tmux pastes opens its view, and what else it pastes does nothing")
  func inTmux() async throws {
    let sandbox = try Sandbox()
    try await ProgramTests.inTmux(sandbox: sandbox) { tmux in
      _ = try await tmux.screen { $0.contains("Verdict") }
      func paste(_ text: String) async throws {
        let file = sandbox.home + "/paste"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        try await tmux.tmux("load-buffer", file)
        try await tmux.tmux("paste-buffer", "-p")
      }
      try await paste("$ w2s check --lambda-t 0.05 --sigma 1.7 --lambda-s 0.1 --gamma-t 0.25 --gamma-s 0.25 --zeta 0\n")
      _ = try await tmux.screen { $0.contains("Opened what was pasted") && $0.contains("1.70") }
      try await tmux.press("u")
      _ = try await tmux.screen { !$0.contains("1.70") }
      for (text, said) in [
        ("w2s simulate\n", "only 'w2s', 'w2s render', 'w2s check' and 'w2s tour'"),
        ("w2s --sigma 2 --sigma 3", "--sigma is given twice"), ("w2s --help", "open a view"),
        ("w2s render --cast out.cast", "do more than to open a view"), ("w2s tour ./x.toml", "there is no tour"),
        ("qqq\n", "What can be pasted is a command"),
        (String(repeating: "q\n", count: 500_000), "More than 8192 bytes"),
      ] {
        try await paste(text)
        _ = try await tmux.screen(within: 10) {
          $0.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(said)
        }
      }
      try await tmux.press("q")
      #expect(try await tmux.exitStatus() == 0)
    }
    #expect(!FileManager.default.fileExists(atPath: sandbox.home + "/out.cast"))
    withExtendedLifetime(sandbox) {}
  }

  @Test("What is copied arrives in tmux's buffer")
  func copying() async throws {
    let sandbox = try Sandbox()
    try await ProgramTests.inTmux("--sigma 2", sandbox: sandbox) { tmux in
      try await tmux.tmux("set-option", "-s", "set-clipboard", "on")
      _ = try await tmux.screen { $0.contains("Verdict") }
      try await tmux.press("Y", "Y")
      _ = try await tmux.screen { $0.contains("is copied (if your terminal allows OSC 52)") }
      let copied = try await tmux.tmux("show-buffer")
      #expect(copied.hasPrefix("w2s --lambda-t 0.05 ") && copied.contains(" --sigma 2 ") && copied.utf8.count < 200)
      try await tmux.press("q")
      #expect(try await tmux.exitStatus() == 0)
    }
    withExtendedLifetime(sandbox) {}
  }

  @Test("Hostile bytes do nothing, and the program goes on")
  func hostile() throws {
    let run = try ExplorerRun()
    run.opens()
    for bytes in [
      Array("\u{1B}[200~x\u{1B}[201~q\u{1B}[201~".utf8), Array("\u{1B}[200~\u{1B}q\0q\u{1B}[201~".utf8),
      Array("\u{1B}[200~".utf8) + [0xFF, 0xFE] + Array("\u{1B}[201~".utf8),
    ] {
      let start = run.terminal.output.count
      run.terminal.write(bytes)
      #expect(
        run.terminal.read(forMilliseconds: 5000) {
          plainText(String(decoding: $0.output[start...], as: UTF8.self)).contains("is no text")
        })
      run.press("l")
    }
    run.quits()
    // It asks for the marks while it has the terminal.
    #expect(run.terminal.text.contains("\u{1B}[?2004h"))
    #expect(
      run.terminal.text.ranges(of: "[?2004l").last?.lowerBound ?? run.terminal.text.startIndex
        > run.terminal.text.ranges(of: "[?2004h").last?.lowerBound ?? run.terminal.text.endIndex)
  }
}
