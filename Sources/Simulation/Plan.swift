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
  public var sizes: Sizes
  /// σε ≥ 0, the standard deviation of the label noise.
  public var sigma: Double
  /// ζ ∈ [0, 1], the cosine of β̂ and β⋆. At 0 there is no learned direction: Γ = I, Setting 1.
  public var zeta: Double
  /// Teacher penalties λt ≥ 0; at 0 the fit is the one of least norm, the limit λt → 0.
  public var lambdaTs: [Double]
  /// Student penalties λs ≥ 0; at 0 the fit is the limit λs → 0.
  public var lambdaSs: [Double]

  /// A panel whose values ``validate()`` has still to check.
  public init(sizes: Sizes, sigma: Double, zeta: Double = 0, lambdaTs: [Double], lambdaSs: [Double]) {
    self.sizes = sizes
    self.sigma = sigma
    self.zeta = zeta
    self.lambdaTs = lambdaTs
    self.lambdaSs = lambdaSs
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

  /// Checks every value against its range.
  /// - Throws: ``SimulationError`` for the first that is refused.
  public func validate() throws(SimulationError) {
    if lambdaTs.isEmpty { throw .empty(name: Parameter.lambdaT.fieldName) }
    if lambdaSs.isEmpty { throw .empty(name: Parameter.lambdaS.fieldName) }
    do {
      for i in lambdaTs.indices { try regime(teacher: i, student: 0).validate() }
      for j in lambdaSs.indices { try regime(teacher: 0, student: j).validate() }
    } catch {
      throw .parameter(error)
    }
    if sizes.dimension == 1 && zeta > 0 && zeta < 1 { throw .direction(zeta: zeta) }
  }
}

/// A simulation, complete: two equal plans give the same numbers to the last bit, whatever the number of threads.
public struct SimulationPlan: Sendable, Hashable {
  /// What is drawn; every panel has draws of its own.
  public var panels: [Panel]
  /// Trials of each panel, ≥ 1.
  public var trials: Int
  /// The number of the first trial, ≥ 0: a plan that begins where another ended continues it.
  public var firstTrial: Int
  /// The seed of every draw.
  public var seed: UInt64
  /// How the errors are drawn.
  public var engine: Engine

  /// A plan whose values ``validate()`` has still to check.
  public init(panels: [Panel], trials: Int, firstTrial: Int = 0, seed: UInt64, engine: Engine = .law) {
    self.panels = panels
    self.trials = trials
    self.firstTrial = firstTrial
    self.seed = seed
    self.engine = engine
  }

  /// Checks every value, and that a machine has the memory for so many threads.
  /// - Throws: ``SimulationError`` for the first that is refused.
  public func validate(threads: Int = 1, machine: Machine = .current) throws(SimulationError) {
    if panels.isEmpty { throw .empty(name: "panels") }
    if trials < 1 { throw .trials(trials) }
    if firstTrial < 0 { throw .trials(firstTrial) }
    for panel in panels { try panel.validate() }
    if engine == .dense {
      for panel in panels {
        let sizes = panel.sizes
        let order = min(sizes.dimension, max(sizes.teacherSamples, sizes.studentSamples))
        if order > DenseTrial.largestOrder { throw .order(order) }
      }
    }
    do { try machine.require(bytes: bytes(threads: threads)) } catch { throw .machine(error) }
  }
}
