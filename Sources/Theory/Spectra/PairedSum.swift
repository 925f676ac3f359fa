/// A sum of doubles with what its additions round off kept beside it [Neumaier 1974]: of terms of one sign right to the last
/// bits, however many they are.
struct PairedSum {
  private var total: Double
  private var rest = 0.0

  /// A sum that starts at a number.
  init(_ start: Double = 0) { total = start }

  /// Adds a term.
  static func += (sum: inout PairedSum, term: Double) {
    let next = sum.total + term
    // What is infinite has no rest.
    if next.isFinite {
      sum.rest += abs(sum.total) >= abs(term) ? (sum.total - next) + term : (term - next) + sum.total
    }
    sum.total = next
  }

  /// The sum.
  var value: Double { total + rest }
}
