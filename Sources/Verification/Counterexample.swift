// A misprint of the paper, and one regime where what is printed fails.

import Canvas

/// What is printed against what is so, at one regime.
package struct Counterexample: Sendable {
  /// Where it is printed.
  package let place: String
  /// What is printed, and what is correct.
  package let printed: String, correct: String
  /// Where they are compared.
  package var regime = ""
  /// What each says there.
  package var printedSays = "", correctSays = ""
  /// What brute force says, which knows no theorem.
  package var bruteForce = ""
  /// What simulation says; empty where there is nothing to simulate.
  package var simulation = ""

  /// What is printed somewhere, and what is correct.
  init(_ place: String, printed: String, correct: String) {
    (self.place, self.printed, self.correct) = (place, printed, correct)
  }

  /// The misprints that are words, of which nothing can be computed.
  package static let wordsOnly = [
    "§4 and App. E name axes otherwise than Figures 3 and 6–9, which are over λs and γt",
    "App. D has 'γs > 0' for γs > 1, 'Δ < 1' for Δ < 0, and 'right-hand side' for the left of (11)",
    "the proof of Thm 8 calls Assumption 7 'Definition 8', and its fourth term is 2t₁ᵀt₂",
    "(16) leaves out ‖at‖², which is 1 in all that is drawn here; Thm 13's D is d × d",
  ]
}

/// A number as the counterexamples have it.
func number(_ value: Double) -> String { NumberFormat(digits: 4, trimsZeros: true).text(value) }

/// A number as it goes into the hash of the results: to six digits.
func digits(_ value: Double) -> String { NumberFormat(digits: 6).text(value) + ";" }
