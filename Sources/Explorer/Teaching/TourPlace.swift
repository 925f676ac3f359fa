// A tour under way: where it is, what was predicted and done, and where the person was before it.

import Canvas
import Figures
import Theory
import Tours

/// A tour under way.
public struct TourPlace: Sendable, Hashable {
  /// The tour.
  public let tour: Tour
  /// The number of the step, from 0.
  public internal(set) var step: Int
  /// Where the person was before.
  let home: Home
  /// What was predicted, by step.
  var guesses: [Int: Guess] = [:]
  /// The steps whose prediction has been answered.
  var revealed: Set<Int> = []
  /// The steps whose task is done.
  var solved: Set<Int> = []
  /// Whether leaving is to be confirmed.
  var isLeaving = false
  /// The sliders on their way; nil while they rest.
  var glide: Glide?

  /// The step itself.
  public var current: TourStep { tour.steps[step] }

  /// What there is to predict at the step and has not been answered yet.
  var openPrediction: Prediction? { revealed.contains(step) ? nil : current.prediction }

  /// Where the step is, or its answer.
  var settings: Settings {
    revealed.contains(step) ? current.prediction?.revealed ?? current.settings : current.settings
  }

  /// What is pointed at.
  var targets: [Target] {
    guard let prediction = current.prediction, revealed.contains(step) else { return current.targets }
    return prediction.targets
  }

  /// The slider that the step is about: the one pointed at, or that a task or an answer moves, or that is predicted.
  var slider: Slider? {
    for case .slider(let name) in targets { return Slider.named(name) }
    if let task = current.task { return task.change.lazy.compactMap { Slider.named($0.name) }.first }
    guard let prediction = current.prediction else { return nil }
    if case .marker(let ruler) = prediction.form, let parameter = ruler.parameter { return parameter.slider }
    return Slider.all.first { $0.text(prediction.revealed) != $0.text(current.settings) }
  }

  /// The prediction as it stands: the middle of the ruler, or the first choice, before it is moved.
  var guess: Guess? {
    guard let prediction = current.prediction else { return nil }
    if let guess = guesses[step] { return guess }
    switch prediction.form {
    case .marker: return .marker(0.5)
    case .choice: return .choice(0)
    }
  }
}

/// What a person predicts.
public enum Guess: Sendable, Hashable {
  /// A place on the ruler, from 0 to 1.
  case marker(Double)
  /// The number of a choice, from 0.
  case choice(Int)
}

/// Where a person was.
struct Home: Sendable, Hashable {
  let settings: Settings
  let chosen: [SliderPanel: Slider]
  let focus: Model.Focus
  let history: History
}

/// Sliders on their way from one place to another.
struct Glide: Sendable, Hashable {
  /// Steps of time that it takes.
  static let ticks = 12

  let from: Settings
  let to: Settings
  var tick = 0

  /// Where they are: at the picture of the end, the sliders along their tracks.
  var settings: Settings {
    guard tick < Self.ticks else { return to }
    var now = to
    // Slow at both ends.
    let share = Double(tick) / Double(Self.ticks)
    let eased = share * share * (3 - 2 * share)
    var regime = to.regime
    for parameter in Parameter.allCases {
      regime[parameter] = parameter.track.between(from.regime[parameter], to.regime[parameter], eased)
    }
    now.move(to: regime, tie: nil)
    for slider in Slider.nonlinear {
      guard let track = slider.track, let a = slider.value(from), let b = slider.value(to) else { continue }
      slider.set(track.between(a, b, eased), in: &now)
    }
    return now
  }
}

extension SliderTrack {
  /// A value so far along the track from one to another; the ends themselves at the ends.
  fileprivate func between(_ a: Double, _ b: Double, _ share: Double) -> Double {
    if a == b || share <= 0 { return a }
    if share >= 1 { return b }
    let slots = 4000
    let (first, last) = (slot(a, of: slots), slot(b, of: slots))
    return value(slot: first + Int(clamping: (share * Double(last - first)).rounded()), of: slots)
  }
}

/// What another terminal is told of a tour under way.
public struct TourReport: Sendable, Hashable {
  /// The tour's name.
  public let tour: String
  /// The number of the step, from 0.
  public let step: Int
  /// Whether its prediction has been answered.
  public let isRevealed: Bool
}

extension TourPlace {
  /// What another terminal is told of it.
  var report: TourReport { TourReport(tour: tour.name, step: step, isRevealed: revealed.contains(step)) }
}

extension Model {
  /// What another terminal is told; nil while there is no tour.
  public var tourReport: TourReport? { tour?.report }

  /// What is predicted at the step; nil where there is nothing to predict.
  public var tourGuess: Guess? { tour?.guess }

  /// The options that open the step of a tour and what of the screen is shown.
  var teachingArguments: [String] {
    var words: [String] = []
    if let place = tour {
      // A tour of the person's own is found by its file.
      let isShipped = TourLibrary.bundled.contains { $0.file == place.tour.file }
      words += ["--tour", isShipped ? place.tour.name : place.tour.file, "--step", "\(place.step + 1)"]
      switch (place.guesses[place.step], place.current.prediction?.form) {
      case (.marker(let position)?, .marker(let ruler)?): words += ["--guess", shortest(ruler.scale.value(position))]
      case (.choice(let index)?, _?): words += ["--guess", "\(index + 1)"]
      default: break
      }
      if place.revealed.contains(place.step) { words.append("--answered") }
    }
    if isPresenting { words.append("--present") }
    if isPlotAlone { words.append("--plot-alone") }
    return words
  }

