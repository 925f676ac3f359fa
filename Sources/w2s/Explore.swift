import ArgumentParser
import Canvas
import Explorer
import Preferences
import Sampling
import Terminal
import Tours

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The explorer on the terminal.
struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore", _superCommandName: "w2s",
    abstract: "Open the explorer (the default).",
    discussion: """
      EXAMPLES
        w2s
        w2s --preset 'Figure 1 right' --theme projector
        w2s --gamma-s 1.2 --sigma 2 --view phases
        w2s --points mine.csv                      your own measurements on the theory; O lists them
        w2s --sweep merged.csv                     a merged sweep as a map of P(gain); 'w2s help sweep'
        printf 'lambda-s 0.5\\nwhy\\n' | w2s --linear
      """)

  @OptionGroup var start: StartOptions
  @Option(help: "Colours: \(ColorChoice.allCases.map(\.rawValue).joined(separator: ", ")).")
  var color = ColorChoice.auto
  @Option(
    help: """
      Pictures in place of the half blocks of the map: off, kitty (by the kitty protocol), auto (so on terminals known for \
      it); by default off.
      """)
  var graphics: GraphicsChoice?
  @Flag(help: "Use ASCII only.") var ascii = false
  @Flag(help: "Use Unicode whatever the locale says.") var unicode = false
  @Flag(help: "Leave the mouse to the terminal.") var noMouse = false
  @Flag(help: "Present: nothing but picture, caption and large numbers.") var present = false
  @Flag(help: "Converse in lines instead of drawing a screen: for screen readers, slow lines and scripts.")
  var linear = false

  func validate() throws {
    if ascii && unicode { throw ValidationError("give --ascii or --unicode, not both") }
  }

  func run() throws { try run(tour: nil, at: 0, doubts: []) }

  /// Opens the explorer, at a step of a tour if there is one.
  /// - Parameter doubts: what is to be said of the tour's file, with what is to be said of the others.
  func run(tour: Tour?, at step: Int, doubts: [FileComplaint]) throws {
    let preferred = Preferred()
    let store = BookmarkStore()
    let warnings = preferred.warnings + doubts + (store.warning.map { [$0] } ?? [])
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
    model.isPresenting = present
    if let tour { model.begin(tour, at: step) }
    if linear {
      complain(of: warnings)
      try Linear(store: store, isASCII: ascii).run(&model, simulates: start.simulate)
      return
    }
    let terminal: Terminal
    do throws(TerminalError) {
      terminal = try Terminal.open(
        TerminalOptions(
          color: color, glyphs: ascii ? .ascii : unicode ? .unicode : .auto,
          graphics: graphics ?? preferred.config.graphics ?? .off, mouse: model.mouse))
    } catch {
      complain(
        "\(error)\(isMissingTerminal(error) ? "; without one, use 'w2s check', 'w2s table' or 'w2s render'" : "")")
      throw ExitCode(69)  // EX_UNAVAILABLE
    }
    let session = Session(terminal, store: store) { pasted($0, preferred: preferred, bookmarks: store) }
    if let obstacle = terminal.graphicsObstacle {
      _ = model.update(.report("No pictures: \(obstacle)", isError: true))
    } else if warnings.isEmpty, tour == nil, FirstTime.isNow() {
      _ = model.update(.report(model.welcome, isError: false))
    }
    if let first = warnings.first {
      let more = warnings.count > 1 ? "  (and \(warnings.count - 1) more, shown on leaving)" : ""
      _ = model.update(.report("\(first)\(more)", isError: true))
    }
    let code = session.run(&model, simulates: start.simulate)
    // They appear as the screen is left, unless the terminal takes nothing; on their own they would wait for it.
    complain(of: warnings)
    terminal.close()
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
extension GraphicsChoice: ExpressibleByArgument {}
