// What tours say is so, and what is wrong with a file is named.

import Canvas
import Figures
import Preferences
import Testing
import Theory
import Tours

@testable import Explorer

@Suite struct TourFileTests {
  @Test(arguments: TourLibrary.bundled.map(\.file))
  func saysWhatIsSo(file: String) throws {
    let text = try #require(TourLibrary.bundled.first { $0.file == file }?.text)
    #expect(Tour.lint(text, file: file) == [])
    let tour = try Tour(text, file: file)
    #expect(tour.unreadable == [])
    #expect((5...9).contains(tour.steps.count))
    #expect(tour.steps.count { $0.prediction != nil } >= 2)
    #expect(tour.steps.contains { $0.task != nil })
    #expect(tour.steps.allSatisfy { !$0.notes.isEmpty })
  }

  /// A number in the prose that is neither a placeholder, nor set, nor claimed, nobody would check.
  @Test(arguments: TourTests.names)
  func everyDecimalIsBacked(name: String) throws {
    let tour = try TourTests.tour(name)
    var known: Set<String> = []
    for step in tour.steps {
      let states =
        [step.settings] + (step.prediction.map { [$0.revealed] } ?? []) + (step.task.map { [$0.solution] } ?? [])
      for state in states {
        for slider in Slider.all {
          if let value = slider.value(state) { known.insert(NumberFormat(digits: 3, trimsZeros: true).text(value)) }
        }
        if let tie = state.tie { known.insert("\(tie)") }
      }
      let claims = step.claims + (step.prediction?.claims ?? []) + (step.task?.goal ?? [])
      known.formUnion(claims.flatMap(\.condition.numbers))
      let prose = [step.text, step.task?.text, step.task?.why, step.prediction?.question, step.prediction?.answer]
      for sentence in prose.compactMap({ $0 }) {
        for number in sentence.matches(of: /[0-9]+\.[0-9]+/) {
          #expect(known.contains(String(number.0)), "\(name), \(step.title): \(number.0)")
        }
      }
    }
  }

  private static let head = "name = \"t\"\nabout = \"a\"\n"
  private static let step = "[[step]]\ntitle = \"s\"\ntext = \"x\"\n"

  static let faults: [(text: String, line: Int?, says: [String])] = [
    ("", nil, ["a tour has a 'name'"]),
    ("name = \"t\"\n", nil, ["steps", "[[step]]"]),
    (head + "colour = 1\n" + step, 3, ["unknown key 'colour'", "accepted: name, title, about, step"]),
    (
      head + step + "[[step]]\ntitle = \"two\"\ntext = \"x\"\npint = \"contour\"\n", 9, ["unknown key 'pint'", "point"]
    ),
    (head + step + "point = \"moon\"\n", 6, ["no 'moon' to point at", "slider NAME"]),
    (head + step + "point = \"slider moon\"\n", 6, ["slider moon"]),
    (head + step + "claims = [\"gain\", \"rain\"]\n", 6, ["'rain' is no condition", "gain, loss, tie"]),
    (head + step + "claims = [\"loss\"]\n", 6, ["'loss' does not hold", "gain", "0.0326"]),
    (head + step + "claims = [\"gap = -0.033\"]\n[step.set]\nlambda-s = 0.1\n", nil, []),
    (head + step + "claims = [\"gap = -0.034\"]\n", 6, ["does not hold: gap is −0.0326"]),
    (head + step + "claims = [\"gap = -0.034 ± 0.01\"]\n", nil, []),
    (head + step + "claims = \"phase = never\"\n", 6, ["the phase is below"]),
    (head + step + "[step.set]\nlambda-s = -1\n", 7, ["'-1' is not accepted for 'lambda-s'", "≥ 0"]),
    (head + step + "[step.set]\nlambda-q = 1\n", 7, ["unknown setting 'lambda-q'", "lambda-s"]),
    (head + step + "[step.set]\nview = \"moon\"\n", 7, ["'moon'", "curves"]),
    (head + step + "[step.set]\nlambda-s = [[1]]\n", 7, []),
    (
      "name = \"t\"\nabout = \"a\"\n[[step]]\ntitle = \"s\"\ntext = \"the {moon}\"\n", 5, ["no quantity 'moon'", "gap"]
    ),
    (
      head + step + "[step.task]\ntext = \"do\"\ngoal = \"gain\"\nset = { lambda-s = 1 }\n", 6,
      ["done before it is begun"]
    ),
    (
      head + step + "[step.task]\ntext = \"do\"\ngoal = \"loss\"\nset = { lambda-s = 0.2 }\n", 8,
      ["'loss' does not hold"]
    ),
    (head + step + "[step.task]\ntext = \"do\"\ngoal = \"loss\"\n", 6, ["'set'"]),
    (head + step + "[step.predict]\nquestion = \"q\"\n", 6, ["'truth'"]),
    (head + step + "[step.predict]\nquestion = \"q\"\ntruth = \"gap\"\nruler = \"moon\"\n", 9, ["linear:LOW:HIGH"]),
    (
      head + step + "[step.predict]\nquestion = \"q\"\ntruth = \"gap\"\nruler = \"linear:1:2\"\n", 6,
      ["beyond the ruler"]
    ),
    (
      head + step
        + "[step.predict]\nquestion = \"q\"\nchoices = [{ text = \"a\", if = \"gain\" }, { text = \"b\", if = \"gap < 0\" }]\n",
      6, ["exactly one choice", "'a' and 'b' are"]
    ),
    (head + step + "glide = 3\n", 6, ["'glide' is true or false"]),
    (head + "step = 3\n", 3, ["steps"]),
    ("name = \"a b\"\n" + step, 1, ["'name'"]),
    ("name = \n", 1, []),
  ]

  @Test(arguments: faults.indices)
  func badFilesAreNamed(index: Int) throws {
    let (text, line, says) = Self.faults[index]
    let complaints = Tour.lint(text, file: "t.toml")
    guard line != nil || !says.isEmpty else {
      #expect(complaints == [])
      return
    }
    let first = try #require(complaints.first, "\(text)")
    #expect(first.file == "t.toml" && (line == nil || first.line == line), "\(first)\n\(text)")
    for part in says { #expect(first.message.contains(part), "\(first)") }
    #expect(!first.message.contains("\n"))
  }

  @Test func ownToursAreAdded() throws {
    let own = ("mine.toml", "name = \"minute\"\ntitle = \"Mine\"\nabout = \"a\"\n" + Self.step)
    let wrong = ("wrong.toml", "name = \"wrong\"\nabout = \"a\"\n" + Self.step + "claims = \"loss\"\n")
    let library = TourLibrary(added: [own, ("bad.toml", "name = 3\n"), wrong])
    #expect(library.tour(named: "minute")?.title == "Mine" && library.tours.count == 10)
    // What is not so is said, and the tour can be taken all the same.
    #expect(library.warnings.map(\.file) == ["bad.toml", "wrong.toml"])
  }
}
