// What is to be simulated. Nothing here draws a number.

import Sampling
import Theory

/// How the errors of a trial are drawn.
public enum Engine: String, CaseIterable, Sendable, Codable {
  /// The exact finite-size law, at a cost linear in the dimension.
  case law
  /// The data themselves, fitted by dense linear algebra, as the paper describes.
  case dense
}

/// A grid of penalties whose cells share their draws: one teacher matrix and one student matrix a trial.
///
/// Cell (i, j) of the grid is the teacher fitted with `lambdaTs[i]` and the student with `lambdaSs[j]`. Where results
/// are laid out flat, that is at `j * lambdaTs.count + i`.
public struct Panel: Sendable, Hashable {
  /// d, n_t, n_s.
  public let sizes: Sizes
  /// σε ≥ 0, the standard deviation of the label noise.
  public let sigma: Double
  /// ζ ∈ [0, 1], the cosine of β̂ and β⋆. At 0 there is no learned direction: Γ = I, Setting 1.
  public let zeta: Double
  /// Teacher penalties λt ≥ 0, finite; at 0 the fit is the one of least norm, the limit λt → 0.
  public let lambdaTs: [Double]
  /// Student penalties λs ≥ 0, finite; at 0 the fit is the limit λs → 0.
  public let lambdaSs: [Double]

  /// A panel.
  /// - Throws: ``SimulationError`` for the first value out of its range, and for a list without any.
  public init(
    sizes: Sizes, sigma: Double, zeta: Double = 0, lambdaTs: [Double], lambdaSs: [Double]
  ) throws(SimulationError) {
    (self.sizes, self.sigma, self.zeta, self.lambdaTs, self.lambdaSs) = (sizes, sigma, zeta, lambdaTs, lambdaSs)
    if lambdaTs.isEmpty { throw .empty(name: Parameter.lambdaT.fieldName) }
    if lambdaSs.isEmpty { throw .empty(name: Parameter.lambdaS.fieldName) }
    let given: [(Parameter, [Double])] = [
      (.lambdaT, lambdaTs), (.lambdaS, lambdaSs), (.gammaT, [sizes.gammaT]), (.gammaS, [sizes.gammaS]),
      (.sigma, [sigma]), (.zeta, [zeta]),
    ]
    for (parameter, values) in given {
      if let value = values.first(where: { !parameter.accepts($0) }) {
        throw .parameter(OutOfRange(parameter: parameter, value: value))
      }
    }
    if sizes.dimension == 1 && zeta > 0 && zeta < 1 { throw .direction(zeta: zeta) }
  }

  /// Number of cells.
  public var count: Int { lambdaTs.count * lambdaSs.count }

  /// The regime of a cell, with the aspect ratios of the sizes.
  public func regime(teacher i: Int, student j: Int) -> Regime {
    sizes.regime(lambdaT: lambdaTs[i], lambdaS: lambdaSs[j], sigma: sigma, zeta: zeta)
  }

  /// The limiting gap [paper, Thms 4 and 8] of every cell, laid out as the results are.
  public func theoryGaps() -> [Double] {
    guard count > 0 else { return [] }
    return GapGrid(base: regime(teacher: 0, student: 0), x: (.lambdaT, lambdaTs), y: (.lambdaS, lambdaSs)).gaps()
  }
}

/// A simulation, complete: two equal plans give the same numbers to the last bit, whatever the number of threads.
public struct SimulationPlan: Sendable, Hashable {
  /// What is drawn; every panel has draws of its own.
  public let panels: [Panel]
  /// Trials of each panel, ≥ 1.
  public let trials: Int
  /// The number of the first trial, ≥ 0: a plan that begins where another ended continues it.
  public let firstTrial: Int
  /// The seed of every draw.
  public let seed: UInt64
  /// How the errors are drawn.
  public let engine: Engine

  /// A plan.
  /// - Throws: ``SimulationError`` for a count that is none, and for a matrix too large for the dense engine.
  public init(
    panels: [Panel], trials: Int, firstTrial: Int = 0, seed: UInt64, engine: Engine = .law
  ) throws(SimulationError) {
    (self.panels, self.trials, self.firstTrial) = (panels, trials, firstTrial)
    (self.seed, self.engine) = (seed, engine)
    if panels.isEmpty { throw .empty(name: "panels") }
    if trials < 1 { throw .trials(trials) }
    if firstTrial < 0 { throw .trials(firstTrial) }
    guard engine == .dense else { return }
    for sizes in panels.map(\.sizes) {
      let order = min(sizes.dimension, max(sizes.teacherSamples, sizes.studentSamples))
      if order > DenseTrial.largestOrder { throw .order(order) }
    }
  }

  /// Refuses what a machine has not the memory for, with so many threads.
  /// - Throws: ``SimulationError/machine(_:)`` with both amounts.
  public func requireMemory(threads: Int, of machine: Machine = .current) throws(SimulationError) {
    do { try machine.require(bytes: bytes(threads: threads)) } catch { throw .machine(error) }
  }
}
