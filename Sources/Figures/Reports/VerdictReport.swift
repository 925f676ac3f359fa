// The verdict on a regime in sentences, the same wherever it is said: by `w2s check` and by the explorer.

import Canvas
import Theory

/// What there is to say of the regime of some settings.
public struct VerdictReport {
  /// The verdict.
  public let verdict: Verdict
  private let settings: Settings
  private let number: (Double) -> String

  private let dimension: Int?

  /// The report on the settings' regime, with numbers of so many digits.
  /// - Parameter dimension: the d to speak of, besides the limit; nil for the limit alone.
  public init(_ settings: Settings, digits: Int, dimension: Int?) {
    self.settings = settings
    self.dimension = dimension
    verdict = Verdict(settings.regime)
    let format = NumberFormat(digits: digits, trimsZeros: true)
    number = { format.text($0) }
  }

  /// Gain, no gain or a tie, with the gap.
  public var headline: String { verdict.headline(number) }

  /// The values of all six parameters, and the student where it is not ridge.
  public var values: String {
    Parameter.allCases.map { "\($0.symbol) = \(number(verdict.regime[$0]))" }.joined(separator: ", ")
      + (verdict.regime.filter == .ridge ? "" : " and a student of \(verdict.regime.filter.meaning)")
  }

  /// The two errors, as the rest of a sentence.
  public var errors: String { verdict.errorsInWords(number) + "." }

  /// What follows on the errors, the most telling first: bias and variance, which λs win and by what, the best and how good
  /// it is, what is left of it at a finite dimension, and what would change it.
  public var sentences: [String] {
    let told: [String?] =
      verdict.biasAndVariance(number) + [
        verdict.winningPenalties(number), verdict.missedPenalty, verdict.mechanismInWords(number),
        verdict.bestPenalty(number), dimension.flatMap { verdict.bestPenalty(dimension: $0, number) },
        dimension.flatMap { verdict.finiteInWords(dimension: $0, number) }, verdict.ceilingInWords(number),
        verdict.kindsInWords(number), verdict.budgetInWords(number),
        verdict.gapRecoveredInWords(number), verdict.teacherInWords(number), verdict.printedTheoremInWords,
        nearest("flip of the verdict", settings.nearestFlip) ?? "No parameter alone flips the verdict.",
        nearest("edge of the phase", settings.nearestPhaseEdge) ?? "No parameter alone changes the phase.",
      ]
    return told.compactMap { $0 }
  }

  /// All of it, a sentence a line.
  public var paragraph: String {
    ([headline, "", "With \(values), \(errors)"] + sentences).joined(separator: "\n")
  }

  /// Where something is first met when one parameter alone is moved; nil where it never is.
  private func nearest(_ what: String, _ value: (Parameter) -> Double?) -> String? {
    let found = Parameter.allCases.compactMap { parameter in
      value(parameter).map { "\(parameter.symbol) = \(number($0))" }
    }
    let following = settings.tie.map { ", λt staying \(number($0)) λ⋆t" } ?? ""
    return found.isEmpty
      ? nil : "Nearest \(what), each parameter alone\(following): \(found.joined(separator: ", "))."
  }
}
