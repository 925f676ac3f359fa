// How a screen is taught with: at which step of a tour, presented, or as the plot alone.

import ArgumentParser
import Canvas
import Explorer
import Figures
import Tours

/// The step of a tour and what it shows of the screen.
struct TeachingOptions: ParsableArguments {
  @Option(help: "Show a step of this tour, by its name or the path of its file.", completion: .tours) var tour: String?
  @Option(help: "The step of the tour, from 1 (default: 1).") var step: Int?
  @Option(parsing: .unconditional, help: "What is predicted there: a value on the ruler, or the number of a choice.")
  var guess: String?
  @Flag(help: "Show the answer to what is predicted there.") var answered = false
  @Flag(help: "Present: nothing but picture, caption and large numbers.") var present = false
  @Flag(help: "Show the plot alone.") var plotAlone = false

  func validate() throws {
    let others = [("--step", step != nil), ("--guess", guess != nil), ("--answered", answered)]
    if tour == nil, let other = others.first(where: \.1) {
      throw ValidationError("\(other.0) is of a tour; give --tour too")
    }
  }

  /// Brings a model there.
  /// - Parameter moved: whether options say where the sliders have gone since.
  func apply(to model: inout Model, moved: Bool) throws {
    model.isPresenting = present
    model.isPlotAlone = plotAlone
    guard let name = tour else { return }
    let tour = try w2s.tour(named: name)
    let step = step ?? 1
    guard (1...tour.steps.count).contains(step) else {
      throw ValidationError("the tour '\(tour.name)' has steps 1 to \(tour.steps.count), and --step is \(step)")
    }
    let (settings, slider) = (model.settings, model.slider)
    model.begin(tour, at: step - 1)
    guard guess != nil || answered || moved else { return }
    model.answer(try guess.map { try read($0, tour.steps[step - 1].prediction) } ?? model.tourGuess, reveals: answered)
    guard moved else { return }
    // What was asked for besides is where the sliders have gone since.
    model.settings = settings
    _ = model.select(slider.name)
  }

  private func read(_ text: String, _ prediction: Prediction?) throws -> Guess {
    switch prediction?.form {
    case nil: throw ValidationError("there is nothing to predict at that step, so there is no --guess")
    case .marker(let ruler):
      guard let value = typedNumber(text) else {
        throw ValidationError("--guess is a number on the ruler, and '\(text)' is none")
      }
      return .marker(ruler.position(value))
    case .choice(let choices):
      guard let number = Int(text), (1...choices.count).contains(number) else {
        throw ValidationError("--guess is the number of a choice, 1 to \(choices.count), and '\(text)' is none")
      }
      return .choice(number - 1)
    }
  }
}