  /// Whether picture and verdict are covered until a prediction is answered.
  public var isCovered: Bool { tour?.openPrediction?.covers == true }

  /// Keys of a tour, which are also those of a clicker.
  static let tourKeys: [Key: Command] = [
    .character(" "): .tourNext, .enter: .tourNext, .right: .tourNext, .pageDown: .tourNext,
    .left: .tourBack, .pageUp: .tourBack,
  ]

  /// Begins a tour, or takes it up again, at a step.
  public mutating func begin(_ tour: Tour, at step: Int = 0) {
    let home = self.tour?.home ?? Home(settings: settings, chosen: chosen, focus: focus, history: history)
    self.tour = TourPlace(tour: tour, step: 0, home: home)
    visit(step)
    // It opens there.
    finishGlide()
  }

  /// Answers the step's prediction as a person would.
  public mutating func answer(_ guess: Guess?, reveals: Bool) {
    guard let place = tour else { return }
    tour?.guesses[place.step] = guess
    if reveals { reveal() }
    finishGlide()
  }

  /// Goes to a step of the tour under way.
  mutating func visit(_ step: Int) {
    guard let place = tour, place.tour.steps.indices.contains(step) else { return }
    finishGlide()
    tour?.step = step
    tour?.isLeaving = false
    tourSteps[place.tour.name] = step
    (overlay, entry, playing, focus) = (nil, nil, nil, .sliders)
    // What is undone at a step is what was done at it.
    history = History()
    arrive(glides: place.tour.steps[step].glides)
  }

  /// Brings settings and the chosen slider to the step, or to its answer.
  private mutating func arrive(glides: Bool) {
    guard let place = tour else { return }
    var destination = place.settings
    if !place.tour.setsRun { destination.run = settings.run }
    if let slider = place.slider { choose(slider) }
    if glides, settings.regime != destination.regime || settings.features != destination.features {
      tour?.glide = Glide(from: settings, to: destination)
      settings = tour?.glide?.settings ?? destination
    } else {
      settings = destination
    }
  }

  /// Shows the truth.
  mutating func reveal() {
    guard let place = tour, place.openPrediction != nil else { return }
    tour?.guesses[place.step] = place.guess
    tour?.revealed.insert(place.step)
    arrive(glides: true)
  }

  /// A step of time of the sliders on their way.
  mutating func advanceGlide() {
    guard var glide = tour?.glide else { return }
    glide.tick += 1
    settings = glide.settings
    tour?.glide = glide.tick >= Glide.ticks ? nil : glide
  }

  /// Brings the sliders to where they are going.
  mutating func finishGlide() {
    guard let glide = tour?.glide else { return }
    settings = glide.to
    tour?.glide = nil
  }

  /// Leaves the tour, to where the person was.
  mutating func leaveTour() {
    guard let home = tour?.home else { return }
    tour = nil
    (settings, chosen, focus, playing) = (home.settings, home.chosen, home.focus, nil)
    history = home.history
  }

  /// What a command does in a tour; nil where it does what it does elsewhere.
  mutating func performInTour(_ command: Command) -> ([Effect], History.Run?)? {
    guard let place = tour else { return nil }
    if place.isLeaving {
      if command == .quit || command == .redraw { return nil }
      tour?.isLeaving = false
      if command == .cancel || command == .tourNext { leaveTour() }
      return ([], nil)
    }
    switch command {
    case .tourNext: goOn()
    case .tourBack: visit(max(0, place.step - 1))
    case .cancel:
      if job != nil || focus == .plot || isPlotAlone { return nil }
      tour?.isLeaving = true
    default:
      guard let prediction = place.openPrediction, let guess = place.guess,
        let moved = guess.moved(by: command, prediction)
      else { return nil }
      tour?.guesses[place.step] = moved
    }
    return ([], nil)
  }

  /// To the answer, the next step, or out.
  private mutating func goOn() {
    guard let place = tour else { return }
    if place.openPrediction != nil {
      reveal()
    } else if place.step + 1 < place.tour.steps.count {
      visit(place.step + 1)
    } else {
      tour?.isLeaving = true
    }
  }

  /// Notes a task that has just been done.
  mutating func noteSolved() {
    guard let place = tour, place.glide == nil, let task = place.current.task, !place.solved.contains(place.step),
      task.isSolved(settings)
    else { return }
    tour?.solved.insert(place.step)
  }
}

extension Guess {
  /// The guess after a command that moves it; nil for any other.
  fileprivate func moved(by command: Command, _ prediction: Prediction) -> Guess? {
    switch (self, prediction.form) {
    case (.marker(let position), _):
      let step: Double? =
        switch command {
        case .decreaseFine: -1.0 / 400
        case .increaseFine: 1.0 / 400
        case .decrease: -1.0 / 80
        case .increase: 1.0 / 80
        case .decreaseCoarse: -1.0 / 20
        case .increaseCoarse: 1.0 / 20
        case .minimum: -1
        case .maximum: 1
        default: nil
        }
      return step.map { .marker(min(1, max(0, position + $0))) }
    case (.choice(let index), .choice(let choices)):
      switch command {
      case .previousParameter, .decreaseFine: return .choice(max(0, index - 1))
      case .nextParameter, .increaseFine: return .choice(min(choices.count - 1, index + 1))
      default: return nil
      }
    default: return nil
    }
  }
}

extension Model {
  /// What is said to a person who opens the explorer for the first time.
  public var welcome: String {
    let key = keys.keys(for: .tours).first?.name ?? "T"
    let seen = settings.view == .map ? "Where it says GAIN, the student beats its teacher." : "Welcome."
    return "\(seen) \(key) explains in a minute."
  }
}
