// How an error is spread over trials: those drawn, as a histogram, and the normal law predicted at their dimension.

import Canvas
import Sampling
import Simulation
import Theory

/// The errors of trials, ascending: sorted once, for as long as they are shown.
package struct SortedTrials: Sendable, Hashable {
  package let gap: [Double], student: [Double], teacher: [Double]

  /// The trials of a run.
  package init(_ sample: TrialSample) {
    let sorted = { (errors: [Double]) in errors.filter(\.isFinite).sorted() }
    (gap, student, teacher) = (sorted(sample.gap), sorted(sample.student), sorted(sample.teacher))
  }
}

/// The trials of one error, and what is predicted of them.
package struct Distribution {
  /// Which error.
  package let quantity: FigurePoint.Quantity
  /// The law predicted; nil where there is none.
  package let predicted: Normal?
  /// The trials drawn, ascending; empty before any were.
  package let trials: [Double]

  /// The gap, then L_s and L_t: those of which there are trials or a prediction with a spread.
  /// - Parameters:
  ///   - drawn: the trials; nil before any were drawn.
  ///   - law: the law at their dimension.
  package static func all(_ drawn: SortedTrials?, _ law: FiniteLaw?) -> [Distribution] {
    let sides: [(FigurePoint.Quantity, [Double]?, Normal?)] = [
      (.gap, drawn?.gap, law?.gap), (.student, drawn?.student, law?.student),
      (.teacher, drawn?.teacher, law?.teacher),
    ]
    return sides.compactMap { quantity, trials, predicted in
      let spread = predicted.flatMap { $0.standardDeviation > 0 ? $0 : nil }
      let trials = trials ?? []
      return trials.count < 2 && spread == nil
        ? nil : Distribution(quantity: quantity, predicted: spread, trials: trials)
    }
  }

  /// Its symbol.
  package var symbol: String {
    switch quantity {
    case .gap: "Ls − Lt"
    case .student: "Ls"
    default: "Lt"
    }
  }

  /// The stretch that holds all but a few trials, and three and a half standard deviations of what is predicted.
  package var scale: Scale {
    let drawn = trials.count < 2 ? [] : quantiles(trials, [0.002, 0.998])
    let law = predicted.map { [$0.mean - 3.5 * $0.standardDeviation, $0.mean + 3.5 * $0.standardDeviation] } ?? []
    let ends = drawn + law
    let (low, high) = (ends.min() ?? 0, ends.max() ?? 1)
    let room = 0.02 * max(high - low, 1e-9 * max(abs(low), abs(high)))
    return Scale(.linear, near: low - room, and: high + room)
  }

  /// How many bins tell the trials' law best without showing their chance: the square root of their number, at most so
  /// many.
  package func bins(most: Int) -> Int { max(4, min(most, Int((2 * Double(trials.count).squareRoot()).rounded(.up)))) }

  /// The density of the trials over bins between ascending edges, as a share of all trials per unit.
  package func densities(edges: [Double]) -> [Double] {
    guard !trials.isEmpty else { return Array(repeating: 0, count: max(0, edges.count - 1)) }
    var next = 0
    let counts = edges.map { edge -> Int in
      while next < trials.count && trials[next] < edge { next += 1 }
      return next
    }
    return zip(zip(counts, counts.dropFirst()), zip(edges, edges.dropFirst())).map { counts, edges in
      Double(counts.1 - counts.0) / Double(trials.count) / (edges.1 - edges.0)
    }
  }

  /// Equal bins over a scale.
  package static func edges(_ scale: Scale, bins: Int) -> [Double] {
    (0...bins).map { scale.value(Double($0) / Double(bins)) }
  }

  /// The least, the middle and the greatest of the middle nine tenths of the trials, or of the law before there are any.
  package var middle: (low: Double, half: Double, high: Double)? {
    if trials.count >= 2 {
      let values = quantiles(trials, [0.05, 0.5, 0.95])
      return (values[0], values[1], values[2])
    }
    return predicted.map { law in
      let reach = 1.6448536269514722 * law.standardDeviation
      return (law.mean - reach, law.mean, law.mean + reach)
    }
  }
}
