// A tour in words, for those who do not see its card.

import Canvas
import Figures
import Theory
import Tours

extension TourPlace {
  /// What is said at the step, asked, to be done, or answered.
  var inWords: String {
    let number = { (value: Double) in spoken(value) }
    let step = current
    let text = step.text.filled(step.settings, number: number)
    if let task = step.task {
      return solved.contains(self.step)
        ? "Done. \(task.why.filled(task.solution, number: number))" : "\(text) To do: \(task.text)"
    }
    guard let prediction = step.prediction else { return text }
    if openPrediction != nil {
      return [text, prediction.question, guessInWords.map { $0 + ". Enter answers" } ?? ""].joined(separator: " ")
    }
    return [outcomeInWords(prediction), prediction.answer.filled(prediction.revealed, number: number)]
      .joined(separator: " ")
  }

  /// What is predicted so far, and how it is changed.
  var guessInWords: String? {
    switch (current.prediction?.form, guess) {
    case (.marker(let ruler)?, .marker(let position)?):
      let ends = "\(spoken(ruler.scale.lower)) to \(spoken(ruler.scale.upper))"
      return "The marker is at \(spoken(ruler.scale.value(position))), on a ruler from \(ends); , . < > move it"
    case (.choice(let choices)?, .choice(let index)?):
      let others = choices.indices.filter { $0 != index }.map { "'\(choices[$0].text)'" }
      return "Chosen is '\(choices[index].text)'; Up and Down choose among it and \(listed(others))"
    default: return nil
    }
  }

  private func outcomeInWords(_ prediction: Prediction) -> String {
    switch (prediction.form, guess) {
    case (.marker(let ruler), .marker(let position)?):
      guard let truth = ruler.truth(prediction.revealed) else { return "" }
      let value = ruler.scale.value(position)
      return
        "You said \(spoken(value)), the truth is \(spoken(truth)): \(ruler.distance(of: value, from: truth).words)."
    case (.choice(let choices), .choice(let index)?):
      guard let right = prediction.rightChoice else { return "" }
      return right == index
        ? "Right: \(choices[right].text)." : "Not '\(choices[index].text)' but '\(choices[right].text)'."
    default: return ""
    }
  }
}
