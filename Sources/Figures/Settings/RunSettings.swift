// How simulations are run, and what of them is shown.

import Simulation

/// How simulations are run.
public struct RunSettings: Sendable, Hashable {
  /// Dimension d; the sample sizes follow from γt and γs.
  public var dimension = 500
  /// Trials of a run.
  public var trials = 10
  /// The seed of every draw.
  public var seed: UInt64 = 1
  /// How errors are drawn.
  public var engine = Engine.law

  /// Ten trials at d = 500 of seed 1, by the law engine.
  public init() {}
}

/// The pictures of the map.
public enum MapPicture: String, CaseIterable, Sendable {
  /// The limit.
  case theory
  /// The mean of the simulated gap.
  case simulated
  /// Simulated less predicted, in standard errors.
  case difference
  /// How often there is a gain, as predicted at the dimension of a simulation.
  case chance
  /// How often there was a gain in the simulation.
  case frequency

  /// Whether it is of a simulation.
  package var isSimulated: Bool { self != .theory && self != .chance }

  /// Whether it is of a probability.
  package var isProbability: Bool { self == .chance || self == .frequency }
}
