// Notes in a second terminal: what the speaker is reminded of at the step that the first one is at.

import ArgumentParser
import Canvas
import Preferences
import Tours

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Prints the notes of each step as the tour comes to it, until told to end.
func follow(_ tour: Tour) throws {
  if let obstacle = TourTrace.obstacle { throw ValidationError(obstacle) }
  let isTerminal = isatty(STDOUT_FILENO) == 1
  var shown: TourTrace?
  var isWaiting = false
  var second = -1
  while true {
    let trace = TourTrace.read(tour.name).flatMap { tour.steps.indices.contains($0.step) ? $0 : nil }
    if let trace {
      let elapsed = max(0, TourTrace.now - trace.begun)
      if trace != shown {
        if isTerminal { try write("\u{1B}[H\u{1B}[2J") } else if shown != nil || isWaiting { try say("\n") }
        try say(wrapped(notes(tour, trace)) + clock(elapsed) + " ")
        (shown, isWaiting, second) = (trace, false, elapsed)
      } else if isTerminal, elapsed != second {
        // The time stands at the end of the last line and is written over.
        try write("\r\(clock(elapsed)) ")
        second = elapsed
      }
    } else if !isWaiting {
      let ended = shown.map { "The tour has ended, after \(clock(max(0, TourTrace.now - $0.begun))). " } ?? ""
      if isTerminal { try write("\u{1B}[H\u{1B}[2J") } else if shown != nil { try say("\n") }
      try say(wrapped("\(ended)Waiting for 'w2s tour \(tour.name)' in another terminal; ^C ends this.\n"))
      (shown, isWaiting) = (nil, true)
    }
    usleep(100_000)
  }
}

/// Lines broken between words where the terminal would break them anywhere.
private func wrapped(_ text: String) -> String {
  var size = winsize()
  guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return text }
  return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    StyledLine(words: String(line), .plain).wrapped(to: Int(size.ws_col)).map { row in
      row.parts.map { $0.pieces.map(\.text).joined() }.joined(separator: " ")
    }.joined(separator: "\n")
  }.joined(separator: "\n")
}

private func clock(_ seconds: Int) -> String {
  let rest = seconds % 60
  return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
}

/// What stands in the second terminal at a step, before the time.
private func notes(_ tour: Tour, _ trace: TourTrace) -> String {
  let step = tour.steps[trace.step]
  let number = { (value: Double) in NumberFormat(digits: 3, trimsZeros: true).text(value) }
  var lines = ["\(tour.title), step \(trace.step + 1) of \(tour.steps.count): \(step.title)", ""]
  lines.append(step.notes.isEmpty ? "No notes." : step.notes.filled(step.settings, number: number))
  if let prediction = step.prediction {
    let answer =
      switch prediction.form {
      case .marker(let ruler): ruler.truth(prediction.revealed).map(number) ?? "none"
      case .choice(let choices): prediction.rightChoice.map { choices[$0].text } ?? "none"
      }
    lines += ["", "Asked: \(prediction.question)", "\(trace.isRevealed ? "Answered" : "Answer"): \(answer)"]
  }
  if let task = step.task {
    let way = task.change.map { "\($0.name) \($0.text)" }.joined(separator: ", ")
    lines += ["", "To do: \(task.text)", "A way: \(way)"]
  }
  let next = trace.step + 1 < tour.steps.count ? "Next: \(tour.steps[trace.step + 1].title)" : "Next: the end"
  return (lines + ["", next, ""]).joined(separator: "\n")
}
