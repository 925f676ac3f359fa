import Figures
import Theory
import Canvas
import Explorer
import Foundation
import TerminalSupport
import Testing

@Suite("What a person sees, in tmux", .serialized)
struct ScreenTests {
  @Test("Open, step, type, resize, look around and quit; the shell's terminal is as it was")
  func session() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "stty -a >before; '\(Products.path("w2s"))' --color never; status=$?; stty -a >after; exit $status\n",
      to: "run.sh")
    let command = "env -C '\(sandbox.home)' sh run.sh"
    try sandbox.markSeen()
    try await Tmux.run(command, environment: sandbox.variables) { tmux in
      var model = Model(columns: 80, rows: 24)
      try await tmux.shows(model)
      for key in ["l", "Right", "l", "h", "j", "Down", ".", ">", "k", "<"] {
        try await tmux.press(key)
        model.press(key)
        try await tmux.shows(model)
      }
      try await tmux.press("Enter")
      try await tmux.type("1e-3")
      model.press("Enter", "1e-3")
      try await tmux.shows(model)
      try await tmux.press("Enter")
      model.press("Enter")
      try await tmux.shows(model)
      #expect(model.settings.regime.lambdaS == 1e-3)
      try await tmux.resize(columns: 110, rows: 40)
      _ = model.update(.resize(columns: 110, rows: 40))
      try await tmux.shows(model)
      try await tmux.press("q")
      #expect(try await tmux.exitStatus() == 0)
      let left = try await tmux.capture(history: true)
      #expect(!left.contains("Verdict"))
    }
    let before = try #require(sandbox.read("before"))
    #expect(before.contains("icanon"))
    // The window was resized meanwhile.
    let withoutSize = { (text: String?) in text?.replacing(/rows \d+; columns \d+/, with: "") }
    #expect(withoutSize(sandbox.read("after")) == withoutSize(before))
  }

  @Test("Undo and redo, figures, flips, phases, themes, plot and help are on the screen as drawn")
  func commands() async throws {
    let sandbox = try Sandbox()
    try await inTmux("--color never", columns: 100, rows: 30, sandbox: sandbox) { tmux in
      var model = Model(columns: 100, rows: 30)
      try await tmux.shows(model)
      let scripts = [
        ["l", "l", "j", "l", "u", "u", "U", "C-r"], ["p", "j", "Enter"], ["w"], ["j", "Enter"], ["2", "l"], ["2", "d"],
        ["v", "x", "y"], ["1", "x", "a"], ["t", "t"], ["Tab", "Left", "Up", "Tab"], ["?", "j"], ["Esc", "*", "b", "o"],
        ["c"], ["Esc", "P"], ["Enter", "9", "Enter"], ["Esc", "Enter", "abc", "Enter"], ["Esc"],
      ]
      for keys in scripts {
        for key in keys {
          // tmux waits for no one: Esc and the key after it must not be read as one.
          try await tmux.press(key == "Esc" ? "Escape" : key)
          if key == "Esc" { try await Task.sleep(for: .milliseconds(60)) }
          model.press(key)
        }
        try await tmux.shows(model)
      }
      try await tmux.press("q")
      #expect(try await tmux.exitStatus() == 0)
    }
  }

  @Test(
    "Every terminal shows the same in the colours it has",
    arguments: [
      ("xterm-256color", ColorDepth.palette256), ("tmux-256color", .palette256), ("screen", .eight), ("xterm", .eight),
      ("linux", .eight), ("vt100", .mono),
    ])
  func terminals(term: String, depth: ColorDepth) async throws {
    let sandbox = try Sandbox()
    try await inTmux(variables: ["TERM": term], sandbox: sandbox) { tmux in
      var model = Model(columns: 80, rows: 24)
      try await tmux.shows(model, depth: depth)
      try await tmux.press("l", "Down", "End")
      model.press("l", "Down", "End")
      try await tmux.shows(model, depth: depth)
      try await tmux.press("2", "j", "h")
      model.press("2", "j", "h")
      try await tmux.shows(model, depth: depth)
      try await tmux.press("C-c")
      #expect(try await tmux.exitStatus() == 130)
    }
  }

  @Test("Without UTF-8 the screen is ASCII; options overrule the locale")
  func encodings() async throws {
    let cases: [(String, [String: String], Bool)] = [
      ("", ["LC_ALL": "C"], false), ("", ["LC_ALL": "", "LANG": "C"], false), ("", ["LC_ALL": "POSIX"], false),
      ("--ascii", ["LC_ALL": "C.UTF-8"], false), ("--unicode", ["LC_ALL": "C"], true),
      ("", ["LC_ALL": "C.UTF-8", "LC_NUMERIC": "de_DE.UTF-8"], true),
    ]
    for (options, variables, isUnicode) in cases {
      let sandbox = try Sandbox()
      try await inTmux(options, variables: variables, sandbox: sandbox) { tmux in
        var model = Model(columns: 80, rows: 24)
        try await tmux.shows(model, depth: .palette256, isUnicode: isUnicode)
        try await tmux.press("?")
        model.press("?")
        try await tmux.shows(model, depth: .palette256, isUnicode: isUnicode)
        let screen = try await tmux.capture()
        #expect(screen.utf8.allSatisfy { $0 < 0x80 } != isUnicode, "\(variables)")
        try await tmux.press("q", "q")
        #expect(try await tmux.exitStatus() == 0)
      }
    }
  }

  @Test("Sizes: panes fold, too small says so, and it recovers")
  func sizes() async throws {
    let sandbox = try Sandbox()
    // A shell may export a size that is not, or no longer, the terminal's.
    let variables = ["COLUMNS": "40", "LINES": "12"]
    try await inTmux("--color never", variables: variables, columns: 60, rows: 20, sandbox: sandbox) { tmux in
      var model = Model(columns: 60, rows: 20)
      try await tmux.shows(model)
      for (columns, rows) in [(20, 5), (36, 10), (57, 14), (300, 90), (2, 2), (80, 24)] {
        try await tmux.resize(columns: columns, rows: rows)
        _ = model.update(.resize(columns: columns, rows: rows))
        try await tmux.shows(model)
        if (columns, rows) == (20, 5) {
          let screen = try await tmux.capture()
          #expect(screen.contains("20x5") && screen.contains("36x10"))
        }
      }
      try await tmux.press("q")
      #expect(try await tmux.exitStatus() == 0)
    }
  }

  @Test("The command that reproduces a view does")
  func reproduction() async throws {
    let sandbox = try Sandbox()
    let cases = [
      (["l", "j", "l", "t"], 100, 32), (["p", "j", "j", "Enter", "x", "l"], 80, 24),
      (["2", "2", "d", "j", "l"], 60, 24),
      (["*", "2", "j"], 100, 32),
    ]
    for (keys, columns, rows) in cases {
      try await inTmux("--color never", columns: columns, rows: rows, sandbox: sandbox) { tmux in
        var model = Model(columns: columns, rows: rows)
        try await tmux.shows(model)
        for key in keys {
          try await tmux.press(key)
          model.press(key)
        }
        try await tmux.press("c")
        model.press("c")
        try await tmux.shows(model)
        let command = try reproducingCommand(on: await tmux.capture())
        #expect(command.hasPrefix("w2s render --size \(columns)x\(rows) "))
        try await tmux.press("Escape")
        try await Task.sleep(for: .milliseconds(60))
        model.press("Esc")
        try await tmux.shows(model)
        let printed = try await shell(command)
        #expect(printed.errors.isEmpty)
        // The header names the preset, the footer what was said last, and the sliders the one selected.
        #expect(picture(printed.output) == picture(try await tmux.capture()), "\(command)")
      }
    }
  }

  /// The second command of the page, as a shell reads its rows.
  private func reproducingCommand(on screen: String) throws -> String {
    let lines = screen.split(separator: "\n").map(String.init)
    let first = try #require(lines.firstIndex { $0.hasPrefix("w2s render") })
    let last = try #require(lines[first...].firstIndex { !$0.hasSuffix("\\") })
    return lines[first...last].joined(separator: "\n")
  }

  private func picture(_ screen: String) -> [String] {
    let lines = comparable(screen).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.dropFirst().dropLast().map { $0.replacing("▸", with: " ") }
  }
}
