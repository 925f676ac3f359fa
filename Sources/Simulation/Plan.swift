// What is to be simulated. Nothing here draws a number.

import Sampling
import Theory

/// How the errors of a trial are drawn.
public enum Engine: String, CaseIterable, Sendable, Codable {
  /// The exact finite-size law, at a cost linear in the dimension: the data are never formed.
  case law
  /// The data themselves, fitted by dense linear algebra, as the paper describes [paper, §4], at a cost cubic in the
  /// dimension. A fit has at most 32 000 unknowns.
  case dense
}

/// A grid of penalties whose cells share their draws: one teacher matrix and one student matrix a trial.
///
/// Cell (i, j) of the grid is the teacher fitted with `lambdaTs[i]` and the student with `lambdaSs[j]`. Where results
/// are laid out flat, that is at `j * lambdaTs.count + i`.
public struct Panel: Sendable, Hashable {
  /// d, n_t, n_s.
  public let sizes: Sizes
  /// What the cells have in common; its penalties play no part, its aspect ratios are those of the sizes.
  public let regime: Regime
  /// Teacher penalties λt ≥ 0, finite; at 0 the fit is the one of least norm, the limit λt → 0.
  public let lambdaTs: [Double]
  /// Student penalties λs ≥ 0, finite; at 0 the fit is the limit λs → 0.
  public let lambdaSs: [Double]

  /// A panel of one law, that of a regime at given sizes.
  /// - Throws: ``SimulationError/empty(name:)`` for a list without a value, ``SimulationError/parameter(_:)`` for the
  ///   first penalty out of its range, and ``SimulationError/direction(zeta:)`` for 0 < ζ < 1 in one dimension.
  public init(
    _ regime: Regime, sizes: Sizes, lambdaTs: [Double], lambdaSs: [Double]
  ) throws(SimulationError) {
    (self.sizes, self.lambdaTs, self.lambdaSs) = (sizes, lambdaTs, lambdaSs)
    self.regime = sizes.regime(like: regime)
    for (parameter, values) in [(Parameter.lambdaT, lambdaTs), (.lambdaS, lambdaSs)] {
      if values.isEmpty { throw .empty(name: parameter.fieldName) }
      if let value = values.first(where: { !parameter.accepts($0) }) {
        throw .parameter(OutOfRange(parameter: parameter, value: value))
      }
    }
    if sizes.dimension == 1 && zeta > 0 && zeta < 1 { throw .direction(zeta: zeta) }
  }

  /// A panel of noise σε and a learned direction of cosine ζ; at ζ = 0 there is none: Γ = I, Setting 1.
  /// - Throws: ``SimulationError/parameter(_:)`` for σε or ζ out of its range, and as
  ///   ``init(_:sizes:lambdaTs:lambdaSs:)``.
  public init(
    sizes: Sizes, sigma: Double, zeta: Double = 0, lambdaTs: [Double], lambdaSs: [Double]
  ) throws(SimulationError) {
    let regime: Regime
    do throws(OutOfRange) {
      regime = try Regime(checking: 0, 0, sizes.gammaT, sizes.gammaS, sigma, zeta)
    } catch {
      throw .parameter(error)
    }
    try self.init(regime, sizes: sizes, lambdaTs: lambdaTs, lambdaSs: lambdaSs)
  }

  /// σε ≥ 0, the standard deviation of the label noise.
  public var sigma: Double { regime.sigma }
  /// ζ ∈ [0, 1], the cosine of β̂ and β⋆.
  public var zeta: Double { regime.zeta }

  /// Number of cells.
  public var count: Int { lambdaTs.count * lambdaSs.count }

  /// The regime of a cell, with the aspect ratios of the sizes.
  /// - Precondition: i and j are indices of ``lambdaTs`` and ``lambdaSs``.
  public func regime(teacher i: Int, student j: Int) -> Regime {
    regime.with(.lambdaT, lambdaTs[i]).with(.lambdaS, lambdaSs[j])
  }

  /// The limiting gap L_s − L_t [paper, Thms 4 and 8] of every cell, that of (i, j) at `j * lambdaTs.count + i`.
  public func theoryGaps() -> [Double] {
    guard count > 0 else { return [] }
    return GapGrid(base: regime(teacher: 0, student: 0), x: (.lambdaT, lambdaTs), y: (.lambdaS, lambdaSs)).gaps()
  }
}

/// A simulation, complete: two equal plans give the same numbers to the last bit, whatever the number of threads.
public struct SimulationPlan: Sendable, Hashable {
  /// What is drawn, one panel at least; every panel has draws of its own.
  public let panels: [Panel]
  /// Trials of each panel, from 1 to a thousand million.
  public let trials: Int
  /// The number of the first trial, ≥ 0: a plan that begins where another ended continues it.
  public let firstTrial: Int
  /// The seed of every draw, any number.
  public let seed: UInt64
  /// How the errors are drawn.
  public let engine: Engine

  /// A plan.
  /// - Throws: ``SimulationError/empty(name:)`` without a panel, ``SimulationError/trials(_:)`` for a count that is
  ///   none, and ``SimulationError/order(_:)`` for a matrix too large for the dense engine.
  public init(
    panels: [Panel], trials: Int, firstTrial: Int = 0, seed: UInt64, engine: Engine = .law
  ) throws(SimulationError) {
    (self.panels, self.trials, self.firstTrial) = (panels, trials, firstTrial)
    (self.seed, self.engine) = (seed, engine)
    if panels.isEmpty { throw .empty(name: "panels") }
    if !Counts.trials.contains(trials) { throw .trials(trials) }
    if !(0...Counts.trials.upperBound).contains(firstTrial) { throw .firstTrial(firstTrial) }
    guard engine == .dense else { return }
    for sizes in panels.map(\.sizes) {
      let order = min(sizes.dimension, max(sizes.teacherSamples, sizes.studentSamples))
      if order > DenseTrial.largestOrder { throw .order(order) }
    }
  }

  /// Refuses what a machine has not the memory for, with so many threads: more ``bytes(threads:)`` than it has.
  /// - Throws: ``SimulationError/machine(_:)`` with both amounts.
  public func requireMemory(threads: Int, of machine: Machine = .current) throws(SimulationError) {
    do { try machine.require(bytes: bytes(threads: threads), threads: min(threads, trials * panels.count)) } catch {
      throw .machine(error)
    }
  }
}
