// All that can happen to the model. Pure: what reaches outside is returned as an effect.

import Canvas
import Figures
import Preferences
import Simulation
import Theory
import Tours

/// Something that happened.
public enum Action: Sendable {
  /// A key was pressed.
  case key(Key)
  /// A command was given.
  case command(Command)
  /// What is set is to be this.
  case settings(Settings)
  /// The pointer did something.
  case mouse(Mouse)
  /// Something was pasted.
  case paste(Paste)
  /// A command asks for this view.
  case open(Opening)
  /// The screen has a new size.
  case resize(columns: Int, rows: Int)
  /// Time passed, while the model plays.
  case tick
  /// A job has something to report.
  case ran(JobReport)
  /// The bookmarks are these now, whoever kept them.
  case bookmarks([Bookmark])
  /// An effect has an outcome to report.
  case report(String, isError: Bool)
}

/// Something for the world outside the model to do.
public enum Effect: Sendable, Equatable {
  /// Leave.
  case quit
  /// Paint every cell again.
  case redraw
  /// Listen to the pointer, or no longer.
  case setMouse(Bool)
  /// Change the bookmarks kept.
  case saveBookmark(BookmarkChange)
  /// Start a job, in place of any under way.
  case start(Job)
  /// Give up the job under way.
  case cancelJob
  /// Write text to a file; over an existing one only if `replacing`.
  case write(String, path: String, replacing: Bool)
  /// Copy text to the clipboard of the terminal.
  case copy(String)
  /// Read a command as the command line would, and say what it opens.
  case open(ShellCommand)
  /// Tell other terminals where the tour is; nil once there is none.
  case tell(TourReport?)
}

extension Model {
  /// Applies an action.
  /// - Returns: what is to be done outside.
  public mutating func update(_ action: Action) -> [Effect] {
    let (before, place) = (settings, tour)
    var run: History.Run?
    var effects: [Effect] = []
    switch action {
    case .resize(let columns, let rows):
      self.columns = columns
      self.rows = rows
    case .key(let key):
      message = nil
      if isGliding {
        // Any key ends the way there.
        finishGlide()
      } else if entry != nil {
        effects = type(key)
      } else if overlay == nil, tour != nil, let command = Self.tourKeys[key] {
        (effects, run) = perform(command)
      } else if let command = keys.command(for: key) {
        (effects, run) = perform(command)
      } else if key == .delete || key == .backspace {
        effects = dropChosen()
      }
    case .command(let command): (effects, run) = perform(command)
    case .settings(let settings): self.settings = settings
    case .mouse(let mouse): run = point(mouse)
    case .paste(let paste): effects = take(paste)
    case .open(let opening): open(opening)
    case .tick:
      if isGliding { advanceGlide() } else { run = play() }
    case .ran(let report): receive(report)
    case .bookmarks(let bookmarks): takeBookmarks(bookmarks)
    case .report(let text, let isError): message = Message(text: text, isError: isError)
    }
    // Where a tour goes is undone by going back in it.
    if settings != before, tour == place, !isTimeTravel(action) {
      history.note(before, run: run)
    }
    if isLive, settings.regime != before.regime || settings.run != before.run, !effects.contains(.quit) {
      effects += simulateLive()
    }
    noteSolved()
    if tourReport != place?.report { effects.append(.tell(tourReport)) }
    if settings.regime != before.regime {
      trail.append(UniversalPlane.Point(before.regime))
      if trail.count > 24 { trail.removeFirst(trail.count - 24) }
    }
    return effects
  }

  private func isTimeTravel(_ action: Action) -> Bool {
    let command: Command? =
      switch action {
      case .key(let key): keys.command(for: key)
      case .command(let command): command
      default: nil
      }
    return command == .undo || command == .redo
  }

  /// Does what a command asks.
  /// - Returns: effects, and the run of changes that this one continues.
  mutating func perform(_ command: Command) -> ([Effect], History.Run?) {
    if overlay != nil, let effects = performInOverlay(command) { return (effects, nil) }
    if let done = performInTour(command) ?? settings.view.view.perform(command, on: &self) { return done }
    if command != .play, command != .theme, command != .pin { playing = nil }
    return command.row.deed(&self)
  }

