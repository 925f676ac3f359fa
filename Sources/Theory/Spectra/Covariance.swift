// Inputs that are not isotropic: the eigenvalues of their covariance, and where among them the target lies.

import RealModule

/// A covariance of the inputs in its eigenbasis, with the target's coordinates there.
///
/// An entry stands for one coordinate, or for a block of several with the same eigenvalue. Only the square of what the
/// target has in each matters, for the data are symmetric in every coordinate.
public struct Covariance: Sendable, Hashable {
  /// Most entries.
  public static let most = 100_000
  /// The eigenvalues above 0 that are accepted from outside: their ratios and squares are held by a double.
  public static let eigenvalueRange = 1e-30...1e30
  /// The exponents accepted of a power law of eigenvalues, and of the signal's.
  public static let exponents = (eigenvalue: 0.0...5, signal: -5.0...5)

  /// D ≥ 0, the variance of the inputs along each coordinate, in squares of their unit.
  public let eigenvalues: [Double]
  /// Σβ⋆² ≥ 0 of each entry: of a single coordinate the square of the target's.
  public let energies: [Double]
  /// How many coordinates each entry stands for, ≥ 0: 1, or any number where entries are blocks. With shares of the dimension
  /// for counts, and a fit's samples divided by the dimension too, everything is its limit. A count of 0 is of finitely many.
  public let counts: [Double]

  /// A covariance of entries.
  /// - Parameter counts: 1 each unless given.
  /// - Precondition: there is an entry, there are as many of each, and all are finite and ≥ 0.
  public init(eigenvalues: [Double], energies: [Double], counts: [Double]? = nil) {
    let counts = counts ?? Array(repeating: 1, count: eigenvalues.count)
    precondition(!eigenvalues.isEmpty && energies.count == eigenvalues.count && counts.count == eigenvalues.count)
    precondition((eigenvalues + energies + counts).allSatisfy { $0 >= 0 && $0.isFinite }, "a value is out of range")
    (self.eigenvalues, self.energies, self.counts) = (eigenvalues, energies, counts)
  }

  /// A covariance with a target's coordinates in its eigenbasis, of any sign.
  /// - Precondition: as for ``init(eigenvalues:energies:counts:)``.
  public init(eigenvalues: [Double], signal: [Double]) {
    self.init(eigenvalues: eigenvalues, energies: signal.map { $0 * $0 })
  }

  /// Isotropic inputs and a target of length 1 spread evenly: Setting 1.
  /// - Precondition: `dimension` is from 1 to ``most``.
  public static func flat(dimension: Int) -> Covariance { powerLaw(0, dimension: dimension) }

  /// D ∝ j^−α and β⋆² ∝ j^−r, j = 1 … d, scaled so that the eigenvalues have the mean 1 and the labels without noise the
  /// variance ΣDβ⋆² = 1.
  /// - Parameters:
  ///   - exponent: α.
  ///   - signal: r, 0 for a target that is spread evenly.
  /// - Precondition: `dimension` is from 1 to ``most``, and the exponents are among ``exponents``.
  public static func powerLaw(_ exponent: Double, signal: Double = 0, dimension: Int) -> Covariance {
    precondition((1...most).contains(dimension), "the dimension is out of range")
    precondition(
      exponents.eigenvalue.contains(exponent) && exponents.signal.contains(signal), "an exponent is out of range")
    let eigenvalues = powerLawEigenvalues(exponent, dimension: dimension)
    let energies = (1...dimension).map { Double.pow(Double($0), -signal) }
    let variance = total(zip(eigenvalues, energies).lazy.map { $0 * $1 })
    return Covariance(eigenvalues: eigenvalues, energies: energies.map { $0 / variance })
  }

  /// j^−α, j = 1 … d, scaled to the mean 1.
  public static func powerLawEigenvalues(_ exponent: Double, dimension: Int) -> [Double] {
    let powers = (1...dimension).map { Double.pow(Double($0), -exponent) }
    let mean = total(powers) / Double(dimension)
    return powers.map { $0 / mean }
  }

  /// d, the number of coordinates.
  public var dimension: Double { Self.total(counts) }

  /// ΣDβ⋆², the variance of the labels without noise.
  public var signalVariance: Double { Self.total(zip(eigenvalues, energies).lazy.map { $0 * $1 }) }

  /// The same with a coordinate for an entry, each block's energy spread evenly over its coordinates.
  /// - Precondition: the counts are whole numbers, and a block without coordinates has no energy.
  public var coordinates: Covariance {
    var (eigenvalues, energies): ([Double], [Double]) = ([], [])
    for (index, count) in counts.enumerated() where count > 0 {
      eigenvalues += Array(repeating: self.eigenvalues[index], count: Int(count))
      energies += Array(repeating: self.energies[index] / count, count: Int(count))
    }
    return Covariance(eigenvalues: eigenvalues, energies: energies)
  }

  private static func total(_ terms: some Sequence<Double>) -> Double {
    var sum = PairedSum()
    for term in terms { sum += term }
    return sum.value
  }
}
