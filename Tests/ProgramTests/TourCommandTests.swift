// Tours from the shell: lists, files, notes in a second terminal, handouts, screens.

import Canvas
import Explorer
import Foundation
import TerminalHarness
import TerminalSupport
import Testing
import Tours

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Tours from the shell", .serialized)
struct TourCommandTests {
  private static let mine = """
    name = "mine"
    about = "one of my own"

    [[step]]
    title = "First"
    text = "The gap is {gap}."
    claims = ["gain"]
    notes = "Say hello."

    [[step]]
    title = "Second"
    text = "And now?"
    [step.set]
    lambda-s = 1
    """

  @Test("The list names all, a person's own too")
  func list() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.mine, to: "config/w2s/tours/mine.toml")
    try sandbox.write("name = 3\n", to: "config/w2s/tours/bad.toml")
    let outcome = try await w2s(["tour"], environment: sandbox.variables)
    #expect(outcome.status == 0 && outcome.lines.count == 10)
    for tour in TourLibrary().tours { #expect(outcome.output.contains(tour.name)) }
    #expect(outcome.lines.last?.hasPrefix("mine") == true)
    outcome.expectOneLine(["bad.toml:1", "'name'"], "the list")
    // It is in the explorer's list too, and its mistakes are among those of the person's files.
    let screen = try await w2s(["render", "--keys", "T End", "--size", "100x30"], environment: sandbox.variables)
    #expect(screen.output.contains("one of my own"))
    screen.expectOneLine(["bad.toml:1", "'name'"], "the screen")
    withExtendedLifetime(sandbox) {}
  }

  @Test("A file's mistakes are named with file, line and what is accepted")
  func lint() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.mine, to: "mine.toml")
    let good = try await w2s(["tour", "--lint", sandbox.home + "/mine.toml"])
    #expect(good.status == 0 && good.output.contains("2 steps, 1 claims, all true"))
    let faults: [(String, String, [String])] = [
      ("claims = [\"gain\"]", "claims = [\"loss\"]", [":7:", "'loss' does not hold", "gain"]),
      ("notes", "nots", [":8:", "unknown key 'nots'", "accepted: title"]),
      ("lambda-s = 1", "lambda-s = -1", [":14:", "'-1' is not accepted for 'lambda-s'"]),
      ("And now?", String(repeating: "And now, dear colleagues? ", count: 40), [":10:", "too long", "60x20"]),
    ]
    for (old, new, parts) in faults {
      try sandbox.write(Self.mine.replacing(old, with: new), to: "bad.toml")
      let bad = try await w2s(["tour", "--lint", sandbox.home + "/bad.toml"])
      #expect(bad.status == 64 && bad.output.isEmpty)
      let first = try #require(bad.errors.split(separator: "\n").first)
      for part in ["bad.toml"] + parts { #expect(first.contains(part), "\(bad.errors)") }
    }
    for file in TourLibrary.bundled {
      let text = try await w2s(["tour", "--print", String(file.file.dropLast(5))])
      #expect(text.output == file.text)
    }
    withExtendedLifetime(sandbox) {}
  }

  @Test("What cannot be taken is refused in one line")
  func refusals() async throws {
    let cases: [([String], [String])] = [
      (["tour", "nowhere"], ["no tour 'nowhere'", "minute", "window", "path"]),
      (["tour", "./nowhere.toml"], ["nowhere.toml", "no such file"]),
      (["tour", "window", "--step", "99"], ["steps 1 to 7", "99"]),
      (["tour", "window", "--notes", "--html"], ["--notes or --html"]),
      (["tour", "--handout"], ["--handout needs a tour"]),
      (["render", "--step", "2"], ["--step is of a tour", "--tour"]),
      (["render", "--tour", "minute", "--step", "0"], ["steps 1 to 7"]),
      (["render", "--tour", "minute", "--guess", "1"], ["nothing to predict"]),
      (["render", "--tour", "minute", "--step", "2", "--guess", "9"], ["number of a choice, 1 to 3", "'9'"]),
      (["render", "--tour", "minute", "--step", "3", "--guess", "x"], ["a number on the ruler", "'x'"]),
    ]
    for (arguments, parts) in cases {
      try await w2s(arguments).expectRefusal(parts, arguments.joined(separator: " "))
    }
  }

  @Test("A screen of a tour is printed, and its export's command prints it again")
  func render() async throws {
    for arguments in [
      ["--tour", "minute"], ["--tour", "minute", "--step", "3", "--guess", "0.5"],
      ["--tour", "minute", "--step", "3", "--guess", "0.5", "--answered", "--keys", "l l"],
      ["--tour", "features", "--step", "3", "--keys", "Down", "--present", "--size", "60x20"],
      ["--preset", "Figure 3", "--plot-alone"], ["--present", "--keys", "z"],
    ] {
      let outcome = try await w2s(["render", "--as", "txt"] + arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let command = try #require(outcome.lines.first?.dropFirst(2))
      let again = try await shell(String(command))
      #expect(again.output == outcome.output, "\(command)")
    }
  }

  @Test("Notes in a second terminal follow the first, and nothing breaks when either ends")
  func notes() throws {
    let sandbox = try Sandbox()
    let notes = try ExplorerRun(["tour", "minute", "--notes"], sandbox: sandbox)
    #expect(notes.shows("Waiting for 'w2s tour minute'"))
    let tour = try ExplorerRun(["tour", "minute"], sandbox: sandbox)
    tour.opens()
    #expect(notes.shows("step 1 of 7: A student, and a weaker teacher"))
    #expect(notes.shows("Let the room read the verdict first."))
    #expect(notes.shows("Next: What if it copies?"))
    tour.terminal.write(" ")
    #expect(notes.shows("step 2 of 7"))
    #expect(notes.shows("Answer: exactly as well"))
    tour.terminal.write("\r")
    #expect(notes.shows("Answered: exactly as well"))
    // Private: nobody else can read where the lecturer is.
    var status = stat()
    #expect(stat(sandbox.home + "/run/w2s", &status) == 0 && status.st_mode & 0o077 == 0)
    #expect(sandbox.files.contains("run/w2s/tour-minute"))
    tour.terminal.read(forMilliseconds: 900)
    tour.quits()
    #expect(notes.shows("The tour has ended"))
    #expect(!sandbox.files.contains("run/w2s/tour-minute"))
    // A tour that is killed leaves its trace, and is seen to be over.
    let killed = try ExplorerRun(["tour", "minute", "--step", "4"], sandbox: sandbox)
    killed.opens()
    #expect(notes.shows("step 4 of 7"))
    notes.terminal.read(forMilliseconds: 50)
    let before = notes.terminal.output.count
    killed.terminal.signal(SIGKILL)
    _ = killed.terminal.waitForExit(milliseconds: 5000)
    #expect(
      notes.terminal.read(forMilliseconds: 5000) {
        String(decoding: $0.output[before...], as: UTF8.self).contains("has ended")
      })
    notes.terminal.write("\u{03}")
    #expect(notes.terminal.waitForExit(milliseconds: 5000) != nil)
    // And a tour goes on when its notes have gone.
    let other = try ExplorerRun(["tour", "minute"], sandbox: sandbox)
    other.opens()
    other.press(" ")
    other.quits()
  }

  @Test("Where notes would not be private there are none, and it is said why")
  func publicFolder() async throws {
    let sandbox = try Sandbox()
    try sandbox.write("", to: "run/w2s/other")
    chmod(sandbox.home + "/run/w2s", 0o755)
    try await w2s(["tour", "minute", "--notes"], environment: sandbox.variables)
      .expectRefusal(["yours alone", "XDG_RUNTIME_DIR"], "notes")
    withExtendedLifetime(sandbox) {}
  }

  @Test("A handout has every step, picture and answer, and is well-formed")
  func handouts() async throws {
    for tour in TourLibrary().tours {
      let markdown = try await w2s(["tour", tour.name, "--handout"]).output
      let html = try await w2s(["tour", tour.name, "--html"]).output
      for (index, step) in tour.steps.enumerated() {
        #expect(markdown.contains("## \(index + 1). \(step.title)\n"))
        if let question = step.prediction?.question { #expect(markdown.contains("**Predict.** \(question)")) }
      }
      #expect(!markdown.contains("{") && !html.contains("{gap}"))
      // Answers come last, and none before.
      let parts = markdown.split(separator: "## Answers\n")
      #expect(parts.count == 2)
      let asked = tour.steps.count { $0.prediction != nil || $0.task != nil }
      #expect(parts[1].matches(of: /\n[0-9]+\. \*\*/).count == asked)
      let pictures = markdown.matches(of: /```text\n/).count
      #expect(pictures == tour.steps.count)
      #expect(html.ranges(of: "<svg ").count >= tour.steps.count - 2)
      let parser = XMLParser(data: Data(html.utf8))
      #expect(parser.parse(), "\(String(describing: parser.parserError)) line \(parser.lineNumber)")
      #expect(!html.contains("src=") && !html.contains("href="))
      // Each picture has its own frame, whatever the others have.
      let names = html.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
      #expect(Set(names).count == names.count && names.count >= tour.steps.count - 2)
      for use in html.matches(of: /url\(#([^)]*)\)/) { #expect(names.contains(String(use.1))) }
    }
  }

  @Test("Opened for the first time it says what is seen, and never again")
  func firstMinute() throws {
    let sandbox = try Sandbox()
    let variables = sandbox.environment()
    func opened() throws -> String {
      let terminal = try PseudoTerminal(
        Products.path("w2s"), [], environment: variables, columns: 80, rows: 24)
      terminal.read(forMilliseconds: 5000) { $0.text.contains("Verdict") }
      terminal.readUntilQuiet(milliseconds: 200)
      terminal.write("q")
      _ = terminal.waitForExit(milliseconds: 5000)
      return plainText(terminal.text)
    }
    // One line, which has room in 80 columns.
    let line = Model(columns: 80, rows: 24).welcome
    #expect(line.columns <= 78)
    #expect(try opened().contains(line))
    #expect(try !opened().contains("explains in a minute"))
    withExtendedLifetime(sandbox) {}
  }
}
