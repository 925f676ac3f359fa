// The explorer as a conversation: every key, command and setting is answered in words that can be spoken, and every view
// says what it shows.

import Canvas
import Figures
import Simulation
import Testing
import Theory
import Tours

@testable import Explorer

/// Surroundings that keep what is to be written, and do jobs at once.
private final class Listening: Surroundings {
  var now: Duration { .zero }
  var written: [(text: String, path: String, replacing: Bool)] = []
  var bookmarks: [BookmarkChange] = []

  func wait(for time: Duration?) -> [Happening] { [] }
  func show(_ model: Model) {}

  func perform(_ effect: Effect) -> [Action] {
    switch effect {
    case .start(let job): return [.ran(job.isLive ? job.refused("not by itself") : job.run(threads: 1))]
    case .write(let text, let path, let replacing):
      written.append((text, path, replacing))
      return [.report("Wrote \(path)", isError: false)]
    case .saveBookmark(let change):
      bookmarks.append(change)
      if case .drop = change { return [] }
      return [.report("Bookmarks kept", isError: false)]
    default: return []
    }
  }
}

@Suite struct LinearTests {
  private let surroundings = Listening()

  private func model() -> Model {
    var model = Model(columns: 80, rows: 24)
    model.settings.run.dimension = 20
    model.settings.run.trials = 2
    return model
  }

  /// Says lines one after another, and returns the last answer.
  @discardableResult
  private func say(_ lines: String..., to model: inout Model) -> Answer {
    var answer = Answer(lines: [], leaves: false)
    for line in lines { answer = model.answer(line, in: surroundings) }
    return answer
  }

  /// Expects words that can be spoken, and the changed values among them.
  private func expectSpoken(_ answer: Answer, before: Model, after: Model, _ context: String) {
    #expect(!answer.lines.isEmpty && answer.lines.allSatisfy { !$0.isEmpty }, "\(context)")
    let isSpoken = answer.lines.allSatisfy { line in line.unicodeScalars.allSatisfy { !$0.isDisturbing } }
    #expect(isSpoken, "\(context): \(answer.lines)")
    for parameter in Parameter.allCases where before.settings.regime[parameter] != after.settings.regime[parameter] {
      let value = "\(parameter.symbol) \(spoken(after.settings.regime[parameter], digits: 6))"
      #expect(answer.lines.contains { $0.contains(value) }, "\(context): \(answer.lines) without \(value)")
    }
    let isList = answer.lines.count > 1
    #expect(!isList || answer.lines.dropFirst().enumerated().allSatisfy { $1.hasPrefix("\($0 + 1). ") }, "\(context)")
  }

  private static let starts = [
    "", "view curves", "view phases", "view spectrum", "view features", "view why", "presets",
  ]

  @Test(arguments: starts)
  func everyKeyIsAnswered(start: String) {
    for binding in KeyTable.standard.bindings {
      for key in binding.keys {
        var model = model()
        if !start.isEmpty { say(start, to: &model) }
        let before = model
        let answer = say(key.name, to: &model)
        expectSpoken(answer, before: before, after: model, "\(start), \(key.name)")
        #expect(answer.leaves == (binding.command == .quit && before.overlay == nil), "\(start), \(key.name)")
      }
    }
  }

  @Test func everyCommandIsAnsweredByItsName() {
    for command in Command.allCases {
      for start in Self.starts {
        var model = model()
        if !start.isEmpty { say(start, to: &model) }
        let before = model
        let answer = say(command.rawValue, to: &model)
        expectSpoken(answer, before: before, after: model, "\(start), \(command.rawValue)")
        #expect(answer.leaves == (command == .quit), "\(command)")
        #expect(model.isPlaying == false && model.job == nil)
      }
    }
  }

  /// A line of keys does what the keys do on the screen.
  @Test(arguments: [
    "l l l", "Down Down l , .", "2 2 d", "3 x y 3", "Tab Right Up", "Enter 1e-3 Enter", "b o u", "5 l x y",
  ])
  func keysDoWhatTheyDoOnTheScreen(keys: String) throws {
    var model = model()
    let answer = say(keys, to: &model)
    var other = self.model()
    for word in keys.split(separator: " ") {
      let pressed = Key(name: String(word)).map { [$0] } ?? word.unicodeScalars.map(Key.character)
      for key in pressed { _ = other.update(.key(key)) }
    }
    let isSame = model.settings == other.settings
    #expect(isSame && answer.lines.count == 1, "\(keys): \(answer.lines)")
  }

