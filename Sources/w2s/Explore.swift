import ArgumentParser
import Canvas
import Explorer
import Preferences
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
      model = try start.model(columns: 80, rows: 24, preferred: preferred)
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
    let session = Session(terminal, model: model, store: store, warnings: warnings)
    let code = session.run()
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

/// The explorer while it runs: events to actions, effects to deeds, the model to the screen.
private final class Session {
  private let terminal: Terminal
  private var model: Model
  private let store: BookmarkStore
  private var look: Look?
  private let runner: SimulationRunner

  init(_ terminal: Terminal, model: Model, store: BookmarkStore, warnings: [FileComplaint]) {
    self.terminal = terminal
    self.model = model
    self.store = store
    runner = SimulationRunner(waker: terminal.waker)
    if let first = warnings.first {
      let more = warnings.count > 1 ? "  (and \(warnings.count - 1) more, shown on leaving)" : ""
      _ = self.model.update(.report("\(first)\(more)", isError: true))
    }
  }

  /// Runs until the person leaves or the terminal goes.
  /// - Returns: the exit code.
  func run() -> Int32 {
    _ = model.update(.resize(columns: terminal.columns, rows: terminal.rows))
    while true {
      present()
      // All that is queued is taken before the next frame, so that a held key never runs ahead of the screen.
      let events = terminal.wait(timeoutMilliseconds: model.isPlaying ? 50 : nil)
      if events.isEmpty && model.isPlaying { _ = model.update(.tick) }
      for event in events {
        switch event {
        case .key(let key): if perform(model.update(.key(key))) { return 0 }
        case .mouse(let mouse): if perform(model.update(.mouse(mouse))) { return 0 }
        case .resized(let columns, let rows): _ = model.update(.resize(columns: columns, rows: rows))
        case .woken:
          for action in runner.take() { _ = model.update(action) }
        case .resumed: break
        case .terminated(let signal): return 128 + signal
        case .hungUp: return 128 + 1
        }
      }
    }
  }

  private func present() {
    if look?.themeName != model.themeName {
      look = model.look(depth: terminal.depth, glyphs: Glyphs(isUnicode: terminal.isUnicode))
    }
    if let look { terminal.present(drawScreen(model, look: look)) }
  }

  /// Does what the model asks for.
  /// - Returns: whether to leave.
  private func perform(_ effects: [Effect]) -> Bool {
    for effect in effects {
      switch effect {
      case .quit: return true
      case .redraw: terminal.redraw()
      case .setMouse(let on): terminal.setMouse(on)
      case .simulate(let request): runner.start(request)
      case .simulateFeatures(let request): runner.start(request)
      case .cancelSimulation: runner.cancel()
      case .saveBookmarks(let bookmarks):
        report("Bookmarks kept") { () throws(FileComplaint) in try store.save(bookmarks) }
      case .write(let text, let path, let replacing):
        report("Wrote \(path)") { () throws(FileComplaint) in
          try UserFiles.write(text, to: UserFiles.expanded(path), replacing: replacing)
        }
      }
    }
    return false
  }

  private func report(_ success: String, _ work: () throws(FileComplaint) -> Void) {
    do throws(FileComplaint) {
      try work()
      _ = model.update(.report(success, isError: false))
    } catch {
      _ = model.update(.report("\(error)", isError: true))
    }
  }
}
