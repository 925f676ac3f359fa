// The simulation of the linear settings: what is asked for, what has come of it, and whether it is still of what is
// shown. The state is a simulation of its own, the very one of `w2s simulate`; a map or curves are drawn besides.

import Canvas
import Figures
import Sampling
import Simulation
import Theory

/// A run to be made: the state, and the grid of a map, row by row from the top, or points of curves.
public struct SimulationRequest: Sendable, Hashable {
  /// The state.
  public let state: SimulationPoint
  /// What is drawn besides.
  public let others: [SimulationPoint]
  /// What is estimated at each of the others.
  let quantities: [FigurePoint.Quantity]
  /// Columns and rows of the map's grid; nil where there is no map.
  let grid: GridShape?
  /// Which of the curves' points the others are; empty where there are no curves.
  let curve: [Int]
  /// Whether it goes on until cancelled.
  public let isLive: Bool
  /// The settings it was asked from.
  let settings: Settings

  struct GridShape: Sendable, Hashable {
    let columns: Int
    let rows: Int
  }

  /// The simulation.
  public let plan: SimulationPlan
  /// Where the points are in its result: the state first, a panel of its own, so that its draws do not depend on what is
  /// drawn besides.
  private let cells: [PointLayout.Cell]

  /// A run of the settings `settings` says.
  init(
    state: SimulationPoint, others: [SimulationPoint], quantities: [FigurePoint.Quantity], grid: GridShape?,
    curve: [Int], isLive: Bool, settings: Settings
  ) throws(SimulationError) {
    (self.state, self.others, self.quantities) = (state, others, quantities)
    (self.grid, self.curve, self.isLive, self.settings) = (grid, curve, isLive, settings)
    let layout = try PointLayout(first: state, others: others)
    cells = layout.cells
    plan = try SimulationPlan(
      panels: layout.panels, trials: isLive ? 100_000 : settings.run.trials, seed: settings.run.seed,
      engine: settings.run.engine)
  }

  /// Whether a run of other settings would draw the same.
  func isOf(_ now: Settings) -> Bool {
    settings.view == now.view && now.change(since: settings) == nil && now.view.view.drawsSame(settings, now)
  }

  /// Trials that are sorted each time a run tells how far it is.
  private static let mostWhileRunning = 10_000

  /// What a result says of the points; nil before every law has had a trial.
  func findings(in result: SimulationResult) -> SimulationFindings? {
    guard result.panels.allSatisfy({ $0.trials > 0 }) else { return nil }
    return SimulationFindings(
      state: result[cells[0]], others: zip(cells.dropFirst(), quantities).map { result[$0][$1] ?? Moments() },
      gains: grid == nil ? [] : cells.dropFirst().map { result[$0].gain },
      trials: result.sample.flatMap {
        $0.gap.count <= Self.mostWhileRunning || result.isComplete ? SortedTrials($0) : nil
      })
  }
}

/// The estimates of a run.
public struct SimulationFindings: Sendable, Hashable {
  /// Those of the state.
  public let state: CellEstimate
  /// Those of what was drawn besides: of the gap on a map, of an error on curves.
  public let others: [Moments]
  /// How often there was a gain at each of these, on a map; empty where there is none.
  public let gains: [Proportion]
  /// The state's errors over trials; nil while a run goes on that has too many to sort at every step.
  package let trials: SortedTrials?
}

/// Estimates, and the request they answer.
struct Found: Sendable, Hashable {
  let request: SimulationRequest
  let findings: SimulationFindings
}

extension Model {
  /// The sizes that the sliders and the dimension give.
  public var sizes: Sizes? {
    try? Sizes(dimension: settings.run.dimension, gammaT: settings.regime.gammaT, gammaS: settings.regime.gammaS)
  }

  /// Why the estimates at the state are of other settings than the present ones, in words; nil where they are not, and
  /// where there are none.
  var staleReason: String? { found.flatMap { settings.change(since: $0.request.settings, isLive: $0.request.isLive) } }

  /// The state's estimates, where they are of the present settings.
  var freshState: CellEstimate? { staleReason == nil ? found?.findings.state : nil }

