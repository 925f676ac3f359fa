// The simulation as the explorer knows it: what is asked for, how far it is, what has come of it.

import Canvas
import Simulation
import Theory

/// What a person sets of the simulation, and what it has found.
public struct SimulationState: Sendable {
  /// Dimension d; the sample sizes follow from γt and γs.
  public var dimension = 500
  /// Trials of a run.
  public var trials = 10
  /// The seed of every draw.
  public var seed: UInt64 = 1
  /// How errors are drawn.
  public var engine = Engine.law
  /// Whether trials are drawn for the current sliders without being asked, anew when they move.
  public var isLive = false
  /// Which picture the map shows.
  public var picture = MapPicture.theory
  /// The run under way or finished last, by its number; 0 before the first.
  var run = 0
  /// How far the run is; nil when none is under way.
  var progress: SimulationProgress?
  /// The latest estimates.
  var found: Found?

  /// Estimates and where they hold.
  struct Found: Sendable {
    let request: SimulationRequest
    let report: SimulationReport
  }
}

/// The pictures of the map.
public enum MapPicture: String, CaseIterable, Sendable {
  /// The limit.
  case theory
  /// The mean of the simulated gap.
  case simulated
  /// Simulated less theory, in standard errors.
  case difference
}

/// How far a run is.
struct SimulationProgress: Sendable, Hashable {
  var done: Int
  var total: Int
  /// Seconds to go, as far as can be told.
  var secondsLeft: Double?
}

/// A run to be made: the state first, then the grid of a map, row by row from the top, or the points of curves.
public struct SimulationRequest: Sendable, Hashable {
  /// The run's number.
  public let run: Int
  /// The points.
  public let points: [SimulationPoint]
  /// Trials at each point.
  public let trials: Int
  /// The seed.
  public let seed: UInt64
  /// The engine.
  public let engine: Engine
  /// Whether it goes on until cancelled.
  public let isLive: Bool
  /// The settings it was asked from.
  let settings: Model.Settings
  /// Columns and rows of the map's grid; nil where there is no map.
  let grid: GridShape?
  /// Where along their axis the points of curves are; empty where there are none.
  var curve: [Double] = []
  /// What is estimated at each point after the state.
  public var quantities: [FigurePoint.Quantity]

  struct GridShape: Sendable, Hashable {
    let columns: Int
    let rows: Int
  }
}

/// What a run has found so far.
public struct SimulationReport: Sendable {
  /// The run's number.
  public let run: Int
  /// Trials done and to do, over all laws.
  public let done: Int
  /// See ``done``.
  public let total: Int
  /// Seconds to go, as far as can be told.
  public let secondsLeft: Double?
  /// Whether nothing more will come.
  public let isFinal: Bool
  /// Why it failed, if it did.
  public let failure: String?
  /// The state's estimates.
  public let state: CellEstimate?
  /// The mean at each point after the state: of the gap on a map, of an error on a curve.
  public let means: [Double]
  /// Its standard error.
  public let standardErrors: [Double]

  /// A report.
  public init(
    run: Int, done: Int, total: Int, secondsLeft: Double?, isFinal: Bool, failure: String? = nil,
    state: CellEstimate? = nil, means: [Double] = [], standardErrors: [Double] = []
  ) {
    self.run = run
    self.done = done
    self.total = total
    self.secondsLeft = secondsLeft
    self.isFinal = isFinal
    self.failure = failure
    self.state = state
    self.means = means
    self.standardErrors = standardErrors
  }
}

extension SimulationPoint {
  /// The regime whose limit the point approaches: that of its own sizes.
  var regime: Regime {
    Regime(
      lambdaT: lambdaT, lambdaS: lambdaS, gammaT: sizes.gammaT, gammaS: sizes.gammaS, sigma: sigma, zeta: zeta)
  }
}

extension Model {
  /// The sizes that the sliders and the dimension give.
  public var sizes: Sizes? {
    try? Sizes(dimension: simulation.dimension, gammaT: settings.regime.gammaT, gammaS: settings.regime.gammaS)
  }

  /// Whether the estimates are of other settings than the present ones.
  var isSimulationStale: Bool {
    guard let found = simulation.found, let point = found.request.points.first else { return false }
    return found.request.settings.regime != settings.regime || found.request.engine != simulation.engine
      || point.sizes != sizes
  }

  /// Whether the grid of the estimates is that of the map shown.
  var hasSimulatedMap: Bool {
    guard let found = simulation.found, let grid = found.request.grid else { return false }
    return found.request.settings.axes == settings.axes && found.report.means.count == grid.columns * grid.rows
  }

  /// Asks for a run at the current settings: the state, and the map where it is shown.
  mutating func simulate() -> [Effect] {
    do throws(SimulationError) {
      let request = try simulationRequest(withMap: settings.view == .map && !simulation.isLive)
      let plan = SimulationPlan(
        panels: PointLayout(request.points).panels, trials: request.trials, seed: request.seed, engine: request.engine)
      try plan.validate(threads: Machine.processors)
      let seconds = plan.seconds(threads: Machine.processors)
      if seconds > 300 {
        message = Message(
          text: "That would take about \(Int(seconds / 60)) min; use fewer trials, a smaller d or the law engine",
          isError: true)
        return []
      }
      simulation.progress = SimulationProgress(done: 0, total: plan.trials * plan.panels.count)
      return [.simulate(request)]
    } catch {
      message = Message(text: "\(error)", isError: true)
      return []
    }
  }

