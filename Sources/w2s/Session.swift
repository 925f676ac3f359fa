// What the explorer runs in.

import Canvas
import Explorer
import Figures
import Preferences
import Sampling
import Terminal

/// The terminal, the files and the threads that the explorer runs in.
final class Session: Surroundings {
  private let terminal: Terminal
  private let files: FileEffects
  private let runner: SimulationRunner
  /// What a pasted command opens, or why it opens nothing.
  private let open: (ShellCommand) -> [Action]
  private let start = ContinuousClock.now
  private var look: Look?
  /// The tour that others are told of, and when it began.
  private var told: (tour: String, begun: Int)?

  init(_ terminal: Terminal, store: BookmarkStore, open: @escaping (ShellCommand) -> [Action]) {
    self.terminal = terminal
    self.open = open
    files = FileEffects(store: store)
    runner = SimulationRunner(wake: { [waker = terminal.waker] in waker.wake() })
  }

  /// Runs until the person leaves or the terminal goes.
  /// - Returns: the exit code.
  func run(_ model: inout Model, simulates: Bool) -> Int32 {
    let size = Action.resize(columns: terminal.columns, rows: terminal.rows)
    tell(model.tourReport)
    defer { tell(nil) }
    return runExplorer(&model, in: self, first: [size] + (simulates ? [.command(.simulate)] : []))
  }

  var now: Duration { ContinuousClock.now - start }

  func wait(for time: Duration?) -> [Happening] {
    // Rounded up, so that the wait does not end just before the time and turn into a spin.
    let milliseconds = time.map { Int(clamping: (seconds($0) * 1000).rounded(.up)) }
    return terminal.wait(timeoutMilliseconds: milliseconds).compactMap { event in
      switch event {
      case .key(let key): .action(.key(key))
      case .mouse(let mouse): .action(.mouse(mouse))
      case .paste(let paste): .action(.paste(paste))
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
      look = model.look(
        depth: terminal.depth, glyphs: Glyphs(isUnicode: terminal.isUnicode), fineness: terminal.fineness)
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
    case .tell(let report): nothing(tell(report))
    case .open(let command): open(command)
    case .copy(let text):
      terminal.copy(text) ? [] : [.report("This terminal has no clipboard that a program can write to", isError: true)]
    case .saveBookmark, .write: files.perform(effect) ?? []
    }
  }

  private func start(_ job: Job) -> [Action] {
    do throws(MachineError) {
      try runner.start(job)
      return []
    } catch {
      return [.ran(job.refused("\(error)"))]
    }
  }

  /// Leaves word for the notes in another terminal.
  private func tell(_ report: TourReport?) {
    if let told, told.tour != report?.tour {
      TourTrace.remove(told.tour)
      self.told = nil
    }
    guard let report else { return }
    let begun = told?.begun ?? TourTrace.now
    told = (report.tour, begun)
    TourTrace(tour: report.tour, step: report.step, isRevealed: report.isRevealed, begun: begun).leave()
  }

  private func nothing(_ done: Void) -> [Action] { [] }
}
