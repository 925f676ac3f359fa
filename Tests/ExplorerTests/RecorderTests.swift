// Recordings of whole sessions, compared with files and with what the explorer draws. Record them anew with
// W2S_RECORD=1 swift test --filter ExplorerTests.RecorderTests, and look at every difference.

import Canvas
import Export
import Figures
import Foundation
import TerminalSupport
import Testing

@testable import Explorer

@Suite struct RecorderTests {
  struct Script: Sendable, CustomTestStringConvertible {
    let name: String
    var columns = 80
    var rows = 24
    let keys: String
    var pause = Duration.seconds(1)
    var depth = ColorDepth.mono
    var isUnicode = true
    var testDescription: String { name }

    func pressed() throws -> [Key] {
      try keys.split(separator: " ").map { try #require(Key(name: String($0)), "\($0)") }
    }

    func recorded(from model: Model? = nil) throws -> Cast {
      let model = model ?? Model(columns: columns, rows: rows)
      return try #require(
        recordedSession(
          of: model, keys: pressed(), pause: pause, depth: depth, glyphs: Glyphs(isUnicode: isUnicode)))
    }

    func frame(of model: Model) throws -> Frame {
      drawScreen(model, look: try #require(model.look(depth: depth, glyphs: Glyphs(isUnicode: isUnicode))))
    }
  }

  static let scripts: [Script] = [
    Script(
      name: "figures", keys: "Down l l b p Down Enter w Down Enter 2 d 2 Tab Up Tab 3 ? Esc 1 t Enter 1 e - 3 Enter u",
      pause: .milliseconds(1500), depth: .palette256),
    Script(
      name: "play", columns: 60, rows: 20, keys: "Down Space Up Space . q l", pause: .milliseconds(320),
      isUnicode: false),
    Script(
      name: "tour", columns: 60, rows: 20,
      keys: "T Enter PageDown Down Enter PageDown > > Enter PageDown . P PageDown z z Left Esc Esc 6 l",
      pause: .milliseconds(900)),
  ]

  @Test(arguments: scripts)
  func recordingIsAsKept(_ script: Script) throws {
    let text = try script.recorded().text
    #expect(text == (try script.recorded().text))
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Casts/\(script.name).cast")
    if ProcessInfo.processInfo.environment["W2S_RECORD"] == "1" {
      try Data(text.utf8).write(to: file)
    } else {
      let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      let lines = zip(text.split(separator: "\n"), kept.split(separator: "\n"))
      #expect(text == kept, "line \((lines.enumerated().first { $1.0 != $1.1 }?.offset ?? -1) + 1) is another")
    }
  }

  /// At every key the recording shows what is drawn for the model after that key.
  @Test func everyKeyIsShownInItsTime() throws {
    let script = Self.scripts[0]
    let cast = try script.recorded()
    var events = cast.events[...]
    var model = Model(columns: script.columns, rows: script.rows)
    var terminal = TinyTerminal(width: script.columns, height: script.rows)
    let keys = try script.pressed()
    for count in 0...keys.count {
      if count > 0 { _ = model.update(.key(keys[count - 1])) }
      while let event = events.first, event.time <= script.pause * count {
        terminal.write(event.data)
        events.removeFirst()
      }
      #expect(terminal.difference(from: try script.frame(of: model)) == nil, "after \(count) keys")
    }
    #expect(terminal.complaints.isEmpty)
    #expect(Array(events) == [Cast.Event(time: script.pause * (keys.count + 1), data: "")])
  }

  @Test func playMovesEveryFiftyMillisecondsOfAPause() throws {
    let script = Script(name: "", keys: "Space Space", pause: .milliseconds(320))
    let cast = try script.recorded()
    var model = Model(columns: 80, rows: 24)
    var terminal = TinyTerminal(width: 80, height: 24)
    var times: [Duration] = []
    for event in cast.events {
      terminal.write(event.data)
      if (script.pause...script.pause * 2).contains(event.time) { times.append(event.time) }
    }
    // The key itself says that it plays, where it says anything; the second stops it.
    let ticks = (1...6).map { script.pause + .milliseconds(50 * $0) }
    #expect(times.filter { $0 > script.pause && $0 < script.pause * 2 } == ticks)
    model.playing = .up
    for _ in ticks { _ = model.update(.tick) }
    model.playing = nil
    #expect(terminal.difference(from: try script.frame(of: model)) == nil)
    #expect(cast.events.last == Cast.Event(time: .milliseconds(960), data: ""))
  }

  @Test func whatLooksTheSameWritesNothing() throws {
    let script = Script(name: "", keys: "F12 F12")
    #expect(try script.recorded().events.map(\.time) == [.zero, .seconds(3)])
  }

  @Test func leavingEndsTheRecordingAPauseLater() throws {
    let cast = try Script(name: "", keys: "l q l l l").recorded()
    #expect(cast.events.map(\.time) == [.zero, .seconds(1), .seconds(3)])
  }

  @Test func simulationsAreAtTheirEndAtOnce() throws {
    let script = Script(name: "", keys: "s")
    var model = Model(columns: 80, rows: 24)
    model.settings.run.dimension = 20
    model.settings.run.trials = 2
    let cast = try script.recorded(from: model)
    #expect(cast.events.map(\.time) == [.zero, .seconds(1), .seconds(2)])
    var terminal = TinyTerminal(width: 80, height: 24)
    for event in cast.events { terminal.write(event.data) }
    var actions = [Action.key(.character("s"))]
    while !actions.isEmpty { actions += model.update(actions.removeFirst()).flatMap(\.doneAtOnce) }
    #expect(model.job == nil && model.found != nil)
    #expect(terminal.difference(from: try script.frame(of: model)) == nil)
  }
}