  @Test func everySettingIsTakenByItsName() throws {
    var given = Settings(Preset.all[1])
    given.set(.zeta, 0.25)
    given.set(.sigma, 0.75)
    given.curves = CurveSettings(.errors, axes: Axes(x: .sigma, y: .zeta))
    given.run.trials = 7
    given.run.engine = .dense
    given.featurePicture = .probes
    for field in SettingField.all where field.name != "explains" {
      guard let text = field.text(given) else { continue }
      var model = model()
      let before = model
      let answer = say("\(field.name) '\(text)'", to: &model)
      #expect(answer.lines.count == 1 && !answer.lines[0].contains("refused"), "\(field.name): \(answer.lines)")
      #expect(field.name == "preset" || field.text(model.settings) == text, "\(field.name) \(text)")
      expectSpoken(answer, before: before, after: model, field.name)
      let undone = say("undo", to: &model)
      let isBack = model.settings == before.settings
      #expect(isBack && undone.lines.count == 1, "\(field.name)")
    }
  }

  @Test func aChangeIsSaidInOneSentenceWithWhatItMeans() {
    var model = model()
    #expect(
      say("lambda-s 0.12", to: &model).lines == [
        "λs 0.12, student's ridge penalty. Gain: Ls − Lt −0.0347, 2.7% lower."
      ])
    #expect(say("lambda-s 5", to: &model).lines[0].contains("No gain: Ls − Lt +0.446"))
    #expect(say("lambda-s 0", to: &model).lines[0].contains("Tie"))
    #expect(say("Home", to: &model).lines[0] == "Nothing changed.")
    #expect(say("why", to: &model).lines[0].hasPrefix("View Why"))
    #expect(say("why", to: &model).lines[0].hasPrefix("View Map"))
  }

  @Test(arguments: [
    "lambda-s -1", "lambda-s", "lambda-t nan", "gamma-s 0", "zeta 2", "view nowhere", "preset 'Figure 99'", "foo",
    "l foo", "d 500", "\u{1b}[2J", "lambda-s \u{1b}]0;x\u{7}", "\u{0}", "🙂", "é\u{301}", "select foo",
    "theme foo", "explains why", "seed -1", "trials 0", "family a", "x-axis foo", "--lambda-s 3", "presets 99",
    "bookmarks 1", "λs 3", "export a.doc", "live", "play", "g", "F12",
    String(repeating: "x", count: 100_000),
  ])
  func hostileInputIsRefusedInOneLine(line: String) {
    var model = model()
    let before = model.settings
    let answer = say(line, to: &model)
    let said = answer.lines.joined()
    #expect(answer.lines.count == 1 && !answer.leaves && said.utf8.count < 2000, "\(said.prefix(300))")
    #expect(said.unicodeScalars.allSatisfy { !$0.isDisturbing }, "\(said.prefix(300))")
    let isRefused = said.contains("refused: ") || ["lambda-s", "bookmarks 1"].contains(line)
    #expect(isRefused, "\(line.prefix(40)): \(said.prefix(300))")
    let isSame = model.settings == before
    #expect(isSame, "\(line.prefix(40))")
    // It goes on.
    #expect(say("lambda-s 0.3", to: &model).lines[0].hasPrefix("λs 0.3"))
  }

  @Test func listsAreNumberedAndANumberChooses() {
    var model = model()
    let presets = say("presets", to: &model)
    #expect(presets.lines.count == Preset.all.count + 1 && presets.lines[2].hasPrefix("2. Figure 1 right: "))
    #expect(say("Down", to: &model).lines[0].hasPrefix("2. Figure 1 right"))
    #expect(say("3", to: &model).lines[0].contains("Figure 2 left") && model.settings.presetName == "Figure 2 left")
    #expect(model.overlay == nil)
    #expect(say("presets 1", to: &model).lines.count == 1 && model.settings.presetName == "Figure 1 left")
    let flips = say("flips", to: &model)
    #expect(flips.lines.count == 7 && flips.lines[1].hasPrefix("1. λt 0.05 flips at 0.1729"))
    #expect(say("2", to: &model).lines[0].hasPrefix("λs 0.44") && model.settings.regime.lambdaS > 0.4)
    let help = say("help", to: &model)
    #expect(help.lines.count == 1 + KeyTable.standard.bindings.count + SettingField.all.count)
    for command in Command.allCases { #expect(help.lines.contains { $0.contains(" \(command.rawValue)") }) }
    #expect(say("c", to: &model).lines[1].hasPrefix("1. Open this view again: w2s --"))
    // Neither is left open.
    #expect(model.overlay == nil)
    #expect(say("simulation-settings", "4", to: &model).lines[0].contains("Type the new value of trials"))
    #expect(say("25", to: &model).lines[0].contains("trials 25") && model.settings.run.trials == 25)
  }

  @Test func whatIsTypedIsTheNextLine() {
    var model = model()
    #expect(say("Enter", to: &model).lines == ["Type λt, a finite number ≥ 0 (0, or 1e-30 to 1e30)."])
    #expect(say("0.07", to: &model).lines[0].hasPrefix("λt 0.07") && model.entry == nil)
    #expect(say("=", "Esc", to: &model).lines == ["Nothing typed."])
    #expect(say("m", "a far place", to: &model).lines[0].contains("Bookmarks kept"))
    #expect(model.bookmarks.map(\.name) == ["a far place"])
    #expect(say("bookmark 'another one'", to: &model).lines[0].contains("Bookmarks kept"))
    let list = say("bookmarks", to: &model)
    #expect(list.lines.count == 3 && list.lines[2].hasPrefix("2. another one: λt 0.07"))
    #expect(say("Delete", to: &model).lines[0].contains("Dropped 'a far place'"))
    #expect(say("Esc", to: &model).lines == ["Closed."])
    #expect(say("export /tmp/a map.csv!", to: &model).lines == ["Wrote /tmp/a map.csv."])
    #expect(surroundings.written.last?.replacing == true && surroundings.written.last?.path == "/tmp/a map.csv")
    #expect(surroundings.bookmarks.count == 3)
  }

  @Test(arguments: ViewKind.allCases)
  func everyViewsWordsFollowTheState(kind: ViewKind) {
    var model = model()
    say("view \(kind.rawValue)", to: &model)
    let sliders = model.settings.panel.sliders
    let words = model.settings.view.view.words(model)
    #expect(words.count >= 3 && words.allSatisfy { $0.hasSuffix(".") }, "\(words)")
    for slider in sliders {
      var moved = model
      slider.step(&moved.settings, up: true, .coarse)
      #expect(moved.settings.view.view.words(moved) != words, "\(kind), \(slider.name)")
      #expect(say("where", to: &moved).lines != say("", to: &model).lines, "\(kind), \(slider.name)")
    }
  }

  @Test func everyViewSaysWhatItShows() {
    var model = model()
    func words(_ line: String) -> String {
      say(line, to: &model)
      return say("where", to: &model).lines.joined(separator: " ")
    }
    let map = words("view map")
    for part in ["λt across", "λs up", "crosshair is at λt 0.05 and λs 0.1", "Along λt the student gains below 0.173"] {
      #expect(map.contains(part), "\(map)")
    }
    #expect(words("preset 'Figure 1 right'").contains("Along λs the student gains from 0.00984 to 4.14"))
    #expect(words("view phases").contains("Phase window") && words("where").contains("ρ 0.865"), "\(words("where"))")
    #expect(words("d").contains("as printed decides"))
    #expect(words("preset 'Figure 6'").contains("peaks with") && words("where").contains("the teacher"))
    #expect(words("curves solutions").contains("The teacher is at c "))
    #expect(words("view spectrum").contains("keeps v "))
    #expect(words("gamma-s 4").contains("75% of the directions are at 0"))
    #expect(words("view features").contains("Teacher cannot learn βh"))
    #expect(words("why").contains("How far the weights point"))
    #expect(words("view map").contains("Map of") && words("why").contains("is noise 0.04, bias "), "\(words("where"))")
  }

  @Test func aSimulationIsRunToItsEndAndSaid() {
    var model = model()
    #expect(say("simulate", to: &model).lines[0].contains("simulated ") && model.job == nil)
    #expect(say("where", to: &model).lines.contains { $0.hasPrefix("simulated ") })
    #expect(say("n", to: &model).lines[0].contains("picture simulated"))
    #expect(say("view features", "s", to: &model).lines[0].contains("2 trials"))
    for picture in ["probes", "forgetting"] {
      say("feature-picture \(picture)", to: &model)
      let bare = model.settings.view.view.words(model).count
      say("s", to: &model)
      #expect(model.settings.view.view.words(model).count > bare + 3, "\(picture)")
    }
  }

  @Test func aTourIsTold() throws {
    var model = model()
    let tour = try #require(model.tours.tours.first)
    say("tours", to: &model)
    #expect(say("1", to: &model).lines[0].contains(tour.steps[0].title))
    #expect(model.greeting.lines.contains { $0.contains("Can it come closer to the truth") })
    // What is to be predicted is asked, and not told before.
    let asked = say("tour-next", to: &model).lines[0]
    #expect(asked.contains("2 of \(tour.steps.count)") && asked.contains("How does the student do"))
    #expect(!say("where", to: &model).lines.contains { $0.contains("Gain") || $0.contains("Tie") })
    #expect(say(".", to: &model).lines[0].contains("Chosen is 'exactly as well'"))
    let told = say("Enter", to: &model).lines[0]
    #expect(told.contains("Right: exactly as well.") && told.contains("Tie: the student equals its teacher"))
    say("PageDown", to: &model)
    #expect(say("> >", to: &model).lines[0].contains("The marker is at"))
    #expect(say("Space", to: &model).lines[0].contains("the truth is 0.444"))
    say("PageDown", to: &model)
    #expect(say("lambda-s 0.16", to: &model).lines[0].contains("Done."))
    #expect(say("Esc", to: &model).lines[0].contains("Leave the tour?"))
    #expect(say("Esc", to: &model).lines[0].contains("The tour is over"))
    #expect(say("T", to: &model).lines[1].contains("left at step 4 of 7"))
  }
}