  /// Whether the arrows move a crosshair.
  private var isOnPlot: Bool { focus == .plot && settings.view.view.hasCrosshair }

  /// The slider above or below; in the plot, the crosshair up or down.
  mutating func choose(up: Bool) -> History.Run? {
    if isOnPlot { return moveCrosshair(dx: 0, dy: up ? 1 : -1) }
    choose(settings.panel.sliders.neighbour(of: slider, forward: !up))
    return nil
  }

  /// A step of the slider; in the plot, of the crosshair.
  mutating func change(up: Bool) -> History.Run? {
    isOnPlot ? moveCrosshair(dx: up ? 1 : -1, dy: 0) : step(up: up, .normal)
  }

  /// Moves the slider to an end of its track.
  mutating func moveToEnd(high: Bool) {
    guard let ends = slider.track?.ends else { return }
    moveByHand(slider, to: high ? ends.1 : ends.0)
  }

  /// Shows the phases, and turns one of their settings over.
  mutating func showPhases(turning setting: WritableKeyPath<Settings, Bool>) {
    settings.view = .phases
    settings[keyPath: setting].toggle()
  }

  mutating func togglePin() {
    if let pin = settings.pins.pin(of: settings.state) {
      unpin(pin)
    } else if let letter = settings.pins.add(settings.state) {
      message = Message(text: "Pinned as \(letter): the verdict compares with this place")
    } else {
      let key = keys.keys(for: .pins).first?.name ?? "I"
      let count = Pins.letters.count
      message = Message(text: "At most \(count) places are pinned; \(key) lists them, Delete drops one", isError: true)
    }
  }

  mutating func unpin(_ pin: Pins.Pin) {
    settings.pins.drop(pin.letter)
    message = Message(text: "Unpinned \(pin.letter)")
  }

  mutating func listPins() {
    if settings.pins.isEmpty {
      message = Message(text: "Nothing is pinned yet; \(keys.keys(for: .pin).first?.name ?? "i") pins this place")
    } else {
      overlay = .pins(chosen: 0)
    }
  }

  mutating func listBookmarks() {
    if bookmarks.isEmpty {
      message = Message(text: "No bookmarks yet; \(keys.keys(for: .bookmark).first?.name ?? "m") makes one")
    } else {
      overlay = .bookmarks(chosen: 0)
    }
  }

  mutating func listTours() {
    let names = tours.tours.map(\.name)
    let last = tour?.tour.name ?? names.first { tourSteps[$0] != nil }
    overlay = .tours(chosen: names.firstIndex { $0 == last } ?? 0)
  }

  /// Only in a tour there is a step before and after.
  mutating func missTour() {
    message = Message(text: "There is no tour under way; \(keys.keys(for: .tours).first?.name ?? "T") lists them")
  }

  mutating func togglePresenting() {
    isPresenting.toggle()
    isPlotAlone = false
  }

  mutating func turnTheme() {
    themeName = themes.name(after: themeName)
    message = Message(text: "Theme \(themeName): \(themes.theme(named: themeName)?.about ?? "")")
  }

  mutating func toggleMouse() -> [Effect] {
    mouse.toggle()
    message = Message(text: mouse ? "Mouse on (Shift-drag selects text)" : "Mouse off")
    return [.setMouse(mouse)]
  }

  /// Gives up the job under way; without one, goes back to the whole screen and to the sliders.
  mutating func goBack() -> [Effect] {
    if job != nil { return cancelJob() }
    if isPlotAlone {
      isPlotAlone = false
      return []
    }
    focus = .sliders
    return []
  }

  mutating func travel(_ destination: Settings?, orSay text: String) {
    if let destination { settings = destination } else { message = Message(text: text) }
  }

