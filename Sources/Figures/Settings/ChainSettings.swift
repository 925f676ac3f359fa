// What the Generations view shows: a chain whose first generation is the teacher and whose second is the student, and how
// each round after the first is made.

import Canvas
import Theory

/// What is set of a chain of generations, beyond teacher and student.
public struct ChainSettings: Sendable, Hashable {
  /// Generations, the teacher among them.
  public package(set) var length = 8
  /// The standard deviation ≥ 0 of the noise added to the labels of the model before, each round.
  public package(set) var noise = 0.0
  /// How many fits are averaged, each round.
  public package(set) var ensemble = 1
  /// The share of true labels among those of the model before, each round.
  public package(set) var trueShare = 0.0
  /// Whether it is the chain with the best λ each round that is followed, rather than that with λs each round.
  public var isBest = false
  /// The generation under the crosshair, from 1; of a shorter chain its last.
  public package(set) var marked = 2

  /// Eight generations, each a single fit to the labels of the one before.
  public init() {}

  /// How many generations there may be: fewer than two are no chain.
  static let lengths = 2...GenerationChain.most
  /// How many fits may be averaged: beyond these, averaging more changes nothing to be seen.
  static let ensembles = 1...100
}

extension ChainSettings {
  /// The length, as a slider moves it.
  package var lengthMoved: Double {
    get { Double(length) }
    set { length = Self.whole(newValue, in: Self.lengths) }
  }

  /// The ensemble, as a slider moves it.
  package var ensembleMoved: Double {
    get { Double(ensemble) }
    set { ensemble = Self.whole(newValue, in: Self.ensembles) }
  }

  private static func whole(_ value: Double, in range: ClosedRange<Int>) -> Int {
    min(max(Int(clamping: value.rounded()), range.lowerBound), range.upperBound)
  }

  /// Puts the crosshair on a generation, or on the nearest there is.
  package mutating func mark(_ generation: Int) { marked = min(max(generation, 1), length) }

  /// The generation under the crosshair of the chain as long as it is.
  package var shown: Int { min(marked, length) }
}

extension Settings {
  /// The regime of the chain's teacher and student: no round of a chain learns a direction, ζ = 0, and all
  /// are ridge fits.
  package var chainRegime: Regime { regime.with(.zeta, 0).with(.ridge) }

  /// The round that is repeated.
  var chainRound: Generation {
    Generation(
      lambda: regime.lambdaS, gamma: regime.gammaS, noise: chain.noise, ensemble: chain.ensemble,
      trueShare: chain.trueShare)
  }
}
