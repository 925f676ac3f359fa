// Whether what a tour says is so.

import Canvas
import Figures
import Preferences
import Theory

extension Tour {
  /// What it says that is not so: claims that do not hold, tasks done before they are begun or not done by their
  /// solution, predictions without a truth that can be marked or without exactly one right choice.
  public var falsehoods: [FileComplaint] { steps.flatMap(falsehoods) }

  private func falsehoods(_ step: TourStep) -> [FileComplaint] {
    var complaints = Self.failed(step.claims, step.settings, in: file)
    func complain(_ line: Int?, _ message: String) {
      complaints.append(FileComplaint(file: file, line: line ?? step.line, message: message))
    }
    if let task = step.task {
      if task.isSolved(step.settings) { complain(task.line, "the task is done before it is begun") }
      complaints += Self.failed(task.goal, task.solution, in: file)
    }
    guard let prediction = step.prediction else { return complaints }
    complaints += Self.failed(prediction.claims, prediction.revealed, in: file)
    switch prediction.form {
    case .marker(let ruler):
      if let truth = ruler.truth(prediction.revealed) {
        if !(ruler.scale.lower...ruler.scale.upper).contains(truth) {
          complain(
            prediction.line,
            "\(ruler.quantity.name) is \(Self.number(truth)), beyond the ruler from \(Self.number(ruler.scale.lower)) to "
              + Self.number(ruler.scale.upper))
        }
      } else {
        complain(prediction.line, "\(ruler.quantity.name) has no value there")
      }
    case .choice(let choices):
      let right = choices.filter { $0.condition.holds(prediction.revealed) }.map { "'\($0.text)'" }
      if right.count != 1 {
        complain(
          prediction.line,
          "exactly one choice is to be right; \(right.isEmpty ? "none is" : "\(right.joined(separator: " and ")) are")")
      }
    }
    return complaints
  }

  private static func number(_ value: Double) -> String { NumberFormat(digits: 4, trimsZeros: true).text(value) }

  private static func failed(_ claims: [Claim], _ settings: Settings, in file: String) -> [FileComplaint] {
    claims.filter { !$0.condition.holds(settings) }.map { claim in
      FileComplaint(
        file: file, line: claim.line,
        message: "'\(claim.condition.text)' does not hold: \(claim.condition.truth(settings))")
    }
  }
}