  private mutating func simulationRequest(withMap: Bool) throws(SimulationError) -> SimulationRequest {
    simulation.run += 1
    let dimension = simulation.dimension
    var points = [try SimulationPoint(settings.regime, dimension: dimension)]
    var grid: SimulationRequest.GridShape?
    var curve: [Double] = []
    var quantities: [FigurePoint.Quantity] = []
    if settings.view == .curves, settings.curves.quantity == .errors, !simulation.isLive {
      // Few enough that the curves stay to be seen.
      for (index, point) in settings.curvePoints().enumerated() where index % FigureEstimates.drawnEvery == 0 {
        guard let simulated = try point.simulationPoint(dimension: dimension), let x = point.coordinates.first?.value
        else { continue }
        points.append(simulated)
        curve.append(x)
        quantities.append(point.quantity)
      }
    }
    if withMap {
      let axes = settings.axes
      // Penalties share their draws, so a map of them is cheap; any other axis draws anew at every value.
      let cheap = [axes.x, axes.y].count { $0 == .lambdaT || $0 == .lambdaS }
      let dense = simulation.engine == .dense
      let (columns, rows) =
        cheap == 2 ? (80, 50) : cheap == 1 ? (dense ? 16 : 40, 32) : (dense ? 8 : 24, dense ? 6 : 16)
      let shape = SimulationRequest.GridShape(columns: columns, rows: rows)
      for y in SliderTrack(axes.y).scale.pixelCentres(rows).reversed() {
        for x in SliderTrack(axes.x).scale.pixelCentres(columns) {
          points.append(try SimulationPoint(settings.at(axes, x, y), dimension: dimension))
        }
      }
      grid = shape
      quantities = Array(repeating: .gap, count: columns * rows)
    }
    return SimulationRequest(
      run: simulation.run, points: points, trials: simulation.isLive ? 100_000 : simulation.trials,
      seed: simulation.seed, engine: simulation.engine, isLive: simulation.isLive, settings: settings, grid: grid,
      curve: curve, quantities: quantities)
  }

  /// Takes in what a run has found. Reports of runs given up are passed over.
  mutating func receive(_ report: SimulationReport, of request: SimulationRequest) {
    guard report.run == simulation.run else { return }
    if let failure = report.failure {
      simulation.progress = nil
      message = Message(text: failure, isError: true)
      return
    }
    simulation.progress =
      report.isFinal
      ? nil : SimulationProgress(done: report.done, total: report.total, secondsLeft: report.secondsLeft)
    if report.state != nil { simulation.found = SimulationState.Found(request: request, report: report) }
    if report.isFinal, request.grid != nil, simulation.picture == .theory {
      let key = keys.keys(for: .picture).first?.name ?? ""
      message = Message(text: "Simulated; \(key) shows the simulated map, and again its difference from theory")
    }
  }

  /// Begins to draw without being asked, or stops.
  mutating func toggleLive() -> [Effect] {
    if simulation.isLive { return cancelSimulation() }
    simulation.isLive = true
    return simulate()
  }

  /// Gives up the run under way.
  mutating func cancelSimulation() -> [Effect] {
    simulation.progress = nil
    simulation.isLive = false
    simulation.run += 1
    return [.cancelSimulation]
  }
}

/// The settings of the simulation that can be typed or toggled, in the order of their list.
enum SimulationField: Int, CaseIterable, Sendable {
  case dimension, teacherSamples, studentSamples, trials, seed, engine, live

  var name: String {
    switch self {
    case .dimension: "d    dimension"
    case .teacherSamples: "nt   teacher's samples"
    case .studentSamples: "ns   student's samples"
    case .trials: "trials of a run"
    case .seed: "seed"
    case .engine: "engine"
    case .live: "live: draw without being asked"
    }
  }
}

extension Model {
  /// What a field of the simulation's settings says.
  func text(of field: SimulationField) -> String {
    switch field {
    case .dimension: "\(simulation.dimension)"
    case .teacherSamples: sizes.map { "\($0.teacherSamples)" } ?? "too many"
    case .studentSamples: sizes.map { "\($0.studentSamples)" } ?? "too many"
    case .trials: "\(simulation.trials)"
    case .seed: "\(simulation.seed)"
    case .engine: simulation.engine == .law ? "law: exact in distribution, fast" : "dense: the experiment itself"
    case .live: simulation.isLive ? "on" : "off"
    }
  }

  /// Takes a typed value into a field.
  /// - Returns: why it is refused, if it is.
  mutating func setSimulation(_ field: SimulationField, _ text: String) -> String? {
    if field == .seed {
      guard let seed = UInt64(text) else { return "'\(text)' is no seed: a whole number from 0 to \(UInt64.max)" }
      simulation.seed = seed
      return nil
    }
    guard let value = Int(text), value >= 1 else { return "'\(text)' is no size: a whole number ≥ 1" }
    switch field {
    case .dimension: simulation.dimension = value
    case .teacherSamples: settings.set(.gammaT, Double(simulation.dimension) / Double(value))
    case .studentSamples: settings.set(.gammaS, Double(simulation.dimension) / Double(value))
    case .trials: simulation.trials = value
    case .seed, .engine, .live: break
    }
    return nil
  }
}
