import ArgumentParser
import Canvas
import Explorer
import Preferences
import Sampling
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The explorer on the terminal.
struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open the explorer (the default).",
    discussion: """
      EXAMPLES
        w2s
        w2s --preset 'Figure 1 right' --theme projector
        w2s --gamma-s 1.2 --sigma 2 --view phases
      """)

  @OptionGroup var start: StartOptions
  @Option(help: "Colours: \(ColorChoice.allCases.map(\.rawValue).joined(separator: ", ")).")
  var color = ColorChoice.auto
  @Flag(help: "Use ASCII only.") var ascii = false
  @Flag(help: "Use Unicode whatever the locale says.") var unicode = false
  @Flag(help: "Leave the mouse to the terminal.") var noMouse = false

  func validate() throws {
    if ascii && unicode { throw ValidationError("give --ascii or --unicode, not both") }
  }

  func run() throws { try run(tour: nil) }

  /// Opens the explorer, at the first stop of a tour if there is one.
  func run(tour: Tour?) throws {
    let preferred = Preferred()
    let store = BookmarkStore()
    let warnings = preferred.warnings + (store.warning.map { [$0] } ?? [])
    var model: Model
    do {
      model = try start.model(columns: 80, rows: 24, preferred: preferred, bookmarks: store)
    } catch {
      // A theme that is not there may be one of these.
      complain(of: warnings)
      throw error
    }
    model.mouse = !noMouse && preferred.config.mouse != false
    model.bookmarks = store.bookmarks
    if let tour { model.visit(tour, stop: 0) }
    let terminal: Terminal
    do throws(TerminalError) {
      terminal = try Terminal.open(
        TerminalOptions(color: color, glyphs: ascii ? .ascii : unicode ? .unicode : .auto, mouse: model.mouse))
    } catch {
      complain(
        "\(error)\(isMissingTerminal(error) ? "; without one, use 'w2s check', 'w2s table' or 'w2s render'" : "")")
      throw ExitCode(69)  // EX_UNAVAILABLE
    }
    let session = Session(terminal, store: store)
    if let first = warnings.first {
      let more = warnings.count > 1 ? "  (and \(warnings.count - 1) more, shown on leaving)" : ""
      _ = model.update(.report("\(first)\(more)", isError: true))
    }
    let code = session.run(&model, simulates: start.simulate)
    terminal.close()
    complain(of: warnings)
    // A simulation given up may still be in the midst of a product, and an ordinary exit would take OpenBLAS's memory from
    // under it.
    _exit(code)
  }

  private func isMissingTerminal(_ error: TerminalError) -> Bool {
    if case .notATerminal = error.reason { return true }
    return false
  }
}

extension ColorChoice: ExpressibleByArgument {}

/// The terminal, the files and the threads that the explorer runs in.
private final class Session: Surroundings {
  private let terminal: Terminal
  private let store: BookmarkStore
  private let runner: SimulationRunner
  private let start = ContinuousClock.now
  private var look: Look?

  init(_ terminal: Terminal, store: BookmarkStore) {
    self.terminal = terminal
    self.store = store
    runner = SimulationRunner(waker: terminal.waker)
  }

  /// Runs until the person leaves or the terminal goes.
  /// - Returns: the exit code.
  func run(_ model: inout Model, simulates: Bool) -> Int32 {
    let size = Action.resize(columns: terminal.columns, rows: terminal.rows)
    return runExplorer(&model, in: self, first: [size] + (simulates ? [.command(.simulate)] : []))
  }

  var now: Duration { ContinuousClock.now - start }

  func wait(for time: Duration?) -> [Happening] {
    // Rounded up, so that the wait does not end just before the time and turn into a spin.
    let milliseconds = time.map { Int((seconds($0) * 1000).rounded(.up)) }
    return terminal.wait(timeoutMilliseconds: milliseconds).compactMap { event in
      switch event {
      case .key(let key): .action(.key(key))
      case .mouse(let mouse): .action(.mouse(mouse))
      case .resized(let columns, let rows): .action(.resize(columns: columns, rows: rows))
      case .woken: runner.take().map { .action($0) }
      case .resumed: nil
      case .terminated(let signal): .end(128 + signal)
      case .hungUp: .end(128 + 1)
      }
    }
  }

  func show(_ model: Model) {
    if look?.themeName != model.themeName {
      look = model.look(depth: terminal.depth, glyphs: Glyphs(isUnicode: terminal.isUnicode))
    }
    if let look { terminal.present(drawScreen(model, look: look)) }
  }

  func perform(_ effect: Effect) -> [Action] {
    switch effect {
    case .quit: []
    case .redraw: nothing(terminal.redraw())
    case .setMouse(let on): nothing(terminal.setMouse(on))
    case .start(let job): start(job)
    case .cancelJob: nothing(runner.cancel())
    case .saveBookmarks(let bookmarks):
      outcome("Bookmarks kept") { () throws(FileComplaint) in try store.save(bookmarks) }
    case .write(let text, let path, let replacing):
      outcome("Wrote \(path)") { () throws(FileComplaint) in
        try UserFiles.write(text, to: UserFiles.expanded(path), replacing: replacing)
      }
    }
  }

  private func start(_ job: Job) -> [Action] {
    do throws(MachineError) {
      try runner.start(job)
      return []
    } catch {
      let none = JobProgress(done: 0, total: 0)
      return [.ran(JobReport(job, progress: none, isFinal: true, finding: .failure("\(error)")))]
    }
  }

  private func nothing(_ done: Void) -> [Action] { [] }

  private func outcome(_ success: String, _ work: () throws(FileComplaint) -> Void) -> [Action] {
    do throws(FileComplaint) {
      try work()
      return [.report(success, isError: false)]
    } catch {
      return [.report("\(error)", isError: true)]
    }
  }
}
