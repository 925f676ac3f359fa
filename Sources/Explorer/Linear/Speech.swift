// Numbers, axes and verdicts as they are said, for those who do not see the screen.

import Canvas
import Figures
import Preferences
import Theory

/// A number as it is said: three digits, or as many as are asked for.
func spoken(_ value: Double, digits: Int = 3, plus: Bool = false) -> String {
  NumberFormat(digits: digits, showsPlus: plus, trimsZeros: true).text(value)
}

/// Things one after another, the last two with a word between them.
func listed(_ things: [String], _ word: String = "and") -> String {
  guard things.count > 1, let last = things.last else { return things.joined() }
  return things.dropLast().joined(separator: ", ") + " \(word) " + last
}

extension Scale {
  /// From where to where it runs, and how.
  var inWords: String {
    "from \(spoken(lower)) to \(spoken(upper)), \(kind == .linear ? "linear" : "logarithmic")"
  }
}

extension StyledLine {
  /// The text alone.
  var text: String {
    parts.enumerated().map { index, part in
      (index == 0 ? "" : String(repeating: " ", count: part.gap)) + part.pieces.map(\.text).joined()
    }.joined()
  }
}

extension Settings {
  /// The verdict in one sentence.
  var verdictInWords: String {
    let verdict = Verdict(regime)
    let share = abs(verdict.gap / verdict.errors.teacher)
    let apart = share > 0 && share.isFinite ? ", \(spoken(100 * share))% \(verdict.gap < 0 ? "lower" : "higher")" : ""
    switch verdict.outcome {
    case .gain: return "Gain: Ls − Lt \(spoken(verdict.gap))\(apart)"
    case .tie: return "Tie: the student equals its teacher"
    case .loss: return "No gain: Ls − Lt \(spoken(verdict.gap, plus: true))\(apart)"
    }
  }

  /// A pinned state against this one: its gap, how far this one is from it, and what it has other than here.
  func comparisonInWords(_ pin: Pins.Pin) -> String {
    let others = differences(of: pin).map { "\($0.symbol) \(spoken(pin.regime[$0], digits: 6))" }
    let (gap, change) = (Verdict(pin.regime).gap, Verdict(regime).gap - Verdict(pin.regime).gap)
    let there = "\(pin.letter): Ls − Lt \(spoken(gap, plus: true))"
    if others.isEmpty { return there + ", here" }
    let apart = change.isFinite ? ", here \(spoken(change, plus: true)) from that" : ""
    return "\(there)\(apart); there \(listed(others))"
  }

  /// All six parameters with their values.
  var valuesInWords: String {
    listed(Parameter.allCases.map { "\($0.symbol) \(spoken(regime[$0], digits: 6))" })
  }

  /// Where along a slider, it alone moved, the student gains.
  func gainInWords(along parameter: Parameter) -> String {
    let scale = parameter.scale
    let inside = flips(of: parameter).filter { $0 > scale.lower && $0 < scale.upper }
    let ends = [scale.lower] + inside + [scale.upper]
    let stretches = zip(ends, ends.dropFirst()).enumerated().filter { _, ends in
      let middle = scale.value(0.5 * (scale.position(ends.0) + scale.position(ends.1)))
      return moved(parameter, to: middle).errors.gain
    }
    if stretches.isEmpty { return "Along \(parameter.symbol) the student gains nowhere" }
    if inside.isEmpty { return "All along \(parameter.symbol) the student gains" }
    let places = stretches.map { index, ends in
      index == 0
        ? "below \(spoken(ends.1))"
        : index == inside.count ? "above \(spoken(ends.0))" : "from \(spoken(ends.0)) to \(spoken(ends.1))"
    }
    return "Along \(parameter.symbol) the student gains \(listed(places))"
  }

  /// Where along a slider, it alone moved, the phase changes.
  func phaseEdgesInWords(along parameter: Parameter) -> String {
    if parameter == .lambdaS { return gainInWords(along: parameter) }
    guard let edge = nearestPhaseEdge(of: parameter) else {
      return "Along \(parameter.symbol) the phase does not change"
    }
    return "Along \(parameter.symbol) the phase changes, nearest here at \(spoken(edge))"
  }
}