  /// The state's errors over trials: those drawn, where they are of the present settings, and what is predicted of them.
  var distributions: [Distribution] {
    guard let sizes else { return [] }
    let drawn = staleReason == nil ? found?.findings.trials : nil
    return Distribution.all(
      drawn, FiniteLaw(sizes.regime(like: settings.regime), dimension: sizes.dimension))
  }

  /// The map as simulated, where that is of the present settings: that of the sweep where one is open, or else what was
  /// simulated here. The sliders of its axes may have moved.
  var simulatedMap: SimulatedMap? { sweep?.map ?? simulatedMapHere }

  /// The map as simulated here, where that is of the present settings.
  var simulatedMapHere: SimulatedMap? {
    guard let found, let grid = found.request.grid, found.request.settings.mapKey == settings.mapKey,
      found.findings.others.count == grid.columns * grid.rows
    else { return nil }
    return SimulatedMap(
      window: found.request.settings.axes.window, columns: grid.columns, rows: grid.rows,
      estimates: found.findings.others, gains: found.findings.gains, points: found.request.others)
  }

  /// Why the map's simulation is of other settings than the present ones; nil where it is not, and where there is none.
  var mapStaleReason: String? {
    if simulatedMap != nil { return nil }
    if let reason = mismatchedSweep { return reason }
    guard let found, found.request.grid != nil else { return nil }
    let before = found.request.settings
    if !before.axes.isAlong(settings.axes) { return "the axes changed" }
    return settings.change(since: before, along: [settings.axes.x, settings.axes.y]) ?? "the tie of λt changed"
  }

  /// The simulated points of the curves, where they are of the present settings.
  var simulatedCurve: [SimulatedPoint] {
    guard settings.view == .curves, let found, !found.request.curve.isEmpty,
      found.request.settings.curveKey == settings.curveKey
    else { return [] }
    let axis = settings.curves.axes.x
    return zip(found.request.curve, zip(found.request.others, found.findings.others)).map { index, pair in
      SimulatedPoint(
        index: index, x: settings.curvePointPlace(index) ?? pair.0.regime[axis], estimate: pair.1, point: pair.0)
    }
  }

  /// The picture the map shows: theory where nothing else is at hand.
  var shownPicture: MapPicture {
    if simulatedMap != nil || !settings.picture.isSimulated { return settings.picture }
    return settings.picture == .frequency ? .chance : .theory
  }

  /// The run at the current settings: the state, and what the view shows around it.
  func simulationRequest(isLive: Bool = false) throws(JobRefused) -> SimulationRequest {
    let request: SimulationRequest
    let plan: SimulationPlan
    do throws(SimulationError) {
      // What was swept need not be drawn once more.
      request = try settings.simulationRequest(
        isLive: isLive, isAlone: isLive || settings.view == .map && sweep?.map != nil)
      plan = request.plan
      try plan.requireMemory(threads: machine.processors, of: machine)
    } catch {
      throw JobRefused(reason: "\(error)")
    }
    if !isLive {
      try JobRefused.ifLong(
        plan.seconds(threads: machine.processors, machine: machine),
        instead: "fewer trials, a smaller d or the law engine")
    }
    return request
  }

  /// Says in the footer what a run has found: why it is far from theory, if it is, and what shows the rest of it.
  mutating func sayWhatWasFound(_ request: SimulationRequest) {
    var sentences: [String] = []
    if let look = look(depth: .mono, glyphs: Glyphs(isUnicode: true)), let remark = finiteSizeRemark(look) {
      sentences.append(remark)
    }
    if request.grid != nil, !settings.picture.isSimulated, simulatedMap != nil {
      let key = keys.keys(for: .picture).first?.name ?? ""
      sentences.append("Simulated; \(key) shows the simulated map, and again its difference from theory")
    }
    if !sentences.isEmpty { message = Message(text: sentences.joined(separator: " ")) }
  }
}

extension Settings {
  /// What decides the numbers of a simulated map. Only the values along its axes do not.
  var mapKey: MapKey {
    let isFree = axes.x == .lambdaT || axes.y == .lambdaT
    let corner = at(axes, axes.whole.x.lower, axes.whole.y.lower)
    return MapKey(axes: [axes.x, axes.y], tie: isFree ? nil : tie, corner: corner, run: run)
  }

  struct MapKey: Hashable {
    let axes: [Parameter]
    let tie: Double?
    let corner: Regime
    let run: RunSettings
  }

