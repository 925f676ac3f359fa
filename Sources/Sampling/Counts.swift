// What may be counted: bounds far beyond what anyone waits for, within which the products that are made of counts are
// whole numbers still, those of any two of them among them.

/// The counts accepted.
package enum Counts {
  /// Trials.
  package static let trials = 1...1_000_000_000
  /// A dimension, samples, neurons.
  package static let sizes = 1...1_000_000_000_000

  /// What is accepted, in words fit for an error message.
  package static func accepted(_ range: ClosedRange<Int>) -> String {
    "a whole number from \(range.lowerBound) to \(range.upperBound)"
  }
}
