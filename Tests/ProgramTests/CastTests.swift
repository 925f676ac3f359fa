// Recordings: their bytes, what is refused, and what a terminal shows of them.

import Canvas
import Explorer
import Foundation
import RandomSupport
import TerminalSupport
import Testing

@Suite("Recordings")
struct CastTests {
  /// The events of a recording: when, and what is written.
  private func events(_ text: String) throws -> [(time: Double, data: String)] {
    try text.split(separator: "\n").dropFirst().map { line in
      let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
      try #require(event.count == 3 && event[1] as? String == "o", "\(line)")
      return (try #require(event[0] as? Double), try #require(event[2] as? String))
    }
  }

  @Test("The same command writes the same bytes, each line of them JSON, and times never fall")
  func bytes() async throws {
    let sandbox = try Sandbox()
    let options = ["render", "--size", "100x30", "--keys", "l l b Space q", "--pause", "0.33", "--cast"]
    let outcome = try await w2s(options + ["-"])
    let again = try await w2s(options + [sandbox.home + "/a.cast"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(again.status == 0 && again.errors.isEmpty && again.output.isEmpty)
    #expect(sandbox.read("a.cast") == outcome.output)
    let header = try jsonObject(String(try #require(outcome.lines.first)))
    #expect(header as? [String: Int] == ["version": 2, "width": 100, "height": 30])
    let events = try events(outcome.output)
    #expect(events.first?.time == 0 && events.last?.time == 1.98 && events.last?.data == "")
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.time < $1.time })
    #expect(events.dropLast().allSatisfy { !$0.data.isEmpty })
    #expect(events.count { $0.time > 1.32 && $0.time < 1.65 } == 6, "play moves")
    #expect(outcome.lines.dropFirst().allSatisfy { $0.wholeMatch(of: /\[\d+\.\d\d\d, "o", ".*"\]/) != nil })
    #expect(outcome.output.contains("38;5;"))
    withExtendedLifetime(sandbox) {}
  }

  @Test("Colours are those asked for, without any by attributes alone")
  func colors() async throws {
    let codes = { (text: String) in Set(text.matches(of: /\\u001b\[([0-9;]*)m/).map { String($0.1) }) }
    let plain = try await w2s(["render", "--cast", "-", "--color", "never"])
    #expect(codes(plain.output).isSubset(of: ["0", "0;1", "0;2", "0;4", "0;7", "0;1;7", "0;1;4", "0;2;7"]))
    #expect(codes(plain.output).contains("0;1"))
    #expect(try await w2s(["render", "--cast", "-", "--color", "true"]).output.contains("38;2;"))
    let ascii = try await w2s(["render", "--cast", "-", "--ascii"])
    #expect(ascii.output.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test(
    "Options that are refused",
    arguments: [
      (["--pause", "1"], ["--pause", "--cast"]), (["--cast", "x", "--pause", "0.009"], ["'0.009'", "0.01 to 60"]),
      (["--cast", "x", "--pause", "61"], ["'61'"]), (["--cast", "x", "--pause", "nan"], ["'nan'"]),
      (["--cast", "x", "--pause", "-1"], ["'-1'"]), (["--cast", "x", "--pause", "inf"], ["'inf'"]),
      (["--cast", "x", "--pause", "slow"], ["'slow'"]), (["--cast", "x", "--as", "csv"], ["--cast", "--as"]),
      (["--cast", ""], ["name of a file"]), (["--cast", "!"], ["name of a file"]), (["--cast"], ["--cast"]),
    ])
  func refusals(options: [String], parts: [String]) async throws {
    let sandbox = try Sandbox()
    try await w2s(["render"] + options, environment: sandbox.variables).expectRefusal(parts, "\(options)")
    withExtendedLifetime(sandbox) {}
  }

  @Test("A file that exists is kept unless its name ends with a !")
  func kept() async throws {
    let sandbox = try Sandbox()
    try sandbox.write("mine", to: "a.cast")
    let path = sandbox.home + "/a.cast"
    let refused = try await w2s(["render", "--cast", path])
    #expect(refused.status == 74 && refused.output.isEmpty && sandbox.read("a.cast") == "mine")
    refused.expectOneLine([path, "exists and is kept", "!"], "a file that exists")
    let nowhere = try await w2s(["render", "--cast", sandbox.home + "/none/a.cast"])
    #expect(nowhere.status == 74)
    nowhere.expectOneLine(["cannot be written"], "no folder")
    let replaced = try await w2s(["render", "--cast", path + "!"])
    #expect(replaced.status == 0 && replaced.output.isEmpty && replaced.errors.isEmpty)
    #expect(sandbox.read("a.cast")?.hasPrefix("{\"version\":2") == true)
    #expect(sandbox.files.sorted() == ["a.cast"])
    withExtendedLifetime(sandbox) {}
  }

  @Test("A whole session, replayed in tmux, is on the screen as drawn", arguments: [ColorDepth.palette256, .trueColor])
  func replayed(depth: ColorDepth) async throws {
    let keys = [
      "l", "Down", "b", "p", "Down", "Enter", "2", "?", "Esc", "2", "d", "3", "t", "Tab", "Left", "5", "1", "u",
    ]
    let outcome = try await w2s([
      "render", "--size", "100x30", "--keys", keys.joined(separator: " "), "--color",
      depth == .trueColor ? "true" : "256", "--cast", "-",
    ])
    let events = try events(outcome.output)
    var model = Model(columns: 100, rows: 30)
    for count in 0...keys.count {
      if count > 0 { model.press(keys[count - 1]) }
      guard count % 3 == 0 else { continue }
      let data = events.prefix { $0.time <= Double(count) }.map(\.data).joined()
      let look = try #require(model.look(depth: depth, glyphs: Glyphs(isUnicode: true)))
      try await expect(data, shows: drawScreen(model, look: look), "after \(count) keys")
    }
  }

  @Test("Wide characters come and go in tmux as drawn")
  func wide() async throws {
    var random = SplitMix64(seed: 5)
    var data = ""
    var before: Frame?
    for round in 0..<40 {
      var frame = before ?? Frame(width: 30, height: 6)
      for _ in 0..<8 {
        let text = (0..<1 + random.below(5)).map { _ in random.pick(["a", " ", "漢", "字", "▀"]) }.joined()
        frame.put(
          text, x: random.below(30), y: random.below(6), random.pick([.plain, Style(.indexed(3), on: .indexed(200))]))
      }
      data += frame.ansiChanges(since: before)
      if round % 10 == 9 { try await expect(data, shows: frame, "round \(round)") }
      before = frame
    }
  }

  /// Made anew with W2S_RECORD=1, by the two commands that the script's head names.
  @Test("The picture in the README is of this program")
  func readmePicture() async throws {
    let sandbox = try Sandbox()
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let script = String(
      decoding: try Data(contentsOf: root.appending(path: ".assets/movie.py")), as: UTF8.self)
    let commands = try #require(script.firstMatch(of: /\n\n( {4}w2s render (.|\n)*?)\n\n/)).1
    let made = try await shell(
      "mkdir -p .assets && cp '\(root.path)/.assets/movie.py' .assets && \(commands) && cat .assets/explorer.svg",
      environment: sandbox.variables)
    #expect(made.status == 0, "\(made.errors)")
    let picture = root.appending(path: ".assets/explorer.svg")
    if ProcessInfo.processInfo.environment["W2S_RECORD"] == "1" {
      try Data(made.output.utf8).write(to: picture)
    } else {
      let kept = String(decoding: try Data(contentsOf: picture), as: UTF8.self)
      let isKept = kept == made.output
      #expect(isKept, "the explorer looks otherwise now")
    }
    withExtendedLifetime(sandbox) {}
  }

  @Test("A recording becomes a moving picture, in which each screen has its time and its words")
  func movie() async throws {
    let sandbox = try Sandbox()
    let assets = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.assets")
    let recorded = try await w2s(["render", "--keys", "2 ? Esc", "--cast", sandbox.home + "/a.cast", "--pause", "2"])
    #expect(recorded.status == 0)
    let made = try await run(
      "/usr/bin/env",
      ["python3", assets.appending(path: "movie.py").path, sandbox.home + "/a.cast", sandbox.home + "/a.svg"])
    #expect(made.status == 0 && made.errors.isEmpty, "\(made.errors)")
    let picture = try #require(sandbox.read("a.svg"))
    #expect(picture.contains("viewBox=\"0 0 640 408\""))
    #expect(picture.ranges(of: "<tspan ").count == picture.ranges(of: "</tspan>").count)
    // The screens come at 0, 2, 4 and 6 of 8 seconds; the last is the second again.
    let steps = [
      "[1 Map": "0%{visibility:visible}25%{visibility:hidden}",
      "[2 Phases": "0%{visibility:hidden}25%{visibility:visible}",
    ]
    for (title, expected) in steps {
      let row = try #require(picture.split(separator: "<g class=\"").dropFirst().first { $0.contains(title) })
      let name = row.prefix { $0 != "\"" }
      #expect(picture.contains("@keyframes \(name){\(expected)"), "\(title)")
      #expect(picture.contains("animation:\(name) 8.0s step-end infinite"), "\(title)")
    }
    #expect(!picture.unicodeScalars.contains { ("▀"..."▐").contains($0) }, "blocks are areas")
    withExtendedLifetime(sandbox) {}
  }

  /// Writes data to a new terminal, and expects a frame on its screen, glyphs and styles.
  private func expect(
    _ data: String, shows frame: Frame, _ context: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let sandbox = try Sandbox()
    try sandbox.write(data, to: "data")
    try await Tmux.run("sh -c 'cat \"\(sandbox.home)/data\"; sleep 60'", columns: frame.width, rows: frame.height) {
      tmux in
      var seen: String?
      for _ in 0..<500 {
        var terminal = TinyTerminal(width: frame.width, height: frame.height)
        let screen = try await tmux.tmux("capture-pane", "-p", "-e", "-N")
        terminal.write("\u{1B}[2J")
        for (y, line) in screen.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
          terminal.go(x: 0, y: y)
          terminal.write(String(line))
        }
        seen = terminal.complaints.first ?? terminal.difference(from: frame)
        if seen == nil { break }
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(seen == nil, "\(context)", sourceLocation: sourceLocation)
    }
    withExtendedLifetime(sandbox) {}
  }
}
