import ArgumentParser
import Canvas
import Explorer
import Preferences
import Tours

/// A guided tour of the theory.
struct TakeTour: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tour", _superCommandName: "w2s",
    abstract: "Take a guided tour in the explorer; without a name, list the tours.",
    discussion: """
      A tour is a file in TOML: one that comes with the program, one of your own in tours/ beside config.toml, or any other \
      by its path.

      EXAMPLES
        w2s tour
        w2s tour window --theme projector
        w2s tour window --notes                    in a second terminal: notes that follow
        w2s tour window --html > window.html       a handout; --handout for Markdown
        w2s tour --print window > mine.toml        the tour's file, to begin one of your own
        w2s tour --lint mine.toml                  whether what it says is so
        w2s tour ./mine.toml
      """)

  @Argument(help: "The tour's name, or the path of its file.", completion: .tours) var name: String?
  @Option(help: "The step to begin at, from 1.") var step = 1
  @Flag(help: "Follow the tour taken in another terminal: notes, the next step, the time.") var notes = false
  @Flag(help: "Print a handout in Markdown: every step's text and picture, predictions and tasks, answers last.")
  var handout = false
  @Flag(help: "Print the handout as one HTML file.") var html = false
  @Flag(help: "Check a tour's file: keys, values and claims.") var lint = false
  @Flag(help: "Print the tour's file.") var print = false
  @OptionGroup var explore: Explore

  func validate() throws {
    let ways = [("--notes", notes), ("--handout", handout), ("--html", html), ("--lint", lint), ("--print", print)]
    let given = ways.filter(\.1).map(\.0)
    if given.count > 1 { throw ValidationError("give \(given.joined(separator: " or ")), not both") }
    if let way = given.first, name == nil {
      throw ValidationError("\(way) needs a tour; 'w2s tour' lists them, and a path names a file")
    }
  }

  func run() throws {
    guard let name else {
      let library = TourLibrary.ofUser()
      complain(of: library.warnings)
      try say(TextTable(library.tours.map { [$0.name, $0.about] }, [.left]).text + "\n")
      return
    }
    if lint { return try check(name) }
    if print { return try write(try tourText(named: name).text) }
    let tour = try tour(named: name)
    guard (1...tour.steps.count).contains(step) else {
      throw ValidationError("the tour '\(tour.name)' has steps 1 to \(tour.steps.count), and --step is \(step)")
    }
    let doubts = isPath(name) ? tour.falsehoods : []
    if notes || handout || html { complain(of: doubts) }
    if notes { return try follow(tour) }
    if handout || html {
      let pages = Handout(tour)
      return try html ? write(pages.html) : say(pages.markdown)
    }
    try explore.run(tour: tour, at: step - 1, doubts: doubts)
  }

  /// Complains of all that is wrong with a tour's file.
  private func check(_ name: String) throws {
    let (text, file) = try tourText(named: name)
    var complaints = Tour.lint(text, file: file)
    if complaints.isEmpty, let tour = try? Tour(text, file: file) { complaints = tour.unreadable }
    for complaint in complaints { complain("\(complaint)") }
    if !complaints.isEmpty { throw ExitCode.validationFailure }
    let tour = try tour(named: name)
    let claims = tour.steps.reduce(0) { $0 + $1.claims.count + ($1.prediction?.claims.count ?? 0) }
    try say("\(file): \(tour.steps.count) steps, \(claims) claims, all true\n")
  }
}

/// Whether a tour is named by the path of its file.
private func isPath(_ name: String) -> Bool { name.contains("/") || name.hasSuffix(".toml") }

/// The text of a tour, by its name or the path of its file.
private func tourText(named name: String) throws -> (text: String, file: String) {
  if isPath(name) {
    do throws(FileComplaint) {
      guard let text = try UserFiles.text(of: name) else {
        throw FileComplaint(file: name, line: nil, message: "there is no such file")
      }
      return (text, name)
    } catch {
      throw ValidationError("\(error)")
    }
  }
  let file = try tour(named: name).file
  if let bundled = TourLibrary.bundled.first(where: { $0.file == file }) { return (bundled.text, bundled.file) }
  return try tourText(named: file)
}

/// The tour of a name, or of the path of its file.
func tour(named name: String) throws -> Tour {
  if isPath(name) {
    let (text, file) = try tourText(named: name)
    do throws(FileComplaint) {
      return try Tour(text, file: file)
    } catch {
      throw ValidationError("\(error)")
    }
  }
  let library = TourLibrary.ofUser()
  if let tour = library.tour(named: name) { return tour }
  // It may be one that could not be read.
  complain(of: library.warnings)
  throw ValidationError(
    "there is no tour '\(name)'; accepted: \(library.tours.map(\.name).joined(separator: ", ")), or the path of a file")
}