  /// What decides the numbers of simulated curves. Neither the vertical scale nor the place along the axis does.
  var curveKey: CurveKey {
    var shown = curves
    shown.y = curves.x
    let free = curves.axes.x == .lambdaT
    // Along c, which is no parameter, nothing is simulated.
    let end = curves.quantity == .solutions ? regime : stateRegime(curves.x.lower)
    return CurveKey(curves: shown, tie: free ? nil : tie, end: end, run: run)
  }

  struct CurveKey: Hashable {
    let curves: CurveSettings
    let tie: Double?
    let end: Regime
    let run: RunSettings
  }

  /// Columns and rows of a simulated map. Penalties share their draws, so a map of them is cheap; any other axis draws
  /// anew at every value.
  var mapGrid: SimulationRequest.GridShape {
    let cheap = [axes.x, axes.y].count { $0 == .lambdaT || $0 == .lambdaS }
    let dense = run.engine == .dense
    let (columns, rows) =
      cheap == 2 ? (80, 50) : cheap == 1 ? (dense ? 16 : 40, 32) : (dense ? 8 : 24, dense ? 6 : 16)
    return SimulationRequest.GridShape(columns: columns, rows: rows)
  }

  /// What was changed since `before`, as far as it matters to a simulated state, in words; nil where nothing was.
  fileprivate func change(since before: Settings, isLive: Bool = false, along free: [Parameter] = []) -> String? {
    let moved = Parameter.allCases.filter { regime[$0] != before.regime[$0] && !free.contains($0) }
    if !moved.isEmpty { return moved.map(\.symbol).joined(separator: ", ") + " moved" }
    if regime.filter != before.regime.filter { return "the student is another" }
    if run.dimension != before.run.dimension { return "d changed" }
    if run.engine != before.run.engine { return "the engine changed" }
    if run.seed != before.run.seed { return "the seed changed" }
    if run.trials != before.run.trials, !isLive { return "the number of trials changed" }
    return nil
  }

  fileprivate func simulationRequest(isLive: Bool, isAlone: Bool) throws(SimulationError) -> SimulationRequest {
    let state = try SimulationPoint(regime, dimension: run.dimension)
    let besides = isAlone ? SurroundingPoints() : try view.view.surroundings(self)
    return try SimulationRequest(
      state: state, others: besides.points, quantities: besides.quantities, grid: besides.grid, curve: besides.curve,
      isLive: isLive, settings: self)
  }

  /// Where along the axis the curves' point of an index is.
  fileprivate func curvePointPlace(_ index: Int) -> Double? {
    let xs = curves.gridValues
    return xs.isEmpty || !curves.quantity.isOverParameters ? nil : xs[index % xs.count]
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
    case .dimension: "\(settings.run.dimension)"
    case .teacherSamples: sizes.map { "\($0.teacherSamples)" } ?? "out of range"
    case .studentSamples: sizes.map { "\($0.studentSamples)" } ?? "out of range"
    case .trials: "\(settings.run.trials)"
    case .seed: "\(settings.run.seed)"
    case .engine: settings.run.engine == .law ? "law: exact in distribution, fast" : "dense: the experiment itself"
    case .live: isLive ? "on" : "off"
    }
  }

  /// Takes a typed value into a field.
  /// - Returns: why it is refused, if it is.
  mutating func setSimulation(_ field: SimulationField, _ text: String) -> String? {
    if field == .seed {
      guard let seed = UInt64(text) else { return "'\(text)' is no seed: a whole number from 0 to \(UInt64.max)" }
      settings.run.seed = seed
      return nil
    }
    let range = field == .trials ? Counts.trials : Counts.sizes
    guard let value = Int(text), range.contains(value) else { return "'\(text)' is not \(Counts.accepted(range))" }
    switch field {
    case .dimension: settings.run.dimension = value
    case .teacherSamples:
      settings.set(.gammaT, Sizes.aspectRatio(dimension: settings.run.dimension, samples: value))
    case .studentSamples:
      settings.set(.gammaS, Sizes.aspectRatio(dimension: settings.run.dimension, samples: value))
    case .trials: settings.run.trials = value
    case .seed, .engine, .live: break
    }
    return nil
  }
}