  /// Shows a view; one shown already turns to its next picture, if asked.
  mutating func show(_ kind: ViewKind, turning: Bool = false) {
    if settings.view == kind {
      if turning { kind.view.turnPicture(&self) }
    } else {
      settings.view = kind
      kind.view.appear(in: &settings)
    }
  }

  /// Moves a parameter by an ordinary step of its slider.
  mutating func stepOnce(_ parameter: Parameter, up: Bool) {
    parameter.slider.step(&settings, up: up, .normal)
  }

  mutating func step(up: Bool, _ size: StepSize) -> History.Run {
    if !stepInSweep(slider, up: up) { slider.step(&settings, up: up, size) }
    return .slider(slider)
  }

  /// One step of play: back and forth between the ends of the track.
  private mutating func play() -> History.Run {
    guard let direction = playing else { return .play }
    let before = slider.value(settings)
    _ = step(up: direction == .up, .fine)
    _ = step(up: direction == .up, .fine)
    if slider.value(settings) == before { playing = direction == .up ? .down : .up }
    return .play
  }

  mutating func toggleTie() {
    if settings.toggleTie() {
      message = Message(
        text: settings.tie.map { "λt is tied to \(NumberFormat(trimsZeros: true).text($0)) λ⋆t" } ?? "λt is free")
    } else {
      message = Message(text: "λ⋆t = σε² γt is 0: there is no multiple of it to tie λt to", isError: true)
    }
  }

  /// Moves the crosshair of the view by cells, and with it its sliders.
  mutating func moveCrosshair(dx: Int, dy: Int) -> History.Run {
    settings.view.view.move(&self, dx: dx, dy: dy, layout: Layout(self))
    return .crosshair
  }

  mutating func turnPicture() {
    settings.view = .map
    if goToSweep() { return }
    guard simulatedMap != nil else {
      settings.picture = shownPicture == .theory ? .chance : .theory
      let key = keys.keys(for: .simulate).first?.name ?? "s"
      let stale = mapStaleReason.map { "The \(mismatchedSweep == nil ? "simulated map" : "sweep") is stale: \($0)" }
      let shown = settings.picture == .chance ? "P(gain) as predicted at d = \(settings.run.dimension). " : ""
      message = Message(text: "\(shown)\(stale ?? "No simulated map of these axes yet"); \(key) makes one")
      return
    }
    settings.picture = MapPicture.allCases.neighbour(of: settings.picture, forward: true)
  }

  mutating func turnColorForm() {
    settings.view = .map
    settings.colorForm = DivergingScale.Form.allCases.neighbour(of: settings.colorForm, forward: true)
    message = Message(text: "Colours grow \(settings.colorForm.inWords)")
  }

  mutating func turnStudent() {
    settings.filter = SpectralFilter.allCases.neighbour(of: settings.filter, forward: true)
    message = Message(text: "The student is \(settings.filter.meaning)")
  }

  mutating func goToOptimum() {
    let optimum = settings.regime.optimalLambdaT
    if Parameter.lambdaT.accepts(optimum) {
      settings.set(.lambdaT, optimum)
    } else {
      message = outOfReach("λ⋆t = σε² γt = ", optimum, .lambdaT)
    }
  }

  /// Says that a parameter cannot be set to a value computed for it.
  private func outOfReach(_ beginning: String, _ value: Double, _ parameter: Parameter) -> Message {
    let number = NumberFormat(trimsZeros: true).text(value)
    return Message(text: "\(beginning)\(number), and \(parameter.symbol) is \(parameter.accepted)", isError: true)
  }

  mutating func goToBest() {
    let best = BestPenalty(settings.regime)
    if best.lambdaS == .infinity {
      message = Message(text: "The best λs is infinite: a student that predicts 0")
    } else if !Parameter.lambdaS.accepts(best.lambdaS) {
      message = outOfReach("The best λs is ", best.lambdaS, .lambdaS)
    } else {
      settings.set(.lambdaS, best.lambdaS)
      if best.gap >= 0 { message = Message(text: "No λs beats this teacher; this one comes closest") }
    }
  }
}
